"""A set of passages that together say most of what the article says most.

Every sentence lends its score to its words, so that a word weighs what the sentences that have it
are worth (`ranking.lending`), and a summary is worth the weight of its distinct words: what it says
twice counts once. Passages are bought one by one for most new weight for the room that they take,
from several beginnings; the best of these sets wins. A passage that leans on the one before is bought
with it. One that takes something as known which the set does not introduce is worth less, and may be
bought with the introduction. Of a long quotation a part may be bought. Of two sets that say about as
much the one that reads as a text is better: where one passage follows another, or opens the story.

Source: covering concepts under a cap is Gillick and Favre 2009, A scalable global model for
summarization; buying by density from several beginnings is Khuller, Moss and Naor 1999, The budgeted
maximum coverage problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import islice

from storysum.model.budget import Limits
from storysum.model.selection import Excerpt
from storysum.select.basket import Basket, Offer
from storysum.select.cost import Cost
from storysum.select.shelf import Shelf

__all__ = ["together"]

# More of them find no better summaries.
_BEGINNINGS = 4
# The story's own opening is tried too: its first passage, its first two, three, four.
_OPENINGS = 4
# And with it each of the best passages in which somebody speaks.
_SPOKEN = 3
# What a set is worth more whose passages all open the story or follow one another: so much for each word
# of the room, a fifth at sixty; the longer a summary, the more it has to read as a text.
COHERENCE, MOST_COHERENCE = 1 / 300, 0.5
# And one that opens where the story does.
OPENING = 0.05
# And one in which somebody speaks, of a story that is told in speech for at least such a part.
VOICE, TOLD_IN_SPEECH = 0.2, 0.3
# A summary of more passages is found from one beginning.
_SHORT = 25
# After so many passages in a row that do not fit, the rest would only be crumbs.
_PATIENCE = 50
_HALF = 0.5
_BETTER = 1 + 1e-9


def together(
    shelf: Shelf, limits: Limits, redundancy: float, *, keep: Sequence[float] | None = None
) -> tuple[Excerpt, ...]:
    """Excerpts in the order of the article.

    Args:
        shelf: With the passages.
        limits: Their caps hold on what render writes.
        redundancy: Room is filled up only with passages of whose words less than this part is said.
        keep: Begin with the passage that is best by these scores and fits, whatever its words weigh.
    """
    candidates = shelf.candidates(limits)
    empty = Basket(shelf, limits)
    bounds = {index: bound for index in candidates if (bound := empty.bound(index)) is not None}
    first = None if keep is None else _best_of_all(empty, keep)
    best = _filled(Basket(shelf, limits), bounds, first, ())
    if len(best.taken) <= _SHORT:
        tried = [best]
        for begin in _beginnings(shelf, candidates):
            if any(all(index in known.taken for index in begin) for known in tried):
                continue  # this one came about already
            tried.append(_filled(Basket(shelf, limits), bounds, first, begin))
            if _worth(tried[-1]) > _worth(best) * _BETTER:
                best = tried[-1]
    _fill_up(best, redundancy)
    best.fit_one()
    return shelf.desk.finished([best.taken[index].excerpt for index in sorted(best.taken)])


def _beginnings(shelf: Shelf, candidates: Sequence[int]) -> list[tuple[int, ...]]:
    """What to begin with: each of the best candidates, the story as it opens, and that with what is best said."""
    desk = shelf.desk
    opening = [index for index in range(min(_OPENINGS, len(desk.passages))) if not desk.is_crumb(index)]
    runs = [tuple(opening[:length]) for length in range(1, len(opening) + 1)]
    if opening:
        spoken = islice((index for index in desk.order[:_PATIENCE] if desk.speaks(index)), _SPOKEN)
        runs.extend((opening[0], index) for index in spoken)
    return [*((index,) for index in candidates[:_BEGINNINGS]), *runs]


def _worth(basket: Basket) -> float:
    """The weight of a set without its interjections, and so much more as it reads like the story."""
    taken, desk = basket.taken, basket.shelf.desk
    placed = sum(index == 0 or index - 1 in taken for index in taken) / max(1, len(taken))
    coherence = min(MOST_COHERENCE, COHERENCE * basket.shelf.room(basket.limits))
    voiced = desk.speech >= TOLD_IN_SPEECH and any(desk.speaks(index) for index in taken)
    worth = basket.value - basket.strayed()
    return worth * (1 + coherence * placed) * (1 + OPENING * (0 in taken)) * (1 + VOICE * voiced)


def _best_of_all(empty: Basket, scores: Sequence[float]) -> Offer | None:
    """The passage of the highest score that fits; of a long one so much that the story has room beside it."""
    desk = empty.shelf.desk
    wanted = (index for index in desk.ordered(scores)[:_PATIENCE] if desk.best_of(index, scores) > 0)
    offers = (empty.offer_within(index, _HALF) for index in wanted)
    return next((offer for offer in offers if offer is not None), None)


def _filled(basket: Basket, bounds: Mapping[int, float], first: Offer | None, begin: Iterable[int]) -> Basket:
    """A basket that begins with these, and has what is worth most for its room as long as that fits."""
    # What a passage is worth for its room at most, then what it was worth when last looked at.
    queue = [(-bound, index, -1) for index, bound in bounds.items()]
    heapify(queue)
    if first is not None:
        basket.take(first)
    for index in begin:
        if (offer := basket.offer(index)) is not None:
            basket.take(offer)
    while queue:
        _, index, when = heappop(queue)
        offer = basket.offer(index)
        if offer is None:
            continue
        # As more is said, what a passage adds can only become less.
        if when < len(basket.taken) and queue and -offer.density > queue[0][0]:
            heappush(queue, (-offer.density, index, len(basket.taken)))
            continue
        basket.take(offer)
        for after in range(index + 1, index + 4):  # these may lean on it, and are to be had for less now
            if after in bounds:
                heappush(queue, (-bounds[after], after, -1))
    return basket


def _fill_up(basket: Basket, redundancy: float) -> None:
    """Use the room of a basket for passages whose words weigh nothing, by their scores; for crumbs if it is empty."""
    desk, misses = basket.shelf.desk, 0
    for crumbs in (False, True):
        for index in desk.order:
            if misses >= _PATIENCE or basket.is_full or not basket.has_room(Cost(1, 1, 1)):
                return
            if crumbs and basket.taken:
                return
            if desk.is_crumb(index) is crumbs:
                misses += not basket.fill_with(index, redundancy)
