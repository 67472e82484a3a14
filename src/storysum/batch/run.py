"""The batch: stories from a source, through a mapper, into a sink; taken up where it was left."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from attrs import define, field

from storysum.backends import base
from storysum.batch.job import Failed, Job, Mapper, Outcome, row_of
from storysum.batch.opening import Sink, Source
from storysum.batch.sinks import WriteError
from storysum.batch.sources import Story
from storysum.batch.tables import encodable
from storysum.batch.work import jobs, signature_of, work
from storysum.errors import InputError
from storysum.files import apart

_SHOWN = 20


@define
class Report:
    """What became of a batch, so far.

    Attributes:
        done: Stories that were summarized, in this run and before.
        failed: Stories that were not, in this run and before.
        kept: How many of both an earlier run had written.
        failures: The first twenty that failed in this run.
        repeated: Rows whose id an earlier row has, counted from one, in this run and before.
        stopped: Why it ended before its source did: a full disk, a closed pipe.
    """

    done: int = 0
    failed: int = 0
    kept: int = 0
    failures: list[Failed] = field(factory=list)
    repeated: tuple[int, ...] = ()
    stopped: str | None = None

    @property
    def total(self) -> int:
        """All rows that are written."""
        return self.done + self.failed

    def count(self, outcome: Outcome) -> None:
        """Take in one more."""
        if isinstance(outcome, Failed):
            self.failed += 1
            if len(self.failures) < _SHOWN:
                self.failures.append(outcome)
        else:
            self.done += 1


def outcomes(
    stories: Iterable[Story | tuple[str, str]],
    *,
    backend: str | base.Backend | None = None,
    tighten: bool | None = None,
    language: str | None = None,
    mapper: Mapper = map,
) -> Iterator[Outcome]:
    """Summarize many stories: an outcome for each, in their order, as they come.

    Args:
        stories: Stories, or pairs of an id and a text; drawn as they are needed.
        backend: A name, a backend, or None for the default.
        tighten: As for `storysum.digest`.
        language: An ISO 639-1 code; None guesses, for each story.
        mapper: `map`, a `WorkerPool`, or anything of the same shape.

    Raises:
        BackendError: If the backend is unknown.

    >>> found = outcomes([("van", "Petra Holm sold the van. It was red."), ("bad", "<p>Hello</p><p>You</p>")])
    >>> [type(outcome).__name__ for outcome in found]
    ['Done', 'Failed']
    """
    return iter(mapper(work, jobs(stories, signature_of(backend), tighten, language)))


def run(
    source: Source,
    sink: Sink,
    *,
    backend: str | base.Backend | None = None,
    tighten: bool | None = None,
    language: str | None = None,
    mapper: Mapper = map,
    progress: Callable[[Report], None] | None = None,
) -> Report:
    """Write a row for every story of the source that has none in the sink yet.

    Args:
        source: Where the stories come from; the same as before, where the sink has rows.
        sink: Where the rows go.
        backend: A name, a backend, or None for the default.
        tighten: As for `storysum.digest`.
        language: An ISO 639-1 code; None guesses, for each story.
        mapper: `map`, a `WorkerPool`, or anything of the same shape.
        progress: Told after each row.

    Raises:
        InputError: If the source and the sink share a file, or the sink has rows of other stories, of
            another backend or of other options.
        BackendError: If the backend is unknown.
    """
    report = Report()
    ids = array("q")  # eight bytes a story
    found: Iterator[Outcome] = iter(())
    complete = False
    try:
        try:
            apart(source.files(), sink.files())
            wanted = jobs(source.stories(), signature_of(backend), tighten, language)
            _take_up(sink, wanted, report, ids)
            found = iter(mapper(work, wanted))
            for outcome in found:
                sink.write(row_of(outcome))
                report.count(outcome)
                ids.append(hash(outcome.id))
                if progress is not None:
                    progress(report)
            complete = True
        finally:
            getattr(found, "close", lambda: None)()  # a pool's: its processes end now
            sink.close(complete=complete)
    except WriteError as error:
        report.stopped = error.strerror
    report.repeated = _repeated(ids)
    return report


def _take_up(sink: Sink, wanted: Iterator[Job], report: Report, ids: array[int]) -> None:
    """Pass over the stories that have their row."""
    for kept in sink.kept():
        if why := _difference(kept, next(wanted, None)):
            raise InputError(
                f"row {report.kept + 1} of what is there {why}: name another output, or begin anew with --fresh"
            )
        report.kept += 1
        report.done += kept["error"] is None
        report.failed += kept["error"] is not None
        ids.append(hash(kept["id"]))


def _difference(kept: dict[str, Any], job: Job | None) -> str | None:
    """Why a row is not the one that a job would make."""
    if job is None:
        return f"is of {kept['id']!r}, and the source has no more stories"
    if encodable(job.id) != encodable(kept["id"]):
        return f"is of {kept['id']!r}, and the source has {job.id!r}"
    if kept["signature"] != job.backend:
        return f"was made by {kept['signature']}, and this is {job.backend}"
    for before, now in zip(kept["made_from"].split("|"), job.made_from.split("|"), strict=False):
        if before != now:
            what = now.partition(":")[0]
            return (
                f"was made from another {what} of {kept['id']!r} than the source has now"
                if what in ("title", "text")
                else f"was made with {before}, and this is {now}"
            )
    return None


def _repeated(hashes: array[int]) -> tuple[int, ...]:
    """The numbers of the rows whose id an earlier row has.

    >>> _repeated(array("q", [5, 7, 5, 5]))
    (3, 4)
    """
    import numpy as np

    order = np.argsort(hashes, kind="stable")
    ordered = np.asarray(hashes)[order]
    return tuple((np.sort(order[1:][ordered[1:] == ordered[:-1]]) + 1).tolist())
