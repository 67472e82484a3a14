"""Every language of the table in the guide, on a story of three sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import storysum
from storysum.model.budget import Budget, count_words
from storysum.terms.words import cut, normalizer, stop_words
from storysum.text.languages import LANGUAGES, guess, reads_as

HERE = Path(__file__).resolve()
STORIES: dict[str, list[str]] = json.loads((HERE.parents[1] / "data" / "languages.json").read_text(encoding="utf-8"))
GUIDE = (HERE.parents[2] / "docs" / "guides" / "languages.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in row.strip("|").split("|")] for row in re.findall(r"^\| `[a-z]{2}` .*$", GUIDE, re.M)]
UNSPACED = ("ja", "my", "th", "zh")


def story(language: str) -> str:
    return ("" if language in ("ja", "zh") else " ").join(STORIES[language])


def test_the_guide_has_a_row_for_every_language() -> None:
    assert [row[0].strip("`") for row in ROWS] == list(LANGUAGES) == sorted(STORIES)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_row_of_the_guide_is_true(row: list[str]) -> None:
    language, stops, stems = row[0].strip("`"), row[2], row[3]
    from sumy.utils import get_stop_words

    try:
        theirs = frozenset(get_stop_words(language))
    except LookupError:
        theirs = frozenset()
    told = "ours" if language == "en" else "sumy" if theirs else "few"
    assert stops == told
    assert stop_words(language)
    normal = normalizer(language)
    words = re.findall(r"[^\W\d_]{4,}", story(language).lower())
    changed = any(normal(word) not in ("", word) for word in words)
    assert changed == (stems in ("Snowball", "sumy"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_of_three_sentences_is_guessed_split_and_summarized(language: str) -> None:
    text = story(language)
    article = storysum.read(text)
    assert article.language == language
    assert article.reads_as is None
    assert [sentence.of(text) for sentence in article.sentences] == STORIES[language]
    words = count_words(STORIES[language][1])
    for backend in ("lead", "textrank", "lsa", "blend", "sumy-lex-rank"):
        summary = storysum.summarize(article, length=Budget(words=words), backend=backend)
        assert count_words(summary.text) <= words
        assert "".join(piece.text for piece in summary.pieces) in text.replace("  ", " ") or len(summary.pieces) > 1
    headline = storysum.headline(article)
    if language != "en":
        whole = [sentence.rstrip(".։") for sentence in STORIES[language]] + STORIES[language]
        assert headline.text in whole or (headline.text == "" and headline.shortfall)
    assert all(quote.person is None for quote in storysum.quotes(article))


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_a_language_that_was_given_and_is_not_that_of_the_text_is_told(language: str) -> None:
    article = storysum.read(story("en"), language=language)
    assert (article.language, article.reads_as) == (language, "en")
    assert "reads as 'en'" in storysum.summarize(article).reasons[-1]
    other = storysum.read(story(language), language="en")
    assert other.reads_as == language


def test_near_languages_do_not_disagree() -> None:
    for given_language, text in (("da", story("no")), ("no", story("da")), ("sk", story("cs"))):
        assert reads_as(text, given_language) in (None, guess(text))
    assert reads_as("Holm, Leeds 1979", "de") is None


def test_how_good_the_guess_is_on_the_golden_rules(shared: Path) -> None:
    """The Danish rules are left out: most of them are English with a Danish name."""
    file = shared / "data" / "sentences" / "golden-rules.jsonl"
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["lang"] != "da"]
    right = sum((guess(row["text"]) or "en") == row["lang"] for row in rows)
    assert right >= 368
    assert len(rows) == 398


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("The van broke down.", 4),
        ("東京", 1),
        ("東京の", 2),
        ("「青い傘」は月曜日、", 4),
        ("iPhoneを買った。", 3),
        ("วงดนตรี", 2),
        ("。 — .", 3),
    ],
)
def test_words_are_counted_by_one_rule(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.text(max_size=80), st.text(max_size=80))
def test_two_texts_have_as_many_words_as_both_have(one: str, other: str) -> None:
    assert count_words(f"{one} {other}") == count_words(one) + count_words(other)
    assert count_words(one + other) <= count_words(one) + count_words(other)


@given(st.text(st.characters(max_codepoint=0x0DFF), max_size=80))
def test_in_scripts_with_spaces_a_word_is_what_stands_between_them(text: str) -> None:
    assert count_words(text) == len(text.split())


def letters(text: str) -> Iterable[str]:
    return list(text)


def test_a_segmenter_is_an_option_and_stands_in_the_signature() -> None:
    text = story("ja")
    assert cut("東京のバンド", letters) == list("東京のバンド")
    plain, cut_up = storysum.summarize(text), storysum.summarize(storysum.read(text, segmenter=letters))
    assert "segmenter" not in plain.signature
    assert cut_up.signature.endswith("test_languages.letters")
    assert cut_up.signature.startswith(plain.signature)
    with pytest.raises(storysum.InputError, match="a segmenter is a function"):
        storysum.read(text, segmenter="jieba")  # type: ignore[arg-type]


@given(st.sampled_from(LANGUAGES), st.text(max_size=60))
def test_any_text_in_any_language_has_a_digest(language: str, text: str) -> None:
    storysum.digest(f"{text} {story(language)}", language=language)
    assert guess(text) in (None, *LANGUAGES)
