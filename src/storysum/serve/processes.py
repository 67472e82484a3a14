"""The processes that work for the server, within its limits."""

import asyncio
import pickle
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from attrs import frozen

from storysum.errors import StorysumError
from storysum.workers import Lost, Pool


@frozen
class Limits:
    """What one server does at most."""

    processes: int = 2  # that work at the same time
    seconds: float = 30.0  # for one request, or for one line of a batch
    largest: int = 4 * 2**20  # bytes of a request, of a line of a batch, and of a page that is fetched
    waiting: int = 64  # requests that are being worked on or wait for it; one more is sent away
    batch: int = 2**30  # bytes of a whole batch


class Workers:
    """The processes, and a thread that waits for each."""

    def __init__(self, work: Callable[[Any], Any], limits: Limits, first: Any) -> None:
        self.limits = limits
        preload = ("storysum.serve.answers",)
        self.pool = Pool(pickle.dumps(work), processes=limits.processes, preload=preload, first=first)
        self.threads = ThreadPoolExecutor(limits.processes)
        self.under_way = 0

    async def ask(self, job: Any, until: float | None = None) -> Any:
        """What becomes of a job, or a `Lost`; until some time, or however long it must wait."""
        self.under_way += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.threads, self._ask, job, until)
        finally:
            self.under_way -= 1

    def close(self) -> None:
        """End its processes."""
        self.threads.shutdown(wait=False, cancel_futures=True)
        self.pool.close()

    def _ask(self, job: Any, until: float | None) -> Any:
        seconds = self.limits.seconds
        if until is not None:
            seconds = min(seconds, until - time.monotonic())
            if seconds <= 0:
                return Lost("it waited too long for its turn")
        try:
            return self.pool.ask([job], seconds)[0]
        except StorysumError as error:
            return Lost(str(error))
