"""What an article is about: its words weighed by how often and where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from storysum.compress.lexicon import listed
from storysum.model.article import Article
from storysum.model.span import Span

__all__ = ["PRICE", "Core", "core", "share", "stem"]

_WORD = re.compile(r"[^\W_]+(?:['’.\-&/][^\W_]+)*")
_NAME = re.compile(r"[^\W\d_][\w.'’\-]*")
_OPENING_SENTENCES = 5
# How likely a word is to be in an editor's title, measured on two development sets that agree:
# .07, .13, .26, .40, .65 for words of the opening sentence that 1, 2, 3-4, 5-8, 9 sentences have.
_ONCE, _GROWTH, _CEILING = 0.08, 0.9, 0.65
_EARLY, _LATE, _TITLE = 0.3, 0.1, 0.3
_LONGEST_STEM = 40
_TITLE_WORDS = 6  # of a title, for the share of words in common
PRICE = 0.06
"""What one unit of a drop's cost takes from a headline's worth."""


@frozen
class Core:
    """The weights of an article's words, and the fuller names that end on a word.

    Attributes:
        weights: From 0 to about 1 for each stem; higher is nearer to what the article is about.
        fuller: For a last name, whether a fuller form stands somewhere in the article.
    """

    weights: Mapping[str, float]
    fuller: frozenset[str]


def stem(word: str) -> str:
    """A word without its possessive and plural, in lower case.

    >>> stem("Band’s"), stem("bands"), stem("Run-D.M.C.’s")
    ('band', 'band', 'run-d.m.c')
    """
    low = word[:_LONGEST_STEM].lower().replace("’", "'")
    if low.endswith("'s"):
        low = low[:-2]
    low = low.strip("'.")
    if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")):
        low = low[:-1]
    return low


def share(shared: float, length: int) -> float:
    """The share of words in common with a title of usual length (twice over both lengths: F1)."""
    return 2 * shared / (length + _TITLE_WORDS)


def function(low: str) -> bool:
    """Whether a word carries grammar rather than matter."""
    return (
        listed("grammar_prepositions", low)
        or listed("grammar_determiners", low)
        or listed("grammar_pronouns", low)
        or listed("grammar_auxiliaries", low)
        or listed("grammar_modals", low)
        or listed("grammar_subordinators", low)
        or listed("grammar_conjunctions", low)
        or listed("grammar_adverbs", low)
    )


def core(article: Article, sentences: Sequence[Span]) -> Core:
    """Weigh the words of these sentences of an article, and of its title when it has one.

    A weight is about the chance that an editor's title has the word: it grows with the number of
    sentences that have it, and with how early the first of them stands. Cost: linear in the text.
    """
    counts: dict[str, int] = {}
    first: dict[str, int] = {}
    fuller: set[str] = set()
    for place, sentence in enumerate(sentences):
        words = sentence.of(article.text)
        fuller.update(_last_names(words))
        for each in dict.fromkeys(_stems(words)):
            counts[each] = counts.get(each, 0) + 1
            first.setdefault(each, place)
    title = frozenset(_stems(article.title or ""))
    weights = {
        each: min(_CEILING, _ONCE * count**_GROWTH) * _by_place(first[each]) + (_TITLE if each in title else 0.0)
        for each, count in counts.items()
    }
    return Core(weights, frozenset(fuller))


def _by_place(first: int) -> float:
    """A word that the story opens on is nearer its core than one that comes late."""
    return 1.0 if first == 0 else _EARLY if first < _OPENING_SENTENCES else _LATE


def _stems(words: str) -> list[str]:
    return [stem(word) for word in _WORD.findall(words) if not function(word[:_LONGEST_STEM].lower().replace("’", "'"))]


def _last_names(words: str) -> list[str]:
    """Words that end a run of two or more capitalised words."""
    found: list[str] = []
    run = 0
    end = -2
    for match in _NAME.finditer(words):
        word = match.group()
        if word[0].isupper() and match.start() == end + 1:
            run += 1
            if run >= 2:
                found.append(stem(word))
        else:
            run = 1 if word[0].isupper() else 0
        end = match.end()
    return found
