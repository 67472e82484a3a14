"""What may be bought for a summary, what it is worth, and what is in the basket so far."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

import numpy as np
from attrs import define, field, frozen

from storysum.model.selection import Excerpt
from storysum.ranking.lending import lent, votes
from storysum.ranking.rows import Rows
from storysum.select.desk import Cost, Desk, Ready
from storysum.text.captions import is_caption
from storysum.text.introductions import Assumed, assumed
from storysum.text.terms import terms

__all__ = ["Basket", "Item", "Offer", "Shelf"]

# Weight is divided by room to this power: at one, the shortest sentences would win.
THRIFT = 0.8
# So many candidates at least, and as many as fill the room so often.
CANDIDATES, CHOICE = 40, 8
# The part of its weight that a passage loses where it takes for known what the summary leaves out.
NAME_OPENS, NAME, NOUN_OPENS = 0.5, 0.1, 0.25
# A line that belongs under a picture is worth this part of its words.
CAPTION = 0.3
# Each sentence more costs the reader as much as so many words, so that few full ones beat many short ones.
OVERHEAD = 5


@frozen
class Item:
    """An excerpt on the shelf.

    Attributes:
        index: Of its passage.
        words: The columns of its distinct words.
        weight: Of all of them.
        ground: The passages that must come with it.
        assumes: What it takes for known.
    """

    index: int
    words: tuple[int, ...]
    weight: float
    ground: tuple[int, ...]
    assumes: tuple[Assumed, ...]
    worth: float = 1.0


@frozen
class Offer:
    """A way to add a passage to a basket.

    Attributes:
        density: New weight for the room.
        gain: New weight.
        changes: What is put in, or in place of what is there, by passage.
        items: What is new.
        cost: What it takes of the budget.
    """

    density: float
    gain: float
    changes: Mapping[int, Ready]
    items: tuple[Item, ...]
    cost: Cost


class Shelf:
    """All passages with their words; made ready when first asked for.

    Attributes:
        desk: Makes excerpts and counts them.
        weights: Of each term, a list.
        candidates: The passages to look at first, best first.
        bounds: How much weight for its room each of them has at most.
        smallest: What each of them takes of the budget at least.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        counted = terms(desk.article)
        self._rows = Rows(counted.indptr, counted.indices, counted.counts, len(counted.vocabulary))
        weights = lent(self._rows, votes(np.array(desk.ranking.scores)))
        self.weights: list[float] = weights.tolist()
        self._assumed = assumed(desk.article)
        self._items: dict[Excerpt, Item | None] = {}
        self.room = max(1.0, self._most_words(float(counted.words.mean()) if len(counted) else 1.0))
        self.overhead = OVERHEAD / self.room
        self.candidates = self._candidates(weights, counted.words)
        self.bounds: dict[int, float] = {}
        self.smallest: dict[int, Cost] = {}
        self._size_up()

    def _candidates(self, weights: np.ndarray, lengths: np.ndarray) -> list[int]:
        """The passages of most weight for their length, crumbs left out: several times as many as fit."""
        passages = self.desk.passages
        first = np.array([passage.first for passage in passages])
        last = np.array([passage.last for passage in passages]) + 1
        weight = np.bincount(self._rows.numbers, weights[self._rows.indices], len(self._rows))
        sums, words = (np.concatenate([[0], np.cumsum(each)]) for each in (weight, lengths))
        room = np.maximum(1, words[last] - words[first])
        density = (sums[last] - sums[first]) / room**THRIFT
        order = np.argsort(-np.round(density, 9), kind="stable")
        enough = int(np.searchsorted(np.cumsum(room[order]), CHOICE * self.room))
        return [index for index in order[: max(CANDIDATES, enough)].tolist() if not self.desk.is_crumb(index)]

    def _most_words(self, usual: float) -> float:
        """About how many words the budget has room for."""
        limits = self.desk.limits
        caps = (
            limits.words,
            None if limits.sentences is None else limits.sentences * 2 * usual,
            None if limits.characters is None else limits.characters / 4,
        )
        return min(cap for cap in caps if cap is not None)

    def _size_up(self) -> None:
        for index in self.candidates:
            ready = self.desk.ready(index, Cost())
            item = None if ready is None else self.item(index, ready[0])
            if ready is not None and item is not None:
                passage = self.desk.passages[index]
                self.bounds[index] = item.weight / (ready[1].share(self.desk.limits) + self.overhead) ** THRIFT
                self.smallest[index] = ready[1] if passage.last == passage.first else Cost(1, 1, 1)

    def item(self, index: int, excerpt: Excerpt) -> Item | None:
        """What an excerpt of a passage says and needs; None if it leans on something that cannot be had."""
        if excerpt not in self._items:
            self._items[excerpt] = self._item(index, excerpt)
        return self._items[excerpt]

    def _item(self, index: int, excerpt: Excerpt) -> Item | None:
        passage = self.desk.passages[index]
        ground = self.desk.ground(index) if excerpt.first == passage.first else ()
        if ground is None:
            return None
        rows = self._rows
        found = rows.indices[rows.indptr[excerpt.first] : rows.indptr[excerpt.last + 1]].tolist()
        words = tuple(dict.fromkeys(found))
        known = [
            one
            for place in range(excerpt.first, excerpt.last + 1)
            for one in self._assumed.get(place, ())
            if one.by[0] < excerpt.first and (one.name or place == excerpt.first)
        ]
        sentence = self.desk.article.sentences[excerpt.first]
        worth = CAPTION if is_caption(self.desk.article.text, sentence.start, sentence.end) else 1.0
        return Item(index, words, sum(self.weights[word] for word in words), ground, tuple(known), worth)

    def passage_at(self, sentence: int) -> int | None:
        """The passage that a sentence belongs to."""
        passages = self.desk.passages
        place = bisect_left(passages, sentence, key=lambda passage: passage.last)
        return place if place < len(passages) and passages[place].first <= sentence else None


@define
class Basket:
    """What has been taken: excerpts by passage, what they cost, the words that they say.

    Attributes:
        taken: By passage.
        said: The columns of their words.
        spent: What they take of the budget.
        covered: The weight of what is said.
        lost: The weight lost by what is taken for known and not introduced.
    """

    shelf: Shelf
    taken: dict[int, Ready] = field(factory=dict)
    said: set[int] = field(factory=set)
    spent: Cost = field(factory=Cost)
    covered: float = 0.0
    lost: float = 0.0
    _wanting: defaultdict[int, list[Item]] = field(factory=lambda: defaultdict(list))

    @property
    def value(self) -> float:
        """The weight of all that is said, less what is lost."""
        return self.covered - self.lost

    def offer(self, index: int) -> Offer | None:
        """The best way to add a passage now, or None."""
        if index in self.taken:
            return None
        found = self._offer([index])
        if found is None:
            return None
        best = found
        item = found.items[0]
        there = _Either(found.changes, self.taken)
        for one in item.assumes:
            at = None if self._introduced(one, item, there) else self.shelf.passage_at(one.by[0])
            if at is not None and at not in there:
                other = self._offer([index, at])
                if other is not None and other.density > best.density:
                    best = other
        return best if best.gain > 0 else None

    def _offer(self, wanted: Iterable[int]) -> Offer | None:
        """Some passages with all that they lean on, if they fit."""
        items: dict[int, Item] = {}
        changes: dict[int, Ready] = {}
        cost = Cost()
        queue = [*wanted]
        for index in queue:
            if index in items or index in self.taken:
                continue
            ready = self.shelf.desk.ready(index, self.spent + cost)
            item = None if ready is None else self.shelf.item(index, ready[0])
            if ready is None or item is None:
                return None
            items[index], changes[index] = item, ready
            cost += ready[1]
            queue.extend(item.ground)
        return self._priced(items, changes)

    def _priced(self, items: dict[int, Item], changes: dict[int, Ready]) -> Offer | None:
        desk, there = self.shelf.desk, _Either(items, self.taken)
        # A lead-in is dropped only where the sentence before is not there.
        for index in (*items, *(each + 1 for each in items if each + 1 in self.taken)):
            if index - 1 in there and desk.follows(index):
                full = desk.in_full(index, (changes.get(index) or self.taken[index])[0])
                if full is None:
                    return None
                changes[index] = full
        cost = Cost()
        for index, ready in changes.items():
            cost += ready[1] - (self.taken[index][1] if index in self.taken else Cost())
        if not (self.spent + cost).fits(desk.limits):
            return None
        weights, said = self.shelf.weights, self.said
        fresh = dict.fromkeys(word for item in items.values() for word in item.words if word not in said)
        gain = sum(weights[word] for word in fresh)
        gain -= sum(item.weight * (self._doubt(item, there) + 1 - item.worth) for item in items.values())
        gain += self._relief(items, there)
        room = cost.share(desk.limits) + self.shelf.overhead * len(items)
        return Offer(gain / room**THRIFT, gain, changes, tuple(items.values()), cost)

    def _doubt(self, item: Item, there: Container[int]) -> float:
        """The part of an item's weight that is lost in such company."""
        parts = [_part(one) for one in item.assumes if not self._introduced(one, item, there)]
        return max(parts, default=0.0)

    def _introduced(self, one: Assumed, item: Item, there: Container[int]) -> bool:
        return any((at := self.shelf.passage_at(by)) is not None and at < item.index and at in there for by in one.by)

    def _relief(self, items: Iterable[int], there: Container[int]) -> float:
        """What those in the basket gain back when these introduce what they take for known."""
        eased = {item.index: item for index in items for item in self._wanting.get(index, ())}
        return sum(item.weight * (self._doubt(item, self.taken) - self._doubt(item, there)) for item in eased.values())

    def take(self, offer: Offer) -> None:
        """Put into the basket what an offer says."""
        weights = self.shelf.weights
        there = _Either(offer.changes, self.taken)
        self.lost -= self._relief([item.index for item in offer.items], there)
        for item in offer.items:
            self.lost += item.weight * (self._doubt(item, there) + 1 - item.worth)
            self.covered += sum(weights[word] for word in item.words if word not in self.said)
            self.said.update(item.words)
            for one in item.assumes:
                for by in one.by:
                    at = self.shelf.passage_at(by)
                    if at is not None and at not in there:
                        self._wanting[at].append(item)
        self.taken.update(offer.changes)
        self.spent += offer.cost

    def fill_with(self, index: int, redundancy: float) -> bool:
        """Take a passage for the room's sake, if it fits and is not said already; whether it was taken."""
        if index in self.taken:
            return True
        offer = self._offer([index])
        if offer is None:
            return False
        words = offer.items[0].words
        known = sum(word in self.said for word in words)
        if known > redundancy * len(words) or (not words and self._repeats(offer.changes[index][0])):
            return True  # no miss: it would have fitted
        self.take(offer)
        return True

    def _repeats(self, excerpt: Excerpt) -> bool:
        measure = self.shelf.desk.measure
        return measure([excerpt]) in [measure([other]) for other, _ in self.taken.values()]


@frozen
class _Either:
    """What is in one of two, without copying them."""

    one: Container[int]
    other: Container[int]

    def __contains__(self, index: object) -> bool:
        return index in self.one or index in self.other


def _part(one: Assumed) -> float:
    if one.name:
        return NAME_OPENS if one.opens else NAME
    return NOUN_OPENS
