"""PageRank: a share for each sentence, whatever the graph."""

from __future__ import annotations

import networkx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storysum.ranking.centrality import pagerank


@st.composite
def graphs(draw: st.DrawFn) -> np.ndarray:
    """Symmetric weights, many of them zero, some sentences without an edge."""
    size = draw(st.integers(1, 9))
    weight = st.one_of(st.just(0.0), st.floats(1e-3, 1e3))
    upper = np.array(draw(st.lists(weight, min_size=size * size, max_size=size * size))).reshape(size, size)
    return np.triu(upper) + np.triu(upper, 1).T


@given(graphs(), st.sampled_from([0.0, 0.5, 0.85, 0.99]))
def test_the_shares_are_networkxs(weights: np.ndarray, damping: float) -> None:
    graph = networkx.from_numpy_array(weights)
    expected = networkx.pagerank(graph, alpha=damping, tol=1e-14, max_iter=100_000)
    shares = pagerank(weights.__matmul__, len(weights), damping=damping)
    np.testing.assert_allclose(shares, [expected[node] for node in range(len(weights))], atol=1e-9)


@given(graphs())
def test_shares_sum_to_one_and_none_is_below_the_jumps(weights: np.ndarray) -> None:
    shares = pagerank(weights.__matmul__, len(weights))
    assert shares.sum() == pytest.approx(1)
    assert (shares >= 0.15 / len(weights) * (1 - 1e-9)).all()


def test_no_sentences_have_no_shares() -> None:
    assert pagerank(np.zeros((0, 0)).__matmul__, 0).tolist() == []


def test_sentences_that_share_nothing_have_equal_shares() -> None:
    assert pagerank(np.zeros((4, 4)).__matmul__, 4).tolist() == [0.25] * 4


def test_the_number_of_multiplications_does_not_grow_with_the_text() -> None:
    def multiplications(size: int) -> int:
        chance = np.random.default_rng(0)
        words = chance.random((size, 40)) < 0.1
        counted = 0

        def times(vector: np.ndarray) -> np.ndarray:
            nonlocal counted
            counted += 1
            return words @ (vector @ words).astype(float)

        pagerank(times, size)
        return counted

    assert multiplications(3000) <= multiplications(100) + 10 <= 80
