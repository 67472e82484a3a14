"""Stories and rows as Arrow tables, for Dask and Spark too; Parquet to read and a folder of its parts to write."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, tee
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from attrs import define, field

from storysum.backends import base
from storysum.batch.job import FIELDS, LENGTHS, Mapper, jobs, signature_of, work_of
from storysum.batch.sinks import is_row, locked, write_error
from storysum.batch.sources import UNDECODED, Files, Names, Story, listed, story_from
from storysum.errors import InputError, needed
from storysum.files import OpenFile, opened

if TYPE_CHECKING:
    import pyarrow

PART = 1000
"""Rows in a part of Parquet."""
_SURROGATES = re.compile("[\ud800-\udfff]")


def schema() -> pyarrow.Schema:
    """The columns of the output, in the order of `FIELDS`."""
    arrow = _needed("pyarrow")
    pairs = arrow.list_(arrow.list_(arrow.int64()))
    pair, text = arrow.list_(arrow.int64()), arrow.string()
    kinds = dict.fromkeys(FIELDS, text) | {
        "shortfall": arrow.struct([(length, text) for length in LENGTHS]),
        "spans": arrow.struct([(length, pairs) for length in LENGTHS]),
        "speakers": arrow.list_(arrow.struct([("quote", pair), ("mention", pair), ("name", text)])),
    }
    return arrow.schema(list(kinds.items()))


def table(rows: Sequence[Mapping[str, Any]]) -> pyarrow.Table:
    """Rows as a table."""
    return _needed("pyarrow").Table.from_pylist([encodable(row) for row in rows], schema=schema())


def stories(given: pyarrow.Table | pyarrow.RecordBatch) -> Iterator[Story]:
    """A story for each row of a table with the columns `text`, and perhaps `id` and `title`."""
    columns = [name for name in ("id", "text", "title") if name in given.schema.names]
    if "text" not in columns:
        raise InputError(f"the table has no column 'text': {', '.join(given.schema.names)}")
    for number, row in enumerate(given.select(columns).to_pylist(), start=1):
        yield story_from(row, Names(), f"row {number}")


def digests(
    given: Iterable[pyarrow.Table | pyarrow.RecordBatch],
    mapper: Mapper,
    *,
    backend: str | base.Backend | None,
    tighten: bool | None,
) -> Iterator[pyarrow.Table]:
    """A table of rows for each table of stories, in their order, as they come; tables are drawn as they are needed."""
    given, ahead = tee(given)
    found = mapper(work_of(backend), jobs(chain.from_iterable(map(stories, ahead)), signature_of(backend), tighten))
    for one in given:
        yield table([outcome.row for outcome in islice(found, one.num_rows)])


def encodable(value: Any) -> Any:
    """A value as Arrow can hold it: half of a surrogate pair becomes U+FFFD."""
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {key: encodable(one) for key, one in value.items()}
    if isinstance(value, list):
        return [encodable(one) for one in value]
    return value


@define(eq=False)
class ParquetFiles(Files):
    """A Parquet file, or a folder of them."""

    endings = (".parquet",)
    _read: int = field(default=0, init=False)  # rows

    def files(self) -> Iterable[OpenFile]:
        """All of them; a MissingDependency where pyarrow is not installed."""
        _needed("pyarrow.parquet")
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
        with _needed("pyarrow.parquet").ParquetFile(opened_file) as file:
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
        given = {key: value for key, value in row.items() if isinstance(value, bytes)}
        decoded = {key: value.decode("utf-8", "surrogateescape") for key, value in given.items()}
        story = story_from({**row, **decoded}, self.names, otherwise)
        if any(len(value) > self.longest for value in given.values()):
            return Story(story.id, error=f"longer than {self.longest} bytes")
        return Story(story.id, error="not UTF-8") if any(map(UNDECODED.search, decoded.values())) else story


def _undecoded(column: Any) -> list[Any]:
    """The values of a column; texts as bytes, since one that is not UTF-8 would cost all of them."""
    from pyarrow import large_binary, large_string, string, types

    if types.is_dictionary(column.type):
        column = column.dictionary_decode()
    kind = column.type
    return list((column.cast(large_binary()) if kind in (string(), large_string()) else column).to_pylist())


_MARK = b"A storysum batch writes this folder.\n"
_PARTS = f"part-{'[0-9]' * 6}.parquet"


class ParquetParts:
    """A folder of files of 1,000 rows each, renamed into place when they are whole; held for this process alone.

    A folder is a batch's own when it was empty or has the lock file with our mark in it.
    """

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        _needed("pyarrow.parquet")
        self.folder, self.fresh = folder, fresh
        self._rows: list[dict[str, Any]] = []
        self._parts = 0
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
            self.lock = mark.open("ab")
        except OSError as error:
            raise InputError(f"{folder}: cannot be written: {error.strerror or error}") from None
        locked(self.lock, folder)
        if not mark.stat().st_size:
            self.lock.write(_MARK)
            self.lock.flush()

    def files(self) -> Iterable[OpenFile]:
        """All that is in the folder."""
        return sorted(self.folder.iterdir())

    def kept(self) -> Iterator[dict[str, Any]]:
        """The rows of the parts that are there; those of a last, shorter part are held to be written again.

        With `fresh` the parts are taken away instead, if all of them are a batch's.
        """
        parts = sorted(self.folder.glob(_PARTS))
        for path in parts:
            found = self._part(path)
            if self.fresh:
                continue
            if self._rows or path != self._path(self._parts):
                raise InputError(f"{path}: the parts before it are not whole: begin anew with --fresh")
            for row in found.select(["id", "signature", "made_from", "error"]).to_pylist():
                if not is_row(row):
                    raise InputError(f"{path}: a row has no id: begin anew with --fresh")
                yield row
            if found.num_rows < PART:
                self._rows = found.to_pylist()
            else:
                self._parts += 1
        for path in (*self.folder.glob(f".{_PARTS}.part"), *(parts if self.fresh else ())):
            path.unlink()

    def _part(self, path: Path) -> Any:
        try:
            found = _needed("pyarrow.parquet").read_table(path)
        except (OSError, ValueError) as error:
            raise InputError(f"{path}: cannot be read ({error}): remove it") from None
        if tuple(found.schema.names) != FIELDS:
            raise InputError(f"{path}: is no part of a batch: name another folder")
        return found

    def write(self, row: dict[str, Any]) -> None:
        """Add a row; every thousandth writes a part."""
        self._rows.append(row)
        if len(self._rows) == PART:
            self._put()

    def _put(self) -> None:
        path = self._path(self._parts)
        half = path.with_name(f".{path.name}.part")
        try:
            _needed("pyarrow.parquet").write_table(table(self._rows), half, compression="zstd")
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


def _needed(module: str) -> Any:
    return needed(module, "Parquet and Arrow tables need pyarrow: pip install storysum[parquet]")
