"""Words are cut as Universal Dependencies cuts English, and in linear time."""

from __future__ import annotations

import subprocess
import sys

import pytest

from storysum import syntax
from storysum.syntax import tokenizer
from storysum.syntax.tokenizer import words


def cut(text: str) -> str:
    return "|".join(word.of(text) for word in words(text))


@pytest.mark.parametrize(
    "wanted",
    [
        "do|n't", "ca|n’t", "wo|n't", "DO|N'T", "can|not", "gon|na", "it|'s", "I|’m", "Holm|’s", "should|n't|'ve",
        "the drummers|'", "O'Brien|'s", "o'clock", "'em", "do|nt", "its", "y'|all", "'t|is",
    ],
)  # fmt: skip
def test_contractions_and_possessives_come_apart(wanted: str) -> None:
    assert cut(wanted.replace("|", "")) == wanted.replace(" ", "|")


@pytest.mark.parametrize(
    "wanted",
    ["well|-|known", "e-mail", "non-profit", "mid-1980s", "mid-July", "re-elected", "14|-|year|-|old", "and|/|or",
     "9/11", "w/o", "555-0142", "713-555-0142", "1|-|800", "3|-|4", "one|—|two", "one|--|two"],
)  # fmt: skip
def test_hyphens_and_strokes_as_the_treebanks_have_them(wanted: str) -> None:
    assert cut(wanted.replace("|", "")) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mr. Holm of the U.S. and Inc. magazine, etc.", "Mr.|Holm|of|the|U.S.|and|Inc.|magazine|,|etc."),
        ("At 6 a.m. Dr. J. R. Quill", "At|6|a.m.|Dr.|J.|R.|Quill"),
        ("So did I. Later", "So|did|I|.|Later"),
        ("No. 5 is on. No.", "No.|5|is|on|.|No|."),
        ("(Ph.D., M.Sc.)", "(|Ph.D.|,|M.Sc.|)"),
        ("It is vitamin C.", "It|is|vitamin|C|."),
    ],
)
def test_abbreviations_keep_their_stop(text: str, wanted: str) -> None:
    assert cut(text) == wanted


@pytest.mark.parametrize(
    "wanted",
    ["$|5,000.50", "US$|3", "40|%", "5|pm", "7:30|PM", "2|p.m.", "10|km", "20th", "1990s", "'80s", "’72", ".5",
     "4/12/1999", "3.5|,", "1960|.", "(|713|)", "100|m"],
)  # fmt: skip
def test_numbers_hold_together_and_units_stand_apart(wanted: str) -> None:
    assert cut(wanted.replace("|", "")) == wanted


@pytest.mark.parametrize(
    "wanted",
    ["https://a.example/b?c=d-e|.", "www.a-b.example|,", "(|quill@neon.example.com|)", "storysum.org|.", "@quill|,",
     "#neon|!", "notes.pdf|,", "AT&T", "R&B", ":)", ":-(", "!!!", "...", "wait|...", "?!", "“|Oh|!|”", "[|1|]",
     "******", "(|a|)", "<<|x|>>", "👍🏽", "👩‍🎤", "🇮🇸|🇬🇧"],
)  # fmt: skip
def test_addresses_and_marks(wanted: str) -> None:
    assert cut(wanted.replace("|", "")) == wanted


def test_other_scripts_and_broken_text_are_words_too() -> None:
    assert cut("Жук, हिन्दी! e\u0301te\u0301 \ud800 你好。") == "Жук|,|हिन्दी|!|e\u0301te\u0301|\ud800|你好|。"
    assert words("") == words(" \n\u2003\x1f") == ()


@pytest.mark.parametrize(
    "chunk",
    ["a", '"', "-", ".", "'", "a.", "a-", "a'", "1.", "1,", "1-", "@", "a@", "http://", "www.a", "a.com/", "*a",
     "#", ":", "=-", "n't", "'s", "non-", "(", "\u0301", "\u200d", "👩\u200d", "\ud800", "&a", "+",
     "[.", "$", "’’", "a*", "_^", " ", "a ", "No. "],
)  # fmt: skip
def test_a_long_run_of_anything_is_cut_whole(chunk: str) -> None:
    # Work that is not linear would take minutes.
    text = chunk * (40_000 // len(chunk))
    assert "".join(word.of(text) for word in words(text)) == "".join(text.split())


def test_what_is_remembered_stays_bounded() -> None:
    words(" ".join(map(str, range(50_000))) + " " + "b" * 1000)
    assert len(tokenizer._REMEMBERED) <= tokenizer._MOST
    assert max(map(len, tokenizer._REMEMBERED)) <= tokenizer._LONGEST


def test_cutting_words_needs_no_numpy() -> None:
    code = "import sys, storysum.syntax as s; s.words('Hi.'); s.Parse; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_the_package_exports_what_it_says() -> None:
    assert dir(syntax) == sorted(syntax.__all__)
    assert syntax.words is words
    with pytest.raises(AttributeError, match="nonsense"):
        _ = syntax.nonsense
