"""One thread for small matrices, and everything put back as it was."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from storysum.threads import in_one_thread


def blas_threads() -> set[int]:
    np.linalg.eigvalsh(np.eye(2))
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}


def test_inside_there_is_one_thread_and_outside_as_many_as_before() -> None:
    with threadpool_limits(2, user_api="blas"):
        before = blas_threads()
        assert in_one_thread(blas_threads)() == {1}
        assert blas_threads() == before


def test_it_is_put_back_after_an_error() -> None:
    @in_one_thread
    def fails() -> None:
        raise ValueError("no")

    with threadpool_limits(2, user_api="blas"):
        before = blas_threads()
        with pytest.raises(ValueError, match="no"):
            fails()
        assert blas_threads() == before


def test_many_at_once_leave_it_as_it_was() -> None:
    @in_one_thread
    def counts(_: int) -> set[int]:
        return blas_threads()

    before = blas_threads()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(counts, range(40))) == [{1}] * 40
    assert blas_threads() == before
