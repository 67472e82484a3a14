"""Work that is done once for each article, whoever asks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import TypeVar
from weakref import WeakKeyDictionary

from storysum.model.article import Article

__all__ = ["once_per_article"]

Result = TypeVar("Result")


def once_per_article(function: Callable[[Article], Result]) -> Callable[[Article], Result]:
    """Keep what a pure function makes of an article for as long as the article lives.

    The results are shared by all lengths, backends and threads, so they must not be changed. Two
    threads that ask at the same time may both compute it; both get the same result.
    """
    known: WeakKeyDictionary[Article, Result] = WeakKeyDictionary()
    lock = Lock()

    @wraps(function)
    def remembered(article: Article) -> Result:
        with lock:
            if article in known:
                return known[article]
        result = function(article)
        with lock:
            return known.setdefault(article, result)

    return remembered
