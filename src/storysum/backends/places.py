"""What the place of a sentence is worth, whatever its words."""

from __future__ import annotations

import numpy as np

from storysum.model.article import Article
from storysum.ranking.prominence import prominence
from storysum.ranking.rows import Vector
from storysum.text.body import in_body

__all__ = ["worth_of_places"]


def worth_of_places(article: Article, *, half: float, floor: float) -> Vector:
    """What each sentence's place in the body is worth (`ranking.prominence`); nothing for a list item.

    >>> from storysum.text.read import read
    >>> worth_of_places(read("One. Two. Three."), half=1, floor=0.5).tolist()
    [1.5, 1.0, 0.75]
    """
    body = np.array(in_body(article), dtype=bool)
    places: Vector = np.zeros(len(body))
    places[body] = prominence(int(body.sum()), half=half, floor=floor)
    return places
