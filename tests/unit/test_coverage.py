"""The set that the default chooses: its worth and the search for it, against the obvious way to do both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import log

import pytest

import storysum
from storysum import Budget, corpus
from storysum.analysis import Analysis
from storysum.model.budget import Limits
from storysum.select import coverage
from storysum.select.candidates import Candidate, Candidates
from storysum.select.coverage import Coverage
from storysum.select.greedy import Chosen, contiguous
from storysum.terms.counts import terms

STORIES = ("walk-this-way", "kirkgate-deputies", "lunar-typists", "prairie-dentists")
ARTICLES = {one.id: storysum.read(one.text) for one in corpus.load()}
LIMITS = (Limits(60, None, None), Limits(None, 3, None), Limits(None, None, 400), Limits(150, None, None))


def covered(name: str) -> tuple[Candidates, Coverage]:
    selector = Analysis(ARTICLES[name], backend="blend").selector
    return selector.candidates, Coverage(selector.candidates, selector.scores)


def worth(candidates: Candidates, own: Coverage, taken: Mapping[int, Candidate]) -> float:
    """What a set is worth, sentence by sentence and word by word."""
    counted = terms(candidates.article)
    having: dict[int, int] = {}
    for sentence in range(len(counted)):
        for term in counted.row(sentence).tolist():
            having[term] = having.get(term, 0) + 1
    all_of_it = sum(map(log, having.values()))
    said, words, repeated, known, lost = 0.0, 1, 0, set[int](), 0.0
    for index, one in taken.items():
        sentences = range(one.excerpt.first, one.excerpt.last + 1)
        said += sum(own._worths[sentence] for sentence in sentences)
        words += one.words
        its = {term for sentence in sentences for term in counted.row(sentence).tolist()}
        repeated += len(its)
        known |= its
        lost += max((cost for cost, by in own._references.get(index, ()) if not by & taken.keys()), default=0.0)
    jumps = sum(index > 0 and index - 1 not in taken for index in taken)
    density = log(max(said * len(known) / max(1, repeated), 1e-9)) - coverage.LENGTH * log(words)
    return (
        density
        + coverage.COVERED * sum(log(having[term]) for term in known) / max(1.0, all_of_it)
        - lost
        - coverage.JUMP * jumps
    )


def exchanges(candidates: Candidates, own: Coverage, limits: Limits, chosen: Chosen) -> Iterator[Chosen]:
    """Each set that one passage more, less, or in place of another makes."""
    for gone in (None, *chosen.taken):
        needs = {one: candidates.needs(one) or () for one in chosen.taken}
        kept = {one: it for one, it in chosen.taken.items() if one != gone and gone not in needs[one]}
        for added in (None, *own._exchangeable):
            group = {} if added is None or added in kept else candidates.group(added, kept)
            some = Chosen(candidates, limits)
            if some.take(kept | group):
                yield some


@pytest.mark.parametrize("limits", LIMITS, ids=str)
@pytest.mark.parametrize("name", STORIES)
def test_no_exchange_of_one_passage_makes_a_set_worth_more(name: str, limits: Limits) -> None:
    candidates, own = covered(name)
    opening = contiguous(candidates, own._worths, limits)
    found = own._exchanged(opening, limits)
    best = own._worth(found)
    assert best == pytest.approx(worth(candidates, own, found.taken), abs=1e-8)
    assert best >= own._worth(opening)
    if len(opening.taken) > coverage.EXCHANGED:
        assert found is opening
        return
    near = [own._worth(one) for one in exchanges(candidates, own, limits, found)]
    assert max(near) <= best + 1e-8
    assert Chosen(candidates, limits).take(found.taken)  # it fits


def test_nothing_is_exchanged_where_nothing_fits() -> None:
    candidates, own = covered("walk-this-way")
    nothing = Chosen(candidates, Limits(1, None, None))
    assert own._exchanged(nothing, Limits(1, None, None)) is nothing
    assert not own.choose(Limits(1, None, None)).taken


def test_the_opening_stays_where_a_better_set_would_lose_what_says_most(monkeypatch: pytest.MonkeyPatch) -> None:
    left = 0
    for name in ARTICLES:
        candidates, own = covered(name)
        limits = Budget(words=60).limits(10_000)
        opening = contiguous(candidates, own._worths, limits).taken.keys()
        monkeypatch.setattr(coverage, "MISSED", 0.0)
        free = own.choose(limits).taken.keys()
        monkeypatch.setattr(coverage, "MISSED", 1e9)
        held = own.choose(limits).taken.keys()
        assert opening <= held or not any(own._density[index] > 0 for index in opening - held)
        left += free != held
    assert left  # it decides something
