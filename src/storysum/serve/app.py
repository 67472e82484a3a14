"""The web server's side: takes requests in, hands them to processes that do the work, and sends back what they say."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from importlib.resources import files
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from storysum.backends import registry
from storysum.serve.answers import Reply, Task, answer, refusal, reply
from storysum.serve.asked import ENDPOINTS
from storysum.serve.batches import Batches, Refused, checked
from storysum.serve.guard import HEADERS, PAGE, refuses
from storysum.serve.metrics import Metrics
from storysum.serve.processes import Limits, Workers
from storysum.version import __version__
from storysum.workers import Lost

_BATCHES = 4
_AGAIN = "2"  # seconds, for Retry-After
_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript"}
_FIRST = Task("/openapi.json", b"")


class _Streamed(StreamingResponse):
    """Sends while the request still comes in; Starlette's own would swallow it, listening for its end."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.stream_response(send)


class Server:
    """The ASGI application."""

    def __init__(self, token: str | None, limits: Limits | None = None) -> None:
        self.token, self.limits = token, limits or Limits()
        self.metrics = Metrics()
        # A page that was fetched comes back as base64.
        self.work = Workers(partial(answer, largest=self.limits.largest * 2 // 3), self.limits, _FIRST)
        self.batches = Batches(self.work, self.limits, self.metrics.lines)
        self.open = 0
        folder = files("storysum.serve").joinpath("page")
        self.page = {name: folder.joinpath(name).read_bytes() for name in PAGE}
        posts = {**dict.fromkeys(ENDPOINTS, self._post), "/batch": self._batch}
        gets = {
            **dict.fromkeys(("/", *(f"/{name}" for name in PAGE)), self._static),
            "/openapi.json": self._openapi,
            "/backends": self._backends,
            "/health": self._health,
            "/metrics": self._metrics,
        }
        routes = [Route(path, asked, methods=["POST"]) for path, asked in posts.items()]
        routes += [Route(path, asked, methods=["GET"]) for path, asked in gets.items()]
        self.paths = frozenset(route.path for route in routes)
        handlers: dict[Any, Any] = {HTTPException: _refused, Exception: _broken}
        self.app = Starlette(routes=routes, exception_handlers=handlers, lifespan=self._lifespan)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status = time.monotonic(), 500

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        self.open += 1
        try:
            refused = refuses(self.token, scope["path"], Headers(scope=scope))
            if refused is None and self.open > 2 * self.limits.waiting:
                refused = 503, "Busy", "too many requests are open"
            app = self.app if refused is None else _response(refusal(*refused))
            await app(scope, receive, sent)
        finally:
            self.open -= 1
            path = scope["path"] if scope["path"] in self.paths else "other"
            self.metrics.note(path, status, time.monotonic() - begun)

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        # So that nobody waits for a process to start.
        self.starting = asyncio.gather(*(self.work.ask(_FIRST) for _ in range(self.limits.processes)))
        try:
            yield
        finally:
            self.starting.cancel()
            self.work.close()

    async def _post(self, request: Request) -> Response:
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise Refused(415, "NotJson", "send JSON, with Content-Type: application/json")
        return _response(await self._answered(Task(request.url.path, await self._body(request))))

    async def _openapi(self, _: Request) -> Response:
        return _response(await self._answered(_FIRST))

    async def _backends(self, _: Request) -> Response:
        return _response(reply({"backends": registry.available()}))

    async def _static(self, request: Request) -> Response:
        name = request.url.path.removeprefix("/") or "page.html"
        return Response(self.page[name], media_type=_TYPES[name.rpartition(".")[2]])

    async def _health(self, _: Request) -> Response:
        status = "ok" if self.starting.done() else "starting"
        known = {"status": status, "version": __version__, "processes": self.limits.processes}
        return _response(reply({**known, "waiting": self.work.under_way}))

    async def _metrics(self, _: Request) -> Response:
        now = {
            "storysum_waiting": self.work.under_way,
            "storysum_batches": self.batches.under_way,
            "storysum_processes": self.limits.processes,
            "storysum_processes_replaced_total": self.work.pool.replaced,
        }
        return Response(self.metrics.text(now), media_type="text/plain; version=0.0.4")

    async def _body(self, request: Request) -> bytes:
        """The body, if it comes in time and is not too large."""
        largest, found = self.limits.largest, bytearray()
        too_large = Refused(413, "TooLarge", f"a request has {largest} bytes at most")
        with suppress(ValueError):
            if int(request.headers.get("content-length", "0")) > largest:
                raise too_large
        try:
            async with asyncio.timeout(self.limits.seconds):
                async for chunk in request.stream():
                    found += chunk
                    if len(found) > largest:
                        raise too_large
        except ClientDisconnect:
            raise Refused(400, "Gone", "the client went away") from None
        except TimeoutError:
            raise Refused(408, "TooSlow", f"not all of it came within {self.limits.seconds:g} s") from None
        return bytes(found)

    async def _answered(self, task: Task) -> Reply:
        """What the processes say to a request."""
        if self.work.under_way >= self.limits.waiting:
            raise Refused(503, "Busy", f"{self.work.under_way} requests are waiting already")
        found: Reply | Lost = await self.work.ask(task, time.monotonic() + self.limits.seconds)
        return refusal(503, "GaveUp", found.why) if isinstance(found, Lost) else found

    async def _batch(self, request: Request) -> Response:
        options = checked(dict(request.query_params))
        if self.batches.under_way >= _BATCHES:
            raise Refused(503, "Busy", f"{self.batches.under_way} batches are under way already")
        return _Streamed(self.batches.rows(request, options), media_type="application/x-ndjson")


def _response(given: Reply) -> Response:
    headers = {503: {"Retry-After": _AGAIN}, 401: {"WWW-Authenticate": "Bearer"}}.get(given.status)
    return Response(given.body, given.status, headers, "application/json")


async def _refused(_: Request, error: HTTPException) -> Response:
    kind = {404: "NotFound", 405: "MethodNotAllowed"}.get(error.status_code, getattr(error, "kind", "Refused"))
    found = _response(refusal(error.status_code, kind, error.detail))
    found.headers.update(error.headers or {})
    return found


async def _broken(_: Request, error: Exception) -> Response:
    return _response(refusal(500, "Broken", f"this is our fault: {type(error).__name__}"))
