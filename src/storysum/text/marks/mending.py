"""Quotation marks that a cut would leave open, or a paragraph did, and where to put them back.

Marks are written at a cut or at the end of a quotation, never inside one, and no word ever.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from storysum.marks import CLOSERS, opening_mark
from storysum.model.span import Span
from storysum.text.marks.pairs import pair
from storysum.text.marks.stretches import Stretch


@frozen(order=True)
class Edit:
    """Marks to write in place of text[start:end], which is a mark or nothing."""

    start: int
    end: int
    marks: str


def mend(text: str, kept: Sequence[Span], stretches: Sequence[Stretch]) -> tuple[Edit, ...]:
    """The marks to write so that every marked stretch that touches what is kept opens and closes, in order.

    A stretch is cut between sentences only.
    """
    start, end = kept[0].start, kept[-1].end
    edits: list[Edit] = []
    for stretch in stretches:
        inside = stretch.inside
        opened, closed = text[stretch.start : inside.start], text[inside.end : stretch.end]
        opening = "“" if opened in ("”", "‟") else opened  # opened by the wrong mark
        # „so“ and „so” are both in use, and so are 〝so〞 and 〝so〟: what the writer wrote stays.
        closing = closed if opening in "„〝" and closed in CLOSERS[opening][:2] else CLOSERS[opening][0]
        first, last = inside.start, inside.end
        if opened not in "«‹":  # French has a space there
            first, last = last - len(inside.of(text).lstrip()), first + len(inside.of(text).rstrip())
        if stretch.start < start:
            edits.append(Edit(start, start, opening + "".join(_open_at(text, inside, start))))
        elif opening != opened or first > inside.start:
            edits.append(Edit(stretch.start, first, opening))
        if stretch.end > end:
            inner = reversed(_open_at(text, inside, end))
            edits.append(Edit(end, end, "".join(CLOSERS[mark][0] for mark in inner) + closing))
        elif closed != closing or last < inside.end:
            # Its own mark is missing (the next paragraph goes on), is of another style, or stands apart.
            edits.append(Edit(last, stretch.end, closing))
    return tuple(edits)


def _open_at(text: str, inside: Span, cut: int) -> list[str]:
    """The marks of the quotations within a stretch that a cut leaves open, the outermost first."""
    start, end = inside.start, inside.end
    found: list[str] = []
    while True:
        closed = (piece for piece in pair(text, start, end)[0] if piece[3] < piece[1])
        inner = next((piece for piece in closed if piece[0] < cut < piece[1]), None)
        if inner is None:
            return found
        found.append(opening_mark(text, inner[0]))
        start, end = inner[2], inner[3]
