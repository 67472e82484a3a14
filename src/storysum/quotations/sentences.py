"""Sentences around quotations, each quotation masked, so that the parser reads the writer's own words.

The words of a whole quotation say nothing of the grammar around it and mislead the parser, so that they
give way to `“ Yes , ”` with the quotation's own last mark; a few words woven into the writer's sentence
(`called it “a slow car crash”`) are part of its grammar and stay.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from sys import intern
from typing import TYPE_CHECKING

import attrs

from storysum.marks import OPENING
from storysum.model.article import Article
from storysum.model.parse import Parse
from storysum.quotations.lexicon import VERBS, lexicon
from storysum.syntax import parse_words, words
from storysum.text.marks.stretches import Stretch, ending

if TYPE_CHECKING:
    from storysum.syntax.network import States

__all__ = ["IN_PLACE", "Sentence", "is_partial", "parsed", "sentences"]

IN_PLACE = 8
"""So many words of a partial quotation are parsed in place; of a longer one the first ones."""
_COMMON = frozenset("say says said tell tells told ask asks asked add adds added write writes wrote".split())
_SING = VERBS.index("sing")
_CROWD = 24  # quotations in one sentence
_REACH = 600  # characters of a sentence that are read on either side of a quotation
_WORD = re.compile(r"[\w$][\w’'&.-]*")
_CUE_AHEAD = re.compile(
    r"\s*((?:[A-Z][\w.’'-]*\s+){1,5}|(?:he|she|they|it|I|we|He|She|They|one|the|a)\s+(?:[\w’'-]+\s+){0,3})([a-z]+)\b"
)
_DATELINE = re.compile(r"(?:\W*[A-Z][A-Z.,/ -]{2,40}(?:[A-Z][a-z.]+[ ,]*){0,4}(?:\([A-Za-z ]{2,20}\) ?)?[—–-]{1,2} )")

_Words = tuple[list[str], "array[int]", "array[int]", "array[int]", dict[int, tuple[int, int]]]
_NO_WORDS: _Words = ([], array("q"), array("q"), array("q"), {})  # of a sentence that was not cut; never changed


class Sentence:
    """A sentence of the writer with its quotations masked.

    Attributes:
        start: Of its first character.
        end: Past its last.
        block: The index of its block.
        inside: The stretches that lie in it, as indices.
        forms: The words that the parser reads.
        starts: Where each stands in the text; those of a mask where the quotation does.
        ends: The same.
        quoted: For each word the stretch that it stands for, or -1.
        places: The words of each stretch, as first and last index.
        parse: What the parser says; None until it was asked.
        states: What the network's last layer has of each word; None until then.
    """

    __slots__ = ("block", "end", "ends", "forms", "inside", "parse", "places", "quoted", "start", "starts", "states")

    def __init__(self, start: int, end: int, block: int, inside: Sequence[int]) -> None:
        self.start, self.end, self.block, self.inside = start, end, block, inside
        self.forms, self.starts, self.ends, self.quoted, self.places = _NO_WORDS
        self.parse: Parse | None = None
        self.states: States | None = None

    def fill(self, text: str, stretches: Sequence[Stretch]) -> None:
        """Cut the sentence into words."""
        if self.forms:
            return
        # In arrays: a book has a hundred thousand of these words.
        self.forms, self.starts, self.ends, self.quoted, self.places = [], array("q"), array("q"), array("q"), {}
        dateline = _DATELINE.match(text, self.start, min(self.end, self.start + 90))
        at = dateline.end() if dateline is not None else self.start
        for index in self.inside:
            stretch = stretches[index]
            if stretch.start > at:
                self._add_words(text, max(at, stretch.start - _REACH), stretch.start, -1)
            self._mask(text, stretch, index)
            at = stretch.end
        if at < self.end:
            self._add_words(text, at, min(self.end, at + _REACH), -1)
        for index in self.inside:
            self._plain_verb(text, stretches[index], index)

    def _add_words(self, text: str, start: int, end: int, quoted: int) -> None:
        for word in words(text[start:end]):
            self.forms.append(intern(text[start + word.start : start + word.end]))
            self.starts.append(start + word.start)
            self.ends.append(start + word.end)
            self.quoted.append(quoted)

    def _plain_verb(self, text: str, stretch: Stretch, index: int) -> None:
        """Let the parser read a rare verb right beside a quotation (grins, counters) as “said”.

        Its treebanks are of other kinds of text and take such verbs for nouns.
        """
        first, last = self.places[index]
        telling = lexicon().telling
        if ending(text, stretch) in ",?!":
            beside = range(last + 1, min(last + 6, len(self.forms)))
        elif first and self.forms[first - 1] in (",", ":"):
            beside = range(first - 2, max(-1, first - 5), -1)
        else:
            return
        for k in beside:
            if self.quoted[k] >= 0 or self.forms[k] in (",", ".", ";"):
                return
            if self.forms[k] in telling:
                if self.forms[k] not in _COMMON and lexicon().verbs[self.forms[k]] != _SING:
                    self.forms[k] = "said"
                return

    def _mask(self, text: str, stretch: Stretch, index: int) -> None:
        first, inside = len(self.forms), stretch.inside
        self._add("“", stretch, index)
        woven = is_partial(text, stretch, self.start)
        last = ending(text, stretch)
        if woven:
            some = list(_WORD.finditer(text, inside.start, min(inside.end, inside.start + 200)))
            end = inside.end if len(some) <= IN_PLACE else some[IN_PLACE - 1].end()
            self._add_words(text, inside.start, end, index)
        else:
            self._add("Yes", stretch, index)
        if last in ",.?!" and self.forms[-1] != last:
            self._add(last, stretch, index)
        self._add("”", stretch, index)
        self.places[index] = (first, len(self.forms) - 1)

    def _add(self, form: str, stretch: Stretch, index: int) -> None:
        self.forms.append(form)
        self.starts.append(stretch.start)
        self.ends.append(stretch.end)
        self.quoted.append(index)

    def root_of(self, index: int) -> int:
        """The word of a stretch on which its others hang."""
        first, last = self.places[index]
        assert self.parse is not None
        head, pos = self.parse.head, self.parse.pos
        outside = [k for k in range(first, last + 1) if not first <= head[k] - 1 <= last]
        return next((k for k in outside if pos[k] != "PUNCT"), min(first + 1, last))


def is_partial(text: str, stretch: Stretch, start: int) -> bool:
    """Whether the words are woven into the writer's sentence, which starts at `start`, rather than an utterance."""
    if text[stretch.inside.start : stretch.inside.start + 1].islower():
        return True
    before = text[max(start, stretch.start - 8) : stretch.start].rstrip()
    if not before or before[-1] in ",:”\"’'—–-»“":
        return False
    return ending(text, stretch) not in ".,?!" or len(_WORD.findall(text, stretch.inside.start, stretch.inside.end)) < 3


def sentences(article: Article, stretches: Sequence[Stretch]) -> dict[int, list[Sentence]]:
    """The sentences of each block that holds a stretch, by the index of the block.

    No sentence ends within a stretch, nor between one that asks (“…?”) and the clause that reports it.
    """
    starts = [sentence.start for sentence in article.sentences]
    by_block: dict[int, list[int]] = {}
    for index, stretch in enumerate(stretches):
        by_block.setdefault(stretch.block, []).append(index)
    return {block: _of_block(article, block, starts, inside, stretches) for block, inside in by_block.items()}


def plain(article: Article, block: int, starts: Sequence[int]) -> list[Sentence]:
    """The sentences of a block without stretches."""
    span = article.blocks[block].span
    bounds = starts[bisect_left(starts, span.start) : bisect_left(starts, span.end)] or [span.start]
    return [Sentence(a, b, block, ()) for a, b in zip(bounds, [*bounds[1:], span.end], strict=True)]


def _of_block(
    article: Article, block: int, starts: Sequence[int], inside: Sequence[int], stretches: Sequence[Stretch]
) -> list[Sentence]:
    text, (start, end) = article.text, attrs.astuple(article.blocks[block].span)
    bounds = starts[bisect_left(starts, start) : bisect_left(starts, end)]
    edges = {start}
    at = 0
    for bound in bounds:
        while at < len(inside) and stretches[inside[at]].end <= bound:
            at += 1
        if bound <= start or (at < len(inside) and stretches[inside[at]].start < bound):
            continue
        before = stretches[inside[at - 1]] if at else None
        if before is None or text[before.end : bound].strip(" \n\t") or not _reports(text, before, bound, end):
            edges.add(bound)
    for index in inside:
        following = _next_mark(text, stretches[index], end)
        if following:
            edges.add(following)
    cut = sorted(edges)
    found: list[Sentence] = []
    at = 0
    for edge, stop in zip(cut, [*cut[1:], end], strict=True):
        first = at
        while at < len(inside) and stretches[inside[at]].start < stop:
            at += 1
        # Dozens of quotations in one sentence are a list, or noise: read in pieces, the work stays linear.
        for some in range(first, max(at, first + 1), _CROWD):
            begin = edge if some == first else stretches[inside[some]].start
            end_ = stop if some + _CROWD >= at else stretches[inside[some + _CROWD]].start
            found.append(Sentence(begin, end_, block, inside[some : min(at, some + _CROWD)] or ()))
    return found


def _reports(text: str, stretch: Stretch, bound: int, end: int) -> bool:
    """Whether what stands after “…?” or “…!” goes on with the same sentence: “Why?” Pike asks."""
    if text[bound : bound + 1].islower():
        return True
    if ending(text, stretch) not in "?!…-—–,":
        return False
    match = _CUE_AHEAD.match(text, bound, min(end, bound + 120))
    return match is not None and match.group(2) in lexicon().telling


def _next_mark(text: str, stretch: Stretch, end: int) -> int:
    """Where another quotation begins right after one that a stop ended: the next sentence."""
    at = stretch.end
    while at < end and text[at].isspace():
        at += 1
    opens = at < end and (text[at] in OPENING or text.startswith("``", at))
    return at if opens and at > stretch.end and ending(text, stretch) in ".?!" else 0


def parsed(text: str, wanted: Sequence[Sentence], stretches: Sequence[Stretch]) -> None:
    """Parse sentences that were not yet, in one batch."""
    rest = []
    for one in wanted:
        if one.parse is None:
            one.fill(text, stretches)
            rest.append(one)
    rest = [one for one in rest if one.forms]
    if rest:
        states: list[States] = []
        parses = parse_words([one.forms for one in rest], states)
        for one, parse, layer in zip(rest, parses, states, strict=True):
            one.parse, one.states = parse, layer
