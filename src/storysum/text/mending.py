"""Quotation marks that a cut would leave open, and where to put them back.

A summary may take some sentences of a longer quotation. The marks that stood before or after them
are then missing; so are those that the writer forgot, or that a quotation over several paragraphs
leaves out at the end of each but the last. `mend` says which marks go where, and adds no word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from storysum.model.quote import Quote
from storysum.model.span import Span

__all__ = ["closing_of", "mend"]

_CLOSING = {"“": "”", "„": "“", "«": "»", "»": "«", '"': '"', "‘": "’", "'": "'", "‚": "‘", "``": "''", "‹": "›"}
_SINGLE = re.compile(r"[‘’']")
_DOUBLE = re.compile(r"[“”„«»\"]")


def closing_of(text: str, quote: Quote) -> str:
    """The mark that closes a quotation, whether or not it stands there.

    >>> closing_of("„So ist es“", Quote(Span(0, 11), None, None, None, "speech", 0))
    '“'
    """
    opening = _opening_of(text, quote)
    last = text[quote.span.end - 1]
    # „so“ and „so” both occur: the mark that was used is the right one.
    return last if opening == "„" and last in "“”" else _CLOSING[opening]


def _opening_of(text: str, quote: Quote) -> str:
    start = quote.span.start
    if text.startswith("``", start):
        return "``"
    return text[start] if text[start] in _CLOSING else "“"


def mend(text: str, kept: Sequence[Span], quotes: Sequence[Quote]) -> tuple[tuple[int, str], ...]:
    """The marks to write, each with the offset that it goes in front of.

    Args:
        text: The article.
        kept: What stays, in order; a quotation is cut between sentences only.
        quotes: The quotations that touch `kept`.

    Returns:
        Pairs of offset and marks, by offset. An offset may be the end of a kept span.
    """
    start, end = kept[0].start, kept[-1].end
    marks: list[tuple[int, str]] = []
    for quote in quotes:
        opened, closed = quote.span.start >= start, quote.span.end <= end
        outer = closing_of(text, quote)
        body_end = quote.span.end - len(outer) if text.endswith(outer, 0, quote.span.end) else quote.span.end
        if body_end <= quote.span.start:
            continue
        inner_start = quote.span.start + 1
        before = _open_inside(text, inner_start, start, outer) if not opened else []
        if not opened:
            marks.append((start, _opening_of(text, quote) + "".join(before)))
        until = body_end if closed else end
        left = _open_inside(text, max(inner_start, start), until, outer, before)
        closers = "".join(_CLOSING[mark] for mark in reversed(left))
        if not closed or body_end == quote.span.end:
            closers += outer
        if closers:
            marks.append((until, closers))
    return tuple(sorted(marks, key=lambda mark: mark[0]))


def _open_inside(text: str, start: int, end: int, outer: str, opened: Sequence[str] = ()) -> list[str]:
    """The inner marks that are still open at `end`."""
    stack = list(opened)
    single = outer in "’'‘"
    for mark in (_DOUBLE if single else _SINGLE).finditer(text, start, end):
        character, at = mark.group(), mark.start()
        if single or not _is_apostrophe(text, at, end):
            if stack and character == _CLOSING[stack[-1]]:
                stack.pop()
            elif character in "“„«‘" or (character in "\"'" and _opens(text, at)):
                stack.append(character)
    return stack


def _opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (before.isspace() or before in "([—–“\"-") and not after.isspace() and not after.isdigit()


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
