"""The systems that are compared: backends, the oracle, and packages from outside.

All are frozen and survive pickling, since they are sent to worker processes.
"""

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from attrs import frozen

from storysum import backends
from storysum.analysis import Analysis
from storysum.errors import InputError, StorysumError, message
from storysum.evaluation.metrics.metric import Example
from storysum.evaluation.metrics.rouge import installed
from storysum.evaluation.oracle import Oracle
from storysum.model.budget import Budget
from storysum.model.summary import Summary


@runtime_checkable
class System(Protocol):
    """What writes a Summary for an Example under a Budget."""

    @property
    def name(self) -> str:
        """What tables call it; unique in a comparison."""

    @property
    def signature(self) -> str:
        """Name, parameters and version: records are kept as long as it stays the same."""

    def takes(self, example: Example) -> bool:
        """Whether it has anything to say here; where not, there is no cell, and no failure."""

    def write(self, example: Example, budget: Budget) -> Summary:
        """A summary; whatever is raised makes the cell a failure."""


@frozen
class BackendSystem:
    """A backend as users have it: ranked, selected, rendered."""

    backend: backends.Backend

    @property
    def name(self) -> str:
        """The backend's."""
        return self.backend.name

    @property
    def signature(self) -> str:
        """The backend's."""
        try:
            return backends.signature(self.backend)
        except StorysumError:
            # A plug-in whose parameters cannot be written down may still rank well.
            return f"{self.backend.name}|v:unknown"

    def takes(self, example: Example) -> bool:
        """Always."""
        return True

    def write(self, example: Example, budget: Budget, analysis: Analysis | None = None) -> Summary:
        """A headline at the length of that name, else a summary; all lengths of an article may share one analysis."""
        analysis = analysis or Analysis(example.article, backend=self.backend)
        return analysis.headline(budget) if example.length == "headline" else analysis.summary(budget)


@frozen
class Unavailable:
    """A system that could not be made, or sent to another process: all of its cells are failures that say why."""

    name: str
    signature: str
    error: str

    def takes(self, example: Example) -> bool:
        """Always: the reader should see that it failed."""
        return True

    def write(self, example: Example, budget: Budget) -> Summary:
        """Raises what is wrong."""
        raise StorysumError(self.error)


def systems(wanted: Iterable[str | backends.Backend | System] | None = None) -> tuple[System, ...]:
    """Those that are compared, in the order given: names of backends, "oracle", Backends or Systems.

    Without any, every known backend and the oracle.

    Raises:
        UnknownBackend: If nobody knows a name.
        BackendError: If a backend that was asked for by name cannot be made.
        InputError: If two have the same name, or there are none.

    >>> [one.name for one in systems(["lead", "oracle"])]
    ['lead', 'oracle']
    """
    if wanted is None:
        wanted = [*map(_available, backends.available()), *([Oracle()] if installed() else [])]
    found = tuple(map(_system, wanted))
    names = [one.name for one in found]
    if twice := [name for name in names if names.count(name) > 1]:
        raise InputError(f"{twice[0]!r} is named twice: give the second one a name of its own")
    if not found:
        raise InputError("nothing to compare: name at least one backend")
    return found


def _available(name: str) -> System:
    try:
        return BackendSystem(backends.get(name))
    except Exception as error:
        # Nobody asked for this one: a plug-in that is broken costs only its own cells.
        return Unavailable(name, f"{name}|v:unavailable", message(error))


def _system(one: object) -> System:
    if isinstance(one, str):
        return Oracle() if one == Oracle.name else BackendSystem(backends.get(one))
    if isinstance(one, System):
        return one
    if isinstance(one, backends.Backend) and not isinstance(one, type):
        return BackendSystem(one)
    raise InputError(f"not a backend, its name or a System: {one!r}")
