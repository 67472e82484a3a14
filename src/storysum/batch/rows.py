"""A row of output for each story: the same fields in JSON Lines, Parquet and on a cluster."""

from __future__ import annotations

from typing import Any

from storysum.batch.job import Done, Job, Outcome
from storysum.model.span import Span
from storysum.model.summary import Digest
from storysum.terminal import json_line

__all__ = ["FIELDS", "LENGTHS", "line", "row_of", "row_of_digest"]

LENGTHS = ("headline", "short", "medium")
FIELDS = ("id", *LENGTHS, "shortfall", "spans", "speakers", "signature", "made_from", "error")


def row_of_digest(job: Job, digest: Digest) -> dict[str, Any]:
    """The row of a story that was summarized.

    `shortfall` says for each length why less came out than was asked for, or None. `spans` has, for
    each length, the start and end of every piece in the story's text. `speakers` has one entry for
    each quotation: where it stands, where its speaker is mentioned, and the speaker's name (None
    where the story does not tell).
    """
    text = digest.article.text
    summaries = {"headline": digest.headline, "short": digest.short, "medium": digest.medium}

    def ends(span: Span | None) -> list[int] | None:
        return None if span is None else [span.start, span.end]

    return {
        "id": job.id,
        **{length: summary.text for length, summary in summaries.items()},
        "shortfall": {length: summary.shortfall for length, summary in summaries.items()},
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
        "made_from": job.made_from,
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
        **dict.fromkeys(LENGTHS),
        "shortfall": dict.fromkeys(LENGTHS),
        "spans": {length: [] for length in LENGTHS},
        "speakers": [],
        "signature": outcome.signature,
        "made_from": outcome.made_from,
        "error": outcome.error,
    }


def line(row: dict[str, Any]) -> bytes:
    """A row as a line of JSON in UTF-8.

    >>> line({"id": "é"}).decode("utf-8").strip()
    '{"id": "é"}'
    """
    return json_line(row).encode("utf-8")
