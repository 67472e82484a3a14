"""The four laws on real stories: those that ship, and those in ../shared where it is there."""

from __future__ import annotations

import json
from functools import cache
from itertools import cycle
from pathlib import Path

import law_checks
import pytest

import storysum
from storysum import Budget
from storysum.corpus import load

OWN = ("lead", "random", "lsa", "textrank", "quote-first", "blend")
SUMY = tuple(name for name in storysum.backends.available() if name.startswith("sumy-"))
BUDGETS = (
    Budget(words=25),
    Budget(sentences=2),
    Budget(characters=140),
    Budget(fraction=0.1),
    Budget(words=40, characters=200, sentences=3, fraction=0.5),
    Budget(words=1),
)


@cache
def shipped() -> dict[str, storysum.Article]:
    """Read once: what was found in an article is kept with it."""
    return {story.id: storysum.read(story.text) for story in load()}


def check(article: storysum.Article, *summaries: storysum.Summary) -> None:
    quotes = storysum.quotes(article)
    for summary in summaries:
        law_checks.every_word_is_the_articles(summary, article)
        law_checks.caps_hold(summary, article)
        law_checks.only_the_body_speaks(summary, article)
        law_checks.no_quotation_is_orphaned(summary, article, quotes)


def check_digest(article: storysum.Article, backend: str | None, tighten: bool | None = None) -> None:
    digest = storysum.digest(article, backend=backend, tighten=tighten)
    check(article, digest.headline, digest.short, digest.medium)


@pytest.mark.parametrize("backend", OWN + SUMY)
def test_the_laws_hold_on_the_stories_that_ship(backend: str) -> None:
    for article in shipped().values():
        check_digest(article, backend)


@pytest.mark.parametrize("budget", BUDGETS, ids=str)
def test_the_laws_hold_under_every_kind_of_cap(budget: Budget) -> None:
    for article in shipped().values():
        check(article, *(storysum.summarize(article, length=budget, backend=backend) for backend in OWN))


@pytest.mark.parametrize("tighten", [True, False])
def test_tightening_or_not_keeps_the_laws(tighten: bool) -> None:
    for article in shipped().values():
        check_digest(article, None, tighten)


@pytest.mark.parametrize(
    ("name", "step"),
    [("summaries/cnndm-dev", 5), ("summaries/gum-dev", 5), ("headlines/bbc-dev", 10), ("quotes/polnear-dev", 5)],
)
def test_the_laws_hold_on_many_other_stories(shared: Path, name: str, step: int) -> None:
    lines = (shared / "data" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    for line, other in zip(lines[::step], cycle(OWN[:-1]), strict=False):  # the default on each, and the others in turn
        article = storysum.read(json.loads(line)["text"])
        check_digest(article, None)
        check_digest(article, other)


def test_the_laws_hold_on_the_articles_that_the_project_began_with(shared: Path) -> None:
    for path in sorted((shared / "articles").glob("*.txt")):
        article = storysum.read(path.read_bytes().decode())
        for backend in OWN:
            check_digest(article, backend)
