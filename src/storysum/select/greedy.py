"""The best that fits, one after the other; and the story as it opens."""

import re
from collections.abc import Collection, Mapping, Sequence

from attrs import Factory, define

from storysum.model.budget import Limits
from storysum.select.candidates import Candidate, Candidates

# After so many passages in a row that do not fit, no more are tried.
_PATIENCE = 50
# Such a part of a passage's words one taken before may have: where the best are chosen, and where the story is told.
REDUNDANT, _SAME = 0.7, 0.99
_WORD = re.compile(r"[^\W_]+")


@define
class Chosen:
    """What was taken, by passage, the room that is left, and what would have come next but did not fit."""

    candidates: Candidates
    room: Limits
    taken: dict[int, Candidate] = Factory(dict)
    waiting: int | None = None

    @property
    def words(self) -> int:
        """How many words were taken."""
        return sum(candidate.words for candidate in self.taken.values())

    def take(self, group: Mapping[int, Candidate]) -> bool:
        """Add passages where there are any and all of them fit, and say whether they do."""
        room = self.room
        for candidate in group.values():
            if not candidate.fits(room):
                return False
            room = candidate.left(room)
        self.taken.update(group)
        self.room = room
        return bool(group)

    def take_or_part(self, index: int, scores: Sequence[float]) -> bool:
        """Add a passage with those that it needs, or as much of it as fits, and say whether anything does."""
        if self.take(self.candidates.group(index, self.taken)):
            return True
        part = self.candidates.part(index, scores, self.room)
        return part is not None and self.take({index: part})

    def fill(self) -> None:
        """Take what would have come next, shortened to the room that is left, where its cut is sure."""
        if self.waiting is not None and self.waiting not in self.taken:
            short = self.candidates.shortened(self.waiting, self.room)
            self.take({} if short is None else {self.waiting: short})
        self.waiting = None


def best_first(chosen: Chosen, scores: Sequence[float], order: Sequence[int]) -> Chosen:
    """Passages in an order, each with those that it needs; what does not fit, or repeats, is passed over.

    Of a long quotation a part is grown from the sentence of the highest score. Questions and fragments come last, and
    only into an empty summary.
    """
    candidates, misses = chosen.candidates, 0
    said = {index: words_of(candidates, index) for index in chosen.taken}
    for index in [one for one in order if one in candidates.standing] or order:
        if misses >= _PATIENCE or not chosen.room.allow(words=1, sentences=1, characters=0):
            break
        may_fit = candidates.may_fit(index, chosen.room)
        if may_fit and (index in chosen.taken or repeats(words_of(candidates, index), said.values(), REDUNDANT)):
            continue
        if may_fit and chosen.take_or_part(index, scores):
            said.update({place: words_of(candidates, place) for place in chosen.taken.keys() - said.keys()})
            misses = 0
            continue
        misses += 1
        if chosen.waiting is None:
            alone = len(candidates.group(index, chosen.taken)) == 1 if may_fit else candidates.needs(index) == ()
            chosen.waiting = index if alone else None
    return chosen


def contiguous(candidates: Candidates, scores: Sequence[float], limits: Limits) -> Chosen:
    """Passages from the top until one does not fit; where not even the first does, from the first that does.

    The same line again is passed over, and so are a heading and a torn sentence. What cannot be published (speech of
    nobody who is named) ends the summary, but where the whole text would fit: there it alone is missing, with what
    leans on it.
    """
    chosen = Chosen(candidates, limits)
    said: list[frozenset[str]] = []
    passed = False
    for index in range(len(candidates.passages)):
        words = words_of(candidates, index)
        if repeats(words, said, _SAME) or candidates.is_stray(index):
            continue
        whole = candidates.whole(index)
        if passed and whole is not None and candidates.group(index, chosen.taken) != {index: whole}:
            continue
        if whole is not None and chosen.take({index: whole}):
            said.append(words)
            continue
        if (part := candidates.part(index, scores, chosen.room)) is not None:
            chosen.take({index: part})
            break
        if whole is None and chosen.taken and (passed or candidates.all_fit(limits)):
            passed = True
            continue
        if chosen.waiting is None:
            chosen.waiting = index
        if chosen.taken:
            break
    return chosen


def words_of(candidates: Candidates, index: int) -> frozenset[str]:
    """The distinct words of a passage, without case."""
    return frozenset(words_in(candidates.span(index).of(candidates.article.text)))


def words_in(text: str) -> list[str]:
    """The words of a text, without case."""
    return _WORD.findall(text.lower())


def repeats(fresh: frozenset[str], said: Collection[frozenset[str]], redundancy: float = REDUNDANT) -> bool:
    """Whether such a part of some words was said by one passage."""
    return any(fresh == old or len(fresh & old) > redundancy * len(fresh) for old in said)
