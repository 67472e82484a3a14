"""The text of a file with the metadata and block roles that the file itself states."""

import datetime

from attrs import define, field, frozen

from storysum.errors import InputError
from storysum.marks import DOUBLE
from storysum.model.article import Block, Role
from storysum.model.span import Span

LARGEST = 64 * 2**20
"""The largest size of a file in bytes, and of the text extracted from it in characters."""

UNMARKED: tuple[Role, str] = ("furniture", "a block quotation without marks: nobody is told who says it")
"""The role of a block quotation without quotation marks, with the reason."""


@frozen
class Raw:
    """The bytes of one file, page or message, not yet read. It can be pickled and sent to other processes."""

    data: bytes = field(repr=lambda data: f"<{len(data)} bytes>")
    name: str = ""  # the file name; its suffix may tell the kind of file
    url: str | None = None  # the address of a web page
    kind: str = ""  # the media type that a server stated ("text/html")
    charset: str | None = None  # the charset that a server stated


@frozen
class Document:
    """The text of one file, page or message, with the metadata and block roles that the file states."""

    text: str  # the extracted text; every offset of an Article refers to it
    title: str | None = None
    byline: str | None = None
    published: datetime.date | None = None
    blocks: tuple[Block, ...] = ()  # the blocks with a stated role: headings, items, furniture …
    marked: bool = True  # whether the file states roles; if so, the text is not searched for HTML tags

    @property
    def story(self) -> str:
        """The text without the blocks that are captions or furniture."""
        parts, at = [], 0
        for block in self.blocks:
            if block.role in ("caption", "furniture"):
                parts.append(self.text[at : block.span.start])
                at = block.span.end
        return "".join([*parts, self.text[at:]]).strip()


@define
class Writer:
    """Builds a text from blocks, with a blank line between them."""

    parts: list[str] = field(factory=list)
    blocks: list[Block] = field(factory=list)
    size: int = 0

    def add(self, text: str, role: Role = "body", reason: str = "") -> None:
        """Append a block, unless it is blank; body without a reason is not recorded, so that reading finds its role."""
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
        """The Document of all blocks written, with the given metadata."""
        title, byline = line(title), line(byline)
        return Document("\n\n".join(self.parts), title or None, byline or None, published, tuple(self.blocks))


def line(text: str | None) -> str:
    r"""The text on one line, with single spaces; "" for None.

    >>> line("  The Long\n Take ")
    'The Long Take'
    """
    return " ".join((text or "").split())


def marked(text: str) -> bool:
    """Whether a block quotation begins or ends with a quotation mark; marks inside may enclose a single word."""
    return text.strip()[:1] in DOUBLE or text.rstrip(".,;:!? \n")[-1:] in DOUBLE


def day(text: str | None) -> datetime.date | None:
    """The date at the beginning of an ISO 8601 timestamp; None where there is none."""
    try:
        return datetime.date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        return None
