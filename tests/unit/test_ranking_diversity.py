"""Redundancy and position."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from storysum.ranking.diversity import overlap_share, redundancy
from storysum.ranking.position import earliness

terms = st.sets(st.integers(0, 20), max_size=8).map(lambda found: np.array(sorted(found), dtype=np.int32))


@given(terms, terms)
def test_the_share_is_symmetric_and_lies_between_zero_and_one(some: np.ndarray, others: np.ndarray) -> None:
    assert 0 <= overlap_share(some, others) == overlap_share(others, some) <= 1


@given(terms)
def test_a_sentence_repeats_itself_wholly_unless_it_is_empty(some: np.ndarray) -> None:
    assert redundancy(some, [some]) == (1.0 if len(some) else 0.0)


def test_nothing_chosen_means_nothing_repeated() -> None:
    assert redundancy(np.array([1, 2]), []) == 0


def test_earlier_sentences_have_more() -> None:
    assert list(earliness(5)) == sorted(set(earliness(5)), reverse=True)
    assert earliness(0) == ()
