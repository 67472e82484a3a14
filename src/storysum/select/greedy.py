"""The best that fits, one after the other; and the story as it opens."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from attrs import define, field

from storysum.model.budget import Limits
from storysum.select.candidates import Candidate, Candidates, Cost

# After so many passages in a row that do not fit, no more are tried.
_PATIENCE = 50
# Such a part of a passage's words one taken before may have: where the best are chosen, and where the story is told.
_REDUNDANT, _SAME = 0.7, 0.99
_WORD = re.compile(r"[^\W_]+")


@define
class Chosen:
    """What was taken, by passage, what it costs together, and what would have come next but did not fit."""

    taken: dict[int, Candidate] = field(factory=dict)
    spent: Cost = field(factory=Cost)
    waiting: list[int] = field(factory=list)

    def take(self, group: Mapping[int, Candidate] | None, limits: Limits) -> bool:
        """Add passages where all of them fit, and say whether they do."""
        spent = self.spent.plus(candidate.cost for candidate in (group or {}).values())
        if group is None or not spent.fits(limits):
            return False
        self.taken.update(group)
        self.spent = spent
        return True

    def take_or_part(self, candidates: Candidates, index: int, scores: Sequence[float], limits: Limits) -> bool:
        """Add a passage with those that it needs, or as much of it as fits, and say whether anything does."""
        if self.take(candidates.group(index, self.taken), limits):
            return True
        part = candidates.part(index, scores, self.spent.left(limits))
        return part is not None and self.take({index: part}, limits)

    def fill(self, candidates: Candidates, limits: Limits) -> None:
        """Take what would have come next, shortened to the room that is left, where its cut is sure."""
        for index in self.waiting[:1]:
            short = candidates.shortened(index, self.spent.left(limits))
            if short is not None and index not in self.taken:
                self.take({index: short}, limits)
        self.waiting.clear()


def best_first(
    candidates: Candidates, scores: Sequence[float], order: Sequence[int], limits: Limits, chosen: Chosen
) -> Chosen:
    """Passages in an order, each with those that it needs; what does not fit, or repeats, is passed over.

    Of a long quotation a part is grown from the sentence of the highest score. Questions and fragments come last, and
    only into an empty summary.
    """
    misses = 0
    said = {index: _words(candidates, index) for index in chosen.taken}
    for index in [one for one in order if one in candidates.standing] or order:
        room = chosen.spent.left(limits)
        if misses >= _PATIENCE or not Cost(1, 1, 1).fits(room):
            break
        if not candidates.may_fit(index, room):
            misses += 1
            if not chosen.waiting and candidates.needs(index) == ():
                chosen.waiting.append(index)
            continue
        if index in chosen.taken or _repeats(_words(candidates, index), said.values(), _REDUNDANT):
            continue
        if chosen.take_or_part(candidates, index, scores, limits):
            said.update({place: _words(candidates, place) for place in chosen.taken.keys() - said.keys()})
            misses = 0
        else:
            misses += 1
            if len(candidates.group(index, chosen.taken) or ()) == 1:
                chosen.waiting.append(index)
    return chosen


def contiguous(candidates: Candidates, scores: Sequence[float], limits: Limits) -> Chosen:
    """Passages from the top until one does not fit; where not even the first does, from the first that does.

    The same line again is passed over, and so are a heading and a torn sentence. What cannot be published (speech of
    nobody who is named) ends the summary, but where the whole text would fit: there it alone is missing, with what
    leans on it.
    """
    chosen = Chosen()
    said: list[frozenset[str]] = []
    passed = False
    for index in range(len(candidates.passages)):
        words = _words(candidates, index)
        if _repeats(words, said, _SAME) or candidates.is_stray(index):
            continue
        whole = candidates.whole(index)
        if passed and whole is not None and candidates.group(index, chosen.taken) != {index: whole}:
            continue
        if whole is not None and chosen.take({index: whole}, limits):
            said.append(words)
            continue
        if (part := candidates.part(index, scores, chosen.spent.left(limits))) is not None:
            chosen.take({index: part}, limits)
            break
        if whole is None and chosen.taken and (passed or candidates.all_fit(limits)):
            passed = True
            continue
        if len(chosen.waiting) < _PATIENCE:
            chosen.waiting.append(index)
        if chosen.taken:
            break
    return chosen


def _words(candidates: Candidates, index: int) -> frozenset[str]:
    return frozenset(_WORD.findall(candidates.span(index).of(candidates.article.text).lower()))


def _repeats(fresh: frozenset[str], said: Collection[frozenset[str]], redundancy: float) -> bool:
    if not fresh:
        return frozenset() in said
    return any(len(fresh & old) > redundancy * len(fresh) for old in said)
