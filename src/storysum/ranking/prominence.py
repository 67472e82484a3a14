"""How much a place in the story says for a sentence."""

from __future__ import annotations

import numpy as np

from storysum.ranking.rows import Vector

__all__ = ["prominence"]


def prominence(sentences: int, *, half: float = 2.0, floor: float = 0.1) -> Vector:
    """How much a place in the story says for a sentence, whatever the sentence says.

    A story's first lines tell most, and the next ones less; but from the tenth or so on it hardly
    matters where a sentence stands, and only its words can speak for it:

        0.5 ^ (place / half) + floor

    Args:
        sentences: How many there are.
        half: So many sentences on, a place is worth half as much; 0 for no matter.
        floor: What every place is worth at least; the first one is worth 1 more.

    >>> prominence(5, half=2, floor=0.25).round(3).tolist()
    [1.25, 0.957, 0.75, 0.604, 0.5]
    """
    if not half:
        return np.ones(sentences)
    places: Vector = 0.5 ** (np.arange(sentences) / half) + floor
    return places
