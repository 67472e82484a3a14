"""Files and pages → text, with what the file itself tells about it.

`documents` gives all that a file holds (a box of e-mail holds many), `document` the one. What kind a file is
its first bytes tell, and its name where they leave it open. trafilatura, warcio and pypdf are loaded on use.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterator
from pathlib import Path

from storysum.errors import InputError, MissingDependency
from storysum.files import decoded, opened
from storysum.sources.document import LARGEST, Document
from storysum.sources.fetch import Fetched, fetch, is_address
from storysum.sources.kinds import SUFFIXES, kind_of

__all__ = ["LARGEST", "SUFFIXES", "Document", "document", "documents", "is_address", "of_bytes", "of_fetched"]

_MANY = ("mailbox", "crawl")


def document(source: str | Path) -> Document:
    """What a file or a page holds.

    Args:
        source: A path, or an address of http or https: the only thing that makes storysum use the network.

    Raises:
        InputError: If it cannot be read, is not what its name says, is too large, or holds several messages.
        MissingDependency: If its kind needs an extra that is not installed.
    """
    if isinstance(source, str) and is_address(source):
        found = fetch(source)
        return _naming(source, lambda: of_fetched(found))
    path = Path(source)
    return _naming(path, lambda: of_bytes(_bytes(path), path.name))


def of_bytes(data: bytes, name: str = "") -> Document:
    """What some bytes hold, called by a name that may tell their kind.

    Raises:
        InputError: As for `document`.
    """
    kind = kind_of(data, name)
    if kind in _MANY:
        found = list(_first_two(data, name))
        if len(found) != 1:
            what = "holds more than one story: `storysum batch` reads them all" if found else "holds no story"
            raise InputError(what)
        only = found[0][1]
        if isinstance(only, InputError):
            raise only
        return only
    return _READERS[kind](data)


def _first_two(data: bytes, name: str) -> Iterator[tuple[str, Document | InputError]]:
    for number, one in enumerate(documents(io.BytesIO(data), name)):
        yield one
        if number:
            return


def documents(file: io.BufferedIOBase, name: str = "") -> Iterator[tuple[str, Document | InputError]]:
    """All that an open file holds, each with its own name, "" where the file is one document.

    What is wrong with one does not keep the others back. A crawl is read as a stream, other files as a whole.

    Raises:
        InputError: If the file as a whole cannot be read.
        MissingDependency: As for `document`.
    """
    head = file.read(2**16)
    if head.startswith((b"WARC/", b"\x1f\x8b")) and kind_of(head, name) == "crawl":
        from storysum.sources.crawl import pages_of

        file.seek(0)
        for url, page in pages_of(file):  # type: ignore[arg-type]
            yield url, page if isinstance(page, InputError) else _caught(lambda page=page: of_fetched(page))
        return
    data = head + file.read(LARGEST + 1 - len(head))
    if len(data) > LARGEST:
        raise InputError(f"longer than {LARGEST} bytes")
    if kind_of(data, name) != "mailbox":
        yield "", of_bytes(data, name)
        return
    from storysum.sources.mail import messages, read_mail

    for number, message in enumerate(messages(data), 1):
        yield f"message {number}", _caught(lambda message=message: read_mail(message))


def _caught(read: Callable[[], Document]) -> Document | InputError:
    try:
        return read()
    except InputError as error:
        return error


def of_fetched(page: Fetched) -> Document:
    """What came from the web: by its content; text that no content tells by its address."""
    name = "" if page.kind == "text/html" else page.url.partition("?")[0].rpartition("/")[2]
    kind = kind_of(page.data)
    if page.kind in ("text/html", "application/xhtml+xml") and kind == "text":
        kind = "page"
    if kind == "page":
        from storysum.sources.page import decoded_page, read_page

        return read_page(decoded_page(page.data, page.charset), page.url)
    if kind == "text" and page.charset not in (None, "utf-8"):
        from storysum.sources.page import decoded_page

        page = Fetched(decoded_page(page.data, page.charset).encode(), page.url, page.kind, None)
    return of_bytes(page.data, name if name.lower().endswith((".md", ".markdown")) else "")


def _naming(source: object, read: Callable[[], Document]) -> Document:
    """Read; what is wrong is told with the name of the source."""
    try:
        return read()
    except InputError as error:
        raise InputError(f"{source}: {str(error).removeprefix(f'{source}: ')}") from None
    except MissingDependency as error:
        raise MissingDependency(f"{source}: {error}", name=error.name) from error


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except IsADirectoryError:
        raise InputError("this is a folder: name the files in it") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise InputError(f"cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if len(data) > LARGEST:
        raise InputError(f"longer than {LARGEST} bytes")
    return data


def _text(data: bytes) -> str:
    """Bytes as text: UTF-8, or UTF-16 with its mark."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise InputError("it begins as UTF-16 does and is not: save it as UTF-8") from None
    return decoded(data)


def _plain(data: bytes) -> Document:
    return Document(_text(data), marked=False)


def _markdown(data: bytes) -> Document:
    from storysum.sources.markdown import read_markdown

    return read_markdown(_text(data))


def _page(data: bytes) -> Document:
    from storysum.sources.page import decoded_page, read_page

    return read_page(decoded_page(data))


def _mail(data: bytes) -> Document:
    from storysum.sources.mail import read_mail

    return read_mail(data)


def _subtitles(data: bytes) -> Document:
    from storysum.sources.subtitles import read_subtitles

    return read_subtitles(_text(data))


def _pdf(data: bytes) -> Document:
    from storysum.sources.pdf import read_pdf

    return read_pdf(data)


def _word(data: bytes) -> Document:
    from storysum.sources.word import read_word

    return read_word(data)


_READERS: dict[str, Callable[[bytes], Document]] = {
    "text": _plain,
    "markdown": _markdown,
    "page": _page,
    "mail": _mail,
    "subtitles": _subtitles,
    "pdf": _pdf,
    "word": _word,
}
