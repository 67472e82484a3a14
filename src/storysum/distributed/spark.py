"""A batch on Spark, through `mapInArrow`. Needs `storysum[spark]`, on the executors too.

Spark itself gives the partitions of an executor that died to another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from storysum.backends import base
from storysum.batch import parquet
from storysum.batch.job import signature_of
from storysum.batch.pool import mapper_with

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

__all__ = ["digest_frame"]


def digest_frame(
    frame: DataFrame,
    *,
    backend: str | base.Backend | None = None,
    tighten: bool | None = None,
    limit: float | None = None,
) -> DataFrame:
    """A frame with a row for each story of `frame`; nothing is done before Spark is asked for the rows.

    It has the columns `text`, and perhaps `id` and `title`. Rows of a partition keep their order. With a limit of
    seconds for one story, stories are done in a process of their own beside each task, so that one that hangs, or kills
    its process, costs only itself.
    """
    from pyspark.sql.pandas.types import from_arrow_schema  # with pandas: not at import

    columns = [name for name in ("id", "text", "title") if name in frame.columns]
    signature_of(backend)  # one that is not known is told here, not by an executor

    def done(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        # A batch of Spark's has up to 10,000 rows: fewer at a time keep the memory small.
        parts = (batch.slice(start, 256) for batch in batches for start in range(0, batch.num_rows, 256))
        for table in parquet.digests(parts, mapper_with(limit), backend=backend, tighten=tighten):
            yield from table.to_batches()

    digested: DataFrame = frame.select(columns).mapInArrow(done, from_arrow_schema(parquet.schema()))
    return digested
