"""Every backend that comes with storysum keeps the contract that a plug-in must keep."""

from __future__ import annotations

import os
from typing import ClassVar

import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st
from law_checks import caps_hold, every_word_is_the_articles
from strategies import texts

import storysum
from storysum.backends import available, get
from storysum.backends.base import Backend, rank
from storysum.errors import BackendError, BadRanking, InputError
from storysum.model.article import Article
from storysum.model.ranking import Ranking
from storysum.testing import Check, backend_checks
from storysum.text.body import in_body
from storysum.text.read import read

OURS = (
    *("blend", "lead", "lsa", "quote-first", "random", "textrank"),
    *(f"sumy-{name}" for name in "edmundson kl lex-rank lsa luhn reduction sum-basic text-rank".split()),
)


LONG = bool(os.environ.get("STORYSUM_LONG"))


def made(name: str) -> Backend:
    """sumy's are quadratic or worse: up to their own limits they take half a minute, which is the long form."""
    return get(name, max_sentences=150) if name.startswith("sumy-") and not LONG else get(name)


def is_due(check: Check, name: str) -> bool:
    """In the short form all eight of sumy's share two processes, in `test_determinism`."""
    return LONG or not name.startswith("sumy-") or check.claim != "same under any hash seed"


@pytest.mark.parametrize(
    ("check", "name"), [(check, name) for name in OURS for check in backend_checks() if is_due(check, name)], ids=str
)
def test_a_backend_keeps_the_contract(check: Check, name: str) -> None:
    check(made(name))


@settings(max_examples=200 if LONG else 25)
@given(text=texts | st.text(st.characters(), max_size=200))
def test_sumys_backends_take_any_text_as_our_own_do(text: str) -> None:
    try:
        article = storysum.read(text)
    except InputError:
        return  # plain HTML is refused
    for name in (name for name in OURS if name.startswith("sumy-")):
        digest = storysum.digest(article, backend=made(name))
        for summary in (digest.headline, digest.short, digest.medium):
            every_word_is_the_articles(summary, article)
            caps_hold(summary, article)


def test_all_backends_of_the_design_are_available() -> None:
    assert set(OURS) <= set(available())


def test_only_the_default_and_lead_have_a_way_of_their_own() -> None:
    ways = {name: getattr(get(name), "way", "best") for name in OURS}
    assert {name: way for name, way in ways.items() if way != "best"} == {"blend": "coverage", "lead": "opening"}


def test_a_way_that_is_none_is_refused_with_the_ways_there_are() -> None:
    class Odd:
        name = "odd"
        way = "sideways"

        def rank(self, article: Article) -> Ranking:
            return Ranking([1.0] * len(article.sentences))

    with pytest.raises(BackendError, match=r"'odd'.*'sideways'.*best, opening, coverage"):
        storysum.summarize("Rain fell. Nobody came.", backend=Odd())


class Broken:
    name = "broken"

    def __init__(self, *scores: float) -> None:
        self.scores = scores

    def rank(self, article: Article) -> Ranking:
        return Ranking(self.scores)


@pytest.mark.parametrize(
    ("scores", "told"), [((), "0 scores for 1 sentences"), ((float("nan"),), "sentence 0 the score nan")]
)
def test_a_bad_ranking_is_refused_and_the_backend_named(scores: tuple[float, ...], told: str) -> None:
    with pytest.raises(BadRanking, match=f"'broken'.*{told}"):
        rank(Broken(*scores), read("The van stopped."))


@frozen
class Unregistered:
    """One that its author checks before anybody can name it."""

    name: ClassVar[str] = "unregistered"
    worth: float = 2.0

    def rank(self, article: Article) -> Ranking:
        return Ranking([self.worth] * len(article.sentences))


def test_a_backend_need_not_be_registered_to_keep_the_contract() -> None:
    for check in backend_checks():
        if check.claim != "same under any hash seed":  # another process does not know this module
            check(Unregistered())


@pytest.mark.parametrize(
    "break_it", [lambda b: None, lambda b: Ranking([1.0] * 99), lambda b: Ranking([float("nan")] * 11)]
)
def test_the_checks_catch_a_backend_that_breaks_the_contract(break_it: object) -> None:
    class Breaks(Broken):
        def rank(self, article: Article) -> Ranking:
            return break_it(article)  # type: ignore[operator]

    failed = 0
    for check in backend_checks()[:3]:
        try:
            check(Breaks())
        except (AssertionError, AttributeError):
            failed += 1
    assert failed


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("textrank", {"damping": 1.0}),
        ("textrank", {"damping": "much"}),
        ("textrank", {"damping": float("nan")}),
        ("textrank", {"self_loops": 1}),
        ("lsa", {"weighting": "heavy"}),
        ("lsa", {"share": 0}),
        ("random", {"seed": -1}),
        ("random", {"seed": True}),
        ("quote-first", {"voice": 2}),
        ("blend", {"early": -1}),
        ("sumy-kl", {"max_sentences": 0}),
    ],
)
def test_a_wrong_value_is_refused_when_the_backend_is_made(name: str, options: dict[str, object]) -> None:
    with pytest.raises(InputError, match=f"{name!r}: {next(iter(options))}="):
        get(name, **options)


def test_a_sumy_backend_names_its_limit() -> None:
    article = read(" ".join(f"The van stopped {time} times." for time in range(12)))
    with pytest.raises(BackendError, match="max_sentences=11 and the article has 12"):
        get("sumy-text-rank", max_sentences=11).rank(article)


LISTED = """The van stopped in the rain. The drummer laughed at the van.

- rain rain rain van van drummer
- the van, the drummer and the rain

The museum has the van now. The rain comes through the roof of the museum."""


@pytest.mark.parametrize("name", OURS)
def test_list_items_do_not_change_the_order_of_the_body(name: str) -> None:
    article = read(LISTED)
    items = [index for index, inside in enumerate(in_body(article)) if not inside]
    assert items, "the list was not read as one"
    plain = read("\n\n".join([LISTED.split("\n\n")[0], LISTED.split("\n\n")[2]]))
    scores = get(name).rank(article).scores
    body = Ranking([score for index, score in enumerate(scores) if index not in items])
    assert body.order == get(name).rank(plain).order
    assert max(scores[index] for index in items) <= min(body.scores)


def test_quote_first_puts_attributed_speech_before_everything_else() -> None:
    text = "The van stopped. It was late.\n\n“I never loved that van,” said Tobin Ashe. The van was sold."
    article = read(text)
    ranking = get("quote-first").rank(article)
    assert article.sentences[ranking.order[0]].of(article.text).startswith("“I never")
    assert ranking.reasons == ()


def test_quote_first_says_that_an_article_has_no_speech_and_ranks_by_textrank() -> None:
    article = read("The van stopped. It was late. The van was old and the rain was cold.")
    ranking = get("quote-first").rank(article)
    assert ranking.scores == get("textrank").rank(article).scores
    assert ranking.reasons == ("no speech in the article: ranked by textrank instead",)


def test_lsa_says_so_where_no_topic_stands_out() -> None:
    lines = " ".join(f"Word{line}a word{line}b word{line}c." for line in range(900))
    ranking = get("lsa").rank(read(lines))
    assert "no topic stands out" in ranking.reasons[0]
