"""PDF, by pypdf: join lines to paragraphs across columns and pages; find running heads, page numbers and footnotes.

A line belongs to the paragraph above it unless its size differs, its distance is larger than the page's leading,
or the line above is short and ends a sentence. Behind a hyphen at the end of a line the newline is kept, so that
reading can tell a broken word from a compound.
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, dropwhile
from math import hypot
from typing import Any

from attrs import define

from storysum.errors import InputError, needed
from storysum.model.article import Role
from storysum.sources.documents import Document, Writer, line

_SILENT = logging.NullHandler()
_MOST_PAGES = 2000
_FIGURES = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page |seite |p\. ?)?[\d\s/|–-]{1,12}(?: (?:of|von|de) \d{1,5})?|[ivxlc]{1,7}", re.I)
_NOTE = re.compile(r"(?:\[?\d{1,3}[\].)]?|[*†‡])\s?\S")
_ENDS = re.compile(r"[.!?…:][\"”’»)\]]*$")
_BULLETS = "•◦▪●‣∙"
_EDGE = 2
"""The number of lines at the top and at the foot of a page that may be running heads."""


@define(eq=False)
class _Line:
    """A line of a page: its text, its height on the page and its font size in points, and its role with the reason."""

    text: str
    y: float
    size: float
    role: Role = "body"
    reason: str = ""


def read_pdf(data: bytes) -> Document:
    """Read the text, title and author of a PDF."""
    pypdf = needed("pypdf", "PDF needs pypdf: pip install storysum[pdf]")
    # Keep its warnings off standard error; other log handlers still get them.
    logging.getLogger("pypdf").addHandler(_SILENT)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("this PDF needs a password: save it without one")
        if len(reader.pages) > _MOST_PAGES:
            raise InputError(f"more than {_MOST_PAGES} pages: split it")
        pages = [_lines(page) for page in reader.pages]
        known: Mapping[str, object] = reader.metadata or {}
        facts = {name: line(str(known.get(f"/{name}") or "")) for name in ("Title", "Author")}
    except InputError:
        raise
    except (RecursionError, MemoryError):
        raise InputError("this PDF is nested too deep or too large") from None
    except Exception as error:  # pypdf raises all kinds of errors on broken files
        raise InputError(f"not a whole PDF: {type(error).__name__}: {str(error)[:100]}") from None
    if not any(pages):
        raise InputError("there is no text in this PDF: its pages are pictures; run OCR on it first")
    _tell(pages)
    return _written(pages, facts)


def _lines(page: Any) -> list[_Line]:
    """The lines of a page in drawing order, without raised figures, which mark notes."""
    drawn: list[list[_Line]] = [[]]  # the parts of each line

    def visit(text: str, matrix: Sequence[float], place: Sequence[float], _: object, points: float) -> None:
        size = points * hypot(place[2], place[3]) * hypot(matrix[2], matrix[3])
        y = place[4] * matrix[1] + place[5] * matrix[3] + matrix[5]
        for number, part in enumerate(text.split("\n")):
            if number and drawn[-1]:
                drawn.append([])
            if part:
                drawn[-1].append(_Line(part, y, size))

    page.extract_text(visitor_text=visit)
    found = []
    for parts in drawn:
        if first := next((part for part in parts if part.text.strip()), None):
            raised = [
                part.text.strip().isdigit() and part.size < 0.8 * first.size and part.y > first.y for part in parts
            ]
            text = "".join(part.text for part, above in zip(parts, raised, strict=True) if not above)
            found.append(_Line(line(text), first.y, first.size))
    return found


def _tell(pages: list[list[_Line]]) -> None:
    """Set the role of each line that is a footnote, a running head or foot, a page number or a heading."""
    letters: Counter[float] = Counter()
    for one in chain.from_iterable(pages):
        letters[round(one.size, 1)] += len(one.text)
    usual = min((-count, size) for size, count in letters.items())[1]
    edges = [_edges(page) for page in pages]
    often = Counter(chain.from_iterable(set(map(_shape, edge)) for edge in edges))
    for page, edge in zip(pages, edges, strict=True):
        # Footnotes: the small print at the foot of the page, from the first line with a note mark.
        foot = len(page)
        while (
            foot and page[foot - 1].size < 0.95 * usual and (foot == len(page) or page[foot].y <= page[foot - 1].y + 1)
        ):
            foot -= 1
        notes = dropwhile(lambda one: not _NOTE.match(one.text), page[foot:])
        for one in notes:
            one.role, one.reason = "furniture", "a footnote"
        for one in page:
            if one.role != "body":
                continue
            if one in edge and often[_shape(one)] > 1:
                one.role, one.reason = "furniture", "it stands at the edge of several pages"
            elif one in edge and _PAGE_NUMBER.fullmatch(one.text):
                one.role, one.reason = "furniture", "the number of a page"
            elif one.size > 1.15 * usual:
                one.role, one.reason = "heading", "set larger than the text"


def _edges(page: Sequence[_Line]) -> list[_Line]:
    """The highest and lowest lines of a page, `_EDGE` of each."""
    down = sorted(page, key=lambda one: -one.y)
    return down[:_EDGE] + down[-_EDGE:]


def _shape(one: _Line) -> tuple[str, int]:
    """The text of a line with all figures replaced by #, and its height in steps of four points."""
    return _FIGURES.sub("#", one.text).casefold(), round(one.y / 4)


def _written(pages: list[list[_Line]], facts: dict[str, str]) -> Document:
    writer = Writer()
    largest = max((one.size for one in pages[0] if one.role == "heading"), default=0.0)
    title = ""
    for block in _blocks(pages):
        role, text = block[0].role, _joined(block)
        if role == "heading" and not title and block[0].size == largest:
            role, title = "title", text
        writer.add(text, role, block[0].reason)
    known = line(" ".join(writer.parts[:8])).casefold()
    facts = {name: said if said.casefold() in known else "" for name, said in facts.items()}
    return writer.document(title=title or facts["Title"], byline=facts["Author"])


def _blocks(pages: list[list[_Line]]) -> Iterator[list[_Line]]:
    """Join lines to blocks; a paragraph whose sentence is unfinished goes on in the next column or page."""
    story: list[_Line] = []
    beside: list[list[_Line]] = []  # furniture between the lines of a paragraph, which is yielded after it
    for page in pages:
        leading = _leading(page)
        width = max((len(one.text) for one in page), default=0)
        before: _Line | None = None  # the last line on this page
        begun = False  # whether the last line of the story is on this page
        for one in page:
            if one.role == "furniture":
                if before is not None and before.role == "furniture" and beside and before.reason == one.reason:
                    beside[-1].append(one)
                else:
                    beside.append([one])
            elif story and _goes_on(story[-1], one, leading, width, same_page=begun):
                story.append(one)
            else:
                yield from filter(None, (story, *beside))
                story, beside = [one], []
            begun = begun or one.role != "furniture"
            before = one
    yield from filter(None, (story, *beside))


def _leading(page: Sequence[_Line]) -> float:
    """The commonest distance between the lines of a page, in points; 14 where there is none."""
    gaps = (round(above.y - below.y, 1) for above, below in zip(page, page[1:], strict=False))
    often = Counter(gap for gap in gaps if 2 < gap < 72)
    return min((-count, gap) for gap, count in often.items())[1] if often else 14.0


def _goes_on(above: _Line, one: _Line, leading: float, width: int, *, same_page: bool) -> bool:
    """Whether a line belongs to the paragraph whose last line is above it."""
    if above.role != one.role or abs(above.size - one.size) > 0.6 or one.text[0] in _BULLETS:
        return False
    ended = _ENDS.search(above.text) is not None
    down = above.y - one.y
    if not same_page or down < 0:  # the next column or page
        return not ended and one.role == "body"
    if down > 1.35 * leading:  # a line with a tall sign in it may lie further below
        return not ended and down < 2 * leading and one.text[0].islower()
    return not (ended and len(above.text) < 0.8 * width and one.role == "body")


def _joined(block: Sequence[_Line]) -> str:
    """The text of a block on one line, with a newline behind a hyphen that ends a line."""
    parts = [block[0].text]
    for one in block[1:]:
        broken = parts[-1][-1] in "-‐\u00ad" and parts[-1][-2:-1].isalpha()
        parts += ["\n" if broken else " ", one.text]
    return "".join(parts)
