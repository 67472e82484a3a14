"""Stories, and the files that have many: JSON Lines and CSV. What is broken costs its story, which has an `error`."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any, BinaryIO

from attrs import define, field, frozen

from storysum.errors import InputError
from storysum.files import OpenFile, compressed, opened, standard_input
from storysum.sources import Raw

LONGEST = 64 * 2**20
"""Bytes that one story may have; a longer one is a failure and is never held in memory as a whole."""
# What stands for a byte that is not UTF-8.
_UNDECODED = re.compile("[\udc80-\udcff]")


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


def story_from(values: Mapping[str, Any], names: Names, otherwise: str) -> Story:
    """The story in the fields of a row; `otherwise` is what it is called where it has no name."""
    given = values.get(names.id)
    name = otherwise if given is None or isinstance(given, (dict, list)) else str(given)
    text, title = values.get(names.text), values.get(names.title)
    if names.text not in values:
        return Story(name, error=f"no field {names.text!r}: there are {listed(values)}")
    if not isinstance(text, str):
        return Story(name, error=f"no text in {names.text!r}: it is {type(text).__name__}")
    return Story(name, text, title if isinstance(title, str) and title.strip() else None)


def story_of_line(number: int, line: bytes, names: Names) -> Story:
    """The story of a line of JSON, or what is wrong with it."""
    name = f"line {number}"
    try:
        # utf-8-sig: the first line may begin with a byte order mark.
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return Story(name, error=f"byte {error.start} is not UTF-8")
    except (ValueError, RecursionError) as error:
        return Story(name, error=f"not JSON: {str(error)[:100]}")
    if not isinstance(value, dict):
        return Story(name, error="not an object of JSON")
    return story_from(value, names, name)


def listed(names: Iterable[str]) -> str:
    """The names of fields, shortened where they are many."""
    return ", ".join(names)[:200] or "none"


@define(eq=False)
class JsonLines:
    """A file with an object of JSON on each line; standard input where there is no path."""

    path: Path | None
    names: Names
    longest: int = LONGEST
    share: float | None = field(default=None, init=False)

    def files(self) -> Iterable[OpenFile]:
        """The one file."""
        return (self.path or 0,)

    def stories(self) -> Iterator[Story]:
        """A story for each line that is not blank."""
        with opened(self.path) if self.path else nullcontext(standard_input()) as file:
            yield from self._lines(file)

    def _lines(self, file: BinaryIO) -> Iterator[Story]:
        for number, line in enumerate(iter(lambda: file.readline(self.longest + 1), b""), start=1):
            self.share = _share(file)
            if number == 1 and (why := compressed(line)):
                raise InputError(f"standard input: {why}")
            if len(line) > self.longest and not line.endswith(b"\n"):
                while (rest := file.readline(2**20)) and not rest.endswith(b"\n"):
                    pass
                yield Story(f"line {number}", error=f"longer than {self.longest} bytes")
            elif line.strip():
                yield story_of_line(number, line, self.names)


@define(eq=False)
class CsvFile:
    """A table with a heading line; with tabs where its name ends so.

    A row that is not CSV, or has another number of fields than the heading, costs its first line
    only: the lines behind it, which a quotation mark that never closes takes in, are read again.
    """

    path: Path
    names: Names
    longest: int = LONGEST
    share: float | None = field(default=None, init=False)

    def files(self) -> Iterable[OpenFile]:
        """The one file."""
        return (self.path,)

    def stories(self) -> Iterator[Story]:
        """A story for each row."""
        # The limit belongs to the csv module as a whole; it is only ever raised.
        csv.field_size_limit(max(csv.field_size_limit(), self.longest))
        with (
            opened(self.path) as file,
            # Without translation: a line may end with CR, LF or both.
            io.TextIOWrapper(file, "utf-8-sig", "surrogateescape", newline="") as text,
        ):
            rows = self._rows(text)
            heading, why = next(rows, ([], None))
            if why is not None or self.names.text not in heading:
                there = why or f"there are {listed(heading)}"
                raise InputError(f"{self.path}: no column {self.names.text!r} in its first line: {there}")
            for number, (row, why) in enumerate(filter(any, rows), start=1):
                self.share = _share(file)
                if why is None and any(map(_UNDECODED.search, row)):
                    why = "not UTF-8"
                if why is not None:
                    yield Story(f"row {number}", error=why)
                    continue
                values: dict[str, Any] = dict(zip(heading, row, strict=True))
                values[self.names.id] = values.get(self.names.id) or None
                yield story_from(values, self.names, f"row {number}")

    def _rows(self, text: io.TextIOWrapper) -> Iterator[tuple[list[str], str | None]]:
        """Each row, empty where its line is, and what is wrong with it."""
        lines: list[str] = []  # of this row
        again: deque[str] = deque()  # lines that are to be read again

        def fed() -> Iterator[str]:
            size = 0
            while line := again.popleft() if again else text.readline(self.longest + 1):
                size += len(line)
                lines.append(line)
                if size > self.longest:
                    while len(lines) == 1 and not line.endswith(("\n", "\r")) and line:
                        line = text.readline(2**20)
                    raise InputError(f"longer than {self.longest} characters, or a quotation mark that never closes")
                yield line

        delimiter = "\t" if self.path.suffix.lower() == ".tsv" else ","
        fields = 0
        while True:
            lines.clear()
            row: list[str] = []
            why = None
            try:
                row = next(csv.reader(fed(), delimiter=delimiter, strict=True), [])
                if fields and row and len(row) != fields:
                    why = f"{len(row)} fields, the first line has {fields}"
            except csv.Error as error:
                why = f"not CSV: {error} (a quotation mark that opens a field closes it; inside it is doubled)"
            except InputError as error:
                why = str(error)
            if not lines:
                return
            if why is not None:
                again.extendleft(reversed(lines[1:]))
            fields = fields or len(row)
            yield row, why


def _share(file: BinaryIO) -> float | None:
    """How much of a file has been read, from 0 to 1; None where nobody knows."""
    try:
        return file.tell() / os.fstat(file.fileno()).st_size
    except (OSError, ZeroDivisionError):  # a pipe, a device
        return None
