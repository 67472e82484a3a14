"""Doubts: where grammar leaves two readings, nobody is named."""

from __future__ import annotations

import pytest
from quoted import people, speakers


@pytest.mark.parametrize(
    "text",
    [
        "I hope that in May Holm says, “Thank you all for the years in the van.”",
        "The contract, two pages typed by a nephew, gave the band “one per cent of the profits, if any”.",
    ],
    ids=["not so", "agent"],
)
def test_a_quotation_with_two_possible_owners_has_no_speaker(text: str) -> None:
    assert not any(speakers(text))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Pike says Holm told her “never trust a bassist.”", "Holm"),
        ("The clip says Holm “has a passion for old tapes and older vans”.", "The clip"),
        ("Pike said the label will keep its “small but warm office” in Leeds.", "Pike"),
        ("“Birds do not pay,” one of the singers told reporters.", "one of the singers"),
        ("“We are done,” the 76-year-old announced.", "the 76-year-old"),
        ("“No,” shouted a woman in the crowd.", "a woman in the crowd"),
        ("“No,” said the mayor in a statement.", "the mayor"),
        ("“Wrong,” Holm points out.", "Holm"),
        (
            "“The road is shut,” said the owner of the Mill Road bakery, Rosa Holm.",
            "the owner of the Mill Road bakery, Rosa Holm",
        ),
    ],
)
def test_a_construction_that_only_looks_doubtful_keeps_its_speaker(text: str, speaker: str) -> None:
    assert speakers(text)[0] == speaker


def test_one_who_is_said_to_have_spoken_is_named_beside_who() -> None:
    assert people("Asked about it was Abel Pike, who said: “Never.”") == ["Abel Pike"]
    assert speakers("The man who fixed the organ said: “Never.”") == ["The man who fixed the organ"]


def test_two_who_fit_a_pronoun_are_nobody() -> None:
    assert people("Abel Foss met Paul Dray in Leeds. “I was terrified,” he says.") == [None]


def test_what_a_signature_on_the_same_line_signs_is_by_the_one_who_signed() -> None:
    text = "“A long night for all of us.” ― Rosa Holm\n“It was loud.” ― Abel Pike"
    assert speakers(text) == ["Rosa Holm", "Abel Pike"]


def test_two_dozen_marked_words_in_a_sentence_do_not_silence_it() -> None:
    text = "“We left,” said Abel Pike, " + "or “a,” or " * 30 + "so on."
    assert "Abel Pike" in speakers(text)


def test_an_article_alone_is_nobody() -> None:
    text = '"When will it come? Is it cold in Hull?" The answer to that question sets the tone of a van. It rained.'
    assert speakers(text) == [None]
