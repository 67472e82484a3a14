"""Drawing the articles again: how sure a score is.

The articles are drawn with replacement, as many as there are, and each draw is scored as the whole
was; the middle 95 % of the scores are the interval (percentile method). Every column is a sum of
totals over a sum of counts, so that scoring a draw is a product of matrices: how often each article
was drawn, times what it counted. A metric that combines in another way is asked for each draw.

Source: Efron and Tibshirani 1993, chapter 13; the draws are those of `scipy.stats.bootstrap`.
Cost: resamples × articles × backends.
"""

from __future__ import annotations

import inspect
import math
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import scipy.stats
from attrs import frozen
from numpy.typing import NDArray

from storysum.evaluation.metrics.metric import Column, Metric, Statistics

__all__ = ["Array", "Interval", "Table", "drawn", "intervals", "table_of"]

Array = NDArray[np.float64]
Interval = tuple[float | None, float | None]

# The name of this argument changed with scipy 1.15.
_TAKES_RNG = "rng" in inspect.signature(scipy.stats.bootstrap).parameters
# Numbers drawn at a time: a corpus of any size stays within some tens of megabytes.
_AT_A_TIME = 4_000_000
_SAME = 1e-9


@frozen(eq=False)
class Table:
    """What one column counted: articles × backends.

    Attributes:
        column: Which.
        totals: What was counted.
        counts: What could have been; 0 where there was nothing to score.
        scores: Over all articles, as the metric combines them; NaN where there was nothing.
        metric: The one to ask for each draw, or None where a quotient of sums is what it gives.
        statistics: For each backend those of each article.
    """

    column: Column
    totals: Array
    counts: Array
    scores: Array
    metric: Metric | None
    statistics: Sequence[Sequence[Statistics]]

    def each(self) -> Array:
        """The score of each article, articles × backends; NaN where there was nothing."""
        return _ratios(self.totals, self.counts)


def table_of(
    metric: Metric, column: Column, articles: Sequence[str], rows: Sequence[Mapping[str, Statistics]]
) -> Table:
    """The table of one column.

    Args:
        metric: It belongs to this one.
        column: Which.
        articles: Ids, in order.
        rows: For each backend the statistics of each article, by its id.
    """
    totals = np.zeros((len(articles), len(rows)))
    counts = np.zeros_like(totals)
    for place, by_article in enumerate(rows):
        for number, article in enumerate(articles):
            if (tally := by_article.get(article, {}).get(column.name)) is not None:
                totals[number, place], counts[number, place] = tally.total, tally.count
    statistics = [[by_article.get(article, {}) for article in articles] for by_article in rows]
    scores = np.array([metric.combine(found).get(column.name, math.nan) for found in statistics])
    quotients = _ratios(totals.sum(0), counts.sum(0))
    linear = np.allclose(scores, quotients, rtol=0, atol=_SAME, equal_nan=True)
    return Table(column, totals, counts, scores, None if linear else metric, statistics)


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

    def scored(numbers: NDArray[np.intp], axis: int = -1) -> Array:
        draws = numbers.reshape(-1, articles)
        weights = _weights(draws)
        rows = [
            _ratios(weights @ table.totals, weights @ table.counts).T
            if table.metric is None
            else _asked(table, table.metric, draws)
            for table in tables
        ]
        return np.concatenate(rows).reshape(-1, *numbers.shape[:-1])

    # Numbers of articles are drawn, not scores: what a draw scores may need totals and counts.
    options: dict[str, Any] = {"rng" if _TAKES_RNG else "random_state": np.random.default_rng(seed)}
    with warnings.catch_warnings():
        # scipy warns where a draw has nothing to score; `intervals` passes over such draws.
        warnings.simplefilter("ignore", scipy.stats.DegenerateDataWarning)
        result = scipy.stats.bootstrap(
            (np.arange(articles),),
            scored,
            vectorized=True,
            axis=-1,
            n_resamples=resamples,
            batch=max(1, _AT_A_TIME // articles),
            method="percentile",
            **options,
        )
    ends = np.cumsum([table.totals.shape[1] for table in tables])
    return np.split(result.bootstrap_distribution, ends[:-1])


def _weights(draws: NDArray[np.intp]) -> Array:
    """How often each draw has each article, draws × articles."""
    count, articles = draws.shape
    shifted = draws + articles * np.arange(count)[:, None]
    return np.bincount(shifted.ravel(), minlength=draws.size).reshape(draws.shape).astype(np.float64)


def _asked(table: Table, metric: Metric, draws: NDArray[np.intp]) -> Array:
    """Scores of the draws, backends × draws, where only the metric knows how to combine."""
    name = table.column.name
    return np.array(
        [
            [metric.combine([found[number] for number in draw]).get(name, math.nan) for draw in draws.tolist()]
            for found in table.statistics
        ]
    )


def intervals(draws: Array | None, count: int, level: float) -> list[Interval]:
    """The middle of each row of draws; of those draws in which there was anything to score."""
    if draws is None or not count:
        return [(None, None)] * count
    ends = [(1 - level) / 2, (1 + level) / 2]
    if not np.isnan(draws).any():
        return [(float(low), float(high)) for low, high in np.quantile(draws, ends, axis=1).T]
    found: list[Interval] = []
    for row in draws:
        scored = row[~np.isnan(row)]
        if 2 * len(scored) < len(row):
            found.append((None, None))
        else:
            low, high = np.quantile(scored, ends)
            found.append((float(low), float(high)))
    return found
