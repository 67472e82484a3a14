"""The four laws on real stories: those that ship, and those in ../shared where it is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
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


def check(summary: storysum.Summary, article: storysum.Article, quotes: tuple[storysum.Quote, ...]) -> None:
    law_checks.every_word_is_the_articles(summary, article)
    law_checks.caps_hold(summary, article)
    law_checks.only_the_body_speaks(summary, article)
    law_checks.no_quotation_is_orphaned(summary, article, quotes)


def check_digest(text: str, backend: str) -> None:
    article = storysum.read(text)
    digest = storysum.digest(article, backend=backend)
    for summary in (digest.headline, digest.short, digest.medium):
        check(summary, article, digest.quotes)


@pytest.mark.parametrize("backend", OWN + SUMY)
@pytest.mark.parametrize("story", load(), ids=lambda story: story.id)
def test_the_laws_hold_on_the_stories_that_ship(story: object, backend: str) -> None:
    check_digest(story.text, backend)  # type: ignore[attr-defined]


@pytest.mark.parametrize("backend", OWN)
@pytest.mark.parametrize("budget", BUDGETS, ids=str)
def test_the_laws_hold_under_every_kind_of_cap(budget: Budget, backend: str) -> None:
    for story in load():
        article = storysum.read(story.text)
        summary = storysum.summarize(article, length=budget, backend=backend)
        check(summary, article, storysum.quotes(article))


def stories_of(shared: Path) -> Iterator[str]:
    for path in sorted((shared / "articles").glob("*.txt")):
        yield path.read_bytes().decode()
    for name in ("summaries/cnndm-dev", "summaries/gum-dev", "headlines/bbc-dev", "quotes/polnear-dev"):
        for line in (shared / "data" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()[::3]:
            yield json.loads(line)["text"]


@pytest.mark.parametrize("backend", OWN)
def test_the_laws_hold_on_hundreds_of_other_stories(shared: Path, backend: str) -> None:
    for text in stories_of(shared):
        check_digest(text, backend)


def test_tightening_or_not_keeps_the_laws() -> None:
    for story in load():
        article = storysum.read(story.text)
        for tighten in (True, False):
            digest = storysum.digest(article, tighten=tighten)
            for summary in (digest.headline, digest.short, digest.medium):
                check(summary, article, digest.quotes)
