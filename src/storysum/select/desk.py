"""Passages made ready for a summary: shortened, signed, counted; and what each one leans on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

from attrs import define, evolve, field

from storysum.model.article import Article
from storysum.model.quote import Quote
from storysum.model.ranking import Ranking
from storysum.model.selection import Excerpt, Passage
from storysum.model.span import Span
from storysum.select.cost import Cost
from storysum.select.openings import leans
from storysum.select.signing import by_somebody, names, signed, unnamed
from storysum.text.marks.balance import balanced
from storysum.text.passages import passage_at, quotes_in

__all__ = ["Compressor", "Desk", "Measure", "Ready", "Verbatim"]


class Compressor(Protocol):
    """What may be left out of a sentence."""

    def shorten(self, sentence: Span, *, opening: bool) -> tuple[Span, ...]:
        """What stays of a sentence; `opening` says that the one before it is not in the summary."""

    def trims(self, sentence: Span) -> Sequence[tuple[Span, ...]]:
        """Ways to trim a sentence where room is short: what may go together."""


class Verbatim:
    """Keeps each sentence whole."""

    def shorten(self, sentence: Span, *, opening: bool) -> tuple[Span, ...]:
        """All of it."""
        return (sentence,)

    def trims(self, sentence: Span) -> Sequence[tuple[Span, ...]]:
        """None."""
        return ()


Measure = Callable[[Sequence[Excerpt]], str]
"""The excerpts written out, to be counted."""

# How far back a passage may reach for what it leans on.
_LONGEST_CHAIN = 3
_FEWEST_WORDS = 5
# A stop set off by a space was set by a page to end a line that had none: a heading or a caption.
_FEWEST_OF_A_LINE = 8
# Less than this of a trimmed sentence is a stump: “Her father was ill.”
_FEWEST_TRIMMED = 8
_LONGEST_QUESTION = 200


class Ready(NamedTuple):
    """An excerpt and what it takes of a budget.

    Attributes:
        excerpt: As it would be shown.
        cost: At most.
        trim: What was trimmed of its sentence.
    """

    excerpt: Excerpt
    cost: Cost
    trim: tuple[Span, ...] = ()


@define(slots=False)
class Desk:
    """The editor's desk: every passage can be looked at, shortened and counted; each is done once, for all lengths."""

    article: Article
    ranking: Ranking
    quotes: Sequence[Quote]
    passages: Sequence[Passage]
    compressor: Compressor
    measure: Measure
    _excerpts: dict[tuple[int, bool, tuple[Span, ...]], Ready | None] = field(factory=dict)
    _runs: dict[tuple[int, int], Ready | None] = field(factory=dict)
    _grounds: dict[int, tuple[int, ...] | None] = field(factory=dict)
    _leaning: dict[int, bool] = field(factory=dict)

    @cached_property
    def order(self) -> list[int]:
        """The passages by their best scores."""
        return self.ordered(self.ranking.scores)

    def ordered(self, scores: Sequence[float]) -> list[int]:
        """The passages by the best that their sentences have of some scores."""
        best = [self.best_of(index, scores) for index in range(len(self.passages))]
        return sorted(range(len(best)), key=best.__getitem__, reverse=True)  # equal ones stay in order

    def best_of(self, index: int, scores: Sequence[float]) -> float:
        """The best that the sentences of a passage have of some scores."""
        passage = self.passages[index]
        return max(scores[passage.first : passage.last + 1])

    def is_crumb(self, index: int) -> bool:
        """Whether it says little alone (“Electric guitars?”) or breaks off."""
        passage = self.passages[index]
        sentence = self.article.sentences[passage.first]
        if passage.last > passage.first or len(sentence) > _LONGEST_QUESTION:
            return False
        kept = self.compressor.shorten(sentence, opening=True)
        text = " ".join(span.of(self.article.text) for span in kept)
        heading = self.article.text[sentence.start : sentence.end].endswith((" .", "\N{NO-BREAK SPACE}."))
        least = _FEWEST_OF_A_LINE if heading else _FEWEST_WORDS
        few = sum(any(map(str.isalnum, word)) for word in text.split()) < least
        end = text.rstrip("\"”’'») ")
        if end.endswith((",", ";")):
            return True
        alone = few or end.endswith(("?", ":", "–", "—", "--"))
        return alone and not quotes_in(self.quotes, sentence)

    def speaks(self, index: int) -> bool:
        """Whether somebody whom the article names speaks in a passage, whole sentences of it."""
        passage, sentences = self.passages[index], self.article.sentences
        span = Span(sentences[passage.first].start, sentences[passage.last].end)
        return any(quote.kind == "speech" and quote.person is not None for quote in quotes_in(self.quotes, span))

    @cached_property
    def speech(self) -> float:
        """The part of the sentences that stand in passages in which somebody speaks."""
        sizes = [passage.last - passage.first + 1 for passage in self.passages]
        return sum(size for index, size in enumerate(sizes) if self.speaks(index)) / max(1, sum(sizes))

    def excerpt(self, index: int, *, opening: bool, trim: tuple[Span, ...] = ()) -> Ready | None:
        """A passage made ready, signed where need be, and what it costs; None where it cannot be published.

        Args:
            index: Of the passage.
            opening: Whether the sentence before it is not in the summary.
            trim: What to leave out.
        """
        key = (index, opening, trim)
        if key not in self._excerpts:
            whole = self.whole(self.passages[index], opening=opening)
            kept = _without(whole.kept, trim)
            self._excerpts[key] = self._made_ready(evolve(whole, kept=kept), trim) if kept else None
        return self._excerpts[key]

    def _made_ready(self, excerpt: Excerpt, trim: tuple[Span, ...] = ()) -> Ready | None:
        """What can be published: with its speaker's name, and a partner to each of its marks."""
        found = signed(self.article, self.quotes, excerpt, before=self._right_before(excerpt.first))
        written = "" if found is None else self.measure([found])
        if found is None or not balanced(written):
            return None
        return Ready(found, self._cost(found, written), trim)

    def _right_before(self, sentence: int) -> str:
        """The passage that ends where a sentence begins, or what stands there."""
        if sentence == 0:
            return ""
        place = passage_at(self.passages, sentence - 1)
        first = sentence - 1 if place is None else self.passages[place].first
        sentences = self.article.sentences
        return self.article.text[sentences[first].start : sentences[sentence - 1].end]

    def trimmed(self, index: int) -> list[Ready]:
        """A passage of one sentence without speech, with its lead-in dropped, trimmed in several ways."""
        passage = self.passages[index]
        sentence = self.article.sentences[passage.first]
        if passage.last > passage.first or quotes_in(self.quotes, sentence):
            return []
        found = [self.excerpt(index, opening=True, trim=trim) for trim in self.compressor.trims(sentence)]
        return [ready for ready in found if ready is not None and ready.cost.words >= _FEWEST_TRIMMED]

    def follows(self, index: int) -> bool:
        """Whether a passage begins where the one before it ends."""
        return index > 0 and self.passages[index - 1].last + 1 == self.passages[index].first

    def in_full(self, index: int, ready: Ready) -> Ready | None:
        """The same excerpt of a passage with its lead-in, for it follows the sentence before."""
        passage, excerpt = self.passages[index], ready.excerpt
        whole = (excerpt.first, excerpt.last) == (passage.first, passage.last)
        return self.excerpt(index, opening=False, trim=ready.trim) if whole else ready

    def part(self, index: int, fits: Callable[[Cost], bool]) -> Ready | None:
        """As much of a long quotation as fits, grown from its best sentence."""
        passage, scores = self.passages[index], self.ranking.scores
        sentences = self.article.sentences
        if not quotes_in(self.quotes, Span(sentences[passage.first].start, sentences[passage.last].end)):
            return None  # the head of an item, or an announcement, with what it brings on
        best = max(range(passage.first, passage.last + 1), key=lambda place: (scores[place], -place))
        found: Ready | None = None
        first = last = best
        while True:
            ready = self._run(first, last)
            if ready is None or not fits(ready[1]):
                return found
            if not self._opens_badly(ready[0]):
                found = ready
            if first > passage.first and (last == passage.last or scores[first - 1] >= scores[last + 1]):
                first -= 1
            elif last < passage.last:
                last += 1
            else:
                return found

    def _run(self, first: int, last: int) -> Ready | None:
        key = (first, last)
        if key not in self._runs:
            sentences = self.article.sentences
            kept = tuple(
                span
                for place in range(first, last + 1)
                for span in self.compressor.shorten(sentences[place], opening=place == first)
            )
            self._runs[key] = self._made_ready(Excerpt(first, last, kept))
        return self._runs[key]

    def _opens_badly(self, excerpt: Excerpt) -> bool:
        kept = excerpt.kept
        return excerpt.first > 0 and leans(self.article.text, kept[0].start, kept[-1].end)

    def ground(self, index: int) -> tuple[int, ...] | None:
        """The passages right before this one that it leans on, nearest first; None if there is nothing to lean on."""
        if index not in self._grounds:
            wanted = [index]
            while self._leans(wanted[-1]):
                before = wanted[-1] - 1
                adjacent = before >= 0 and self.passages[before].last + 1 == self.passages[wanted[-1]].first
                if not adjacent or len(wanted) > _LONGEST_CHAIN:
                    wanted = []
                    break
                wanted.append(before)
            self._grounds[index] = tuple(wanted[1:]) if wanted else None
        return self._grounds[index]

    def _leans(self, index: int) -> bool:
        if index not in self._leaning:
            self._leaning[index] = self._leans_anew(index)
        return self._leaning[index]

    def _leans_anew(self, index: int) -> bool:
        passage = self.passages[index]
        if passage.first == 0:
            return False
        kept = self.compressor.shorten(self.article.sentences[passage.first], opening=True)
        if leans(self.article.text, kept[0].start, kept[-1].end):
            return True
        excerpt = self.whole(passage, opening=True)
        return by_somebody(self.article, self.quotes, excerpt) or self._names_before(passage, excerpt)

    def _names_before(self, passage: Passage, excerpt: Excerpt) -> bool:
        """Whether a speaker whom the passage does not name is named shortly before: better than a signature."""
        article = self.article
        person = next(iter(unnamed(article, self.quotes, excerpt)), None)
        near = range(max(0, passage.first - 2), passage.first)
        return person is not None and any(
            names(article.sentences[index].of(article.text), person.of(article.text)) for index in near
        )

    def whole(self, passage: Passage, *, opening: bool) -> Excerpt:
        """A passage with all of its sentences, each as short as the compressor makes it."""
        kept: list[Span] = []
        for index in range(passage.first, passage.last + 1):
            kept.extend(
                self.compressor.shorten(self.article.sentences[index], opening=opening and index == passage.first)
            )
        return Excerpt(passage.first, passage.last, tuple(kept))

    def _cost(self, excerpt: Excerpt, written: str) -> Cost:
        """What it takes, counted on what render makes of it."""
        # One more for the space behind, and one for the stop behind a name, or a line that has none.
        characters = len(written) + 1 + (excerpt.speaker is not None or written[-1:].isalnum())
        return Cost(len(written.split()), characters, len(self.touches(excerpt)))

    def touches(self, excerpt: Excerpt) -> set[int]:
        """The sentences that it takes words from, that of the signature included."""
        touched = set(range(excerpt.first, excerpt.last + 1))
        if excerpt.speaker is not None:
            sentences, name = self.article.sentences, excerpt.speaker
            home = max(0, bisect_right(sentences, name.start, key=lambda sentence: sentence.start) - 1)
            near = range(home, min(home + 2, len(sentences)))
            touched.update(index for index in near if name.overlaps(sentences[index]))
        return touched

    def finished(self, taken: Sequence[Excerpt]) -> tuple[Excerpt, ...]:
        """Excerpts in their order, without the signatures of those whom the text before already names."""
        finished: list[Excerpt] = []
        named = ""
        for excerpt in taken:
            if excerpt.speaker is not None and not any(unnamed(self.article, self.quotes, excerpt, before=named)):
                excerpt = evolve(excerpt, speaker=None)
            finished.append(excerpt)
            named += " " + self.measure([excerpt])
        return tuple(finished)

    def why_nothing_fits(self) -> str:
        """The shortfall of an empty summary."""
        text, sentences = self.article.text, self.article.sentences
        shortest = min(len(text[sentences[p.first].start : sentences[p.last].end].split()) for p in self.passages)
        return f"Nothing fits: the shortest passage has {shortest} {'word' if shortest == 1 else 'words'}."


def _without(kept: tuple[Span, ...], gone: tuple[Span, ...]) -> tuple[Span, ...]:
    """What is left of some spans."""
    for out in gone:
        left: list[Span] = []
        for span in kept:
            if span.overlaps(out):
                left.extend(Span(*ends) for ends in ((span.start, out.start), (out.end, span.end)) if ends[0] < ends[1])
            else:
                left.append(span)
        kept = tuple(left)
    return kept
