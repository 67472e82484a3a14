"""Quotation marks that a cut would leave open, and where to put them back.

A summary may take some sentences of a longer quotation. The marks that stood before or after them
are then missing; so are those that a quotation over several paragraphs leaves out at the end of each
but the last. `mend` says which marks go where: at a cut or at the end of a quotation, never inside
one, and no word ever.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from storysum.marks import CLOSERS, SINGLE, opening_mark
from storysum.memo import once_per_article
from storysum.model.article import Article
from storysum.model.span import Span
from storysum.text.marks.pairs import pair
from storysum.text.marks.stretches import marked


@frozen(order=True)
class Edit:
    """Marks to write in place of text[start:end], which is a mark or nothing."""

    start: int
    end: int
    marks: str


@once_per_article
def marked_stretches(article: Article) -> tuple[Span, ...]:
    """All that stands in quotation marks, speech or not, marks included, in order, disjoint."""
    return tuple(Span(stretch.start, stretch.end) for stretch in marked(article))


def mend(text: str, kept: Sequence[Span], stretches: Sequence[Span]) -> tuple[Edit, ...]:
    """The marks to write so that every marked stretch opens and closes, in order.

    Args:
        text: The article.
        kept: What stays, in order; a stretch is cut between sentences only.
        stretches: The marked stretches that touch `kept`, in order.
    """
    start, end = kept[0].start, kept[-1].end
    edits: list[Edit] = []
    for stretch in stretches:
        written = opening_mark(text, stretch.start)
        opening = "“" if written in ("”", "‟") else written  # opened by the wrong mark
        inside = stretch.start + len(written)
        closing, closed_at = _closing(text, stretch, inside, opening)
        if stretch.start < start:
            edits.append(Edit(start, start, opening + "".join(_open_at(text, inside, closed_at, start))))
        elif opening != written:
            edits.append(Edit(stretch.start, inside, opening))
        if stretch.end > end:
            inner = reversed(_open_at(text, inside, closed_at, end))
            edits.append(Edit(end, end, "".join(CLOSERS[mark][0] for mark in inner) + closing))
        elif text[closed_at : stretch.end] != closing:
            # Its own mark is missing (the next paragraph goes on), or is of another style.
            edits.append(Edit(closed_at, stretch.end, closing))
    return tuple(edits)


def _closing(text: str, stretch: Span, inside: int, opening: str) -> tuple[str, int]:
    """The mark that should close a stretch, and where the one that does (or the end) stands."""
    known = SINGLE if opening in SINGLE else CLOSERS[opening]
    ends = [text[at : stretch.end] for at in (stretch.end - 2, stretch.end - 1)]
    last = next((mark for mark in ends if mark in known), "")
    if not last or stretch.end - len(last) < inside:
        return CLOSERS[opening][0], stretch.end
    # „so“ and „so” are both in use, and so are 〝so〞 and 〝so〟: keep what the writer wrote.
    kept = opening in "„〝" and last in CLOSERS[opening][:2]
    return last if kept else CLOSERS[opening][0], stretch.end - len(last)


def _open_at(text: str, start: int, end: int, cut: int) -> list[str]:
    """The marks of the quotations within text[start:end] that a cut leaves open, the outermost first."""
    found: list[str] = []
    while True:
        closed = (piece for piece in pair(text, start, end)[0] if piece[3] < piece[1])
        inner = next((piece for piece in closed if piece[0] < cut < piece[1]), None)
        if inner is None:
            return found
        found.append(opening_mark(text, inner[0]))
        start, end = inner[2], inner[3]
