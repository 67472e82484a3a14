"""The Report: everything that tables, JSON and the page are drawn from. Values only.

Figures are as metrics gave them, shares in [0, 1]; `Column.scale` and `Column.digits` say how to show
them. An interval is None where there are fewer than two articles to draw from.
"""

import math
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from attrs import asdict, evolve, field, frozen

from storysum.evaluation.metrics.metric import Column

PARTS = {"lead": "baseline", "random": "floor", "oracle": "ceiling"}  # what some are in a comparison for, by name


@frozen
class Figure:
    """One score over all articles (NaN where nothing could be scored), its interval, and how many could be scored."""

    score: float
    low: float | None
    high: float | None
    articles: int


@frozen
class Standing:
    """One system at one length."""

    backend: str
    length: str
    cells: int  # the summaries that it was to write
    failures: int  # how many of them failed, for whatever reason
    errors: tuple[tuple[str, int], ...]  # what went wrong, with how often, most frequent first
    seconds: float  # the median time for a summary once the article is read; failures do not count
    figures: Mapping[str, Figure] = field(repr=lambda figures: f"<{len(figures)} figures>")  # by column


@frozen
class Pair:
    """Two systems at one length and in one column, over the same articles."""

    first: str
    second: str
    length: str
    column: str
    difference: float  # the first's score less the second's, with the ends of its interval
    low: float | None
    high: float | None
    wins: int  # articles on which the first is better, in the direction that is good
    ties: int
    losses: int
    better: str | None  # the name of the better one, or None: no difference shown


@frozen
class Report:
    """A comparison.

    Attributes:
        corpus: Its name; `checksum` is over all of it.
        articles: Ids, in order.
        signatures: Of each backend, by name.
        metrics: Signatures of the metrics; `columns` are theirs, in order.
        standings: For each length each backend.
        pairs: For each length and column that has a good direction each pair of backends, once.
        versions: Of what took part, by package.
        seed: Of the resampling; `level` is that of the intervals.
        left_out: By length a sentence about each thing that was not measured, with the reason.
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
    seed: int
    resamples: int
    level: float
    left_out: Mapping[str, tuple[str, ...]]

    def leading(self, length: str) -> Column | None:
        """The column that a table of this length is sorted by: ROUGE-2, without references dangling."""
        here = [one.figures for one in self.standings if one.length == length]
        measured = {name for figures in here for name, figure in figures.items() if figure.articles}
        ranked = {column.name: column for column in self.columns if column.name in measured and column.better}
        return ranked.get("rouge2") or ranked.get("dangling") or next(iter(ranked.values()), None)

    def leaderboard(self, length: str) -> tuple[Standing, ...]:
        """The standings of a length, best first; of equals the one named earlier."""
        column = self.leading(length)

        def key(standing: Standing) -> float:
            figure = standing.figures.get(column.name) if column else None
            if column is None or figure is None or math.isnan(figure.score):
                return math.inf
            return -figure.score if column.better == "higher" else figure.score

        return tuple(sorted((one for one in self.standings if one.length == length), key=key))

    @cached_property
    def _pairs(self) -> dict[tuple[str, str, str, str], Pair]:
        both = (*self.pairs, *map(_turned, self.pairs))
        return {(pair.first, pair.second, pair.length, pair.column): pair for pair in both}

    def pair(self, first: str, second: str, length: str, column: str) -> Pair | None:
        """A pair, whichever way round it is kept, seen from `first`; None where there is none."""
        return self._pairs.get((first, second, length, column))

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists, strings and numbers, ready for JSON; None for NaN."""
        return asdict(self, value_serializer=_plain)

    def _repr_markdown_(self) -> str:
        from storysum.evaluation.tables import markdown  # only a notebook asks

        return markdown(self)


def _turned(pair: Pair) -> Pair:
    """A pair seen from the other one."""
    low, high = (None if end is None else -end for end in (pair.high, pair.low))
    turned = evolve(pair, first=pair.second, second=pair.first, wins=pair.losses, losses=pair.wins)
    return evolve(turned, difference=-pair.difference, low=low, high=high)


def _plain(_: object, __: object, value: Any) -> Any:
    if not isinstance(value, float):
        return value
    return float(f"{value:.9g}") if math.isfinite(value) else None
