"""What a word in a sentence weighs."""

from __future__ import annotations

from typing import Literal

import numpy as np

from storysum.ranking.rows import Rows, Vector

__all__ = ["Weighting", "entropy", "inverse_frequency", "weighted"]

Weighting = Literal["count", "binary", "tf-idf", "log-entropy"]


def weighted(rows: Rows, weighting: Weighting) -> Rows:
    """The counts turned into weights.

    - count: as they are.
    - binary: one for each word that stands there.
    - tf-idf: the count times `inverse_frequency`.
    - log-entropy: log₂(1 + count) times `entropy`.

    >>> rows = Rows(np.array([0, 2, 3]), np.array([0, 1, 1]), np.array([3.0, 1.0, 1.0]), 2)
    >>> weighted(rows, "binary").values.tolist()
    [1.0, 1.0, 1.0]
    """
    counts = rows.values
    if weighting == "binary":
        return rows.with_values(np.ones_like(counts))
    if weighting == "tf-idf":
        return rows.with_values(counts * inverse_frequency(rows)[rows.indices])
    if weighting == "log-entropy":
        return rows.with_values(np.log2(1 + counts) * entropy(rows)[rows.indices])
    return rows


def inverse_frequency(rows: Rows) -> Vector:
    """For each term 1 + log(n / df): n sentences, df of them have it. Never zero.

    >>> rows = Rows(np.array([0, 2, 3]), np.array([0, 1, 1]), np.array([3.0, 1.0, 1.0]), 2)
    >>> inverse_frequency(rows).round(3).tolist()
    [1.693, 1.0]
    """
    found = np.bincount(rows.indices, minlength=rows.width)
    weights: Vector = 1 + np.log(max(1, len(rows)) / np.maximum(found, 1))
    return weights


def entropy(rows: Rows) -> Vector:
    """For each term 1 + Σⱼ p log p / log n, where p is the part of its uses that sentence j has.

    One for a term of a single sentence, zero for one that is spread evenly over all of them.

    Source: Dumais 1991, Improving the retrieval of information from external sources.

    >>> rows = Rows(np.array([0, 2, 3]), np.array([0, 1, 1]), np.array([3.0, 1.0, 1.0]), 2)
    >>> entropy(rows).tolist(), entropy(Rows(np.array([0, 1]), np.array([0]), np.array([3.0]), 1)).tolist()
    ([1.0, 0.0], [1.0])
    """
    if len(rows) < 2:
        return np.ones(rows.width)
    parts = rows.values / np.bincount(rows.indices, rows.values, rows.width)[rows.indices]
    spread = np.bincount(rows.indices, parts * np.log(parts), rows.width)
    weights: Vector = 1 + spread / np.log(len(rows))
    return weights
