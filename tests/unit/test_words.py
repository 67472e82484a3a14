"""Words stay whole, have one normal form each, and are counted once."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storysum import wordlists
from storysum.model.article import Article, Block
from storysum.model.span import Span
from storysum.terms.counts import terms
from storysum.terms.words import TOKEN, content, cut, normalizer, stop_words
from storysum.text.body import in_body
from storysum.text.read import read

WHOLE = [
    "U2",
    "AC/DC",
    "N.W.A",
    "R.E.M",
    "Run-D.M.C",
    "2Pac",
    "1967",
    "’80s",
    "'80s",
    "don’t",
    "hip-hop",
    "P-Bass",
    "R&B",
    "Ke$ha",
    "P!nk",
    "3.5",
    "1,000",
    "24/7",
    "Sinéad",
    "Mötley",
    "naïve",
    "שלום",
    "rock’n’roll",
    "D.J",
]


@pytest.mark.parametrize("word", WHOLE)
def test_a_name_is_one_word(word: str) -> None:
    text = f"“Then {word}, played ({word})."
    assert TOKEN.findall(text) == ["Then", word, "played", word]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("singer/songwriter", ["singer", "songwriter"]),
        ("the end.Then", ["the", "end", "Then"]),
        ("one, two;three", ["one", "two", "three"]),
        ("wait—what", ["wait", "what"]),
        ("‘Walk This Way,’ he said", ["Walk", "This", "Way", "he", "said"]),
        ("in 1967, 300 came", ["in", "1967", "300", "came"]),
        ("🎸 … ?!", []),
    ],
)
def test_what_is_not_one_word_is_split(text: str, words: list[str]) -> None:
    assert TOKEN.findall(text) == words


@pytest.mark.parametrize(
    ("some", "others"),
    [
        ("Perry’s", "Perry"),
        ("Perry's", "PERRY"),
        ("don’t", "don't"),
        ("guitars", "guitar"),
        ("drumming", "drummed"),
        ("hip‑hop", "hip-hop"),
        ("_emphasis_", "emphasis"),
        ("cafe\u0301", "café"),
        ("’80s", "80s"),
    ],
)
def test_spellings_of_a_word_have_one_normal_form(some: str, others: str) -> None:
    normal = normalizer("en")
    assert normal(some) == normal(others)


@pytest.mark.parametrize(("some", "others"), [("U2", "U"), ("1967", "1968"), ("80s", "80"), ("U.S.", "us")])
def test_what_differs_keeps_its_own_form(some: str, others: str) -> None:
    assert content(some) != content(others)


def test_the_list_of_stop_words_is_lower_case_with_straight_apostrophes_and_names_its_source() -> None:
    assert all(word == word.lower() and "’" not in word for word in stop_words("en"))
    assert {"the", "don't", "of"} <= stop_words("en")
    assert not {"guitar", "band", "never-seen"} & stop_words("en")
    assert len(wordlists.lines("english")) == len(wordlists.table("english"))


def test_other_languages_have_stems_and_stop_words() -> None:
    assert content("die Gitarren der Bands", "de") == content("Gitarre, Band", "de")


def test_a_language_without_stemmer_or_stop_words_keeps_its_words() -> None:
    assert content("Sem ég sá húsin", "is") == ("sem", "ég", "sá", "húsin")


@given(st.text(max_size=300))
def test_words_hold_no_white_space(text: str) -> None:
    assert all(word and not any(map(str.isspace, word)) for word in TOKEN.findall(text))


@given(st.lists(st.text(max_size=60), max_size=8))
def test_an_articles_terms_are_what_counting_each_sentence_gives(texts: list[str]) -> None:
    text, sentences = "", []
    for one in texts:
        sentences.append(Span(len(text), len(text) + len(one)))
        text += one + " \n"
    article = Article(text, blocks=(Block(Span(0, len(text)), "body"),), sentences=tuple(sentences))
    counted = terms(article)
    for index, sentence in enumerate(sentences):
        expected = Counter(content(sentence.of(text)))
        row = slice(counted.indptr[index], counted.indptr[index + 1])
        found = {
            counted.vocabulary[column]: count
            for column, count in zip(counted.indices[row], counted.counts[row], strict=True)
        }
        assert found == expected
        assert counted.lengths[index] == expected.total()
        assert counted.words[index] == len(cut(sentence.of(text)))
        assert (np.diff(counted.row(index)) > 0).all()


def test_many_sentences_are_counted_one_by_one() -> None:
    line = "The van stopped at number {}. "
    text = "".join(line.format(at) for at in range(20_000))
    article = read(text)
    counted = terms(article)
    assert len(counted) == 20_000
    van = counted.vocabulary.index("van")
    assert int(counted.counts[counted.indices == van].sum()) == 20_000
    assert counted.lengths.tolist() == [4] * 20_000


def test_terms_are_counted_once_for_an_article_and_go_with_it() -> None:
    article = read("The van stopped in the rain.")
    counted = terms(article)
    assert terms(article) is counted
    gone = weakref.ref(counted)
    del article, counted
    gc.collect()
    assert gone() is None


def test_terms_cannot_be_written_to() -> None:
    counted = terms(read("The van stopped in the rain."))
    with pytest.raises(ValueError, match="read-only"):
        counted.counts[0] = 2


def test_list_items_have_empty_rows() -> None:
    text = "One van.\nTwo vans."
    blocks = (Block(Span(0, 8), "item"), Block(Span(9, 18), "body"))
    article = Article(text, blocks=blocks, sentences=(Span(0, 8), Span(9, 18)))
    assert in_body(article) == (False, True)
    assert terms(article).lengths.tolist() == [0, 1]


@pytest.mark.parametrize("piece", ["’", "a.", "A/", "1,", "-", "a-", "\u0301", "a\u0301", "’1", "_", "a’", ".a", "&"])
def test_a_megabyte_of_anything_is_tokenized(piece: str) -> None:
    # In quadratic time this would not come to an end.
    text = piece * (1_000_000 // len(piece))
    assert terms(Article(text, sentences=(Span(0, len(text)),))).lengths[0] == len(content(text))


def test_counting_english_words_loads_neither_nltk_nor_sumy_nor_scipy() -> None:
    script = (
        "import sys, storysum.terms.words; assert 'numpy' not in sys.modules;"
        "from storysum.text.read import read; from storysum.terms.counts import terms;"
        "terms(read('The van stopped.')); print(*[m for m in ('nltk', 'sumy', 'scipy') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
