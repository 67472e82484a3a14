"""The oracle: as good as an extract can be, found greedily."""

from __future__ import annotations

from itertools import combinations

import pytest

from storysum import api
from storysum.evaluation.corpus import shipped
from storysum.evaluation.metrics.metric import Example
from storysum.evaluation.metrics.rouge import Rouge
from storysum.evaluation.oracle import Oracle
from storysum.model.budget import HEADLINE, SHORT, Budget
from storysum.text.body import body_words


def figures(summary, given):
    found = Rouge().measure(summary, given)
    return found["rouge1"].value + found["rouge2"].value


def one(text, *references, length="short"):
    return Example("one", length, api.read(text), references)


@pytest.mark.parametrize("length", api.LENGTHS)
def test_it_keeps_its_budget_and_says_nothing_but_slices(length):
    for entry in shipped().entries:
        article = entry.read()
        summary = Oracle().write(entry.example(length, article), api.LENGTHS[length])
        limits = api.LENGTHS[length].limits(body_words(article))
        assert limits.allow(words=len(summary.text.split()), characters=len(summary.text), sentences=1)
        assert all(piece.span.of(article.text) == piece.text for piece in summary.pieces)
        assert "".join(summary.text.split()) == "".join(piece.text for piece in summary.pieces).replace(" ", "")


@pytest.mark.parametrize("length", ["short", "medium"])
def test_it_is_better_than_lead_on_the_shipped_corpus(length):
    oracle = lead = 0.0
    for entry in shipped().entries:
        given = entry.example(length, entry.read())
        oracle += figures(Oracle().write(given, api.LENGTHS[length]), given)
        lead += figures(api.summarize(given.article, length=length, backend="lead"), given)
    assert oracle > lead


def test_a_reference_that_is_an_extract_is_found_again():
    text = "Holm sold the van. Nobody knew why. The drummer walked home. It rained all night in Leeds."
    given = one(text, "Nobody knew why.\nIt rained all night in Leeds.")
    assert Oracle().write(given, Budget(words=20)).text == "Nobody knew why. It rained all night in Leeds."


def test_on_a_small_article_it_is_close_to_the_best_of_all_extracts():
    text = "Holm sold the van. Nobody knew why. The drummer walked. It rained in Leeds. The van left."
    sentences = [f"{sentence}." for sentence in text.removesuffix(".").split(". ")]
    given = one(text, "The drummer sold the van and it rained.")
    best = 0.0
    for size in range(1, 6):
        for chosen in combinations(sentences, size):
            extract = " ".join(chosen)
            if len(extract.split()) <= 10:
                made = api.summarize(extract, length=Budget(words=10), backend="lead")
                best = max(best, figures(made, given))
    assert figures(Oracle().write(given, Budget(words=10)), given) >= 0.9 * best


def test_a_headline_keeps_the_words_of_the_title_and_their_order():
    given = one("Last year Petra Holm quietly sold the old van. It rained.", "Holm sold van", length="headline")
    assert Oracle().write(given, HEADLINE).text == "Holm sold van."


def test_nothing_shared_is_a_shortfall():
    made = Oracle().write(one("Holm sold the van.", "zzz qqq"), SHORT)
    assert made.text == ""
    assert made.shortfall
