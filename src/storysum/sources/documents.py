"""What a file says, as text, with what the file itself tells about it."""

import datetime

from attrs import define, field, frozen

from storysum.errors import InputError
from storysum.marks import DOUBLE
from storysum.model.article import Block, Role
from storysum.model.span import Span

LARGEST = 64 * 2**20
"""Bytes that one file may have, and characters that may come out of it."""

UNMARKED: tuple[Role, str] = ("furniture", "a block quotation without marks: nobody is told who says it")
"""The role of what a page quotes as a block without quotation marks, and the reason for it."""


@frozen
class Raw:
    """The bytes of one file, page or message, not yet read. Data only: it travels to other processes."""

    data: bytes = field(repr=lambda data: f"<{len(data)} bytes>")
    name: str = ""  # what it is called; how it ends may tell its kind
    url: str | None = None  # where it is from, of a page of the web
    kind: str = ""  # the type that a server told ("text/html")
    charset: str | None = None  # the charset that a server told


@frozen
class Document:
    """The text of one file, page or message, and what the file says of itself."""

    text: str  # what was extracted; every offset of an Article refers to it
    title: str | None = None
    byline: str | None = None
    published: datetime.date | None = None
    blocks: tuple[Block, ...] = ()  # headings, items, and what is none of the story
    marked: bool = True  # whether the blocks of the file are known, so that the text is not searched for tags

    @property
    def story(self) -> str:
        """The text without the blocks that the file says are none of the story."""
        parts, at = [], 0
        for block in self.blocks:
            if block.role in ("caption", "furniture"):
                parts.append(self.text[at : block.span.start])
                at = block.span.end
        return "".join([*parts, self.text[at:]]).strip()


@define
class Writer:
    """Puts a text together from blocks, with a blank line between them."""

    parts: list[str] = field(factory=list)
    blocks: list[Block] = field(factory=list)
    size: int = 0

    def add(self, text: str, role: Role = "body", reason: str = "") -> None:
        """Write a block that is more than white space, its role and the reason; of a plain body reading tells more."""
        text = text.strip()
        if not text:
            return
        start = self.size + 2 if self.parts else 0
        self.size = start + len(text)
        if self.size > LARGEST:
            raise InputError(f"more than {LARGEST} characters of text come out of it")
        self.parts.append(text)
        if role != "body" or reason:
            self.blocks.append(Block(Span(start, self.size), role, reason))

    def document(
        self, *, title: str | None = None, byline: str | None = None, published: datetime.date | None = None
    ) -> Document:
        """What was written, with what else the file says."""
        title, byline = line(title), line(byline)
        return Document("\n\n".join(self.parts), title or None, byline or None, published, tuple(self.blocks))


def line(text: str | None) -> str:
    r"""A text on one line; "" for None.

    >>> line("  The Long\n Take ")
    'The Long Take'
    """
    return " ".join((text or "").split())


def marked(text: str) -> bool:
    """Whether a block that is quoted begins or ends with a quotation mark; marks inside may be of one word."""
    return text.strip()[:1] in DOUBLE or text.rstrip(".,;:!? \n")[-1:] in DOUBLE


def day(text: str | None) -> datetime.date | None:
    """The day in front of what is written as ISO 8601; None where there is none."""
    try:
        return datetime.date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        return None
