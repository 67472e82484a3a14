"""Read files and web pages into text, with the metadata and block roles that they state.

`document` reads the single story of a file or an address; `parts` yields all stories of a file (a mailbox has many),
each to be read by `extracted`. The kind of a file is found by its first bytes, and by its name if they leave it open.
trafilatura, warcio and pypdf are loaded on use.
"""

import codecs
import io
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from storysum.errors import InputError, MissingDependency
from storysum.files import decoded, opened
from storysum.sources.documents import LARGEST, Document, Raw
from storysum.sources.kinds import SUFFIXES, is_address, kind_of

__all__ = ["LARGEST", "SUFFIXES", "Document", "Raw", "document", "extracted", "is_address", "parts"]


def document(source: str | Path) -> Document:
    """Read a file by its path, or a web page by its address; only an address opens a network connection."""
    if not str(source):
        raise InputError("an empty name: name a file or an address")
    try:
        return extracted(_raw(source))
    except InputError as error:
        raise InputError(f"{source}: {str(error).removeprefix(f'{source}: ')}") from None
    except MissingDependency as error:
        raise MissingDependency(f"{source}: {error}", name=error.name) from error


def extracted(raw: Raw) -> Document:
    """Read the bytes of one document; an InputError if they hold no story or several, or belie their name."""
    if len(raw.data) > LARGEST:
        raise InputError(f"longer than {LARGEST} bytes")
    if raw.url is not None:
        return _from_web(raw)
    kind = kind_of(raw.data, raw.name)
    if kind in ("mailbox", "crawl"):
        held = [raw for _, raw in islice(parts(io.BytesIO(raw.data), raw.name), 2)]
        if len(held) != 1:
            raise InputError("holds more than one story: `storysum batch` reads them all" if held else "holds no story")
        if isinstance(held[0], InputError):
            raise held[0]
        return extracted(held[0])
    if kind == "text":
        return Document(_text(raw.data), marked=False)
    read: Callable[[str | bytes], Document] = getattr(import_module(f"storysum.sources.{kind}"), f"read_{kind}")
    return read(_text(raw.data) if kind in ("markdown", "subtitles") else raw.data)


def parts(file: BinaryIO, name: str = "") -> Iterator[tuple[str, Raw | InputError]]:
    """All documents of an open file, each with a name within the file: "" where the file is one document.

    A document that cannot be read is yielded as its InputError. A WARC archive is read as a stream, other files whole.
    """
    head = file.read(2**16)
    if head.startswith((b"WARC/", b"\x1f\x8b")) and kind_of(head, name) == "crawl":
        from storysum.sources.crawl import pages_of

        file.seek(0)
        yield from pages_of(file)
        return
    data = head + file.read(LARGEST + 1 - len(head))
    if len(data) > LARGEST:
        raise InputError(f"longer than {LARGEST} bytes")
    if kind_of(data, name) == "mailbox":
        from storysum.sources.mail import messages

        yield from ((f"message {number}", Raw(one, "message.eml")) for number, one in enumerate(messages(data), 1))
    else:
        yield "", Raw(data, name)


def _from_web(raw: Raw) -> Document:
    """Read a document from the web by its content; plain text is Markdown if its address ends so."""
    from storysum.sources.page import decoded_page, read_page

    kind = kind_of(raw.data)
    if kind == "page" or (kind == "text" and raw.kind in ("text/html", "application/xhtml+xml")):
        return read_page(raw.data, raw.url, raw.charset)
    if kind != "text":
        return extracted(Raw(raw.data))
    place = (raw.url or "").partition("?")[0].lower()
    name = ".md" if place.endswith((".md", ".markdown")) else ""
    return extracted(Raw(decoded_page(raw.data, raw.charset).encode(), name))


def _raw(source: str | Path) -> Raw:
    if isinstance(source, str) and is_address(source):
        from storysum.sources.fetch import fetch

        return fetch(source)
    with opened(source, packed=True) as file:
        return Raw(file.read(LARGEST + 1), Path(source).name)


def _text(data: bytes) -> str:
    """Decode bytes as UTF-8, or as UTF-16 if they begin with its byte order mark."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise InputError("it begins as UTF-16 does and is not: save it as UTF-8") from None
    return decoded(data)
