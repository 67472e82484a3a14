"""The run: backends × articles × lengths → records.

Each article is read once for all backends and lengths. Cells that a file of records already has are
not made again, so a run resumes where it stopped, and a backend that is added costs only its own
cells. A cell is the same while the article's text, the contestant's signature, the length and its
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
from storysum.evaluation.contest import Contestant, contestants, lengths_of
from storysum.evaluation.corpus import Corpus
from storysum.evaluation.desk import Desk, Turn, failure
from storysum.evaluation.metrics.metric import Example
from storysum.evaluation.records import OWN, Journal, Record, fingerprint, read_records, write_records
from storysum.files import replaceable
from storysum.model.article import Article
from storysum.model.budget import Budget
from storysum.workers import Lost, Pool, results

__all__ = ["LENGTHS", "LIMIT", "run"]

LENGTHS = ("headline", "short", "medium")
LIMIT = 60.0
"""Seconds that one contestant may take for all lengths of an article, unless told otherwise."""

Progress = Callable[[int, int], None]
Key = tuple[str, str, str, str, str]


def run(
    corpus: Corpus,
    backends: Iterable[str | registry.Backend | Contestant] | None = None,
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
        backends: Names, Backends or Contestants; None for every known backend and the oracle.
        lengths: Names, or Budgets.
        output: A file of records: what it has is kept, what comes is added to it at once, and in the
            end it is put into the order of the result.
        processes: How many workers; None for one a processor. With 0 everything happens in this
            process, and nothing can be interrupted.
        limit: Seconds for one contestant and article, over all lengths (and, for the first at an
            article, reading it); None for no limit.
        tighten: For all backends; None leaves it to each.
        fresh: Do not use what `output` has.
        retry: Try again what failed before.
        progress: Called with the number of cells done and of all cells.

    Returns:
        A record for each cell, by article, contestant and length, in the order given, whatever the
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
    people, budgets = contestants(backends, tighten=tighten), lengths_of(lengths)
    known: dict[Key, Record] = {}
    if output is not None and output.exists() and not fresh:
        known = {record.key: record for record in read_records(output) if not (retry and record.failed)}
    plan = _plan(corpus, people, budgets)
    turns = list(_missing(corpus, plan, known))
    total = sum(len(row) for row in plan)
    done = total - sum(len(turn.lengths) for turn in turns)
    if output is not None and not known:
        write_records(output, ())
    with Journal(output) if output is not None else nullcontext() as journal:
        for record in _records(turns, people, budgets, processes, limit):
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


def _plan(corpus: Corpus, people: Sequence[Contestant], budgets: Mapping[str, Budget]) -> Plan:
    """For each article its cells: the number of the contestant, the length, and the key."""
    plan: Plan = []
    for entry in corpus.entries:
        row = []
        for number, contestant in enumerate(people):
            for length, budget in budgets.items():
                # Whether somebody takes part does not depend on how the text is read.
                example = Example(entry.id, length, Article(entry.text), entry.references_at(length))
                if contestant.takes(example):
                    row.append((number, length, failure(entry, contestant, length, budget, None).key))
        plan.append(row)
    return plan


def _missing(corpus: Corpus, plan: Plan, known: Mapping[Key, Record]) -> Iterator[Turn]:
    for number, (entry, row) in enumerate(zip(corpus.entries, plan, strict=True)):
        cells: dict[int, list[str]] = {}
        for who, length, key in row:
            if key not in known:
                cells.setdefault(who, []).append(length)
        yield from (Turn(number, entry, who, tuple(lengths)) for who, lengths in cells.items())


def _records(
    turns: Sequence[Turn],
    people: Sequence[Contestant],
    budgets: Mapping[str, Budget],
    processes: int | None,
    limit: float | None,
) -> Iterator[Record]:
    """The records of all turns, in the order in which they are finished."""
    for turn, found in _taken(turns, people, budgets, processes, limit):
        made = [found.why] * len(turn.lengths) if isinstance(found, Lost) else found
        for length, one in zip(turn.lengths, made, strict=True):
            if isinstance(one, str):
                yield failure(turn.entry, people[turn.who], length, budgets[length], one)
            else:
                yield one


def _taken(
    turns: Sequence[Turn],
    people: Sequence[Contestant],
    budgets: Mapping[str, Budget],
    processes: int | None,
    limit: float | None,
) -> Iterator[tuple[Turn, Sequence[Record | str] | Lost]]:
    if processes == 0:
        desk = Desk(list(people), budgets)
        return ((turn, desk(turn)) for turn in turns)
    # One process takes all turns at an article, and reads it once.
    articles = [list(group) for _, group in groupby(turns, key=lambda turn: turn.number)]
    pool = Pool(
        pickle.dumps(Desk([_packed(one) for one in people], dict(budgets))),
        processes=max(1, min(len(articles), processes or os.cpu_count() or 1)),
        preload=("storysum.evaluation.desk",),
        attempts=2,
    )
    return results(pool, articles, limit=limit, ordered=False)


def _packed(contestant: Contestant) -> bytes | str:
    """A contestant as bytes, or why it cannot be sent."""
    try:
        return pickle.dumps(contestant)
    except Exception as error:
        return f"cannot be sent to another process: {message(error)}"
