"""Worker processes that may hang or die without taking anything along but their own cells.

Each worker has a pipe. It says who it lets work before it does, and sends each record when it is
there; so when a worker is silent for longer than the time limit, or is gone, it is known whose
fault that is. It is killed, those cells are failures, and a new worker goes on with the rest of
the article. A pool of `concurrent.futures` can do neither: it cannot end one task, and it breaks
as a whole when a worker dies.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any

from attrs import define, evolve, field

from storysum.errors import StorysumError
from storysum.evaluation.contest import Contestant
from storysum.evaluation.desk import Task, failure, message, work
from storysum.evaluation.records import Record
from storysum.model.budget import Budget

__all__ = ["crew"]

Result = tuple[Task, int, str, Record | str]
"""The task, the number of the contestant, the length, and a record or what went wrong."""

# How often a task may lose its worker when nobody was at work on it.
_ATTEMPTS = 3
_PATIENCE = 2.0


@define(eq=False)
class _Worker:
    """A process, our end of its pipe, and what it is at."""

    process: Any
    pipe: Connection
    ready: bool = False
    task: Task | None = None
    at: int | None = None
    working: bool = False
    since: float = 0.0
    left: list[tuple[int, str]] = field(factory=list)


def crew(
    tasks: Sequence[Task],
    contestants: Sequence[Contestant],
    budgets: Mapping[str, Budget],
    *,
    processes: int,
    limit: float | None,
) -> Iterator[Record]:
    """The records of all tasks, in the order in which they are finished.

    Args:
        tasks: What to do.
        contestants: All of them by number.
        budgets: By length.
        processes: How many workers.
        limit: Seconds for one contestant and article, over all lengths, and for reading an article.

    Raises:
        StorysumError: If no worker can be started.
    """
    packed = [_packed(contestant) for contestant in contestants]
    waiting = deque(tasks)
    lost: dict[int, int] = {}
    workers: list[_Worker] = []
    try:
        while waiting or any(worker.task for worker in workers):
            while waiting and len(workers) < processes:
                workers.append(_hired(packed, dict(budgets)))
            for worker in workers:
                if worker.ready and worker.task is None and waiting:
                    _give(worker, waiting.popleft())
            for worker in _stirring(workers, limit):
                gone = False
                try:
                    while worker.pipe.poll():
                        for task, number, length, made in _heard(worker, worker.pipe.recv()):
                            yield _record(task, contestants[number], budgets, length, made)
                except (EOFError, OSError, pickle.UnpicklingError):
                    gone = True
                late = limit is not None and worker.working and time.monotonic() - worker.since > limit
                if not (gone or late):
                    continue
                workers.remove(worker)
                code = _dismiss(worker)
                why = f"took longer than {limit:g} s" if late and not gone else f"its process ended with code {code}"
                for task, number, length, made in _abandoned(worker, why, waiting, lost):
                    yield _record(task, contestants[number], budgets, length, made)
    finally:
        for worker in workers:
            _dismiss(worker, kindly=worker.task is None)


def _record(
    task: Task, contestant: Contestant, budgets: Mapping[str, Budget], length: str, made: Record | str
) -> Record:
    return failure(task.entry, contestant, length, budgets[length], made) if isinstance(made, str) else made


def _packed(contestant: Contestant) -> bytes | str:
    """A contestant as bytes, or why it cannot be sent."""
    try:
        return pickle.dumps(contestant)
    except Exception as error:
        return f"cannot be sent to another process: {message(error)}"


def _hired(packed: Sequence[bytes | str], budgets: dict[str, Budget]) -> _Worker:
    context: Any = multiprocessing.get_context(
        "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    )
    if hasattr(context, "set_forkserver_preload"):
        context.set_forkserver_preload(["storysum.evaluation.crew"])
    ours, theirs = context.Pipe()
    process = context.Process(target=_worker, args=(theirs, list(packed), budgets))
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _give(worker: _Worker, task: Task) -> None:
    worker.task, worker.left = (
        task,
        [(number, length) for number, lengths in task.cells for length in lengths],
    )
    worker.working, worker.at = False, None
    try:
        worker.pipe.send(task)
    except OSError:
        # It is gone: the next look at its pipe will say so.
        return


def _stirring(workers: Sequence[_Worker], limit: float | None) -> list[_Worker]:
    """The workers that have said something, are gone, or are out of time."""
    soonest = None
    if limit is not None:
        deadlines = [worker.since + limit for worker in workers if worker.working]
        soonest = max(0.0, min(deadlines) - time.monotonic()) + 0.01 if deadlines else None
    heard = wait([worker.pipe for worker in workers], soonest)
    now = time.monotonic()
    return [
        worker
        for worker in workers
        if worker.pipe in heard or (limit is not None and worker.working and now - worker.since > limit)
    ]


def _heard(worker: _Worker, said: tuple[Any, ...]) -> Iterator[Result]:
    """What a message of a worker means."""
    kind, *rest = said
    if kind == "ready":
        worker.ready = True
    elif kind == "begin":
        worker.at, worker.working, worker.since = rest[0], True, time.monotonic()
    elif kind == "done":
        worker.task, worker.working, worker.left = None, False, []
    elif worker.task is not None:
        number, length, made = rest
        worker.left.remove((number, length))
        yield worker.task, number, length, made


def _abandoned(worker: _Worker, why: str, waiting: deque[Task], lost: dict[int, int]) -> Iterator[Result]:
    """The failures of a worker that was lost; what it had not begun goes to another one."""
    if not worker.ready:
        raise StorysumError(
            "a worker process could not be started: call this from under `if __name__ == '__main__':`, "
            f"or with processes=0 ({why})"
        )
    task = worker.task
    if task is None:
        return
    lost[task.number] = lost.get(task.number, 0) + 1
    for number, length in worker.left:
        if worker.working and worker.at in (None, number):
            yield task, number, length, why if worker.at is not None else f"not read: {why}"
    if worker.working and worker.at is None:
        return
    rest: dict[int, list[str]] = {}
    for number, length in worker.left:
        if not (worker.working and worker.at == number):
            rest.setdefault(number, []).append(length)
    if rest and not worker.working and lost[task.number] > _ATTEMPTS:
        raise StorysumError(f"workers keep ending before they begin with {task.entry.id!r} ({why})")
    if rest:
        cells = tuple((number, tuple(lengths)) for number, lengths in rest.items())
        waiting.appendleft(evolve(task, cells=cells))


def _dismiss(worker: _Worker, *, kindly: bool = False) -> int | None:
    """End a worker and wait until it has ended; its exit code."""
    worker.pipe.close()
    if kindly:
        worker.process.join(_PATIENCE)
    elif worker.ready and worker.working:
        # One that ended by itself has a code worth telling.
        worker.process.join(0.05)
    if worker.process.exitcode is None:
        worker.process.kill()
    worker.process.join()
    code: int | None = worker.process.exitcode
    worker.process.close()
    return code


def _worker(pipe: Connection, packed: Sequence[bytes | str], budgets: dict[str, Budget]) -> None:
    """What runs in the other process: tasks in, records out, until the pipe is closed."""
    # An interrupt at the keyboard reaches every process of the terminal: ours decides what to do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    contestants = [one if isinstance(one, str) else _unpacked(one) for one in packed]
    try:
        pipe.send(("ready",))
        while True:
            task: Task = pipe.recv()
            for number, length, made in work(task, contestants, budgets, lambda at: pipe.send(("begin", at))):
                pipe.send(("cell", number, length, made))
            pipe.send(("done",))
    except (EOFError, OSError):
        return


def _unpacked(packed: bytes) -> Contestant | str:
    try:
        found: Contestant = pickle.loads(packed)
    except Exception as error:
        return f"cannot be made again in another process: {message(error)}"
    return found
