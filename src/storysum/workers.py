"""Worker processes that may hang or die; only the job that they were doing is lost.

Each process has a pipe of its own and is sent one job at a time, by a thread that waits for the result. So it is
always known which job a process is at: where it takes too long or the process is gone, that job is to blame, and
another process goes on. Pools of the standard library end as a whole when one process dies, and can end no task
(docs/decisions/0013).

Jobs, results and the work itself are whatever can be pickled.
"""

import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from queue import LifoQueue
from typing import Any, TypeVar

from attrs import frozen

from storysum.errors import StorysumError, message

START_METHODS = tuple(name for name in ("forkserver", "spawn") if name in multiprocessing.get_all_start_methods())
"""How a process can be started, the usual way first. Not by "fork": the threads of a process do not survive it."""
AHEAD_CHARACTERS = 1 << 27
"""No more jobs are drawn while those under way are so long together, by what `weight` says."""
# The most groups of jobs a process that are drawn before their results were given back.
_AHEAD = 64
_STARTS = 4
_PATIENCE = 2.0
_FOR_EVER = 2e6  # seconds: a pipe cannot be waited for much longer, other than without a limit
# Starting a process looks for any that have ended: of two threads that look, one would miss the exit code.
_one_at_a_time = threading.Lock()

J = TypeVar("J")


@frozen
class Lost:
    """Stands for a missing result: the work raised an error, took too long, or its process ended."""

    why: str


_ENDED = Lost("its process was ended")


@frozen(eq=False)
class _Worker:
    """A process and the parent's end of its pipe."""

    process: Any
    pipe: Connection

    def end(self, patience: float = 0.0) -> int | None:
        """End the process, by force after some seconds; return its exit code."""
        self.pipe.close()  # tells a waiting process that there are no more jobs
        with _one_at_a_time:
            self.process.join(patience)
            if self.process.exitcode is None:
                self.process.kill()
                self.process.join()
            code: int | None = self.process.exitcode
            self.process.close()
        return code


class Pool:
    """Processes that do jobs for threads; one that takes too long or dies is replaced.

    Args:
        work: A function of a job, pickled.
        processes: How many; None for one a processor. Each is started when it is first needed.
        start: One of `START_METHODS`; None is the first of them.
        preload: Modules for "forkserver" to load once for all processes.
        first: A job that each new process does before any other: what is loaded on use is loaded then.
        attempts: How often a job is tried whose process dies: the first death may have been meant for somebody else.
    """

    def __init__(
        self,
        work: bytes,
        *,
        processes: int | None = None,
        start: str | None = None,
        preload: Sequence[str] = (),
        first: Any = None,
        attempts: int = 1,
    ) -> None:
        self.work, self.first, self.attempts = work, first, attempts
        self.processes = processes or os.cpu_count() or 1
        self.replaced = 0
        self._context: Any = multiprocessing.get_context(start or START_METHODS[0])
        if hasattr(self._context, "set_forkserver_preload"):
            self._context.set_forkserver_preload(list(preload))
        self._closed = False
        self._running: set[_Worker] = set()
        # Last in, first out: so few jobs start few processes.
        self._free: LifoQueue[_Worker | None] = LifoQueue()
        for _ in range(self.processes):
            self._free.put(None)

    def ask(self, jobs: Iterable[Any], seconds: float | None = None) -> list[Any]:
        """The result of each job, or a `Lost`; waits for a free process, which does all of them.

        Each job may take so many seconds, once a process has it; None is no limit.
        """
        worker, found = self._free.get(), []
        try:
            for job in jobs:
                for _ in range(self.attempts):
                    worker, result, died = self._asked(worker, job, seconds)
                    if not died:
                        break
                found.append(result)
        finally:
            self._free.put(worker)
        return found

    def _asked(self, worker: _Worker | None, job: Any, seconds: float | None) -> tuple[_Worker | None, Any, bool]:
        """The process to use next, the result, and whether the process died."""
        if worker is None and (worker := self._started()) is None:
            return None, _ENDED, False
        try:
            worker.pipe.send(job)
            if worker.pipe.poll(seconds if seconds is None or seconds < _FOR_EVER else None):
                return worker, worker.pipe.recv(), False
            lost, died = Lost(f"took longer than {seconds:g} s"), False
            worker.end()
        except (EOFError, OSError, pickle.UnpicklingError):
            code, died = worker.end(_PATIENCE), not self._closed
            lost = Lost(f"its process ended with code {code}") if died else _ENDED
        self._running.discard(worker)
        self.replaced += not self._closed
        return None, lost, died

    def _started(self) -> _Worker | None:
        """Start a process and wait until it is ready; None if the pool was closed meanwhile."""
        code = None
        for _ in range(_STARTS):
            ours, theirs = self._context.Pipe()
            process = self._context.Process(target=_serve, args=(theirs, self.work, self.first), daemon=False)
            try:
                with _one_at_a_time:
                    process.start()
            except OSError as error:
                raise StorysumError(f"no worker process can be started: {error}") from error
            theirs.close()
            worker = _Worker(process, ours)
            self._running.add(worker)
            with suppress(EOFError, OSError):  # it has ended already
                if not self._closed:
                    worker.pipe.recv()  # that it is ready
                    return worker
            self._running.discard(worker)
            code = worker.end(0 if self._closed else _PATIENCE)
            if self._closed:
                return None
        raise StorysumError(
            "no worker process can be started: call this from under `if __name__ == '__main__':`, or do without "
            f"processes (they end with code {code})"
        )

    def close(self) -> None:
        """End all processes; callers that wait for one get a `Lost`."""
        self._closed = True
        idle = []
        while not self._free.empty():
            idle.append(self._free.get())
        for worker in self._running.difference(idle):
            with suppress(ValueError):  # it has ended meanwhile
                worker.process.kill()
        for worker in filter(None, idle):
            worker.end(_PATIENCE)
        for _ in idle:
            self._free.put(None)


def results(
    pool: Pool,
    groups: Iterable[Sequence[J]],
    *,
    limit: float | None,
    ordered: bool = True,
    weight: Callable[[J], int] = lambda job: 0,
) -> Generator[tuple[J, Any], None, None]:
    """Each job with its result or a `Lost`; closes the pool in the end.

    The jobs of a group are done by one process, one after another, each in so many seconds (None is no limit). They
    come in their order, or else as they are finished. What is long, by the characters that
    `weight` tells of a job, is not drawn ahead.
    """
    source, more = iter(groups), True
    under_way: dict[Future[list[Any]], Sequence[J]] = {}
    threads = ThreadPoolExecutor(pool.processes)
    try:
        while more or under_way:
            busy = [future for future in under_way if not future.done()]
            room = len(busy) < 2 * pool.processes and len(under_way) < _AHEAD * pool.processes
            if more and room and sum(weight(job) for group in under_way.values() for job in group) < AHEAD_CHARACTERS:
                if group := next(source, ()):
                    under_way[threads.submit(pool.ask, group, limit)] = group
                more = bool(group)
            else:
                wait_for(busy, return_when=FIRST_COMPLETED)
            for future in tuple(under_way):
                if future.done():
                    yield from zip(under_way.pop(future), future.result(), strict=True)
                elif ordered:
                    break
    finally:
        pool.close()
        threads.shutdown(cancel_futures=True)


def _serve(pipe: Connection, packed: bytes, first: Any) -> None:
    """The loop of a worker process: receive jobs and send results until there are no more."""
    # A keyboard interrupt reaches every process of the terminal; only the parent handles it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # Standard output may be where the rows go: what a plug-in prints must not stand between them.
    sys.stdout.flush()
    os.dup2(2, 1)
    with suppress(EOFError, OSError):
        work = pickle.loads(packed)
        if first is not None:
            work(first)
        pipe.send(None)
        while True:
            job = pipe.recv()
            try:
                made = work(job)
            except (Exception, SystemExit) as error:
                made = Lost(message(error))
            pipe.send(made)


def _end_with_parent() -> None:
    """End this process when its parent has ended, even if it was killed while this one never finishes its job."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
