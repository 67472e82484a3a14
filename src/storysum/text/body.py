"""Looking up sentences by offset, and which of them belong to the body."""

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

_BRACKET, _LONGEST_BRACKET = re.compile(r"[()]"), 4  # sentences of the longest bracket, beside its first one
_Stretch = TypeVar("_Stretch")
_START, _END = attrgetter("start"), attrgetter("end")


def sentences_in(article: Article, span: Span) -> range:
    """The indices of the sentences that begin within a span."""
    first = bisect_left(article.sentences, span.start, key=_START)
    return range(first, bisect_left(article.sentences, span.end, lo=first, key=_START))


def sentence_at(article: Article, offset: int) -> int:
    """The index of the last sentence that begins at or before an offset; 0 where none does."""
    return max(0, bisect_right(article.sentences, offset, key=_START) - 1)


def overlapping(stretches: Sequence[_Stretch], span: Span) -> Sequence[_Stretch]:
    """The stretches that overlap a span; `stretches` have a start and an end, and are in order and disjoint."""
    first = bisect_right(stretches, span.start, key=_END)
    return stretches[first : bisect_left(stretches, span.end, key=_START)]


def in_body(article: Article) -> tuple[bool, ...]:
    """For each sentence whether it may be chosen: it is in a body block or in none; list items are not chosen.

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
    """The number of words of the body, of which `Budget.fraction` is a share."""
    return sum(count_words(block.span.of(article.text)) for block in article.blocks if block.role == "body")


@once_per_article
def bracketed(article: Article) -> frozenset[int]:
    """The sentences that need the next one because a bracket opened in or before them is not yet closed.

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
