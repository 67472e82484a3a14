"""Greedy selection: the best passages that fit, or passages from the top of the story."""

import re
from collections.abc import Collection, Mapping, Sequence

from attrs import Factory, define

from storysum.model.budget import Limits
from storysum.select.candidates import Candidate, Candidates

# After so many passages in a row that cannot be taken, no more are tried.
_PATIENCE = 50
# The most of a passage's words that one taken before may have: among the best, and from the top of the story.
REDUNDANT, _SAME = 0.7, 0.99
_WORD = re.compile(r"[^\W_]+")


@define
class Chosen:
    """The passages taken, by index, the room left, and the next passage, which did not fit (None if there is none)."""

    candidates: Candidates
    room: Limits
    taken: dict[int, Candidate] = Factory(dict)
    waiting: int | None = None

    @property
    def words(self) -> int:
        """The number of words taken."""
        return sum(candidate.words for candidate in self.taken.values())

    def take(self, group: Mapping[int, Candidate]) -> bool:
        """Add passages if there are any and all of them fit; return whether they were added."""
        room = self.room
        for candidate in group.values():
            if not candidate.fits(room):
                return False
            room = candidate.left(room)
        self.taken.update(group)
        self.room = room
        return bool(group)

    def take_or_part(self, index: int, scores: Sequence[float]) -> bool:
        """Add a passage with those it needs, or as much of it as fits; return whether anything was added."""
        if self.take(self.candidates.group(index, self.taken)):
            return True
        part = self.candidates.part(index, scores, self.room)
        return part is not None and self.take({index: part})

    def fill(self) -> None:
        """Add the waiting passage, shortened to the room that is left, if there is a sure cut."""
        if self.waiting is not None and self.waiting not in self.taken:
            short = self.candidates.shortened(self.waiting, self.room)
            self.take({} if short is None else {self.waiting: short})
        self.waiting = None


def best_first(chosen: Chosen, scores: Sequence[float], order: Sequence[int]) -> Chosen:
    """Add passages in the given order, each with those it needs; skip what does not fit or repeats.

    If a long quotation does not fit, a part of it is grown from the highest-scored sentence. Questions and fragments
    are taken only if there is nothing else.
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
    """Passages from the top until one does not fit; if the first does not, from the first that does.

    Repeated lines, headings and torn sentences are skipped. What cannot be published (speech without a named speaker)
    ends the summary, except where the whole text would fit: then only that is left out, with what leans on it.
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
    """The distinct words of a passage, in lower case."""
    return frozenset(words_in(candidates.span(index).of(candidates.article.text)))


def words_in(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return _WORD.findall(text.lower())


def repeats(fresh: frozenset[str], said: Collection[frozenset[str]], redundancy: float = REDUNDANT) -> bool:
    """Whether one earlier passage has more than this share of the new words."""
    return any(fresh == old or len(fresh & old) > redundancy * len(fresh) for old in said)
