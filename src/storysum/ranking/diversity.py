"""How much of a sentence has been said already."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["overlap_share", "redundancy"]

Terms = NDArray[np.integer[Any]]


def overlap_share(one: Terms, other: Terms) -> float:
    """The terms that two sentences share, as a part of what the shorter one has: from 0 to 1.

    Args:
        one: The numbers of the terms of a sentence, distinct.
        other: Those of another.

    >>> overlap_share(np.array([1, 4, 7]), np.array([4, 7, 8, 9]))
    0.6666666666666666
    """
    shorter = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / shorter if shorter else 0.0


def redundancy(sentence: Terms, chosen: Iterable[Terms]) -> float:
    """How much a sentence repeats the one among the chosen that it is most like: from 0 to 1.

    A sentence without terms repeats nothing.

    >>> redundancy(np.array([1, 2]), [np.array([3, 4]), np.array([2, 3, 5])])
    0.5
    """
    return max((overlap_share(sentence, other) for other in chosen), default=0.0)
