"""One article at a time: read it once, and let each contestant write its summaries.

This is what a worker process does; nothing in here knows of processes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from storysum import api
from storysum.evaluation.contest import Contestant, writer
from storysum.evaluation.corpus import Entry, quotations
from storysum.evaluation.metrics.metric import Example
from storysum.evaluation.records import Record, fingerprint, line
from storysum.model.article import Article
from storysum.model.budget import Budget

__all__ = ["Task", "examples", "failure", "message", "read", "work"]

_LONGEST_MESSAGE = 500


@frozen
class Task:
    """An article and the cells that are wanted of it.

    Attributes:
        number: Which article of the corpus it is.
        entry: The article.
        cells: Numbers of contestants, each with the lengths that it is to write.
    """

    number: int
    entry: Entry
    cells: tuple[tuple[int, tuple[str, ...]], ...]


def read(entry: Entry) -> Article:
    """An entry's article; its title is kept back, since headlines are measured against it."""
    return api.read(entry.text, language=entry.language)


def examples(entry: Entry, article: Article, lengths: Iterable[str]) -> dict[str, Example]:
    """All that a metric or the oracle may look at, by length; quotations are looked for once."""
    quotes = quotations(entry, article)
    return {length: Example(entry.id, length, article, entry.references_at(length), quotes) for length in lengths}


def message(error: BaseException) -> str:
    """One line about what went wrong, whatever the exception makes of being asked."""
    try:
        said = " ".join(str(error).split())
    except Exception:
        said = "(its message cannot be shown)"
    return f"{type(error).__name__}: {said}"[:_LONGEST_MESSAGE].rstrip(": ")


def failure(
    entry: Entry, contestant: Contestant, length: str, budget: Budget, error: str | None, seconds: float = 0.0
) -> Record:
    """A cell with nothing in it yet, or with what went wrong."""
    return Record(
        article=entry.id,
        source=fingerprint(entry.text),
        backend=contestant.name,
        signature=contestant.signature,
        length=length,
        budget=budget.caps,
        error=error,
        seconds=seconds,
    )


def work(
    task: Task,
    contestants: Sequence[Contestant | str],
    budgets: Mapping[str, Budget],
    begin: Callable[[int | None], None],
) -> Iterator[tuple[int, str, Record | str]]:
    """Every cell of a task, as number of the contestant, length, and a record or an error.

    Args:
        task: What to do.
        contestants: All of them by number; a str in the place of one says why it is not here.
        budgets: By length.
        begin: Told who is at work: None for reading. A clock may start there.
    """
    begin(None)
    start = time.perf_counter()
    try:
        article = read(task.entry)
        given = examples(task.entry, article, budgets)
        _share(article)
    except Exception as error:
        for number, lengths in task.cells:
            for length in lengths:
                yield number, length, f"not read: {message(error)}"
        return
    reading = time.perf_counter() - start
    for number, lengths in task.cells:
        contestant = contestants[number]
        begin(number)
        for length in lengths:
            if isinstance(contestant, str):
                yield number, length, contestant
        if isinstance(contestant, str):
            continue
        write, ranking = writer(contestant)
        for length in lengths:
            blank = failure(task.entry, contestant, length, budgets[length], None)
            known, start = ranking(), time.perf_counter()
            try:
                record = blank.with_summary(write(given[length], budgets[length]))
                # A plug-in may have put in what cannot be written down.
                line(record)
            except (Exception, SystemExit) as error:
                record = evolve(blank, error=message(error))
            seconds = time.perf_counter() - start + known
            yield number, length, evolve(record, reading=reading, ranking=ranking(), seconds=seconds)


def _share(article: Article) -> None:
    """Count the words once before anybody is timed: all backends share them."""
    from storysum.text.terms import terms

    terms(article)
