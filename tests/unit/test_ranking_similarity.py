"""The overlap of sentences: the operator that never makes the matrix does what the matrix does."""

from __future__ import annotations

import math
import tracemalloc
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storysum.ranking import centrality
from storysum.ranking.centrality import overlap, overlap_matrix
from storysum.ranking.rows import Rows

Sentences = Sequence[Sequence[int]]


def rows_of(sentences: Sentences, width: int) -> tuple[Rows, np.ndarray]:
    """Lists of word numbers, repeated as they stand → counts and lengths."""
    found = [sorted(set(words)) for words in sentences]
    counts = [[float(words.count(word)) for word in row] for words, row in zip(sentences, found, strict=True)]
    indptr = np.cumsum([0, *map(len, found)])
    flat = np.array([word for row in found for word in row], dtype=np.int32)
    values = np.array([count for row in counts for count in row], dtype=float)
    return Rows(indptr, flat, values, width), np.array([len(words) for words in sentences])


def slow_overlap(sentences: Sentences, *, self_loops: bool) -> np.ndarray:
    """The definition, one pair of sentences after the other."""
    matrix = np.zeros((len(sentences), len(sentences)))
    for i, some in enumerate(sentences):
        for j, others in enumerate(sentences):
            shared = sum(others.count(word) for word in some)
            if shared and (self_loops or i != j):
                logarithms = math.log(len(some)) + math.log(len(others))
                matrix[i, j] = shared / logarithms if logarithms else float(shared)
    return matrix


texts = st.lists(st.lists(st.integers(0, 9), max_size=12), min_size=1, max_size=12)


@given(texts, st.booleans())
def test_the_matrix_is_the_definition(sentences: Sentences, self_loops: bool) -> None:
    rows, lengths = rows_of(sentences, 10)
    expected = slow_overlap(sentences, self_loops=self_loops)
    np.testing.assert_allclose(overlap_matrix(rows, lengths, self_loops=self_loops), expected, rtol=1e-12)


@given(texts, st.booleans(), st.integers(0, 2**32 - 1))
def test_the_operator_multiplies_as_the_matrix_does(sentences: Sentences, self_loops: bool, seed: int) -> None:
    rows, lengths = rows_of(sentences, 10)
    vector = np.random.default_rng(seed).random(len(sentences))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(centrality, "SMALL", 0)
        times = overlap(rows, lengths, self_loops=self_loops)
    expected = slow_overlap(sentences, self_loops=self_loops) @ vector
    np.testing.assert_allclose(times(vector), expected, rtol=1e-10, atol=1e-12)


def test_sentences_of_very_different_lengths_keep_ten_digits() -> None:
    chance = np.random.default_rng(5)
    sentences = [chance.integers(0, 500, size=length).tolist() for length in [*range(300), 5000]]
    rows, lengths = rows_of(sentences, 500)
    vector = chance.random(len(sentences))
    expected = overlap_matrix(rows, lengths) @ vector
    np.testing.assert_allclose(overlap(rows, lengths)(vector), expected, rtol=1e-10, atol=1e-12)


def test_twenty_thousand_sentences_never_need_a_matrix_of_their_pairs() -> None:
    chance = np.random.default_rng(1)
    sentences, words = 20_000, 12
    indices = np.sort(chance.integers(0, 1000, (sentences, words)) * words + np.arange(words), axis=1).ravel()
    rows = Rows(np.arange(sentences + 1) * words, indices.astype(np.int32), np.ones(len(indices)), 12_000)
    lengths = chance.integers(1, 40, sentences)
    tracemalloc.start()
    try:
        times = overlap(rows, lengths, self_loops=False)
        times(times(np.ones(sentences)))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # Their pairs would take 3.2 GB; the text itself takes a few MB.
    assert peak < 60_000_000
