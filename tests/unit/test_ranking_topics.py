"""LSA: the length of each sentence in the strongest topics, against the full decomposition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from storysum.ranking import topics
from storysum.ranking.rows import Rows
from storysum.ranking.topics import salience, weighted


def rows_of(matrix: np.ndarray) -> Rows:
    where = np.nonzero(matrix)
    indptr = np.searchsorted(where[0], np.arange(len(matrix) + 1))
    return Rows(indptr, where[1], matrix[where].astype(float), matrix.shape[1])


def slow_salience(matrix: np.ndarray, share: float) -> np.ndarray:
    """Steinberger and Ježek's formula by numpy's full decomposition."""
    sentences, strengths, _ = np.linalg.svd(matrix, full_matrices=False)
    strong = strengths >= share * strengths[0] * (1 - 1e-9)
    return np.sqrt((sentences[:, strong] ** 2) @ (strengths[strong] ** 2))


def zipf_text(sentences: int, terms: int, seed: int) -> np.ndarray:
    """Counts of words whose frequencies fall off as those of a language do."""
    chance = np.random.default_rng(seed)
    frequency = 1 / np.arange(1, terms + 1)
    matrix = np.zeros((sentences, terms))
    for row in matrix:
        np.add.at(row, chance.choice(terms, size=chance.integers(4, 25), p=frequency / frequency.sum()), 1)
    return matrix


@given(arrays(float, st.tuples(st.integers(1, 8), st.integers(1, 8)), elements=st.sampled_from([0.0, 0, 1, 2, 3])))
def test_small_texts_agree_with_the_full_decomposition(matrix: np.ndarray) -> None:
    lengths, _ = salience(rows_of(matrix))
    np.testing.assert_allclose(lengths, slow_salience(matrix, 0.5), atol=1e-9)


@pytest.mark.parametrize(("sentences", "terms"), [(700, 1500), (1500, 600)])
@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
def test_long_texts_agree_with_the_full_decomposition(sentences: int, terms: int, share: float) -> None:
    matrix = zipf_text(sentences, terms, seed=sentences)
    lengths, counted = salience(rows_of(matrix), share=share)
    expected = slow_salience(matrix, share)
    assert counted > 0
    np.testing.assert_allclose(lengths, expected, rtol=1e-9, atol=1e-9 * expected.max())


def test_topics_of_equal_strength_are_all_taken() -> None:
    lengths, counted = salience(rows_of(np.eye(6)))
    assert lengths.tolist() == pytest.approx([1.0] * 6)
    assert counted == 6


def test_a_long_text_in_which_no_topic_stands_out_is_measured_whole() -> None:
    rows = Rows(np.arange(0, 3001, 3), np.arange(3000), np.ones(3000), 3000)
    lengths, counted = salience(rows)
    assert counted == 0
    assert lengths.tolist() == pytest.approx([3**0.5] * 1000)


@pytest.mark.parametrize("terms", [1, 3, 30])
def test_a_long_text_of_a_few_words_agrees_with_the_full_decomposition(terms: int) -> None:
    matrix = (np.random.default_rng(2).random((150_000 // terms, terms)) < 0.3).astype(float)
    lengths, _ = salience(rows_of(matrix))
    np.testing.assert_allclose(lengths, slow_salience(matrix, 0.5), atol=1e-9)


def test_a_sentence_outside_all_topics_scores_exactly_zero() -> None:
    matrix = np.zeros((8, 6))
    matrix[:7, :5] = 1
    matrix[7, 5] = 1
    assert salience(rows_of(matrix))[0][7] == 0


@pytest.mark.parametrize("matrix", [np.zeros((3, 4)), np.zeros((0, 0)), np.zeros((1, 1)), np.zeros((4, 0))])
def test_a_text_without_words_scores_zero(matrix: np.ndarray) -> None:
    lengths, counted = salience(rows_of(matrix))
    assert lengths.tolist() == [0.0] * len(matrix)
    assert counted == 0


def test_the_truncated_solver_gives_the_same_again() -> None:
    rows = rows_of(zipf_text(600, 900, seed=3))
    assert (salience(rows)[0] == salience(rows)[0]).all()


def test_small_and_large_paths_meet() -> None:
    rows = rows_of(zipf_text(300, 500, seed=9))
    whole, counted = salience(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(topics, "_SMALL", 0)
        searched, found = salience(rows)
    assert counted == found
    np.testing.assert_allclose(searched, whole, rtol=1e-9, atol=1e-9)


@given(arrays(float, (4, 3), elements=st.sampled_from([0.0, 1, 2, 5])))
def test_every_weighting_is_finite_and_not_negative(matrix: np.ndarray) -> None:
    for weighting in ("count", "binary", "tf-idf", "log-entropy"):
        values = weighted(rows_of(matrix), weighting).values
        assert np.isfinite(values).all()
        assert (values >= 0).all()
