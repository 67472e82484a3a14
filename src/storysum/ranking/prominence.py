"""How much a place in the story says for a sentence."""

from __future__ import annotations

import numpy as np

from storysum.ranking.rows import Vector

__all__ = ["prominence"]


def prominence(sentences: int, *, half: float = 2.0, floor: float = 0.15) -> Vector:
    """How much a place alone says: halved every few sentences, down to a floor that all share.

    A story's first lines tell most, and the next ones less; but from the tenth or so on it
    hardly matters where a sentence stands, so that only its words can speak for it.

    Args:
        sentences: How many there are.
        half: So many sentences on, it is worth half as much.
        floor: Added for all, as a part of what the first one has for its place.

    >>> prominence(5, half=2, floor=0.25).round(3).tolist()
    [1.25, 0.957, 0.75, 0.604, 0.5]
    """
    places: Vector = 0.5 ** (np.arange(sentences) / half) + floor
    return places
