"""Where stories come from: JSON Lines, a folder of texts, CSV, Parquet; one at a time, broken ones included.

A source that is broken in one place costs that story: it becomes a `Story` with an `error`.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from attrs import define, field, frozen

from storysum.errors import InputError, MissingDependency

__all__ = ["LONGEST", "CsvFile", "Folder", "JsonLines", "Names", "ParquetFiles", "Source", "Story", "source"]

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
    """

    id: str
    text: str = ""
    title: str | None = None
    error: str | None = None


@frozen
class Names:
    """What the fields or columns are called."""

    id: str = "id"
    text: str = "text"
    title: str = "title"


class Source(Protocol):
    """Something that stories come out of, always in the same order."""

    def stories(self) -> Iterator[Story]:
        """The stories, from the first."""
        ...

    def share(self) -> float | None:
        """How much of it has been read, from 0 to 1; None where nobody knows."""
        ...


def source(path: Path | str, names: Names | None = None, *, form: str | None = None) -> Source:
    """The source at a path; what it is, its name tells.

    Args:
        path: A file, a folder, or "-" for standard input (JSON Lines).
        names: Of the fields; "id", "text" and "title" unless told.
        form: "jsonl", "csv", "parquet" or "texts", where the name does not tell.

    Raises:
        InputError: If nothing is there, or nobody can tell what it is.
        MissingDependency: If it is Parquet and pyarrow is not installed.
    """
    names = names or Names()
    if str(path) == "-":
        return JsonLines(None, names)
    path = Path(path)
    if not path.exists():
        raise InputError(f"{path}: nothing is there")
    kind = form or _kind(path)
    if kind in ("jsonl", "csv") and path.is_dir():
        raise InputError(f"{path}: this is a folder; a folder holds texts or Parquet")
    kinds: dict[str, Callable[[], Source]] = {
        "jsonl": lambda: JsonLines(path, names),
        "csv": lambda: CsvFile(path, names),
        "parquet": lambda: ParquetFiles.at(path, names),
        "texts": lambda: Folder.at(path),
    }
    if kind not in kinds:
        raise InputError(f"{path}: no source {kind!r}; one of {', '.join(kinds)}")
    return kinds[kind]()


_ENDINGS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".txt": "texts",
}


def _kind(path: Path) -> str:
    if path.is_dir():
        return "parquet" if any(path.glob("*.parquet")) else "texts"
    if path.suffix.lower() not in _ENDINGS:
        raise InputError(f"{path}: its name does not tell what it is: say --from jsonl, csv, parquet or texts")
    return _ENDINGS[path.suffix.lower()]


@define(eq=False)
class JsonLines:
    """A file with an object of JSON on each line; standard input where there is no path."""

    path: Path | None
    names: Names
    longest: int = LONGEST
    _read: int = field(default=0, init=False)
    _size: int = field(default=0, init=False)

    def stories(self) -> Iterator[Story]:
        """A story for each line that is not blank."""
        if self.path is None:
            yield from self._lines(sys.stdin.buffer)
            return
        with _opened(self.path) as file:
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
            if len(line) > self.longest and not line.endswith(b"\n"):
                self._skip(file)
                yield Story(f"line {number}", error=f"line {number} is longer than {self.longest} bytes")
            elif line.strip():
                yield self._story(number, line)

    def _skip(self, file: BinaryIO) -> None:
        while rest := file.readline(2**20):
            self._read += len(rest)
            if rest.endswith(b"\n"):
                return

    def _story(self, number: int, line: bytes) -> Story:
        name = f"line {number}"
        try:
            # utf-8-sig: the first line may begin with a byte order mark.
            value = json.loads(line.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            return Story(name, error=f"{name}: byte {error.start} is not UTF-8")
        except (ValueError, RecursionError) as error:
            return Story(name, error=f"{name} is not JSON: {str(error)[:100]}")
        if not isinstance(value, dict):
            return Story(name, error=f"{name} is not an object of JSON")
        return _from_fields(value, self.names, name)


@define(eq=False)
class CsvFile:
    """A table with a heading line; with tabs where its name ends so."""

    path: Path
    names: Names
    longest: int = LONGEST
    _read: int = field(default=0, init=False)
    _size: int = field(default=0, init=False)

    def stories(self) -> Iterator[Story]:
        """A story for each row."""
        # The limit belongs to the csv module as a whole; it is only ever raised.
        csv.field_size_limit(max(csv.field_size_limit(), self.longest))
        with _opened(self.path) as file:
            self._size = os.fstat(file.fileno()).st_size
            rows = csv.reader(self._lines(file), delimiter="\t" if self.path.suffix.lower() == ".tsv" else ",")
            heading = next(rows, [])
            if self.names.text not in heading:
                raise InputError(f"{self.path}: no column {self.names.text!r} in its first line")
            number = 0
            while True:
                number += 1
                try:
                    row = next(rows)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield Story(f"row {number}", error=f"row {number} is not CSV: {error}")
                    continue
                if row:
                    yield self._story(number, heading, row)

    def share(self) -> float | None:
        """By bytes."""
        return self._read / self._size if self._size else None

    def _lines(self, file: BinaryIO) -> Iterator[str]:
        first = True
        while line := file.readline(self.longest):
            self._read += len(line)
            yield line.decode("utf-8-sig" if first else "utf-8", "surrogateescape")
            first = False

    def _story(self, number: int, heading: list[str], row: list[str]) -> Story:
        name = f"row {number}"
        if len(row) != len(heading):
            return Story(name, error=f"{name} has {len(row)} fields, the first line {len(heading)}")
        values = dict(zip(heading, row, strict=True))
        if any("\udc80" <= character <= "\udcff" for value in row for character in value if character > "\ud7ff"):
            return Story(name, error=f"{name} is not UTF-8")
        return _from_fields(
            {key: value or None for key, value in values.items()} | {self.names.text: values[self.names.text]},
            self.names,
            name,
        )


@define(eq=False)
class ParquetFiles:
    """A Parquet file, or a folder of them in the order of their names."""

    paths: tuple[Path, ...]
    names: Names
    _total: int = field(default=0, init=False)
    _read: int = field(default=0, init=False)

    @classmethod
    def at(cls, path: Path, names: Names) -> ParquetFiles:
        """The files at a path.

        Raises:
            MissingDependency: If pyarrow is not installed.
        """
        _parquet()
        return cls(tuple(sorted(path.glob("*.parquet"))) if path.is_dir() else (path,), names)

    def stories(self) -> Iterator[Story]:
        """A story for each row; a file that cannot be read is one failure."""
        parquet = _parquet()
        for path in self.paths:
            try:
                with parquet.ParquetFile(path) as file:
                    self._total += file.metadata.num_rows
                    present = [
                        name
                        for name in (self.names.id, self.names.text, self.names.title)
                        if name in file.schema_arrow.names
                    ]
                    if self.names.text not in present:
                        raise InputError(f"{path}: no column {self.names.text!r}")
                    for batch in file.iter_batches(batch_size=128, columns=present):
                        for row in batch.to_pylist():
                            self._read += 1
                            yield _from_fields(row, self.names, f"row {self._read}")
            except InputError:
                raise
            except (OSError, ValueError) as error:
                yield Story(path.name, error=f"{path.name} is not whole Parquet: {str(error)[:200]}")

    def share(self) -> float | None:
        """By rows, where there is one file."""
        return self._read / self._total if self._total and len(self.paths) == 1 else None


@define(eq=False)
class Folder:
    """A text file, or a folder of files named `*.txt`, at any depth, in the order of their paths."""

    root: Path
    paths: tuple[str, ...] = field(repr=lambda paths: f"<{len(paths)} files>")
    longest: int = LONGEST
    _read: int = field(default=0, init=False)

    @classmethod
    def at(cls, path: Path) -> Folder:
        """The texts at a path. Only their names are kept in memory."""
        if not path.is_dir():
            return cls(path.parent, (path.name,))
        found = []
        for folder, _, files in os.walk(path):
            found += [
                Path(folder, name).relative_to(path).as_posix() for name in files if name.lower().endswith(".txt")
            ]
        return cls(path, tuple(sorted(found)))

    def stories(self) -> Iterator[Story]:
        """A story for each file, called by its path inside the folder."""
        for name in self.paths:
            self._read += 1
            yield self._story(name)

    def share(self) -> float | None:
        """By files."""
        return self._read / len(self.paths) if self.paths else None

    def _story(self, name: str) -> Story:
        path = self.root / name
        try:
            if not path.is_file():
                return Story(name, error="is not a plain file")
            with path.open("rb") as file:
                data = file.read(self.longest + 1)
        except OSError as error:
            return Story(name, error=f"cannot be read: {error.strerror or error}")
        if len(data) > self.longest:
            return Story(name, error=f"is longer than {self.longest} bytes")
        try:
            return Story(name, data.decode("utf-8"))
        except UnicodeDecodeError as error:
            return Story(name, error=f"byte {error.start} is not UTF-8: save the file as UTF-8")


def _from_fields(values: dict[str, Any], names: Names, otherwise: str) -> Story:
    given = values.get(names.id)
    name = otherwise if given is None or isinstance(given, (dict, list)) else str(given)
    text, title = values.get(names.text), values.get(names.title)
    if not isinstance(text, str):
        return Story(name, error=f"no text in {names.text!r}: it is {type(text).__name__}")
    return Story(name, text, title if isinstance(title, str) and title.strip() else None)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None


def _parquet() -> Any:
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise MissingDependency("Parquet needs pyarrow: pip install storysum[parquet]", name="pyarrow") from error
    return parquet
