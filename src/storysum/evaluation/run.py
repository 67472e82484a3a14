"""The run: backends × articles × lengths → records.

Each article is read once for all backends and lengths. Cells that a file of records already has are
not made again, so a run resumes where it stopped, and a backend that is added costs only its own
cells. A cell is the same while the article's text, the system's signature, the length and its
budget are; when the code changes under an unchanged version, ask for a fresh run.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from itertools import groupby
from pathlib import Path

from storysum import backends as registry
from storysum.errors import InputError, message
from storysum.evaluation.corpus import Corpus
from storysum.evaluation.metrics.metric import Example
from storysum.evaluation.records import OWN, Journal, Record, fingerprint, read_records, write_records
from storysum.evaluation.system import System, Unavailable, lengths_of, systems
from storysum.evaluation.writing import Task, Writer, failure
from storysum.files import replaceable
from storysum.model.article import Article
from storysum.model.budget import Budget
from storysum.workers import Lost, Pool, results

__all__ = ["LENGTHS", "LIMIT", "run"]

LENGTHS = ("headline", "short", "medium")
LIMIT = 60.0
"""Seconds that one system may take for all lengths of an article, unless told otherwise."""

Progress = Callable[[int, int], None]
Key = tuple[str, str, str, str, str]


def run(
    corpus: Corpus,
    backends: Iterable[str | registry.Backend | System] | None = None,
    lengths: Iterable[str | Budget] = LENGTHS,
    *,
    output: Path | None = None,
    processes: int | None = None,
    limit: float | None = LIMIT,
    tighten: bool | None = None,
    fresh: bool = False,
    retry: bool = False,
    progress: Progress | None = None,
) -> tuple[Record, ...]:
    """Let each backend write each article's summaries, and record what came out or went wrong.

    Args:
        corpus: The articles.
        backends: Names, Backends or Systems; None for every known backend and the oracle.
        lengths: Names, or Budgets.
        output: A file of records: what it has is kept, what comes is added to it at once, and in the
            end it is put into the order of the result.
        processes: How many workers; None for one a processor. With 0 everything happens in this
            process, and nothing can be interrupted.
        limit: Seconds for one system and article, over all lengths (and, for the first at an
            article, reading it); None for no limit.
        tighten: For all backends; None leaves it to each.
        fresh: Do not use what `output` has.
        retry: Try again what failed before.
        progress: Called with the number of cells done and of all cells.

    Returns:
        A record for each cell, by article, system and length, in the order given, whatever the
        number of processes.

    Raises:
        InputError: If no backend or length is named, `processes` or `limit` is below zero, or `output`
            cannot be written or is a file that storysum did not write.
        UnknownBackend: If nobody knows a name.
        CorpusError: If `output` has a line that is no record.
    """
    if processes is not None and processes < 0:
        raise InputError(f"processes={processes}: give 0 or more")
    if limit is not None and limit <= 0:
        raise InputError(f"limit={limit}: give more than 0 seconds, or None")
    if output is not None:
        replaceable(output, OWN)
    compared, budgets = systems(backends, tighten=tighten), lengths_of(lengths)
    known: dict[Key, Record] = {}
    if output is not None and output.exists() and not fresh:
        known = {record.key: record for record in read_records(output) if not (retry and record.failed)}
    plan = _plan(corpus, compared, budgets)
    tasks = list(_missing(corpus, plan, known))
    total = sum(len(row) for row in plan)
    done = total - sum(len(task.lengths) for task in tasks)
    if output is not None and not known:
        write_records(output, ())
    with Journal(output) if output is not None else nullcontext() as journal:
        for record in _records(tasks, compared, budgets, processes, limit):
            if journal is not None:
                journal.add(record)
            known[record.key] = record
            done += 1
            if progress is not None:
                progress(done, total)
    found = tuple(known[key] for row in plan for _, _, key in row)
    if output is not None:
        write_records(output, [*found, *_kept(known.values(), found, corpus)])
    return found


def _kept(known: Iterable[Record], found: Sequence[Record], corpus: Corpus) -> Iterator[Record]:
    """Cells that were not asked for this time stay; those of another text or signature do not."""
    mine = {(record.article, record.backend, record.length) for record in found}
    texts = {(entry.id, fingerprint(entry.text)) for entry in corpus.entries}
    for record in known:
        place = record.article, record.backend, record.length
        if place not in mine and (record.article, record.source) in texts:
            yield record


Plan = list[list[tuple[int, str, Key]]]


def _plan(corpus: Corpus, compared: Sequence[System], budgets: Mapping[str, Budget]) -> Plan:
    """For each article its cells: the number of the system, the length, and the key."""
    plan: Plan = []
    for entry in corpus.entries:
        row = []
        for number, system in enumerate(compared):
            for length, budget in budgets.items():
                # Whether a system takes part does not depend on how the text is read.
                example = Example(entry.id, length, Article(entry.text), entry.references_at(length))
                if system.takes(example):
                    row.append((number, length, failure(entry, system, length, budget, None).key))
        plan.append(row)
    return plan


def _missing(corpus: Corpus, plan: Plan, known: Mapping[Key, Record]) -> Iterator[Task]:
    for number, (entry, row) in enumerate(zip(corpus.entries, plan, strict=True)):
        cells: dict[int, list[str]] = {}
        for system, length, key in row:
            if key not in known:
                cells.setdefault(system, []).append(length)
        yield from (Task(number, entry, system, tuple(lengths)) for system, lengths in cells.items())


def _records(
    tasks: Sequence[Task],
    compared: Sequence[System],
    budgets: Mapping[str, Budget],
    processes: int | None,
    limit: float | None,
) -> Iterator[Record]:
    """The records of all tasks, in the order in which they are finished."""
    done: Iterable[tuple[Task, Sequence[Record] | str | Lost]]
    if processes == 0:
        writer = Writer(list(compared), budgets)
        done = ((task, writer(task)) for task in tasks)
    else:
        # One process takes all tasks of an article, and reads it once.
        articles = [list(group) for _, group in groupby(tasks, key=lambda task: task.number)]
        pool = Pool(
            pickle.dumps(Writer([_packed(system) for system in compared], dict(budgets))),
            processes=max(1, min(len(articles), processes or os.cpu_count() or 1)),
            preload=("storysum.evaluation.writing",),
            attempts=2,
        )
        done = results(pool, articles, limit=limit, ordered=False)
    for task, made in done:
        if isinstance(made, (str, Lost)):
            why = made if isinstance(made, str) else made.why
            system = compared[task.system]
            yield from (failure(task.entry, system, length, budgets[length], why) for length in task.lengths)
        else:
            yield from made


def _packed(system: System) -> bytes:
    try:
        return pickle.dumps(system)
    except Exception as error:
        why = f"cannot be sent to another process: {message(error)}"
        return pickle.dumps(Unavailable(system.name, system.signature, why))
