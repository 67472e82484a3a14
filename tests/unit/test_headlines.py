"""What may be told as a headline, and from which sentence."""

from __future__ import annotations

import pytest

import storysum
from storysum.shortening.features import FEATURES, WORD_FEATURES, model

REST = " The label was founded in Hull. Nobody knows why. It had lost money for years, and the band had left."


def headline(text: str) -> str:
    return storysum.headline(text).text


def test_the_first_sentence_tells_the_story_where_it_can() -> None:
    assert headline(f"Petra Holm has sold the van to a baker in Goole.{REST}").startswith("Petra Holm has sold")


@pytest.mark.parametrize(
    "opening",
    [
        "Why has Petra Holm sold the van to a baker in Goole?",
        "“We have sold the van to a baker in Goole.”",
        "We have sold the van to a baker in Goole.",
        "Forget the van.",
        "The end of a van.",
    ],
    ids=["a question", "speech without its speaker", "we", "a command", "a phrase"],
)
def test_what_is_no_news_is_not_told(opening: str) -> None:
    told = headline(f"{opening} Petra Holm has closed the label.{REST}")
    assert told == "Petra Holm has closed the label"


def test_a_quotation_keeps_its_speaker() -> None:
    told = headline("“The van will not be sold,” said Petra Holm, who founded the label in Hull.")
    assert "“" not in told or "Holm" in told
    assert told


def test_who_says_it_stays() -> None:
    told = headline(f"The label has lost a million dollars, according to Petra Holm, who founded it.{REST}")
    assert "according to Petra Holm" in told or "lost" not in told


def test_where_nothing_can_be_told_the_summary_says_so() -> None:
    summary = storysum.headline("Why? Who knows? We do.")
    assert (summary.text, bool(summary.shortfall)) == ("", True)


def test_a_cap_of_the_caller_holds() -> None:
    text = f"Petra Holm, who founded the label, has sold the van to a baker in Goole.{REST}"
    for words in range(1, 14):
        told = storysum.headline(text, budget=storysum.Budget(words=words)).text
        assert len(told.split()) <= words


def test_the_weights_of_the_model_are_whole_numbers_for_all_its_features() -> None:
    told = model()
    assert set(told.cut) == set(FEATURES)
    assert len(told.word) == len(WORD_FEATURES)
    assert list(told.chances) == sorted(told.chances)
