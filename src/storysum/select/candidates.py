"""Passages as they would stand in a summary: whole, with a signature where one is needed, and measured."""

from collections.abc import Callable, Container, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import attrs
from attrs import define, evolve, field

from storysum.model.article import Article
from storysum.model.budget import Limits, count_words
from storysum.model.quote import Quote
from storysum.model.selection import Excerpt, Passage
from storysum.model.span import Span
from storysum.select.openings import leans, starts_small, takes_back
from storysum.select.signing import by_somebody, names, signed, unnamed
from storysum.text.body import overlapping
from storysum.text.lines import announces
from storysum.text.marks.balance import balanced
from storysum.text.passages import passage_at, quotes_in

# The most passages that may be brought along before one, each needed by the next; with more, none can be had.
_LONGEST_CHAIN = 3
# Room for fewer words than this is left empty.
_LEAST_ROOM = 10
_FEWEST_WORDS, _FEW_CHARACTERS = 4, 100


class Candidate(NamedTuple):
    """An excerpt and the most that it takes of a budget, with the space behind it."""

    excerpt: Excerpt
    words: int
    sentences: int
    characters: int

    def fits(self, room: Limits) -> bool:
        """Whether the excerpt may still be written; the space behind the last one does not count."""
        return room.allow(words=self.words, sentences=self.sentences, characters=self.characters - 1)

    def left(self, room: Limits) -> Limits:
        """The room that is left behind it."""
        caps = zip(attrs.astuple(room), self[1:], strict=True)
        return Limits(*(None if cap is None else cap - own for cap, own in caps))


@define(slots=False)
class Candidates:
    """The passages of an article, each prepared once for all lengths."""

    article: Article
    quotes: Sequence[Quote]
    passages: Sequence[Passage]  # the runs of sentences that may be taken, in order
    write: Callable[[Sequence[Excerpt]], str]  # writes excerpts out, so that they can be counted
    # Takes off a sentence the conjunction that ties it to one that is not taken.
    opened: Callable[[Span], Span] = lambda sentence: sentence
    # The spans of a sentence, given by index, that fit the room and surely read well and mean the same; None: nothing.
    cut: Callable[[int, Limits], tuple[Span, ...] | None] = lambda _, __: None
    _runs: dict[tuple[int, int], Candidate | None] = field(factory=dict)
    _needs: dict[int, tuple[int, ...] | None] = field(factory=dict)

    def span(self, index: int) -> Span:
        """The span of a passage."""
        passage, sentences = self.passages[index], self.article.sentences
        return Span(sentences[passage.first].start, sentences[passage.last].end)

    def texts(self) -> list[str]:
        """The text of each passage."""
        return [self.span(index).of(self.article.text) for index in range(len(self.passages))]

    def all_fit(self, limits: Limits) -> bool:
        """Whether all passages together stay within the limits as they stand, with room for spaces."""
        texts = self.texts()
        return limits.allow(
            words=sum(map(count_words, texts)),
            sentences=sum(one.last + 1 - one.first for one in self.passages),
            characters=sum(map(len, texts)) + len(texts),
        )

    def whole(self, index: int) -> Candidate | None:
        """The whole of a passage as a candidate; None where it cannot be published."""
        passage = self.passages[index]
        return self._run(passage.first, passage.last)

    def part(self, index: int, scores: Sequence[float], room: Limits) -> Candidate | None:
        """As much of a passage with a quotation as fits, grown from its highest-scored sentence; None if none does."""
        passage, sentences = self.passages[index], self.article.sentences
        if not quotes_in(self.quotes, self.span(index)):
            return None  # a heading or an announcement with what it introduces
        needy = self.needs(index) != ()  # a part with the same opening leans on what is before, too
        first = last = max(range(passage.first, passage.last + 1), key=scores.__getitem__)
        found: Candidate | None = None
        while (run := self._run(first, last)) is not None and run.fits(room):
            opens = first == passage.first
            leaning = needy if opens else leans(self.article.text, sentences[first].start, sentences[last].end)
            opens_more = announces(sentences[last].of(self.article.text))  # e.g. “Pike said:”
            taken_back = last < passage.last and takes_back(self.article.text, *attrs.astuple(sentences[last + 1]))
            if not (leaning or opens_more or taken_back or by_somebody(self.article, self.quotes, run.excerpt.kept)):
                found = run
            if first > passage.first and (last == passage.last or scores[first - 1] >= scores[last + 1]):
                first -= 1
            elif last < passage.last:
                last += 1
            else:
                break
        return found

    def may_fit(self, index: int, room: Limits) -> bool:
        """Whether a passage or a part of it could fit: a quick check before it is prepared."""
        passage = self.passages[index]
        if passage.last > passage.first or self.article.gaps or room.words is None:
            return True
        return count_words(self.article.sentences[passage.first].of(self.article.text)) <= room.words

    @cached_property
    def standing(self) -> frozenset[int]:
        """The indices of the passages that say something; see `_stands`."""
        return frozenset(filter(self._stands, range(len(self.passages))))

    def _stands(self, index: int) -> bool:
        """Whether a passage says something: not a question, a line that breaks off, or fewer than four words."""
        passage = self.passages[index]
        if passage.last > passage.first or quotes_in(self.quotes, self.article.sentences[passage.first]):
            return True
        line = self.article.sentences[passage.first].of(self.article.text)
        text = line.rstrip("\"”’'») ")
        if text.endswith((",", ";", ":", "?", "–", "—", "--")) or passage.first in self._torn:
            return False
        said = (word for word in text[:_FEW_CHARACTERS].split() if any(map(str.isalnum, word)))
        return count_words(" ".join(said)) >= _FEWEST_WORDS

    def is_stray(self, index: int) -> bool:
        """Whether a passage is a torn sentence, which other passages do not bring along."""
        return index not in self.standing and self.passages[index].first in self._torn

    @cached_property
    def _torn(self) -> set[int]:
        """The indices of sentences that are torn because a page lost a link.

        One opens a paragraph with a small letter, colon, semicolon or comma; the one before is torn, too, if it
        has no end. If more than a quarter of all sentences open with a small letter, none counts as torn.
        """
        text, sentences, found = self.article.text, self.article.sentences, set[int]()
        if sum(text[one.start].islower() for one in sentences) * 4 > len(sentences):
            return found
        for index, one in enumerate(sentences):
            torn = starts_small(text, one.start) or text[one.start] in ":;,"
            if torn and text[one.start - 1 : one.start] == "\n":
                found.add(index)
                if index and text[sentences[index - 1].end - 1].isalnum():
                    found.add(index - 1)
        return found

    def shortened(self, index: int, room: Limits) -> Candidate | None:
        """A passage of one sentence without a quotation, shortened to the room that is left; None if it cannot be."""
        passage = self.passages[index]
        sentence = self.article.sentences[passage.first]
        small = room.words is not None and room.words < _LEAST_ROOM
        if passage.last > passage.first or small or quotes_in(self.quotes, sentence):
            return None
        kept = self.cut(passage.first, room)
        found = kept and self._counted(Excerpt(passage.first, passage.last, kept))
        return found if found and found.fits(room) else None

    def needs(self, index: int) -> tuple[int, ...] | None:
        """The passages right before one that it needs, nearest first; None if they cannot be had."""
        if index not in self._needs:
            wanted = [index]
            while self._leans(wanted[-1]):
                before = wanted[-1] - 1
                adjacent = before >= 0 and self.passages[before].last + 1 == self.passages[wanted[-1]].first
                if not adjacent or self.is_stray(before) or len(wanted) > _LONGEST_CHAIN:
                    wanted = []
                    break
                wanted.append(before)
            self._needs[index] = tuple(wanted[1:]) if wanted else None
        return self._needs[index]

    def group(self, index: int, taken: Container[int]) -> dict[int, Candidate]:
        """A passage with those it needs that are not yet taken; empty if one of them cannot be had."""
        needed, group = self.needs(index), dict[int, Candidate]()
        for place in () if needed is None else (*needed, index):
            if place not in taken:
                if (whole := self.whole(place)) is None:
                    return {}
                group[place] = whole
        return group

    def finished(self, taken: Sequence[Excerpt]) -> tuple[Excerpt, ...]:
        """Excerpts in order; a conjunction goes if what precedes it is missing, a signature if the name came before."""
        finished: list[Excerpt] = []
        named = ""
        for excerpt in taken:
            if not finished or finished[-1].last + 1 != excerpt.first:
                opened = self.opened(self.article.sentences[excerpt.first])
                # A shortened sentence may have lost its “However,” already.
                first, *more = (span for span in excerpt.kept if span.end > opened.start)
                excerpt = evolve(excerpt, kept=(Span(max(opened.start, first.start), first.end), *more))
            if excerpt.speaker is not None and not any(unnamed(self.article, self.quotes, excerpt.kept, before=named)):
                excerpt = evolve(excerpt, speaker=None)
            finished.append(excerpt)
            named += " " + self.write([excerpt])
        return tuple(finished)

    def _run(self, first: int, last: int) -> Candidate | None:
        if (first, last) not in self._runs:
            self._runs[first, last] = self._counted(Excerpt(first, last, self.article.sentences[first : last + 1]))
        return self._runs[first, last]

    def _counted(self, excerpt: Excerpt) -> Candidate | None:
        """An excerpt that can be published: signed where needed, with balanced marks, and measured; None otherwise."""
        found = signed(self.article, self.quotes, excerpt, before=self._right_before(excerpt.first))
        written = "" if found is None else self.write([found])
        if found is None or not balanced(written):
            return None
        # One more for the space behind, and one for a stop behind a signature or a line without one.
        characters = len(written) + 1 + (found.speaker is not None or written[-1:].isalnum())
        # The sentences that it takes words from, including that of the signature.
        touched = set(self.article.sentences[found.first : found.last + 1])
        if found.speaker is not None:
            touched.update(overlapping(self.article.sentences, found.speaker))
        return Candidate(found, count_words(written), len(touched), characters)

    def _right_before(self, sentence: int) -> str:
        """The text of the passage that ends right before a sentence, with the passages that it needs."""
        if sentence == 0:
            return ""
        place, sentences, first = passage_at(self.passages, sentence - 1), self.article.sentences, sentence - 1
        if place is not None:  # with the passages it needs
            first = self.passages[(place, *(self.needs(place) or ()))[-1]].first
        return self.article.text[sentences[first].start : sentences[sentence - 1].end]

    def _leans(self, index: int) -> bool:
        passage, article = self.passages[index], self.article
        if passage.first == 0:
            return False
        opened = self.opened(article.sentences[passage.first])
        if leans(article.text, opened.start, opened.end):
            return True
        sentences = article.sentences[passage.first : passage.last + 1]
        if by_somebody(article, self.quotes, sentences):
            return True
        # A speaker whom it does not name is named shortly before: bring that instead of a signature.
        near = article.sentences[max(0, passage.first - 2) : passage.first]
        people = (name.of(article.text) for name, _ in unnamed(article, self.quotes, sentences))
        return any(names(one.of(article.text), person) for person in islice(people, 1) for one in near)
