"""Where rows go: JSON Lines, or a folder of Parquet parts. Both can be taken up where they were left.

A batch may be killed at any moment. What is whole stays, what is half written is cut off, and the
rows that follow are those that an uninterrupted run would have written.
"""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from attrs import define, field, frozen

from storysum.batch import tables
from storysum.batch.rows import FIELDS, line
from storysum.errors import InputError, MissingDependency, StorysumError
from storysum.files import OpenFile

__all__ = ["PART", "Kept", "ParquetParts", "RowLines", "Sink", "WriteError", "sink"]

PART = 1000
"""Rows in a part of Parquet."""


class WriteError(StorysumError, OSError):
    """A row cannot be written: a full disk, a closed pipe. What was written before is whole."""


@frozen
class Kept:
    """What is known of a row that an earlier run wrote."""

    id: str
    signature: str
    made_from: str
    error: str | None


class Sink(Protocol):
    """Something that rows go into, in order."""

    def files(self) -> Iterable[OpenFile]:
        """The files that it writes or may take away."""
        ...

    def kept(self) -> Iterator[Kept]:
        """The rows that are there already, from the first; to be read before anything is written."""
        ...

    def write(self, row: dict[str, Any]) -> None:
        """Add a row.

        Raises:
            WriteError: If it cannot be written.
        """
        ...

    def close(self, *, complete: bool) -> None:
        """Let go of it; `complete` where every row has been written."""
        ...


def sink(path: Path | str, *, fresh: bool = False, form: str | None = None) -> Sink:
    """The sink at a path: JSON Lines, or a folder of Parquet parts where the name ends in `.parquet`.

    Args:
        path: A file, a folder, or "-" for standard output.
        fresh: Throw away the rows that are there, when they are asked for.
        form: "jsonl" or "parquet", where the name does not tell.

    Raises:
        InputError: If it cannot be opened, or another batch is writing it.
    """
    if str(path) == "-":
        return RowLines(None)
    path = Path(path)
    kind = form or ("parquet" if path.suffix.lower() == ".parquet" else "jsonl")
    if kind not in ("jsonl", "parquet"):
        raise InputError(f"{path}: no sink {kind!r}; one of jsonl, parquet")
    return ParquetParts.at(path, fresh=fresh) if kind == "parquet" else RowLines.at(path, fresh=fresh)


@define(eq=False)
class RowLines:
    """A file with a row of JSON on each line; standard output where there is no file."""

    file: BinaryIO | None
    path: Path | None = None
    fresh: bool = False
    _made: bool = False
    _end: int = field(default=0, init=False)

    @classmethod
    def at(cls, path: Path, *, fresh: bool = False) -> RowLines:
        """Open the file, alone.

        Raises:
            InputError: If it cannot be opened, or another batch is writing it.
        """
        made = not path.exists()
        try:
            # Unbuffered: a row is one write, and what was written survives the end of this process.
            file = os.fdopen(
                os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666), "r+b", buffering=0
            )
        except OSError as error:
            raise InputError(f"{path}: cannot be written: {error.strerror or error}") from None
        _lock(file, path)
        return cls(file, path, fresh, made)

    def files(self) -> Iterable[OpenFile]:
        """The one file."""
        return () if self.path is None else (self.path,)

    def kept(self) -> Iterator[Kept]:
        """The whole rows of the file. What follows the last of them is cut off; with `fresh`, all is."""
        if self.file is None or self.path is None or not self.path.is_file():
            return  # a pipe or a device keeps nothing
        with open(self.file.fileno(), "rb", closefd=False) as reader:
            reader.seek(0)
            for number, written in enumerate(reader, start=1):
                row = _whole(written)
                if row is None and not (_begun(written) and (self.fresh or _last(reader, written))):
                    raise InputError(f"{self.path}: line {number} is no row of a batch: name another file")
                if row is not None and not self.fresh:
                    self._end += len(written)
                    yield row
        self.file.truncate(self._end)
        self.file.seek(self._end)

    def write(self, row: dict[str, Any]) -> None:
        """Add a row: all of it or nothing."""
        written = line(row)
        if self.file is None:
            _to_stdout(written)
            return
        left = memoryview(written)
        try:
            while left:
                left = left[self.file.write(left) :]
        except OSError as error:
            self._cut()
            raise WriteError(error.errno, f"{self.path}: {_why(error)}") from error
        self._end += len(written)

    def _cut(self) -> None:
        """Take back what was written of a row."""
        if self.file is not None:
            try:
                self.file.truncate(self._end)
                self.file.seek(self._end)
            except OSError:
                return  # it is cut off when the batch is taken up again

    def close(self, *, complete: bool) -> None:
        """Let go of the file; one that was made and has no row goes."""
        if self.file is not None:
            self.file.close()
            if self.path is not None and self._made and not self._end and not complete:
                self.path.unlink(missing_ok=True)


def _to_stdout(written: bytes) -> None:
    try:
        sys.stdout.buffer.write(written)
        sys.stdout.buffer.flush()
    except OSError as error:
        raise WriteError(error.errno, f"standard output: {_why(error)}") from error


def _whole(written: bytes) -> Kept | None:
    if not written.endswith(b"\n"):
        return None
    try:
        row = json.loads(written)
    except (ValueError, RecursionError):
        return None
    return _kept(row) if isinstance(row, dict) and tuple(row) == FIELDS else None


def _kept(row: dict[str, Any]) -> Kept | None:
    kept = Kept(row["id"], row["signature"], row["made_from"], row["error"])
    texts = isinstance(kept.error, (str, type(None))) and all(
        isinstance(value, str) for value in (kept.id, kept.signature, kept.made_from)
    )
    return kept if texts else None


_ID = re.compile(rb'{"id": "(?:[^"\\]|\\.)*+\\?')


def _begun(written: bytes) -> bool:
    """Whether this begins as a row does, cut short or not; zeros are what a power cut leaves."""
    start = line({FIELDS[0]: ""})[:-4]
    found = _ID.match(written)
    if found is None:
        return start.startswith(written) or not written.strip(b"\0")
    after, rest = f'", "{FIELDS[1]}": '.encode(), written[found.end() :]
    return rest.startswith(after) or after.startswith(rest)


def _last(reader: BinaryIO, written: bytes) -> bool:
    """Whether a line is the last of a file and was cut short."""
    return not written.endswith(b"\n") and not reader.read(1)


def _why(error: OSError) -> str:
    if error.errno == errno.EPIPE:
        return "whoever read it has gone"
    return error.strerror or str(error)


def _lock(file: Any, path: Path) -> None:
    try:
        import fcntl
    except ImportError:  # no such locks on Windows
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise InputError(f"{path}: another batch is writing it") from None
    except OSError:
        return  # a file system without locks


_MARK = b"A storysum batch writes this folder.\n"
_PART_NAME = re.compile(r"part-\d{6}\.parquet")
_HALF_NAME = re.compile(r"\.part-\d{6}\.parquet\.part")


@define(eq=False)
class ParquetParts:
    """A folder of files of 1,000 rows each, renamed into place when they are whole.

    A folder is a batch's own when it was empty or has the lock file with our mark in it.
    """

    folder: Path
    lock: BinaryIO
    fresh: bool = False
    _rows: list[dict[str, Any]] = field(factory=list, init=False)
    _parts: int = field(default=0, init=False)

    @classmethod
    def at(cls, folder: Path, *, fresh: bool = False) -> ParquetParts:
        """Open the folder, alone.

        Raises:
            InputError: If it cannot be made, is not a batch's own, or another batch is writing it.
            MissingDependency: If pyarrow is not installed.
        """
        _parquet()
        mark = folder / ".lock"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            names = [path.name for path in folder.iterdir()]
            # A lock file alone and without the mark: the end came between making and marking it.
            own = not names or (mark.is_file() and mark.read_bytes() in (_MARK, b"" if len(names) == 1 else _MARK))
            foreign = [name for name in names if name.endswith(".parquet") and not _PART_NAME.fullmatch(name)]
            if foreign or not own:
                raise InputError(
                    f"{folder}: holds {min(foreign or names)!r}, which no batch wrote: name another folder"
                )
            lock = mark.open("ab")
        except OSError as error:
            raise InputError(f"{folder}: cannot be written: {error.strerror or error}") from None
        _lock(lock, folder)
        if not mark.stat().st_size:
            lock.write(_MARK)
            lock.flush()
        return cls(folder, lock, fresh)

    def files(self) -> Iterable[OpenFile]:
        """All that is in the folder."""
        return sorted(self.folder.iterdir())

    def kept(self) -> Iterator[Kept]:
        """The rows of the parts that are there; those of a last, shorter part are held to be written again.

        With `fresh` the parts are taken away instead.
        """
        parts = sorted(path for path in self.folder.iterdir() if _PART_NAME.fullmatch(path.name))
        tables_there = ((path, self._read(path)) for path in parts)
        if self.fresh:
            for path, _ in list(tables_there):
                path.unlink()
        else:
            yield from self._taken_up(tables_there)
        for path in list(self.folder.iterdir()):
            if _HALF_NAME.fullmatch(path.name):
                path.unlink()

    def _taken_up(self, found: Iterator[tuple[Path, Any]]) -> Iterator[Kept]:
        for path, table in found:
            if self._rows or path != self._path(self._parts):
                raise InputError(f"{path}: the parts before it are not whole: begin anew with --fresh")
            for row in table.select(["id", "signature", "made_from", "error"]).to_pylist():
                kept = _kept(row)
                if kept is None:
                    raise InputError(f"{path}: a row has no id: begin anew with --fresh")
                yield kept
            if table.num_rows < PART:
                self._rows = table.to_pylist()
            else:
                self._parts += 1

    def _read(self, path: Path) -> Any:
        try:
            table = _parquet().read_table(path)
        except (OSError, ValueError) as error:
            raise InputError(f"{path}: cannot be read ({error}): remove it") from None
        if tuple(table.schema.names) != FIELDS:
            raise InputError(f"{path}: is no part of a batch: name another folder")
        return table

    def write(self, row: dict[str, Any]) -> None:
        """Add a row; every thousandth writes a part."""
        self._rows.append(row)
        if len(self._rows) == PART:
            self._put()

    def _put(self) -> None:
        path = self._path(self._parts)
        half = path.with_name(f".{path.name}.part")
        try:
            _parquet().write_table(tables.table(self._rows), half, compression="zstd")
            with half.open("rb") as file:
                os.fsync(file.fileno())
            half.replace(path)
        except OSError as error:
            half.unlink(missing_ok=True)
            raise WriteError(error.errno, f"{self.folder}: {_why(error)}") from error
        self._rows.clear()
        self._parts += 1

    def close(self, *, complete: bool) -> None:
        """Write the last, shorter part, if all rows are there, and let go of the folder."""
        try:
            if complete and self._rows:
                self._put()
        finally:
            self.lock.close()

    def _path(self, number: int) -> Path:
        return self.folder / f"part-{number:06}.parquet"


def _parquet() -> Any:
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise MissingDependency("Parquet needs pyarrow: pip install storysum[parquet]", name="pyarrow") from error
    return parquet
