"""On a Dask cluster of two worker processes the rows are those of one process, also when a worker is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from storysum import batch
from storysum.batch.job import Failed, Job
from storysum.distributed.dask import digest_tables, mapper
from storysum.errors import StorysumError

pytest.importorskip("dask", reason="needs storysum[dask]")  # `distributed` is also what this folder is called
arrow = pytest.importorskip("pyarrow", reason="needs storysum[dask]")

import dask  # noqa: E402
from distributed import Client, LocalCluster  # noqa: E402
from distributed_stories import at_most, deadly, serial, stories  # noqa: E402

pytestmark = [pytest.mark.filterwarnings("default")]  # of Dask's own, when its workers die


@pytest.fixture(autouse=True)
def _no_longer_than_this() -> Iterator[None]:
    with at_most(240):
        yield


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    settings = {"distributed.worker.daemon": False, "distributed.scheduler.allowed-failures": 1}
    with (
        dask.config.set(settings),
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        yield client


def tables_of(given: list[dict[str, Any]], size: int) -> Iterator[Any]:
    for start in range(0, len(given), size):
        yield arrow.Table.from_pylist(given[start : start + size])


def test_tables_come_out_as_from_one_process(client: Client) -> None:
    given = stories(24)
    found = [row for table in digest_tables(client, tables_of(given, 8)) for row in table.to_pylist()]
    assert found == serial(given)


def test_a_worker_killed_in_the_middle_changes_nothing(client: Client) -> None:
    given = stories(120)
    rows = digest_tables(client, tables_of(given, 8))
    found = next(rows).to_pylist()
    pids = client.run(os.getpid)
    os.kill(sorted(pids.values())[0], signal.SIGKILL)
    found += [row for table in rows for row in table.to_pylist()]
    assert found == serial(given)
    assert set(client.run(os.getpid).values()) != set(pids.values())


def test_the_mapper_gives_the_outcomes_of_map(client: Client) -> None:
    pairs = [(one["id"], one["text"]) for one in stories(40)]
    assert list(batch.outcomes(pairs, mapper=mapper(client))) == list(batch.outcomes(pairs))


def test_a_job_that_kills_every_worker_costs_only_itself(client: Client) -> None:
    found = list(mapper(client)(deadly, [Job(str(number), "") for number in range(4)]))
    assert [outcome.id for outcome in found if isinstance(outcome, Failed)] == ["2"]
    assert [outcome.id for outcome in found] == [str(number) for number in range(4)]


def test_with_a_limit_stories_run_in_processes_of_their_own(client: Client) -> None:
    given = stories(8)
    found = [row for table in digest_tables(client, tables_of(given, 4), limit=60) for row in table.to_pylist()]
    assert found == serial(given)


def test_a_cluster_that_has_no_workers_is_waited_for_no_longer_than_asked() -> None:
    with (
        LocalCluster(n_workers=0, processes=False, dashboard_address=None) as empty,
        Client(empty) as client,
        pytest.raises(StorysumError, match="did not answer for 1 s"),
    ):
        list(digest_tables(client, tables_of(stories(2), 2), patience=1))
