"""Records: what a run leaves behind, a line of JSON for each article, backend and length.

A record holds the summary with the spans of its pieces, so that metrics can be computed again, and a
page be drawn, without summarizing again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import asdict, field, frozen

from storysum.errors import CorpusError
from storysum.evaluation.metrics.metric import Statistics, Tally
from storysum.files import opened, replace
from storysum.model.budget import Budget
from storysum.model.span import Span
from storysum.model.summary import Piece, Summary
from storysum.terminal import json_line

OWN = re.compile(rb'{"article": "')  # how a file of records begins


@frozen
class Record:
    """One cell of a run: what one backend made of one article at one length, or why it made nothing.

    Attributes:
        article: The article's id in its corpus; the text is there.
        source: `fingerprint` of the text that was summarized.
        backend: The name of the backend, of "oracle" or of another package.
        signature: Its parameters and version: enough to make it again.
        length: "headline", "short", "medium", or what a budget of one's own is called.
        budget: The caps, by name.
        shortfall: Why less came out than was asked for, or None.
        reasons: What the backend wants a reader to know.
        error: None, or one line about what went wrong: such a cell is a failure.
        seconds: What this summary alone would take once the article is read: ranking and the rest.
        metrics: For each column a total and a count, whose quotient is that article's figure, once it was scored.
    """

    article: str
    source: str
    backend: str
    signature: str
    length: str
    budget: Mapping[str, int | float]
    summary: str = ""
    pieces: tuple[Piece, ...] = field(default=(), repr=lambda pieces: f"<{len(pieces)} pieces>")
    shortfall: str | None = None
    reasons: tuple[str, ...] = ()
    error: str | None = None
    seconds: float = 0.0
    metrics: Statistics = field(factory=dict, repr=lambda metrics: f"<{len(metrics)} figures>")

    @property
    def failed(self) -> bool:
        """Whether there is no summary because something went wrong."""
        return self.error is not None

    @property
    def cell(self) -> tuple[str, str, str]:
        """Where it stands in a run: of two records of one cell, the later one counts."""
        return self.article, self.backend, self.length

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What a run looks a cell up by: change any of it and the cell is made anew."""
        budget = json.dumps(dict(self.budget), sort_keys=True)
        return self.article, self.source, self.signature, self.length, budget

    def to_summary(self) -> Summary:
        """The Summary again, as it was."""
        return Summary(
            text=self.summary,
            pieces=self.pieces,
            budget=Budget(**self.budget),  # type: ignore[arg-type]  # what Budget.caps gave
            backend=self.backend,
            signature=self.signature,
            shortfall=self.shortfall,
            reasons=self.reasons,
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists, strings and numbers, ready for JSON."""
        row = asdict(self, recurse=False)
        row["budget"], row["reasons"] = dict(self.budget), list(self.reasons)
        row["pieces"] = [piece.to_dict() for piece in self.pieces]
        row["seconds"] = round(self.seconds, 6)
        row["metrics"] = {name: [tally.total, tally.count] for name, tally in self.metrics.items()}
        return row

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Record:
        """What `to_dict` gave; a KeyError, TypeError or ValueError where it did not."""
        given = dict(row)
        pieces = [Piece(Span(piece.pop("start"), piece.pop("end")), **piece) for piece in map(dict, given["pieces"])]
        metrics = {name: Tally(*tally) for name, tally in given["metrics"].items()}
        return cls(**{**given, "pieces": tuple(pieces), "reasons": tuple(given["reasons"]), "metrics": metrics})


def read_records(path: Path) -> tuple[Record, ...]:
    """The records of a file, in its order.

    Raises:
        CorpusError: If a line is no record; a last line without a line end, torn off, is dropped instead.
    """
    found = []
    with opened(path) as file:
        lines = file.read().split(b"\n")
    # What follows the last line end is nothing, or a line that was never finished.
    for number, line in enumerate(lines[:-1], start=1):
        try:
            if line.strip():
                found.append(Record.from_dict(json.loads(line)))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise CorpusError(f"{path}:{number}: not a record: {type(error).__name__}: {error}") from error
    return tuple(found)


def write_records(path: Path, records: Iterable[Record]) -> None:
    """Replace a file by these records, at once: nobody ever sees half of it."""
    replace(path, map(line, records))


def with_others(records: Iterable[Record], there: Iterable[Record]) -> list[Record]:
    """Records, and behind them those of other cells that were there."""
    found = list(records)
    cells = {record.cell for record in found}
    return [*found, *(record for record in there if record.cell not in cells)]


def line(record: Record) -> str:
    """A record as a line of JSON; a ValueError or TypeError where a plug-in put in what JSON has not."""
    return json_line(record.to_dict())
