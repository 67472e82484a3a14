"""Word (.docx): read the paragraphs of the main document as a stream, by the standard library's XML parser.

A document type declaration, which a Word file never has, is an error, so that no entity is ever expanded.

Source: ECMA-376, part 1, chapter 17 (WordprocessingML).
"""

import io
import zipfile
import zlib
from typing import Any
from xml.etree import ElementTree

from attrs import define, field

from storysum.errors import InputError
from storysum.model.article import Role
from storysum.sources.documents import LARGEST, Document, Writer, day, line

MAIN = "word/document.xml"
_BROKEN = (EOFError, LookupError, NotImplementedError, OSError, ValueError)  # also raised by broken archives
_FACTS = "docProps/core.xml"
_MOST_OF_FACTS, _LONGEST_FACT = 2**20, 1000
_VALUE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val"
# Elements that a reader does not see: text that was deleted or moved away, and the second version of a text box.
_LEFT_OUT = frozenset(("del", "moveFrom", "Fallback"))
# Elements that stand for a character.
_WRITTEN = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "‑"}
_CHUNK = 2**16
_DEEPEST = 200
# The role of a paragraph by the beginning of its style's name, in lower case.
_STYLES: tuple[tuple[Role, tuple[str, ...]], ...] = (
    ("caption", ("caption",)),
    ("heading", ("heading", "subtitle")),
    ("furniture", ("toc", "header", "footer", "footnote", "endnote")),
    ("item", ("list",)),
)


def read_word(data: bytes) -> Document:
    """Read a Word document without notes, comments, page headers and footers; tables become furniture."""
    body, facts = _Body(), ElementTree.Element("none")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _parse(archive, MAIN, body, LARGEST)
            if _FACTS in archive.namelist() and archive.getinfo(_FACTS).file_size <= _MOST_OF_FACTS:
                facts = _parse(archive, _FACTS, _Facts(), _MOST_OF_FACTS)
    except InputError:
        raise
    except (*_BROKEN, zipfile.BadZipFile, zlib.error, ElementTree.ParseError) as error:
        raise InputError(f"not a whole Word document: {str(error)[:100]}") from None
    except RuntimeError as error:  # zipfile's error for an archive that needs a password
        raise InputError(f"cannot be read: {str(error)[:100]}") from None
    title, author, created = (
        "".join(part for one in facts.iterfind(f"{{*}}{name}") for part in one.itertext())[:_LONGEST_FACT] or None
        for name in ("title", "creator", "created")
    )
    return body.written.document(title=body.title or title, byline=author, published=day(created))


def _parse(archive: zipfile.ZipFile, name: str, target: Any, largest: int) -> Any:
    """Parse the XML of one part of the archive with a parser target; returns the result of its `close`, if any."""
    parser = ElementTree.XMLParser(target=target)
    read = 0
    with archive.open(name) as file:
        while chunk := file.read(_CHUNK):
            read += len(chunk)
            if read > largest:
                raise InputError(f"more than {largest} bytes of XML are packed in it")
            parser.feed(chunk)
    return parser.close()


def _refuse(*_: object) -> None:
    raise InputError("its XML declares entities or a document type, which no Word document does")


class _Facts(ElementTree.TreeBuilder):
    """Builds the tree of a document's properties (title, author, date)."""

    doctype = _refuse


@define
class _Paragraph:
    text: list[str] = field(factory=list)
    style: str = ""
    item: bool = False


@define
class _Body:
    written: Writer = field(factory=Writer)
    title: str | None = None
    _open: list[str] = field(factory=list)
    # A text box is a paragraph inside a paragraph.
    _paragraphs: list[_Paragraph] = field(factory=list)

    doctype = _refuse

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition("}")[2]
        self._open.append(name)
        if len(self._open) > _DEEPEST:
            raise InputError("its XML is nested too deep")
        if name == "p":
            self._paragraphs.append(_Paragraph())
        elif self._paragraphs:
            paragraph = self._paragraphs[-1]
            if name == "pStyle":
                paragraph.style = attributes.get(_VALUE, "").lower()
            elif name == "numPr":
                paragraph.item = True
            elif name in _WRITTEN and self._open[-2] == "r":
                paragraph.text.append(_WRITTEN[name])

    def end(self, _: str) -> None:
        if self._open.pop() == "p":
            self._write(self._paragraphs.pop())

    def data(self, text: str) -> None:
        """Take characters inside the element that was opened last; only visible text (`w:t`) is kept."""
        if self._paragraphs and self._open[-1] == "t" and _LEFT_OUT.isdisjoint(self._open):
            self._paragraphs[-1].text.append(text)

    def _write(self, paragraph: _Paragraph) -> None:
        text, style = line("".join(paragraph.text)), paragraph.style
        if "tbl" in self._open:
            self.written.add(text, "furniture", "a table")
            return
        otherwise: Role = "item" if paragraph.item else "body"
        role = next((role for role, begins in _STYLES if style.startswith(begins)), otherwise)
        if style == "title":
            role, self.title = "title", self.title or text
        reason = f"its style in Word ({style})" if style else "an item"
        self.written.add(text, role, "" if role == "body" else reason)
