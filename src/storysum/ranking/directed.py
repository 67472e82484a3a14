"""Sentences as vectors: nearness to the middle, and centrality that knows before from after.

All sums are of whole numbers below 2^53, so they are exact in whatever order they are added: the same vectors
have the same scores everywhere.
"""

from __future__ import annotations

import numpy as np

from storysum.ranking.rows import Vector

__all__ = ["centroid", "directed", "on_grid"]

GRID = 4096
"""A direction's coordinates are whole numbers up to this."""
_BITS = 15


def on_grid(vectors: Vector) -> Vector:
    """Directions of vectors, (sentences, dimensions), in whole numbers; a vector of zeros stays one.

    A vector is rounded first, so that the sum of its squares is exact; a root and a quotient are the same
    on every processor.

    >>> on_grid(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist()
    [[2458.0, 3277.0], [0.0, 0.0]]
    """
    _, exponents = np.frexp(np.abs(vectors).max(axis=1, initial=0.0))
    whole = np.rint(np.ldexp(vectors, (_BITS - exponents)[:, None]))
    squares = (whole * whole).sum(axis=1)
    grid: Vector = np.rint(whole * GRID / np.sqrt(np.where(squares > 0, squares, 1.0))[:, None])
    return grid


def centroid(grid: Vector) -> Vector:
    """How near each direction is to the sum of all: its cosine.

    Args:
        grid: What `on_grid` gave.

    Cost: linear in the sentences.
    Source: Radev et al. 2004; Rossiello et al. 2017 for vectors that were learned.

    >>> centroid(on_grid(np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]]))).round(3).tolist()
    [0.894, 0.894, 0.447]
    """
    middle = grid.sum(axis=0)
    near: Vector = grid @ middle / (GRID * max(1.0, float(np.sqrt((middle * middle).sum()))))
    return near


def directed(grid: Vector, *, before: float, after: float, threshold: float) -> Vector:
    """How much a sentence resembles those before it and those after it, each with a weight of its own.

    With e(i, j) the similarity of two sentences less a floor, and nothing where that is below zero,

        score(i) = before · Σ e(j, i) over j < i  +  after · Σ e(i, j) over j > i

    The floor is the least similarity of two sentences, raised by the threshold's share of the way to the greatest.

    Args:
        grid: What `on_grid` gave.
        before: The weight of sentences before; below zero a sentence that takes up what was said is worth less.
        after: The weight of sentences after.
        threshold: At least 0, below 1.

    Cost: quadratic in the sentences, in time and in space.
    Source: Zheng and Lapata 2019, Sentence centrality revisited for unsupervised summarization (PacSum).

    >>> vectors = on_grid(np.array([[1.0, 1.0], [1.0, 0.9], [0.0, 1.0]]))
    >>> directed(vectors, before=0.0, after=1.0, threshold=0.0).round(3).tolist()
    [0.368, 0.0, 0.0]
    """
    count = len(grid)
    if count < 2:
        return np.zeros(count)
    near = grid @ grid.T
    pairs = near[np.triu_indices(count, 1)]
    least = pairs.min()
    edges = np.maximum(0.0, near - np.rint(least + threshold * (pairs.max() - least)))
    later, earlier = np.triu(edges, 1).sum(axis=1), np.tril(edges, -1).sum(axis=1)
    score: Vector = (before * earlier + after * later) / (GRID * GRID)
    return score
