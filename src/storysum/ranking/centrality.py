"""Who is pointed at by those who are pointed at: PageRank, given only a way to multiply."""

from __future__ import annotations

import numpy as np

from storysum.ranking.rows import Vector
from storysum.ranking.similarity import Operator

__all__ = ["pagerank"]

_PRECISION = 1e-12
_STEPS = 1000


def pagerank(times: Operator, sentences: int, *, damping: float = 0.85) -> Vector:
    """The share of time that a random reader spends on each sentence; the shares sum to one.

    With probability `damping` the reader goes on to a neighbour, as often as the weight of the
    edge to it says, or from a sentence without any edge to just any; else to just any at once.

    The usual power iteration takes off 1 - damping of the error a step where a sentence stands
    apart. But edges go both ways here: with A their weights, D the sums of its rows, the shares
    are √D q where (1 - damping · D^-½ A D^-½) q = D^-½ 1, up to a factor. That matrix is
    symmetric and positive, so conjugate gradients find q in a quarter of the steps.

    Args:
        times: Multiplies the symmetric matrix of edge weights, none negative, by a vector.
        sentences: How many there are.
        damping: At least 0, below 1.

    Returns:
        One number a sentence, to about eleven digits; a sentence without an edge has the least.

    Source: Brin and Page 1998; sentences without an edge as networkx has them. Hestenes and
    Stiefel 1952 for conjugate gradients.

    >>> star = np.array([[0.0, 1.0, 1.0], [1.0, 0.0, 0.0], [1.0, 0.0, 0.0]])
    >>> pagerank(star.__matmul__, 3).round(4).tolist()
    [0.4865, 0.2568, 0.2568]
    """
    if sentences == 0:
        return np.zeros(0)
    degrees = times(np.ones(sentences))
    # Rounding may leave a trace of an edge, of either sign, where there is none.
    linked = degrees > 1e-12 * max(1.0, float(degrees.max()))
    root = np.sqrt(np.where(linked, degrees, 1.0))
    scale = linked / root
    solution, residual = np.zeros(sentences), scale.copy()
    direction, energy = residual.copy(), float(residual @ residual)
    for _ in range(_STEPS):
        if (np.abs(residual) <= _PRECISION * solution).all():
            break
        image = direction - damping * scale * times(scale * direction)
        step = energy / float(direction @ image)
        solution += step * direction
        residual -= step * image
        before, energy = energy, float(residual @ residual)
        direction = residual + energy / before * direction
    shares: Vector = np.where(linked, root * solution, 1.0)
    shares /= shares.sum()
    return shares
