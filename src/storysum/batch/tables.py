"""Rows as Arrow tables, and the one batch function that Parquet, Dask and Spark share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from storysum.batch.job import Job
from storysum.batch.pool import mapper_with
from storysum.batch.rows import FIELDS, LENGTHS, row_of
from storysum.batch.work import work
from storysum.errors import InputError, needed

if TYPE_CHECKING:
    import pyarrow

__all__ = ["digests", "jobs", "schema", "table"]


_HALVES = re.compile("[\ud800-\udfff]")


def schema() -> pyarrow.Schema:
    """The columns of the output, in the order of `storysum.batch.rows.FIELDS`."""
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
    """Rows as a table. Half of a surrogate pair, which Arrow cannot hold, becomes U+FFFD."""
    return _arrow().Table.from_pylist([_encodable(row) for row in rows], schema=schema())


def jobs(given: pyarrow.Table | pyarrow.RecordBatch, *, backend: str, tighten: bool | None = None) -> Iterator[Job]:
    """A job for each row of a table with the columns `text`, and perhaps `id` and `title`.

    Raises:
        InputError: If there is no column `text`.
    """
    if "text" not in given.schema.names:
        raise InputError(f"the table has no column 'text': {', '.join(given.schema.names)}")
    columns = [name for name in ("id", "text", "title") if name in given.schema.names]
    for number, row in enumerate(given.select(columns).to_pylist()):
        name = str(row["id"]) if row.get("id") is not None else f"row {number + 1}"
        text = row["text"]
        wrong = None if isinstance(text, str) else f"no text in 'text': it is {type(text).__name__}"
        yield Job(name, text if wrong is None else "", row.get("title"), backend=backend, tighten=tighten, error=wrong)


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
    found = mapper_with(limit)(work, jobs(given, backend=backend, tighten=tighten))
    return table([row_of(outcome) for outcome in found])


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return _HALVES.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {key: _encodable(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_encodable(one) for one in value]
    return value


def _arrow() -> Any:
    return needed("pyarrow", "Arrow tables need pyarrow: pip install storysum[parquet]")
