"""Latent semantic analysis: how much of each sentence lies in the strongest topics."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
from numpy.typing import NDArray

from storysum.ranking.rows import Rows, Vector

__all__ = ["salience"]

_SMALL = 400  # sentences or terms, up to which all topics are found at once
_FEW, _MOST = 8, 200  # topics to look for at first, and at last
_ROOM = 2_000_000  # numbers that the topics may take
_RESTARTS = 40
_NEAR = 1 - 1e-9
_NOTHING = 1e-10  # of the greatest length: what rounding leaves of a sentence outside all topics


def salience(rows: Rows, *, share: float = 0.5) -> tuple[Vector, int]:
    """The length of each sentence, measured inside the strongest topics only.

    The singular value decomposition of terms × sentences has the topics' strengths σ and in V
    how much each sentence has of each topic. With the topics that are at least `share` times
    as strong as the strongest, sentence i is as salient as it is long:

        √ Σₖ v(i, k)² σₖ²

    Args:
        rows: Weights, sentences × terms, none negative.
        share: Of the strongest singular value; the paper's rule is a half.

    Returns:
        One number a sentence, and how many topics were taken. Where a text is too long
        to find all topics, and hundreds are as strong as that, nothing stands out: all topics
        are taken, which makes it the plain length, and 0 is returned for their number.

    Cost: cubic up to 400 sentences or terms; beyond, only the strongest topics are looked for,
    by Lanczos' method from a fixed start, in time linear in the text for each of them.
    Source: Steinberger and Ježek 2004, Using latent semantic analysis in text summarization
    and summary evaluation.

    >>> rows = Rows(np.array([0, 2, 4, 5]), np.array([0, 1, 0, 1, 2]), np.ones(5), 3)
    >>> lengths, topics = salience(rows)
    >>> lengths.round(6).tolist(), topics
    ([1.414214, 1.414214, 1.0], 2)
    """
    if not rows.values.any():
        return np.zeros(len(rows)), 0
    few = min(len(rows), rows.width) <= _SMALL
    return _from_all(rows, share) if few else _from_strongest(rows, share)


def _from_all(rows: Rows, share: float) -> tuple[Vector, int]:
    """By all topics, found from the products of the sentences, or of the terms if those are fewer."""
    weights: Any = rows.dense() if len(rows) * rows.width <= _ROOM else rows.sparse()
    one, other = _sides(rows, weights)
    products = one @ other
    strengths, vectors = np.linalg.eigh(products if isinstance(products, np.ndarray) else products.toarray())
    return _lengths(rows, weights, strengths, vectors, share)


def _from_strongest(rows: Rows, share: float) -> tuple[Vector, int]:
    """By as many of the strongest topics as are strong enough, found a few at a time."""
    weights = rows.sparse()
    one, other = _sides(rows, weights)
    most = min(_MOST, max(_FEW, _ROOM // min(weights.shape)))
    wanted = _FEW
    while wanted <= most:
        found = _strongest(one, other, wanted)
        if found is None:
            break
        strengths, vectors = found
        if not _strong(strengths, share).all():
            return _lengths(rows, weights, strengths, vectors, share)
        wanted *= 3 if wanted == _FEW else 2
    return np.sqrt(rows.squares()), 0


def _sides(rows: Rows, weights: Any) -> tuple[Any, Any]:
    """The two matrices whose product is the smaller square, over the terms or over the sentences."""
    return (weights.T, weights) if rows.width < len(rows) else (weights, weights.T)


def _strongest(one: Any, other: Any, wanted: int) -> tuple[Vector, Any] | None:
    """The largest eigenvalues of the product of two matrices, and the vectors; None if they are a blur."""
    from scipy.sparse.linalg import ArpackError, LinearOperator, eigsh

    size = one.shape[0]
    product = LinearOperator((size, size), matvec=lambda vector: one @ (other @ vector), dtype=np.float64)
    start = np.random.default_rng(0).random(size) + 0.5
    # Since SciPy 1.17 a solver that has run dry goes on from chance, unless it is given a seed.
    fixed: dict[str, Any] = {"rng": 0} if "rng" in inspect.signature(eigsh).parameters else {}
    try:
        strengths, vectors = eigsh(product, k=wanted, v0=start, maxiter=_RESTARTS, **fixed)
    except ArpackError:
        return None
    return strengths, vectors


def _lengths(rows: Rows, weights: Any, strengths: Vector, vectors: Any, share: float) -> tuple[Vector, int]:
    """From σ² and the vectors of some topics, over the terms or over the sentences: the salience."""
    strong = _strong(strengths, share)
    over_terms = rows.width < len(rows)
    topics = weights @ vectors[:, strong] if over_terms else vectors[:, strong] * np.sqrt(strengths[strong])
    lengths: Vector = np.sqrt((topics**2).sum(axis=1))
    return np.where(lengths > _NOTHING * lengths.max(), lengths, 0.0), int(strong.sum())


def _strong(strengths: Vector, share: float) -> NDArray[np.bool_]:
    """Which of these σ² are at least `share` of the strongest σ, with room for rounding."""
    strong: NDArray[np.bool_] = strengths >= strengths.max() * (share * _NEAR) ** 2
    return strong
