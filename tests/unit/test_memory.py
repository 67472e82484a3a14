"""What stays in memory is bounded, and so is what is under way."""

from __future__ import annotations

import gc
import tracemalloc

import storysum
from storysum.batch import Job, WorkerPool
from storysum.workers import AHEAD_CHARACTERS


def test_long_words_of_many_stories_do_not_stay() -> None:
    def story(number: int) -> str:
        return f"Petra Holm sold {number}{'x' * 256_000} and {'y' * 256_000}{number} on Monday. It rained."

    storysum.digest(story(0))
    gc.collect()
    tracemalloc.start()
    for number in range(1, 9):
        storysum.digest(story(number))
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 1_000_000


def test_no_more_long_jobs_are_drawn_than_memory_holds() -> None:
    drawn = 0

    def jobs() -> object:
        nonlocal drawn
        for number in range(40):
            drawn += 1
            yield Job(str(number), error="x" * 10, text=" " * (AHEAD_CHARACTERS // 4))

    found = WorkerPool(processes=1)(len, jobs())  # type: ignore[arg-type]
    next(found)
    assert drawn < 12
    found.close()  # type: ignore[attr-defined]
