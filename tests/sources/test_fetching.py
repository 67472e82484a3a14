"""Pages are fetched from loopback only, and every failure is one plain error."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import storysum
from storysum import cli
from storysum.sources import fetch as fetching
from storysum.sources import is_address
from storysum.sources.fetch import fetch, is_public

FILES = Path(__file__).resolve().parents[1] / "data" / "sources"
STORY = b"The Glass Orchard sold their van on Monday. Nobody in the band was sorry to see it go."
# By path: status, body and headers.
ANSWERS: dict[str, tuple[int, bytes, dict[str, str]]] = {
    "/story": (200, STORY, {"Content-Type": "text/plain"}),
    "/latin": (200, "Das Café schloss früh.".encode("latin-1"), {"Content-Type": "text/plain; charset=iso-8859-1"}),
    "/packed": (200, gzip.compress(STORY), {"Content-Encoding": "gzip"}),
    "/brotli": (200, STORY, {"Content-Encoding": "br"}),
    "/large": (200, b"x" * 200_000, {}),
    "/bomb": (200, gzip.compress(b"x" * 2_000_000), {"Content-Encoding": "gzip"}),
    "/elsewhere": (302, b"", {"Location": "file:///etc/hostname"}),
}


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        with suppress(ConnectionError):  # who asked has heard enough
            self._get()

    def _get(self) -> None:
        name = self.path.partition("?")[0]
        if name.startswith("/again/"):
            left = int(name.rpartition("/")[2])
            self._answer(302, b"", {"Location": f"/again/{left - 1}" if left else "/story"})
        elif name == "/inside":
            self._answer(302, b"", {"Location": f"http://127.0.0.2:{self.server.server_address[1]}/story"})
        elif name == "/slow":
            time.sleep(3)
            self._answer(200, STORY)
        elif name == "/drip":
            self.send_response(200)
            self.end_headers()
            for _ in range(30):
                self.wfile.write(b"drop ")
                time.sleep(0.1)
        elif name == "/drip-of-headers":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Drops: ")
            for _ in range(30):
                self.wfile.write(b"x")
                time.sleep(0.1)
        elif name in ANSWERS:
            self._answer(*ANSWERS[name])
        elif (FILES / name.lstrip("/")).is_file():
            self._answer(200, (FILES / name.lstrip("/")).read_bytes(), {"Content-Type": "application/octet-stream"})
        else:
            self._answer(404, b"nothing")

    def _answer(self, code: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(code)
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("name", ["/story", "/again/2", "/packed"])
def test_a_page_is_fetched_through_a_few_redirects_and_unpacked(site: str, name: str) -> None:
    assert storysum.load(site + name).text == STORY.decode()


def test_the_charset_that_a_server_tells_is_heeded(site: str) -> None:
    assert storysum.load(f"{site}/latin").text == "Das Café schloss früh."


@pytest.mark.parametrize("name", ["post.md", "interview.srt", "release.docx", "reply.eml"])
def test_a_file_of_the_web_is_what_it_is_on_a_disk(site: str, name: str) -> None:
    assert storysum.load(f"{site}/{name}") == storysum.load(FILES / name)


def test_a_page_of_the_web_is_a_story(site: str) -> None:
    pytest.importorskip("trafilatura", reason="needs storysum[web]")
    article = storysum.load(f"{site}/news.html")
    assert (article.title, article.byline) == ("Old van of a loud band is sold", "Nora Quill")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("/missing", "the server says 404"),
        ("/again/20", "redirect"),
        ("/elsewhere", "file:///etc/hostname.* is not allowed"),
        ("/slow", "no answer within 0.5 seconds"),
        ("/drip", "not all of it came in time"),
        ("/drip-of-headers", "no answer within 0.5 seconds"),
        ("/large", "longer than 100000 bytes"),
        ("/bomb", "longer than 100000 bytes"),
        ("/brotli", "packed as br"),
    ],
)
def test_what_goes_wrong_is_one_plain_error_with_the_address(site: str, name: str, why: str) -> None:
    begun = time.monotonic()
    with pytest.raises(storysum.InputError, match=f"{site}{name}: .*{why}") as caught:
        fetch(site + name, seconds=0.5, largest=100_000)
    assert time.monotonic() - begun < 2
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "ftp://127.0.0.1/a",
        "http://",
        "http://[::1",
        "http://a:b@127.0.0.1/",
        "http://127.0.0.1:x/",
    ],
)
def test_other_addresses_are_never_opened(address: str) -> None:
    with pytest.raises(storysum.InputError):
        storysum.load(address)


def test_a_closed_port_is_an_input_error() -> None:
    with pytest.raises(storysum.InputError, match="cannot be fetched"):
        storysum.load("http://127.0.0.1:9/")


def test_a_path_is_no_address() -> None:
    assert not any(map(is_address, ("a.txt", "/a/b.html", "c:/a", "a b", "-")))


PRIVATE = """
    127.0.0.1 127.255.0.1 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 198.18.0.1
    224.0.0.1 240.0.0.1 255.255.255.255 ::1 :: ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1 fe80::1 fe80::1%eth0
    fc00::1 fec0::1 ff02::1 2002:7f00:1:: 64:ff9b::7f00:1 64:ff9b:1::1 2001:db8::1 2001::1
""".split()


def test_only_addresses_of_the_public_internet_are_public() -> None:
    assert [address for address in PRIVATE if is_public(address)] == []
    assert all(map(is_public, ("93.184.215.14", "1.1.1.1", "2606:4700:4700::1111")))


@pytest.mark.parametrize("name", ["/story", "/inside"])
def test_what_is_to_be_public_and_is_not_is_refused(site: str, name: str) -> None:
    for address in (site, site.replace("127.0.0.1", "localhost"), site.replace("http:", "https:")):
        with pytest.raises(storysum.InputError, match="only public addresses"):
            fetch(address + name, public=True)


def test_a_redirect_into_the_private_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    assert fetch(f"{site}/again/2", public=True).data == STORY
    with pytest.raises(storysum.InputError, match="only public addresses"):
        fetch(f"{site}/inside", public=True)


def test_the_address_that_was_looked_at_is_the_one_that_is_connected_to(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is public when it is looked up and private a moment later (DNS rebinding)."""
    real, port = socket.getaddrinfo, int(site.rpartition(":")[2])
    answers = [["127.0.0.1"], ["127.0.0.2"], ["127.0.0.1", "127.0.0.2"]]

    def looked_up(host: str, *rest: Any, **options: Any) -> Any:
        if host != "rebinding.example":
            return real(host, *rest, **options)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in answers.pop(0)]

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    assert fetch(f"http://rebinding.example:{port}/story", public=True).data == STORY
    assert len(answers) == 2
    for _ in range(2):  # private; public and private
        with pytest.raises(storysum.InputError, match="only public addresses"):
            fetch(f"http://rebinding.example:{port}/story", public=True)


def test_a_proxy_of_the_environment_is_not_asked(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", site)
    with pytest.raises(storysum.InputError, match="only public addresses"):
        fetch("http://127.0.0.3/story", public=True)


def test_the_command_line_takes_an_address(site: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["summarize", f"{site}/post.md"]) == 0
    assert "The Glass Orchard sold their van" in capsys.readouterr().out
    assert cli.main(["headline", f"{site}/missing"]) == 2
    assert "404" in capsys.readouterr().err
