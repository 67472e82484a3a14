"""Coverage, density and compression: how extractive a summary is (Grusky, Naaman and Artzi 2018).

The longest runs of words that a summary shares with its article, found greedily from the left, are
its fragments. Coverage is the share of its words in fragments, density the mean length of the
fragment that a word lies in, compression the article's words for each of the summary's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storysum.evaluation.metrics.metric import Column, Example, Statistics, Tally
from storysum.evaluation.metrics.taken import words
from storysum.memo import once_per_article
from storysum.model.article import Article
from storysum.model.summary import Summary

__all__ = ["Extraction", "fragments"]


class Extraction:
    """How much of a summary is copied, in how long runs, and how much shorter it is."""

    columns = (
        Column("coverage", "Coverage", "Share of the words that stand in copied runs."),
        Column("density", "Density", "Mean length of the copied run that a word is in.", scale=1.0),
        Column("compression", "Compr.", "Words of the article for each of the summary's.", scale=1.0),
    )
    signature = "extraction|case:no|words:unicode|v:1"

    def measure(self, summary: Summary, example: Example) -> Statistics:
        """The three figures; no count for an empty summary or article."""
        tokens, (source, places) = words(summary.text), _indexed(example.article)
        if not tokens or not source:
            return {column.name: Tally(0.0, 0.0) for column in self.columns}
        lengths = fragments(tokens, source, places)
        return {
            "coverage": Tally(sum(lengths) / len(tokens)),
            "density": Tally(sum(length * length for length in lengths) / len(tokens)),
            "compression": Tally(len(source) / len(tokens)),
        }


def fragments(tokens: Sequence[str], source: Sequence[str], places: Mapping[str, list[int]] | None = None) -> list[int]:
    """The lengths of the longest runs that `tokens` shares with `source`, greedily from the left.

    Args:
        tokens: Of the summary.
        source: Of the article.
        places: Where each word of the article stands, where that is known.

    Source: the figure "Procedure to compute the set of extractive fragments" of the paper.

    >>> fragments("the cat sat on a mat".split(), "on the mat the cat sat down".split())
    [3, 1, 1]
    """
    places = _places(source) if places is None else places
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


def _places(source: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, token in enumerate(source):
        places.setdefault(token, []).append(place)
    return places


@once_per_article
def _indexed(article: Article) -> tuple[list[str], dict[str, list[int]]]:
    """The words of an article and where each stands: the same for all of its summaries."""
    source = words(article.text)
    return source, _places(source)
