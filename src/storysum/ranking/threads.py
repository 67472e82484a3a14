"""One thread for linear algebra: on small matrices a second costs more than it brings, on a busy machine far more."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache, wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from threadpoolctl import ThreadpoolController

__all__ = ["in_one_thread"]

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

_lock = Lock()
_within = 0
_limit: Any = None


def in_one_thread(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Have numpy's and scipy's linear algebra use one thread as long as a function runs.

    The setting belongs to the process: where several threads are in such functions at once, the
    first to come in limits it, and the last to leave puts it back.

    >>> import numpy as np
    >>> in_one_thread(np.linalg.eigvalsh)(np.eye(2)).tolist()
    [1.0, 1.0]
    """

    @wraps(function)
    def limited(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        _enter()
        try:
            return function(*args, **kwargs)
        finally:
            _leave()

    return limited


def _enter() -> None:
    global _within, _limit
    with _lock:
        _within += 1
        if _within == 1:
            _limit = _controller("scipy.linalg" in sys.modules).limit(limits=1, user_api="blas")


def _leave() -> None:
    global _within, _limit
    with _lock:
        _within -= 1
        if _within == 0:
            _limit.restore_original_limits()
            _limit = None


@cache
def _controller(scipy: bool) -> ThreadpoolController:
    """What is loaded; scipy, which comes later, brings a library of its own."""
    return ThreadpoolController()
