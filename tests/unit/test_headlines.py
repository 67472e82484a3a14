"""What may be told as a headline, and from which sentence."""

from __future__ import annotations

import pytest
from attrs import evolve

import storysum
from storysum.model.budget import Limits
from storysum.shortening.features import FEATURES, WORD_FEATURES, Matter, features, model
from storysum.shortening.headline import candidates, ranked
from storysum.shortening.sentences import sentences

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
        "The highest court of the county has ruled.",
        "The drummer told a paper on Friday.",
    ],
    ids=["a question", "speech without its speaker", "we", "a command", "a phrase", "who claims it", "who tells whom"],
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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The Swallow Road Band outsold either the Kilns or the Quiet Marlows in the northern summer charts, new "
            "figures show.",
            "Swallow Road Band outsold either Kilns or Quiet Marlows, new figures show",
        ),
        (
            "Carlo Pike has broken two strings on his bass guitar in Hull and will be out of the band for six weeks.",
            "Carlo Pike has broken two strings on his bass guitar in Hull",
        ),
        (
            "The Kiln Institute (KI), founded by baker Petra Holm, has sold its van to a label in Hull.",
            "Kiln Institute has sold its van to a label in Hull",
        ),
        (
            "Most of them said it wrong. The drummer Petra Holm had sold the van to a baker in Goole.",
            "Drummer Petra Holm had sold the van to a baker in Goole",
        ),
        (
            "In the annals of the county, there are moments that change a town and all its bands. The Kilns sold "
            "the van to a baker in Goole.",
            "The Kilns sold the van to a baker in Goole",
        ),
        (
            "The Rother town council voted 9-2 on Friday evening to close an old bridge in Goole to vans and carts.",
            "Rother town council voted 9-2 to close an old bridge in Goole",
        ),
        (
            "The concert of the Harbour Kilns in the old harbour of Orrell Bridge has been postponed because of a "
            "storm, the council said.",
            "Concert of the Harbour Kilns postponed because of a storm, council said",
        ),
        (
            "The drummer of the Harbour Kilns has been told not to park the painted van in the harbour on Sunday "
            "mornings.",
            "Drummer told not to park painted van in harbour on Sunday mornings",
        ),
        (
            "The money of the fund was used to repair the painted van of the Harbour Kilns after the storm.",
            "Money of fund was used to repair painted van of Harbour Kilns",
        ),
        (
            "A hundred singers of the choir have been put up in the drill hall of Orrell Bridge after the roof of the "
            "old mill fell in.",
            "A hundred singers have been put up in hall of Orrell Bridge",
        ),
        (
            "A former drummer of the Kilns has been sentenced to nine years in prison for selling forged tickets to a "
            "rival band, a court in Hull said.",
            "Former drummer sentenced to nine years in prison, a court said",
        ),
        (
            "The singers of a choir in Orrell Bridge have been paid for the repair of the drums that were broken when "
            "the roof of the mill fell in.",
            "Singers of a choir have been paid for the repair of drums",
        ),
    ],
    ids=[
        "no article where all need room",
        "what fits stays",
        "no mark of what went",
        "who are they",
        "there are",
        "for what they voted",
        "a passive without its auxiliary",
        "what they were told",
        "used to do is a habit",
        "a hundred",
        "one preposition is needed",
        "who paid",
    ],
)
def test_a_headline_says_who_and_as_much_as_fits(text: str, told: str) -> None:
    assert headline(text + REST) == told


def test_years_stay_with_the_age_that_they_measure() -> None:
    told = storysum.shorten("When she was just 4 years old, Petra Holm bought a drum in Goole.", words=13).text
    assert "years" in told or "old" not in told


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


@pytest.mark.parametrize(
    ("kept", "dropped", "room"),
    [
        ("Petra Holm has sold the van to a baker in Goole on Monday", 0, 0),
        ("Petra Holm has sold the van to a baker on Monday", 1, 1),
        ("Petra Holm has sold the van to a baker in Goole", 0, 1),  # a time is no loss
        ("Petra Holm has sold the van", 1, 6),
    ],
)
def test_what_went_from_behind_a_word_and_the_room_for_it_are_features(kept: str, dropped: int, room: int) -> None:
    article = storysum.read("Petra Holm has sold the van to a baker in Goole on Monday.")
    (sentence,) = sentences(article, [0])
    wanted, words = kept.split(), set[int]()
    for word, form in enumerate(sentence.parse.forms):
        if wanted and form == wanted[0]:
            words.add(word)
            wanted.pop(0)
    cut = sentence.keeping(words)
    assert cut is not None
    told = features(article, 0, sentence, cut, Matter(article))
    assert (told.get("dropped", 0), told.get("room", 0)) == (dropped, room)


def test_a_phrase_with_a_preposition_is_no_subject() -> None:
    text = 'The march toward publication of another book by the reclusive "Goole Road" author continues forward.'
    told = headline(text + REST)
    assert not told.startswith("By the"), told


def test_a_title_behind_what_is_owned_takes_nothing_with_it() -> None:
    text = "Foss has told how a trio came to the rescue of Holm and Foss’s landmark hit, Walk This Road, after a fire."
    assert "came hit" not in headline(text + REST)


def test_a_few_is_not_few() -> None:
    told = headline("Odd Foss is hoping a few bakers will see fit to bless him." + REST)
    assert "few" not in told or "a few" in told, told


def test_a_link_that_stands_as_a_sentence_is_no_headline_and_in_no_summary() -> None:
    link = "Label asks the council of Hull to sell the hall for charity ."
    text = f"{link} Petra Holm sold the van to a baker in Goole on Monday, the label said.{REST}"
    assert "hall for charity" not in headline(text)
    for backend in ("lead", "blend", "textrank", "lsa"):
        assert "charity" not in storysum.summarize(text, backend=backend, length="medium").text


def test_what_opens_on_a_pronoun_and_names_nobody_comes_last() -> None:
    article = storysum.read("The baker has left. They have nine vans in the north. Odd Foss sang.")
    found = candidates(article, [1, 2], quotes=(), limits=Limits(12, None, 80))
    assert [one.nameless for one in ranked(found)] == sorted(one.nameless for one in found)
    assert {one.sentence for one in found if one.nameless} == {1}
    assert ranked([evolve(one, score=9**9 * one.nameless) for one in found])[0].sentence == 2
