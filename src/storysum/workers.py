"""Processes that may hang or die without taking anything along but the job that they were at.

Each worker has a pipe. It is sent a few jobs at a time, and only when it waits for some, so that no
send can block on a worker that hangs; it sends back each result when it is there. So it is always
known which job a worker is at: when it is silent for longer than the time limit, or is gone, that
job is to blame and the others go to the next worker. A pool of `concurrent.futures` can do neither:
it cannot end one task, and it breaks as a whole when a worker dies.

Jobs, results and the work itself are whatever can be pickled; `storysum.batch.Crew` and the harness
of `storysum.evaluation` say what they are.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from attrs import define, field, frozen

from storysum.errors import StorysumError

__all__ = ["AHEAD_CHARACTERS", "Lost", "Standing", "results"]

# Results that wait for an earlier one; when so many do, no more jobs are begun.
_AHEAD = 64
AHEAD_CHARACTERS = 1 << 27
"""Nor are any begun while those under way are so long together, by what `weight` says."""
# A job whose worker died is tried so often: the first death may have been meant for somebody else.
_ATTEMPTS = 2
_FALSE_STARTS = 3
_PATIENCE = 2.0

J = TypeVar("J")
R = TypeVar("R")


@frozen
class Lost:
    """In the place of a result: the worker took too long over this job, or ended."""

    why: str


def results(
    work: bytes,
    jobs: Iterable[J],
    *,
    processes: int,
    limit: float | None,
    start: str | None = None,
    ordered: bool = True,
    together: Callable[[Sequence[J], J], bool] = lambda hand, job: False,
    weight: Callable[[J], int] = lambda job: 0,
    preload: Sequence[str] = (),
    instead: str = "do it in this process",
) -> Iterator[tuple[J, Any]]:
    """Each job with what the work makes of it, or with a `Lost`.

    Jobs are drawn as they are needed. In order, at most `64 × processes` of them are under way, so
    memory does not grow with their number. Where the iterable of jobs blocks, so does this.

    Args:
        work: A function of a job, pickled. What it raises ends its worker: it is to catch all it can.
        jobs: What is to be done.
        processes: How many workers.
        limit: Seconds that one job may take; None is no limit.
        start: "spawn", "forkserver" or "fork"; None is "forkserver" where there is one.
        ordered: In the order of the jobs, or else as they are finished.
        together: Whether a job may be sent along with those in hand, to the same worker.
        weight: Characters of a job: long ones are not drawn ahead of need.
        preload: Modules for "forkserver" to load once for all workers.
        instead: What to do where no worker can be started, for the message.

    Raises:
        StorysumError: If no worker can be started.
    """
    return _Shift(
        jobs, processes, limit, ordered, together, weight, partial(_hired, work, start, preload), instead
    ).results()


class Standing:
    """Processes that stand ready for jobs that come one at a time, from threads; one that is late is replaced.

    Args:
        work: As for `results`.
        processes: How many; each is started when it is first needed.
        preload: As for `results`.
        first: A job that each new process does before any other, however long it takes: what is loaded on use is
            loaded then.
    """

    def __init__(self, work: bytes, *, processes: int, preload: Sequence[str] = (), first: Any = None) -> None:
        self.first = first
        self.replaced = 0
        self._hire = partial(_hired, work, None, preload)
        self._closed = False
        self._there: set[_Worker] = set()
        self._free: SimpleQueue[_Worker | None] = SimpleQueue()
        for _ in range(processes):
            self._free.put(None)

    def ask(self, job: Any, seconds: float) -> Any:
        """What the work makes of a job, or a `Lost`; waits for a process that is free.

        Args:
            job: Whatever can be pickled.
            seconds: How long it may take, once a process has it.
        """
        worker = self._free.get()
        result: Any = Lost("its process ended")
        try:
            if worker is None:
                worker = self._hired()
                worker.pipe.recv()  # that it is ready
                if self.first is not None:
                    worker.pipe.send([self.first])
                    worker.pipe.recv()
            worker.pipe.send([job])
            if worker.pipe.poll(seconds):
                (result,) = worker.pipe.recv()
                self._free.put(worker)
                return result
            result = Lost(f"took longer than {seconds:g} s")
        except (EOFError, OSError, pickle.UnpicklingError):
            pass  # it is gone
        if worker is not None:
            self._there.discard(worker)
            _dismiss(worker)
            self.replaced += not self._closed
        self._free.put(None)
        return result

    def close(self) -> None:
        """End all of them; whoever waits for one gets a `Lost`."""
        self._closed = True
        for worker in tuple(self._there):
            worker.process.kill()

    def _hired(self) -> _Worker:
        if self._closed:
            raise EOFError
        worker = self._hire()
        self._there.add(worker)
        if self._closed:  # meanwhile
            worker.process.kill()
        return worker


@define(eq=False)
class _Worker:
    """A process, our end of its pipe, and the jobs that it has."""

    process: Any
    pipe: Connection
    ready: bool = False
    jobs: deque[tuple[int, Any]] = field(factory=deque)
    since: float = 0.0

    def late(self, limit: float | None, now: float) -> bool:
        return limit is not None and bool(self.jobs) and now - self.since > limit


class _Shift(Generic[J]):
    """One run of some workers over some jobs."""

    def __init__(
        self,
        jobs: Iterable[J],
        most: int,
        limit: float | None,
        ordered: bool,
        together: Callable[[Sequence[J], J], bool],
        weight: Callable[[J], int],
        hire: Callable[[], _Worker],
        instead: str,
    ) -> None:
        self.fresh = enumerate(jobs)
        self.most = most
        self.limit = limit
        self.ordered = ordered
        self.together = together
        self.weight = weight
        self.under_way = 0  # characters of all jobs that were drawn and whose result was not given
        self.hire = hire
        self.instead = instead
        self.returned: deque[tuple[int, J]] = deque()
        self.finished: dict[int, tuple[J, Any]] = {}
        self.due = 0  # the number of the result that comes next
        self.lost: dict[int, int] = {}
        self.false_starts = 0
        self.workers: list[_Worker] = []

    def results(self) -> Iterator[tuple[J, Any]]:
        try:
            while True:
                while self.finished and (not self.ordered or self.due in self.finished):
                    job, made = self.finished.pop(self.due if self.ordered else next(iter(self.finished)))
                    self.under_way -= self.weight(job)
                    self.due += 1
                    yield job, made
                self._hand_out()
                if not any(worker.jobs for worker in self.workers) and not self._wanted():
                    return
                for worker in self._stirring():
                    self._attend(worker)
        finally:
            for worker in self.workers:
                _dismiss(worker, kindly=not worker.jobs)

    def _wanted(self) -> bool:
        """Whether there is a job to begin now."""
        if not self.returned and self.under_way < AHEAD_CHARACTERS:
            for numbered in self.fresh:
                self.returned.append(numbered)
                self.under_way += self.weight(numbered[1])
                break
        return bool(self.returned) and (not self.ordered or self.returned[0][0] < self.due + _AHEAD * self.most)

    def _hand_out(self) -> None:
        for worker in self.workers:
            if worker.ready and not worker.jobs:
                _give(worker, self._handful())
        if self._wanted() and len(self.workers) < self.most:
            # One at a time: where there are only a few jobs the first worker will have done them.
            self.workers.append(self.hire())

    def _handful(self) -> list[tuple[int, J]]:
        found: list[tuple[int, J]] = []
        while self._wanted() and (not found or self.together([job for _, job in found], self.returned[0][1])):
            found.append(self.returned.popleft())
        return found

    def _stirring(self) -> list[_Worker]:
        """The workers that have said something, are gone, or are out of time."""
        soonest = None
        if self.limit is not None:
            since = [worker.since for worker in self.workers if worker.jobs]
            soonest = max(0.0, min(since) + self.limit - time.monotonic()) + 0.01 if since else None
        if self._wanted() and len(self.workers) < self.most:
            soonest = 0.0
        heard = wait([worker.pipe for worker in self.workers], soonest)
        now = time.monotonic()
        return [worker for worker in self.workers if worker.pipe in heard or worker.late(self.limit, now)]

    def _attend(self, worker: _Worker) -> None:
        try:
            while worker.pipe.poll():
                self._hear(worker, worker.pipe.recv())
            why = f"took longer than {self.limit:g} s" if worker.late(self.limit, time.monotonic()) else None
            dead = False
        except (EOFError, OSError, pickle.UnpicklingError):
            why, dead = None, True
        if why is None and not dead:
            return
        self.workers.remove(worker)
        code = _dismiss(worker)
        if not worker.ready or not worker.jobs:
            self._fell_out(code)
            return
        number, job = worker.jobs.popleft()
        self.returned.extendleft(reversed(worker.jobs))
        if why is None:
            why = f"its process ended with code {code}"
            self.lost[number] = self.lost.get(number, 0) + 1
            if self.lost[number] < _ATTEMPTS:
                self.returned.appendleft((number, job))
                return
        self.finished[number] = job, Lost(why)

    def _hear(self, worker: _Worker, said: tuple[Any, ...]) -> None:
        worker.since = time.monotonic()
        if not said:
            worker.ready = True
            return
        number, job = worker.jobs.popleft()
        self.finished[number] = job, said[0]
        self.lost.pop(number, None)
        self.false_starts = 0

    def _fell_out(self, code: int | None) -> None:
        """A worker ended that had nothing to do: not the fault of any job."""
        self.false_starts += 1
        if self.false_starts > _FALSE_STARTS:
            raise StorysumError(
                "no worker process can be started: call this from under `if __name__ == '__main__':`, "
                f"or {self.instead} (they end with code {code})"
            )


def _hired(packed: bytes, start: str | None, preload: Sequence[str]) -> _Worker:
    methods = multiprocessing.get_all_start_methods()
    context: Any = multiprocessing.get_context(start or ("forkserver" if "forkserver" in methods else "spawn"))
    if hasattr(context, "set_forkserver_preload"):
        context.set_forkserver_preload(list(preload))
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, packed), daemon=False)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _give(worker: _Worker, jobs: list[tuple[int, Any]]) -> None:
    if not jobs:
        return
    worker.jobs.extend(jobs)
    worker.since = time.monotonic()
    try:
        worker.pipe.send([job for _, job in jobs])
    except OSError:
        # It is gone: the next look at its pipe will say so.
        return


def _dismiss(worker: _Worker, *, kindly: bool = False) -> int | None:
    """End a worker and wait until it has ended; its exit code."""
    worker.pipe.close()
    # One that ended by itself has a code worth telling.
    worker.process.join(_PATIENCE if kindly else 0.05)
    if worker.process.exitcode is None:
        worker.process.kill()
    worker.process.join()
    code: int | None = worker.process.exitcode
    worker.process.close()
    return code


def _serve(pipe: Connection, packed: bytes) -> None:
    """What runs in the other process: jobs in, results out, until the pipe is closed."""
    # An interrupt at the keyboard reaches every process of the terminal: ours decides what to do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()
    # Standard output may be where the rows go: what a plug-in prints must not stand between them.
    sys.stdout.flush()
    os.dup2(2, 1)
    try:
        work = pickle.loads(packed)
        pipe.send(())
        while True:
            for job in pipe.recv():
                pipe.send((work(job),))
    except (EOFError, OSError):
        return


def _follow() -> None:
    """End when the parent has ended, even one that was killed while this process is busy for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
