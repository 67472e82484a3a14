"""What has been bought for a summary so far, and what a passage more would bring and cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

from attrs import define, field, frozen

from storysum.model.budget import Limits
from storysum.model.selection import Excerpt
from storysum.select.cost import Cost
from storysum.select.desk import Ready
from storysum.select.shelf import THRIFT, Item, Shelf

__all__ = ["Basket", "Offer"]

# Each sentence more costs the reader as much as so many words, so that few full ones beat many short ones.
OVERHEAD = 2
# A shorter passage that neither follows nor leads up to another is an interjection, and worth only a part.
SHORT, STRAY = 9, 0.5
# With so much of the length taken, room is left empty rather than padded: with a passage that does not
# follow another, and brings for its room less than this part of what the others bring.
ENOUGH, PADDING = 0.6, 0.6


@frozen(eq=False)
class Offer:
    """A way to add a passage to a basket.

    Attributes:
        density: New weight for the room.
        gain: New weight.
        changes: What is put in, or in place of what is there, by passage.
        items: What is new.
        spent: What of the budget is taken then.
    """

    density: float
    gain: float
    changes: Mapping[int, Ready]
    items: tuple[Item, ...]
    spent: Cost


@define(eq=False)
class Basket:
    """What has been taken: excerpts by passage, what they cost, the words that they say.

    Attributes:
        shelf: Where the passages stand.
        limits: What may be spent.
        overhead: What a sentence costs besides its words, as a part of the budget.
        taken: By passage.
        said: The columns of their words.
        spent: What they take of the budget.
        covered: The weight of what is said.
        lost: The weight lost by what is taken for known and not introduced.
    """

    shelf: Shelf
    limits: Limits
    overhead: float = field(init=False)
    taken: dict[int, Ready] = field(factory=dict)
    said: set[int] = field(factory=set)
    spent: Cost = field(factory=Cost)
    covered: float = 0.0
    lost: float = 0.0
    _wanting: defaultdict[int, list[Item]] = field(factory=lambda: defaultdict(list))

    def __attrs_post_init__(self) -> None:
        self.overhead = OVERHEAD / self.shelf.room(self.limits)

    @property
    def value(self) -> float:
        """The weight of all that is said, less what is lost."""
        return self.covered - self.lost

    def has_room(self, cost: Cost) -> bool:
        """Whether so much more may be spent."""
        return self.spent.plus(cost).fits(self.limits)

    def bound(self, index: int) -> float | None:
        """How much weight for its room a passage has at most, where it can be had at all."""
        item = self._item(index, {})
        return None if item is None else item.weight / self._room(item.ready.cost, 1) ** THRIFT

    def _room(self, cost: Cost, items: int) -> float:
        return cost.share(self.limits) + self.overhead * items

    def offer(self, index: int) -> Offer | None:
        """The best way to add a passage now, or None."""
        if index in self.taken:
            return None
        best = self._offer(index)
        if best is None:
            return None
        there = _Either(best.changes, self.taken)
        for want in best.items[0].wants:
            if want.by and not _any_in(want.by, there):
                other = self._offer(index, want.by[0])
                if other is not None and other.density > best.density:
                    best = other
        return best if best.gain > 0 and not self._pads(index, best) else None

    def _pads(self, index: int, offer: Offer) -> bool:
        """Whether a passage only fills up room: the summary says enough, and this says little for its length."""
        if not self.is_full or index == 0 or index - 1 in self.taken:
            return False
        so_far = self.covered / self._room(self.spent, len(self.taken))
        return offer.gain < PADDING * so_far * self._room(offer.spent.minus(self.spent), len(offer.items))

    @property
    def is_full(self) -> bool:
        """Whether so much is said that room may stay empty; never for who asked for a number of sentences."""
        return bool(self.taken) and self.spent.length(self.limits) >= ENOUGH

    def offer_within(self, index: int, share: float) -> Offer | None:
        """A way to add as much of a passage as takes up such a part of the budget; all of it where that cannot be."""
        item = self.shelf.item(index)
        if item is None or item.ready.cost.share(self.limits) > share:
            item = self.shelf.part(index, lambda cost: cost.share(self.limits) <= share) or item
        return None if item is None else self._offer(index, given=item)

    def _offer(self, *wanted: int, given: Item | None = None) -> Offer | None:
        """Some passages with all that they lean on, if they fit; of one of them it may be given what to take."""
        items: dict[int, Item] = {}
        queue = [*wanted]
        for index in queue:
            if index in items or index in self.taken:
                continue
            item = given if given is not None and given.index == index else self._item(index, items)
            if item is None:
                return None
            items[index] = item
            queue.extend(item.ground)
        return self._priced(items)

    def _item(self, index: int, beside: Mapping[int, Item]) -> Item | None:
        """A passage, or a part of it where all of it does not fit beside the others."""
        item = self.shelf.item(index)
        passage = self.shelf.desk.passages[index]
        if passage.last == passage.first:
            return item if item is not None and self.has_room(item.ready.cost) else None
        spent = self.spent
        for other in beside.values():
            spent = spent.plus(other.ready.cost)
        if item is not None and spent.plus(item.ready.cost).fits(self.limits):
            return item
        return self.shelf.part(index, lambda cost: spent.plus(cost).fits(self.limits))

    def _priced(self, items: dict[int, Item]) -> Offer | None:
        changes = self._changes(items)
        if changes is None:
            return None
        spent = self.spent
        for index, ready in changes.items():
            spent = spent.plus(ready.cost)
            if index in self.taken:
                spent = spent.minus(self.taken[index].cost)
        if not spent.fits(self.limits):
            return None
        gain = self._gain(items)
        room = self._room(spent.minus(self.spent), len(items))
        return Offer(gain / room**THRIFT, gain, changes, tuple(items.values()), spent)

    def _changes(self, items: Mapping[int, Item]) -> dict[int, Ready] | None:
        """What goes in; what follows the sentence before it keeps its lead-in, or gets it back."""
        desk, there = self.shelf.desk, _Either(items, self.taken)
        changes = {index: item.ready for index, item in items.items()}
        for index in (*items, *(each + 1 for each in items if each + 1 in self.taken)):
            if index - 1 in there and desk.follows(index):
                full = (
                    items[index].ready
                    if index in items and items[index].shortened
                    else desk.in_full(index, changes.get(index) or self.taken[index])
                )
                if full is None:
                    return None
                changes[index] = full
        return changes

    def _gain(self, items: Mapping[int, Item]) -> float:
        weights, said = self.shelf.weights, self.said
        fresh = [word for item in items.values() for word in item.words if word not in said]
        if len(items) > 1:
            fresh = list(dict.fromkeys(fresh))
        gain = sum([weights[word] for word in fresh])
        there = _Either(items, self.taken)
        for item in items.values():
            gain -= item.weight * _doubt(item, there)
        gain += self._relief(items, there)
        return gain * STRAY if self.taken and self._strays(items) else gain

    def _strays(self, items: Mapping[int, Item]) -> bool:
        """Whether one of these would stand alone among what is far from it, and is too short for that."""
        there = _Either(items, self.taken)
        return any(_stray(index, item.ready.cost.words, there) for index, item in items.items())

    def _relief(self, items: Iterable[int], there: Container[int]) -> float:
        """What those in the basket gain back when these introduce what they take for known."""
        eased = {item.index: item for index in items if index in self._wanting for item in self._wanting[index]}
        return sum([item.weight * (_doubt(item, self.taken) - _doubt(item, there)) for item in eased.values()])

    def strayed(self) -> float:
        """The weight that interjections among what was taken are not worth."""
        if len(self.taken) == 1:
            return 0.0
        lone = (index for index, ready in self.taken.items() if _stray(index, ready.cost.words, self.taken))
        items = (self.shelf.item(index) for index in lone)
        return (1 - STRAY) * sum([item.weight for item in items if item is not None])

    def _puzzles(self, items: Mapping[int, Item]) -> bool:
        """Whether one of these would take for known what is not there."""
        there = _Either(items, self.taken)
        return any(_doubt(item, there) for item in items.values())

    def take(self, offer: Offer) -> None:
        """Put into the basket what an offer says."""
        weights, there = self.shelf.weights, _Either(offer.changes, self.taken)
        self.lost -= self._relief([item.index for item in offer.items], there)
        for item in offer.items:
            self.lost += item.weight * _doubt(item, there)
            self.covered += sum([weights[word] for word in item.words if word not in self.said])
            self.said.update(item.words)
            for want in item.wants:
                for by in want.by:
                    if by not in there:
                        self._wanting[by].append(item)
        self.taken.update(offer.changes)
        self.spent = offer.spent

    def fit_one(self) -> None:
        """Where room is left, shorten to it the passage that then says most that is new, if any surely can be."""
        offers = [
            self._priced({item.index: item})
            for item in self.shelf.fitted(self.limits, self.spent, self.taken)
            if not self._puzzles({item.index: item})
        ]
        best = max((offer for offer in offers if offer is not None), key=lambda offer: offer.gain, default=None)
        if best is not None and best.gain > 0:
            self.take(best)

    def fill_with(self, index: int, redundancy: float) -> bool:
        """Take a passage for the room's sake, if it fits and is not said already; whether it would have fitted."""
        if index in self.taken:
            return True
        offer = self._offer(index)
        if offer is None:
            return False
        items = {item.index: item for item in offer.items}
        if len(self.taken) > 1 and (self._strays(items) or self._puzzles(items)):
            return True
        words = offer.items[0].words
        known = sum(word in self.said for word in words)
        if known <= redundancy * len(words) and (words or not self._repeats(offer.changes[index].excerpt)):
            self.take(offer)
        return True

    def _repeats(self, excerpt: Excerpt) -> bool:
        measure = self.shelf.desk.measure
        return measure([excerpt]) in [measure([other.excerpt]) for other in self.taken.values()]


@frozen(eq=False)
class _Either:
    """What is in one of two, without copying them."""

    one: Container[int]
    other: Container[int]

    def __contains__(self, index: object) -> bool:
        return index in self.one or index in self.other


def _stray(index: int, words: int, there: Container[int]) -> bool:
    """Whether a passage of so many words is an interjection in such company."""
    return words < SHORT and index > 0 and index - 1 not in there and index + 1 not in there


def _doubt(item: Item, there: Container[int]) -> float:
    """The part of an item's weight that is lost in such company."""
    for want in item.wants:  # what would be missed most comes first
        if not _any_in(want.by, there):
            return want.part
    return 0.0


def _any_in(indices: Iterable[int], there: Container[int]) -> bool:
    for index in indices:  # noqa: SIM110 - any() with a generator takes twice as long, and this is asked often
        if index in there:
            return True
    return False
