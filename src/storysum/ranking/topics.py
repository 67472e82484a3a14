"""Latent semantic analysis: term weights, and how much of each sentence lies in the strongest topics."""

import inspect
from typing import Any, Literal

import numpy as np
from attrs import evolve
from numpy.typing import NDArray

from storysum.ranking.rows import Rows, Vector

Weighting = Literal["count", "binary", "tf-idf", "log-entropy"]

_SMALL = 400  # the most sentences or terms for which all topics are found at once
_FEW, _MOST = 8, 200  # topics to look for at first, and at most
_ROOM = 2_000_000  # the most numbers to hold for the topics
_RESTARTS = 40
_NEAR = 1 - 1e-9
_NOTHING = 1e-10  # of the greatest length: less is a rounding error of a sentence outside all topics


def salience(rows: Rows, *, share: float = 0.5) -> tuple[Vector, int]:
    """The length of each sentence, measured inside the strongest topics only.

    The singular value decomposition of terms × sentences gives the strengths σ of the topics and, in V,
    how much each sentence has of each topic. The salience of sentence i is its length in the topics
    that are at least `share` times as strong as the strongest:

        √ Σₖ v(i, k)² σₖ²

    Args:
        rows: Weights, sentences × terms, none negative.
        share: Of the strongest singular value; the paper's rule is a half.

    Returns:
        One number for each sentence, and the number of topics used. If a text is too long to find
        all topics and hundreds are that strong, nothing stands out: then all topics are used,
        so that the salience is the plain length, and the number returned is 0.

    Cost: cubic up to 400 sentences or terms; beyond that only the strongest topics are searched for,
    by Lanczos' method from a fixed start, in time linear in the text for each topic.
    Source: Steinberger and Ježek 2004, Using latent semantic analysis in text summarization
    and summary evaluation.

    >>> rows = Rows(np.array([0, 2, 4, 5]), np.array([0, 1, 0, 1, 2]), np.ones(5), 3)
    >>> lengths, topics = salience(rows)
    >>> lengths.round(6).tolist(), topics
    ([1.414214, 1.414214, 1.0], 2)
    """
    if not rows.values.any():
        return np.zeros(len(rows)), 0
    small = min(len(rows), rows.width) <= _SMALL
    weights: Any = rows.dense() if small and len(rows) * rows.width <= _ROOM else rows.sparse()
    over_terms = rows.width < len(rows)
    # Their product is the smaller square matrix, terms × terms or sentences × sentences, with eigenvalues σ².
    one, other = (weights.T, weights) if over_terms else (weights, weights.T)
    if small:
        product = one @ other
        squares, vectors = np.linalg.eigh(product if isinstance(product, np.ndarray) else product.toarray())
    elif (found := _strongest(one, other, share)) is not None:
        squares, vectors = found
    else:
        return np.sqrt(rows.squares()), 0
    strong = _strong(squares, share)
    topics = weights @ vectors[:, strong] if over_terms else vectors[:, strong] * np.sqrt(squares[strong])
    lengths: Vector = np.sqrt((topics**2).sum(axis=1))
    return np.where(lengths > _NOTHING * lengths.max(), lengths, 0.0), int(strong.sum())


def _strong(squares: Vector, share: float) -> NDArray[np.bool_]:
    """Which of these σ² have a σ of at least `share` of the strongest, with room for rounding."""
    strong: NDArray[np.bool_] = squares >= squares.max() * (share * _NEAR) ** 2
    return strong


def _strongest(one: Any, other: Any, share: float) -> tuple[Vector, Vector] | None:
    """The strongest σ², down to one that is too weak, with vectors; None if too many are strong or ARPACK fails."""
    from scipy.sparse.linalg import ArpackError, LinearOperator, eigsh

    size = one.shape[0]
    product = LinearOperator((size, size), matvec=lambda vector: one @ (other @ vector), dtype=np.float64)
    start = np.random.default_rng(0).random(size) + 0.5
    # Since SciPy 1.17 a solver that runs dry restarts at random, unless it is given a seed.
    fixed: dict[str, Any] = {"rng": 0} if "rng" in inspect.signature(eigsh).parameters else {}
    wanted = _FEW
    while wanted <= min(_MOST, max(_FEW, _ROOM // size)):
        try:
            squares, vectors = eigsh(product, k=wanted, v0=start, maxiter=_RESTARTS, **fixed)
        except ArpackError:
            return None
        if not _strong(squares, share).all():
            return squares, vectors
        wanted *= 3 if wanted == _FEW else 2
    return None


def weighted(rows: Rows, weighting: Weighting) -> Rows:
    """The matrix with its counts turned into weights.

    - count: the counts themselves.
    - binary: 1 for each word that occurs.
    - tf-idf: the count times `inverse_frequency`.
    - log-entropy: log₂(1 + count) times `entropy`.

    >>> rows = Rows(np.array([0, 2, 3]), np.array([0, 1, 1]), np.array([3.0, 1.0, 1.0]), 2)
    >>> weighted(rows, "binary").values.tolist()
    [1.0, 1.0, 1.0]
    """
    values = rows.values
    if weighting == "binary":
        values = np.ones_like(values)
    elif weighting == "tf-idf":
        values = values * inverse_frequency(rows)[rows.indices]
    elif weighting == "log-entropy":
        values = np.log2(1 + values) * entropy(rows)[rows.indices]
    return evolve(rows, values=values)


def inverse_frequency(rows: Rows) -> Vector:
    """For each term 1 + log(n / df), where df of the n sentences have the term. Never zero.

    >>> rows = Rows(np.array([0, 2, 3]), np.array([0, 1, 1]), np.array([3.0, 1.0, 1.0]), 2)
    >>> inverse_frequency(rows).round(3).tolist()
    [1.693, 1.0]
    """
    found = np.bincount(rows.indices, minlength=rows.width)
    weights: Vector = 1 + np.log(max(1, len(rows)) / np.maximum(found, 1))
    return weights


def entropy(rows: Rows) -> Vector:
    """For each term 1 + Σⱼ p log p / log n, where p is the share of its occurrences in sentence j.

    It is one for a term of a single sentence, zero for one that is spread evenly over all sentences.

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
