"""A batch on a Dask cluster. Needs `storysum[dask]`, on the workers too.

Dask itself gives the work of a worker that died to another one. A story that kills every worker it
comes to is found by halving the table that it stands in, and is a failure.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from storysum import api
from storysum.backends import base, registry, signatures
from storysum.batch import tables
from storysum.batch.job import Job, Mapper, Outcome, Work
from storysum.batch.rows import row_of
from storysum.batch.work import failed
from storysum.errors import MissingDependency, StorysumError

if TYPE_CHECKING:
    import pyarrow
    from distributed import Client

__all__ = ["digest_tables", "mapper"]

_AT_ONCE = 16


def digest_tables(
    client: Client,
    given: Iterable[pyarrow.Table],
    *,
    backend: str | base.Backend | None = None,
    tighten: bool | None = None,
    limit: float | None = None,
    patience: float | None = None,
    ahead: int = 8,
) -> Iterator[pyarrow.Table]:
    """A table of rows for each table of stories, in their order, as they come.

    Args:
        client: Of the cluster.
        given: Tables of some hundred stories each, with the columns `text`, and perhaps `id` and
            `title`; drawn as they are needed.
        backend: A name, a backend, or None for the default.
        tighten: As for `storysum.digest`.
        limit: Seconds for one story. It needs workers that may have processes of their own:
            `dask.config.set({"distributed.worker.daemon": False})` before the cluster is made.
        patience: Seconds to wait for the next table: a cluster that has lost all its workers says
            nothing. None waits for ever, as for a cluster that has yet to grow.
        ahead: So many tables are under way at once.

    Raises:
        StorysumError: If patience ran out.
    """
    if backend is None or isinstance(backend, str):
        backend = registry.get(backend or api.DEFAULT)
    signature = signatures.signature(backend)

    def one(table: pyarrow.Table) -> Any:
        return client.submit(
            tables.digests, table, backend=signature, tighten=tighten, limit=limit, pure=False, retries=2
        )

    def lost(table: pyarrow.Table, why: str) -> list[pyarrow.Table]:
        jobs = tables.jobs(table, backend=signature, tighten=tighten)
        return [tables.table([row_of(failed(job, why)) for job in jobs])]

    from pyarrow import concat_tables

    for parts in _ordered(
        given, one, lambda table: table.num_rows, lambda table, a, b: table.slice(a, b - a), lost, ahead, patience
    ):
        yield concat_tables(parts)


def mapper(client: Client, *, patience: float | None = None, ahead: int = 16) -> Mapper:
    """A mapper for `storysum.batch.run` and `outcomes` whose jobs run on a Dask cluster.

    Args:
        client: Of the cluster.
        patience: Seconds to wait for the next handful, as for `digest_tables`.
        ahead: So many handfuls of 16 jobs are under way at once.
    """

    def mapped(work: Work, jobs: Iterable[Job]) -> Iterator[Outcome]:
        source = iter(jobs)
        handfuls = iter(lambda: list(islice(source, _AT_ONCE)), [])

        def one(jobs: list[Job]) -> Any:
            return client.submit(_all, work, jobs, pure=False, retries=2)

        def lost(jobs: list[Job], why: str) -> list[list[Outcome]]:
            return [[failed(job, why) for job in jobs]]

        for parts in _ordered(handfuls, one, len, lambda jobs, a, b: jobs[a:b], lost, ahead, patience):
            for part in parts:
                yield from part

    return mapped


def _all(work: Work, jobs: list[Job]) -> list[Outcome]:
    return [work(job) for job in jobs]


def _ordered(
    given: Iterable[Any],
    submit: Callable[[Any], Any],
    size: Callable[[Any], int],
    cut: Callable[[Any, int, int], Any],
    lost: Callable[[Any, str], list[Any]],
    ahead: int,
    patience: float | None,
) -> Iterator[list[Any]]:
    """The results of all that is given, in its order, with so many under way."""
    killed = _killed()
    source = iter(given)
    waiting: deque[tuple[Any, Any]] = deque()

    def result(one: Any, future: Any) -> list[Any]:
        try:
            return [future.result(timeout=patience)]
        except TimeoutError as error:
            if future.done() or patience is None:
                raise  # the work's own, or somebody else's
            future.cancel()
            raise StorysumError(f"the cluster did not answer for {patience:g} s: see its workers' logs") from error
        except killed as error:
            count = size(one)
            if count <= 1:
                return lost(one, f"its worker ended each time: {type(error).__name__}")
            halves = [cut(one, 0, count // 2), cut(one, count // 2, count)]
            return [part for half in halves for part in result(half, submit(half))]

    try:
        while True:
            for one in islice(source, max(0, ahead - len(waiting))):
                waiting.append((one, submit(one)))
            if not waiting:
                return
            yield result(*waiting.popleft())
    finally:
        for _, future in waiting:
            future.cancel()


def _killed() -> type[Exception]:
    try:
        from distributed import KilledWorker
    except ImportError as error:
        raise MissingDependency("Dask is not installed: pip install storysum[dask]", name="distributed") from error
    found: type[Exception] = KilledWorker
    return found
