"""A set of passages that is expected to say most, beside the story's own opening.

Each sentence is expected to say so much a word (`scores`); what a passage shares with those already taken
says nothing anew, and one that takes as known what is not there says less. Passages are taken by what they
say anew for their length, until the next one does not fit. Where the opening of the story, whole sentences
from the top, is expected to say nearly as much for its length, it is the summary: it reads best.

Source: the greedy method for a budgeted maximum of coverage, Khuller, Moss and Naor 1999; Lin and Bilmes 2010.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from heapq import heapify, heappop, heappush

from storysum.model.budget import Limits
from storysum.select.candidates import Candidates
from storysum.select.greedy import Chosen, contiguous
from storysum.select.references import references
from storysum.terms.counts import terms
from storysum.text.passages import passage_at, quotes_in

# So many sentences are parsed for what they refer to, the best ones; twenty choose no better (left-out domains).
PARSED = 10
# A passage that takes as known what is not there says so much less, by what it takes as known.
DANGLING = {"pronoun": 0.8, "name": 0.8, "definite": 0.25, "comparative": 0.5, "fragment": 0.8}
# The opening is left only for so much more, for each jump: a reader loses the thread.
MARGIN = 0.1
# What two sets of other lengths say is compared by what they say for their words to this power: at 1 the shorter
# one would win, at 0 the longer one.
LENGTH = 0.3
# Where more words are left, other passages fill the room; to fill less of it costs more than it brings, but for a
# story that is told in speech for such a part: there half of the room, by who speaks.
ROOM = 75
TOLD_IN_SPEECH = 0.3
# Such a story quotes somebody wherever so many words may be taken; in less, its opening says more.
QUOTING = 100
# So many are tried.
TRIED = 20


class Coverage:
    """What the passages of an article are expected to say; shared by all lengths."""

    def __init__(self, candidates: Candidates, scores: Sequence[float]) -> None:
        """With what each sentence is expected to say, a word, none negative."""
        passages, words = candidates.passages, terms(candidates.article).words.tolist()
        self.candidates = candidates
        self._terms: dict[int, frozenset[int]] = {}
        self._words = [max(1, sum(words[one.first : one.last + 1])) for one in passages]
        self._worths = [count * score for count, score in zip(words, scores, strict=True)]
        self._said = [sum(self._worths[one.first : one.last + 1]) for one in passages]
        self._density = [said / count for said, count in zip(self._said, self._words, strict=True)]
        self._standing = sorted(candidates.standing)
        best = sorted(self._densest(self._standing)[:PARSED])
        found = references(candidates.article, [passages[index].first for index in best])
        # What these passages take as known: how much less they say without it, and where it is introduced.
        self._references = {
            index: [(DANGLING[one.kind], {passage_at(passages, sentence) for sentence in one.by}) for one in some]
            for index, some in zip(best, found.values(), strict=False)
            if some
        }

    def choose(self, limits: Limits) -> Chosen:
        """The set, or the opening where that says nearly as much. Much room is filled."""
        opening, best = contiguous(self.candidates, self._worths, limits), self._greedy(limits)
        self._use_room(opening)
        self._use_room(best)
        # A story that is told in speech quotes somebody, from its opening on or by the passage that says most.
        speaks = [any(place in one.taken for place in self._spoken) for one in (opening, best)]
        if speaks == [True, False]:
            return opening
        if self._spoken and not any(speaks) and (limits.words or 0) >= QUOTING:
            return self._opening_and_speech(opening, limits)
        if best.taken.keys() < opening.taken.keys():
            return opening  # more of the same, and it reads on
        jumps = sum(place > 0 and place - 1 not in best.taken for place in best.taken)
        more = MARGIN * max(1, jumps)
        return best if self._worth(best) > (1 + more) * self._worth(opening) else opening

    def _use_room(self, chosen: Chosen) -> None:
        chosen.fill()
        left = chosen.room.words or 0
        if left > ROOM or (self._spoken and left >= chosen.words):
            self._fill(chosen, self._spoken or self._standing)

    def _greedy(self, limits: Limits) -> Chosen:
        """The passages that say most anew for their length, until the next one does not fit."""
        chosen, said = Chosen(self.candidates, limits), set[int]()
        # What a passage says for its length can only become less, but where it refers to what is there by then.
        queue = [(-self._density[index], index, -1) for index in self._standing]
        heapify(queue)
        passed = set[int]()  # over when the first one was sought: these stay discounted
        while queue:
            _, index, known = heappop(queue)
            group = {} if index in chosen.taken else self.candidates.group(index, chosen.taken)
            if not group:
                continue
            gain = self._gain(dict.fromkeys(group, 1.0), said, chosen.taken)
            if known != len(chosen.taken):
                density = gain / sum(self._words[place] for place in group)
                if not chosen.taken:
                    passed.add(index)
                elif index in self._references and index not in passed:
                    density = self._density[index]  # most of what refers to something reads on
                heappush(queue, (-density, index, len(chosen.taken)))
                continue
            if chosen.taken and gain <= 0:
                break  # nothing is left that was not said
            if not chosen.take(group):
                if len(group) == 1:
                    chosen.waiting = index
                break
            said.update(*map(self._terms_of, group))
            for place in self._references:
                heappush(queue, (-self._density[place], place, -1))
        return chosen

    def _fill(self, chosen: Chosen, among: Sequence[int]) -> None:
        """Use the room for the best passages that fit, or parts of them."""
        said = set[int]().union(*map(self._terms_of, chosen.taken))
        left = [index for index in among if index not in chosen.taken]
        left.sort(key=lambda index: -self._gain({index: 1.0}, said, chosen.taken) / self._words[index])
        for index in left[:TRIED]:
            if index not in chosen.taken and self._gain({index: 1.0}, said, chosen.taken) > 0:
                chosen.take_or_part(index, self._worths)

    def _opening_and_speech(self, opening: Chosen, limits: Limits) -> Chosen:
        """The opening, short of so much that the passage of speech that says most for its length fits behind it."""
        chosen = Chosen(self.candidates, limits)
        for index in self._densest(self._spoken)[:TRIED]:
            if chosen.take(self.candidates.group(index, ())):
                break
        for index in sorted(opening.taken.keys() - chosen.taken.keys()):
            if not chosen.take({index: opening.taken[index]}):
                break
        return chosen

    def _densest(self, among: Sequence[int]) -> list[int]:
        """Passages by what they say for their length, most first; ties go to the earlier one."""
        return sorted(among, key=lambda index: -self._density[index])

    @cached_property
    def _spoken(self) -> list[int]:
        """The passages in which somebody whom the article names speaks; none where speech is little of it."""
        said = [quotes_in(self.candidates.quotes, self.candidates.span(index)) for index in range(len(self._words))]
        spoken = [index for index, some in enumerate(said) if any(one.kind == "speech" and one.person for one in some)]
        much = sum(self._words[index] for index in spoken) >= TOLD_IN_SPEECH * sum(self._words)
        return spoken if much else []

    def _gain(self, group: Mapping[int, float], said: Collection[int], taken: Collection[int]) -> float:
        """What so much of some passages says that is not said yet, less what they take as known."""
        gain, known = 0.0, set[int]()
        for place, part in sorted(group.items()):
            own = self._terms_of(place)
            anew = sum(term not in said and term not in known for term in own) / len(own) if own else 1.0
            gain += part * (self._said[place] * anew * (1 - self._dangles(place, group, taken)))
            if len(group) > 1:
                known |= own
        return gain

    def _dangles(self, index: int, group: Collection[int], taken: Collection[int]) -> float:
        """How much less a passage says where nothing taken tells what it takes as known."""
        known = self._references.get(index, ())
        return max((lost for lost, by in known if by.isdisjoint(group) and by.isdisjoint(taken)), default=0.0)

    def _worth(self, chosen: Chosen) -> float:
        """What is said for its length; a passage that was shortened says a part of what it would."""
        parts = {place: min(1.0, one.words / self._words[place]) for place, one in chosen.taken.items()}
        return self._gain(parts, (), ()) / float(max(1, chosen.words) ** LENGTH)

    def _terms_of(self, index: int) -> frozenset[int]:
        if index not in self._terms:
            counted, passage = terms(self.candidates.article), self.candidates.passages[index]
            first, last = counted.indptr[passage.first], counted.indptr[passage.last + 1]
            self._terms[index] = frozenset(counted.indices[first:last].tolist())
        return self._terms[index]
