"""A row of output for each story: the same fields in JSON Lines, Parquet and on a cluster."""

from __future__ import annotations

import json
from typing import Any

from storysum.batch.job import Done, Outcome
from storysum.model.span import Span
from storysum.model.summary import Digest

__all__ = ["FIELDS", "line", "row_of", "row_of_digest"]

FIELDS = ("id", "headline", "short", "medium", "spans", "speakers", "signature", "error")

_LENGTHS = ("headline", "short", "medium")


def row_of_digest(name: str, digest: Digest) -> dict[str, Any]:
    """The row of a story that was summarized.

    `spans` has, for each length, the start and end of every piece in the story's text; `speakers`
    has one entry for each quotation: where it stands, where its speaker is mentioned, and the
    speaker's name (None where the story does not tell).
    """
    text = digest.article.text
    summaries = {"headline": digest.headline, "short": digest.short, "medium": digest.medium}

    def ends(span: Span | None) -> list[int] | None:
        return None if span is None else [span.start, span.end]

    return {
        "id": name,
        **{length: summary.text for length, summary in summaries.items()},
        "spans": {
            length: [[piece.span.start, piece.span.end] for piece in summary.pieces]
            for length, summary in summaries.items()
        },
        "speakers": [
            {
                "quote": ends(quote.span),
                "mention": ends(quote.speaker),
                "name": None if quote.person is None else quote.person.of(text),
            }
            for quote in digest.quotes
        ],
        "signature": digest.short.signature,
        "error": None,
    }


def row_of(outcome: Outcome) -> dict[str, Any]:
    """The row of any outcome; that of a failure has an error and no summaries.

    >>> from storysum.batch.job import Failed
    >>> row_of(Failed("a", "not UTF-8", "lead|v:0.1.0"))["error"]
    'not UTF-8'
    """
    if isinstance(outcome, Done):
        return outcome.row
    return {
        "id": outcome.id,
        **dict.fromkeys(_LENGTHS),
        "spans": {length: [] for length in _LENGTHS},
        "speakers": [],
        "signature": outcome.signature,
        "error": outcome.error,
    }


def line(row: dict[str, Any]) -> bytes:
    """A row as a line of JSON in UTF-8; half of a surrogate pair is written as its escape.

    >>> line({"id": "é"}).decode("utf-8").strip()
    '{"id": "é"}'
    """
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
