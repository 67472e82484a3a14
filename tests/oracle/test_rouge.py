"""ROUGE against rouge-score itself, and against the expectations of its own tests."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storysum.evaluation.metrics.metric import Example
from storysum.evaluation.metrics.rouge import Rouge
from storysum.model.article import Article
from storysum.model.budget import Budget
from storysum.model.summary import Summary

rouge_scorer = pytest.importorskip("rouge_score.rouge_scorer", reason="rouge-score is not installed")

TYPES = ("1", "2", "Lsum")


def measured(references, text, **options):
    summary = Summary(text, (), Budget(words=1000), "some", "some|v:0")
    example = Example("one", "short", Article(text), tuple(references))
    return {name: tally.value for name, tally in Rouge(**options).measure(summary, example).items() if tally.count}


# Texts and expectations of google-research, rouge/rouge_scorer_test.py (no stemming there).
@pytest.mark.parametrize(
    ("references", "text", "expected"),
    [
        (["testing one two"], "testing", {"rouge1": 1 / 2}),  # testRouge1, testRouge1Multi
        (["testing one two"], "", {"rouge1": 0, "rouge2": 0, "rougeLsum": 0}),  # testRougeEmpty
        (["testing one two"], "testing one", {"rouge2": 2 / 3}),  # testRouge2
        (["first text", "first something"], "text first", {"rouge1": 1, "rouge2": 0}),  # testRougeAllMulti
        # testRougeLSumSentenceSplitting
        (["First sentence.\nSecond Sentence."], "Second sentence.\nFirst Sentence.", {"rougeLsum": 1}),
        (["First sentence. Second Sentence."], "Second sentence. First Sentence.", {"rougeLsum": 0.5}),
        # testRougeLsum, three digits there
        (["w1 w2 w3 w4 w5"], "w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5", {"rougeLsum": 0.5333}),
        (["w1 w2 w3 w4 w5"], "/", {"rougeLsum": 0}),
    ],
)
def test_the_figures_are_those_that_rouge_score_expects_of_itself(references, text, expected):
    found = measured(references, text, stem=False)
    for name, value in expected.items():
        assert found[name] == pytest.approx(value, abs=5e-4)


SAMPLES = [
    (["The bands were rehearsing in the van."], "A band rehearsed in vans.\nThe van was rented."),
    (["Holm sold it.\nNobody minded."], "Nobody minded that Holm sold it."),
    (["One two three.", "Four five six."], "Four five. One two."),
    (["Café noir costs €5 in 1979."], "The café noir cost 5 euros."),
    (["R.E.M. and AC/DC met U2."], "U2 met AC/DC."),
    (["nothing shared"], "whatever else"),
]


@pytest.mark.parametrize("stem", [True, False])
@pytest.mark.parametrize(("references", "text"), SAMPLES)
def test_the_figures_are_those_of_calling_rouge_score_directly(references, text, stem):
    direct = rouge_scorer.RougeScorer([f"rouge{kind}" for kind in TYPES], use_stemmer=stem)
    expected = {name: score.fmeasure for name, score in direct.score_multi(references, text).items()}
    assert measured(references, text, stem=stem) == expected


@given(
    st.lists(st.lists(st.sampled_from("abcd"), max_size=8), max_size=4),
    st.lists(st.lists(st.sampled_from("abcd"), max_size=8), max_size=4),
)
def test_the_figures_on_any_sentences_are_those_of_calling_rouge_score_directly(reference, candidate):
    target, text = ("\n".join(" ".join(words) for words in lines) for lines in (reference, candidate))
    direct = rouge_scorer.RougeScorer([f"rouge{kind}" for kind in TYPES])
    expected = {name: score.fmeasure for name, score in direct.score(target, text).items()}
    if any(reference):
        assert measured([target], text, stem=False) == expected


def test_the_figures_on_real_articles_are_those_of_calling_rouge_score_directly(shared):
    direct = rouge_scorer.RougeScorer([f"rouge{kind}" for kind in TYPES], use_stemmer=True)
    rows = (shared / "data" / "summaries" / "cnndm-dev.jsonl").read_text("utf-8").splitlines()[:20]
    for row in map(json.loads, rows):
        text = " ".join(row["text"].split()[:120]).replace(". ", ".\n")
        expected = direct.score_multi(row["summaries"], text)
        assert measured(row["summaries"], text) == {name: score.fmeasure for name, score in expected.items()}


def test_other_scripts_score_with_unicode_words_and_not_at_all_with_latin_ones():
    greek, chinese = "Η μπάντα πούλησε το φορτηγό.", "乐队卖掉了面包车。"
    for text in (greek, chinese):
        assert measured([text], text, stem=False, words="unicode")["rouge2"] == 1
        assert measured([text], text) == {}, "a reference without a word gives no figure, not 0"


def test_chinese_is_compared_character_by_character():
    assert measured(["乐队卖车"], "乐队买车", stem=False, words="unicode")["rouge1"] == pytest.approx(0.75)


def test_no_reference_gives_no_figure():
    assert measured([], "Holm sold the van.") == {}
