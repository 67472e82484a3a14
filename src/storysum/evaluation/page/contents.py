"""What the page shows, as plain values ready for JSON: the report, and the articles with their summaries.

Each article's text is there once: a summary is told by the places of its words in that text, in the UTF-16 units that
JavaScript counts. The figures of a summary are in the order of the report's columns; None where there is none.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from storysum.evaluation.corpus import Corpus, Entry
from storysum.evaluation.metrics.metric import NOTHING
from storysum.evaluation.records import Record
from storysum.evaluation.report import PARTS, Report
from storysum.model.article import Article
from storysum.model.span import Span
from storysum.model.written import stretches

_LABEL = 90
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")

Cells = Mapping[tuple[str, str, str], Record]
Place = Callable[[Span], list[int]]  # where a span begins and ends, as a browser counts


def contents(report: Report, records: Iterable[Record], corpus: Corpus) -> dict[str, Any]:
    """The report, what each length is ranked by, and the articles; of two records for a cell the later one counts."""
    cells = {(record.article, record.length, record.backend): record for record in records}
    entries = {entry.id: entry for entry in corpus.entries}
    return {
        "report": report.to_dict(),
        "leading": {length: column and column.name for length in report.lengths for column in [report.leading(length)]},
        "parts": PARTS,
        "articles": [_article(entries[name], report, cells) for name in report.articles if name in entries],
    }


def _article(entry: Entry, report: Report, cells: Cells) -> dict[str, Any]:
    article, place = entry.as_far_as_read(), utf16(entry.text)
    return {
        "id": entry.id,
        "label": _label(entry, article),
        "language": entry.language,
        "text": entry.text,
        "blocks": [[*place(block.span), block.role] for block in article.blocks],
        "sentences": len(article.sentences),
        "references": {length: list(entry.references_at(length)) for length in report.lengths},
        "cells": {
            length: {
                name: _cell(cells[entry.id, length, name], entry.text, place, report)
                for name in report.backends
                if (entry.id, length, name) in cells
            }
            for length in report.lengths
        },
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


def _cell(record: Record, text: str, place: Place, report: Report) -> dict[str, Any]:
    """What one backend wrote: only what is there."""
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
    figures = (record.metrics.get(column.name, NOTHING) for column in report.columns)
    found["figures"] = [_number(tally.value, 4) for tally in figures]
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


def _number(value: float, digits: int) -> float | None:
    """A number with so many significant digits; None for NaN."""
    return float(f"{value:.{digits}g}") if math.isfinite(value) else None
