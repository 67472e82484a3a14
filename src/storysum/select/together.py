"""A set of passages that together say most of what the article says most.

Every sentence lends its score to its words, so that a word weighs what the sentences that have it
are worth (`ranking.lending`), and a summary is worth the weight of its distinct words: what it says
twice counts once. Passages are bought one by one for most new weight for the room that they take,
from several beginnings; the best of these sets wins. A passage that leans on the one before is bought
with it. One that takes something as known which the set does not introduce is worth less, and may be
bought with the introduction. Of a long quotation a part may be bought.

Source: covering concepts under a cap is Gillick and Favre 2009, A scalable global model for
summarization; buying by density from several beginnings is Khuller, Moss and Naor 1999, The budgeted
maximum coverage problem.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush

from storysum.model.selection import Excerpt
from storysum.select.desk import Cost, Desk
from storysum.select.shelf import Basket, Shelf

__all__ = ["together"]

_BEGINNINGS = 12
# A summary of more passages is found from one beginning.
_SHORT = 25
# After so many passages in a row that do not fit, the rest would only be crumbs.
_PATIENCE = 50
_BETTER = 1 + 1e-9


def together(desk: Desk, redundancy: float) -> tuple[Excerpt, ...]:
    """Excerpts in the order of the article.

    Args:
        desk: With the passages.
        redundancy: Room is filled up only with passages of whose words less than this part is said.
    """
    shelf = Shelf(desk)
    best = _filled(shelf)
    if len(best.taken) <= _SHORT:
        for index in shelf.candidates[:_BEGINNINGS]:
            found = _filled(shelf, index)
            if found.value > best.value * _BETTER:
                best = found
    _fill_up(shelf, best, redundancy)
    return desk.finished([best.taken[index][0] for index in sorted(best.taken)])


def _filled(shelf: Shelf, begin: int | None = None) -> Basket:
    """A basket that begins with one passage, and has what is worth most for its room as long as that fits."""
    basket = Basket(shelf)
    # What a passage is worth for its room at most, then what it was worth when last looked at.
    queue = [(-bound, index, -1) for index, bound in shelf.bounds.items()]
    heapify(queue)
    if begin is not None and (offer := basket.offer(begin)) is not None:
        basket.take(offer)
    while queue:
        _, index, when = heappop(queue)
        offer = basket.offer(index) if (basket.spent + shelf.smallest[index]).fits(shelf.desk.limits) else None
        if offer is None:
            continue
        # As more is said, what a passage adds can only become less.
        if when < len(basket.taken) and queue and -offer.density > queue[0][0]:
            heappush(queue, (-offer.density, index, len(basket.taken)))
            continue
        basket.take(offer)
        for after in range(index + 1, index + 4):  # these may lean on it, and are to be had for less now
            if after in shelf.bounds:
                heappush(queue, (-shelf.bounds[after], after, -1))
    return basket


def _fill_up(shelf: Shelf, basket: Basket, redundancy: float) -> None:
    """Use the room of a basket for passages whose words weigh nothing, by their scores; for crumbs if it is empty."""
    desk, misses = shelf.desk, 0
    order = sorted(range(len(desk.passages)), key=lambda index: (-desk.best[index], index))
    for crumbs in (False, True):
        for index in order:
            if misses >= _PATIENCE or not (basket.spent + Cost(1, 1, 1)).fits(desk.limits):
                return
            if crumbs and basket.taken:
                return
            if desk.is_crumb(index) is crumbs:
                misses += not basket.fill_with(index, redundancy)
