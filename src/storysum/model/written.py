"""Split texts for display: a summary into its pieces and the text between them, a story at the ends of its marks."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from storysum.model.article import Block
from storysum.model.span import Span

Mark = TypeVar("Mark")

# Characters that `render` may write between two pieces; text further away is not the next piece.
_BETWEEN = 32


def stretches(text: str, pieces: Sequence[str]) -> list[tuple[str, int | None]] | None:
    """Split the text of a summary into stretches, each with the index of its piece, or None where it is no piece.

    Args:
        text: The text of the summary.
        pieces: The slices of the article in it, in order; the first letter of one may have become a capital.

    Returns:
        None where the text does not consist of these pieces, as may be for a summary by another package.

    >>> stretches("They left.", ["they left"])
    [('They left', 0), ('.', None)]
    """
    found: list[tuple[str, int | None]] = []
    done = 0
    for place, piece in enumerate(pieces):
        if not piece:
            continue
        # Find the piece unchanged or with a capital, whichever comes first.
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
    """For each block the marks that begin in it, or before it behind the block above, in order."""
    waiting = deque(sorted(marks, key=lambda mark: mark[0].start))
    for block in blocks:
        own = []
        while waiting and waiting[0][0].start < block.span.end:
            own.append(waiting.popleft())
        yield own


def parted(within: Span, marks: Sequence[tuple[Span, Mark]]) -> Iterator[tuple[Span, list[Mark]]]:
    """Split a span wherever a mark begins or ends; each part with the marks that cover it.

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
