"""Where rows go: JSON Lines, or a folder of Parquet parts. Both can be taken up where they were left.

A batch may be killed at any moment. What is whole stays, what is half written is cut off, and the
rows that follow are those that an uninterrupted run would have written.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from attrs import define, field, frozen

from storysum.batch import tables
from storysum.batch.rows import FIELDS, line
from storysum.errors import InputError, MissingDependency, StorysumError

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
    error: str | None


class Sink(Protocol):
    """Something that rows go into, in order."""

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
        fresh: Throw away what is there.
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
    _end: int = field(default=0, init=False)

    @classmethod
    def at(cls, path: Path, *, fresh: bool = False) -> RowLines:
        """Open the file, alone.

        Raises:
            InputError: If it cannot be opened, or another batch is writing it.
        """
        try:
            # Unbuffered: a row is one write, and what was written survives the end of this process.
            file = os.fdopen(
                os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666), "r+b", buffering=0
            )
        except OSError as error:
            raise InputError(f"{path}: cannot be written: {error.strerror or error}") from None
        _lock(file, path)
        if fresh and path.is_file():
            file.truncate(0)
        return cls(file, path)

    def kept(self) -> Iterator[Kept]:
        """The whole rows of the file. What follows the last of them is cut off."""
        if self.file is None or self.path is None or not self.path.is_file():
            return  # a pipe or a device keeps nothing
        with open(self.file.fileno(), "rb", closefd=False) as reader:
            reader.seek(0)
            for number, written in enumerate(reader, start=1):
                row = _whole(written)
                if row is None:
                    if reader.read(1) or written.endswith(b"\n") or not _begun(written):
                        raise InputError(
                            f"{self.path}: line {number} is no row of a batch: name another file, or say --fresh"
                        )
                    break
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
        """Let go of the file."""
        if self.file is not None:
            self.file.close()


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
        return Kept(row["id"], row["signature"], row["error"]) if tuple(row) == FIELDS else None
    except (ValueError, TypeError, KeyError):
        return None


def _begun(written: bytes) -> bool:
    """Whether this may be the beginning of a row that was cut short; zeros are what a power cut leaves."""
    start = line({FIELDS[0]: ""})[:-4]
    return written.startswith(start) or start.startswith(written) or not written.strip(b"\0")


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


@define(eq=False)
class ParquetParts:
    """A folder of files of 1,000 rows each, renamed into place when they are whole."""

    folder: Path
    lock: BinaryIO
    _rows: list[dict[str, Any]] = field(factory=list, init=False)
    _parts: int = field(default=0, init=False)

    @classmethod
    def at(cls, folder: Path, *, fresh: bool = False) -> ParquetParts:
        """Open the folder, alone.

        Raises:
            InputError: If it cannot be made, or another batch is writing it.
            MissingDependency: If pyarrow is not installed.
        """
        _parquet()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = (folder / ".lock").open("ab")
        except OSError as error:
            raise InputError(f"{folder}: cannot be written: {error.strerror or error}") from None
        _lock(lock, folder)
        for left in folder.glob(".*.part"):
            left.unlink()
        if fresh:
            for part in folder.glob("part-*.parquet"):
                part.unlink()
        return cls(folder, lock)

    def kept(self) -> Iterator[Kept]:
        """The rows of the parts that are there; those of a last, shorter part are held to be written again."""
        parquet = _parquet()
        while (path := self._path(self._parts)).exists():
            try:
                found = parquet.read_table(path)
                rows = found.select(["id", "signature", "error"]).to_pylist()
            except (OSError, ValueError) as error:
                raise InputError(f"{path}: is no part of a batch ({error}): remove it, or say --fresh") from None
            if len(rows) < PART:
                self._rows = found.to_pylist()
            else:
                self._parts += 1
            for row in rows:
                yield Kept(row["id"], row["signature"], row["error"])
            if len(rows) < PART:
                break

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
