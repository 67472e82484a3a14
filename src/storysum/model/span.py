"""A span of characters of a text."""

from __future__ import annotations

from attrs import frozen


@frozen(order=True)
class Span:
    """Characters `start` up to `end` of a text, as in a slice.

    Spans sort by where they begin, then by where they end.

    Raises:
        ValueError: If it ends before it begins, or begins before zero.

    >>> Span(4, 8).of("the band")
    'band'
    """

    start: int
    end: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}:{self.end}")

    def of(self, text: str) -> str:
        """The characters of the span in `text`."""
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end
