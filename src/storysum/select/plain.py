"""The best passages, one after the other, as long as they fit: how baselines are compared."""

from __future__ import annotations

import re

from storysum.model.budget import Limits
from storysum.model.selection import Excerpt
from storysum.select.cost import Cost
from storysum.select.desk import Desk

__all__ = ["in_order"]

# After so many passages in a row that do not fit, the rest would only be crumbs.
_PATIENCE = 50
_WORD = re.compile(r"[^\W_]+")


def in_order(desk: Desk, limits: Limits, redundancy: float) -> tuple[Excerpt, ...]:
    """Excerpts in the order of the article.

    Args:
        desk: With the passages.
        limits: Their caps hold on what render writes.
        redundancy: A passage is passed over when one taken before has more than this part of its words.
    """
    taken: dict[int, Excerpt] = {}
    said: list[frozenset[str]] = []
    spent, misses = Cost(), 0
    for index in desk.order:
        if misses >= _PATIENCE or not spent.plus(Cost(1, 1, 1)).fits(limits):
            break
        words = _words(desk, index)
        if _said_already(words, said, redundancy):
            continue
        passage = desk.passages[index]
        ready = desk.excerpt(index, opening=False)
        if passage.last > passage.first and not (ready and ready.cost.fits(limits)):
            ready = desk.part(index, lambda cost: cost.fits(limits))
        if ready is not None and not spent.plus(ready.cost).fits(limits):
            last = desk.fitted(index, limits, spent, opening=index - 1 not in taken)
            if last is not None:
                taken[index] = last.excerpt
                break
        if ready is None or not spent.plus(ready.cost).fits(limits):
            misses += 1
            continue
        taken[index] = ready.excerpt
        spent, misses = spent.plus(ready.cost), 0
        said.append(words)
    return desk.finished(
        [_opened(desk, index, excerpt, index - 1 in taken) for index, excerpt in sorted(taken.items())]
    )


def _opened(desk: Desk, index: int, excerpt: Excerpt, follows: bool) -> Excerpt:
    """A whole passage whose sentence before is not there, without the And that it opens on."""
    whole = desk.excerpt(index, opening=False)
    if follows or index == 0 or whole is None or whole.excerpt != excerpt:
        return excerpt
    opened = desk.excerpt(index, opening=True)
    return excerpt if opened is None else opened.excerpt


def _words(desk: Desk, index: int) -> frozenset[str]:
    passage, sentences = desk.passages[index], desk.article.sentences
    start, end = sentences[passage.first].start, sentences[passage.last].end
    return frozenset(_WORD.findall(desk.article.text[start:end].lower()))


def _said_already(fresh: frozenset[str], said: list[frozenset[str]], redundancy: float) -> bool:
    if not fresh:
        return frozenset() in said
    return any(len(fresh & old) > redundancy * len(fresh) for old in said)
