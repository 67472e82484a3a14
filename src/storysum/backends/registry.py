"""Which backends there are, by name; a backend's code is imported when it is asked for."""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from pkgutil import resolve_name
from threading import Lock
from typing import Any

from storysum.backends.base import Backend
from storysum.errors import BackendError, InputError, MissingDependency, StorysumError, UnknownBackend, message, nearest

GROUP = "storysum.backends"
"""The entry points that a plug-in declares: `name = "package.module:Class"`."""

Target = str | type[Backend]
"""A backend's class, or where it is: "package.module:Class"."""

_OURS, _HERE = "storysum", "this process"  # who brought a backend
_SUMY = ("Edmundson", "KL", "Lex-Rank", "LSA", "Luhn", "Reduction", "Sum-Basic", "Text-Rank")
_BUILT_IN: dict[str, Target] = {
    "blend": "storysum.backends.blend:Blend",
    "lead": "storysum.backends.baselines:Lead",
    "random": "storysum.backends.baselines:Random",
    "lsa": "storysum.backends.lsa:LSA",
    "textrank": "storysum.backends.textrank:TextRank",
    "quote-first": "storysum.backends.quote_first:QuoteFirst",
    **{f"sumy-{one.lower()}": f"storysum.backends.from_sumy:Sumy{one.replace('-', '')}" for one in _SUMY},
}
_ASKING: dict[str, Target] = {"embedding": "storysum.backends.embedding:Embedding", "llm": "storysum.backends.llm:LLM"}
WITH_A_MODEL = tuple(_ASKING)
"""Those that `get` makes only with a model named, and an extra installed: nobody runs them without wanting to."""
_KNOWN = {**_BUILT_IN, **_ASKING}
_registered: dict[str, Target] = {}
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
    kind, source, known = _load(name)
    for option in options:
        if option not in known:
            takes = nearest(option, known) if known else "it takes none"
            raise InputError(f"backend {name!r} has no option {option!r}: {takes}")
    for option, one in known.items():
        if one.default is one.empty and option not in options:
            how = f"get({name!r}, {option}=…), or --option {option}=…"
            raise InputError(f"backend {name!r} is made with {option}: {how}")
    with _errors_named(name, source, "made"):
        return kind(**options)


def describe(name: str) -> str:
    """What a backend is and takes, in a line; of a broken or unknown one, what is wrong with it."""
    try:
        kind, source, known = _load(name)
        with _errors_named(name, source, "described"):
            plain = (type(None), str, int, float, tuple)
            taken = [key for key, one in known.items() if one.default is one.empty]
            taken += [f"{key}={one.default!r}" for key, one in known.items() if isinstance(one.default, plain)]
            told = (inspect.getdoc(kind) or f"By {source}.").partition("\n\n")[0].replace("\n", " ")
    except BackendError as error:
        return str(error)
    told += f" ({', '.join(taken)})" if taken else ""
    if source in (_OURS, _HERE) and name in (others := _plug_ins()):
        told += f" [{next(iter(others[name].values()))} has a backend of that name too, which is not used]"
    return told


def register(name: str, target: Target, *, replace: bool = False) -> None:
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
        if taken and taken != target and not replace:
            source = _HERE if name in _registered else _OURS
            raise InputError(f"register({name!r}, …): {source} has a backend of that name; choose another")
        _registered[name] = target


def _find(name: str) -> tuple[Target, str]:
    """Where a backend is, and who brought it."""
    if not isinstance(name, str):
        raise InputError(f"a backend is asked for by its name, not by {name!r}")
    if target := _registered.get(name):
        return target, _HERE
    if target := _KNOWN.get(name):
        return target, _OURS
    found = _plug_ins().get(name, {})
    if len(found) > 1:
        sources = " and in ".join(found.values())
        raise BackendError(f"backend {name!r} is in {sources}: uninstall all but one of them")
    for place, source in found.items():
        return place, source
    raise UnknownBackend(f"no backend {name!r}: {nearest(name, (*available(), *WITH_A_MODEL))}")


def _plug_ins() -> dict[str, dict[str, str]]:
    """What installed packages declare: by name the targets, each with who brings it, by the names of the packages."""
    from importlib import metadata  # it brings the parser of mails along

    found: dict[str, dict[str, str]] = {}
    points = metadata.entry_points(group=GROUP)
    told = sorted((one.dist.name if one.dist else "", one.name, one.value) for one in points)
    for package, name, target in told:
        found.setdefault(name, {}).setdefault(target, f"the package {package}" if package else "a package")
    return found


def _load(name: str) -> tuple[type[Backend], str, dict[str, inspect.Parameter]]:
    """The class, who brought it, and what it takes when it is made."""
    target, source = _find(name)
    with _errors_named(name, source, f"loaded from {target!r}"):
        kind = target if isinstance(target, type) else _loaded(name, target, source)
        called = getattr(kind, "name", None)
        if called != name or not callable(getattr(kind, "rank", None)):
            raise BackendError(
                f"backend {name!r} of {source} is not one: it needs a method rank(article) "
                f"and the class variable name = {name!r} (it has {called!r})"
            )
        taken = inspect.signature(kind).parameters.items()
        known = {key: one for key, one in taken if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)}
    return kind, source, known


def _loaded(name: str, target: str, source: str) -> Any:
    if source == _OURS:
        return resolve_name(target)
    from importlib.metadata import EntryPoint  # as above; it knows every form of an entry point

    return EntryPoint(name, target, GROUP).load()


@contextmanager
def _errors_named(name: str, source: str, what: str) -> Iterator[None]:
    """Whatever the code of a plug-in raises, SystemExit included, becomes a BackendError that names it."""
    try:
        yield
    except StorysumError:
        raise
    except (Exception, SystemExit, KeyboardInterrupt) as error:
        if isinstance(error, KeyboardInterrupt) and source == _OURS:
            raise  # somebody at the keyboard
        if isinstance(error, ModuleNotFoundError) and error.name and source == _OURS:
            told = f"backend {name!r} needs {error.name}: pip install {error.name.partition('.')[0]}"
            raise MissingDependency(told, name=error.name) from error
        raise BackendError(f"backend {name!r} of {source} cannot be {what}: {message(error)}") from error
