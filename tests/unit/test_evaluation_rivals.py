"""Summarizers from outside, in the benchmark only."""

from __future__ import annotations

import pytest
from attrs import frozen
from by_path import ROOT, loaded

from storysum import api
from storysum.evaluation.corpus import shipped
from storysum.evaluation.metrics.metric import Example
from storysum.evaluation.system import System
from storysum.model.budget import MEDIUM, SHORT, Budget


@pytest.fixture(scope="module")
def rivals():
    return loaded(ROOT / "benchmarks" / "quality" / "rivals.py")


@frozen
class Reversed:
    """Prefers what comes last, and returns its white space changed."""

    package = "attrs"

    def sentences(self, text):
        found = [part.strip() + "." for part in text.split(".") if part.strip()]
        return [(" ".join(sentence.split()), number) for number, sentence in enumerate(found)]


def test_the_best_that_fit_are_taken_in_the_order_of_the_article(rivals):
    text = "The van stopped. Nobody\nknew why it did. It rained in Leeds."
    made = rivals.Outside(Reversed()).write(Example("one", "short", api.read(text)), Budget(words=9))
    assert made.text == "Nobody knew why it did. It rained in Leeds."
    assert [piece.span.of(text) for piece in made.pieces] == [piece.text for piece in made.pieces]
    assert [piece.rank for piece in made.pieces] == [2, 1]


def test_a_rival_is_a_system_that_makes_no_headlines(rivals):
    rival = rivals.Outside(Reversed())
    assert isinstance(rival, System)
    assert not rival.takes(Example("one", "headline", api.read("It rained.")))


def test_a_rival_that_is_not_installed_stays_out(rivals, monkeypatch):
    monkeypatch.setattr(rivals.importlib.util, "find_spec", lambda name: None)
    assert rivals.installed() == ()


def test_summa_keeps_the_budget_on_the_shipped_corpus(rivals):
    pytest.importorskip("summa", reason="summa is not installed")
    for entry in shipped().entries[:4]:
        article = entry.read()
        for length, budget in (("short", SHORT), ("medium", MEDIUM)):
            given = entry.example(length, article)
            made = rivals.Outside(rivals.Summa()).write(given, budget)
            assert made.text
            assert len(made.text.split()) <= budget.words
