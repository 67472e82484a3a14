"""Rows as Arrow tables, and the one batch function that Parquet, Dask and Spark share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from storysum.batch.job import FIELDS, LENGTHS, row_of
from storysum.batch.pool import mapper_with
from storysum.batch.sources import Names, Story, story_from
from storysum.batch.work import jobs, work
from storysum.errors import InputError, needed

if TYPE_CHECKING:
    import pyarrow

__all__ = ["digests", "encodable", "schema", "stories", "table"]

_HALVES = re.compile("[\ud800-\udfff]")


def schema() -> pyarrow.Schema:
    """The columns of the output, in the order of `FIELDS`."""
    arrow = _arrow()
    pairs = arrow.list_(arrow.list_(arrow.int64()))
    pair, text = arrow.list_(arrow.int64()), arrow.string()
    kinds = {
        "id": text,
        **dict.fromkeys(LENGTHS, text),
        "shortfall": arrow.struct([(length, text) for length in LENGTHS]),
        "spans": arrow.struct([(length, pairs) for length in LENGTHS]),
        "speakers": arrow.list_(arrow.struct([("quote", pair), ("mention", pair), ("name", text)])),
        "signature": text,
        "made_from": text,
        "error": text,
    }
    return arrow.schema([(name, kinds[name]) for name in FIELDS])


def table(rows: Sequence[Mapping[str, Any]]) -> pyarrow.Table:
    """Rows as a table."""
    return _arrow().Table.from_pylist([encodable(row) for row in rows], schema=schema())


def stories(given: pyarrow.Table | pyarrow.RecordBatch) -> Iterator[Story]:
    """A story for each row of a table with the columns `text`, and perhaps `id` and `title`.

    Raises:
        InputError: If there is no column `text`.
    """
    columns = [name for name in ("id", "text", "title") if name in given.schema.names]
    if "text" not in columns:
        raise InputError(f"the table has no column 'text': {', '.join(given.schema.names)}")
    for number, row in enumerate(given.select(columns).to_pylist(), start=1):
        yield story_from(row, Names(), f"row {number}")


def digests(
    given: pyarrow.Table | pyarrow.RecordBatch,
    *,
    backend: str,
    tighten: bool | None = None,
    limit: float | None = None,
) -> pyarrow.Table:
    """The batch function: a table of stories in, a table of as many rows out, in the same order.

    Args:
        given: Columns `text`, and perhaps `id` and `title`.
        backend: The signature of a backend.
        tighten: As for `storysum.digest`.
        limit: Seconds that one story may take. With a limit the stories are done in a process of
            their own, so that one that hangs, or kills its process, costs only itself.
    """
    found = mapper_with(limit)(work, jobs(stories(given), backend, tighten))
    return table([row_of(outcome) for outcome in found])


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
