"""Sentences that lean on the one before them, and those that only look so."""

from __future__ import annotations

import pytest

from storysum.select.openings import leans


@pytest.mark.parametrize(
    "sentence",
    [
        "He came back.",
        "Because money also talks.",
        "Because, unlike Holm, they had a van.",
        "“Which you always want from a band.”",
        "Whereas the van was new.",
        "Where the van had stood all night.",
        "But no longer.",
        "Well, friends, they hear you.",
        "Yes, the band met in Hull.",
        "Let me give you an example.",
        "One, Petra Holm, sang.",
        "Four did.",
        "The second was sold in Hull.",
        "Sentencing him, the judge spoke of greed.",
    ],
)
def test_half_a_sentence_an_answer_and_a_filler_lean_on_what_stands_before(sentence: str) -> None:
    assert leans(sentence, 0, len(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Because it rained, the band went home.",
        "Because of the rain the band went home.",
        "Whereas Holm left, Pike stayed.",
        "Although it rained, the band played.",
        "Which of the bands would play?",
        "Where the band fell short is in its drums.",
        "No band has ever played for longer.",
        "Well over a hundred people came.",
        "Yes Men is a film.",
        "Right wing of the house.",
        "One can only hope for rain.",
        "One band was late.",
        "Four drums were stolen.",
        "The first album was late.",
        "Speaking in Hull, Petra Holm said that he left.",
    ],
)
def test_a_whole_sentence_does_not_lean(sentence: str) -> None:
    assert not leans(sentence, 0, len(sentence))


def test_a_sentence_in_small_letters_leans_unless_it_begins_a_paragraph() -> None:
    text = "They call it What? is that a word."
    assert leans(text, 19, len(text))
    assert not leans("is that a word.", 0, 15)
    text = "Rain fell. iTunes sold it."
    assert not leans(text, 11, len(text))
