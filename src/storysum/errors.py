"""Everything that storysum raises on purpose, drawn once.

::

    StorysumError
    ├── InputError (ValueError)              not text, undecodable bytes, a cap below one
    ├── BackendError
    │   ├── UnknownBackend (LookupError)     lists the known names, suggests the nearest
    │   ├── MissingDependency (ImportError)  names the extra to install
    │   └── BadRanking (ValueError)          wrong length or not finite: names the backend
    └── CorpusError (ValueError)             names the file and the line

Each error is also the builtin that a caller would catch, and each message says what to do next.
"""

import difflib
from collections.abc import Iterable
from importlib import import_module
from typing import Any

_LONGEST_MESSAGE = 500


class StorysumError(Exception):
    """The base class of all errors that storysum raises on purpose."""


class InputError(StorysumError, ValueError):
    """The input cannot be summarized as it is; the message says what to change."""


class BackendError(StorysumError):
    """A backend could not do its work."""


class UnknownBackend(BackendError, LookupError):
    """No backend has that name."""


class MissingDependency(BackendError, ImportError):
    """A backend needs a package that is not installed."""


class BadRanking(BackendError, ValueError):
    """A backend did not give one finite score for each sentence."""


class CorpusError(StorysumError, ValueError):
    """A corpus has a line that cannot be used: the message names the file and the line."""


def nearest(name: str, known: Iterable[str]) -> str:
    """The tail of a message about an unknown name: the nearest known one, and all of them.

    >>> nearest("textrnk", ["lsa", "textrank"])
    'did you mean textrank? Known: lsa, textrank'
    >>> nearest("xyz", ["lsa", "textrank"])
    'known: lsa, textrank'
    """
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1)
    told = f"did you mean {close[0]}? Known" if close else "known"
    return f"{told}: {', '.join(names)}"


def needed(module: str, told: str) -> Any:
    """A module of a package that an extra brings, imported now; what is told where it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingDependency(told, name=module.partition(".")[0]) from error


def message(error: BaseException) -> str:
    """One line about what went wrong, whatever the exception makes of being asked.

    >>> message(ValueError("no    luck"))
    'ValueError: no luck'
    """
    try:
        said = " ".join(str(error).encode("utf-8", "backslashreplace").decode("utf-8").split())
    except Exception:
        said = "(its message cannot be shown)"
    return f"{type(error).__name__}: {said}"[:_LONGEST_MESSAGE].rstrip(": ")
