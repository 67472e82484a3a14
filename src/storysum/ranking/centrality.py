"""How central each sentence is: PageRank over the words that sentences share, and centrality by their vectors.

Directions of vectors are whole numbers, and all sums of them stay below 2^53: they are exact in whatever order they are
added, and the same vectors have the same scores everywhere.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from storysum.ranking.rows import Rows, Vector

Operator = Callable[[Vector], Vector]
"""Multiplies a symmetric matrix, one row a sentence, by a vector."""

SMALL = 200
"""Up to so many sentences dense arrays are quicker than sparse ones, and scipy stays unloaded."""
_PRECISION = 1e-12
_STEPS = 1000
GRID = 4096
"""A direction's coordinates are whole numbers up to this."""
_BITS = 15


def overlap_matrix(rows: Rows, lengths: NDArray[np.integer[Any]], *, self_loops: bool = True) -> Vector:
    """The whole matrix of overlaps, sentences × sentences: for small texts, and to test against.

    With c(i, t) the times that sentence i has word t, and |i| its words, repeats counted,

        overlap(i, j) = Σₜ c(i, t) c(j, t) / (log |i| + log |j|)

    Two sentences of one word each would divide by zero; there the sum itself is taken, 0 or 1. The paper leaves open
    whether a sentence's overlap with itself is kept (`self_loops`).

    Cost: quadratic in the number of sentences.
    Source: Mihalcea and Tarau 2004, TextRank: bringing order into texts; of one-word
    sentences it says nothing.
    """
    counts = rows.dense()
    matrix: Vector = (counts @ counts.T) * _shares(lengths[:, None], lengths[None, :])
    if not self_loops:
        np.fill_diagonal(matrix, 0.0)
    return matrix


def overlap(rows: Rows, lengths: NDArray[np.integer[Any]], *, self_loops: bool = True) -> Operator:
    """The same matrix as something to multiply a vector by; from `SMALL` on it is never made.

    The divisor knows of a sentence only its length, so it is a matrix S over the few distinct
    lengths. S is smooth: a dozen eigenvectors hold it to the last bit. With E one of them
    spread over the sentences, e its eigenvalue and C the counts, the product with x is

        Σ e E ∘ C (Cᵀ (E ∘ x))

    Cost: a multiplication is linear in the text, and so is the space.
    """
    if len(rows) <= SMALL:
        return overlap_matrix(rows, lengths, self_loops=self_loops).__matmul__
    distinct, where = np.unique(lengths, return_inverse=True)
    eigenvalues, eigenvectors = np.linalg.eigh(_shares(distinct[:, None], distinct[None, :]))
    strong = np.abs(eigenvalues) > 1e-15 * np.abs(eigenvalues).max()
    spread = eigenvectors[:, strong][where]
    counts = rows.sparse()
    loops = 0.0 if self_loops else rows.squares() * _shares(lengths, lengths)

    def times(vector: Vector) -> Vector:
        shared = np.asarray(counts @ (counts.T @ (spread * vector[:, None])))
        shared *= spread
        product: Vector = shared @ eigenvalues[strong] - loops * vector
        return product

    return times


def _shares(some: NDArray[np.integer[Any]], others: NDArray[np.integer[Any]]) -> Vector:
    """One by the sum of the logarithms, for sentences of these lengths."""
    sums: Vector = np.log(np.maximum(some, 1)) + np.log(np.maximum(others, 1))
    return 1 / np.where(sums > 0, sums, 1.0)


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
    """How near each direction (`on_grid`) is to the sum of all: its cosine.

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
