"""A batch on a Dask cluster. Needs `storysum[dask]`, on the workers too.

Dask itself gives the work of a worker that died to another one. A job that kills every worker it comes to is found by
sending those that were lost with it one by one, and is a failure.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from storysum.backends import base
from storysum.batch import parquet
from storysum.batch.job import Job, Mapper, Outcome, Work, failed
from storysum.batch.pool import mapper_with
from storysum.errors import StorysumError, needed

if TYPE_CHECKING:
    import pyarrow
    from distributed import Client

__all__ = ["digest_tables", "mapper"]

_AT_ONCE, _AHEAD = 16, 64  # jobs that are sent together, and how many such are under way


def digest_tables(
    client: Client,
    given: Iterable[pyarrow.Table],
    *,
    backend: str | base.Backend | None = None,
    tighten: bool | None = None,
    limit: float | None = None,
    patience: float | None = None,
) -> Iterator[pyarrow.Table]:
    """A table of rows for each table of stories, in their order, as they come; tables are drawn as they are needed.

    They have the columns `text`, and perhaps `id` and `title`. `limit` and `patience` are those of `mapper`; a
    StorysumError tells that patience ran out.
    """
    mapped = mapper(client, limit=limit, patience=patience)
    yield from parquet.digests(given, mapped, backend=backend, tighten=tighten)


def mapper(client: Client, *, limit: float | None = None, patience: float | None = None) -> Mapper:
    """A mapper for `storysum.batch.run` and `outcomes` whose jobs run on a Dask cluster.

    Args:
        client: Of the cluster.
        limit: Seconds for one story. It needs workers that may have processes of their own:
            `dask.config.set({"distributed.worker.daemon": False})` before the cluster is made.
        patience: Seconds to wait for the next outcome: a cluster that has lost all its workers says
            nothing. None waits for ever, as for a cluster that has yet to grow.
    """

    def mapped(work: Work, jobs: Iterable[Job]) -> Iterator[Outcome]:
        killed = needed("distributed", "Dask is not installed: pip install storysum[dask]").KilledWorker
        source = iter(jobs)
        waiting: deque[tuple[list[Job], Any]] = deque()

        def submitted(some: list[Job]) -> Any:
            return client.submit(_all, work, some, limit, pure=False, retries=2)

        def results(some: list[Job], future: Any) -> list[Outcome]:
            try:
                found: list[Outcome] = future.result(timeout=patience)
                return found
            except TimeoutError as error:
                if future.done() or patience is None:
                    raise  # the work's own, or somebody else's
                future.cancel()
                raise StorysumError(f"the cluster did not answer for {patience:g} s: see its workers' logs") from error
            except killed as error:
                if len(some) == 1:
                    return [failed(some[0], f"its worker ended each time: {type(error).__name__}")]
                return [outcome for job in some for outcome in results([job], submitted([job]))]

        try:
            while True:
                while len(waiting) < _AHEAD and (some := list(islice(source, _AT_ONCE))):
                    waiting.append((some, submitted(some)))
                if not waiting:
                    return
                yield from results(*waiting.popleft())
        finally:
            for _, future in waiting:
                future.cancel()

    return mapped


def _all(work: Work, jobs: list[Job], limit: float | None) -> list[Outcome]:
    return list(mapper_with(limit)(work, jobs))
