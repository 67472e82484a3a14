"""The small tagger: what each word of a sentence is."""

from __future__ import annotations

import pytest

from storysum.compress.grammar import tag
from storysum.compress.lexicon import Form, forms, lemma, reporting
from storysum.compress.tags import Tag
from storysum.compress.tokens import tokens
from storysum.model.span import Span


def tagged(text: str) -> dict[str, str]:
    words = tokens(text, Span(0, len(text)))
    return {word.text: str(each) for word, each in zip(words, tag(words), strict=True)}


@pytest.mark.parametrize("name", ["Run-D.M.C.’s", "AC/DC", "U2", "R.E.M.", "N.W.A", "2Pac", "O’Hara", "Mr."])
def test_a_dotted_or_joined_name_is_one_token(name: str) -> None:
    text = f"Then {name} played."
    assert name in [token.text for token in tokens(text, Span(0, len(text)))]


def test_tokens_cover_every_character_but_white_space() -> None:
    text = "“So—(well)…” she ‘said’, at 9.30: $5m, don't."
    assert "".join(token.text for token in tokens(text, Span(0, len(text)))) == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The label plans a tour.", "plans", "verb"),
        ("The label has two plans.", "plans", "noun"),
        ("A band formed in Leeds has split.", "formed", "part"),
        ("The band formed in Leeds.", "formed", "verb"),
        ("Heavy sales were made.", "sales", "noun"),
        ("They want to record an album.", "record", "base"),
        ("The record is out.", "record", "noun"),
        ("She said the firm that paid them was hers.", "that", "rel"),
        ("She said that the firm was hers.", "that", "sub"),
        ("They split after the bassist left.", "after", "sub"),
        ("They split after a row.", "after", "prep"),
        ("Prices have risen to new heights.", "to", "prep"),
        ("Sales fell, the industry warns.", "warns", "verb"),
    ],
)
def test_a_word_of_several_kinds_is_told_by_its_neighbours(text: str, word: str, expected: str) -> None:
    assert tagged(text)[word] == expected


def test_regular_and_irregular_verbs_have_their_forms() -> None:
    assert Form.PAST in forms("tried")
    assert Form.PARTICIPLE in forms("sung")
    assert Form.PAST not in forms("sung")
    assert Form.S in forms("catches")
    assert lemma("stopped") == "stop"
    assert forms("morning") is Form.NONE


def test_reporting_verbs_report_in_every_form() -> None:
    assert all(map(reporting, ("say", "says", "said", "claimed", "warns", "recalls")))
    assert not reporting("sleeps")


def test_every_tag_has_its_own_short_name() -> None:
    assert len({str(each) for each in Tag}) == len(Tag)
