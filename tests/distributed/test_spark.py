"""On Spark in `local-cluster` mode the rows are those of one process, also when an executor is killed."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyspark", reason="needs storysum[spark]")
pytest.importorskip("pyarrow", reason="needs storysum[spark]")
pytest.importorskip("pandas", reason="needs storysum[spark]")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java", allow_module_level=True)

from distributed_stories import at_most, serial, stories
from pyspark.sql import DataFrame, SparkSession

import storysum
from storysum.distributed.spark import digest_frame

pytestmark = [pytest.mark.filterwarnings("default")]  # of Spark's own


@pytest.fixture(autouse=True)
def _no_longer_than_this() -> Iterator[None]:
    with at_most(400):
        yield


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    source = str(Path(storysum.__file__).resolve().parents[1])
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.executor.memory", "1g")
        .config("spark.ui.enabled", "false")
        .config("spark.executorEnv.PYTHONPATH", os.pathsep.join([source, os.environ.get("PYTHONPATH", "")]))
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "16")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def frame_of(spark: SparkSession, given: list[dict[str, Any]], partitions: int) -> DataFrame:
    rows = [(one["id"], one["text"]) for one in given]
    return spark.createDataFrame(spark.sparkContext.parallelize(rows, partitions), "id string, text string")


def rows_of(frame: DataFrame) -> list[dict[str, Any]]:
    return sorted((row.asDict(recursive=True) for row in frame.toLocalIterator()), key=lambda row: row["id"])


def test_rows_come_out_as_from_one_process(spark: SparkSession) -> None:
    given = stories(24)
    assert rows_of(digest_frame(frame_of(spark, given, 4))) == serial(given)


def executors() -> list[int]:
    """The processes of executors on this machine."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if b"CoarseGrainedExecutorBackend" in path.read_bytes():
                found.append(int(path.parent.name))
        except OSError:
            continue
    return sorted(found)


def test_an_executor_killed_in_the_middle_changes_nothing(spark: SparkSession) -> None:
    given = stories(240)
    frame = digest_frame(frame_of(spark, given, 8))
    before = executors()
    assert len(before) == 2
    timer = threading.Timer(2.0, os.kill, (before[0], signal.SIGKILL))
    timer.start()
    rows = sorted((row.asDict(recursive=True) for row in frame.collect()), key=lambda row: row["id"])
    timer.join()
    assert rows == serial(given)
    assert before[0] not in executors()


def test_with_a_limit_stories_run_in_processes_of_their_own(spark: SparkSession) -> None:
    given = stories(6)
    assert rows_of(digest_frame(frame_of(spark, given, 2), limit=60)) == serial(given)
