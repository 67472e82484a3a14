"""The mapper for one machine: processes that may hang or die without taking anything along but their story."""

import pickle
from collections.abc import Iterable, Iterator
from contextlib import closing

from attrs import frozen

from storysum.batch.job import Job, Mapper, Outcome, Work, failed
from storysum.errors import InputError, message
from storysum.workers import START_METHODS, Lost, Pool, results

LIMIT = 60.0
"""Seconds that one story may take, unless told otherwise."""

_PRELOAD = ("storysum.batch.pool", "storysum.backends.textrank")


@frozen
class WorkerPool:
    """A mapper that runs jobs in processes of this machine.

    Jobs are drawn as they are needed, and at most `64 × processes` are under way, so memory does not
    grow with their number. Where the iterable of jobs blocks, so does the pool.

    Attributes:
        processes: How many; one for each processor unless told.
        limit: Seconds that one story may take; None is no limit.
        start: "forkserver" or "spawn"; unless told, "forkserver" where there is one.
    """

    processes: int | None = None
    limit: float | None = LIMIT
    start: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.processes is not None and self.processes < 1:
            raise InputError(f"WorkerPool(processes={self.processes!r}): give one or more, or use map")
        if self.limit is not None and not self.limit > 0:
            raise InputError(f"WorkerPool(limit={self.limit!r}): give more than 0 seconds, or None")
        if self.start is not None and self.start not in START_METHODS:
            raise InputError(f"WorkerPool(start={self.start!r}): give one of {', '.join(START_METHODS)}")

    def __call__(self, work: Work, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """The outcome of each job, in the order of the jobs."""
        try:
            packed = pickle.dumps(work)
        except Exception as error:
            raise InputError(f"{work!r} cannot be sent to another process: {message(error)}") from error
        return self._outcomes(packed, jobs)

    def _outcomes(self, packed: bytes, jobs: Iterable[Job]) -> Iterator[Outcome]:
        pool = Pool(packed, processes=self.processes, start=self.start, preload=_PRELOAD, attempts=2)
        with closing(results(pool, ([job] for job in jobs), limit=self.limit, weight=lambda job: job.size)) as found:
            for job, made in found:
                yield failed(job, made.why) if isinstance(made, Lost) else made


def mapper_with(limit: float | None) -> Mapper:
    """What does jobs where something else has made the processes: `map`, or with a limit one process beside."""
    return map if limit is None else WorkerPool(processes=1, limit=limit, start="spawn")
