"""A backend may choose by itself: what it chooses is checked, and keeps the laws or is refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from law_checks import caps_hold, every_word_is_the_articles, no_quotation_is_orphaned
from strategies import texts

import storysum
from storysum.backends import registry
from storysum.backends.baselines import Lead
from storysum.errors import BackendError
from storysum.model.article import Article
from storysum.model.choice import Choice, Refused
from storysum.model.ranking import Ranking
from storysum.model.span import Span
from storysum.testing import backend_checks

STORY = """The band sold their van on Monday to a museum in Leeds. Petra Holm had bought it for ninety pounds.

- The van: sold
- The tram: kept

“We wrote half of the songs while pushing,” said Petra Holm. The museum will show it beside a tram in its new hall."""
ARTICLE = storysum.read(STORY)
BUDGET = storysum.Budget(words=25)


class Scripted:
    """Chooses what it was told to, one answer after the other."""

    name: ClassVar[str] = "scripted"

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.told: list[str] = []

    def rank(self, article: Article) -> Ranking:
        return Lead().rank(article)

    def choose(self, article: Article, budget: storysum.Budget, *, headline: bool = False, refused: str = "") -> Choice:
        self.told.append(refused)
        answer = self.answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer  # type: ignore[no-any-return]


def words(sentence: int, *wanted: int) -> Choice:
    """The words of a sentence, counted from 0."""
    text, at, spans = ARTICLE.sentences[sentence].of(STORY), ARTICLE.sentences[sentence].start, []
    for word in text.split():
        at = STORY.index(word, at)
        spans.append(Span(at, at + len(word)))
        at += len(word)
    return Choice((sentence,), tuple(spans[one] for one in wanted))


def test_its_choice_is_the_summary_and_its_reasons_are_told() -> None:
    found = storysum.summarize(ARTICLE, length=BUDGET, backend=Scripted(Choice((1,), reasons=("By lot.",))))
    assert found.text == "Petra Holm had bought it for ninety pounds."
    assert (found.shortfall, found.reasons) == (None, ("By lot.",))


def test_a_refused_choice_is_made_once_more_and_then_the_ranking_decides() -> None:
    backend = Scripted(Choice((99,)), Choice((1, 0)))
    found = storysum.summarize(ARTICLE, length=BUDGET, backend=backend)
    assert backend.told[1].startswith("there is no sentence 100")
    assert found.text == storysum.summarize(ARTICLE, length=BUDGET, backend="lead").text
    assert found.shortfall is not None
    assert "sentences 2 and 1 are out of order" in found.shortfall


def test_one_that_says_that_asking_is_of_no_use_is_not_asked_again() -> None:
    backend = Scripted(Refused("it is asleep", again=False))
    assert "it is asleep" in str(storysum.summarize(ARTICLE, length=BUDGET, backend=backend).shortfall)
    assert backend.told == [""]


def test_a_list_item_is_no_choice() -> None:
    item = next(index for index, span in enumerate(ARTICLE.sentences) if "tram: kept" in span.of(STORY))
    found = storysum.summarize(ARTICLE, length=BUDGET, backend=Scripted(Choice((item,)), Choice((item,))))
    assert "it is in a list" in str(found.shortfall)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (words(0, 0, 1, 2, 3, 4), None),
        (words(0, 0, 1, 2, 4), "cannot stay without|no clause"),
        (Choice((0, 1), words(0, 0, 1).words), "made of one sentence"),
        (Choice(()), "made of one sentence"),
        (Choice((0,)), "no clause"),
        (Choice((0,), (Span(0, 2),)), "no clause"),
        (Choice((0,), words(1, 0, 1, 2, 3).words), "no clause"),
        (Choice((-1,), words(0, 0, 1).words), "there is no sentence"),
    ],
)
def test_a_headline_is_a_clause_of_one_sentence(answer: Choice, why: str | None) -> None:
    found = storysum.headline(ARTICLE, backend=Scripted(answer, answer))
    every_word_is_the_articles(found, ARTICLE)
    if why is None:
        assert (found.text, found.shortfall) == ("The band sold their van", None)
    else:
        assert found.text == storysum.headline(ARTICLE, backend="lead").text
        assert re.search(why, str(found.shortfall)), found.shortfall


@pytest.mark.parametrize(
    "answer", [None, [0], "0", Choice(("0",)), Choice((0.0,)), Choice(5), ValueError("no"), SystemExit(3)], ids=repr
)
def test_what_is_no_choice_is_an_error_with_the_backends_name(answer: Any) -> None:
    with pytest.raises(BackendError, match="scripted"):
        storysum.summarize(ARTICLE, length=BUDGET, backend=Scripted(answer))


@given(texts, st.lists(st.integers(-1, 12), max_size=6), st.booleans())
def test_whatever_is_chosen_the_laws_hold(text: str, chosen: Sequence[int], ascending: bool) -> None:
    try:
        article = storysum.read(text)
    except storysum.InputError:
        return
    answer = Choice(tuple(sorted(set(chosen)) if ascending else chosen))
    for budget in (storysum.Budget(words=12), storysum.Budget(words=30, sentences=2), storysum.Budget(characters=90)):
        found = storysum.summarize(article, length=budget, backend=Scripted(answer, answer))
        every_word_is_the_articles(found, article)
        caps_hold(found, article)
        no_quotation_is_orphaned(found, article, storysum.quotes(article))


def test_the_checks_of_the_contract_know_choosing() -> None:
    check = next(one for one in backend_checks() if one.claim == "what it chooses is a Choice")
    check(Scripted(Choice((0,)), Refused("no")))
    check(Lead())
    with pytest.raises(AssertionError, match="must give a Choice"):
        check(Scripted(None))


def test_those_that_need_a_model_are_known_and_not_among_the_available() -> None:
    assert set(registry.WITH_A_MODEL).isdisjoint(registry.available())
    assert all(registry.describe(name) for name in registry.WITH_A_MODEL)
    for name in registry.WITH_A_MODEL:
        with pytest.raises(storysum.InputError, match=f"'{name}' is made with model: "):
            registry.get(name)
    with pytest.raises(storysum.InputError, match="has a backend of that name"):
        registry.register("llm", Lead)
