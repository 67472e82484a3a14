"""The Report: everything that tables, JSON and the page are drawn from. Values only.

Figures are as metrics gave them, shares in [0, 1]; `Column.scale` and `Column.digits` say how to show
them. An interval is None where there are fewer than two articles to draw from.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from attrs import asdict, evolve, field, frozen

from storysum.evaluation.metrics.metric import Column

__all__ = ["PARTS", "Figure", "LeftOut", "Pair", "Report", "Standing", "Timing"]

PARTS = {"lead": "baseline", "random": "floor", "oracle": "ceiling"}
"""What some are in a comparison for, by name."""


@frozen
class Figure:
    """One score over all articles, with its interval.

    Attributes:
        score: Sum of totals over sum of counts; NaN where nothing could be scored.
        low: The lower end of its interval.
        high: The upper end.
        articles: How many articles had anything to score.
    """

    score: float
    low: float | None
    high: float | None
    articles: int


@frozen
class Standing:
    """One system at one length.

    Attributes:
        backend: Its name.
        length: Which.
        cells: How many summaries it was to write.
        failures: How many of them failed, for whatever reason.
        errors: What went wrong, with how often, most frequent first.
        seconds: The median time for a summary once the article is read; failures do not count.
        figures: By column.
    """

    backend: str
    length: str
    cells: int
    failures: int
    errors: tuple[tuple[str, int], ...]
    seconds: float
    figures: Mapping[str, Figure] = field(repr=lambda figures: f"<{len(figures)} figures>")


@frozen
class Pair:
    """Two systems at one length and in one column, over the same articles.

    Attributes:
        first: The one.
        second: The other.
        length: Which.
        column: Which.
        difference: The first's score less the second's.
        low: The lower end of the interval of that difference.
        high: The upper end.
        wins: Articles on which the first is better, in the direction that is good.
        ties: Articles on which they are equal.
        losses: Articles on which the second is better.
        better: The name of the better one, or None: no difference shown.
    """

    first: str
    second: str
    length: str
    column: str
    difference: float
    low: float | None
    high: float | None
    wins: int
    ties: int
    losses: int
    better: str | None

    @property
    def verdict(self) -> str:
        """In words: who is better, or that no difference is shown."""
        return f"{self.better} is better" if self.better else "no difference shown"


@frozen
class LeftOut:
    """Columns that have no figure for some articles, at one length.

    Attributes:
        length: Which.
        columns: Their titles.
        articles: Ids, in order.
        why: In a few words.
    """

    length: str
    columns: tuple[str, ...]
    articles: tuple[str, ...]
    why: str


@frozen
class Timing:
    """Where the time went, in seconds of work, over all processes."""

    reading: float = 0.0
    summarizing: float = 0.0
    scoring: float = 0.0
    comparing: float = 0.0


@frozen
class Report:
    """A comparison.

    Attributes:
        corpus: Its name.
        checksum: Of its texts and references.
        articles: Ids, in order.
        lengths: In order.
        backends: Names, in order.
        signatures: Of each backend, by name.
        metrics: Signatures of the metrics.
        columns: Their columns, in order.
        standings: For each length each backend.
        pairs: For each length and column that has a good direction each pair of backends, once.
        versions: Of what took part, by package.
        timing: Where the time went.
        seed: Of the resampling.
        resamples: How many.
        level: Of the intervals.
        left_out: What was not measured, of which articles and why.
    """

    corpus: str
    checksum: str
    articles: tuple[str, ...] = field(repr=lambda articles: f"<{len(articles)} articles>")
    lengths: tuple[str, ...]
    backends: tuple[str, ...]
    signatures: Mapping[str, str]
    metrics: tuple[str, ...]
    columns: tuple[Column, ...]
    standings: tuple[Standing, ...] = field(repr=lambda standings: f"<{len(standings)} standings>")
    pairs: tuple[Pair, ...] = field(repr=lambda pairs: f"<{len(pairs)} pairs>")
    versions: Mapping[str, str]
    timing: Timing
    seed: int
    resamples: int
    level: float
    left_out: tuple[LeftOut, ...] = ()

    def column(self, name: str) -> Column:
        """The column of that name; a KeyError where there is none."""
        return {column.name: column for column in self.columns}[name]

    def leading(self, length: str) -> Column | None:
        """The column that a table of this length is sorted by: ROUGE-2, without references dangling."""
        measured = {
            name
            for standing in self.standings
            if standing.length == length
            for name, figure in standing.figures.items()
            if figure.articles
        }
        ranked = [column for column in self.columns if column.name in measured and column.better]
        named = {column.name: column for column in ranked}
        return named.get("rouge2") or named.get("dangling") or (ranked[0] if ranked else None)

    def leaderboard(self, length: str) -> tuple[Standing, ...]:
        """The standings of a length, best first; of equals the one named earlier."""
        column = self.leading(length)
        found = [standing for standing in self.standings if standing.length == length]
        if column is None:
            return tuple(found)

        def key(standing: Standing) -> float:
            figure = standing.figures.get(column.name)
            if figure is None or math.isnan(figure.score):
                return math.inf
            return -figure.score if column.better == "higher" else figure.score

        return tuple(sorted(found, key=key))

    @cached_property
    def _pairs(self) -> dict[tuple[str, str, str, str], Pair]:
        both = [*self.pairs, *map(_turned, self.pairs)]
        return {(pair.first, pair.second, pair.length, pair.column): pair for pair in both}

    def pair(self, first: str, second: str, length: str, column: str) -> Pair | None:
        """A pair, whichever way round it is kept, seen from `first`; None where there is none."""
        return self._pairs.get((first, second, length, column))

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists, strings and numbers, ready for JSON; None for NaN."""
        found: dict[str, Any] = _plain(asdict(self, recurse=True))
        return found

    def _repr_html_(self) -> str:
        """The tables of `markdown`, with a length under each fold."""
        from storysum.evaluation.tables import as_html  # only a notebook asks

        return as_html(self)


def _turned(pair: Pair) -> Pair:
    """A pair seen from the other one."""
    return evolve(
        pair,
        first=pair.second,
        second=pair.first,
        difference=-pair.difference,
        low=None if pair.high is None else -pair.high,
        high=None if pair.low is None else -pair.low,
        wins=pair.losses,
        losses=pair.wins,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, float):
        return float(f"{value:.9g}") if math.isfinite(value) else None
    return value
