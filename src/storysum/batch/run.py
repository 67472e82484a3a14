"""The batch: stories from a source, through a mapper, into a sink; taken up where it was left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from attrs import define, field

from storysum import api
from storysum.backends import base, registry, signatures
from storysum.batch.job import Failed, Job, Mapper, Outcome
from storysum.batch.rows import row_of
from storysum.batch.sinks import Sink, WriteError
from storysum.batch.sources import Source, Story
from storysum.batch.work import work
from storysum.errors import InputError

__all__ = ["Report", "outcomes", "run"]

_SHOWN = 20

Progress = Callable[["Report"], None]


@define
class Report:
    """What became of a batch, so far.

    Attributes:
        done: Stories that were summarized, in this run and before.
        failed: Stories that were not, in this run and before.
        kept: How many of both an earlier run had written.
        failures: The first twenty that failed in this run.
        stopped: Why it ended before its source did: a full disk, a closed pipe.
    """

    done: int = 0
    failed: int = 0
    kept: int = 0
    failures: list[Failed] = field(factory=list)
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
    language: str = "en",
    mapper: Mapper = map,
) -> Iterator[Outcome]:
    """Summarize many stories: an outcome for each, in their order, as they come.

    Args:
        stories: Stories, or pairs of an id and a text; drawn as they are needed.
        backend: A name, a backend, or None for the default.
        tighten: As for `storysum.digest`.
        language: An ISO 639-1 code.
        mapper: `map`, a `Crew`, or anything of the same shape.

    Raises:
        BackendError: If the backend is unknown.

    >>> found = outcomes([("van", "Petra Holm sold the van. It was red."), ("bad", "<p>Hello</p><p>You</p>")])
    >>> [type(outcome).__name__ for outcome in found]
    ['Done', 'Failed']
    """
    signature = _signature(backend)
    return iter(mapper(work, _jobs(stories, signature, tighten, language)))


def run(
    source: Source,
    sink: Sink,
    *,
    backend: str | base.Backend | None = None,
    tighten: bool | None = None,
    language: str = "en",
    mapper: Mapper = map,
    progress: Progress | None = None,
) -> Report:
    """Write a row for every story of the source that has none in the sink yet.

    Args:
        source: Where the stories come from; the same as before, where the sink has rows.
        sink: Where the rows go.
        backend: A name, a backend, or None for the default.
        tighten: As for `storysum.digest`.
        language: An ISO 639-1 code.
        mapper: `map`, a `Crew`, or anything of the same shape.
        progress: Told after each row.

    Raises:
        InputError: If the sink has rows of other stories, or of another backend.
        BackendError: If the backend is unknown.
    """
    signature = _signature(backend)
    stories = source.stories()
    report = Report()
    complete = False
    try:
        _take_up(sink, stories, signature, report)
        found = outcomes(stories, backend=backend, tighten=tighten, language=language, mapper=mapper)
        try:
            for outcome in found:
                sink.write(row_of(outcome))
                report.count(outcome)
                if progress is not None:
                    progress(report)
            complete = True
        except WriteError as error:
            report.stopped = error.strerror
        finally:
            # A crew ends its processes when nobody draws from it any more.
            close = getattr(found, "close", None)
            if close is not None:
                close()
    finally:
        try:
            sink.close(complete=complete)
        except WriteError as error:
            report.stopped = error.strerror
        close = getattr(stories, "close", None)
        if close is not None:
            close()
    return report


def _take_up(sink: Sink, stories: Iterator[Story], signature: str, report: Report) -> None:
    """Pass over the stories that have their row."""
    for kept in sink.kept():
        story = next(stories, None)
        if story is None or _plain(story.id) != _plain(kept.id) or kept.signature != signature:
            at = f"row {report.kept + 1} of what is there"
            why = (
                f"is of {kept.id!r}, and the source has {'no more stories' if story is None else repr(story.id)}"
                if story is None or _plain(story.id) != _plain(kept.id)
                else f"was made by {kept.signature}, and this is {signature}"
            )
            raise InputError(f"{at} {why}: name another output, or say --fresh")
        report.kept += 1
        report.done += kept.error is None
        report.failed += kept.error is not None


def _plain(name: str) -> str:
    """A name as Parquet can hold it."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _jobs(
    stories: Iterable[Story | tuple[str, str]], signature: str, tighten: bool | None, language: str
) -> Iterator[Job]:
    for given in stories:
        story = given if isinstance(given, Story) else Story(*given)
        yield Job(story.id, story.text, story.title, language, signature, tighten, story.error)


def _signature(backend: str | base.Backend | None) -> str:
    if backend is None or isinstance(backend, str):
        backend = registry.get(backend or api.DEFAULT)
    return signatures.signature(backend)
