"""Fetch one web page whose address the caller gave; no other module of `sources` opens a connection."""

import http.client
import io
import ipaddress
import socket
import ssl
import time
import zlib
from email.message import Message
from typing import IO, Any, cast
from urllib import error, parse, request

from storysum.errors import InputError
from storysum.sources.documents import Raw
from storysum.version import __version__

LARGEST_RESPONSE = 16 * 2**20  # bytes, unpacked
SECONDS = 20.0
_CHUNK = 2**16
_HEADERS = {"User-Agent": f"storysum/{__version__}", "Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "identity"}


def fetch(url: str, *, seconds: float = SECONDS, largest: int = LARGEST_RESPONSE, public: bool = False) -> Raw:
    """Get a page by its http or https address, within `seconds` in all and at most `largest` bytes, unpacked.

    With `public`, for an untrusted address: only from public IP addresses, at each redirect too, and without a proxy.
    """
    end = time.monotonic() + seconds
    proxies = () if public else (request.ProxyHandler(),)
    opener = request.OpenerDirector()
    for handler in (
        *proxies,
        _Ways(end, public=public),
        request.HTTPErrorProcessor(),
        request.HTTPDefaultErrorHandler(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    asked = request.Request(_checked(url), headers=_HEADERS)
    try:
        with opener.open(asked, timeout=seconds) as response:
            packed = str(response.headers.get("Content-Encoding") or "identity").strip().lower()
            data = _body(response, packed, largest)
            headers: Message = response.headers
            return Raw(data, "", response.url, headers.get_content_type(), headers.get_content_charset())
    except InputError as problem:
        raise InputError(f"{url}: {problem}") from None
    except error.HTTPError as problem:
        problem.close()
        # urllib's message about too many redirects has three lines.
        why = f"the server says {problem.code} {' '.join(str(problem.reason).split())}"
    except (http.client.HTTPException, OSError, ValueError, zlib.error) as problem:
        reason = getattr(problem, "reason", None) or problem
        why = f"cannot be fetched: {str(reason) or type(problem).__name__}"
        if isinstance(reason, TimeoutError):
            why = f"no answer within {seconds:g} seconds"
    raise InputError(f"{url}: {why}"[:300])


def _checked(url: str) -> str:
    """The address with non-ASCII characters quoted and without its fragment; an InputError if it is not allowed."""
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
    """Follows at most five redirects, to http and https only."""

    max_redirections = 5
    max_repeats = 2

    def redirect_request(
        self, req: request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> request.Request | None:
        return super().redirect_request(req, fp, code, msg, headers, _checked(newurl))


# IPv6 networks that lead to an arbitrary IPv4 address: 6to4 and NAT64.
_TUNNELS = tuple(map(ipaddress.ip_network, ("2002::/16", "64:ff9b::/96", "64:ff9b:1::/48")))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet and is no tunnel to an IPv4 address."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if found.is_multicast or found.is_reserved or not found.is_global:
        return False
    if isinstance(found, ipaddress.IPv4Address):
        return True
    return found.ipv4_mapped is None and not found.is_site_local and not any(found in one for one in _TUNNELS)


def _connected(host: str, port: int, seconds: float | None) -> socket.socket:
    """Connect to the IP address that was checked; to look the name up again might give another one."""
    found = [str(place[4][0]) for place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(map(is_public, found)):
        raise InputError("only public addresses are fetched, and this host's is not")
    for address in found[:-1]:
        try:
            return socket.create_connection((address, port), seconds)
        except OSError:
            continue
    return socket.create_connection((found[-1], port), seconds)


class _PublicConnection(http.client.HTTPConnection):
    def connect(self) -> None:
        self.sock = _connected(self.host, self.port, self.timeout)


class _PublicSecureConnection(http.client.HTTPSConnection):
    def connect(self) -> None:
        plain = _connected(self.host, self.port, self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)


class _Timely(io.RawIOBase):
    """Reads a socket up to a deadline; a socket's own timeout is for each read, and a server may send byte by byte."""

    def __init__(self, received: socket.socket, end: float) -> None:
        self.socket, self.end = received, end
        self.raw = received.makefile("rb", buffering=0)

    def makefile(self, *_: object) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.socket.settimeout(left)
        return self.raw.readinto(buffer)

    def close(self) -> None:
        self.raw.close()
        super().close()


class _Ways(request.AbstractHTTPHandler):
    """Opens http and https connections with a deadline; with `public`, to public addresses only."""

    http_request = https_request = request.AbstractHTTPHandler.do_request_

    def __init__(self, end: float, *, public: bool) -> None:
        super().__init__()
        self.end, self.public = end, public

    def http_open(self, req: request.Request) -> http.client.HTTPResponse:
        return self._open(_PublicConnection if self.public else http.client.HTTPConnection, req)

    def https_open(self, req: request.Request) -> http.client.HTTPResponse:
        return self._open(_PublicSecureConnection if self.public else http.client.HTTPSConnection, req)

    def _open(self, kind: type[http.client.HTTPConnection], req: request.Request) -> http.client.HTTPResponse:
        end = self.end

        class Response(http.client.HTTPResponse):
            def __init__(self, sock: socket.socket, *rest: Any, **options: Any) -> None:
                super().__init__(cast("socket.socket", _Timely(sock, end)), *rest, **options)

        def connection(host: str, **options: Any) -> http.client.HTTPConnection:
            made = kind(host, **options)
            made.response_class = Response
            return made

        req.timeout = max(end - time.monotonic(), 0.001)
        return self.do_open(connection, req)


def _body(response: Any, packed: str, largest: int) -> bytes:
    """The bytes of a response, unpacked; an InputError if they are too many or come too late."""
    if packed not in ("identity", "gzip", "x-gzip", "deflate"):
        raise InputError(f"packed as {packed}, which was not asked for")
    unpacker = None if packed == "identity" else zlib.decompressobj(47)  # gzip or zlib, by the header
    found = bytearray()
    while chunk := _read(response):
        found += chunk if unpacker is None else unpacker.decompress(chunk, largest + 1 - len(found))
        if len(found) > largest or (unpacker is not None and unpacker.unconsumed_tail):
            raise InputError(f"longer than {largest} bytes")
    return bytes(found)


def _read(response: Any) -> bytes:
    try:
        found: bytes = response.read1(_CHUNK)
    except TimeoutError:
        raise InputError("not all of it came in time") from None
    return found
