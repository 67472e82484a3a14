"""Parquet: a file or a folder of them to read stories from, and a folder of parts to write rows into."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from attrs import define, field

from storysum.batch import tables
from storysum.batch.job import FIELDS
from storysum.batch.sinks import is_row, locked, write_error
from storysum.batch.sources import Files, Story, listed, story_from
from storysum.errors import InputError, needed
from storysum.files import OpenFile, opened

PART = 1000
"""Rows in a part of Parquet."""


@define(eq=False)
class ParquetFiles(Files):
    """A Parquet file, or a folder of them."""

    endings = (".parquet",)
    _read: int = field(default=0, init=False)  # rows

    def files(self) -> Iterable[OpenFile]:
        """All of them; a MissingDependency where pyarrow is not installed."""
        _parquet()
        return super().files()

    def stories(self) -> Iterator[Story]:
        """A story for each row; what cannot be read is one failure, of a file or a row group."""
        root, names = self.found()
        for name, why in names.items():
            try:
                if why is not None:
                    raise InputError(why)
                with opened(root / name) as file:
                    yield from self._rows(file)
            except InputError as error:
                if len(names) == 1:
                    raise
                yield Story(name, error=str(error))
            except (OSError, ValueError) as error:
                yield Story(name, error=f"not whole Parquet: {str(error)[:200]}")

    def _rows(self, opened_file: BinaryIO) -> Iterator[Story]:
        with _parquet().ParquetFile(opened_file) as file:
            alone = not self.path.is_dir()
            there = file.schema_arrow.names
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
                            self.share = self._read / file.metadata.num_rows if alone else None
                            yield self._story(f"row {self._read}", dict(zip(columns, row, strict=True)))
                except (OSError, ValueError) as error:
                    why = f"rows {self._read + 1} to {end} of the source cannot be read: {str(error)[:200]}"
                    yield Story(f"row {self._read + 1}", error=why)
                    self._read = end

    def _story(self, otherwise: str, row: dict[str, Any]) -> Story:
        wrong = []
        for key, value in row.items():
            if isinstance(value, bytes):
                row[key] = None
                if len(value) > self.longest:
                    wrong.append(f"longer than {self.longest} bytes")
                    continue
                try:
                    row[key] = value.decode()
                except UnicodeDecodeError:
                    wrong.append("not UTF-8")
        story = story_from(row, self.names, otherwise)
        return Story(story.id, error=wrong[0]) if wrong else story


def _undecoded(column: Any) -> list[Any]:
    """The values of a column; texts as bytes, since one that is not UTF-8 would cost all of them."""
    from pyarrow import large_binary, large_string, string, types

    if types.is_dictionary(column.type):
        column = column.dictionary_decode()
    kind = column.type
    return list((column.cast(large_binary()) if kind in (string(), large_string()) else column).to_pylist())


_MARK = b"A storysum batch writes this folder.\n"
_PARTS = f"part-{'[0-9]' * 6}.parquet"


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
        """Open the folder, alone."""
        _parquet()
        mark = folder / ".lock"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            there = list(folder.iterdir())
            # A lock file alone and without the mark: the end came between making and marking it.
            own = not there or (mark.is_file() and mark.read_bytes() in (_MARK, b"" if there == [mark] else _MARK))
            foreign = [path for path in there if path.suffix == ".parquet" and not path.match(_PARTS)]
            if foreign or not own:
                name = min(foreign or there).name
                raise InputError(f"{folder}: holds {name!r}, which no batch wrote: name another folder")
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

    def kept(self) -> Iterator[dict[str, Any]]:
        """The rows of the parts that are there; those of a last, shorter part are held to be written again.

        With `fresh` the parts are taken away instead, if all of them are a batch's.
        """
        parts = sorted(self.folder.glob(_PARTS))
        if self.fresh:
            for path in parts:
                self._read(path)
            for path in parts:
                path.unlink()
        else:
            for path in parts:
                yield from self._taken_up(path, self._read(path))
        for half in self.folder.glob(f".{_PARTS}.part"):
            half.unlink()

    def _taken_up(self, path: Path, table: Any) -> Iterator[dict[str, Any]]:
        if self._rows or path != self._path(self._parts):
            raise InputError(f"{path}: the parts before it are not whole: begin anew with --fresh")
        for row in table.select(["id", "signature", "made_from", "error"]).to_pylist():
            if not is_row(row):
                raise InputError(f"{path}: a row has no id: begin anew with --fresh")
            yield row
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
