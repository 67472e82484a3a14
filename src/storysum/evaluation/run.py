"""The run: backends × articles × lengths → records.

Each article is read once for all backends and lengths. Cells that a file of records already has are
not made again, so a run resumes where it stopped, and a backend that is added costs only its own
cells. A cell is the same while the article's text, the system's signature, the length and its
budget are; when the code changes under an unchanged version, ask for a fresh run.
"""

import pickle
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from itertools import chain, groupby
from pathlib import Path

from attrs import define, evolve, field

from storysum import api
from storysum import backends as registry
from storysum.analysis import Analysis
from storysum.errors import InputError, message
from storysum.evaluation.corpus import Corpus, Entry
from storysum.evaluation.metrics.metric import Example
from storysum.evaluation.records import OWN, Record, line, read_records, with_others, write_records
from storysum.evaluation.system import BackendSystem, System, Unavailable, systems
from storysum.files import fingerprint, replaceable
from storysum.model.article import Article
from storysum.model.budget import Budget
from storysum.model.quote import Quote
from storysum.model.summary import Summary
from storysum.terms.counts import terms
from storysum.workers import Lost, Pool, results

Task = tuple[Entry, tuple[Record, ...]]  # an article, and the cells that one system is to fill for it
LENGTHS = tuple(api.LENGTHS)
LIMIT = 60.0  # seconds that one system may take for all lengths of an article, unless told otherwise


def run(
    corpus: Corpus,
    backends: Iterable[str | registry.Backend | System] | None = None,
    lengths: Iterable[str | Budget] = LENGTHS,
    *,
    output: Path | None = None,
    processes: int | None = None,
    limit: float | None = LIMIT,
    fresh: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Record, ...]:
    """Let each backend write each article's summaries, and record what came out or went wrong.

    The records are by article, system and length, in the order given, whatever the number of processes.

    Args:
        corpus: The articles.
        backends: Names, Backends or Systems; None for every known backend and the oracle.
        lengths: Names, or Budgets.
        output: A file of records: what it has is kept (what failed is tried again), what comes is added to it at
            once, and in the end it is put into the order of the result. Cells that were not asked for this time,
            of articles that are not in the corpus too, stay behind them.
        processes: How many workers; None for one a processor. With 0 everything happens in this
            process, and nothing can be interrupted.
        limit: Seconds for one system and article, over all lengths (and, for the first at an
            article, reading it); None for no limit.
        fresh: Do not use what `output` has.
        progress: Called with the number of cells done and of all cells.

    Raises:
        InputError: If no backend or length is named, `processes` or `limit` is below zero, or `output`
            cannot be written or is a file that storysum did not write.
        UnknownBackend: If nobody knows a name.
        CorpusError: If `output` has a line that is no record.
    """
    if processes is not None and processes < 0:
        raise InputError(f"processes={processes}: give 0 or more")
    if limit is not None and not limit > 0:
        raise InputError(f"limit={limit}: give more than 0 seconds, or None")
    if output is not None:
        replaceable(output, OWN)
    compared, budgets = systems(backends), _budgets(lengths)
    resumed = read_records(output) if output is not None and output.exists() and not fresh else ()
    # A run that was ended may have left two records of a cell.
    there = {record.cell: record for record in resumed}.values()
    known = {record.key: record for record in there if not record.failed}
    plan = [_blanks(entry, compared, budgets) for entry in corpus.entries]
    total = sum(map(len, plan))
    done = sum(blank.key in known for blanks in plan for blank in blanks)
    tasks = [
        [(entry, tuple(some)) for _, some in groupby(missing, key=lambda blank: blank.backend)]
        for entry, blanks in zip(corpus.entries, plan, strict=True)
        if (missing := [blank for blank in blanks if blank.key not in known])
    ]
    if output is not None:
        write_records(output, there)  # without a last line that was torn off
    with output.open("a", buffering=1, encoding="utf-8", newline="\n") if output else nullcontext() as file:
        for record in _made(tasks, compared, processes, limit):
            if file is not None:
                file.write(line(record))
            known[record.key] = record
            done += 1
            if progress is not None:
                progress(done, total)
    found = tuple(known[blank.key] for blanks in plan for blank in blanks)
    if output is not None:
        write_records(output, with_others(found, there))
    return found


def _budgets(lengths: Iterable[str | Budget]) -> dict[str, Budget]:
    """The budgets of the lengths to make, by name; one of the caller's own is called by its caps."""
    found = {}
    for one in lengths:
        budget = api.budget_of(one)
        name = one if isinstance(one, str) else ",".join(f"{name}={cap}" for name, cap in budget.caps.items())
        found[name] = budget
    if not found:
        raise InputError("no length: name at least one of headline, short, medium")
    return found


def _blanks(entry: Entry, compared: Iterable[System], budgets: Mapping[str, Budget]) -> list[Record]:
    """The cells of an article, with nothing in them yet."""
    source = fingerprint(entry.text)
    # Whether a system takes part does not depend on how the text is read.
    unread = Article(entry.text)
    return [
        Record(entry.id, source, system.name, system.signature, length, budget.caps)
        for system in compared
        for length, budget in budgets.items()
        if system.takes(entry.example(length, unread))
    ]


def _failed(blanks: Iterable[Record], error: str, seconds: float = 0.0) -> list[Record]:
    """All cells of a task, with what went wrong."""
    return [evolve(blank, error=error, seconds=seconds) for blank in blanks]


def _made(
    tasks: Sequence[Sequence[Task]], compared: Iterable[System], processes: int | None, limit: float | None
) -> Iterator[Record]:
    """The records of all tasks, in the order in which they are finished; one process takes all of an article."""
    if processes == 0:
        writer = Writer({system.name: system for system in compared})
        yield from chain.from_iterable(map(writer, chain.from_iterable(tasks)))
        return
    pool = Pool(
        pickle.dumps(Writer({system.name: _packed(system) for system in compared})),
        processes=processes,
        preload=(__name__,),
        attempts=2,
    )
    for task, made in results(pool, tasks, limit=limit, ordered=False):
        yield from _failed(task[1], made.why) if isinstance(made, Lost) else made


def _packed(system: System) -> bytes:
    try:
        return pickle.dumps(system)
    except Exception as error:
        why = f"cannot be sent to another process: {message(error)}"
        return pickle.dumps(Unavailable(system.name, system.signature, why))


@define
class Writer:
    """Does one task after another; those of the same article share one reading of it."""

    # By name; in another process each is pickled until it is needed: one that cannot be made again costs its own cells.
    systems: dict[str, System | bytes]
    _read: tuple[str, Article, tuple[Quote, ...]] | None = field(default=None, init=False)

    def __call__(self, task: Task) -> list[Record]:
        """A record for each cell of a task, whatever its system does."""
        entry, blanks = task
        try:
            article, quotes = self._reading(entry)
        except Exception as error:
            return _failed(blanks, f"not read: {message(error)}")
        name = blanks[0].backend
        system = self.systems[name]
        if isinstance(system, bytes):
            try:
                system = self.systems[name] = pickle.loads(system)
            except (Exception, SystemExit) as error:
                return _failed(blanks, f"cannot be made again in another process: {message(error)}")
        start = time.perf_counter()
        write: Callable[[Example, Budget], Summary] = system.write
        if isinstance(system, BackendSystem):
            try:
                analysis = Analysis(article, backend=system.backend)
                _ = analysis.ranking  # which all lengths share
            except (Exception, SystemExit) as error:
                return _failed(blanks, message(error), time.perf_counter() - start)
            write = partial(system.write, analysis=analysis)
        ranking = time.perf_counter() - start
        return [_written(blank, write, entry.example(blank.length, article, quotes), ranking) for blank in blanks]

    def _reading(self, entry: Entry) -> tuple[Article, tuple[Quote, ...]]:
        """An article and its quotations."""
        if self._read is None or self._read[0] != entry.id:
            article = entry.read()
            # Words are counted once before anybody is timed: all backends share them.
            terms(article)
            self._read = entry.id, article, entry.quotations(article)
        return self._read[1:]


def _written(blank: Record, write: Callable[[Example, Budget], Summary], example: Example, ranking: float) -> Record:
    """A cell filled, or with what went wrong; its time is that of ranking and its own."""
    start = time.perf_counter()
    try:
        made = write(example, Budget(**blank.budget))  # type: ignore[arg-type]  # its caps
        record = evolve(blank, summary=made.text, pieces=made.pieces, shortfall=made.shortfall, reasons=made.reasons)
        # A plug-in may have put in what cannot be written down.
        line(record)
    except (Exception, SystemExit) as error:
        record = evolve(blank, error=message(error))
    return evolve(record, seconds=ranking + time.perf_counter() - start)
