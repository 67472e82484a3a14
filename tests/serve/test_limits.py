"""What a server does that has more to do than it can, or whose client goes: asked in this process, without a socket."""

from __future__ import annotations

import asyncio
import json
import sys
from importlib import metadata
from typing import Any

import pytest

from storysum import backends
from storysum.backends import registry
from storysum.serve.answers import Reply, Task, answer
from storysum.sources import Raw

pytest.importorskip("starlette", reason="Starlette is not installed: pip install storysum[serve]")
from storysum.serve.app import Server
from storysum.serve.processes import Limits

STORY = b'{"text": "It rained."}'


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    """One that works in this process."""
    found = Server(None, Limits(processes=1, waiting=1, batch=60))

    async def ask(task: Any, until: float | None = None) -> Reply:
        return answer(task)

    monkeypatch.setattr(found.work, "ask", ask)
    return found


def asked(
    server: Server, path: str, *chunks: bytes, goes: bool = False, query: bytes = b""
) -> tuple[int, dict[str, str], list[Any]]:
    """The status, the headers and each line of the answer; a client that goes does so in the middle."""
    sent: list[Any] = []
    given = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    given[-1]["more_body"] = goes

    async def receive() -> Any:
        return given.pop(0) if given else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", b"localhost"), (b"content-type", b"application/json")]
    scope = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": query}
    scope |= {"headers": headers, "http_version": "1.1", "root_path": "", "scheme": "http"}
    asyncio.run(server(scope, receive, send))
    told = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
    lines = b"".join(message["body"] for message in sent[1:]).splitlines()
    return sent[0]["status"], told, [json.loads(line) for line in lines]


@pytest.mark.parametrize(
    ("what", "path"), [("work.under_way", "/digest"), ("open", "/digest"), ("batches.under_way", "/batch")]
)
def test_a_request_too_many_is_sent_away_with_a_time_to_come_again(server: Server, what: str, path: str) -> None:
    owner, _, name = what.rpartition(".")
    setattr(getattr(server, owner) if owner else server, name, 9)
    status, headers, (told,) = asked(server, path, STORY)
    assert (status, headers["retry-after"], told["error"]["kind"]) == (503, "2", "Busy")


def test_a_batch_that_is_too_long_is_answered_as_far_as_it_was_read(server: Server) -> None:
    status, _, rows = asked(server, "/batch", STORY + b"\n", STORY + b"\n" + STORY[:-1], b"}\n")
    assert (status, [row["short"] for row in rows][:2]) == (200, ["It rained."] * 2)
    assert rows[-1]["error"] == "a batch has 60 bytes at most: what came behind was not read"


def test_a_batch_by_a_plug_in_that_cannot_be_loaded_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    point = metadata.EntryPoint("broken", "nowhere_at_all:Backend", registry.GROUP)
    monkeypatch.setattr(metadata, "entry_points", lambda group: [point])
    status, _, (told,) = asked(server, "/batch", STORY + b"\n", query=b"backend=broken")
    assert (status, told["error"]["kind"]) == (500, "BackendError")
    assert "cannot be loaded" in told["error"]["message"]


def test_nothing_is_left_of_a_batch_whose_client_goes(server: Server) -> None:
    assert asked(server, "/batch", STORY + b"\n", goes=True)[0] == 200
    assert server.batches.under_way == server.open == server.work.under_way == 0


def test_a_client_that_goes_before_all_is_sent_is_no_fault_of_ours(server: Server) -> None:
    status, _, (told,) = asked(server, "/digest", STORY[:9], goes=True)
    assert (status, told["error"]["kind"]) == (400, "Gone")
    assert server.metrics.requests == {'{path="/digest",status="400"}': 1}


def test_a_page_is_fetched_in_the_same_process(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(url: str, *, largest: int, public: bool) -> Raw:
        assert (url, public) == ("https://example.org/van.txt", True)
        return Raw(b"It rained on the van.", url=url, kind="text/plain")

    monkeypatch.setattr("storysum.serve.answers.fetch", fetch)
    status, _, (answered,) = asked(server, "/headline", b'{"url": "https://example.org/van.txt"}')
    assert (status, answered["text"]) == (200, "It rained on the van")


def test_a_page_that_may_not_be_fetched_is_told() -> None:
    reply = answer(Task("/digest", b'{"url": "http://127.0.0.1/"}'))
    assert (reply.status, b"only public addresses" in reply.body) == (400, True)


class Fails:
    name = "fails"

    def rank(self, article: object) -> object:
        raise RuntimeError("out of paper")


def test_what_fails_on_our_side_is_no_fault_of_the_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backends.registry, "get", lambda name, **_: Fails())
    reply = answer(Task("/digest", b'{"text": "It rained.", "backend": "lead"}'))
    assert (reply.status, b"out of paper" in reply.body) == (500, True)
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    page = b'{"file": {"name": "a.html", "data": "PGh0bWw+PHA+SXQgcmFpbmVkLjwvcD48L2h0bWw+"}}'
    reply = answer(Task("/digest", page))
    assert (reply.status, b"storysum[web]" in reply.body) == (501, True)
