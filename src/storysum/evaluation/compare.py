"""Who is better, and is it more than luck? Paired bootstrap, wins, ties and losses.

The articles are drawn again with replacement, the same draws for every backend and column, and
each draw is scored as the whole was: sum of totals over sum of counts. The middle 95 % of those
scores are the interval (percentile method). For two backends the differences on the same draws
are taken, so that what makes an article hard for both cancels out; where their interval holds 0, no
difference is shown. No correction is made for looking at many pairs: of twenty pairs that do not
differ, about one will seem to.

Source: Efron and Tibshirani 1993, chapters 13 and 16; Koehn 2004 for pairs.
Cost: resamples × articles × backends for each length and column, as matrix products.
"""

from __future__ import annotations

import importlib.metadata
import inspect
import platform
import statistics
import time
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import scipy.stats
from attrs import evolve, frozen
from numpy.typing import NDArray

from storysum.errors import InputError
from storysum.evaluation.corpus import Corpus
from storysum.evaluation.metrics.metric import Column, Metric
from storysum.evaluation.records import Record
from storysum.evaluation.report import Figure, Pair, Report, Standing, Timing
from storysum.evaluation.score import columns_of, standard
from storysum.version import __version__

__all__ = ["compare"]

Array = NDArray[np.float64]

# Closer than this is a tie: the same text can score differently in the last digit.
_TIE = 1e-9
# The name of this argument changed with scipy 1.15.
_TAKES_RNG = "rng" in inspect.signature(scipy.stats.bootstrap).parameters
_PACKAGES = ("numpy", "scipy", "nltk", "sumy", "PyStemmer", "rouge-score")


@frozen(eq=False)
class _Table:
    """One length and column: totals and counts, articles × backends."""

    column: Column
    totals: Array
    counts: Array

    def over_all(self) -> Array:
        return _ratios(self.totals.sum(0), self.counts.sum(0))

    def each(self) -> Array:
        return _ratios(self.totals, self.counts)


def compare(
    records: Iterable[Record],
    corpus: Corpus,
    metrics: Sequence[Metric] | None = None,
    *,
    seed: int = 0,
    resamples: int = 9999,
    level: float = 0.95,
    scoring: float = 0.0,
) -> Report:
    """The leaderboard of each length, and every pair of backends.

    Args:
        records: Scored, from `score`.
        corpus: What they were made from.
        metrics: Those that they were scored with; None for `standard(corpus)`.
        seed: Of the resampling.
        resamples: How often the articles are drawn again.
        level: Of the intervals.
        scoring: The seconds that scoring took, for the footer.

    Raises:
        InputError: If there are no records, or one was not scored.
    """
    start = time.perf_counter()
    rows = tuple(records)
    metrics = standard(corpus) if metrics is None else metrics
    if not rows:
        raise InputError("no records to compare: run first")
    if any(not row.metrics for row in rows):
        raise InputError("records without metrics: score them first")
    columns = columns_of(metrics)
    lengths = tuple(dict.fromkeys(row.length for row in rows))
    backends = tuple(dict.fromkeys(row.backend for row in rows))
    standings: list[Standing] = []
    pairs: list[Pair] = []
    for length in lengths:
        here = [row for row in rows if row.length == length]
        names = tuple(name for name in backends if any(row.backend == name for row in here))
        figures: dict[str, dict[str, Figure]] = {name: {} for name in names}
        for table in _tables(here, names, columns):
            draws = _drawn(table, seed, resamples)
            for name, figure in zip(names, _figures(table, draws, level), strict=True):
                figures[name][table.column.name] = figure
            if table.column.better:
                pairs.extend(_pairs(table, names, length, draws, level))
        standings.extend(_standing(name, length, here, figures[name]) for name in names)
    return Report(
        corpus=corpus.name,
        checksum=corpus.checksum,
        articles=tuple(entry.id for entry in corpus.entries),
        lengths=lengths,
        backends=backends,
        signatures={name: next(row.signature for row in rows if row.backend == name) for name in backends},
        metrics=tuple(metric.signature for metric in metrics),
        columns=columns,
        standings=tuple(standings),
        pairs=tuple(pairs),
        versions=_versions(),
        timing=evolve(_timing(rows), scoring=scoring, comparing=time.perf_counter() - start),
        seed=seed,
        resamples=resamples,
        level=level,
    )


def _tables(rows: Sequence[Record], names: Sequence[str], columns: Sequence[Column]) -> list[_Table]:
    """The columns of one length in which anything was measured."""
    articles = {name: number for number, name in enumerate(dict.fromkeys(row.article for row in rows))}
    places = {name: number for number, name in enumerate(names)}
    tables = []
    for column in columns:
        totals = np.zeros((len(articles), len(names)))
        counts = np.zeros_like(totals)
        for row in rows:
            if (tally := row.metrics.get(column.name)) is not None:
                at = articles[row.article], places[row.backend]
                totals[at], counts[at] = tally.total, tally.count
        if counts.any():
            tables.append(_Table(column, totals, counts))
    return tables


def _ratios(totals: Array, counts: Array) -> Array:
    found: Array = np.full(np.shape(totals), np.nan)
    np.divide(totals, counts, out=found, where=np.asarray(counts) > 0)
    return found


def _drawn(table: _Table, seed: int, resamples: int) -> Array | None:
    """The score of each backend in each resample, backends × resamples; None for a single article."""
    articles = len(table.totals)
    if articles < 2:
        return None

    def scored(drawn: NDArray[np.intp], axis: int = -1) -> Array:
        draws = drawn.reshape(-1, articles)
        shifted = draws + articles * np.arange(len(draws))[:, None]
        weights = np.bincount(shifted.ravel(), minlength=draws.size).reshape(draws.shape).astype(np.float64)
        found = _ratios(weights @ table.totals, weights @ table.counts)
        by_backend: Array = found.T.reshape(-1, *drawn.shape[:-1])
        return by_backend

    # Numbers of articles are drawn, not scores: what a draw scores may need totals and counts.
    options: dict[str, Any] = {"rng" if _TAKES_RNG else "random_state": np.random.default_rng(seed)}
    with warnings.catch_warnings():
        # scipy warns where a draw has nothing to score; `_interval` passes over such draws.
        warnings.simplefilter("ignore", scipy.stats.DegenerateDataWarning)
        result = scipy.stats.bootstrap(
            (np.arange(articles),),
            scored,
            vectorized=True,
            axis=-1,
            n_resamples=resamples,
            method="percentile",
            **options,
        )
    found: Array = result.bootstrap_distribution
    return found


Interval = tuple[float | None, float | None]


def _intervals(draws: Array | None, count: int, level: float) -> list[Interval]:
    """The middle of each row of draws; of those draws in which there was anything to score."""
    if draws is None:
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


def _figures(table: _Table, draws: Array | None, level: float) -> list[Figure]:
    scores, scored = table.over_all(), (table.counts > 0).sum(0)
    return [
        Figure(float(score), low, high, int(articles))
        for score, (low, high), articles in zip(
            scores, _intervals(draws, len(scores), level), scored, strict=True
        )
    ]


def _pairs(
    table: _Table, names: Sequence[str], length: str, draws: Array | None, level: float
) -> Iterable[Pair]:
    scores, each = table.over_all(), table.each()
    sign = 1.0 if table.column.better == "higher" else -1.0
    both = np.array(list(combinations(range(len(names)), 2)), dtype=np.intp).reshape(-1, 2)
    differences = None if draws is None else draws[both[:, 0]] - draws[both[:, 1]]
    for (one, other), (low, high) in zip(both, _intervals(differences, len(both), level), strict=True):
        by_article = sign * (each[:, one] - each[:, other])
        ahead = None if low is None or high is None or low <= 0 <= high else sign * low > 0
        yield Pair(
            first=names[one],
            second=names[other],
            length=length,
            column=table.column.name,
            difference=float(scores[one] - scores[other]),
            low=low,
            high=high,
            wins=int((by_article > _TIE).sum()),
            ties=int((np.abs(by_article) <= _TIE).sum()),
            losses=int((by_article < -_TIE).sum()),
            better=None if ahead is None else names[one if ahead else other],
        )


def _standing(name: str, length: str, rows: Iterable[Record], figures: Mapping[str, Figure]) -> Standing:
    mine = [row for row in rows if row.backend == name]
    times = [row.seconds for row in mine if not row.failed]
    errors = Counter(row.error for row in mine if row.error is not None)
    return Standing(
        backend=name,
        length=length,
        cells=len(mine),
        failures=errors.total(),
        errors=tuple(errors.most_common()),
        seconds=statistics.median(times) if times else float("nan"),
        figures=figures,
    )


def _timing(rows: Iterable[Record]) -> Timing:
    reading: dict[str, float] = {}
    ranking: dict[tuple[str, str], float] = {}
    rest = 0.0
    for row in rows:
        reading[row.article] = max(row.reading, reading.get(row.article, 0.0))
        place = row.article, row.backend
        ranking[place] = max(row.ranking, ranking.get(place, 0.0))
        rest += row.seconds - row.ranking
    return Timing(reading=sum(reading.values()), summarizing=sum(ranking.values()) + rest)


def _versions() -> dict[str, str]:
    found = {"storysum": __version__, "Python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found
