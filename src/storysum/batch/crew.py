"""The mapper for one machine: processes that may hang or die without taking anything along but their story.

Each worker has a pipe. It is sent a few jobs at a time, and only when it waits for some, so that no
send can block on a worker that hangs; it sends back each outcome when it is there. So it is always
known which job a worker is at: when it is silent for longer than the time limit, or is gone, that
job is to blame and the others go to the next worker. A pool of `concurrent.futures` can do neither:
it cannot end one task, and it breaks as a whole when a worker dies.
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
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any

from attrs import define, field, frozen

from storysum.batch.job import Job, Outcome, Work
from storysum.batch.work import failed, message
from storysum.errors import InputError, StorysumError

__all__ = ["LIMIT", "Crew"]

LIMIT = 60.0
"""Seconds that one story may take, unless told otherwise."""

# So many jobs go to a worker at once, or fewer where they are long.
_HANDFUL = 4
_HANDFUL_CHARACTERS = 50_000
# Outcomes that wait for an earlier one; when so many do, no more jobs are begun.
_AHEAD = 64
# A job whose worker died is tried so often: the first death may have been meant for somebody else.
_ATTEMPTS = 2
_FALSE_STARTS = 3
_PATIENCE = 2.0

Numbered = tuple[int, Job]


@frozen
class Crew:
    """A mapper that runs jobs in processes of this machine.

    Jobs are drawn as they are needed, and at most `64 × processes` are under way, so memory does not
    grow with their number. Where the iterable of jobs blocks, so does the crew.

    Attributes:
        processes: How many; one for each processor unless told.
        limit: Seconds that one story may take; None is no limit.
        start: "spawn", "forkserver" or "fork"; unless told, "forkserver" where there is one.

    >>> from storysum.batch.job import Job
    >>> from storysum.batch.work import work
    >>> [outcome.id for outcome in Crew(processes=1)(work, [Job("a", "It rained."), Job("b", "It froze.")])]
    ['a', 'b']
    """

    processes: int | None = field(default=None)
    limit: float | None = field(default=LIMIT)
    start: str | None = field(default=None)

    def __attrs_post_init__(self) -> None:
        if self.processes is not None and self.processes < 1:
            raise InputError(f"Crew(processes={self.processes!r}): give one or more, or use map")
        if self.limit is not None and not self.limit > 0:
            raise InputError(f"Crew(limit={self.limit!r}): give more than 0 seconds, or None")
        methods = multiprocessing.get_all_start_methods()
        if self.start is not None and self.start not in methods:
            raise InputError(f"Crew(start={self.start!r}): this machine knows {', '.join(methods)}")

    def __call__(self, work: Work, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """The outcome of each job, in the order of the jobs.

        Raises:
            InputError: If `work` cannot be sent to another process.
            StorysumError: If no worker can be started.
        """
        try:
            packed = pickle.dumps(work)
        except Exception as error:
            raise InputError(f"{work!r} cannot be sent to another process: {message(error)}") from error
        return _Shift(self, packed, jobs).outcomes()


@define(eq=False)
class _Worker:
    """A process, our end of its pipe, and the jobs that it has."""

    process: Any
    pipe: Connection
    ready: bool = False
    jobs: deque[Numbered] = field(factory=deque)
    since: float = 0.0

    def late(self, limit: float | None, now: float) -> bool:
        return limit is not None and bool(self.jobs) and now - self.since > limit


class _Shift:
    """One run of a crew over some jobs."""

    def __init__(self, crew: Crew, packed: bytes, jobs: Iterable[Job]) -> None:
        self.most = crew.processes or os.cpu_count() or 1
        self.limit = crew.limit
        self.start = crew.start
        self.packed = packed
        self.fresh = enumerate(jobs)
        self.returned: deque[Numbered] = deque()
        self.finished: dict[int, Outcome] = {}
        self.due = 0  # the number of the outcome that comes next
        self.lost: dict[int, int] = {}
        self.false_starts = 0
        self.workers: list[_Worker] = []

    def outcomes(self) -> Iterator[Outcome]:
        try:
            while True:
                while self.due in self.finished:
                    yield self.finished.pop(self.due)
                    self.due += 1
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
        if not self.returned:
            for numbered in self.fresh:
                self.returned.append(numbered)
                break
        return bool(self.returned) and self.returned[0][0] < self.due + _AHEAD * self.most

    def _hand_out(self) -> None:
        for worker in self.workers:
            if worker.ready and not worker.jobs:
                _give(worker, self._handful())
        if self._wanted() and len(self.workers) < self.most:
            # One at a time: where there are only a few jobs the first worker will have done them.
            self.workers.append(_hired(self.packed, self.start))

    def _handful(self) -> list[Numbered]:
        found: list[Numbered] = []
        characters = 0
        while len(found) < _HANDFUL and characters < _HANDFUL_CHARACTERS and self._wanted():
            found.append(self.returned.popleft())
            characters += len(found[-1][1].text)
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
        self.finished[number] = failed(job, why)

    def _hear(self, worker: _Worker, said: Outcome | None) -> None:
        worker.since = time.monotonic()
        if said is None:
            worker.ready = True
            return
        number, _ = worker.jobs.popleft()
        self.finished[number] = said
        self.lost.pop(number, None)
        self.false_starts = 0

    def _fell_out(self, code: int | None) -> None:
        """A worker ended that had nothing to do: not the fault of any job."""
        self.false_starts += 1
        if self.false_starts > _FALSE_STARTS:
            raise StorysumError(
                "no worker process can be started: call this from under `if __name__ == '__main__':`, "
                f"or use map (they end with code {code})"
            )


def _hired(packed: bytes, start: str | None) -> _Worker:
    methods = multiprocessing.get_all_start_methods()
    context: Any = multiprocessing.get_context(start or ("forkserver" if "forkserver" in methods else "spawn"))
    if hasattr(context, "set_forkserver_preload"):
        context.set_forkserver_preload(["storysum.batch.work", "storysum.backends.textrank"])
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, packed), daemon=False)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _give(worker: _Worker, jobs: list[Numbered]) -> None:
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
    """What runs in the other process: jobs in, outcomes out, until the pipe is closed."""
    # An interrupt at the keyboard reaches every process of the terminal: ours decides what to do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()
    # Standard output may be where the rows go: what a plug-in prints must not stand between them.
    sys.stdout.flush()
    os.dup2(2, 1)
    try:
        work: Work = pickle.loads(packed)
        pipe.send(None)
        while True:
            for job in pipe.recv():
                pipe.send(_contained(work, job))
    except (EOFError, OSError):
        return


def _contained(work: Work, job: Job) -> Outcome:
    try:
        return work(job)
    except (Exception, SystemExit) as error:
        return failed(job, message(error))


def _follow() -> None:
    """End when the parent has ended, even one that was killed while this process is busy for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
