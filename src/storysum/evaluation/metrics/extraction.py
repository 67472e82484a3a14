"""Coverage, density and compression: how extractive a summary is (Grusky, Naaman and Artzi 2018).

The longest runs of words that a summary shares with its article, found greedily from the left, are
its fragments. Coverage is the share of its words in fragments, density the mean length of the
fragment that a word lies in, compression the article's words for each of the summary's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import ClassVar

from attrs import frozen

from storysum.evaluation.metrics.metric import Column, Example, Score, Statistics, Tally, pooled
from storysum.evaluation.metrics.taken import words
from storysum.model.summary import Summary

__all__ = ["Extraction", "fragments"]


@frozen
class Extraction:
    """How much of a summary is copied, in how long runs, and how much shorter it is."""

    name: ClassVar[str] = "extraction"

    @property
    def columns(self) -> tuple[Column, ...]:
        """Three figures that describe and do not judge."""
        return (
            Column("coverage", "Coverage", "Share of the words that stand in copied runs."),
            Column("density", "Density", "Mean length of the copied run that a word is in.", scale=1.0),
            Column("compression", "Compr.", "Words of the article for each of the summary's.", scale=1.0),
        )

    @property
    def signature(self) -> str:
        """Words are lower-case runs of letters and digits."""
        return "extraction|case:no|words:unicode|v:1"

    def measure(self, summary: Summary, example: Example) -> Statistics:
        """The three figures; no count for an empty summary or article."""
        tokens, (source, places) = words(summary.text), _indexed(example.article.text)
        if not tokens or not source:
            return {column.name: Tally(0.0, 0.0) for column in self.columns}
        lengths = _fragments(tokens, source, places)
        return {
            "coverage": Tally(sum(lengths) / len(tokens)),
            "density": Tally(sum(length * length for length in lengths) / len(tokens)),
            "compression": Tally(len(source) / len(tokens)),
        }

    def combine(self, statistics: Sequence[Statistics]) -> Score:
        """The mean over the articles."""
        return pooled(statistics)


def fragments(tokens: Sequence[str], source: Sequence[str]) -> list[int]:
    """The lengths of the longest runs that `tokens` shares with `source`, greedily from the left.

    Source: the figure "Procedure to compute the set of extractive fragments" of the paper.

    >>> fragments("the cat sat on a mat".split(), "on the mat the cat sat down".split())
    [3, 1, 1]
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, token in enumerate(source):
        places[token].append(place)
    return _fragments(tokens, source, places)


def _fragments(tokens: Sequence[str], source: Sequence[str], places: dict[str, list[int]]) -> list[int]:
    lengths = []
    at = 0
    while at < len(tokens):
        alive, length = places.get(tokens[at], []), 0
        while alive:
            length += 1
            if at + length == len(tokens):
                break
            wanted = tokens[at + length]
            alive = [place for place in alive if place + length < len(source) and source[place + length] == wanted]
        if length:
            lengths.append(length)
        at += max(length, 1)
    return lengths


@lru_cache(maxsize=8)
def _indexed(text: str) -> tuple[list[str], dict[str, list[int]]]:
    """The words of an article and where each stands: the same for all of its summaries."""
    source = words(text)
    places: dict[str, list[int]] = {}
    for place, token in enumerate(source):
        places.setdefault(token, []).append(place)
    return source, places
