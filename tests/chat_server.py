"""A real HTTP server on loopback that speaks OpenAI's protocol for chat, as well or as badly as it is told to."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

Deed = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """One request; what is done with it the server's list of deeds says, the last one again and again."""

    protocol_version = "HTTP/1.1"
    server: ChatServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        number = len(self.server.requests)
        self.server.requests.append(
            {"path": self.path, "headers": {name.lower(): told for name, told in self.headers.items()}, "body": body}
        )
        with suppress(BrokenPipeError, ConnectionResetError):  # the client had enough
            self.server.deeds[min(number, len(self.server.deeds) - 1)](self)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Nothing on standard error."""

    def send(self, body: bytes, status: int = 200, *, kind: str = "application/json", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", headers.pop("length", str(len(body))))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


class ChatServer(ThreadingHTTPServer):
    """What was asked, and what is done."""

    daemon_threads = True

    def __init__(self, deeds: Sequence[Deed]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.deeds = list(deeds)
        self.requests: list[dict[str, Any]] = []
        self.over = Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    @property
    def questions(self) -> list[str]:
        return [request["body"]["messages"][1]["content"] for request in self.requests]


@contextmanager
def serving(*deeds: Deed) -> Iterator[ChatServer]:
    server = ChatServer(deeds)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def reply(content: object, **more: object) -> bytes:
    """The body of a completion."""
    message = {"role": "assistant", "content": content, **more}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    usage = {"prompt_tokens": 90, "completion_tokens": 10, "total_tokens": 100}
    return json.dumps({"id": "1", "object": "chat.completion", "choices": [choice], "usage": usage}).encode()


def says(content: object, **more: object) -> Deed:
    """The model's own words, or what stands in their place."""
    return lambda handler: handler.send(reply(content, **more))


def chooses(*sentences: object) -> Deed:
    return says(json.dumps({"sentences": sentences}))


def keeps(sentence: object, *words: object) -> Deed:
    return says(json.dumps({"sentence": sentence, "words": words}))


def sends(body: bytes, status: int = 200, **headers: str) -> Deed:
    return lambda handler: handler.send(body, status, **headers)


def is_slow(handler: Handler) -> None:
    handler.server.over.wait(5)


def drips(handler: Handler) -> None:
    """A byte at a time, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    until = time.monotonic() + 5
    while time.monotonic() < until and not handler.server.over.is_set():
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.02)


def drips_headers(handler: Handler) -> None:
    """The same, of a header."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Van: ")
    until = time.monotonic() + 5
    while time.monotonic() < until and not handler.server.over.is_set():
        handler.wfile.write(b"a")
        handler.wfile.flush()
        time.sleep(0.02)


def never_ends(handler: Handler) -> None:
    """Megabytes."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(400):
        handler.wfile.write(b"x" * 65_536)


def cuts_off(handler: Handler) -> None:
    """Half of what it announced."""
    body = reply('{"sentences": [1]}')
    handler.send(body[: len(body) // 2], length=str(len(body)))


def hangs_up(handler: Handler) -> None:
    handler.connection.close()
