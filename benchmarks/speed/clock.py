"""Measuring: processor time, both sides of a pair in turn, and what a whole process takes.

A shared machine is busy now and idle then. So nothing is compared but with what ran beside it: one
round is ours and theirs, and the figure is the median of the rounds' ratios, shown with the lowest and highest.
"""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median

from attrs import frozen

# With more, OpenBLAS waits in a loop for its other threads, which takes longer than the work of one article
# and counts as processor time. It is read when numpy is loaded, by either side.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

Work = Callable[[], object]


@frozen
class Pair:
    """Seconds of processor time, a number a round: storysum's, and those of what it is compared with."""

    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    def ratios(self, *, faster: bool) -> tuple[float, float, float]:
        """Median, lowest and highest of theirs by ours (how much faster), or of ours by theirs."""
        found = [
            theirs / ours if faster else ours / theirs for ours, theirs in zip(self.ours, self.theirs, strict=True)
        ]
        return median(found), min(found), max(found)


def seconds(work: Work) -> float:
    """The processor time that one call takes; garbage is collected before, as it is no part of it."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def race(ours: Work, theirs: Work, *, rounds: int, clock: Callable[[Work], float] = seconds) -> Pair:
    """Both in turn, after a round that does not count unless it is the only one."""
    if rounds > 1:
        clock(ours), clock(theirs)
    times = [(clock(ours), clock(theirs)) for _ in range(rounds)]
    return Pair(*zip(*times, strict=True))


def process(code: Sequence[str]) -> Work:
    """A Python of its own, started and waited for."""
    return lambda: subprocess.run([sys.executable, *code], check=True, stdout=subprocess.DEVNULL)


def seconds_of_children(work: Work) -> float:
    """The processor time of the processes that a call starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


PEAK = """
import resource, sys
from pathlib import Path
status = Path("/proc/self/status")
if status.exists():
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    print(int(line.split()[1]) * 1024)
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
"""


def peak_memory(code: str, *arguments: str) -> int:
    """The most bytes that a Python of its own had resident while it ran this, by the operating system."""
    told = subprocess.run([sys.executable, "-c", code + PEAK, *arguments], check=True, capture_output=True, text=True)
    return int(told.stdout)
