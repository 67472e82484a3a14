"""How much two sentences share: Mihalcea and Tarau's overlap, as an operator in linear space."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from storysum.ranking.rows import SMALL, Rows, Vector

__all__ = ["Operator", "overlap", "overlap_matrix"]

Operator = Callable[[Vector], Vector]
"""Multiplies a symmetric matrix, one row a sentence, by a vector."""


def overlap_matrix(rows: Rows, lengths: NDArray[np.integer[Any]], *, self_loops: bool = True) -> Vector:
    """The whole matrix of overlaps, sentences × sentences: for small texts, and to test against.

    With c(i, t) the times that sentence i has word t, and |i| its words, repeats counted,

        overlap(i, j) = Σₜ c(i, t) c(j, t) / (log |i| + log |j|)

    Two sentences of one word each would divide by zero; there the sum itself is taken, 0 or 1.

    Args:
        rows: The counts.
        lengths: Words in each sentence.
        self_loops: Keep each sentence's overlap with itself, which the paper leaves open.

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
