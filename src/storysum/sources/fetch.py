"""One page from the web, because the caller named its address: nothing else here ever opens a connection."""

from __future__ import annotations

import http.client
import time
import zlib
from email.message import Message
from typing import IO, Any
from urllib import error, parse, request

from storysum.errors import InputError
from storysum.sources.documents import Raw
from storysum.version import __version__

__all__ = ["fetch"]

LARGEST_RESPONSE = 16 * 2**20
SECONDS = 20.0
_MOST_REDIRECTS = 5
_CHUNK = 2**16


def fetch(url: str, *, seconds: float = SECONDS, largest: int = LARGEST_RESPONSE) -> Raw:
    """Get a page.

    Args:
        url: An address of http or https.
        seconds: All that it may take.
        largest: Bytes that it may have, unpacked.

    Raises:
        InputError: If it is no such address, does not answer in time or with a page, or is too large.
    """
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPErrorProcessor(),
        request.HTTPDefaultErrorHandler(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    asked = request.Request(
        _checked(url),
        headers={
            "User-Agent": f"storysum/{__version__}",
            "Accept": "text/html,*/*;q=0.8",
            "Accept-Encoding": "identity",
        },
    )
    end = time.monotonic() + seconds
    try:
        with opener.open(asked, timeout=seconds) as response:
            packed = str(response.headers.get("Content-Encoding") or "identity").strip().lower()
            data = _body(response, packed, end, largest)
            headers: Message = response.headers
            return Raw(data, "", response.url, headers.get_content_type(), headers.get_content_charset())
    except InputError as problem:
        raise InputError(f"{url}: {problem}") from None
    except error.HTTPError as problem:
        problem.close()
        # urllib tells of too many redirects on three lines.
        raise InputError(
            f"{url}: the server says {problem.code} {' '.join(str(problem.reason).split())}"[:300]
        ) from None
    except TimeoutError:
        raise InputError(f"{url}: no answer within {seconds:g} seconds") from None
    except (error.URLError, http.client.HTTPException, OSError, ValueError, zlib.error) as problem:
        reason = getattr(problem, "reason", None) or problem
        late = isinstance(reason, TimeoutError)
        why = (
            f"no answer within {seconds:g} seconds"
            if late
            else f"cannot be fetched: {reason or type(problem).__name__}"
        )
        raise InputError(f"{url}: {why}"[:300]) from None


def _checked(url: str) -> str:
    """An address with what is no ASCII quoted.

    Raises:
        InputError: If it is none of http or https, or names no host.
    """
    try:
        parts = parse.urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError as problem:
        raise InputError(f"{url}: no address: {problem}") from None
    if parts.scheme not in ("http", "https") or not host:
        raise InputError(f"{url}: only addresses of http and https are fetched: save what is there to a file")
    if parts.username is not None:
        raise InputError(f"{url}: an address with a password in it is not fetched")
    try:
        place = parts.netloc.encode("idna").decode("ascii") if not parts.netloc.isascii() else parts.netloc
    except UnicodeError:
        raise InputError(f"{url}: no address: its host is none") from None
    kept = "%/:=&?~#+!$,;'@()*[]"
    return parse.urlunsplit((parts.scheme, place, parse.quote(parts.path, kept), parse.quote(parts.query, kept), ""))


class _Redirects(request.HTTPRedirectHandler):
    """A few, to http and https only."""

    max_redirections = _MOST_REDIRECTS
    max_repeats = 2

    def redirect_request(
        self, req: request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> request.Request | None:
        """The request for where the server points to."""
        return super().redirect_request(req, fp, code, msg, headers, _checked(newurl))


def _body(response: Any, packed: str, end: float, largest: int) -> bytes:
    """The bytes of a response, unpacked, as long as they are neither too late nor too many."""
    if packed not in ("identity", "gzip", "x-gzip", "deflate"):
        raise InputError(f"packed as {packed}, which was not asked for")
    unpacker = None if packed == "identity" else zlib.decompressobj(47)  # gzip or zlib, by its head
    found = bytearray()
    while chunk := response.read1(_CHUNK):
        if time.monotonic() > end:
            raise InputError("not all of it came in time")
        found += chunk if unpacker is None else unpacker.decompress(chunk, largest + 1 - len(found))
        if len(found) > largest or (unpacker is not None and unpacker.unconsumed_tail):
            raise InputError(f"longer than {largest} bytes")
    return bytes(found)
