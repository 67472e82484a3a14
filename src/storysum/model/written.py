"""Texts told apart: a summary into its pieces and what was written between, a story wherever a mark begins or ends."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from storysum.model.article import Block
from storysum.model.span import Span

Mark = TypeVar("Mark")

# What `render` writes between two pieces is short: a word further off is another one.
_BETWEEN = 32


def stretches(text: str, pieces: Sequence[str]) -> list[tuple[str, int | None]] | None:
    """A summary's text, each stretch of it with the place of its piece, or None where it is no piece.

    Args:
        text: What was written.
        pieces: The slices of the article in it, in order; the first letter of one may have become a capital.

    Returns:
        None where the text is not made of these pieces; another package need not say where it took them.

    >>> stretches("They left.", ["they left"])
    [('They left', 0), ('.', None)]
    """
    found: list[tuple[str, int | None]] = []
    done = 0
    for place, piece in enumerate(pieces):
        if not piece:
            continue
        # As it is or with a capital, whichever comes first.
        raised, end = piece[0].upper() + piece[1:], done + len(piece) + _BETWEEN
        plain_at, raised_at = text.find(piece, done, end), text.find(raised, done, end + 2)
        at, shown = (raised_at, raised) if plain_at < 0 or 0 <= raised_at < plain_at else (plain_at, piece)
        if at < 0:
            return None
        if at > done:
            found.append((text[done:at], None))
        found.append((shown, place))
        done = at + len(shown)
    if done < len(text):
        found.append((text[done:], None))
    return found


def by_block(blocks: Sequence[Block], marks: Iterable[tuple[Span, Mark]]) -> Iterator[list[tuple[Span, Mark]]]:
    """For each block the marks that begin in it, in order."""
    waiting = deque(sorted(marks, key=lambda mark: mark[0].start))
    for block in blocks:
        own = []
        while waiting and waiting[0][0].start < block.span.end:
            own.append(waiting.popleft())
        yield own


def parted(within: Span, marks: Sequence[tuple[Span, Mark]]) -> Iterator[tuple[Span, list[Mark]]]:
    """A stretch cut wherever a mark begins or ends, each part with the marks that hold there.

    >>> [(span.start, span.end, held) for span, held in parted(Span(0, 9), [(Span(2, 5), "a"), (Span(4, 9), "b")])]
    [(0, 2, []), (2, 4, ['a']), (4, 5, ['a', 'b']), (5, 9, ['b'])]
    """
    places = {within.start, within.end}
    places.update(at for span, _ in marks for at in (span.start, span.end) if within.start < at < within.end)
    waiting = deque(sorted(marks, key=lambda mark: mark[0].start))
    held: list[tuple[Span, Mark]] = []
    for start, end in pairwise(sorted(places)):
        while waiting and waiting[0][0].start <= start:
            held.append(waiting.popleft())
        held = [mark for mark in held if mark[0].end > start]
        yield Span(start, end), [mark for _, mark in held]
