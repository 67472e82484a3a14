"""What is remembered is bounded by bytes, and so is what is under way."""

from __future__ import annotations

import gc
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import storysum
from storysum.batch import Job, WorkerPool
from storysum.caching import cached
from storysum.workers import AHEAD_CHARACTERS


def test_what_was_asked_for_before_is_not_computed_again() -> None:
    asked = []

    @cached(1_000_000)
    def double(word: str, times: int) -> str:
        asked.append(word)
        return word * times

    assert [double("a", 2), double("a", 2), double("a", 3)] == ["aa", "aa", "aaa"]
    assert asked == ["a", "a"]


def test_a_cache_holds_no_more_bytes_than_it_may_whatever_is_asked_for() -> None:
    @cached(1_000_000)
    def parts(text: str) -> tuple[str, ...]:
        return (text.upper(), text.lower())

    tracemalloc.start()
    for size in (1, 1000, 100_000):
        for number in range(8_000 if size < 100_000 else 100):
            parts(f"{number}".rjust(size))
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] < 1_500_000, size
    tracemalloc.stop()


def test_threads_may_share_a_cache() -> None:
    @cached(20_000)
    def text(number: int) -> str:
        return str(number)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(text, list(range(500)) * 20)) == list(map(str, range(500))) * 20


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
