"""One memory for results of pure functions, bounded by the bytes that it holds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from itertools import islice
from threading import Lock
from typing import Any, TypeVar, TypeVarTuple

import attrs

__all__ = ["cached"]

R = TypeVar("R")
Given = TypeVarTuple("Given")


def cached(limit: int) -> Callable[[Callable[[*Given], R]], Callable[[*Given], R]]:
    """Keep what a function of texts, numbers and tuples gives, up to so many bytes; then the older half goes.

    A single entry above a hundredth of the limit is not kept. Results are shared by all threads, so
    they must not be changed.

    Args:
        limit: Bytes, about: of the entries' arguments and results.

    >>> @cached(1_000_000)
    ... def shout(word):
    ...     print("once")
    ...     return word.upper()
    >>> shout("van"), shout("van")
    once
    ('VAN', 'VAN')
    """

    def decorated(function: Callable[[*Given], R]) -> Callable[[*Given], R]:
        known: dict[tuple[*Given], tuple[R, int]] = {}  # the result, and the bytes of the entry
        lock = Lock()
        held = 0

        @wraps(function)
        def remembered(*given: *Given) -> R:
            nonlocal held
            try:
                return known[given][0]
            except KeyError:
                result = function(*given)
            size = _size(given) + _size(result)
            if size * 100 <= limit:
                with lock:
                    held += 0 if given in known else size
                    known[given] = result, size
                    if held > limit:  # many at once: to find the oldest of a dict takes long where others went before
                        for oldest in list(islice(known, (len(known) + 1) // 2)):
                            held -= known.pop(oldest)[1]
            return result

        return remembered

    return decorated


def _size(value: Any) -> int:
    """Bytes, about."""
    size = sys.getsizeof(value) + 50  # its share of what holds it
    if isinstance(value, (tuple, list)):
        size += sum([sys.getsizeof(one) + 50 if type(one) is str else _size(one) for one in value])
    elif isinstance(value, dict):
        size += sum(map(_size, value)) + sum(map(_size, value.values()))
    elif attrs.has(type(value)):
        size += sum(map(_size, attrs.astuple(value, recurse=False)))
    return size
