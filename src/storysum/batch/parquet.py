"""Parquet: a file or a folder of them to read stories from, and a folder of parts to write rows into."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from attrs import define, field

from storysum.batch import tables
from storysum.batch.folder import files_below
from storysum.batch.rows import FIELDS
from storysum.batch.sinks import Kept, kept_row, locked, write_error
from storysum.batch.story import LONGEST, Names, Story, is_utf8, listed, story_from
from storysum.errors import InputError, needed
from storysum.files import OpenFile, opened

__all__ = ["PART", "ParquetFiles", "ParquetParts"]

PART = 1000
"""Rows in a part of Parquet."""


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
        root, paths, unread = files_below(path, ".parquet")
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
                raise InputError(f"{opened_file.name}: no column {self.names.text!r}: there are {listed(there)}")
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
                if row[key] is None or not is_utf8(row[key]):
                    name = story_from(row, self.names, otherwise).id if key != self.names.id else otherwise
                    why = "not UTF-8" if row[key] is not None else f"longer than {self.longest} bytes"
                    return Story(name, error=why)
        return story_from(row, self.names, otherwise)


def _undecoded(column: Any) -> list[Any]:
    """The values of a column; texts as bytes, since one that is not UTF-8 would cost all of them."""
    from pyarrow import large_binary, large_string, string, types

    if types.is_dictionary(column.type):
        column = column.dictionary_decode()
    kind = column.type
    return list((column.cast(large_binary()) if kind in (string(), large_string()) else column).to_pylist())


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
        locked(lock, folder)
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
                kept = kept_row(row)
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
            raise write_error(error, self.folder) from error
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
    return needed("pyarrow.parquet", "Parquet needs pyarrow: pip install storysum[parquet]")
