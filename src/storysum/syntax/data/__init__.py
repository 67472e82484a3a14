"""Word lists of the syntax, one file each: a line a word, `#` begins a comment, the source stands on line one."""

from __future__ import annotations

from functools import cache
from importlib import resources

__all__ = ["lines"]


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a list, in the order of the file, without comments and blank ones.

    >>> "Dr" in lines("abbreviations")
    True
    """
    file = resources.files(__package__).joinpath(f"{name}.txt")
    stripped = (line.partition("#")[0].strip() for line in file.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in stripped if line)
