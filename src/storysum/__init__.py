"""Headlines and summaries made only of a story's own words.

>>> import storysum
>>> storysum.headline("Petra Holm sold the van. It was red.").text
'Petra Holm sold the van'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from storysum.version import __version__

if TYPE_CHECKING:
    from storysum import backends, syntax
    from storysum.api import digest, headline, load, quotes, read, shorten, summarize
    from storysum.errors import BackendError, CorpusError, InputError, StorysumError
    from storysum.model.article import Article
    from storysum.model.budget import HEADLINE, MEDIUM, SHORT, Budget
    from storysum.model.quote import Quote
    from storysum.model.span import Span
    from storysum.model.summary import Digest, Summary

__all__ = [  # noqa: RUF022 - sorted as sorted() does
    "Article",
    "BackendError",
    "Budget",
    "CorpusError",
    "Digest",
    "HEADLINE",
    "InputError",
    "MEDIUM",
    "Quote",
    "SHORT",
    "Span",
    "StorysumError",
    "Summary",
    "__version__",
    "backends",
    "digest",
    "headline",
    "load",
    "quotes",
    "read",
    "shorten",
    "summarize",
    "syntax",
]

# Where each name lives. It is imported when it is first asked for (PEP 562), so that
# `import storysum` costs next to nothing.
_HOMES = {
    **dict.fromkeys(("digest", "headline", "load", "quotes", "read", "shorten", "summarize"), "storysum.api"),
    **dict.fromkeys(("BackendError", "CorpusError", "InputError", "StorysumError"), "storysum.errors"),
    **dict.fromkeys(("HEADLINE", "MEDIUM", "SHORT", "Budget"), "storysum.model.budget"),
    **dict.fromkeys(("Digest", "Summary"), "storysum.model.summary"),
    "Article": "storysum.model.article",
    "Quote": "storysum.model.quote",
    "Span": "storysum.model.span",
}


def __getattr__(name: str) -> Any:
    if name in ("backends", "syntax"):
        return import_module(f"storysum.{name}")
    if name in _HOMES:
        found = getattr(import_module(_HOMES[name]), name)
        globals()[name] = found
        return found
    raise AttributeError(f"module 'storysum' has no attribute {name!r}")


def __dir__() -> list[str]:
    return list(__all__)
