"""A line of text that says which backend, with which parameters: enough to make it again."""

import dataclasses
import json
import re
from collections.abc import Iterator
from types import NoneType
from typing import Any

import attrs

from storysum.backends.base import Backend
from storysum.backends.registry import get
from storysum.errors import InputError
from storysum.version import __version__

_BARE = re.compile(r"[A-Za-z_][\w.+-]*\Z", re.ASCII)
_LITERALS = frozenset({"true", "false", "null", "NaN", "Infinity", "True", "False", "None"})


def signature(backend: Backend) -> str:
    """The backend's name, its parameters in the order of its fields, and storysum's version.

    Raises:
        InputError: If a parameter is more than text, numbers, flags and lists of them.
    """
    parts = (f"{name}:{_written(backend, name, given)}" for name, given in _parameters(backend))
    return "|".join([backend.name, *parts, f"v:{__version__}"])


def from_signature(text: str, kind: type[Backend] | None = None) -> Backend:
    """The backend that `signature` described; the version in it is not compared.

    It is made from a class, where one is given, or else by its name; an InputError where the text is no signature.

    >>> from_signature("random|seed:7|v:0.1.0")
    Random(seed=7)
    """
    name, *parts = text.split("|")
    options: dict[str, Any] = {}
    for part in parts:
        key, colon, written = part.partition(":")
        if not (name and key and colon):
            raise InputError(f"not a signature: {text!r} (it reads name|parameter:value|…|v:version)")
        options[key] = value(written)
    options.pop("v", None)
    return get(name, **options) if kind is None else kind(**options)


def value(written: str) -> Any:
    """A parameter as it stands in a signature or on a command line.

    >>> value("0.85"), value("true"), value("tf"), value('["a", "b"]')
    (0.85, True, 'tf', ('a', 'b'))
    """
    try:
        return _frozen(json.loads(written))
    except ValueError:
        return {"True": True, "False": False, "None": None}.get(written, written)


def _parameters(backend: Backend) -> Iterator[tuple[str, Any]]:
    """Names and values of what the class takes when it is made.

    An attrs field whose metadata have `named` may hold an object, of which only the class is told.
    """
    kind = type(backend)
    if attrs.has(kind):
        for one in attrs.fields(kind):
            given = getattr(backend, one.name, None)
            if one.init:
                named = one.metadata.get("named", False) and not _plain(given)
                yield one.alias, f"{type(given).__module__}.{type(given).__qualname__}" if named else given
    elif dataclasses.is_dataclass(kind):
        yield from ((one.name, getattr(backend, one.name)) for one in dataclasses.fields(kind) if one.init)


def _written(backend: Backend, name: str, given: object) -> str:
    if isinstance(given, str) and _BARE.match(given) and given not in _LITERALS:
        return given
    if not _plain(given):
        wanted = "parameters are text, numbers, flags, None, or tuples of these"
        raise InputError(f"backend {backend.name!r}: {name}={given!r} cannot stand in a signature: {wanted}")
    # A bar would end the parameter; JSON lets us write it another way.
    return json.dumps(given, ensure_ascii=False, separators=(",", ":")).replace("|", "\\u007c")


def _plain(given: object) -> bool:
    return all(map(_plain, given)) if isinstance(given, tuple) else isinstance(given, (str, int, float, NoneType))


def _frozen(loaded: object) -> object:
    return tuple(map(_frozen, loaded)) if isinstance(loaded, list) else loaded
