"""How a sentence is read: `words` cuts a text, `parse` and `parse_words` say what depends on what."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storysum.model.parse import Parse
    from storysum.syntax.parsing import parse, parse_words
    from storysum.syntax.tokenizer import words

__all__ = ["Parse", "parse", "parse_words", "words"]

# Imported when first asked for, so that numpy is.
_HOMES = {
    "Parse": "storysum.model.parse",
    "parse": "storysum.syntax.parsing",
    "parse_words": "storysum.syntax.parsing",
    "words": "storysum.syntax.tokenizer",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'storysum.syntax' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
