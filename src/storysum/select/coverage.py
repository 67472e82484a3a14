"""The set of passages that says most per word and covers most of the repeated words, compared with the story's opening.

A set is worth the logarithm of what its sentences are expected to say per word (`scores`), plus a bonus for words that
several sentences share, less penalties for jumps and for references to what is not there. It is found by exchanges,
from the opening of the story (whole sentences from the top, which reads best) or from its best sentences.

Source: coverage of words by how often a text says them, Lin and Bilmes 2011; local search for a set under a cap.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

from storysum.model.budget import Limits
from storysum.ranking.rows import Vector
from storysum.select.candidates import Candidate, Candidates
from storysum.select.greedy import Chosen, best_first, contiguous, repeats, words_in, words_of
from storysum.select.references import references
from storysum.terms.counts import terms
from storysum.text.passages import passage_at, quotes_in

# The worth of a set: the logarithm of what it says divided by its words to the power of LENGTH, plus COVERED times its
# share of the repeated words, less a DANGLING penalty, by kind, for each passage that refers to what is not there.
LENGTH, COVERED = 0.8, 4.0
DANGLING = {"pronoun": 0.7, "name": 2.0, "known": 0.6, "definite": 0.25, "comparative": 0.45}
DANGLING |= {"writer": 0.6, "fragment": 2.0}
# JUMP: the penalty of a passage without the one before it; SEVERED: another if it shares no word with what was taken
# before. MISSED: the penalty of a passage of the opening that is left out, times the square of what it says per word.
# NEAR: nothing is added to the whole opening from further down than the first so many passages.
JUMP, SEVERED, MISSED, NEAR = 0.3, 0.4, 35.0, 8
# Exchanged are the FIRST passages and the BEST ones of FEWEST words or more, if the opening has at most EXCHANGED
# passages: a longer opening tells its story, and neither ROUGE nor readers found anything better.
FIRST, BEST, FEWEST, EXCHANGED = 6, 10, 8, 5
MANY = 12  # passages: a larger set, of short lines under a large cap, is not exchanged
MOST = 1e100  # the scores of plug-ins are capped at this
# If more than ROOM words are left, other passages fill them; filling less is not worth it. If at least TOLD_IN_SPEECH
# of a story is speech, a room as large as what was taken is filled with speech.
ROOM = 75
TOLD_IN_SPEECH = 0.3
# Such a story quotes somebody if so many words may be taken; with fewer, its opening says more.
QUOTING = 150
# The most passages of speech that are tried behind an opening.
TRIED = 20

Sets = NDArray[np.bool_]


class Coverage:
    """What the passages of an article are expected to say; shared by all lengths."""

    def __init__(self, candidates: Candidates, scores: Sequence[float]) -> None:
        """`scores`: how many of fifty word pairs of an editor's summary each sentence should have, per word of it."""
        passages, counted = candidates.passages, terms(candidates.article)
        words = counted.words.tolist()
        self.candidates = candidates
        self._worths = [count * min(max(score, 0.0), MOST) for count, score in zip(words, scores, strict=True)]
        self._sizes = [max(1, sum(words[one.first : one.last + 1])) for one in passages]
        said = [sum(self._worths[one.first : one.last + 1]) for one in passages]
        self._density = [one / size for one, size in zip(said, self._sizes, strict=True)]
        long = [index for index in candidates.standing if self._sizes[index] >= FEWEST]
        self._exchangeable = sorted({*sorted(candidates.standing)[:FIRST], *self._densest(long)[:BEST]})
        found = references(candidates.article, [passages[index].first for index in self._exchangeable])
        # The references of these passages: the penalty without an introduction, and the passages that may give it.
        self._references = {
            index: [
                (DANGLING[one.kind], {passage_at(passages, sentence) for sentence in one.by})
                for one in some
                if one.kind != "writer" or not quotes_in(candidates.quotes, one.span)
            ]
            for index, some in zip(self._exchangeable, found.values(), strict=False)
        }
        # A word of only one sentence has no weight.
        having = np.log(np.maximum(1, np.bincount(counted.indices, minlength=len(counted.vocabulary))))
        self._weights = having / max(1.0, having.sum())

    def choose(self, limits: Limits) -> Chosen:
        """The best set, or the opening where it is worth nearly as much; large rooms are filled."""
        opening = contiguous(self.candidates, self._worths, limits)
        best = opening
        if len(opening.taken) <= EXCHANGED:
            best = self._exchanged(max(opening, self._best(limits), key=self._worth), limits)
        self._use_room(opening)
        if best is not opening:
            self._use_room(best)
        # A story told in speech should quote somebody: in its opening, or by the passage of speech that says most.
        speaks = [any(place in one.taken for place in self._spoken) for one in (opening, best)]
        if speaks == [True, False]:
            return opening
        if not any(speaks) and (limits.words or 0) >= QUOTING and (both := self._opening_and_speech(opening, limits)):
            return both
        lost, added = opening.taken.keys() - best.taken.keys(), best.taken.keys() - opening.taken.keys()
        if not added or (not lost and max(added) >= NEAR):
            return opening  # the opening reads on without a gap
        missed = MISSED * sum(self._density[index] ** 2 for index in lost)
        return best if self._worth(best) - missed > self._worth(opening) else opening

    def _best(self, limits: Limits) -> Chosen:
        return best_first(Chosen(self.candidates, limits), self._worths, self._densest(self.candidates.standing))

    def _exchanged(self, chosen: Chosen, limits: Limits) -> Chosen:
        """A set that no single addition, removal or exchange improves; each passage comes with those that it needs."""
        if not 0 < len(chosen.taken) <= MANY:
            return chosen
        taken = chosen.taken
        groups = {index: self.candidates.group(index, ()) for index in (*self._exchangeable, *taken)}
        groups |= {place: self.candidates.group(place, ()) for group in groups.values() for place in group}
        # A part of a quotation stays a part, and passages that need the whole of it are excluded.
        parts = {index for index, one in taken.items() if one != self.candidates.whole(index)}
        groups = {index: group for index, group in groups.items() if index in taken or parts.isdisjoint(group)}
        pool = {place: one for group in groups.values() for place, one in group.items()} | taken
        worth_of, items = self._worth_of(pool), sorted(pool)
        adds = np.array([[one in groups.get(index, ()) or one == index for one in items] for index in items])
        clash = self._clash(items, taken)
        sizes = np.array([pool[index][1:] for index in items])
        caps = [np.inf if cap is None else cap for cap in attrs.astuple(limits)]
        best = np.array([index in taken for index in items])
        worth = worth_of(best[None])[0]
        while True:
            fewer = best & ~adds[:, best].T  # without one passage and those that need it
            more = (np.vstack([best, fewer])[:, None] | adds).reshape(-1, len(items))
            near = np.vstack([fewer, more])
            near = near[near.any(1) & (near @ sizes - (0, 0, 1) <= caps).all(1) & ~(near & near @ clash).any(1)]
            worths = worth_of(near)
            if not worths.max(initial=worth) > worth:
                break
            best, worth = near[worths.argmax()], worths.max()
        found = Chosen(self.candidates, limits)
        found.take({index: pool[index] for index, there in zip(items, best, strict=True) if there})
        return found if found.taken.keys() != taken.keys() else chosen

    def _clash(self, items: Sequence[int], taken: Collection[int]) -> Sets:
        """Which passages repeat each other, so that no set may have both, except pairs that were taken already."""
        said = [words_of(self.candidates, index) for index in items]
        same = np.array([[repeats(one, [other]) for other in said] for one in said])
        there = np.array([index in taken for index in items])
        same[np.diag_indices(len(items))] = False
        clash: Sets = (same | same.T) & ~np.logical_and.outer(there, there)
        return clash

    def _worth(self, chosen: Chosen) -> float:
        return float(self._worth_of(chosen.taken)(np.ones((1, len(chosen.taken)), dtype=bool))[0])

    def _worth_of(self, pool: Mapping[int, Candidate]) -> Callable[[Sets], Vector]:
        """A function that gives the worth of sets: each row of its matrix says which passages of the pool a set has."""
        items, counted = sorted(pool), terms(self.candidates.article)
        runs = [slice(pool[index].excerpt.first, pool[index].excerpt.last + 1) for index in items]
        columns = [counted.indices[counted.indptr[run.start] : counted.indptr[run.stop]] for run in runs]
        known, places = np.unique(np.concatenate([np.empty(0, np.int32), *columns]), return_inverse=True)
        having = np.zeros((len(items), len(known)))
        having[np.repeat(np.arange(len(items)), list(map(len, columns))), places] = 1
        said, words = [sum(self._worths[run]) for run in runs], [pool[index].words for index in items]
        earlier, next_to = np.greater.outer(items, items), np.equal.outer(items, np.add(items, 1))
        shared = earlier & (having @ having.T > 0)
        lacking = [(place, *one) for place, index in enumerate(items) for one in self._references.get(index, ())]
        owners, starts = np.unique([place for place, _, _ in lacking], return_index=True)
        costs = np.array([cost for _, cost, _ in lacking])
        known_of = np.array([[one in by for one in items] for _, _, by in lacking])

        def worth(sets: Sets) -> Vector:
            there = sets @ having > 0
            anew = there.sum(1) / np.maximum(1, sets @ having.sum(1))  # repeats count once
            density = np.log(np.maximum(sets @ said * anew, 1e-9)) - LENGTH * np.log(1 + sets @ words)
            lost = np.zeros(len(sets))
            if lacking:  # for each passage its highest penalty
                most = np.maximum.reduceat(costs * ~(sets @ known_of.T), starts, axis=1)
                lost += (most * sets[:, owners]).sum(1)
            jumps = sets & ~(sets @ next_to.T) & (np.array(items) > 0)
            severed = jumps & (sets @ earlier.T) & ~(sets @ shared.T)
            lost += JUMP * jumps.sum(1) + SEVERED * severed.sum(1)
            worths: Vector = density + COVERED * (there @ self._weights[known]) - lost
            return worths.round(9)  # so that rounding differences between processors do not matter

        return worth

    def _use_room(self, chosen: Chosen) -> None:
        chosen.fill()
        left = chosen.room.words or 0
        if left >= chosen.words and (speech := self._speech_beside(chosen)):
            best_first(chosen, self._worths, speech)
        elif left > ROOM:
            best_first(chosen, self._worths, self._densest(self.candidates.standing))

    def _opening_and_speech(self, opening: Chosen, limits: Limits) -> Chosen | None:
        """A passage of speech and as much of the opening as fits, if that names its speaker; None if none does."""
        for speech in self._speech_beside(opening)[:TRIED]:
            chosen = Chosen(self.candidates, limits)
            chosen.take(self.candidates.group(speech, ()))
            for index in sorted(opening.taken.keys() - chosen.taken.keys()):
                if not chosen.take({index: opening.taken[index]}):
                    break
            beside = self._words(chosen.taken.keys() - {speech})
            if speech in chosen.taken and not self._spoken[speech].isdisjoint(beside):
                return chosen
        return None

    def _speech_beside(self, chosen: Chosen) -> list[int]:
        """The passages whose speaker the chosen set names, those that say most per word first."""
        said = self._words(chosen.taken)
        return [index for index in self._densest(self._spoken) if not self._spoken[index].isdisjoint(said)]

    def _words(self, taken: Collection[int]) -> frozenset[str]:
        return frozenset[str]().union(*(words_of(self.candidates, index) for index in taken))

    def _densest(self, among: Collection[int]) -> list[int]:
        """Passages sorted by what they say per word, most first; ties go to the earlier one."""
        return sorted(among, key=lambda index: (-self._density[index], index))

    @cached_property
    def _spoken(self) -> dict[int, frozenset[str]]:
        """The passages with speech by named people, with their last names; empty if little of the story is speech."""
        text, said = self.candidates.article.text, dict[int, frozenset[str]]()
        for index in range(len(self._sizes)):
            quotes = quotes_in(self.candidates.quotes, self.candidates.span(index))
            names = (one.person.of(text) for one in quotes if one.kind == "speech" and one.person)
            if last := frozenset(word for name in names for word in words_in(name)[-1:]):
                said[index] = last
        return said if sum(self._sizes[index] for index in said) >= TOLD_IN_SPEECH * sum(self._sizes) else {}
