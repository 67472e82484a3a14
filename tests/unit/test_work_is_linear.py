"""Work is done once, and twice the text is twice the work: counted, not timed."""

from __future__ import annotations

import tracemalloc
from random import Random

import numpy as np
import pytest
from counting import calls

import storysum
from storysum.backends import get
from storysum.backends.base import rank
from storysum.ranking.centrality import overlap, pagerank
from storysum.ranking.rows import Rows
from storysum.terms.counts import terms

OWN = ("lead", "random", "lsa", "textrank", "quote-first", "blend")
PEOPLE = ("Petra Holm", "Dorran Pike", "Lena Quist")


def story(sentences: int) -> str:
    """Sentences of words that are the rarer the longer they are; every seventh is a quotation."""
    chance = Random(1)
    found = []
    for number in range(sentences):
        words = [f"{'aeiou'[chance.randrange(5)]}{'n' * min(9, int(chance.expovariate(0.4)))}t" for _ in range(12)]
        plain = " ".join(words).capitalize()
        found.append(f"“{plain},” says {PEOPLE[number % 3]}." if number % 7 == 0 else f"{plain} ({number}).")
        if number % 5 == 4:
            found.append("\n\n")
    return " ".join(found)


@pytest.mark.parametrize("name", OWN)
def test_three_times_the_text_is_at_most_three_times_the_calls_of_a_digest(name: str) -> None:
    backend = get(name)
    storysum.digest(story(20), backend=backend)  # loads what is loaded on use
    texts = (story(500), story(1500))
    short, long = (calls(lambda text=text: storysum.digest(text, backend=backend)) for text in texts)
    assert long.total() <= 3.1 * short.total()


@pytest.mark.parametrize("name", ["lead", "blend"])
def test_a_cap_that_nothing_fits_costs_no_more_than_the_text_is_long(name: str) -> None:
    storysum.summarize(story(20), backend=name)
    budget, texts = storysum.Budget(words=1), (story(300), story(900))
    short, long = (calls(lambda text=text: storysum.summarize(text, length=budget, backend=name)) for text in texts)
    assert long.total() <= 3.1 * short.total()


def test_a_headline_of_one_endless_sentence_costs_no_more_than_it_is_long() -> None:
    storysum.headline(story(20))
    texts = (
        f"The van went {' and '.join(f'over hill {number}' for number in range(size))}." for size in (1_000, 3_000)
    )
    short, long = (calls(lambda text=text: storysum.headline(text)) for text in texts)
    assert long.total() <= 3.1 * short.total()


def test_an_article_is_cut_counted_and_searched_for_quotations_once_for_all_lengths_and_backends() -> None:
    article = storysum.read(story(60))
    backends = [get(name) for name in OWN]

    def compare() -> None:
        for backend in backends:
            storysum.digest(article, backend=backend)
            storysum.summarize(article, length="medium", backend=backend)
            storysum.headline(article, backend=backend)

    counted = calls(compare)
    once = (
        "storysum.terms.counts.terms",
        "storysum.quotations.finding.find_quotes",
        "storysum.text.marks.stretches.marked",
        "storysum.text.passages.passages",
    )
    assert {name: counted[name] for name in once} == dict.fromkeys(once, 1)


def test_however_long_the_text_few_of_its_sentences_are_parsed() -> None:
    for size in (300, 1_200):
        counted = calls(lambda size=size: storysum.digest(story(size)))  # type: ignore[misc]
        assert counted["storysum.shortening.sentences.Sentence.__init__"] <= 64


def test_only_distinct_words_are_stemmed() -> None:
    article = storysum.read(story(300))
    words = article.text.split()
    counted = calls(lambda: terms(article))
    assert counted["storysum.terms.words.normalizer.<locals>.normal"] <= len(set(words)) < len(words) / 5


def test_textrank_never_makes_a_matrix_of_sentences_by_sentences() -> None:
    article = storysum.read(story(20_000))
    terms(article)
    tracemalloc.start()
    try:
        rank(get("textrank"), article)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 20_000 * 20_000 / 8  # not even one of bits


def test_the_steps_of_textrank_do_not_grow_with_the_text() -> None:
    steps = []
    for size in (500, 4_000):
        counted = terms(storysum.read(story(size)))
        rows = Rows(counted.indptr, counted.indices, counted.counts, len(counted.vocabulary))
        times = overlap(rows, counted.lengths)
        taken = 0

        def step(vector: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
            nonlocal taken
            taken += 1
            return times(vector)  # noqa: B023 - called at once

        pagerank(step, size)
        steps.append(taken)
    assert steps[1] <= steps[0] + 2


def test_overlap_needs_few_columns_whatever_the_lengths_of_sentences() -> None:
    chance = Random(2)
    lengths = np.array([chance.randint(1, 400) for _ in range(3_000)])
    indptr = np.arange(3_001)
    rows = Rows(indptr, np.array([chance.randrange(50) for _ in range(3_000)]), np.ones(3_000), 50)
    tracemalloc.start()
    try:
        overlap(rows, lengths)(np.ones(3_000))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3_000 * 400 * 8  # less than a column for each length
