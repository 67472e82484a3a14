"""Sentences around quotations, each quotation masked, so that the parser reads the writer's own words.

The words of a whole quotation say nothing of the grammar around it and mislead the parser, so that they
give way to `“ Yes , ”` with the quotation's own last mark; a few words woven into the writer's sentence
(`called it “a slow car crash”`) are part of its grammar and stay.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import partial
from itertools import groupby, pairwise, takewhile
from sys import intern
from typing import TYPE_CHECKING

from attrs import Factory, field, mutable

from storysum.model.article import Article
from storysum.model.parse import Parse
from storysum.quotations.lexicon import VERBS, lexicon
from storysum.syntax import parse_words, words
from storysum.text.body import sentences_in
from storysum.text.gaps import UNSEEN
from storysum.text.marks.stretches import Stretch, ending, marked

if TYPE_CHECKING:
    from storysum.syntax.network import States

_IN_PLACE = 8  # words of a partial quotation that are parsed in place, the first ones
_COMMON = frozenset("say says said tell tells told ask asks asked add adds added write writes wrote".split())
_SING = VERBS.index("sing")
_LONGEST_NICKNAME = 24  # characters
_CROWD = 24  # quotations in one sentence
_REACH = 600  # characters of a sentence that are read on either side of a quotation
_NAME_BEFORE = re.compile(r"(?<!\S)([^\W\d_a-z][^\W\d_]*)[ \xa0]$")
_WORD = re.compile(r"[\w$][\w’'&.-]*")
_CUE_AHEAD = re.compile(
    r"\s*((?:[A-Z][\w.’'-]*\s+){1,5}|(?:he|she|they|it|I|we|He|She|They|one|the|a)\s+(?:[\w’'-]+\s+){0,3})([a-z]+)\b"
)

_UNPARSED = Parse((), pos=(), head=(), relation=())


_numbers = partial(array, "q")  # a book has a hundred thousand words


@mutable(eq=False)
class Sentence:
    """A sentence of the writer with its quotations masked; without words until it is parsed."""

    start: int
    end: int
    block: int  # the index of its block
    inside: Sequence[int]  # the stretches that lie in it, as indices
    forms: list[str] = Factory(list)  # the words that the parser reads
    starts: array[int] = Factory(_numbers)  # where each stands in the text; those of a mask where the quotation does
    ends: array[int] = Factory(_numbers)
    quoted: array[int] = Factory(_numbers)  # for each word the stretch that it stands for, or -1
    places: dict[int, tuple[int, int]] = Factory(dict)  # the first and the last word of each, but for nicknames
    parse: Parse = _UNPARSED
    states: States = field(init=False)  # what the network's last layer has of each word

    def fill(self, text: str, stretches: Sequence[Stretch]) -> None:
        """Cut the sentence into words."""
        at = self.start
        for index in self.inside:
            stretch = stretches[index]
            self._add_words(text, max(at, stretch.start - _REACH), stretch.start, -1)
            if not is_nickname(text, stretch):  # else the parser reads the name without it
                self._mask(text, stretch, index)
            at = stretch.end
        self._add_words(text, at, min(self.end, at + _REACH), -1)
        for index in self.places:
            self._plain_verb(text, stretches[index], index)

    def _add_words(self, text: str, start: int, end: int, quoted: int) -> None:
        for word in words(text[start:end], start):
            form = word.of(text)
            self._add(intern(form.translate(UNSEEN) or form), word.start, word.end, quoted)

    def _add(self, form: str, start: int, end: int, quoted: int) -> None:
        self.forms.append(form)
        self.starts.append(start)
        self.ends.append(end)
        self.quoted.append(quoted)

    def _plain_verb(self, text: str, stretch: Stretch, index: int) -> None:
        """Let the parser read a rare verb right beside a quotation (grins, counters) as “said”.

        Its treebanks are of other kinds of text and take such verbs for nouns.
        """
        (first, last), known = self.places[index], lexicon()
        if ending(text, stretch) in ",?!":
            beside = range(last + 1, min(last + 6, len(self.forms)))
        elif first and self.forms[first - 1] in (",", ":"):
            beside = range(first - 2, max(-1, first - 5), -1)
        else:
            return
        clause = takewhile(lambda k: self.quoted[k] < 0 and self.forms[k] not in (",", ".", ";"), beside)
        verb = next((k for k in clause if self.forms[k] in known.telling), -1)
        if verb >= 0 and self.forms[verb] not in _COMMON and known.verbs[self.forms[verb]] != _SING:
            self.forms[verb] = "said"

    def _mask(self, text: str, stretch: Stretch, index: int) -> None:
        first, inside, masked = len(self.forms), stretch.inside, (stretch.start, stretch.end, index)
        self._add("“", *masked)
        last = ending(text, stretch)
        if is_partial(text, stretch, self.start):
            some = list(_WORD.finditer(text, inside.start, min(inside.end, inside.start + 200)))
            end = inside.end if len(some) <= _IN_PLACE else some[_IN_PLACE - 1].end()
            self._add_words(text, inside.start, end, index)
        else:
            self._add("Yes", *masked)
        if last in ",.?!" and self.forms[-1] != last:
            self._add(last, *masked)
        self._add("”", *masked)
        self.places[index] = (first, len(self.forms) - 1)

    def root_of(self, index: int) -> int:
        """The word of a stretch on which its others hang."""
        first, last = self.places[index]
        head, pos = self.parse.head, self.parse.pos
        outside = [k for k in range(first, last + 1) if not first <= head[k] - 1 <= last]
        return next((k for k in outside if pos[k] != "PUNCT"), min(first + 1, last))


def is_nickname(text: str, stretch: Stretch) -> bool:
    """Whether a word or three stand between two words of a name: Joseph “Duke” Hallam."""
    before = _NAME_BEFORE.search(text, max(0, stretch.start - 30), stretch.start)
    named = before is not None and before[1].lower() not in lexicon().small | lexicon().dates
    after, inside = text[stretch.end : stretch.end + 2], stretch.inside.of(text)
    short = len(inside) <= _LONGEST_NICKNAME and len(inside.split()) < 4 and inside[-1:].isalnum()
    return named and short and after[:1] in (" ", "\xa0") and after[1:].isupper()


def is_partial(text: str, stretch: Stretch, start: int) -> bool:
    """Whether the words are woven into the writer's sentence, which starts at `start`, rather than an utterance."""
    if text[stretch.inside.start : stretch.inside.start + 1].islower():
        return True
    before = text[max(start, stretch.start - 8) : stretch.start].rstrip()
    if not before or before[-1] in ",:”\"’'—–-»“":
        return False
    return ending(text, stretch) not in ".,?!" or len(_WORD.findall(text, stretch.inside.start, stretch.inside.end)) < 3


def sentences(article: Article) -> dict[int, list[Sentence]]:
    """The sentences of each block that holds a marked stretch, by the index of the block.

    No sentence ends within a stretch, nor between one that asks (“…?”) and the clause that reports it.
    """
    stretches = marked(article)
    by_block = groupby(range(len(stretches)), key=lambda index: stretches[index].block)
    return {block: of_block(article, block, list(inside)) for block, inside in by_block}


def of_block(article: Article, block: int, inside: Sequence[int]) -> list[Sentence]:
    """The sentences of a block, given the stretches inside it."""
    text, stretches, span = article.text, marked(article), article.blocks[block].span
    opens, closes = [stretches[one].start for one in inside], [stretches[one].end for one in inside]
    edges = {span.start}
    for bound in (article.sentences[one].start for one in sentences_in(article, span)):
        at = bisect_right(closes, bound)
        if at < len(inside) and opens[at] < bound:
            continue
        asked = at > 0 and not text[closes[at - 1] : bound].strip()  # right before it a quotation ends
        if not (asked and _reports(text, stretches[inside[at - 1]], bound, span.end)):
            edges.add(bound)
    found: list[Sentence] = []
    for edge, stop in pairwise([*sorted(edges), span.end]):
        within = inside[bisect_left(opens, edge) : bisect_left(opens, stop)]
        # Dozens of quotations in one sentence are a list, or noise: read in pieces, the work stays linear.
        crowds = [within[k : k + _CROWD] for k in range(0, len(within), _CROWD)] or [()]
        cuts = [edge, *(stretches[crowd[0]].start for crowd in crowds[1:]), stop]
        found += [Sentence(a, b, block, crowd) for (a, b), crowd in zip(pairwise(cuts), crowds, strict=True)]
    return found


def _reports(text: str, stretch: Stretch, bound: int, end: int) -> bool:
    """Whether what stands after “…?” or “…!” goes on with the same sentence: “Why?” Pike asks."""
    if ending(text, stretch) not in "?!…-—–,":
        return False
    match = _CUE_AHEAD.match(text, bound, min(end, bound + 120))
    return match is not None and match.group(2) in lexicon().telling


def parsed(article: Article, wanted: Sequence[Sentence]) -> None:
    """Parse sentences that were not yet, in one batch."""
    new = [one for one in dict.fromkeys(wanted) if not one.forms]
    for one in new:
        one.fill(article.text, marked(article))
    states: list[States] = []
    parses = parse_words([one.forms for one in new], states, keep=False)
    for one, parse, layer in zip(new, parses, states, strict=True):
        one.parse, one.states = parse, layer
