"""What the page shows, as plain values ready for JSON; long names only where there are few of them.

Backends and columns are numbers, their places in `backends` and `columns`. Figures are as metrics gave
them; None is written where there is none. Each article's text is there once: its summaries are said by where their
words stand in it, in the UTF-16 units that JavaScript counts.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, combinations
from typing import Any

from attrs import asdict

from storysum.evaluation.corpus import Corpus, Entry
from storysum.evaluation.records import Record
from storysum.evaluation.report import PARTS, Figure, Pair, Report
from storysum.model.article import Article
from storysum.model.span import Span
from storysum.model.written import stretches

_LABEL = 90
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")

Cells = Mapping[tuple[str, str, str], Record]
Place = Callable[[Span], list[int]]  # where a span begins and ends, as a browser counts


def contents(report: Report, records: Iterable[Record], corpus: Corpus) -> dict[str, Any]:
    """All that the page shows; of two records for a cell the later one counts."""
    cells = {(record.article, record.length, record.backend): record for record in records}
    entries = {entry.id: entry for entry in corpus.entries}
    return {
        "corpus": report.corpus,
        "checksum": report.checksum,
        "lengths": list(report.lengths),
        "backends": [
            {"name": name, "part": PARTS.get(name), "signature": report.signatures.get(name, name)}
            for name in report.backends
        ],
        "metrics": list(report.metrics),
        "columns": [asdict(column) for column in report.columns],
        "boards": {length: _board(report, length) for length in report.lengths},
        "pairs": {length: _pairs(report, length) for length in report.lengths},
        "articles": [_article(entries[name], report, cells) for name in report.articles if name in entries],
        "versions": dict(report.versions),
        "seed": report.seed,
        "resamples": report.resamples,
        "level": report.level,
        "left": {length: list(report.left_out[length]) for length in report.lengths},
    }


def _board(report: Report, length: str) -> dict[str, Any]:
    leading = report.leading(length)
    return {
        "leading": None if leading is None else report.columns.index(leading),
        "rows": [
            {
                "backend": report.backends.index(standing.backend),
                "cells": standing.cells,
                "failures": standing.failures,
                "errors": [[error, count] for error, count in standing.errors[:3]],
                "seconds": _number(standing.seconds),
                "figures": [_figure(standing.figures.get(column.name)) for column in report.columns],
            }
            for standing in report.leaderboard(length)
        ],
    }


def _figure(figure: Figure | None) -> list[Any] | None:
    if figure is None or math.isnan(figure.score):
        return None
    return [_number(figure.score), _number(figure.low), _number(figure.high)]


def _pairs(report: Report, length: str) -> dict[str, list[Any]]:
    """By the name of a column each pair of backends, in the order of `combinations`."""
    columns = dict.fromkeys(pair.column for pair in report.pairs if pair.length == length)
    both = [*combinations(report.backends, 2)]
    return {column: [_pair(report.pair(*names, length, column)) for names in both] for column in columns}


def _pair(pair: Pair | None) -> list[Any] | None:
    """Difference, interval, wins, ties, losses; who is better (1 the first, -1 the second, 0 not shown)."""
    if pair is None or math.isnan(pair.difference):
        return None
    better = 0 if pair.better is None else 1 if pair.better == pair.first else -1
    return [*map(_number, (pair.difference, pair.low, pair.high)), pair.wins, pair.ties, pair.losses, better]


def _article(entry: Entry, report: Report, cells: Cells) -> dict[str, Any]:
    article, place = entry.as_far_as_read(), utf16(entry.text)
    by_length = {length: entry.references_at(length) for length in report.lengths}
    references = list(dict.fromkeys(chain(*by_length.values())))
    return {
        "id": entry.id,
        "label": _label(entry, article),
        "language": entry.language,
        "text": entry.text,
        "blocks": [[*place(block.span), block.role] for block in article.blocks],
        "sentences": len(article.sentences),
        "references": references,
        "referred": {length: list(map(references.index, texts)) for length, texts in by_length.items()},
        "cells": [
            [_cell(cells.get((entry.id, length, name)), entry.text, place, report) for name in report.backends]
            for length in report.lengths
        ],
    }


def _label(entry: Entry, article: Article) -> str:
    """What lists call it: its title, or how its first sentence begins, of six words or more where there is one."""
    sentences = [sentence.of(entry.text) for sentence in article.sentences]
    first = sorted(sentences, key=lambda sentence: len(sentence.split()) <= 5)[:1]
    title = next(filter(None, (article.title, *entry.references_at("headline")[:1], *first)), entry.id)
    label = " ".join(_UNSEEN.sub(" ", title).split())
    if len(label) > _LABEL:
        label = label[:_LABEL].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"
    return label


def _cell(record: Record | None, text: str, place: Place, report: Report) -> dict[str, Any] | None:
    """What one backend wrote: only what is there."""
    if record is None:
        return None
    found: dict[str, Any] = {"seconds": _number(record.seconds, 3)}
    if record.error is not None:
        found["error"] = record.error
    else:
        end = len(text)
        spans = [Span(min(piece.span.start, end), min(piece.span.end, end)) for piece in record.pieces]
        made = segments(record.summary, spans, text, place)
        found["made"] = [record.summary] if made is None else made
        if made is None and spans:
            found["picks"] = list(map(place, spans))
        found["words"] = len(record.summary.split())
    if record.shortfall:
        found["shortfall"] = record.shortfall
    figures = (record.metrics.get(column.name) for column in report.columns)
    found["figures"] = [None if tally is None else _number(tally.value, 4) for tally in figures]
    return found


def segments(summary: str, spans: Sequence[Span], text: str, place: Place) -> list[int | str] | None:
    """A summary as a flat list: a start and a length for each slice, strings for what stands between.

    A length is negative where the slice's first letter was raised to a capital. None where the summary is not made of
    these pieces; another package need not say where it took them.

    >>> text = "And they left, of course."
    >>> segments("They left.", [Span(4, 13)], text, utf16(text))
    [4, -9, '.']
    """
    words = [span.of(text) for span in spans]
    if (made := stretches(summary, words)) is None:
        return None
    found: list[int | str] = []
    for shown, number in made:
        if number is None:
            found.append(shown)
        else:
            start, end = place(spans[number])
            found += [start, end - start if shown == words[number] else start - end]
    return found


def utf16(text: str) -> Place:
    """Turns the code points of a text into UTF-16 units: a character past U+FFFF takes two.

    >>> utf16("a\U0001f3b8b")(Span(2, 3))
    [3, 4]
    """
    wide = [at for at, character in enumerate(text) if character > "\uffff"]
    return lambda span: [at + bisect_left(wide, at) for at in (span.start, span.end)]


def _number(value: float | None, digits: int = 5) -> float | int | None:
    """A number with so many significant digits, as short as it can be written; None for NaN."""
    if value is None or not math.isfinite(value):
        return None
    short = float(f"{value:.{digits}g}")
    return int(short) if short.is_integer() and abs(short) < 1e15 else short
