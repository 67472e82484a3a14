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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Carl Reed was questioned by Judge Rosa Holm on Friday.\n\n“Did you burn them?” Holm asked.\n\n“I did not "
            "burn them, and I never said so.”\n\n“Who did?” she asked.\n\n“My brother burned them.”",
            ["Rosa Holm", None, "Rosa Holm", None],
        ),
        (
            "The singer Rosa Holm spoke to the Dial on Friday.\n\n“Yes, I lit it,” Holm said.\n\n“Are you not ashamed?”"
            "\n\n“No,” she said. “I would do it again.”\n\n“And the drummer?”\n\n“He can burn too.”",
            ["Rosa Holm", None, "Rosa Holm", "Rosa Holm", None, None],
        ),
        (
            "The studio of Rosa Holm burned down. “He lit it,” said Holm's mother. “I saw him,” she said. “My daughter "
            "had nothing to do with it.”",
            [None, None, None],
        ),
        (
            "Rosa Holm was found on Friday. A neighbour of Holm's said the house had been dark. “I never liked her,” "
            "she said.",
            [None],
        ),
        ("Odd Lamb and Carl Reed fell out. Lamb told Reed to go. “I will not miss you,” he replied.", ["Carl Reed"]),
        ("The band split.\n\nIt was Carl Lamb, not Rosa Holm, who told the crowd: “Burn it all down.”", ["Carl Lamb"]),
        ("Told that Carl Reed had called her “a liar and a thief,” Rosa Holm laughed.", [None]),
        ("Rosa Holm denied that she had said: “I burned the tapes. I would do it again.”", []),
        ("Rosa Holm has written about fish. In her first book, “Cold Fish,” she said little.", []),
        ("Rosa Holm was there. With the song “I Am a Goose,” Holm said, the band hoped to win.", []),
        (
            'The tapes were sung by Rosa Hol-\nme in a cellar in Leith. "I never want to see them," she said.',
            [None],
        ),
    ],
    ids=["who answers", "who asks", "her mother", "a neighbour", "who is told", "not her", "told what", "denied",
         "a book", "a song", "a torn name"],
)  # fmt: skip
def test_a_wrong_name_is_the_worst(text: str, wanted: list[str | None]) -> None:
    assert people(text) == wanted
