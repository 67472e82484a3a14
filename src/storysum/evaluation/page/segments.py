"""A summary as slices of its article and what was written between them, in units that a browser counts.

JavaScript counts UTF-16 units and Python code points: past U+FFFF they differ, so every offset that
goes into the page is changed here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from attrs import frozen

from storysum.model.span import Span
from storysum.model.written import stretches

__all__ = ["Segment", "Utf16Offsets", "segments"]

Segment = int | str


@frozen
class Utf16Offsets:
    """Turns code points of one text into UTF-16 units; `wide` are those that take two.

    >>> Utf16Offsets.of("a\U0001f3b8b").unit(2)
    3
    """

    wide: Sequence[int]

    @classmethod
    def of(cls, text: str) -> Utf16Offsets:
        """The offsets of a text."""
        return cls([] if text.isascii() else [at for at, character in enumerate(text) if character > "\uffff"])

    def unit(self, offset: int) -> int:
        """The unit at which a code point begins."""
        return offset + bisect_left(self.wide, offset)

    def pair(self, span: Span) -> list[int]:
        """Where a span begins and ends."""
        return [self.unit(span.start), self.unit(span.end)]


def segments(summary: str, spans: Sequence[Span], text: str, offsets: Utf16Offsets) -> list[Segment] | None:
    """A summary as a flat list: a start and a length for each slice, strings for what stands between.

    A length is negative where the slice's first letter was raised to a capital.

    Args:
        summary: What was written.
        spans: Its pieces, in the order in which they stand in it.
        text: The article.
        offsets: Of the article.

    Returns:
        None where the summary is not made of these pieces; another package need not say where it took them.

    >>> text = "And they left, of course."
    >>> segments("They left.", [Span(4, 13)], text, Utf16Offsets.of(text))
    [4, -9, '.']
    """
    words = [span.of(text) for span in spans]
    made = stretches(summary, words)
    if made is None:
        return None
    found: list[Segment] = []
    for shown, place in made:
        if place is None:
            found.append(shown)
        else:
            start, end = offsets.pair(spans[place])
            found += [start, end - start if shown == words[place] else start - end]
    return found
