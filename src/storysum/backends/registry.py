"""Which backends there are, by name; a backend's code is imported when it is asked for."""

from __future__ import annotations

import inspect
from importlib import import_module, metadata
from threading import Lock
from typing import Any

from attrs import frozen

from storysum.backends.base import Backend
from storysum.errors import BackendError, InputError, MissingDependency, UnknownBackend, nearest

__all__ = ["GROUP", "Entry", "available", "describe", "get", "register"]

GROUP = "storysum.backends"
"""The entry points that a plug-in declares: `name = "package.module:Class"`."""


@frozen
class Entry:
    """Where a backend's class is, what it needs installed, and who brought it."""

    target: str | type[Backend]
    needs: tuple[str, ...] = ()
    source: str = "storysum"


_NUMPY = ("numpy", "scipy")
_SUMY = ("sumy", "nltk")
_BUILT_IN = {
    "blend": Entry("storysum.backends.blend:Blend", _NUMPY),
    "lead": Entry("storysum.backends.lead:Lead"),
    "random": Entry("storysum.backends.chance:Random"),
    "lsa": Entry("storysum.backends.lsa:LSA", _NUMPY),
    "textrank": Entry("storysum.backends.textrank:TextRank", _NUMPY),
    "quote-first": Entry("storysum.backends.quote_first:QuoteFirst", _NUMPY),
    "sumy-edmundson": Entry("storysum.backends.from_sumy:SumyEdmundson", _SUMY),
    "sumy-kl": Entry("storysum.backends.from_sumy:SumyKL", _SUMY),
    "sumy-lex-rank": Entry("storysum.backends.from_sumy:SumyLexRank", _SUMY),
    "sumy-lsa": Entry("storysum.backends.from_sumy:SumyLSA", _SUMY),
    "sumy-luhn": Entry("storysum.backends.from_sumy:SumyLuhn", _SUMY),
    "sumy-reduction": Entry("storysum.backends.from_sumy:SumyReduction", _SUMY),
    "sumy-sum-basic": Entry("storysum.backends.from_sumy:SumySumBasic", _SUMY),
    "sumy-text-rank": Entry("storysum.backends.from_sumy:SumyTextRank", _SUMY),
}
_registered: dict[str, Entry] = {}
_lock = Lock()


def available() -> tuple[str, ...]:
    """The names of all backends, sorted: built in, registered, and those of installed plug-ins.

    Nothing is imported to tell; that a plug-in is listed does not say that it works.
    """
    return tuple(sorted({**_plug_ins(), **_registered, **_BUILT_IN}))


def get(name: str, **options: Any) -> Backend:
    """The backend of that name, made with these options.

    Raises:
        UnknownBackend: If nobody knows the name; the message suggests the nearest.
        InputError: If it does not take such an option, or the option's value is wrong.
        MissingDependency: If a package that it needs is not installed.
        BackendError: If a plug-in cannot be loaded; the message says which.

    >>> get("random", seed=3)
    Random(seed=3)
    """
    kind = _load(name, _find(name))
    known = _options(kind)
    for option in options:
        if option not in known:
            takes = nearest(option, known) if known else "it takes none"
            raise InputError(f"backend {name!r} has no option {option!r}: {takes}")
    return kind(**options)


def describe(name: str) -> str:
    """What a backend is and takes, in a line; of a broken one, what is wrong with it.

    Raises:
        UnknownBackend: If nobody knows the name.

    >>> describe("random")
    'Each sentence of the body has a random score in [0, 1); list items score nothing. (seed=0)'
    """
    entry = _find(name)
    try:
        kind = _load(name, entry)
    except BackendError as error:
        return str(error)
    taken = ", ".join(f"{key}={one.default!r}" for key, one in _options(kind).items())
    told = (inspect.getdoc(kind) or f"By {entry.source}.").partition("\n\n")[0].replace("\n", " ")
    return f"{told} ({taken})" if taken else told


def register(name: str, target: str | type[Backend], *, replace: bool = False) -> None:
    """Make a backend known for the rest of this process.

    Args:
        name: What to ask for it by; the class carries the same as its `name`.
        target: The class, or where it is: "package.module:Class". It is imported on use.
        replace: Take the name even where another backend has it.

    Raises:
        InputError: If the name is taken, or the target is neither.
    """
    if isinstance(target, str):
        module, colon, attribute = target.partition(":")
        if not (module and colon and attribute):
            raise InputError(f"register({name!r}, {target!r}): a target reads 'package.module:Class'")
    elif not isinstance(target, type):
        raise InputError(f"register({name!r}, …): give a class or 'package.module:Class', not {target!r}")
    if not isinstance(name, str) or not name or any(mark in name for mark in "|: \t\n"):
        raise InputError(f"register({name!r}, …): a name is not empty and has no space, bar or colon")
    with _lock:
        taken = _registered.get(name) or _BUILT_IN.get(name)
        if taken and taken.target != target and not replace:
            raise InputError(f"register({name!r}, …): {taken.source} has a backend of that name; choose another")
        _registered[name] = Entry(target, source="this process")


def _options(kind: type[Backend]) -> dict[str, inspect.Parameter]:
    """What the class takes when it is made."""
    parameters = inspect.signature(kind).parameters
    return {key: one for key, one in parameters.items() if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)}


def _find(name: str) -> Entry:
    if not isinstance(name, str):
        raise InputError(f"a backend is asked for by its name, not by {name!r}")
    entry = _registered.get(name) or _BUILT_IN.get(name) or _plug_ins().get(name)
    if entry is None:
        raise UnknownBackend(f"no backend {name!r}: {nearest(name, available())}")
    return entry


def _plug_ins() -> dict[str, Entry]:
    """What installed packages declare. Of two that want one name, the first by package has it."""
    found: dict[str, Entry] = {}
    points = metadata.entry_points(group=GROUP)
    for point in sorted(points, key=lambda point: (point.name, point.dist.name if point.dist else "")):
        source = f"the package {point.dist.name}" if point.dist else "a package"
        found.setdefault(point.name, Entry(point.value, source=source))
    return found


def _load(name: str, entry: Entry) -> type[Backend]:
    kind = entry.target if isinstance(entry.target, type) else _imported(name, entry.target, entry)
    called = getattr(kind, "name", None)
    if called != name or not callable(getattr(kind, "rank", None)):
        raise BackendError(
            f"backend {name!r} of {entry.source} is not one: it needs a method rank(article) "
            f"and the class variable name = {name!r} (it has {called!r})"
        )
    return kind


def _imported(name: str, target: str, entry: Entry) -> type[Backend]:
    module, _, attribute = target.partition(":")
    try:
        found: Any = import_module(module)
        for part in attribute.split("."):
            found = getattr(found, part)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in entry.needs:
            raise MissingDependency(
                f"backend {name!r} needs {error.name}: pip install {' '.join(entry.needs)}", name=error.name
            ) from error
        raise _broken(name, entry, error) from error
    except Exception as error:
        raise _broken(name, entry, error) from error
    return found  # type: ignore[no-any-return]  # whatever the target names; _load checks it


def _broken(name: str, entry: Entry, error: Exception) -> BackendError:
    return BackendError(
        f"backend {name!r} of {entry.source} cannot be loaded from {entry.target!r}: {type(error).__name__}: {error}"
    )
