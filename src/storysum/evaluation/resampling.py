"""Drawing the articles again: how sure a score is.

The articles are drawn with replacement, as many as there are, and each draw is scored as the whole
was; the middle 95 % of the scores are the interval (percentile method). Every column is a sum of
totals over a sum of counts, so that scoring a draw is a product of matrices: how often each article
was drawn, times what it counted.

Source: Efron and Tibshirani 1993, chapter 13; the draws are those of `scipy.stats.bootstrap`.
Cost: resamples × articles × backends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from storysum.evaluation.metrics.metric import Column, Statistics, Tally

__all__ = ["Array", "Interval", "Table", "drawn", "intervals", "table_of"]

Array = NDArray[np.float64]
Interval = tuple[float | None, float | None]

# Numbers drawn at a time: a corpus of any size stays within some tens of megabytes.
_AT_A_TIME = 4_000_000


@frozen(eq=False)
class Table:
    """What one column counted: articles × backends.

    Attributes:
        column: Which.
        totals: What was counted.
        counts: What could have been; 0 where there was nothing to score.
    """

    column: Column
    totals: Array
    counts: Array

    def scores(self) -> Array:
        """Over all articles; NaN where there was nothing."""
        return _ratios(self.totals.sum(0), self.counts.sum(0))

    def each(self) -> Array:
        """The score of each article, articles × backends; NaN where there was nothing."""
        return _ratios(self.totals, self.counts)


def table_of(column: Column, articles: Sequence[str], rows: Sequence[Mapping[str, Statistics]]) -> Table:
    """The table of one column.

    Args:
        column: Which.
        articles: Ids, in order.
        rows: For each backend the statistics of each article, by its id.
    """
    nothing = Tally(0.0, 0.0)
    tallies = [[row.get(article, {}).get(column.name, nothing) for row in rows] for article in articles]
    shape = len(articles), len(rows)
    totals, counts = (
        np.array([[getattr(one, part) for one in row] for row in tallies], dtype=float).reshape(shape)
        for part in ("total", "count")
    )
    return Table(column, totals, counts)


def _ratios(totals: Array, counts: Array) -> Array:
    found: Array = np.full(np.shape(totals), np.nan)
    np.divide(totals, counts, out=found, where=np.asarray(counts) > 0)
    return found


def drawn(tables: Sequence[Table], seed: int, resamples: int) -> list[Array] | None:
    """For each table the score of each backend in each draw, backends × resamples.

    Args:
        tables: Of the same articles: the same draws are made for all of them.
        seed: Of the draws.
        resamples: How many.

    Returns:
        None for a single article, of which there is only one draw.
    """
    articles = len(tables[0].totals) if tables else 0
    if articles < 2:
        return None
    generator = np.random.default_rng(seed)
    batch = max(1, _AT_A_TIME // articles)
    found: list[list[Array]] = [[] for _ in tables]
    for start in range(0, resamples, batch):
        weights = _weights(generator.integers(articles, size=(min(batch, resamples - start), articles)))
        for scores, table in zip(found, tables, strict=True):
            scores.append(_ratios(weights @ table.totals, weights @ table.counts).T)
    return [np.concatenate(scores, axis=1) for scores in found]


def _weights(draws: NDArray[np.intp]) -> Array:
    """How often each draw has each article, draws × articles."""
    count, articles = draws.shape
    shifted = draws + articles * np.arange(count)[:, None]
    return np.bincount(shifted.ravel(), minlength=draws.size).reshape(draws.shape).astype(np.float64)


def intervals(draws: Array | None, count: int, level: float) -> list[Interval]:
    """The middle of each row of draws; of those draws in which there was anything to score."""
    if draws is None or not count:
        return [(None, None)] * count
    ends = [(1 - level) / 2, (1 + level) / 2]
    found: list[Interval] = []
    for row in draws:
        scored = row[~np.isnan(row)]
        if 2 * len(scored) < len(row):
            found.append((None, None))
        else:
            low, high = np.quantile(scored, ends)
            found.append((float(low), float(high)))
    return found
