"""The set that the default chooses: its worth and the search for it, against the obvious way to do both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import log
from typing import ClassVar

import pytest
from attrs import frozen

import storysum
from storysum import Article, Budget, corpus
from storysum.analysis import Analysis
from storysum.model.budget import Limits
from storysum.model.ranking import Ranking
from storysum.select import coverage
from storysum.select.candidates import Candidate, Candidates
from storysum.select.coverage import Coverage
from storysum.select.greedy import Chosen, contiguous, repeats, words_of
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
    stems: dict[int, set[int]] = {}
    for index, one in taken.items():
        sentences = range(one.excerpt.first, one.excerpt.last + 1)
        said += sum(own._worths[sentence] for sentence in sentences)
        words += one.words
        its = {term for sentence in sentences for term in counted.row(sentence).tolist()}
        stems[index], repeated = its, repeated + len(its)
        known |= its
        lost += max((cost for cost, by in own._references.get(index, ()) if not by & taken.keys()), default=0.0)
    jumps = [index for index in taken if index > 0 and index - 1 not in taken]
    before = {index: [stems[other] for other in taken if other < index] for index in jumps}
    severed = sum(bool(some) and all(map(stems[index].isdisjoint, some)) for index, some in before.items())
    density = log(max(said * len(known) / max(1, repeated), 1e-9)) - coverage.LENGTH * log(words)
    return (
        density
        + coverage.COVERED * sum(log(having[term]) for term in known) / max(1.0, all_of_it)
        - lost
        - coverage.JUMP * len(jumps)
        - coverage.SEVERED * severed
    )


def pairs(candidates: Candidates) -> Iterator[tuple[int, Chosen]]:
    """The first passage with each that does not stand next to it."""
    for index in range(2, len(candidates.passages)):
        chosen = Chosen(candidates, Limits(None, None, None))
        both = {place: candidates.whole(place) for place in (0, index)}
        if chosen.take({place: one for place, one in both.items() if one is not None}) and len(chosen.taken) == 2:
            yield index, chosen


def exchanges(candidates: Candidates, own: Coverage, limits: Limits, chosen: Chosen) -> Iterator[Chosen]:
    """Each set that one passage more, less, or in place of another makes."""
    for gone in (None, *chosen.taken):
        needs = {one: candidates.needs(one) or () for one in chosen.taken}
        kept = {one: it for one, it in chosen.taken.items() if one != gone and gone not in needs[one]}
        for added in (None, *own._exchangeable):
            group = {} if added is None or added in kept else candidates.group(added, kept)
            said = [words_of(candidates, index) for index in kept]
            if any(repeats(words_of(candidates, one), said) for one in group):
                continue
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
    near = [own._worth(one) for one in exchanges(candidates, own, limits, found)]
    assert max(near) <= best + 1e-8
    assert Chosen(candidates, limits).take(found.taken)  # it fits
    assert all(found.taken.keys() >= {*(candidates.needs(index) or ())} for index in found.taken.keys() - opening.taken)


@pytest.mark.parametrize("name", ARTICLES)
def test_an_opening_of_many_passages_stays(name: str) -> None:
    candidates, own = covered(name)
    limits = Limits(150, None, None)
    opening = contiguous(candidates, own._worths, limits)
    if len(opening.taken) > coverage.EXCHANGED and not own._spoken:
        assert own.choose(limits).taken.keys() >= opening.taken.keys()


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


FESTIVAL = (
    "Engineers opened a music festival near Selby last spring. However, it visited a railway museum before a public "
    "vote. That opened an old harbour near Selby last spring. Petra Holm painted a railway museum for local families. "
    "However, it painted three bakeries with money from Leeds. Councillors painted several van dealerships for local "
    "families. Petra Holm praised an old harbour before a public vote."
)
TWICE = (
    "Bakers praised three bakeries in Goole on Monday. Bakers praised three bakeries in Goole on Monday. Councillors "
    "sold two coastal schools despite a budget cut. Councillors sold a flood plan under new rules. Bakers praised an "
    "old harbour under new rules."
)
LONG = (
    "Teachers bought a music festival despite a budget cut.\n\nPetra Holm said: “We closed several van dealerships "
    "under new rules. We sold three bakeries under new rules. We repaired a railway museum for local families. We "
    "opened three bakeries with money from Leeds.”\n\nThat repaired a railway museum under new rules. Teachers praised "
    "a railway museum before a public vote."
)


def shown(text: str, **caps: int) -> str:
    return storysum.summarize(text, length=Budget(**caps)).text


@pytest.mark.parametrize("words", range(10, 70, 5))
def test_what_leans_on_a_sentence_is_never_exchanged_away_from_it(words: int) -> None:
    text = shown(FESTIVAL, words=words)
    assert "visited" not in text or "Engineers" in text
    assert "That opened" not in text or "visited" in text
    assert "it painted" not in text or "Petra Holm painted" in text


def test_no_exchange_brings_the_same_line_twice() -> None:
    assert shown(TWICE, sentences=4).count("on Monday") == 1


def test_a_part_of_a_quotation_is_not_what_the_next_sentence_leans_on() -> None:
    text = shown(LONG, words=30)
    assert "That repaired" not in text or "Leeds" in text


SAID = (
    "Petra Holm has sold the red van that she bought in Hull after a strike at the mill.\n\nThe mill has a roof.\n\n"
    "“The van was too dear for me, and the strike was long,” said {}, who drove it.\n\n“Nobody buys a red van in Hull "
    "when a strike is on,” said Cleo Marsh, a baker."
)


@pytest.mark.parametrize(("who", "found"), [("Petra Holm", [2]), ("Jo Pettibone", [])])
def test_of_a_story_told_in_speech_one_whom_the_set_names_is_quoted(who: str, found: list[int]) -> None:
    selector = Analysis(storysum.read(SAID.format(who)), backend="blend").selector
    own = Coverage(selector.candidates, selector.scores)
    assert own._speech_beside(contiguous(selector.candidates, own._worths, Limits(20, None, None))) == found


ROW = (
    "The mill at Hull has a new roof after a storm that lasted for a week in May.\n\nPetra Holm, who owns it, paid for "
    "it with the money that she had from a sale of vans.\n\n“The roof was too dear for me, and the storm was long, and "
    "nobody who works at this mill would have slept a night without it this year,” said Holm."
)


@pytest.mark.parametrize(("words", "quoted"), [(52, False), (80, True)])
def test_speech_stands_behind_an_opening_that_still_names_who_speaks(words: int, quoted: bool) -> None:
    selector = Analysis(storysum.read(ROW), backend="blend").selector
    own, limits = Coverage(selector.candidates, selector.scores), Limits(words, None, None)
    opening = contiguous(selector.candidates, own._worths, Limits(40, None, None))
    assert opening.taken.keys() == {0, 1}
    found = own._opening_and_speech(opening, limits)
    assert (found is not None and found.taken.keys() == {0, 1, 2}) is quoted


def test_a_set_of_many_passages_is_left_as_it_is() -> None:
    limits = Limits(None, 40, None)
    for name in STORIES:
        _, own = covered(name)
        many = own._best(limits)
        if len(many.taken) > coverage.MANY:
            assert own._exchanged(many, limits) is many
            return
    pytest.fail("no story has so many passages")


@pytest.mark.parametrize("price", [0.0, 5.0])
def test_a_jump_to_what_shares_no_word_costs_more(price: float, monkeypatch: pytest.MonkeyPatch) -> None:
    candidates, own = covered("lunar-typists")
    before = {index: own._worth(taken) for index, taken in pairs(candidates)}
    monkeypatch.setattr(coverage, "SEVERED", coverage.SEVERED + price)
    after = {index: own._worth(taken) for index, taken in pairs(candidates)}
    first = {*terms(candidates.article).row(0).tolist()}
    for index, worth_before in before.items():
        passage = candidates.passages[index]
        its = {
            term
            for one in range(passage.first, passage.last + 1)
            for term in terms(candidates.article).row(one).tolist()
        }
        assert worth_before - after[index] == pytest.approx(price * first.isdisjoint(its), abs=1e-8)


@frozen
class Loud:
    """Scores of any size."""

    name: ClassVar[str] = "loud"
    way: ClassVar[str] = "coverage"
    size: float = 1.0

    def rank(self, article: Article) -> Ranking:
        return Ranking([self.size] * len(article.sentences))


@pytest.mark.parametrize("size", [0.0, -3.0, 5e-324, 1e300, 1e308])
def test_scores_of_any_size_give_a_summary(size: float) -> None:
    text = " ".join(f"Petra Holm sold van number {one} to a baker in Goole for {one} pounds." for one in range(12))
    assert storysum.summarize(text, length=Budget(words=60), backend=Loud(size)).text
