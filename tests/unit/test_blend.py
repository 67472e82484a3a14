"""The default backend: place, centrality, speech."""

from __future__ import annotations

import pytest

import storysum
from storysum.backends import get
from storysum.errors import InputError

RAIN = "Rain fell on Hull. Rain fell on Goole. Rain fell on Leeds and Hull. Rain fell on the van."


def scores(text: str, **options: float) -> tuple[float, ...]:
    return get("blend", **options).rank(storysum.read(text)).scores


def test_of_sentences_that_say_the_same_the_earlier_scores_higher() -> None:
    found = scores("Rain fell on Hull. " * 5)
    assert list(found) == sorted(set(found), reverse=True)


def test_without_places_it_is_textrank_as_a_part_of_the_highest() -> None:
    alone = get("textrank").rank(storysum.read(RAIN)).scores
    assert scores(RAIN, half=0) == pytest.approx([score / max(alone) for score in alone])


STORY = (
    "{} Petra Holm sold the band's van. The van had carried the band for years. Nobody in the band had ever repaired "
    "the van. Holm told the band about the van by letter."
)


def test_an_opening_that_the_story_comes_back_to_beats_one_that_it_does_not() -> None:
    scene = STORY.format("A kettle whistled somewhere upstairs.")
    lead = STORY.format("Holm sold the van of the band.")
    assert scores(scene)[0] / scores(scene)[1] < scores(lead)[0] / scores(lead)[1]


SPEECH = (
    "Petra Holm sold the van. {}The road to Goole was long. The road to Hull was longer. "
    "“I never loved that van, and the road was long,” said {}. The road home was longest."
)


def test_what_a_person_of_the_opening_says_counts_wherever_it_stands() -> None:
    hers = storysum.read(SPEECH.format("Tobin Ashe drove. ", "Petra Holm"))
    anothers = storysum.read(SPEECH.format("Tobin Ashe drove. ", "Cleo Marsh"))
    quoted = next(index for index, span in enumerate(hers.sentences) if "never" in span.of(hers.text))
    assert get("blend").rank(hers).ranks[quoted] < get("blend").rank(anothers).ranks[quoted]


def test_list_items_score_nothing() -> None:
    article = storysum.read("Petra Holm bought a van.\n\n- Rain fell.\n- More rain fell.\n\nNobody had a map.")
    found = get("blend").rank(article).scores
    items = [index for index, span in enumerate(article.sentences) if "ain fell" in span.of(article.text)]
    assert items
    assert all(found[index] == 0 for index in items)


@pytest.mark.parametrize("options", [{"half": -1}, {"floor": 2}, {"speech": "loud"}])
def test_a_wrong_number_is_refused(options: dict[str, float]) -> None:
    with pytest.raises(InputError, match="blend"):
        get("blend", **options)
