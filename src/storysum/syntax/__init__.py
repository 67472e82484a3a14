"""The words of a text, and how each sentence's words hang together.

>>> from storysum import syntax
>>> [(word.start, word.end) for word in syntax.words("It's on.")]
[(0, 2), (2, 4), (5, 7), (7, 8)]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storysum.model.parse import Parse
    from storysum.syntax.tokenizer import words

__all__ = ["Parse", "words"]

# Where each name lives; it is imported when it is first asked for (PEP 562). No module here bears the name of a
# function: importing it would hide the function.
_HOMES = {"Parse": "storysum.model.parse", "words": "storysum.syntax.tokenizer"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        found = getattr(import_module(_HOMES[name]), name)
        globals()[name] = found
        return found
    raise AttributeError(f"module 'storysum.syntax' has no attribute {name!r}")


def __dir__() -> list[str]:
    return list(__all__)
