"""What there is to buy for a summary: each passage with its words, what they weigh, what it costs and what it needs."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from functools import cached_property

import numpy as np
from attrs import frozen

from storysum.model.budget import Limits
from storysum.model.selection import Excerpt, Passage
from storysum.ranking.lending import carried, lent, votes
from storysum.ranking.rows import Rows
from storysum.select.cost import Cost
from storysum.select.desk import Desk, Ready
from storysum.select.introductions import Assumed, assumed
from storysum.select.ties import tied
from storysum.terms.counts import forms, terms
from storysum.text.passages import passage_at

__all__ = ["THRIFT", "Item", "Shelf", "Want"]

# Weight is divided by room to this power: at one, the shortest sentences would win.
THRIFT = 0.8
# So many candidates at least, and as many as fill the room so often.
CANDIDATES, CHOICE = 12, 5
# So many of the best passages may be shortened to the room that is left.
FITTED = 12
# The part of its weight that a passage loses where it takes for known what the summary leaves out.
NAME_OPENS, NAME, NOUN_OPENS = 0.9, 0.8, 0.8


@frozen
class Want:
    """Something that a passage takes for known.

    Attributes:
        part: Of the passage's weight, lost where nothing introduces it.
        by: The earlier passages that introduce it, ascending: any of them will do.
    """

    part: float
    by: tuple[int, ...]


@frozen(eq=False)
class Item:
    """A passage, or a part of one, ready for the basket.

    Attributes:
        index: Of its passage.
        ready: What of it would be shown, its lead-in dropped, and what that costs.
        words: The columns of its distinct words.
        weight: Of all of them.
        ground: The passages that must come with it.
        wants: What it takes for known, what would be missed most first.
        shortened: Whether it was shortened to the room that was left.
    """

    index: int
    ready: Ready
    words: tuple[int, ...]
    weight: float
    ground: tuple[int, ...]
    wants: tuple[Want, ...]
    shortened: bool = False


class Shelf:
    """All passages of a desk; each is made ready when first asked for, for all lengths.

    Attributes:
        desk: Makes excerpts and counts them.
        weights: Of each term, a list.
    """

    def __init__(self, desk: Desk) -> None:
        counted = terms(desk.article)
        self.desk = desk
        self._rows = Rows(counted.indptr, counted.indices, counted.counts, len(counted.vocabulary))
        self._lengths = counted.words
        weights = lent(self._rows, votes(np.array(desk.ranking.scores)))
        self.weights: list[float] = weights.tolist()
        self._assumed = assumed(desk.article)
        self._items: dict[int, Item | None] = {}
        self._parts: dict[tuple[int, int], Item | None] = {}
        self._sizes, self._order = self._by_density(weights)

    def _by_density(self, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The words of each passage, and the passages by weight for their length."""
        passages = self.desk.passages
        first = np.array([passage.first for passage in passages])
        last = np.array([passage.last for passage in passages]) + 1
        heavy = carried(self._rows, weights)
        sums, words = (np.concatenate([[0], np.cumsum(each)]) for each in (heavy, self._lengths))
        sizes = np.maximum(1, words[last] - words[first])
        return sizes, np.argsort(-np.round((sums[last] - sums[first]) / sizes**THRIFT, 9), kind="stable")

    def candidates(self, limits: Limits) -> list[int]:
        """The passages of most weight for their length, crumbs left out: several times as many as fit."""
        fill = CHOICE * self.room(limits)
        enough = int(np.searchsorted(np.cumsum(self._sizes[self._order]), fill))
        return [index for index in self._order[: max(CANDIDATES, enough)].tolist() if not self.desk.is_crumb(index)]

    def room(self, limits: Limits) -> float:
        """About how many words the limits have room for."""
        usual = float(self._lengths.mean()) if len(self._lengths) else 1.0
        caps = (
            limits.words,
            None if limits.sentences is None else limits.sentences * 2 * usual,
            None if limits.characters is None else limits.characters / 4,
        )
        return max(1.0, min(cap for cap in caps if cap is not None))

    def item(self, index: int) -> Item | None:
        """A whole passage; None if it cannot be signed, or leans on something that cannot be had."""
        if index not in self._items:
            ready = self.desk.excerpt(index, opening=True)
            self._items[index] = None if ready is None else self._item(index, ready)
        return self._items[index]

    def fitted(self, limits: Limits, spent: Cost, taken: Container[int]) -> Iterator[Item]:
        """Of the best passages those that stand alone, shortened to the room that is left beside others."""
        for index in self._order[:FITTED].tolist():
            if index in taken or index + 1 in taken or self.desk.ground(index) != ():
                continue
            ready = self.desk.fitted(index, limits, spent, opening=index - 1 not in taken)
            item = None if ready is None else self._item(index, ready, shortened=True)
            if item is not None:
                yield item

    def _columns(self, excerpt: Excerpt) -> tuple[int, ...]:
        """The columns of the distinct words of what is shown."""
        found = (self._column.get(form) for span in excerpt.kept for form in forms(self.desk.article, span))
        return tuple(dict.fromkeys(column for column in found if column is not None))

    @cached_property
    def _column(self) -> dict[str, int]:
        return {form: column for column, form in enumerate(terms(self.desk.article).vocabulary)}

    def part(self, index: int, fits: Callable[[Cost], bool]) -> Item | None:
        """As much of a passage of several sentences as fits."""
        ready = self.desk.part(index, fits)
        if ready is None:
            return None
        key = ready.excerpt.first, ready.excerpt.last
        if key not in self._parts:
            self._parts[key] = self._item(index, ready)
        return self._parts[key]

    def _item(self, index: int, ready: Ready, *, shortened: bool = False) -> Item | None:
        passage, excerpt = self.desk.passages[index], ready.excerpt
        ground = self.desk.ground(index) if excerpt.first == passage.first else ()
        if ground is None:
            return None
        rows = self._rows
        found = rows.indices[rows.indptr[excerpt.first] : rows.indptr[excerpt.last + 1]].tolist()
        words = self._columns(excerpt) if shortened else tuple(dict.fromkeys(found))
        return Item(
            index,
            ready,
            words,
            sum([self.weights[word] for word in words]),
            ground,
            self._wants(index, Passage(excerpt.first, excerpt.last)),
            shortened,
        )

    def _wants(self, index: int, run: Passage) -> tuple[Want, ...]:
        wants = [
            Want(_part(one), self._passages_of(one.by, before=index))
            for place in range(run.first, run.last + 1)
            for one in self._assumed.get(place, ())
            if one.by[0] < run.first and (one.name or place == run.first)
        ]
        article, sentence = self.desk.article, self.desk.article.sentences[run.first]
        if run.first and article.language == "en" and tied(article.text, sentence.start, sentence.end):
            wants.append(Want(NOUN_OPENS, self._passages_of([run.first - 1], before=index)))
        return tuple(sorted(wants, key=lambda want: -want.part))

    def _passages_of(self, sentences: Iterable[int], *, before: int) -> tuple[int, ...]:
        places = (passage_at(self.desk.passages, sentence) for sentence in sentences)
        return tuple(dict.fromkeys(place for place in places if place is not None and place < before))


def _part(one: Assumed) -> float:
    if one.name:
        return NAME_OPENS if one.opens else NAME
    return NOUN_OPENS
