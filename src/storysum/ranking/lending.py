"""What each word weighs when every sentence lends its score to its words."""

from __future__ import annotations

import numpy as np

from storysum.ranking.rows import Rows, Vector

__all__ = ["carried", "lent", "votes"]


def votes(scores: Vector) -> Vector:
    """Scores of any scale and sign as votes: none negative, all equal where the scores are.

    >>> votes(np.array([-1.0, 0.0, 1.0])).tolist(), votes(np.zeros(2)).tolist()
    ([0.0, 1.0, 2.0], [1.0, 1.0])
    """
    shifted: Vector = scores - min(0.0, float(scores.min(initial=0.0)))
    return shifted if shifted.any() else np.ones_like(shifted)


def lent(rows: Rows, given: Vector, *, own: float = 0.3) -> Vector:
    """The weight of each term: the votes of all sentences that have it, the largest counted in part.

    With v the votes, and i over the sentences that have term t,

        weight(t) = Σᵢ v(i) - (1 - own) · maxᵢ v(i)

    so that a word weighs what other sentences say of it too, and a detail that only one
    sentence has weighs `own` of that sentence's vote.

    Args:
        rows: The counts; what matters is where there are any.
        given: One vote a sentence, none negative.
        own: The part of the largest vote that counts, 0 to 1.

    >>> rows = Rows(np.array([0, 2, 3]), np.array([0, 1, 1]), np.ones(3), 2)
    >>> lent(rows, np.array([1.0, 0.5])).round(3).tolist()
    [0.3, 0.8]
    """
    sums, largest, first = np.zeros(rows.width), np.zeros(rows.width), 0
    for piece in rows.pieces():
        mine = given[first : first + len(piece)][piece.numbers]
        sums += np.bincount(piece.indices, mine, rows.width)
        np.maximum.at(largest, piece.indices, mine)
        first += len(piece)
    return sums - (1 - own) * largest


def carried(rows: Rows, weights: Vector) -> Vector:
    """The weight of each row's terms together.

    >>> carried(Rows(np.array([0, 2, 3]), np.array([0, 1, 1]), np.ones(3), 2), np.array([0.5, 2.0])).tolist()
    [2.5, 2.0]
    """
    pieces = [np.bincount(piece.numbers, weights[piece.indices], len(piece)) for piece in rows.pieces()]
    return np.concatenate([np.zeros(0), *pieces])
