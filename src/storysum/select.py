"""A ranking under a budget: which passages go into a summary.

The best passages are taken one after the other as long as they fit. One that says again what is
already there is passed over. One that leans on the sentence before it (“He…”, “That…”) brings that
sentence along, or stays out. One too long for the whole budget may give a part of its quotation,
signed with the speaker's name. What was taken stands in the order of the article.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from attrs import define, evolve, field, frozen

from storysum.model.article import Article
from storysum.model.budget import Budget, Limits
from storysum.model.quote import Quote
from storysum.model.ranking import Ranking
from storysum.model.selection import Excerpt, Passage, Selection
from storysum.model.span import Span
from storysum.text.data import words
from storysum.text.openings import leans
from storysum.text.passages import quotes_in

__all__ = ["Measure", "Policy", "Shorten", "select"]

Shorten = Callable[[Span, bool], tuple[Span, ...]]
"""What stays of a sentence; the flag says that the sentence before it is not in the summary."""

Measure = Callable[[Sequence[Excerpt]], str]
"""The excerpts written out, to be counted."""

# After so many passages in a row that do not fit, the rest would only be crumbs.
_PATIENCE = 50
# How far back a passage may reach for what it leans on.
_LONGEST_CHAIN = 3
# The gentle compressor leaves at least this part of a sentence's words, inverted.
_MOST_SHORTENED = 2
_FEWEST_WORDS = 4
_LONGEST_QUESTION = 200
_WORD = re.compile(r"[^\W_]+")


@frozen
class Policy:
    """How to choose.

    Attributes:
        stand_alone: Bring along, or leave out, what leans on a sentence that is not there.
        redundancy: The largest share of a passage's content words that may be there already.
    """

    stand_alone: bool = True
    redundancy: float = 0.7


def select(
    article: Article,
    ranking: Ranking,
    budget: Budget,
    *,
    among: Sequence[Passage],
    quotes: Sequence[Quote],
    shorten: Shorten,
    measure: Measure,
    policy: Policy | None = None,
) -> Selection:
    """Choose passages of the article's body under a budget.

    Args:
        article: With its sentences.
        ranking: One score a sentence.
        budget: Its caps hold on what `measure` writes.
        among: The passages to choose from, in order.
        quotes: All quotations of the article, in order.
        shorten: The compressor, or a function that keeps each sentence whole.
        measure: The renderer.
        policy: How to choose.
    """
    limits = budget.limits(sum(len(b.span.of(article.text).split()) for b in article.blocks if b.role == "body"))
    if not among:
        return Selection((), shortfall=_nothing_there(article))
    desk = _Desk(article, ranking, quotes, among, limits, shorten, measure, policy or Policy())
    for index in desk.order:
        if desk.full:
            break
        desk.consider(index)
    excerpts = desk.finished()
    return Selection(excerpts, shortfall=None if excerpts else desk.why_nothing_fits())


def _nothing_there(article: Article) -> str:
    if not article.sentences:
        return "The article has no sentences."
    return "No sentence can be taken: each stands in a list, or next to a quotation mark that nothing closes."


@frozen
class _Cost:
    """What an excerpt takes of the budget, at most."""

    words: int
    characters: int


@define(slots=False)
class _Desk:
    """The editor's desk: what has been taken so far, and what it costs."""

    article: Article
    ranking: Ranking
    quotes: Sequence[Quote]
    passages: Sequence[Passage]
    limits: Limits
    shorten: Shorten
    measure: Measure
    policy: Policy
    taken: dict[int, Excerpt] = field(factory=dict)
    costs: dict[int, _Cost] = field(factory=dict)
    touched: set[int] = field(factory=set)
    said: list[frozenset[str]] = field(factory=list)
    misses: int = 0

    @cached_property
    def order(self) -> list[int]:
        """The passages, best first; of equals the earlier one."""
        scores = self.ranking.scores
        best = [max(scores[passage.first : passage.last + 1]) for passage in self.passages]
        crumbs = [self.policy.stand_alone and self._is_crumb(passage) for passage in self.passages]
        return sorted(range(len(best)), key=lambda index: (crumbs[index], -best[index], index))

    def _is_crumb(self, passage: Passage) -> bool:
        """Whether it says little alone (“Electric guitars?”): taken only where nothing better fits."""
        sentence = self.article.sentences[passage.first]
        if passage.last > passage.first or len(sentence) > _LONGEST_QUESTION:
            return False
        words_in = sentence.of(self.article.text).split()
        alone = len(words_in) < _FEWEST_WORDS or words_in[-1].endswith("?")
        return alone and not quotes_in(self.quotes, sentence)

    @property
    def full(self) -> bool:
        """Whether looking on is idle."""
        spare = 1  # the shortest word
        words = sum(cost.words for cost in self.costs.values()) + spare
        characters = sum(cost.characters for cost in self.costs.values()) + spare
        full = not self.limits.allow(words=words, sentences=len(self.touched) + spare, characters=characters)
        return full or self.misses >= _PATIENCE

    def consider(self, index: int) -> None:
        """Take a passage with all that it needs, if that fits and says something new."""
        if index in self.taken:
            return
        if self._is_far_too_long(self.passages[index]):
            self.misses += 1
            return
        wanted = self._with_its_ground(index)
        if wanted is None:
            return
        passage = self.passages[index]
        words_of_it = self._content_words(passage)
        if self._is_said_already(words_of_it):
            return
        if self._take(self._written_anew(wanted)):
            self.said.append(words_of_it)
        elif passage.last > passage.first and not self._could_ever_fit(passage):
            part = self._best_part(passage)
            if part is not None and self._take({index: part}):
                self.said.append(words_of_it)

    def _is_far_too_long(self, passage: Passage) -> bool:
        """Whether no shortening could make it fit what is left: seen without looking at its words.

        One that is too long for the whole budget is no such passage: a part of it may fit.
        """
        if self.limits.words is None or passage.last > passage.first:
            return False
        left = self.limits.words - sum(cost.words for cost in self.costs.values())
        sentence = self.article.sentences[passage.first]
        return len(sentence.of(self.article.text).split()) > _MOST_SHORTENED * left

    def _written_anew(self, wanted: Sequence[int]) -> dict[int, Excerpt | None]:
        """The excerpts that change when some passages are taken.

        A lead-in is dropped only where the sentence before is not there. So the passage that
        follows a new one, if it was taken without its lead-in, gets it back.
        """
        there = self.touched.union(*(range(self.passages[each].first, self.passages[each].last + 1) for each in wanted))
        followers = [each + 1 for each in wanted if each + 1 in self.taken and each + 1 not in wanted]
        return {
            each: self._signed(self._whole(self.passages[each], opening=self.passages[each].first - 1 not in there))
            for each in (*wanted, *followers)
        }

    def _take(self, excerpts: Mapping[int, Excerpt | None]) -> bool:
        """Put excerpts on the desk, in place of those that stood there for the same passages, if all fits."""
        costs, touched = dict(self.costs), set(self.touched)
        for index, excerpt in excerpts.items():
            if excerpt is None:
                self.misses += 1
                return False
            costs[index] = self._cost_of(excerpt)
            touched.update(self._touches(excerpt))
        if not self._allowed(costs.values(), touched):
            self.misses += 1
            return False
        self.taken.update({index: excerpt for index, excerpt in excerpts.items() if excerpt is not None})
        self.costs, self.touched, self.misses = costs, touched, 0
        return True

    def _allowed(self, costs: Iterable[_Cost], touched: set[int]) -> bool:
        words = characters = 0
        for cost in costs:
            words += cost.words
            characters += cost.characters
        # Each excerpt is counted with a space behind it; the last one has none.
        return self.limits.allow(words=words, sentences=len(touched), characters=characters - 1)

    def _cost_of(self, excerpt: Excerpt) -> _Cost:
        written = self.measure([excerpt])
        # One more for the space behind, and one for the stop behind a name.
        return _Cost(len(written.split()), len(written) + 1 + (excerpt.speaker is not None))

    def _touches(self, excerpt: Excerpt) -> set[int]:
        touched = set(range(excerpt.first, excerpt.last + 1))
        if excerpt.speaker is not None:
            sentences = self.article.sentences
            home = max(0, bisect_right(sentences, excerpt.speaker.start, key=lambda sentence: sentence.start) - 1)
            touched.update(index for index in range(home, min(home + 2, len(sentences))) if excerpt.speaker.overlaps(sentences[index]))
        return touched

    def _could_ever_fit(self, passage: Passage) -> bool:
        excerpt = self._signed(self._whole(passage, opening=True))
        return excerpt is not None and self._allowed([self._cost_of(excerpt)], self._touches(excerpt))

    def _with_its_ground(self, index: int) -> list[int] | None:
        """The passage and those before it that it leans on; None if there is nothing to lean on."""
        wanted = [index]
        while self.policy.stand_alone and self._leans(wanted[-1]):
            before = wanted[-1] - 1
            if before in self.taken:
                break
            adjacent = before >= 0 and self.passages[before].last + 1 == self.passages[wanted[-1]].first
            if not adjacent or len(wanted) > _LONGEST_CHAIN:
                return None
            wanted.append(before)
        return wanted

    def _leans(self, index: int) -> bool:
        passage = self.passages[index]
        if passage.first == 0:
            return False
        kept = self.shorten(self.article.sentences[passage.first], True)
        if leans(self.article.text, kept[0].start, kept[-1].end):
            return True
        return self._unnamed(self._whole(passage, opening=True), "") is not None and self._names_before(passage)

    def _names_before(self, passage: Passage) -> bool:
        """Whether the passage's speaker is named shortly before, so that no signature is needed."""
        person = self._unnamed(self._whole(passage, opening=True), "")
        near = range(max(0, passage.first - 2), passage.first)
        return person is not None and any(
            _names(self.article.sentences[index].of(self.article.text), person.of(self.article.text)) for index in near
        )

    def _whole(self, passage: Passage, *, opening: bool) -> Excerpt:
        kept: list[Span] = []
        for index in range(passage.first, passage.last + 1):
            kept.extend(self.shorten(self.article.sentences[index], opening and index == passage.first))
        return Excerpt(passage.first, passage.last, tuple(kept))

    def _signed(self, excerpt: Excerpt) -> Excerpt | None:
        people = {person for person in self._people(excerpt, "")}
        if len({person.of(self.article.text) for person in people}) > 1:
            return None
        return evolve(excerpt, speaker=min(people, default=None))

    def _unnamed(self, excerpt: Excerpt, named_before: str) -> Span | None:
        return next(iter(self._people(excerpt, named_before)), None)

    def _people(self, excerpt: Excerpt, named_before: str) -> Iterable[Span]:
        """Speakers whom an excerpt quotes without naming them."""
        text = self.article.text
        run = Span(excerpt.kept[0].start, excerpt.kept[-1].end)
        shown = " ".join(span.of(text) for span in excerpt.kept)
        pronouns = words("speaker_pronouns")
        for quote in quotes_in(self.quotes, run):
            attributed = quote.speaker is not None and any(span.covers(quote.speaker) for span in excerpt.kept)
            name = quote.person or quote.speaker
            if name is None or (quote.person is None and name.of(text).lower() in pronouns):
                continue
            if _names(shown, name.of(text)) or (attributed and _names(named_before, name.of(text))):
                continue
            yield name

    def _best_part(self, passage: Passage) -> Excerpt | None:
        """As much of a long quotation as fits, grown from its best sentence."""
        scores, sentences = self.ranking.scores, self.article.sentences
        best = max(range(passage.first, passage.last + 1), key=lambda index: (scores[index], -index))
        found: Excerpt | None = None
        first = last = best
        while True:
            kept = tuple(
                span for index in range(first, last + 1) for span in self.shorten(sentences[index], index == first)
            )
            excerpt = self._signed(Excerpt(first, last, kept))
            if excerpt is None or not self._fits_now(excerpt):
                return found
            found = excerpt
            if first > passage.first and (last == passage.last or scores[first - 1] >= scores[last + 1]):
                first -= 1
            elif last < passage.last:
                last += 1
            else:
                return found

    def _fits_now(self, excerpt: Excerpt) -> bool:
        return self._allowed([*self.costs.values(), self._cost_of(excerpt)], self.touched | self._touches(excerpt))

    def _content_words(self, passage: Passage) -> frozenset[str]:
        start = self.article.sentences[passage.first].start
        end = self.article.sentences[passage.last].end
        return frozenset(_WORD.findall(self.article.text[start:end].lower()))

    def _is_said_already(self, fresh: frozenset[str]) -> bool:
        if not fresh:
            return bool(self.said) and frozenset() in self.said
        return any(len(fresh & old) > self.policy.redundancy * len(fresh) for old in self.said)

    def finished(self) -> tuple[Excerpt, ...]:
        """What was taken, in order, without the names that the text before already gives."""
        finished: list[Excerpt] = []
        named = ""
        for index in sorted(self.taken):
            excerpt = self.taken[index]
            if excerpt.speaker is not None and self._unnamed(excerpt, named) is None:
                excerpt = evolve(excerpt, speaker=None)
            finished.append(excerpt)
            named += " " + self.measure([excerpt])
        return tuple(finished)

    def why_nothing_fits(self) -> str:
        """The shortfall of an empty summary."""
        text, sentences = self.article.text, self.article.sentences
        shortest = min(len(text[sentences[p.first].start : sentences[p.last].end].split()) for p in self.passages)
        return f"Nothing fits: the shortest passage has {shortest} {'word' if shortest == 1 else 'words'}."


def _names(text: str, name: str) -> bool:
    """Whether a text has a person's last name, or all of another kind of name, as a word."""
    last = re.split(r"\s+", name.strip())[-1]
    return re.search(rf"(?<!\w){re.escape(last)}(?!\w)", text) is not None
