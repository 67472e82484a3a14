"""Who may ask: hosts, origins and the token; and what every answer says to a browser."""

import hmac
import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

PAGE = ("page.html", "page.css", "page.js", "story.js", "tree.js")
"""The files of the page."""
OPEN = frozenset(("/", "/health", "/openapi.json", *(f"/{name}" for name in PAGE)))
"""Paths that hold no story: they are answered without the token."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""On every answer. No other site may read it, frame it or send for it; the page loads nothing from elsewhere."""


def is_loopback(host: str) -> bool:
    """Whether a host is this machine and no other can reach it."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuses(token: str | None, path: str, headers: Mapping[str, str]) -> tuple[int, str, str] | None:
    """Look at a request before anything else does: a status, a kind and the reason why it is refused, or None.

    The token must be sent as `Authorization: Bearer …`; it is None where only this machine can reach the server. Then
    the host that was asked must be this machine: a page of another site whose name was made to lead here (DNS
    rebinding) has its own name in `Host`.
    """
    host = headers.get("host", "")
    if token is None and not is_loopback(_name(host)):
        return 403, "WrongHost", "this server answers to localhost and its addresses only"
    origin = headers.get("origin")
    if origin is not None and _place(origin) != host.lower():
        return 403, "WrongOrigin", "pages of other sites may not ask"
    if token is not None and path not in OPEN:
        kind, _, sent = headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not hmac.compare_digest(sent.strip().encode(), token.encode()):
            return 401, "Unauthorized", "send the server's token: Authorization: Bearer …"
    return None


def _place(origin: str) -> str | None:
    """The host and port of an origin; None where it is none."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return None


def _name(host: str) -> str:
    """A host without its port."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
