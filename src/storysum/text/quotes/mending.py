"""Quotation marks that a cut would leave open, and where to put them back.

A summary may take some sentences of a longer quotation. The marks that stood before or after them
are then missing; so are those that the writer forgot, or that a quotation over several paragraphs
leaves out at the end of each but the last. `mend` says which marks go where, and adds no word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from storysum.model.article import Article
from storysum.model.span import Span
from storysum.text.memo import once_per_article
from storysum.text.quotes.marks import marked

__all__ = ["Edit", "marked_stretches", "mend"]

_CLOSING = {"“": "”", "„": "“", "«": "»", "»": "«", '"': '"', "‘": "’", "'": "'", "‚": "‘", "``": "''", "‹": "›"}
_CLOSERS = frozenset(_CLOSING.values())
_MARK = re.compile(r"[“”„«»\"‘’']")


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
        opening = "``" if text.startswith("``", stretch.start) else text[stretch.start]
        if opening == "”":
            opening = "“"  # opened by the wrong mark
            if stretch.start >= start:
                edits.append(Edit(stretch.start, stretch.start + 1, opening))
        closing, closed_at = _closing(text, stretch, opening)
        inner_start = stretch.start + len(opening)
        before: list[str] = []
        if stretch.start < start:
            before = _open_inside(text, inner_start, start, closing)
            edits.append(Edit(start, start, opening + "".join(before)))
        until = min(closed_at, end)
        left = _open_inside(text, max(inner_start, start), until, closing, before, edits)
        closers = "".join(_CLOSING[mark] for mark in reversed(left))
        if stretch.end > end:
            edits.append(Edit(end, end, closers + closing))
        elif closers or text[closed_at : stretch.end] != closing:
            # Its own mark is missing (the next paragraph goes on), or is of another style.
            edits.append(Edit(closed_at, stretch.end, closers + closing))
    return tuple(edits)


def _closing(text: str, stretch: Span, opening: str) -> tuple[str, int]:
    """The mark that should close a stretch, and where the one that does (or the end) stands."""
    last = text[stretch.end - 2 : stretch.end]
    last = last if last == "''" and len(stretch) > 3 else last[-1:]
    if len(stretch) <= len(opening) or last not in _CLOSERS:
        return _CLOSING[opening], stretch.end
    # „so“ and „so” are both in use: keep what the writer wrote.
    kept = opening == "„" and last in "“”"
    return last if kept else _CLOSING[opening], stretch.end - len(last)


def _open_inside(
    text: str, start: int, end: int, outer: str, opened: Sequence[str] = (), mends: list[Edit] | None = None
) -> list[str]:
    """The inner marks that are still open at `end`; where one should have closed before goes to `mends`."""
    stack = list(opened)
    single = outer in "’'‘"
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if mark == outer == '"' or (mark in "‘’'" and (single or _is_apostrophe(text, at, end))):
            continue
        deep = next((depth for depth in range(len(stack) - 1, -1, -1) if mark == _CLOSING[stack[depth]]), None)
        if deep is not None:
            # An outer mark closes while an inner one is open: that one never closed.
            if deep < len(stack) - 1 and mends is not None:
                mends.append(Edit(at, at, "".join(_CLOSING[one] for one in reversed(stack[deep + 1 :]))))
            del stack[deep:]
        elif mark in "“„«‘" or (mark in "\"'" and _opens(text, at)):
            stack.append(mark)
    return stack


def _opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (before.isspace() or before in '([—–“"-') and not after.isspace() and not after.isdigit()


def _is_apostrophe(text: str, at: int, end: int) -> bool:
    """Whether a mark stands inside a word, or in front of one that lost its beginning (’80s, ’em)."""
    if text[at] == "‘":
        return False
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isalnum():
        # The drummers’ names: a mark after an s that another closing mark follows is possessive.
        return after.isalnum() or (before == "s" and after == " " and "’" in text[at + 1 : min(end, at + 120)])
    return text[at] == "’" and after.isalnum()
