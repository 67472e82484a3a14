"""Batches: a row for each line of a request, while the request still comes in."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from storysum.analysis import DEFAULT
from storysum.backends import registry
from storysum.errors import StorysumError, nearest
from storysum.serve.answers import Line, Reply, lost, signature, status
from storysum.serve.processes import Limits, Workers
from storysum.text.languages import LANGUAGES
from storysum.workers import Lost

_CLIENT_GONE = "the client went away"
_IN_MEMORY = 2**23


class Refused(HTTPException):
    """A request that is not answered as it was asked, with what kind of error that is."""

    def __init__(self, status: int, kind: str, why: str) -> None:
        super().__init__(status, why)
        self.kind = kind


class Spool:
    """Bytes that came in and were not read yet; those that memory would not hold lie in a file without a name.

    So the sender never waits for the reader: a client that sends all of its lines before it reads one row would
    otherwise wait for ever, and so would we. A line may have `longest` bytes.
    """

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self.size = 0  # of all that came in
        self.stopped: str | None = None  # why not all did
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - close() does it
        self._read, self._whole, self._news = 0, False, asyncio.Event()

    def add(self, chunk: bytes) -> None:
        """Put bytes to the end."""
        self._file.seek(self.size)
        self._file.write(chunk)
        self.size += len(chunk)
        # Not for each drop of a line: it would be read again each time.
        if b"\n" in chunk or self.size - self._read > self.longest:
            self._news.set()

    def end(self, why: str | None = None) -> None:
        """Say that there are no more."""
        self._whole, self.stopped = True, why
        self._news.set()

    def close(self) -> None:
        """Give up the file."""
        self._file.close()

    async def lines(self) -> AsyncIterator[bytes | None]:
        """Each line as soon as it is there; None for one that is too long."""
        skipping = False
        while True:
            self._news.clear()
            self._file.seek(self._read)
            line = self._file.readline(self.longest + 1)
            ended = line.endswith(b"\n")
            if not ended and len(line) <= self.longest and not self._whole:
                await self._news.wait()
                continue
            if not line:
                return
            self._read += len(line)
            if not skipping:
                yield line if ended or len(line) <= self.longest else None
            skipping = not ended


class Batches:
    """Those that are under way; lines are counted by what became of them."""

    def __init__(self, work: Workers, limits: Limits, counts: Counter[str]) -> None:
        self.work, self.limits, self.counts = work, limits, counts
        self.under_way = 0

    async def rows(self, request: Request, options: dict[str, Any]) -> AsyncIterator[bytes]:
        """A row for each line, in order; none is lost, whatever becomes of it."""
        spool = Spool(self.limits.largest)
        due: asyncio.Queue[asyncio.Task[bytes] | None] = asyncio.Queue(4 * self.limits.processes)
        tasks: list[asyncio.Task[Any]] = [
            asyncio.create_task(self._read(request, spool)),
            asyncio.create_task(self._begin(spool, options, due)),
        ]
        self.under_way += 1
        try:
            while (task := await due.get()) is not None:
                if spool.stopped == _CLIENT_GONE:
                    return
                yield await task
        finally:
            self.under_way -= 1
            while not due.empty():
                if waiting := due.get_nowait():
                    tasks.append(waiting)
            for one in tasks:
                one.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            spool.close()

    async def _read(self, request: Request, spool: Spool) -> None:
        """Take in all lines, as fast as they come; then wait for the client to go."""
        chunks = request.stream()
        why = None
        try:
            while spool.size <= self.limits.batch:
                async with asyncio.timeout(self.limits.seconds):
                    spool.add(await anext(chunks))
            why = f"a batch has {self.limits.batch} bytes at most: what came behind was not read"
        except StopAsyncIteration:
            pass
        except TimeoutError:
            why = f"nothing came for {self.limits.seconds:g} s: what came behind was not read"
        except ClientDisconnect:
            why = _CLIENT_GONE
        spool.end(why)
        if why is None:
            await request.receive()
            spool.stopped = _CLIENT_GONE

    async def _begin(
        self, spool: Spool, options: dict[str, Any], due: asyncio.Queue[asyncio.Task[bytes] | None]
    ) -> None:
        """Begin the work on each line, a few ahead of the row that is due."""
        number = 0
        async for line in spool.lines():
            number += 1
            if line is None or line.strip():
                why = None if line is not None else f"longer than {self.limits.largest} bytes"
                await due.put(asyncio.create_task(self._row(Line(number, line or b"", **options), why)))
        if spool.stopped not in (None, _CLIENT_GONE):
            await due.put(asyncio.create_task(self._row(Line(number + 1, b"", **options), spool.stopped)))
        await due.put(None)

    async def _row(self, line: Line, why: str | None) -> bytes:
        if why is None:
            reply: Reply | Lost = await self.work.ask(line)
            if isinstance(reply, Reply) and reply.status == 200:
                self.counts["answered"] += 1
                return reply.body
            why = reply.why if isinstance(reply, Lost) else "it could not be answered"
        self.counts["failed"] += 1
        return lost(line, why)


def checked(query: dict[str, str]) -> dict[str, Any]:
    """What a batch was asked with, checked before its first row is written."""
    known = {"backend": registry.available(), "language": LANGUAGES, "tighten": ("true", "false")}
    for name, given in query.items():
        if name not in known:
            raise Refused(400, "InputError", f"no option {name[:80]!r}: {nearest(name[:80], known)}")
        if given not in known[name]:
            kind = "UnknownBackend" if name == "backend" else "InputError"
            raise Refused(400, kind, f"no {name} {given[:80]!r}: {nearest(given[:80], known[name])}")
    tighten, backend = query.get("tighten"), query.get("backend", DEFAULT)
    try:
        signature(backend)  # of a plug-in that cannot be loaded no row could be written
    except StorysumError as error:
        raise Refused(status(error), type(error).__name__, str(error)) from None
    return {
        "backend": backend,
        "language": query.get("language"),
        "tighten": None if tighten is None else tighten == "true",
    }
