"""Who takes part in a comparison: backends, the oracle, and rivals from outside.

A contestant writes a Summary for an Example under a Budget. Ours do it by the front door, with a
backend; the oracle looks at the references; a rival under `benchmarks/` asks another package. All
are frozen and survive pickling, since they are sent to worker processes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, cast, runtime_checkable

from attrs import evolve, field, frozen

from storysum import api, backends
from storysum.errors import InputError, StorysumError, message, nearest
from storysum.evaluation.metrics.metric import Example
from storysum.evaluation.metrics.rouge import installed
from storysum.evaluation.oracle import Oracle
from storysum.model.article import Article
from storysum.model.budget import Budget
from storysum.model.ranking import Ranking
from storysum.model.summary import Summary

__all__ = ["Contestant", "Ranked", "Unavailable", "Write", "contestants", "lengths_of", "writer"]

Write = Callable[[Example, Budget], Summary]


@runtime_checkable
class Contestant(Protocol):
    """Somebody who writes summaries."""

    @property
    def name(self) -> str:
        """What tables call it; unique in a comparison."""
        ...

    @property
    def signature(self) -> str:
        """Name, parameters and version: records are kept as long as it stays the same."""
        ...

    def takes(self, example: Example) -> bool:
        """Whether it has anything to say here; where not, there is no cell, and no failure."""
        ...

    def write(self, example: Example, budget: Budget) -> Summary:
        """A summary; whatever is raised makes the cell a failure."""
        ...


@frozen
class Ranked:
    """A backend as users have it: ranked, selected, rendered.

    Attributes:
        backend: Which.
        tighten: Passed on; None leaves it to the backend, so that baselines keep sentences whole.
    """

    backend: backends.Backend
    tighten: bool | None = None

    @property
    def name(self) -> str:
        """The backend's."""
        return self.backend.name

    @property
    def signature(self) -> str:
        """The backend's, and whether sentences were shortened where that was not left to it."""
        try:
            written = backends.signature(self.backend)
        except StorysumError:
            # A plug-in whose parameters cannot be written down may still rank well.
            written = f"{self.backend.name}|v:unknown"
        return written if self.tighten is None else f"{written}|tighten:{str(self.tighten).lower()}"

    def takes(self, example: Example) -> bool:
        """Always."""
        return True

    def write(self, example: Example, budget: Budget) -> Summary:
        """A headline at the length of that name, else a summary."""
        if example.length == "headline":
            return api.headline(example.article, budget=budget, backend=self.backend)
        return api.summarize(example.article, length=budget, backend=self.backend, tighten=self.tighten)


@frozen
class Unavailable:
    """A backend that could not be made: all of its cells are failures that say why."""

    name: str
    error: str
    signature: str = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "signature", f"{self.name}|v:unavailable")

    def takes(self, example: Example) -> bool:
        """Always: the reader should see that it failed."""
        return True

    def write(self, example: Example, budget: Budget) -> Summary:
        """Raises what is wrong."""
        raise StorysumError(self.error)


class _Once:
    """A backend that remembers its ranking of the last article, and how long that took."""

    name: str

    def __init__(self, backend: backends.Backend) -> None:
        self.backend = backend
        self.name = backend.name
        self.known: tuple[Article, Ranking] | None = None
        self.seconds = 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__dict__["backend"], name)

    def rank(self, article: Article) -> Ranking:
        if self.known is None or self.known[0] is not article:
            start = time.perf_counter()
            ranking = self.backend.rank(article)
            self.seconds = time.perf_counter() - start
            self.known = (article, ranking)
        return self.known[1]


def writer(contestant: Contestant) -> tuple[Write, Callable[[], float]]:
    """Its `write`, ranking each article once for all lengths, and the seconds that ranking took."""
    if not isinstance(contestant, Ranked):
        return contestant.write, lambda: 0.0
    once = _Once(contestant.backend)
    # It stands in for the backend, whose other attributes it passes on.
    ranked = evolve(contestant, backend=cast(backends.Backend, once))
    return ranked.write, lambda: once.seconds


def contestants(
    wanted: Iterable[str | backends.Backend | Contestant] | None = None, *, tighten: bool | None = None
) -> tuple[Contestant, ...]:
    """Those who take part, in the order given; without any, every known backend and the oracle.

    Args:
        wanted: Names of backends, "oracle", Backends or Contestants.
        tighten: For the backends among them.

    Raises:
        UnknownBackend: If nobody knows a name.
        BackendError: If a backend that was asked for by name cannot be made.
        InputError: If two have the same name, or there are none.

    >>> [one.name for one in contestants(["lead", "oracle"])]
    ['lead', 'oracle']
    """
    if wanted is None:
        found = [_made(name, tighten) for name in backends.available()]
        found += [Oracle()] if installed() else []
    else:
        found = [_contestant(one, tighten) for one in wanted]
    names = [one.name for one in found]
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"{name!r} takes part twice: give the second one a name of its own")
    if not found:
        raise InputError("nobody takes part: name at least one backend")
    return tuple(found)


def _made(name: str, tighten: bool | None) -> Contestant:
    try:
        return Ranked(backends.get(name), tighten)
    except Exception as error:
        # Nobody asked for this one: a plug-in that is broken costs only its own cells.
        return Unavailable(name, message(error))


def _contestant(one: object, tighten: bool | None) -> Contestant:
    if isinstance(one, str):
        return Oracle() if one == Oracle().name else Ranked(backends.get(one), tighten)
    if isinstance(one, Contestant):
        return one
    if isinstance(one, backends.Backend) and not isinstance(one, type):
        return Ranked(one, tighten)
    raise InputError(f"not a backend, its name or a Contestant: {one!r}")


def lengths_of(wanted: Iterable[str | Budget]) -> Mapping[str, Budget]:
    """Names and budgets of the lengths to make; a budget of one's own is called by its caps.

    Raises:
        InputError: If there is no such length, or none at all.

    >>> lengths_of(["short", Budget(words=40)])
    {'short': Budget(words=60), 'words=40': Budget(words=40)}
    """
    found: dict[str, Budget] = {}
    for one in wanted:
        if isinstance(one, Budget):
            found[",".join(f"{name}={cap}" for name, cap in one.caps.items())] = one
        elif one in api.LENGTHS:
            found[one] = api.LENGTHS[one]
        else:
            raise InputError(f"no length {one!r}: {nearest(str(one), api.LENGTHS)}, or a Budget")
    if not found:
        raise InputError("no length: name at least one of headline, short, medium")
    return found
