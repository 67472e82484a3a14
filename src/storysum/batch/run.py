"""The batch: stories from a source, through a mapper, into a sink; taken up where it was left."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from attrs import define, field

from storysum.backends import base
from storysum.batch.job import Failed, Job, Mapper, Outcome, jobs, signature_of, work_of
from storysum.batch.parquet import ParquetFiles, ParquetParts, encodable
from storysum.batch.sinks import RowLines, WriteError
from storysum.batch.sources import STANDARD, CsvFile, Files, Folder, JsonLines, Names, Story
from storysum.errors import InputError
from storysum.files import never_overwrite, opened

Sink = RowLines | ParquetParts
"""What rows go into, in order."""

_SOURCES: dict[str, type[Files]] = {"jsonl": JsonLines, "csv": CsvFile, "parquet": ParquetFiles, "texts": Folder}
_SHOWN = 20


def source(path: Path | str, names: Names | None = None, *, form: str | None = None) -> Files:
    """The source at a path; what it is, its name tells.

    Args:
        path: A file, a folder, or "-" for standard input (JSON Lines).
        names: Of the fields; "id", "text" and "title" unless told.
        form: "jsonl", "csv", "parquet" or "texts", where the name does not tell.
    """
    names = names or Names()
    if str(path) == "-":
        if form not in (None, "jsonl"):
            raise InputError(f"standard input: is read as JSON Lines only: name a file of {form}")
        return JsonLines(STANDARD, names)
    path = Path(path)
    if not path.exists():
        raise InputError(f"{path}: nothing is there")
    kind = form or _kind(path)
    if kind in ("jsonl", "csv") and path.is_dir():
        raise InputError(f"{path}: this is a folder; a folder holds texts or Parquet")
    if kind not in _SOURCES:
        raise InputError(f"{path}: no source {kind!r}; one of {', '.join(_SOURCES)}")
    found = _SOURCES[kind](path, names)
    found.files()  # what is not there is told before anything is written
    return found


def _kind(path: Path) -> str:
    if path.is_dir():
        tables, texts = any(path.glob("*.parquet")), any(path.glob("*.txt"))
        if tables and texts:
            raise InputError(f"{path}: holds both texts and Parquet: say --from texts or --from parquet")
        return "parquet" if tables else "texts"
    kind = next((kind for kind, one in _SOURCES.items() if path.name.lower().endswith(one.endings)), None)
    if kind is None:
        opened(path).close()  # says so where it is compressed
        raise InputError(f"{path}: its name does not tell what it is: say --from jsonl, csv, parquet or texts")
    return kind


def sink(path: Path | str, *, fresh: bool = False, form: str | None = None) -> Sink:
    """The sink at a path: JSON Lines, or a folder of Parquet parts where the name ends in `.parquet`.

    Args:
        path: A file, a folder, or "-" for standard output.
        fresh: Throw away the rows that are there, when they are asked for.
        form: "jsonl" or "parquet", where the name does not tell.
    """
    if str(path) == "-":
        if form not in (None, "jsonl"):
            raise InputError(f"standard output: is written as JSON Lines only: name a folder for {form}")
        return RowLines(None)
    path = Path(path)
    suffix = path.suffix.lower()
    kind = form or ("parquet" if suffix == ".parquet" else "jsonl")
    if form is None and suffix in CsvFile.endings:
        raise InputError(f"{path}: rows are JSON Lines or Parquet: name it so, or say --to jsonl")
    if kind not in ("jsonl", "parquet"):
        raise InputError(f"{path}: no sink {kind!r}; one of jsonl, parquet")
    return ParquetParts(path, fresh=fresh) if kind == "parquet" else RowLines(path, fresh=fresh)


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
        backend: A name, a backend, or None for the default. An object is used as it is: a mapper with other
            processes sends it to them by pickling.
        tighten: As for `storysum.digest`.
        language: An ISO 639-1 code; None guesses, for each story.
        mapper: `map`, a `WorkerPool`, or anything of the same shape.
    """
    return iter(mapper(work_of(backend), jobs(stories, signature_of(backend), tighten, language)))


def run(
    source: Files,
    sink: Sink,
    *,
    backend: str | base.Backend | None = None,
    tighten: bool | None = None,
    language: str | None = None,
    mapper: Mapper = map,
    progress: Callable[[Report], None] | None = None,
) -> Report:
    """Write a row for every story of the source that has none in the sink yet.

    `backend`, `tighten`, `language` and `mapper` are those of `outcomes`; `progress` is told after each row.

    Raises:
        InputError: If the source and the sink share a file, or the sink has rows of other stories, of
            another backend or of other options.
    """
    report = Report()
    ids = array("q")  # eight bytes a story
    found: Iterator[Outcome] = iter(())
    complete = False
    try:
        try:
            never_overwrite(source.files(), sink.files())
            wanted = jobs(source.stories(), signature_of(backend), tighten, language)
            doing = work_of(backend)
            mapper(doing, ())  # one that cannot send it to other processes says so
            # What is wrong with the source as a whole shows with its first story: before any old row goes.
            wanted = chain([*islice(wanted, 1)], wanted)
            _pass_over(sink, wanted, report, ids)
            found = iter(mapper(doing, wanted))
            for outcome in found:
                sink.write(outcome.row)
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


def _pass_over(sink: Sink, wanted: Iterator[Job], report: Report, ids: array[int]) -> None:
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
    """The numbers of the rows whose id an earlier row has."""
    import numpy as np

    order = np.argsort(hashes, kind="stable")
    ordered = np.asarray(hashes)[order]
    return tuple((np.sort(order[1:][ordered[1:] == ordered[:-1]]) + 1).tolist())
