"""One article at a time: read it once, and let each system in turn write its summaries.

This is what a worker process does; nothing in here knows of processes.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from attrs import define, evolve, field, frozen

from storysum import api
from storysum.analysis import Analysis
from storysum.errors import InputError, message
from storysum.evaluation.corpus import Entry, quotations
from storysum.evaluation.metrics.metric import Example
from storysum.evaluation.records import Record, fingerprint, line
from storysum.evaluation.system import BackendSystem, System, written
from storysum.model.article import Article
from storysum.model.budget import Budget
from storysum.model.summary import Summary
from storysum.terms.counts import terms

__all__ = ["Task", "Writer", "as_far_as_read", "examples", "failure", "read"]


@frozen
class Task:
    """One system and one article.

    Attributes:
        number: Which article of the corpus it is.
        entry: The article.
        system: The number of the system.
        lengths: Those that it is to write.
    """

    number: int
    entry: Entry
    system: int
    lengths: tuple[str, ...]


def read(entry: Entry) -> Article:
    """An entry's article; its title is kept back, since headlines are measured against it."""
    return api.read(entry.text, language=entry.language)


def as_far_as_read(entry: Entry) -> Article:
    """The same; a text that cannot be read has only failures, which need no more than its name."""
    try:
        return read(entry)
    except InputError:
        return Article(entry.text, language=entry.language)


def examples(entry: Entry, article: Article, lengths: Iterable[str]) -> dict[str, Example]:
    """All that a metric or the oracle may look at, by length; quotations are looked for once."""
    quotes = quotations(entry, article)
    return {length: Example(entry.id, length, article, entry.references_at(length), quotes) for length in lengths}


def failure(entry: Entry, system: System, length: str, budget: Budget, error: str | None) -> Record:
    """A cell with nothing in it yet, or with what went wrong."""
    return Record(
        article=entry.id,
        source=fingerprint(entry.text),
        backend=system.name,
        signature=system.signature,
        length=length,
        budget=budget.caps,
        error=error,
    )


@define
class Writer:
    """Does one task after another; those of the same article share one reading of it.

    Attributes:
        systems: By number; in another process each is pickled until it is needed: one that cannot be made again costs
            its own cells.
        budgets: By length.
    """

    systems: list[System | bytes]
    budgets: Mapping[str, Budget]
    _open: tuple[int, dict[str, Example] | str, float] | None = field(default=None, init=False)

    def __call__(self, task: Task) -> Sequence[Record] | str:
        """A record for each length of a task, or why there is none."""
        given, reading = self._given(task)
        if isinstance(given, str):
            return given
        system = self.systems[task.system]
        if isinstance(system, bytes):
            try:
                system = self.systems[task.system] = pickle.loads(system)
            except (Exception, SystemExit) as error:
                return f"cannot be made again in another process: {message(error)}"
        return [evolve(record, reading=reading) for record in self._records(task, system, given)]

    def _given(self, task: Task) -> tuple[dict[str, Example] | str, float]:
        """What a system may look at, by length, or why there is nothing; and how long reading took."""
        if self._open is None or self._open[0] != task.number:
            start = time.perf_counter()
            given: dict[str, Example] | str
            try:
                article = read(task.entry)
                given = examples(task.entry, article, self.budgets)
                # Words are counted once before anybody is timed: all backends share them.
                terms(article)
            except Exception as error:
                given = f"not read: {message(error)}"
            self._open = task.number, given, time.perf_counter() - start
        return self._open[1:]

    def _records(self, task: Task, system: System, given: Mapping[str, Example]) -> list[Record]:
        """The records of all lengths, which share one ranking."""
        write: Callable[[Example, Budget], Summary] = system.write
        start, error = time.perf_counter(), None
        if isinstance(system, BackendSystem):
            try:
                analysis = system.analysis(given[task.lengths[0]])
                _ = analysis.ranking
                write = partial(_of_analysis, analysis)
            except (Exception, SystemExit) as raised:
                error = message(raised)
        ranking = time.perf_counter() - start
        found = []
        for length in task.lengths:
            start = time.perf_counter()
            record = failure(task.entry, system, length, self.budgets[length], error)
            if error is None:
                record = _cell(record, write, given[length], self.budgets[length])
            found.append(evolve(record, ranking=ranking, seconds=ranking + time.perf_counter() - start))
        return found


def _of_analysis(analysis: Analysis, example: Example, budget: Budget) -> Summary:
    return written(analysis, example.length, budget)


def _cell(blank: Record, write: Callable[[Example, Budget], Summary], given: Example, budget: Budget) -> Record:
    try:
        record = blank.with_summary(write(given, budget))
        # A plug-in may have put in what cannot be written down.
        line(record)
    except (Exception, SystemExit) as error:
        return evolve(blank, error=message(error))
    return record
