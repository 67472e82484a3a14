"""`storysum serve`: the page and the API from the command line."""

import argparse
import os
import secrets
import socket
import sys
from contextlib import suppress

from storysum.errors import InputError, needed

TOKEN = "STORYSUM_TOKEN"
"""The variable of the environment that holds the token."""
_SHORTEST_TOKEN = 16


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `storysum serve` understands."""
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="whom to answer: this machine only, unless told; others need a token")
    add("--port", type=int, default=8000, metavar="N", help="8000 unless told; 0 is any that is free")
    add("--workers", type=int, metavar="N", help="processes: one for each processor unless told")
    add("--time-limit", type=float, default=30.0, metavar="S", help="seconds for one request (30)")
    add("--largest", type=int, default=4 * 2**20, metavar="BYTES", help="of one request or line of a batch (4194304)")


def serve(options: argparse.Namespace) -> int:
    """Serve until somebody ends it."""
    uvicorn, _ = (needed(name, f"serve needs {name}: pip install storysum[serve]") for name in ("uvicorn", "starlette"))
    from storysum.serve.app import Server
    from storysum.serve.guard import is_loopback
    from storysum.serve.processes import Limits

    workers = (os.cpu_count() or 1) if options.workers is None else options.workers
    if workers < 1 or not options.time_limit > 0 or options.largest < 1:
        raise InputError("--workers, --time-limit and --largest are to be above 0")
    here = is_loopback(options.host)
    token, made = _token(here)
    listening = _listening(options.host, options.port)
    port = listening.getsockname()[1]
    name = f"[{options.host}]" if ":" in options.host else options.host
    shown = f"http://{name}:{port}/" + (f"#token={token}" if made else "")
    sys.stderr.write(f"storysum: {shown}\n")
    if not here:
        sys.stderr.write("storysum: others can reach this; without TLS in front of it they can read along\n")
    limits = Limits(processes=workers, seconds=options.time_limit, largest=options.largest)
    config = uvicorn.Config(
        Server(token, limits),
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    with suppress(KeyboardInterrupt):  # how one ends it
        uvicorn.Server(config).run(sockets=[listening])
    return 0


def _token(here: bool) -> tuple[str | None, bool]:
    """What callers must send, and whether it was made just now."""
    given = os.environ.get(TOKEN)
    if given is None:
        return (None, False) if here else (secrets.token_urlsafe(32), True)
    if len(given) < _SHORTEST_TOKEN or not given.isascii() or not given.isprintable() or " " in given:
        raise InputError(f"{TOKEN}: give {_SHORTEST_TOKEN} or more letters, figures and signs of ASCII, without spaces")
    return given, False


def _listening(host: str, port: int) -> socket.socket:
    try:
        (family, *_, address), *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        return socket.create_server(address[:2], family=family, backlog=1024)
    except (OSError, OverflowError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise InputError(f"{host}:{port}: cannot listen there: {why}") from None
