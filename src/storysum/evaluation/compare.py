"""Who is better, and is it more than luck? Scores with intervals, and every pair of backends.

The articles are drawn with replacement, as many as there are, and each draw is scored as the whole was; the middle
95 % of the scores are the interval (percentile method). For two backends it is that of the differences on the same
draws, so that what makes an article hard for both cancels out; where it holds 0, no difference is shown. No
correction is made for looking at many pairs: of twenty that do not differ, about one will seem to.

Source: Efron and Tibshirani 1993, chapter 13, and Koehn 2004 for the paired bootstrap; the draws are those of
`scipy.stats.bootstrap`. Cost: resamples × articles × backends.
"""

import importlib.metadata
import platform
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import combinations

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from storysum.errors import InputError
from storysum.evaluation.corpus import Corpus
from storysum.evaluation.metrics.metric import NOTHING, Column, Metric
from storysum.evaluation.metrics.rouge import installed
from storysum.evaluation.records import Record
from storysum.evaluation.report import Figure, Pair, Report, Standing
from storysum.evaluation.score import columns_of, standard
from storysum.version import __version__

_TIE = 1e-9  # closer than this is a tie: the same text can score differently in the last digit
_FEWEST = 2  # one article says nothing of how much the next may differ
_AT_A_TIME = 4_000_000  # numbers drawn at a time: a corpus of any size stays within some tens of megabytes
_NO_ROUGE = "Left out: ROUGE: rouge-score is not installed: pip install storysum[evaluation]."
_WHY = {
    "references": "no reference of this length",
    "quotes": "nobody is quoted in the article, or in no summary of it",
    None: "there is nothing to count in any summary",
}
_PACKAGES = ("numpy", "scipy", "nltk", "sumy", "PyStemmer", "rouge-score")

Array = NDArray[np.float64]


def compare(
    records: Iterable[Record],
    corpus: Corpus,
    metrics: Sequence[Metric] | None = None,
    *,
    seed: int = 0,
    resamples: int = 9999,
    level: float = 0.95,
) -> Report:
    """The leaderboard of each length, and every pair of backends.

    Args:
        records: Scored, from `score`.
        corpus: What they were made from.
        metrics: Those that they were scored with; None for `standard(corpus)`.
        seed: Of the resampling.
        resamples: How often the articles are drawn again.
        level: Of the intervals.

    Raises:
        InputError: If there are no records, one was not scored, or the seed or the draws are no such numbers.
    """
    if seed < 0 or resamples < 1:
        raise InputError(f"seed={seed!r}, resamples={resamples!r}: give a seed from 0, and one draw or more")
    rows = tuple(records)
    if not rows:
        raise InputError("no records to compare: run first")
    if any(not row.metrics for row in rows):
        raise InputError("records without metrics: score them first")
    without_rouge = (_NO_ROUGE,) if metrics is None and not installed() else ()
    metrics = standard(corpus) if metrics is None else metrics
    articles = tuple(entry.id for entry in corpus.entries)
    columns = columns_of(metrics)
    by_length: dict[str, list[Record]] = defaultdict(list)
    signatures: dict[str, str] = {}
    for row in rows:
        by_length[row.length].append(row)
        signatures.setdefault(row.backend, row.signature)
    standings: list[Standing] = []
    pairs: list[Pair] = []
    left_out: dict[str, tuple[str, ...]] = {}
    for length, here in by_length.items():
        made, measured = {row.backend for row in here}, {row.article for row in here}
        names = [name for name in signatures if name in made]
        present = [article for article in articles if article in measured]
        tables = [_table(column, present, names, here) for column in columns]
        left_out[length] = (*without_rouge, *_left_out(tables))
        figures: dict[str, dict[str, Figure]] = {name: {} for name in names}
        tables = [table for table in tables if table.counts.any()]
        for table, draws in zip(tables, _drawn(tables, seed, resamples), strict=True):
            for name, figure in zip(names, _figures(table, draws, level), strict=True):
                figures[name][table.column.name] = figure
            if table.column.better:
                pairs.extend(_pairs(table, names, length, draws, level))
        standings.extend(_standing(name, length, here, figures[name]) for name in names)
    return Report(
        corpus=corpus.name,
        checksum=corpus.checksum,
        articles=articles,
        lengths=tuple(by_length),
        backends=tuple(signatures),
        signatures=signatures,
        metrics=tuple(metric.signature for metric in metrics),
        columns=columns,
        standings=tuple(standings),
        pairs=tuple(pairs),
        versions=_versions(),
        seed=seed,
        resamples=resamples,
        level=level,
        left_out=left_out,
    )


@frozen(eq=False)
class _Table:
    """What one column counted, articles × backends; a count is 0 where there was nothing to score."""

    column: Column
    totals: Array
    counts: Array

    def scores(self) -> Array:
        """Over all articles; NaN where there was nothing."""
        return _ratios(self.totals.sum(0), self.counts.sum(0))


def _table(column: Column, articles: Sequence[str], names: Sequence[str], rows: Iterable[Record]) -> _Table:
    cells = {(row.article, row.backend): row.metrics.get(column.name, NOTHING) for row in rows}
    tallies = [[cells.get((article, name), NOTHING) for name in names] for article in articles]
    totals, counts = (
        np.array([[getattr(one, part) for one in row] for row in tallies], dtype=float).reshape(-1, len(names))
        for part in ("total", "count")
    )
    return _Table(column, totals, counts)


def _ratios(totals: Array, counts: Array) -> Array:
    found: Array = np.full(np.shape(totals), np.nan)
    np.divide(totals, counts, out=found, where=counts > 0)
    return found


def _drawn(tables: Sequence[_Table], seed: int, resamples: int) -> list[Array]:
    """For each table the score of each backend in each draw, backends × resamples."""
    articles = len(tables[0].totals) if tables else 1
    generator = np.random.default_rng(seed)
    batch = max(1, _AT_A_TIME // articles)
    found: list[list[Array]] = [[] for _ in tables]
    for start in range(0, resamples, batch):
        # How often each draw has each article.
        draws = generator.integers(articles, size=(min(batch, resamples - start), articles))
        shifted = draws + articles * np.arange(len(draws))[:, None]
        weights = np.bincount(shifted.ravel(), minlength=draws.size).reshape(draws.shape).astype(np.float64)
        for scores, table in zip(found, tables, strict=True):
            scores.append(_ratios(weights @ table.totals, weights @ table.counts).T)
    return [np.concatenate(scores, axis=1) for scores in found]


def _interval(draws: Array, articles: int, level: float) -> tuple[float, float] | tuple[None, None]:
    """The middle of those draws in which there was anything to score; None where that is too little."""
    scored = draws[~np.isnan(draws)]
    if articles < _FEWEST or 2 * len(scored) < len(draws):
        return None, None
    low, high = np.quantile(scored, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _left_out(tables: Iterable[_Table]) -> Iterator[str]:
    """How many articles have nothing for a column to measure; columns that lack as many are told together."""
    titles: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for table in tables:
        lacking = int((table.counts.sum(1) == 0).sum())
        titles[lacking, len(table.counts), _WHY[table.column.needs]].append(table.column.title)
    for (lacking, of, why), columns in titles.items():
        if lacking:
            yield f"Left out: {', '.join(columns)} of {lacking} of {of} article{'' if of == 1 else 's'}: {why}."


def _figures(table: _Table, draws: Array, level: float) -> Iterator[Figure]:
    for score, mine, articles in zip(table.scores(), draws, (table.counts > 0).sum(0).tolist(), strict=True):
        low, high = _interval(mine, articles, level)
        yield Figure(float(score), low, high, articles)


def _pairs(table: _Table, names: Sequence[str], length: str, draws: Array, level: float) -> Iterator[Pair]:
    scores, each = table.scores(), _ratios(table.totals, table.counts)
    sign = 1.0 if table.column.better == "higher" else -1.0
    for one, other in combinations(range(len(names)), 2):
        by_article = sign * (each[:, one] - each[:, other])
        low, high = _interval(draws[one] - draws[other], int((~np.isnan(by_article)).sum()), level)
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


def _versions() -> dict[str, str]:
    found = {"storysum": __version__, "Python": platform.python_version()}
    for package in _PACKAGES:
        with suppress(importlib.metadata.PackageNotFoundError):
            found[package] = importlib.metadata.version(package)
    return found
