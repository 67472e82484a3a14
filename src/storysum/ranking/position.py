"""Where a sentence stands: earlier is better."""

from __future__ import annotations

__all__ = ["earliness"]


def earliness(sentences: int) -> tuple[float, ...]:
    """From one for the first sentence down, evenly, to just above zero for the last.

    >>> earliness(4)
    (1.0, 0.75, 0.5, 0.25)
    """
    return tuple(1 - place / sentences for place in range(sentences))
