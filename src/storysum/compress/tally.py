"""How often and where the words of an article stand: counted once, for whoever weighs them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import numpy as np
from attrs import frozen

from storysum.caching import cached
from storysum.memo import once_per_article
from storysum.model.article import Article
from storysum.terms.stretches import numbering, once, stretches
from storysum.text import data

__all__ = ["Tally", "function", "matter", "stem", "stems", "tally"]

_WORD = re.compile(r"[^\W_]+(?:['’.\-&/][^\W_]+)*")
_NAME = re.compile(r"[^\W\d_][\w.'’\-]*")
# Words that may be capitalised side by side (1), and any other word: few are worth a closer look.
_RUN = re.compile(
    r"([^\W\d_a-z][\w.'’\-]*+(?:.[^\W\d_a-z][\w.'’\-]*+)+)|[^\W\d_][\w.'’\-]*+",
    re.DOTALL,
)
_LONGEST_STEM = 40
_GRAMMAR = (
    "prepositions",
    "determiners",
    "pronouns",
    "auxiliaries",
    "modals",
    "subordinators",
    "conjunctions",
    "adverbs",
)


@frozen(eq=False)
class Tally:
    """The words of an article's body, function words left out.

    Attributes:
        body: The sentences that stand in body blocks.
        counts: For each stem, in order of first appearance, how many sentences have it.
        first: For each stem the place among those sentences of the first that has it.
        capitals: For each stem how often it has a capital inside a sentence.
        fuller: Last names that stand behind a capitalised word somewhere.
    """

    body: tuple[int, ...]
    counts: Mapping[str, int]
    first: Mapping[str, int]
    capitals: Mapping[str, int]
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


def function(low: str) -> bool:
    """Whether a word carries grammar rather than matter."""
    return low in _function_words()


@cache
def _function_words() -> frozenset[str]:
    return frozenset().union(*(data.words(f"grammar_{name}") for name in _GRAMMAR))


@cached(4_000_000)
def matter(word: str) -> str:
    """The stem of a word that carries matter; nothing for one that carries grammar."""
    return "" if function(word[:_LONGEST_STEM].lower().replace("’", "'")) else stem(word)


def stems(text: str) -> list[str]:
    """The stems of a short text's words that carry matter."""
    return [each for each in map(matter, _WORD.findall(text)) if each]


@once_per_article
def tally(article: Article) -> Tally:
    """Count the words of the body.

    Cost: linear in the text; only distinct words are stemmed.
    """
    found, body = stretches(article), _body(article)
    words, known = numbering(), numbering()
    parts = [[*map(words.__getitem__, _WORD.findall(stretch))] for stretch in found.distinct]
    stem_of = np.array([known[each] if (each := matter(word)) else -1 for word in words], int)
    capital = np.array([word[0].isupper() for word in words], bool)
    place = np.full(len(found), -1)
    place[list(body)] = np.arange(len(body))
    width = max(1, len(known))
    counts, first, capitals = np.zeros(width, int), np.full(width, len(body)), np.zeros(width, int)
    for some, rows, numbers in found.spread(parts):
        places, each = place[some.start + rows], stem_of[numbers]
        weighty = (places >= 0) & (each >= 0)
        inside = weighty & capital[numbers] & (np.diff(rows, prepend=-1) == 0)
        capitals += np.bincount(each[inside], minlength=width)
        sentence, one = np.divmod(once(places[weighty] * width + each[weighty]), width)
        counts += np.bincount(one, minlength=width)
        np.minimum.at(first, one, sentence)
    told = [row for row in zip(known, counts.tolist(), first.tolist(), capitals.tolist(), strict=False) if row[1]]
    return Tally(
        body,
        {each: count for each, count, _, _ in told},
        {each: at for each, _, at, _ in told},
        {each: times for each, _, _, times in told if times},
        frozenset(_last_names(article, body)),
    )


def _body(article: Article) -> tuple[int, ...]:
    """The sentences that stand in body blocks."""
    blocks = [block.span for block in article.blocks if block.role == "body"]
    found: list[int] = []
    at = 0
    for index, sentence in enumerate(article.sentences):
        while at < len(blocks) and blocks[at].end <= sentence.start:
            at += 1
        if at < len(blocks) and blocks[at].covers(sentence):
            found.append(index)
    return tuple(found)


def _last_names(article: Article, body: tuple[int, ...]) -> set[str]:
    """Words that end a run of two or more capitalised words."""
    text, sentences = article.text, article.sentences
    found: set[str] = set()
    for index in body:
        for run in filter(None, _RUN.findall(text, sentences[index].start, sentences[index].end)):
            found.update(_last_names_of(run))
    return found


def _last_names_of(words: str) -> list[str]:
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
