"""Who is better, and is it more than luck? Scores with intervals, and every pair of backends.

For two backends the differences on the same draws of articles are taken (`resampling`), so that what
makes an article hard for both cancels out; where the interval of the differences holds 0, no
difference is shown. No correction is made for looking at many pairs: of twenty pairs that do not
differ, about one will seem to.

Source: Koehn 2004 for the paired bootstrap.
"""

from __future__ import annotations

import importlib.metadata
import platform
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, repeat

import numpy as np
from attrs import evolve

from storysum.errors import InputError
from storysum.evaluation.corpus import Corpus
from storysum.evaluation.metrics.metric import Metric
from storysum.evaluation.metrics.rouge import installed
from storysum.evaluation.records import Record
from storysum.evaluation.report import Figure, LeftOut, Pair, Report, Standing, Timing
from storysum.evaluation.resampling import Array, Table, drawn, intervals, table_of
from storysum.evaluation.score import columns_of, standard
from storysum.version import __version__

__all__ = ["compare"]

# Closer than this is a tie: the same text can score differently in the last digit.
_TIE = 1e-9
# One article says nothing of how much the next may differ.
_FEWEST = 2
_NO_ROUGE = "rouge-score is not installed: pip install storysum[evaluation]"
_WHY = {
    "references": "no reference of this length",
    "quotes": "nobody is quoted in the article, or in no summary of it",
    None: "there is nothing to count in any summary",
}
_PACKAGES = ("numpy", "scipy", "nltk", "sumy", "PyStemmer", "rouge-score")


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
    without_rouge = metrics is None and not installed()
    metrics = standard(corpus) if metrics is None else metrics
    if not rows:
        raise InputError("no records to compare: run first")
    if any(not row.metrics for row in rows):
        raise InputError("records without metrics: score them first")
    articles = [entry.id for entry in corpus.entries]
    lengths = tuple(dict.fromkeys(row.length for row in rows))
    backends = tuple(dict.fromkeys(row.backend for row in rows))
    standings: list[Standing] = []
    pairs: list[Pair] = []
    left_out: list[LeftOut] = []
    for length in lengths:
        here = [row for row in rows if row.length == length]
        names = tuple(name for name in backends if any(row.backend == name for row in here))
        figures: dict[str, dict[str, Figure]] = {name: {} for name in names}
        present = [article for article in articles if any(row.article == article for row in here)]
        by_backend = [{row.article: row.metrics for row in here if row.backend == name} for name in names]
        found = [table_of(column, present, by_backend) for column in columns_of(metrics)]
        if without_rouge:
            left_out.append(LeftOut(length, ("ROUGE",), tuple(present), _NO_ROUGE))
        left_out.extend(_left_out(found, length, present))
        tables = [table for table in found if table.counts.any()]
        for table, draws in zip(tables, drawn(tables, seed, resamples) or repeat(None), strict=False):
            for name, figure in zip(names, _figures(table, draws, level), strict=True):
                figures[name][table.column.name] = figure
            if table.column.better:
                pairs.extend(_pairs(table, names, length, draws, level))
        standings.extend(_standing(name, length, here, figures[name]) for name in names)
    return Report(
        corpus=corpus.name,
        checksum=corpus.checksum,
        articles=tuple(articles),
        lengths=lengths,
        backends=backends,
        signatures={name: next(row.signature for row in rows if row.backend == name) for name in backends},
        metrics=tuple(metric.signature for metric in metrics),
        columns=columns_of(metrics),
        standings=tuple(standings),
        pairs=tuple(pairs),
        versions=_versions(),
        timing=evolve(_timing(rows), scoring=scoring, comparing=time.perf_counter() - start),
        seed=seed,
        resamples=resamples,
        level=level,
        left_out=tuple(left_out),
    )


def _left_out(tables: Iterable[Table], length: str, articles: Sequence[str]) -> Iterator[LeftOut]:
    """The articles that have nothing for a column to measure; columns that lack the same are told together."""
    titles: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for table in tables:
        lacking = tuple(np.array(articles)[~table.counts.any(axis=1)].tolist())
        if lacking and table.column.only in (None, length):
            titles.setdefault((lacking, _WHY[table.column.needs]), []).append(table.column.title)
    return (LeftOut(length, tuple(columns), lacking, why) for (lacking, why), columns in titles.items())


def _figures(table: Table, draws: Array | None, level: float) -> list[Figure]:
    scored = (table.counts > 0).sum(0)
    return [
        Figure(float(score), *((low, high) if articles >= _FEWEST else (None, None)), int(articles))
        for score, (low, high), articles in zip(
            table.scores(), intervals(draws, len(scored), level), scored, strict=True
        )
    ]


def _pairs(table: Table, names: Sequence[str], length: str, draws: Array | None, level: float) -> Iterator[Pair]:
    scores, each = table.scores(), table.each()
    sign = 1.0 if table.column.better == "higher" else -1.0
    measured = table.counts > 0
    both = np.array(list(combinations(range(len(names)), 2)), dtype=np.intp).reshape(-1, 2)
    differences = None if draws is None else draws[both[:, 0]] - draws[both[:, 1]]
    for (one, other), (low, high) in zip(both, intervals(differences, len(both), level), strict=True):
        if (measured[:, one] & measured[:, other]).sum() < _FEWEST:
            low = high = None
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
