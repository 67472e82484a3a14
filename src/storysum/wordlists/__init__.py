"""Word lists that several layers read: a line a word, `#` begins a comment, the source stands on line one."""

from __future__ import annotations

from functools import cache
from importlib import resources

__all__ = ["abbreviations", "keep_their_stop", "lines"]


@cache
def lines(name: str, package: str = "storysum.wordlists") -> tuple[str, ...]:
    """The lines of a list, in the order of the file, without comments and blank ones.

    >>> "can not" in lines("contractions")
    True
    """
    file = resources.files(package).joinpath(f"{name}.txt")
    stripped = (line.partition("#")[0].strip() for line in file.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in stripped if line)


@cache
def abbreviations() -> dict[str, str]:
    """What is written with a full stop, without it, and what each says about the words after it.

    >>> abbreviations()["etc"], abbreviations()["capt"]
    ('measure', '')
    """
    return {word: said for word, _, said in (line.partition(" ") for line in lines("abbreviations"))}


@cache
def keep_their_stop() -> frozenset[str]:
    """The forms that are one word with their stop wherever they stand: Capt, CAPT and capt, Mass but not mass.

    >>> {"Capt", "etc", "Mass"} <= keep_their_stop(), {"no", "in", "mass"} & keep_their_stop()
    (True, set())
    """
    found: set[str] = set()
    for word, said in abbreviations().items():
        if said not in ("number", "counted") and "." not in word:
            small = word[0].islower()
            found |= {word, word.capitalize()} if small else {word}
            if small and not said and len(word) < 5:
                found.add(word.upper())
    return frozenset(found)
