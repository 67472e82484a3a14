"""A pool for threads: one that hangs or dies costs the job that it was at, and nothing else."""

from __future__ import annotations

import os
import pickle
import threading
import time

from storysum.workers import Lost, Pool


def test_a_job_that_takes_too_long_is_given_up_and_the_next_one_is_done() -> None:
    pool = Pool(pickle.dumps(time.sleep), processes=1)
    assert pool.ask([0], 60) == [None]
    begun = time.monotonic()
    assert pool.ask([60], 0.2) == [Lost("took longer than 0.2 s")]
    assert time.monotonic() - begun < 30
    assert pool.ask([0], 60) == [None]
    assert pool.replaced == 1
    pool.close()


def test_a_job_that_ends_its_process_is_lost_and_the_next_one_is_done() -> None:
    pool = Pool(pickle.dumps(os._exit), processes=1)
    assert pool.ask([3], 60) == [Lost("its process ended with code 3")]
    assert pool.replaced == 1
    pool.close()


def test_whoever_waits_when_all_is_closed_hears_of_it() -> None:
    pool = Pool(pickle.dumps(time.sleep), processes=1)
    assert pool.ask([0], 60) == [None]
    found: list[object] = []
    waiting = threading.Thread(target=lambda: found.extend(pool.ask([60], 60)))
    waiting.start()
    time.sleep(0.2)
    pool.close()
    waiting.join(30)
    assert found == [Lost("its process was ended")]
    assert pool.ask([0], 60) == [Lost("its process was ended")]
