"""One thread for linear algebra: with small matrices a second one costs more than it gains."""

import os
import sys
from collections.abc import Callable
from functools import cache, wraps
from threading import RLock
from typing import ParamSpec, TypeVar

from threadpoolctl import ThreadpoolController

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

# The number of threads is global to the process: two functions that change it in turn could leave it changed.
_turn = RLock()


def in_one_thread(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Have numpy's and scipy's linear algebra use one thread while a function runs; such functions take turns."""

    @wraps(function)
    def limited(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        with _turn, _controller("scipy.linalg" in sys.modules).limit(limits=1, user_api="blas"):
            return function(*args, **kwargs)

    return limited


def _new_lock() -> None:
    """Replace the lock in a forked process, where the thread that held it does not exist."""
    global _turn
    _turn = RLock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_new_lock)


@cache
def _controller(scipy: bool) -> ThreadpoolController:
    """The controller of the loaded libraries; scipy, which is loaded later, brings one of its own."""
    return ThreadpoolController()
