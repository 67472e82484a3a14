"""One article at a time: read it once, and let each contestant in turn write its summaries.

This is what a worker process does; nothing in here knows of processes.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import define, evolve, field, frozen

from storysum import api
from storysum.errors import message
from storysum.evaluation.contest import Contestant, Write, writer
from storysum.evaluation.corpus import Entry, quotations
from storysum.evaluation.metrics.metric import Example
from storysum.evaluation.records import Record, fingerprint, line
from storysum.model.article import Article
from storysum.model.budget import Budget
from storysum.terms.counts import terms

__all__ = ["Desk", "Turn", "examples", "failure", "read"]


@frozen
class Turn:
    """A contestant's turn at an article.

    Attributes:
        number: Which article of the corpus it is.
        entry: The article.
        who: The number of the contestant.
        lengths: Those that it is to write.
    """

    number: int
    entry: Entry
    who: int
    lengths: tuple[str, ...]


def read(entry: Entry) -> Article:
    """An entry's article; its title is kept back, since headlines are measured against it."""
    return api.read(entry.text, language=entry.language)


def examples(entry: Entry, article: Article, lengths: Iterable[str]) -> dict[str, Example]:
    """All that a metric or the oracle may look at, by length; quotations are looked for once."""
    quotes = quotations(entry, article)
    return {length: Example(entry.id, length, article, entry.references_at(length), quotes) for length in lengths}


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


@define
class Desk:
    """Takes one turn after another; those at the same article share one reading of it.

    Attributes:
        contestants: By number; one may be its pickle, or a str that says why it is not here.
        budgets: By length.
    """

    contestants: list[Contestant | bytes | str]
    budgets: Mapping[str, Budget]
    _open: tuple[int, dict[str, Example] | str, float] | None = field(default=None, init=False)

    def __call__(self, turn: Turn) -> Sequence[Record | str]:
        """For each length of a turn a record, or why there is none."""
        given, reading = self._given(turn)
        contestant = self._contestant(turn.who)
        if isinstance(given, str):
            return [given] * len(turn.lengths)
        if isinstance(contestant, str):
            return [contestant] * len(turn.lengths)
        write, ranking = writer(contestant)
        return [
            evolve(self._record(turn, contestant, length, given[length], write, ranking), reading=reading)
            for length in turn.lengths
        ]

    def _contestant(self, number: int) -> Contestant | str:
        found = self.contestants[number]
        if isinstance(found, bytes):
            try:
                found = self.contestants[number] = pickle.loads(found)
            except (Exception, SystemExit) as error:
                found = self.contestants[number] = f"cannot be made again in another process: {message(error)}"
        return found

    def _given(self, turn: Turn) -> tuple[dict[str, Example] | str, float]:
        """What a contestant may look at, by length, or why there is nothing; and how long reading took."""
        if self._open is None or self._open[0] != turn.number:
            start = time.perf_counter()
            given: dict[str, Example] | str
            try:
                article = read(turn.entry)
                given = examples(turn.entry, article, self.budgets)
                # Words are counted once before anybody is timed: all backends share them.
                terms(article)
            except Exception as error:
                given = f"not read: {message(error)}"
            self._open = turn.number, given, time.perf_counter() - start
        return self._open[1:]

    def _record(
        self,
        turn: Turn,
        contestant: Contestant,
        length: str,
        given: Example,
        write: Write,
        ranking: Callable[[], float],
    ) -> Record:
        blank = failure(turn.entry, contestant, length, self.budgets[length], None)
        known, start = ranking(), time.perf_counter()
        try:
            record = blank.with_summary(write(given, self.budgets[length]))
            # A plug-in may have put in what cannot be written down.
            line(record)
        except (Exception, SystemExit) as error:
            record = evolve(blank, error=message(error))
        seconds = time.perf_counter() - start + known
        return evolve(record, ranking=ranking(), seconds=seconds)
