"""Which backends there are, by name; a backend's code is imported when it is asked for."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from threading import Lock
from typing import Any

from attrs import evolve, frozen

from storysum.backends.base import Backend
from storysum.errors import BackendError, InputError, MissingDependency, StorysumError, UnknownBackend, message, nearest

GROUP = "storysum.backends"
"""The entry points that a plug-in declares: `name = "package.module:Class"`."""


@frozen
class Entry:
    """Where a backend's class is, what it needs installed, who brought it, and who else claims its name."""

    target: str | type[Backend]
    needs: tuple[str, ...] = ()
    source: str = "storysum"
    others: tuple[str, ...] = ()


_NUMPY = ("numpy", "scipy")
_SUMY = ("Edmundson", "KL", "Lex-Rank", "LSA", "Luhn", "Reduction", "Sum-Basic", "Text-Rank")
_BUILT_IN = {
    "blend": Entry("storysum.backends.blend:Blend", _NUMPY),
    "lead": Entry("storysum.backends.baselines:Lead"),
    "random": Entry("storysum.backends.baselines:Random"),
    "lsa": Entry("storysum.backends.lsa:LSA", _NUMPY),
    "textrank": Entry("storysum.backends.textrank:TextRank", _NUMPY),
    "quote-first": Entry("storysum.backends.quote_first:QuoteFirst", _NUMPY),
    **{
        f"sumy-{one.lower()}": Entry(f"storysum.backends.from_sumy:Sumy{one.replace('-', '')}", ("sumy", "nltk"))
        for one in _SUMY
    },
}
_ASKING = {
    "embedding": Entry("storysum.backends.embedding:Embedding", _NUMPY),
    "llm": Entry("storysum.backends.llm:LLM", _NUMPY),
}
WITH_A_MODEL = tuple(_ASKING)
"""Those that `get` makes only with a model named, and an extra installed: nobody runs them without wanting to."""
_KNOWN = {**_BUILT_IN, **_ASKING}
_registered: dict[str, Entry] = {}
_lock = Lock()


def available() -> tuple[str, ...]:
    """The names of all backends, sorted: built in, registered, and those of installed plug-ins.

    Not those that need a model to be named (`WITH_A_MODEL`): installing an extra changes nothing. Nothing is
    imported to tell; that a plug-in is listed does not say that it works.
    """
    return tuple(sorted({**_plug_ins(), **_registered, **_BUILT_IN}))


def get(name: str, **options: Any) -> Backend:
    """The backend of that name, made with these options.

    Raises:
        UnknownBackend: If nobody knows the name; the message suggests the nearest.
        InputError: If it does not take such an option, or the option's value is wrong.
        BackendError: If a package that it needs is missing, or a plug-in is broken; the message says which.

    >>> get("random", seed=3)
    Random(seed=3)
    """
    entry = _find(name)
    kind, known = _load(name, entry)
    for option in options:
        if option not in known:
            takes = nearest(option, known) if known else "it takes none"
            raise InputError(f"backend {name!r} has no option {option!r}: {takes}")
    for option, one in known.items():
        if one.default is one.empty and option not in options:
            how = f"get({name!r}, {option}=…), or --option {option}=…"
            raise InputError(f"backend {name!r} is made with {option}: {how}")
    with _contained(name, entry, "made"):
        return kind(**options)


def describe(name: str) -> str:
    """What a backend is and takes, in a line; of a broken one, what is wrong with it."""
    entry, plug_in = _find(name), _plug_ins().get(name)
    try:
        kind, known = _load(name, entry)
        with _contained(name, entry, "described"):
            plain = (type(None), str, int, float, tuple)
            taken = [key for key, one in known.items() if one.default is one.empty]
            taken += [f"{key}={one.default!r}" for key, one in known.items() if isinstance(one.default, plain)]
            told = (inspect.getdoc(kind) or f"By {entry.source}.").partition("\n\n")[0].replace("\n", " ")
    except BackendError as error:
        return str(error)
    told += f" ({', '.join(taken)})" if taken else ""
    if plug_in is not None and plug_in != entry:
        told += f" [{plug_in.source} has a backend of that name too, which is not used]"
    return told


def register(name: str, target: str | type[Backend], *, replace: bool = False) -> None:
    """Make a backend known for the rest of this process.

    Args:
        name: What to ask for it by; the class carries the same as its `name`.
        target: The class, or where it is: "package.module:Class". It is imported on use.
        replace: Take the name even where another backend has it.
    """
    named = isinstance(target, str) and all(target.partition(":"))
    if not (named or isinstance(target, type)):
        raise InputError(f"register({name!r}, …): give a class or 'package.module:Class', not {target!r}")
    if not isinstance(name, str) or not name or any(mark in name for mark in "|: \t\n"):
        raise InputError(f"register({name!r}, …): a name is not empty and has no space, bar or colon")
    with _lock:
        taken = _registered.get(name) or _KNOWN.get(name)
        if taken and taken.target != target and not replace:
            raise InputError(f"register({name!r}, …): {taken.source} has a backend of that name; choose another")
        _registered[name] = Entry(target, source="this process")


def _find(name: str) -> Entry:
    if not isinstance(name, str):
        raise InputError(f"a backend is asked for by its name, not by {name!r}")
    entry = _registered.get(name) or _KNOWN.get(name) or _plug_ins().get(name)
    if entry is None:
        raise UnknownBackend(f"no backend {name!r}: {nearest(name, (*available(), *WITH_A_MODEL))}")
    return entry


def _plug_ins() -> dict[str, Entry]:
    """What installed packages declare. Of two that want one name, the first by package, and the other is told."""
    found: dict[str, Entry] = {}
    points = [(point, (point.dist and point.dist.name) or "") for point in metadata.entry_points(group=GROUP)]
    for point, package in sorted(points, key=lambda one: (one[0].name, one[1], one[0].value)):
        source = f"the package {package}" if package else "a package"
        first = found.setdefault(point.name, Entry(point.value, source=source))
        if first.target != point.value:
            found[point.name] = evolve(first, others=(*first.others, source))
    return found


def _load(name: str, entry: Entry) -> tuple[type[Backend], dict[str, inspect.Parameter]]:
    """The class, and what it takes when it is made."""
    if entry.others:
        others = ", ".join(entry.others)
        raise BackendError(f"backend {name!r} is in {entry.source} and in {others}: uninstall all but one of them")
    with _contained(name, entry, f"loaded from {entry.target!r}"):
        target = entry.target
        kind = target if isinstance(target, type) else metadata.EntryPoint(name, target, GROUP).load()
        called = getattr(kind, "name", None)
        if called != name or not callable(getattr(kind, "rank", None)):
            raise BackendError(
                f"backend {name!r} of {entry.source} is not one: it needs a method rank(article) "
                f"and the class variable name = {name!r} (it has {called!r})"
            )
        taken = inspect.signature(kind).parameters.items()
        return kind, {key: one for key, one in taken if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)}


@contextmanager
def _contained(name: str, entry: Entry, what: str) -> Iterator[None]:
    """Whatever the code of a plug-in does, the end of Python included, is an error with its name."""
    try:
        yield
    except StorysumError:
        raise
    except (Exception, SystemExit, KeyboardInterrupt) as error:
        if isinstance(error, KeyboardInterrupt) and entry.source == "storysum":
            raise  # somebody at the keyboard
        missing = error.name if isinstance(error, ModuleNotFoundError) else None
        if (missing or "").partition(".")[0] in entry.needs:
            told = f"backend {name!r} needs {missing}: pip install {' '.join(entry.needs)}"
            raise MissingDependency(told, name=missing) from error
        raise BackendError(f"backend {name!r} of {entry.source} cannot be {what}: {message(error)}") from error
