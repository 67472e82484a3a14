"""How central each sentence is: PageRank over shared words, and centrality by sentence vectors.

Directions of vectors are whole numbers, and all sums of them stay below 2^53: they are exact in any order of addition,
and the same vectors have the same scores on every machine.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from storysum.ranking.rows import Rows, Vector

Operator = Callable[[Vector], Vector]
"""Multiplies a symmetric matrix with one row for each sentence by a vector."""

SMALL = 200
"""The most sentences for which dense arrays are used: they are quicker than sparse ones, and need no scipy."""
_PRECISION = 1e-12
_STEPS = 1000
GRID = 4096
"""The largest coordinate of a direction in whole numbers."""
_BITS = 15


def overlap_matrix(rows: Rows, lengths: NDArray[np.integer[Any]], *, self_loops: bool = True) -> Vector:
    """The full matrix of overlaps, sentences × sentences: for small texts, and as a reference in tests.

    With c(i, t) the count of word t in sentence i, and |i| its words, repeats included,

        overlap(i, j) = Σₜ c(i, t) c(j, t) / (log |i| + log |j|)

    For two sentences of one word each the divisor would be zero; there the sum itself is used, 0 or 1. The paper leaves
    open whether a sentence's overlap with itself is kept (`self_loops`).

    Cost: quadratic in the number of sentences.
    Source: Mihalcea and Tarau 2004, TextRank: bringing order into texts; it does not
    mention one-word sentences.
    """
    counts = rows.dense()
    matrix: Vector = (counts @ counts.T) * _shares(lengths[:, None], lengths[None, :])
    if not self_loops:
        np.fill_diagonal(matrix, 0.0)
    return matrix


def overlap(rows: Rows, lengths: NDArray[np.integer[Any]], *, self_loops: bool = True) -> Operator:
    """The overlap matrix as an operator; above `SMALL` sentences the matrix is never built.

    The divisor depends only on the lengths of two sentences, so it is a matrix S over the few distinct lengths. S is
    smooth: a dozen eigenvectors represent it to the last bit. With E one of them spread over the sentences, e its
    eigenvalue and C the counts, the product with x is

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
    """One divided by the sum of the logarithms of two lengths, for sentences of these lengths."""
    sums: Vector = np.log(np.maximum(some, 1)) + np.log(np.maximum(others, 1))
    return 1 / np.where(sums > 0, sums, 1.0)


def pagerank(times: Operator, sentences: int, *, damping: float = 0.85) -> Vector:
    """The share of time that a random reader spends on each sentence; the shares sum to one.

    With probability `damping` the reader moves to a neighbour, in proportion to the weight of the
    edge, or from a sentence without edges to any sentence; otherwise directly to any sentence.

    The usual power iteration removes 1 - damping of the error per step if a sentence stands apart.
    But the edges here are undirected: with A their weights and D its row sums, the shares are √D q,
    up to a factor, where (1 - damping · D^-½ A D^-½) q = D^-½ 1. That matrix is symmetric and
    positive definite, so conjugate gradients find q in a quarter of the steps.

    Args:
        times: Multiplies the symmetric matrix of edge weights, none negative, by a vector.
        sentences: The number of sentences.
        damping: At least 0, below 1.

    Returns:
        One number for each sentence, to about eleven digits; a sentence without an edge has the least.

    Source: Brin and Page 1998; sentences without an edge as networkx has them. Hestenes and
    Stiefel 1952 for conjugate gradients.

    >>> star = np.array([[0.0, 1.0, 1.0], [1.0, 0.0, 0.0], [1.0, 0.0, 0.0]])
    >>> pagerank(star.__matmul__, 3).round(4).tolist()
    [0.4865, 0.2568, 0.2568]
    """
    if sentences == 0:
        return np.zeros(0)
    degrees = times(np.ones(sentences))
    # Rounding may leave a tiny weight, of either sign, where there is no edge.
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
    """Directions of vectors, (sentences, dimensions), in whole numbers; a vector of zeros stays zero.

    A vector is rounded first, so that the sum of its squares is exact; a root and a quotient are the same on every
    processor.

    >>> on_grid(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist()
    [[2458.0, 3277.0], [0.0, 0.0]]
    """
    _, exponents = np.frexp(np.abs(vectors).max(axis=1, initial=0.0))
    whole = np.rint(np.ldexp(vectors, (_BITS - exponents)[:, None]))
    squares = (whole * whole).sum(axis=1)
    grid: Vector = np.rint(whole * GRID / np.sqrt(np.where(squares > 0, squares, 1.0))[:, None])
    return grid


def centroid(grid: Vector) -> Vector:
    """The cosine of each direction (`on_grid`) with the sum of all directions.

    Cost: linear in the sentences. Source: Radev et al. 2004; Rossiello et al. 2017 for learned vectors.

    >>> centroid(on_grid(np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]]))).round(3).tolist()
    [0.894, 0.894, 0.447]
    """
    middle = grid.sum(axis=0)
    near: Vector = grid @ middle / (GRID * max(1.0, float(np.sqrt((middle * middle).sum()))))
    return near


def directed(grid: Vector, *, before: float, after: float, threshold: float) -> Vector:
    """The similarity of each sentence to those before it and to those after it, with a weight for each.

    With e(i, j) the similarity of two sentences less a floor, or zero if that is negative,

        score(i) = before · Σ e(j, i) over j < i  +  after · Σ e(i, j) over j > i

    The floor is the least similarity of two sentences plus `threshold` times the range up to the greatest.

    Args:
        grid: The result of `on_grid`.
        before: The weight of sentences before; if negative, a sentence that repeats what was said scores less.
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
