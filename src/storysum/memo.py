"""Work that is done once for each article, whoever asks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import ref

from storysum.model.article import Article

__all__ = ["once_per_article"]

Result = TypeVar("Result")


def once_per_article(function: Callable[[Article], Result]) -> Callable[[Article], Result]:
    """Keep what a pure function makes of an article for as long as the article lives.

    The results are shared by all lengths, backends and threads, so they must not be changed. Two
    threads that ask at the same time may both compute it; both get equal results.
    """
    # By identity: to ask whether two articles are equal takes as long as they are.
    known: dict[int, tuple[ref[Article], Result]] = {}

    @wraps(function)
    def remembered(article: Article) -> Result:
        name = id(article)
        found = known.get(name)
        if found is not None and found[0]() is article:
            return found[1]
        result = function(article)

        def forget(gone: ref[Article]) -> None:
            if name in known and known[name][0] is gone:
                del known[name]

        known[name] = ref(article, forget), result
        return result

    return remembered
