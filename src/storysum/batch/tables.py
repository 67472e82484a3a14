"""Stories and rows as Arrow tables, for Parquet, Dask and Spark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, tee
from typing import TYPE_CHECKING, Any

from storysum.batch.job import FIELDS, LENGTHS, Mapper, row_of
from storysum.batch.sources import Names, Story, story_from
from storysum.batch.work import jobs, work
from storysum.errors import InputError, needed

if TYPE_CHECKING:
    import pyarrow

_HALVES = re.compile("[\ud800-\udfff]")


def schema() -> pyarrow.Schema:
    """The columns of the output, in the order of `FIELDS`."""
    arrow = _arrow()
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
    return _arrow().Table.from_pylist([encodable(row) for row in rows], schema=schema())


def stories(given: pyarrow.Table | pyarrow.RecordBatch) -> Iterator[Story]:
    """A story for each row of a table with the columns `text`, and perhaps `id` and `title`."""
    columns = [name for name in ("id", "text", "title") if name in given.schema.names]
    if "text" not in columns:
        raise InputError(f"the table has no column 'text': {', '.join(given.schema.names)}")
    for number, row in enumerate(given.select(columns).to_pylist(), start=1):
        yield story_from(row, Names(), f"row {number}")


def digests(
    given: Iterable[pyarrow.Table | pyarrow.RecordBatch], mapper: Mapper, *, signature: str, tighten: bool | None
) -> Iterator[pyarrow.Table]:
    """A table of rows for each table of stories, in their order, as they come; tables are drawn as they are needed."""
    given, ahead = tee(given)
    found = mapper(work, jobs(chain.from_iterable(map(stories, ahead)), signature, tighten))
    for one in given:
        yield table([row_of(outcome) for outcome in islice(found, one.num_rows)])


def encodable(value: Any) -> Any:
    """A value as Arrow can hold it: half of a surrogate pair becomes U+FFFD."""
    if isinstance(value, str):
        return _HALVES.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {key: encodable(one) for key, one in value.items()}
    if isinstance(value, list):
        return [encodable(one) for one in value]
    return value


def _arrow() -> Any:
    return needed("pyarrow", "Arrow tables need pyarrow: pip install storysum[parquet]")
