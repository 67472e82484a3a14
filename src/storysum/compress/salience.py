"""What an article is about: its words weighed by how often and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from storysum.compress.tally import matter, stem, stems, tally
from storysum.memo import once_per_article
from storysum.model.article import Article

__all__ = ["PRICE", "Core", "core", "matter", "share", "stem"]

Number = TypeVar("Number", float, NDArray[np.float64])

_OPENING_SENTENCES = 5
# How likely a word is to be in an editor's title, measured on two development sets that agree:
# .07, .13, .26, .40, .65 for words of the opening sentence that 1, 2, 3-4, 5-8, 9 sentences have.
_ONCE, _GROWTH, _CEILING = 0.08, 0.9, 0.7
_EARLY, _LATE, _TITLE = 0.25, 0.08, 0.3
_HEAD, _SLOPE, _FOOT = 1.4, 0.08, 0.4  # along the words of the opening sentence that come again
_NAME_GAIN = 2.0
_BESIDE = 0.4
_MOST = 5
_MAIN = 3
_TITLE_WORDS = 6  # of a title, for the share of words in common
PRICE = 0.06
"""What one unit of a drop's cost takes from a headline's worth."""


@frozen
class Core:
    """The weights of an article's words, its names, and the fuller names that end on a word.

    Attributes:
        weights: From 0 to about 1 for each stem; higher is nearer to what the article is about.
        names: Stems that are written with a capital inside sentences.
        main: The names that most sentences have, the article's people and things.
        fuller: For a last name, whether a fuller form stands somewhere in the article.
    """

    weights: Mapping[str, float]
    names: frozenset[str]
    main: frozenset[str]
    fuller: frozenset[str]


def share(shared: Number, length: Number) -> Number:
    """The share of words in common with a title of usual length (twice over both lengths: F1)."""
    found: Number = 2 * shared / (length + _TITLE_WORDS)
    return found


@once_per_article
def core(article: Article) -> Core:
    """Weigh the words of an article's body, and of its title when it has one.

    A weight is about the chance that an editor's title has the word: it grows with the number of
    sentences that have it, and falls with the place of the first of them. Where the opening has
    none of the words that the article keeps coming back to, it is an anecdote, and places count less.

    Cost: linear in the text.
    """
    found = tally(article)
    counts, first, capitals = found.counts, found.first, found.capitals
    names = frozenset(each for each in capitals if 2 * capitals[each] >= counts.get(each, 0))
    title = frozenset(stems(article.title or ""))
    told = _anecdote(counts, first, len(found.body))
    weights = {
        each: min(
            _CEILING,
            _ONCE
            * count**_GROWTH
            * (_by_place(first[each], place, count) if not told else _BESIDE)
            * (_NAME_GAIN if each in names and count > 1 else 1.0),
        )
        + (_TITLE if each in title else 0.0)
        for place, (each, count) in enumerate(counts.items())
    }
    often = sorted(names, key=lambda each: (-counts.get(each, 0), first.get(each, 0), each))
    main = frozenset(each for each in often[:_MAIN] if counts.get(each, 0) > 2)
    return Core(weights, names, main | (title & names), found.fuller)


def _anecdote(counts: Mapping[str, int], first: Mapping[str, int], length: int) -> bool:
    """Whether the opening sentence has none of the five words that most sentences have."""
    most = sorted(counts, key=lambda each: (-counts[each], first[each], each))[:_MOST]
    return bool(most) and counts[most[0]] >= max(4, length // 8) and all(first[each] > 0 for each in most)


def _by_place(first: int, place: int, count: int) -> float:
    """A word that the story opens on is nearer its core than one that comes late, and so within its opening."""
    if first:
        return _EARLY if first < _OPENING_SENTENCES else _LATE
    return 1.0 if count == 1 else max(_FOOT, _HEAD - _SLOPE * place)
