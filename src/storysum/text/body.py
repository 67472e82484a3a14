"""Which sentences stand where, which of them are the body's, and how many words it has."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import chain
from operator import attrgetter
from typing import TypeVar

import attrs

from storysum.memo import once_per_article
from storysum.model.article import Article
from storysum.model.budget import count_words
from storysum.model.span import Span
from storysum.text.lines import announces

_LONGEST_HEADING = 12  # words
_BRACKET, _LONGEST_BRACKET = re.compile(r"[()]"), 4  # sentences behind the first
_Stretch = TypeVar("_Stretch")
_START, _END = attrgetter("start"), attrgetter("end")


def sentences_in(article: Article, span: Span) -> range:
    """The indices of the sentences that begin within a span."""
    first = bisect_left(article.sentences, span.start, key=_START)
    return range(first, bisect_left(article.sentences, span.end, lo=first, key=_START))


def sentence_at(article: Article, offset: int) -> int:
    """The index of the last sentence that begins at an offset or before it, or of the first one."""
    return max(0, bisect_right(article.sentences, offset, key=_START) - 1)


def overlapping(stretches: Sequence[_Stretch], span: Span) -> Sequence[_Stretch]:
    """Those of some stretches of text (with a start and an end, in order, disjoint) that overlap a span."""
    first = bisect_right(stretches, span.start, key=_END)
    return stretches[first : bisect_left(stretches, span.end, key=_START)]


def in_body(article: Article) -> tuple[bool, ...]:
    """For each sentence whether it is one of the body (in no block counts as that), not of a list, never chosen.

    >>> from storysum.model.article import Block
    >>> from storysum.model.span import Span
    >>> blocks = (Block(Span(0, 2), "item"), Block(Span(3, 6), "body"))
    >>> in_body(Article("1. One.", blocks=blocks, sentences=(Span(0, 2), Span(3, 6))))
    (False, True)
    """
    others = (sentences_in(article, block.span) for block in article.blocks if block.role != "body")
    outside = set(chain.from_iterable(others))
    return tuple(index not in outside for index in range(len(article.sentences)))


@once_per_article
def body_words(article: Article) -> int:
    """The words of the body, as a person counts them: what a fraction is taken of."""
    return sum(count_words(block.span.of(article.text)) for block in article.blocks if block.role == "body")


@once_per_article
def run_in_headings(article: Article) -> frozenset[int]:
    """The sentences that are a heading or a link: a short line behind which a page set a stop, apart, as it had none.

    None where more than a third of the stops stand apart: that is how the text is set.

    >>> from storysum.text.read import read
    >>> texts = "She sold it. More from Hull . He left. Rain fell.", "She sold it . He left ."
    >>> [sorted(run_in_headings(read(text))) for text in texts]
    [[1], []]
    """
    lines = [sentence.of(article.text) for sentence in article.sentences]
    apart = [index for index, line in enumerate(lines) if line.endswith((" .", "\N{NO-BREAK SPACE}."))]
    short = {index for index in apart if count_words(lines[index][:-1]) <= _LONGEST_HEADING}
    return frozenset(index for index in short if 3 * len(apart) <= len(lines) and not announces(lines[index]))


@once_per_article
def bracketed(article: Article) -> frozenset[int]:
    """The sentences within a bracket that go with the next one: what opens in one and closes in a later one.

    >>> from storysum.text.read import read
    >>> sorted(bracketed(read("Holm left. (It rained. Nobody minded.) She sang. :)")))
    [1]
    """
    joined: set[int] = set()
    for block in article.blocks:
        opened: list[int] = []
        for match in _BRACKET.finditer(article.text, *attrs.astuple(block.span)) if block.role == "body" else ():
            if match.group() == "(":
                opened.append(match.start())
            elif opened:
                first, last = sentence_at(article, opened.pop()), sentence_at(article, match.start())
                if last - first <= _LONGEST_BRACKET:
                    joined.update(range(first, last))
    return frozenset(joined)
