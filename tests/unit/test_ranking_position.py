"""Position."""

from __future__ import annotations

from storysum.ranking.position import earliness


def test_earlier_sentences_have_more() -> None:
    assert list(earliness(5)) == sorted(set(earliness(5)), reverse=True)
    assert earliness(0) == ()
