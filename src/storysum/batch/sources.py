"""Stories in one file: JSON Lines and CSV. What is broken costs its story, which has an `error`."""

from __future__ import annotations

import csv
import io
import json
import os
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from attrs import define, field

from storysum.batch.story import LONGEST, Names, Story, is_utf8, listed, story_from
from storysum.errors import InputError
from storysum.files import OpenFile, compressed, opened, standard_input

__all__ = ["CsvFile", "JsonLines"]


@define(eq=False)
class JsonLines:
    """A file with an object of JSON on each line; standard input where there is no path."""

    path: Path | None
    names: Names
    longest: int = LONGEST
    _read: int = field(default=0, init=False)
    _size: int = field(default=0, init=False)

    def files(self) -> Iterable[OpenFile]:
        """The one file."""
        return (self.path or 0,)

    def stories(self) -> Iterator[Story]:
        """A story for each line that is not blank."""
        if self.path is None:
            yield from self._lines(standard_input())
            return
        with opened(self.path) as file:
            self._size = os.fstat(file.fileno()).st_size
            yield from self._lines(file)

    def share(self) -> float | None:
        """By bytes."""
        return self._read / self._size if self._size else None

    def _lines(self, file: BinaryIO) -> Iterator[Story]:
        number = 0
        while line := file.readline(self.longest + 1):
            number += 1
            self._read += len(line)
            if number == 1 and (why := compressed(line)):
                raise InputError(f"standard input: {why}")
            if len(line) > self.longest and not line.endswith(b"\n"):
                self._skip(file)
                yield Story(f"line {number}", error=f"longer than {self.longest} bytes")
            elif line.strip():
                yield self.story(number, line)

    def _skip(self, file: BinaryIO) -> None:
        while rest := file.readline(2**20):
            self._read += len(rest)
            if rest.endswith(b"\n"):
                return

    def story(self, number: int, line: bytes) -> Story:
        """The story of one line, or what is wrong with it."""
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
        return story_from(value, self.names, name)


@define(eq=False)
class CsvFile:
    """A table with a heading line; with tabs where its name ends so.

    A row that is not CSV, or has another number of fields than the heading, costs its first line
    only: the lines behind it, which a quotation mark that never closes takes in, are read again.
    """

    path: Path
    names: Names
    longest: int = LONGEST
    _file: BinaryIO | None = field(default=None, init=False)
    _size: int = field(default=0, init=False)
    # Lines that are to be read again.
    _again: deque[str] = field(factory=deque, init=False)

    def files(self) -> Iterable[OpenFile]:
        """The one file."""
        return (self.path,)

    def stories(self) -> Iterator[Story]:
        """A story for each row."""
        # The limit belongs to the csv module as a whole; it is only ever raised.
        csv.field_size_limit(max(csv.field_size_limit(), self.longest))
        with opened(self.path) as self._file:
            self._size = os.fstat(self._file.fileno()).st_size
            # Without translation: a line may end with CR, LF or both.
            text = io.TextIOWrapper(self._file, "utf-8-sig", "surrogateescape", newline="")
            heading, why = self._row(text) or ([], None)
            if why is not None or self.names.text not in heading:
                there = why or f"there are {listed(heading)}"
                raise InputError(f"{self.path}: no column {self.names.text!r} in its first line: {there}")
            number = 0
            while (found := self._row(text, len(heading))) is not None:
                row, why = found
                if row or why:
                    number += 1
                    yield self._story(f"row {number}", heading, row, why)

    def share(self) -> float | None:
        """By bytes."""
        return self._file.tell() / self._size if self._file and not self._file.closed and self._size else None

    def _row(self, text: io.TextIOWrapper, fields: int = 0) -> tuple[list[str], str | None] | None:
        """The next row, empty where its line is, and what is wrong with it; None at the end."""
        lines: list[str] = []
        row: list[str] = []
        why = None
        try:
            row = next(csv.reader(self._fed(text, lines), delimiter=self._delimiter, strict=True), [])
            if fields and row and len(row) != fields:
                why = f"{len(row)} fields, the first line has {fields}"
        except csv.Error as error:
            why = f"not CSV: {error} (a quotation mark that opens a field closes it; inside it is doubled)"
        except InputError as error:
            why = str(error)
        if why is not None:
            self._again.extendleft(reversed(lines[1:]))
        return (row, why) if lines else None

    @property
    def _delimiter(self) -> str:
        return "\t" if self.path.suffix.lower() == ".tsv" else ","

    def _fed(self, text: io.TextIOWrapper, lines: list[str]) -> Iterator[str]:
        """Lines for one row, which are noted, as long as they are not too long together."""
        size = 0
        while line := self._again.popleft() if self._again else text.readline(self.longest + 1):
            size += len(line)
            lines.append(line)
            if size > self.longest:
                while len(lines) == 1 and not line.endswith(("\n", "\r")) and line:
                    line = text.readline(2**20)
                raise InputError(f"longer than {self.longest} characters, or a quotation mark that never closes")
            yield line

    def _story(self, name: str, heading: list[str], row: list[str], why: str | None) -> Story:
        if why is not None:
            return Story(name, error=why)
        if not all(map(is_utf8, row)):
            return Story(name, error="not UTF-8")
        values: dict[str, Any] = {key: value or None for key, value in zip(heading, row, strict=True)}
        return story_from({**values, self.names.text: values[self.names.text] or ""}, self.names, name)
