"""Results that are computed once for each article and shared by all callers."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import finalize

from storysum.model.article import Article

Result = TypeVar("Result")


def once_per_article(function: Callable[[Article], Result]) -> Callable[[Article], Result]:
    """Keep the results of a pure function of an article for as long as the article lives.

    The results are shared by all lengths, backends and threads, so they must not be changed. Two
    threads that ask at the same time may both compute it; both get equal results.
    """
    # By identity: comparing two articles for equality takes time linear in their length.
    known: dict[int, Result] = {}

    @wraps(function)
    def remembered(article: Article) -> Result:
        name = id(article)
        if name not in known:
            known[name] = function(article)
            finalize(article, known.pop, name, None)
        return known[name]

    return remembered
