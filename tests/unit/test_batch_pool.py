"""The worker pool: what hangs or dies costs its own story only, and order is kept."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from storysum.batch.job import Done, Failed, Job, Outcome
from storysum.batch.pool import WorkerPool
from storysum.errors import InputError, StorysumError

WORK = """
import os, time
from pathlib import Path
from types import ModuleType
from storysum.batch.job import Done, Failed, Job

def act(job):
    kind, _, rest = job.text.partition(" ")
    if kind == "hang":
        while True: pass
    if kind == "die":
        os._exit(7)
    if kind == "die-once" and not Path(rest).exists():
        Path(rest).touch()
        os.kill(os.getpid(), 9)
    if kind == "raise":
        raise ValueError(rest)
    if kind == "print":
        print("plug-ins chatter")
    if kind == "big":
        return Done(job.id, {"text": "x" * 3_000_000})
    if kind == "sleep":
        time.sleep(float(rest))
    return Done(job.id, {"pid": os.getpid()})
"""


@pytest.fixture(scope="module")
def act(tmp_path_factory: pytest.TempPathFactory) -> object:
    """A work that does what its job says, in a module that other processes can import."""
    folder = tmp_path_factory.mktemp("acting")
    (folder / "acting_for_pool.py").write_text(WORK)
    sys.path.insert(0, str(folder))
    from acting_for_pool import act

    yield act
    sys.path.remove(str(folder))


def told(outcomes: list[Outcome]) -> list[str]:
    return [outcome.error if isinstance(outcome, Failed) else "done" for outcome in outcomes]


def jobs(*texts: str) -> list[Job]:
    return [Job(str(number), text) for number, text in enumerate(texts)]


def test_outcomes_come_in_the_order_of_the_jobs(act: object) -> None:
    given = jobs("sleep 0.3", *["fine"] * 20, "sleep 0.1", *["fine"] * 20)
    assert [outcome.id for outcome in WorkerPool(processes=2)(act, given)] == [job.id for job in given]


def test_a_job_that_hangs_costs_only_itself(act: object) -> None:
    found = told(list(WorkerPool(processes=2, limit=0.5)(act, jobs("fine", "hang", "fine", "fine", "hang"))))
    assert found == ["done", "took longer than 0.5 s", "done", "done", "took longer than 0.5 s"]


@pytest.mark.parametrize("limit", [1e7, float("inf")])
def test_a_limit_longer_than_a_pipe_can_wait_is_as_good_as_none(act: object, limit: float) -> None:
    assert told(list(WorkerPool(processes=1, limit=limit)(act, jobs("fine")))) == ["done"]


def test_a_job_that_kills_its_process_costs_only_itself(act: object) -> None:
    found = told(list(WorkerPool(processes=2)(act, jobs("fine", "die", *["fine"] * 8, "die", "fine"))))
    assert found == ["done", "its process ended with code 7", *["done"] * 8, "its process ended with code 7", "done"]


def test_a_worker_that_is_killed_from_outside_costs_nothing(act: object, tmp_path: Path) -> None:
    found = told(list(WorkerPool(processes=2)(act, jobs("fine", f"die-once {tmp_path / 'died'}", "fine"))))
    assert found == ["done"] * 3


def test_what_the_work_raises_is_an_outcome(act: object) -> None:
    assert told(list(WorkerPool(processes=1)(act, jobs("raise no luck", "fine")))) == ["ValueError: no luck", "done"]


def test_outcomes_larger_than_a_pipe_come_through_beside_jobs_larger_than_a_pipe(act: object) -> None:
    given = jobs(*["big " + "y" * 3_000_000] * 6)
    assert told(list(WorkerPool(processes=2)(act, given))) == ["done"] * 6


def test_jobs_are_drawn_as_they_are_needed(act: object) -> None:
    drawn = 0

    def endless() -> object:
        nonlocal drawn
        for number in itertools.count():
            drawn += 1
            yield Job(str(number), "fine")

    outcomes = WorkerPool(processes=2)(act, endless())
    assert [next(outcomes).id for _ in range(5)] == ["0", "1", "2", "3", "4"]
    outcomes.close()
    assert drawn <= 5 + 2 * 64 + 1


def test_outcomes_come_while_the_source_pauses(act: object) -> None:
    """A pipe that writes a line now and then: what is done is not held back by what is not there yet."""
    taken, seen = threading.Event(), []

    def pausing() -> Iterator[Job]:
        yield from jobs(*["fine"] * 10)
        seen.append(taken.wait(30))
        yield from jobs("fine")

    for _ in WorkerPool(processes=1)(act, pausing()):
        taken.set()
    assert seen == [True]


def test_a_slow_first_job_holds_only_a_bounded_number_back(act: object) -> None:
    drawn = []
    given = (drawn.append(number) or Job(str(number), "sleep 1" if number == 0 else "fine") for number in range(2000))
    outcomes = WorkerPool(processes=2)(act, given)
    next(outcomes)
    assert len(drawn) <= 2 * 64 + 2
    outcomes.close()


def test_no_jobs_need_no_process(act: object) -> None:
    assert list(WorkerPool()(act, [])) == []


@pytest.mark.parametrize("start", ["spawn", "forkserver"])
def test_every_way_to_start_a_process_works(act: object, start: str) -> None:
    assert told(list(WorkerPool(processes=1, start=start)(act, jobs("fine", "print")))) == ["done", "done"]


def test_what_a_plug_in_prints_goes_to_standard_error(act: object, capfd: pytest.CaptureFixture[str]) -> None:
    list(WorkerPool(processes=1, start="spawn")(act, jobs("print")))
    assert "chatter" not in capfd.readouterr().out


@pytest.mark.parametrize(
    "wrong", [{"processes": 0}, {"limit": 0}, {"limit": -1.0}, {"start": "boil"}, {"start": "fork"}]
)
def test_a_pool_that_cannot_be_says_why(wrong: dict[str, object]) -> None:
    with pytest.raises(InputError, match=next(iter(wrong))):
        WorkerPool(**wrong)


def test_work_that_cannot_be_sent_is_refused_at_once() -> None:
    with pytest.raises(InputError, match="cannot be sent"):
        WorkerPool()(lambda job: Done(job.id, {}), jobs("fine"))


def test_without_a_guarded_main_the_error_says_what_to_do(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from storysum import batch\n"
        "pool = batch.WorkerPool(processes=1, start='spawn')\n"
        "list(batch.outcomes([('a', 'It rained.')], mapper=pool))\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 1
    assert "if __name__ == '__main__'" in done.stderr.splitlines()[-1]


def test_workers_end_when_their_parent_is_killed_even_while_they_hang(tmp_path: Path) -> None:
    (tmp_path / "hanging.py").write_text(
        "import os, sys\nfrom storysum import batch\n"
        "def hang(job):\n    open(job.text, 'w').write(str(os.getpid()))\n    while True: pass\n"
        "if __name__ == '__main__':\n    import hanging\n"
        "    list(batch.WorkerPool(processes=1, limit=None)(hanging.hang, [batch.Job('a', sys.argv[1])]))\n"
    )
    mark = tmp_path / "pid"
    path = os.pathsep.join([str(tmp_path), *sys.path])
    parent = subprocess.Popen([sys.executable, tmp_path / "hanging.py", mark], env={**os.environ, "PYTHONPATH": path})
    assert eventually(lambda: mark.exists() and mark.read_text() != "")
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert eventually(lambda: not alive(int(mark.read_text())))


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def eventually(holds: object, patience: float = 30.0) -> bool:
    """Whether something comes true before the machine may be called broken."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if holds():  # type: ignore[operator]
            return True
        threading.Event().wait(0.05)
    return False


def test_workers_that_cannot_even_start_end_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    here_only = ModuleType("here_only")  # no other process can import it
    exec("def act(job): return job", vars(here_only))
    monkeypatch.setitem(sys.modules, "here_only", here_only)
    with pytest.raises(StorysumError, match="no worker process can be started"):
        list(WorkerPool(processes=1, start="spawn")(here_only.act, jobs("fine")))
