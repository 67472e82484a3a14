"""A summary's text told apart: which stretch is which piece, and what was written between."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["stretches"]

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
        at, shown = _next(text, piece, done)
        if at < 0:
            return None
        if at > done:
            found.append((text[done:at], None))
        found.append((shown, place))
        done = at + len(shown)
    if done < len(text):
        found.append((text[done:], None))
    return found


def _next(text: str, piece: str, start: int) -> tuple[int, str]:
    """Where a piece stands next and how, as it is or with a capital; -1 where it does not."""
    raised = piece[0].upper() + piece[1:]
    end = start + len(piece) + _BETWEEN
    plain_at, raised_at = text.find(piece, start, end), text.find(raised, start, end + 2)
    if plain_at < 0 or 0 <= raised_at < plain_at:
        return raised_at, raised
    return plain_at, piece
