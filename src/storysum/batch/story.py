"""What a source of a batch gives: a story, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from attrs import frozen

from storysum.files import OpenFile
from storysum.sources import Raw

__all__ = ["LONGEST", "Names", "Source", "Story", "is_utf8", "listed", "story_from"]

LONGEST = 64 * 2**20
"""Bytes that one story may have; a longer one is a failure and is never held in memory as a whole."""


@frozen
class Story:
    """A story as its source has it, or why the source cannot give it.

    Attributes:
        id: What the source calls it; its line or row where it has no name.
        text: The story.
        title: Its title, if the source has one.
        error: What is wrong with it.
        raw: Its bytes, where it is no plain text; who does the work takes the text out.
    """

    id: str
    text: str = ""
    title: str | None = None
    error: str | None = None
    raw: Raw | None = None


@frozen
class Names:
    """What the fields or columns are called."""

    id: str = "id"
    text: str = "text"
    title: str = "title"


class Source(Protocol):
    """Something that stories come out of, always in the same order."""

    def files(self) -> Iterable[OpenFile]:
        """The files that it reads."""
        ...

    def stories(self) -> Iterator[Story]:
        """The stories, from the first."""
        ...

    def share(self) -> float | None:
        """How much of it has been read, from 0 to 1; None where nobody knows."""
        ...


def story_from(values: dict[str, Any], names: Names, otherwise: str) -> Story:
    """The story in the fields of a row; `otherwise` is what it is called where it has no name."""
    given = values.get(names.id)
    name = otherwise if given is None or isinstance(given, (dict, list)) else str(given)
    text, title = values.get(names.text), values.get(names.title)
    if names.text not in values:
        return Story(name, error=f"no field {names.text!r}: there are {listed(values)}")
    if not isinstance(text, str):
        return Story(name, error=f"no text in {names.text!r}: it is {type(text).__name__}")
    return Story(name, text, title if isinstance(title, str) and title.strip() else None)


def is_utf8(text: str) -> bool:
    """Whether a text that was decoded with `surrogateescape` was UTF-8."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def listed(names: Iterable[str]) -> str:
    """The names of fields, shortened where they are many."""
    return ", ".join(names)[:200] or "none"
