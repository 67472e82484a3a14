"""The batch: a row for every story, failures as values, and taken up where it was left, byte for byte."""

from __future__ import annotations

import io
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from storysum import batch
from storysum.batch.job import Failed, Job, Outcome
from storysum.batch.rows import FIELDS
from storysum.batch.sinks import PART, RowLines
from storysum.corpus import load
from storysum.errors import InputError, UnknownBackend


def archive(path: Path, count: int = 30) -> Path:
    """Stories of many kinds, and every seventh broken."""
    stories = load()
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = "<html><p>A page</p></html>" if number % 7 == 3 else stories[number % len(stories)].text
            file.write(json.dumps({"id": f"story-{number}", "text": text}) + "\n")
    return path


def run(origin: Path, target: Path, **options: object) -> batch.Report:
    fresh = bool(options.pop("fresh", False))
    return batch.run(batch.source(origin), batch.sink(target, fresh=fresh), backend="lead", **options)  # type: ignore[arg-type]


def test_there_is_a_row_for_every_story_in_order(tmp_path: Path) -> None:
    report = run(archive(tmp_path / "in.jsonl", 10), tmp_path / "out.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert all(tuple(row) == FIELDS for row in rows)
    assert [row["id"] for row in rows] == [f"story-{number}" for number in range(10)]
    assert [bool(row["error"]) for row in rows] == [number % 7 == 3 for number in range(10)]
    assert (report.done, report.failed, report.kept) == (9, 1, 0)
    text = load()[0].text
    assert [text[start:end] in rows[0]["short"] for start, end in rows[0]["spans"]["short"]]


def test_every_mapper_writes_the_same_bytes(tmp_path: Path) -> None:
    origin = archive(tmp_path / "in.jsonl", 12)
    run(origin, tmp_path / "serial.jsonl")
    for start in ("fork", "spawn", "forkserver"):
        run(origin, tmp_path / f"{start}.jsonl", mapper=batch.Crew(processes=2, start=start))
        assert (tmp_path / f"{start}.jsonl").read_bytes() == (tmp_path / "serial.jsonl").read_bytes()


def test_wherever_the_output_is_cut_the_batch_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    origin, target = archive(tmp_path / "in.jsonl", 8), tmp_path / "out.jsonl"
    run(origin, target)
    whole = target.read_bytes()
    for cut in [0, 1, 5, *random.Random(7).sample(range(len(whole)), 12), len(whole) - 1, len(whole)]:
        target.write_bytes(whole[:cut])
        report = run(origin, target)
        assert target.read_bytes() == whole, cut
        assert report.kept == whole[:cut].count(b"\n")


COMMAND = """
import argparse, sys
from storysum.batch import command
if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--backend")
    command.add_arguments(parser)
    sys.exit(command.batch(parser.parse_args()))
"""


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("command") / "command.py"
    path.write_text(COMMAND)
    return path


def started(command: Path, *arguments: object, **options: object) -> subprocess.Popen[bytes]:
    call = [sys.executable, "-W", "error", str(command), "--backend", "lead", *map(str, arguments)]
    path = os.pathsep.join(sys.path)
    return subprocess.Popen(call, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}, **options)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize("seed", range(int(os.environ.get("STORYSUM_KILLS", "3"))))
def test_killed_at_any_moment_and_started_again_the_rows_are_the_same(command: Path, tmp_path: Path, seed: int) -> None:
    origin, target = archive(tmp_path / "in.jsonl", 120), tmp_path / "out.jsonl"
    run(origin, tmp_path / "whole.jsonl")
    moments = random.Random(seed)
    for _ in range(2):
        process = started(command, origin, target, "--processes", 2)
        wanted = moments.random() * (tmp_path / "whole.jsonl").stat().st_size
        while process.poll() is None and (target.stat().st_size if target.exists() else 0) < wanted:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    final = started(command, origin, target, "--processes", 2)
    final.communicate()
    assert final.returncode == 1  # some stories are broken
    assert target.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_rows_of_other_stories_or_another_backend_are_not_gone_on_from(tmp_path: Path) -> None:
    origin, target = archive(tmp_path / "in.jsonl", 3), tmp_path / "out.jsonl"
    run(origin, target)
    before = target.read_bytes()
    with pytest.raises(InputError, match="was made by lead"):
        batch.run(batch.source(origin), batch.sink(target), backend="random")
    other = tmp_path / "other.jsonl"
    other.write_text('{"id": "x", "text": "It rained."}\n')
    with pytest.raises(InputError, match="row 1 of what is there is of 'story-0'"):
        run(other, target)
    assert target.read_bytes() == before
    assert run(other, target, fresh=True).total == 1


@pytest.mark.parametrize("precious", ["My diary.", "My diary.\n", '{"id": "a", "text": "It rained."}\n', '{"a": 1}'])
def test_a_file_that_is_no_output_of_a_batch_is_never_overwritten(tmp_path: Path, precious: str) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text(precious)
    with pytest.raises(InputError, match="is no row of a batch"):
        run(archive(tmp_path / "in.jsonl", 3), target)
    assert target.read_text() == precious


def test_two_batches_never_write_one_file(tmp_path: Path) -> None:
    first = batch.sink(tmp_path / "out.jsonl")
    with pytest.raises(InputError, match="another batch is writing it"):
        batch.sink(tmp_path / "out.jsonl")
    first.close(complete=False)


def test_a_full_disk_leaves_whole_rows_and_the_batch_can_go_on(command: Path, tmp_path: Path) -> None:
    origin, target = archive(tmp_path / "in.jsonl", 30), tmp_path / "out.jsonl"
    run(origin, tmp_path / "whole.jsonl")
    whole = (tmp_path / "whole.jsonl").read_bytes()

    def small_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) // 2, len(whole) // 2))

    process = started(command, origin, target, "--processes", 1, preexec_fn=small_disk)
    _, said = process.communicate()
    assert process.returncode == 1
    assert b"stopped:" in said
    assert b"Traceback" not in said
    written = target.read_bytes()
    assert 0 < len(written) <= len(whole) // 2
    assert written == whole[: len(written)]
    assert written.endswith(b"\n")
    run(origin, target)
    assert target.read_bytes() == whole


def test_a_closed_pipe_ends_the_batch_without_a_traceback(command: Path, tmp_path: Path) -> None:
    process = started(command, archive(tmp_path / "in.jsonl", 300), "-", stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b'{"id": "story-0"')
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr as stream:
        said = stream.read()
    assert process.wait() == 1
    assert b"whoever read it has gone" in said
    assert b"Traceback" not in said


def test_the_end_of_a_batch_names_what_failed_and_exits_with_one(command: Path, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b'{"id": "\\u001b[2J", "text": 5}\n{"id": "b", "text": "It rained."}\n')
    process = started(command, tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    _, said = process.communicate()
    assert process.returncode == 1
    assert b"2 stories, 1 failed" in said
    assert b"no text in 'text'" in said
    assert b"\x1b" not in said


def test_the_input_is_never_the_output(command: Path, tmp_path: Path) -> None:
    origin = archive(tmp_path / "in.jsonl", 3)
    before = origin.read_bytes()
    process = started(command, origin, origin, "--fresh")
    assert b"this is the input itself" in process.communicate()[1]
    assert origin.read_bytes() == before


def test_an_unknown_backend_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UnknownBackend):
        batch.run(batch.source(archive(tmp_path / "in.jsonl", 1)), RowLines(io.BytesIO()), backend="textrnk")


def test_a_batch_over_an_endless_source_holds_little(tmp_path: Path) -> None:
    def endless() -> object:
        while True:
            yield "id", "It rained."

    assert next(batch.outcomes(endless(), backend="lead")).id == "id"


def test_a_plug_in_that_exits_or_recurses_costs_its_story(monkeypatch: pytest.MonkeyPatch) -> None:
    for raised in (SystemExit(3), RecursionError("deep"), MemoryError()):

        def fails(*_: object, raised: BaseException = raised, **__: object) -> None:
            raise raised

        monkeypatch.setattr("storysum.api.digest", fails)
        outcome: Outcome = batch.work(Job("a", "It rained.", backend="lead"))
        assert isinstance(outcome, Failed)
        assert type(raised).__name__ in outcome.error


def test_parquet_parts_are_whole_and_the_same_when_taken_up_again(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason="needs storysum[parquet]")
    from pyarrow import parquet

    origin = tmp_path / "in.jsonl"
    text = "It rained {} times \ud800. “No,” said Abel Foss."
    lines = [json.dumps({"id": f"s{number}", "text": text.format(number)}) for number in range(PART + 50)]
    origin.write_text("\n".join(lines))
    target, other = tmp_path / "out.parquet", tmp_path / "other.parquet"
    assert run(origin, target).total == PART + 50
    assert sorted(path.name for path in target.glob("*.parquet")) == ["part-000000.parquet", "part-000001.parquet"]
    first = tmp_path / "first.jsonl"
    first.write_text("\n".join(lines[: PART + 20]))
    run(first, other)
    (other / ".part-000002.parquet.part").write_bytes(b"half")
    assert run(origin, other).kept == PART + 20
    for part in target.glob("*.parquet"):
        assert part.read_bytes() == (other / part.name).read_bytes()
    assert not list(other.glob(".*.part"))
    rows = parquet.read_table(target)
    assert isinstance(rows, arrow.Table)
    assert tuple(rows.schema.names) == FIELDS
