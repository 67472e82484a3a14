"""Where stories come from: JSON Lines, a folder of files, CSV, Parquet; one at a time, broken ones included.

A source that is broken in one place costs that story: it becomes a `Story` with an `error`.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from attrs import define, field, frozen

from storysum.errors import InputError, MissingDependency
from storysum.files import OpenFile, compressed, decoded, opened, standard_input
from storysum.sources import SUFFIXES, Raw, parts
from storysum.sources.kinds import kind_of

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
    **dict.fromkeys(SUFFIXES, "texts"),
}


def _kind(path: Path) -> str:
    if path.is_dir():
        tables, texts = any(path.glob("*.parquet")), any(path.glob("*.txt"))
        if tables and texts:
            raise InputError(f"{path}: holds both texts and Parquet: say --from texts or --from parquet")
        return "parquet" if tables else "texts"
    kind = next((kind for ending, kind in _ENDINGS.items() if path.name.lower().endswith(ending)), None)
    if kind is None:
        opened(path).close()  # says so where it is compressed
        raise InputError(f"{path}: its name does not tell what it is: say --from jsonl, csv, parquet or texts")
    return kind


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
        return _from_fields(value, self.names, name)


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
                there = why or f"there are {_listed(heading)}"
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
        if not all(map(_encodable, row)):
            return Story(name, error="not UTF-8")
        values: dict[str, Any] = {key: value or None for key, value in zip(heading, row, strict=True)}
        return _from_fields({**values, self.names.text: values[self.names.text] or ""}, self.names, name)


@define(eq=False)
class ParquetFiles:
    """A Parquet file, or a folder of them, at any depth, in the order of their paths."""

    root: Path
    paths: tuple[str, ...]
    names: Names
    unread: dict[str, str] = field(factory=dict)
    longest: int = LONGEST
    _total: int = field(default=0, init=False)
    _read: int = field(default=0, init=False)

    @classmethod
    def at(cls, path: Path, names: Names) -> ParquetFiles:
        """The files at a path.

        Raises:
            MissingDependency: If pyarrow is not installed.
            InputError: If there is none.
        """
        _parquet()
        root, paths, unread = _below(path, ".parquet")
        return cls(root, paths, names, unread)

    def files(self) -> Iterable[OpenFile]:
        """All of them."""
        return (self.root / name for name in self.paths)

    def stories(self) -> Iterator[Story]:
        """A story for each row; what cannot be read is one failure, of a file or a row group."""
        for name in self.paths:
            try:
                if name in self.unread:
                    raise InputError(self.unread[name])
                with opened(self.root / name) as file:
                    yield from self._rows(file)
            except InputError as error:
                if len(self.paths) == 1:
                    raise
                yield Story(name, error=str(error))
            except (OSError, ValueError) as error:
                yield Story(name, error=f"not whole Parquet: {str(error)[:200]}")

    def share(self) -> float | None:
        """By rows, where there is one file."""
        return self._read / self._total if self._total and len(self.paths) == 1 else None

    def _rows(self, opened_file: BinaryIO) -> Iterator[Story]:
        with _parquet().ParquetFile(opened_file) as file:
            there = file.schema_arrow.names
            self._total += file.metadata.num_rows
            columns = [column for column in (self.names.id, self.names.text, self.names.title) if column in there]
            if self.names.text not in columns:
                raise InputError(f"{opened_file.name}: no column {self.names.text!r}: there are {_listed(there)}")
            for group in range(file.metadata.num_row_groups):
                size = file.metadata.row_group(group)
                # So few rows at a time that stories of the mean length stay below the limit together.
                few = max(1, min(128, self.longest * size.num_rows // max(1, size.total_byte_size)))
                end = self._read + size.num_rows
                try:
                    for batch in file.iter_batches(batch_size=few, row_groups=[group], columns=columns):
                        for row in zip(*(_undecoded(batch.column(column)) for column in columns), strict=True):
                            self._read += 1
                            yield self._story(f"row {self._read}", dict(zip(columns, row, strict=True)))
                except (OSError, ValueError) as error:
                    why = f"rows {self._read + 1} to {end} of the source cannot be read: {str(error)[:200]}"
                    yield Story(f"row {self._read + 1}", error=why)
                    self._read = end

    def _story(self, otherwise: str, row: dict[str, Any]) -> Story:
        for key, value in row.items():
            if isinstance(value, bytes):
                row[key] = value.decode("utf-8", "surrogateescape") if len(value) <= self.longest else None
                if row[key] is None or not _encodable(row[key]):
                    name = _from_fields(row, self.names, otherwise).id if key != self.names.id else otherwise
                    why = "not UTF-8" if row[key] is not None else f"longer than {self.longest} bytes"
                    return Story(name, error=why)
        return _from_fields(row, self.names, otherwise)


def _undecoded(column: Any) -> list[Any]:
    """The values of a column; texts as bytes, since one that is not UTF-8 would cost all of them."""
    from pyarrow import large_binary, large_string, string, types

    if types.is_dictionary(column.type):
        column = column.dictionary_decode()
    kind = column.type
    return list((column.cast(large_binary()) if kind in (string(), large_string()) else column).to_pylist())


@define(eq=False)
class Folder:
    """A file that `storysum.load` reads, or a folder of them, at any depth, in the order of their paths.

    A box of e-mail and a crawl hold many stories: each is called by the path, `#` and its own name; by its
    address alone where the crawl is all that was given.
    """

    given: Path
    root: Path
    paths: tuple[str, ...] = field(repr=lambda paths: f"<{len(paths)} files>")
    unread: dict[str, str] = field(factory=dict)
    longest: int = LONGEST
    _read: int = field(default=0, init=False)

    @classmethod
    def at(cls, path: Path) -> Folder:
        """The texts at a path. Only their names are kept in memory.

        Raises:
            InputError: If there is none.
        """
        return cls(path, *_below(path, *SUFFIXES))

    def files(self) -> Iterable[OpenFile]:
        """All of them, those included that came since: an output must not lie among them."""
        root, names, _ = _below(self.given, *SUFFIXES)
        return (root / name for name in names)

    def stories(self) -> Iterator[Story]:
        """A story for each file, called by its path inside the folder."""
        for name in self.paths:
            self._read += 1
            yield from self._stories(name)

    def share(self) -> float | None:
        """By files."""
        return self._read / len(self.paths) if self.paths else None

    def _stories(self, name: str) -> Iterator[Story]:
        if name in self.unread:
            yield Story(name, error=self.unread[name])
            return
        path = self.root / name
        try:
            if not path.is_file():
                yield Story(name, error="no plain file")
                return
            with path.open("rb") as file:
                for own, raw in parts(file, path.name):
                    address = "://" in own and self.given.is_file()
                    yield _from_raw(own if address else f"{name}#{own}" if own else name, raw, self.longest)
        except OSError as error:
            yield Story(name, error=f"cannot be read: {error.strerror or error}")
        except (InputError, MissingDependency) as error:
            yield Story(name, error=str(error))


def _below(path: Path, *endings: str) -> tuple[Path, tuple[str, ...], dict[str, str]]:
    """A folder, the names of the files in it that end so, and of what cannot be read, why.

    Names are paths inside the folder, in their order; a folder that cannot be read and a link to
    a folder are among them. A single file stands in the folder that it is in.
    """
    if not path.is_dir():
        return path.parent, (path.name,), {}
    found: list[Path] = []
    unread: dict[Path, str] = {}

    def refused(error: OSError) -> None:
        unread[Path(error.filename)] = f"cannot be read: {error.strerror}"

    for folder, folders, files in os.walk(path, onerror=refused):
        links = [Path(folder, name) for name in folders if Path(folder, name).is_symlink()]
        unread.update(dict.fromkeys(links, "a link to a folder, which is not followed: give that folder as the input"))
        # One that is compressed is a failure, not left out.
        wanted = tuple(ending + more for ending in endings for more in ("", ".gz", ".bz2", ".xz", ".zst", ".zip"))
        found += [Path(folder, name) for name in files if name.lower().endswith(wanted)]
    if path in unread:
        raise InputError(f"{path}: {unread[path]}")
    if not found and not unread:
        raise InputError(f"{path}: no file in it is named {', '.join(f'*{ending}' for ending in endings)}")
    told = {one.relative_to(path).as_posix(): why for one, why in unread.items()}
    return path, tuple(sorted([*(one.relative_to(path).as_posix() for one in found), *told])), told


def _from_raw(name: str, raw: Raw | InputError, longest: int) -> Story:
    """A story of its bytes; plain text is decoded at once."""
    if isinstance(raw, InputError):
        return Story(name, error=str(raw))
    if len(raw.data) > longest:
        return Story(name, error=f"longer than {longest} bytes")
    try:
        plain = (
            raw.url is None and kind_of(raw.data, raw.name) == "text" and not raw.data.startswith((b"\xff", b"\xfe"))
        )
        return Story(name, decoded(raw.data)) if plain else Story(name, raw=raw)
    except InputError as error:
        return Story(name, error=str(error))


def _from_fields(values: dict[str, Any], names: Names, otherwise: str) -> Story:
    given = values.get(names.id)
    name = otherwise if given is None or isinstance(given, (dict, list)) else str(given)
    text, title = values.get(names.text), values.get(names.title)
    if names.text not in values:
        return Story(name, error=f"no field {names.text!r}: there are {_listed(values)}")
    if not isinstance(text, str):
        return Story(name, error=f"no text in {names.text!r}: it is {type(text).__name__}")
    return Story(name, text, title if isinstance(title, str) and title.strip() else None)


def _encodable(text: str) -> bool:
    """Whether a text that was decoded with `surrogateescape` was UTF-8."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _listed(names: Iterable[str]) -> str:
    """The names of fields, shortened where they are many."""
    return ", ".join(names)[:200] or "none"


def _parquet() -> Any:
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise MissingDependency("Parquet needs pyarrow: pip install storysum[parquet]", name="pyarrow") from error
    return parquet
