"""What the place of a sentence is worth, whatever its words."""

from __future__ import annotations

import numpy as np

from storysum.model.article import Article
from storysum.ranking.rows import Vector
from storysum.text.body import in_body

__all__ = ["worth_of_places"]


def worth_of_places(article: Article, *, half: float, floor: float) -> Vector:
    """What each sentence's place in the body is worth; nothing for a list item.

    A story's first lines tell most, and the next ones less; but from the tenth or so on it hardly
    matters where a sentence stands, and only its words can speak for it:

        0.5 ^ (place / half) + floor

    Args:
        article: Whose sentences they are.
        half: So many sentences on, a place is worth half as much; 0 for no matter.
        floor: What every place is worth at least; the first one is worth 1 more.

    >>> from storysum.text.read import read
    >>> worth_of_places(read("One. Two. Three."), half=1, floor=0.5).tolist()
    [1.5, 1.0, 0.75]
    """
    body = np.array(in_body(article), dtype=bool)
    places: Vector = np.zeros(len(body))
    places[body] = 0.5 ** (np.arange(body.sum()) / half) + floor if half else 1.0
    return places
