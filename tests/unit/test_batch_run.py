"""The batch: a row for every story, failures as values, and taken up where it was left, byte for byte."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import ClassVar

import pytest
from attrs import field, frozen

import storysum
from storysum import batch
from storysum.batch import parquet
from storysum.batch.job import FIELDS, Failed, Job, Outcome
from storysum.batch.sinks import RowLines
from storysum.corpus import load
from storysum.errors import InputError, UnknownBackend
from storysum.model.ranking import Ranking


def archive(path: Path, count: int = 30) -> Path:
    """The beginnings of stories of many kinds, and every seventh broken."""
    stories = [story.text[: story.text.find("\n", 800)] for story in load()]
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = "<html><p>A page</p></html>" if number % 7 == 3 else stories[number % len(stories)]
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
    for start in ("spawn", "forkserver"):
        run(origin, tmp_path / f"{start}.jsonl", mapper=batch.WorkerPool(processes=2, start=start))
        assert (tmp_path / f"{start}.jsonl").read_bytes() == (tmp_path / "serial.jsonl").read_bytes()


def test_wherever_the_output_is_cut_the_batch_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    origin, target = archive(tmp_path / "in.jsonl", 8), tmp_path / "out.jsonl"
    run(origin, target)
    whole = target.read_bytes()
    for cut in [0, 1, 5, *random.Random(7).sample(range(len(whole)), 6), len(whole) - 1, len(whole)]:
        target.write_bytes(whole[:cut])
        report = run(origin, target)
        assert target.read_bytes() == whole, cut
        assert report.kept == whole[:cut].count(b"\n")


def started(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
    call = [sys.executable, "-W", "error", "-m", "storysum", "batch", "--backend", "lead", *map(str, arguments)]
    path = os.pathsep.join(sys.path)
    return subprocess.Popen(call, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}, **options)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize("seed", range(int(os.environ.get("STORYSUM_KILLS", "2"))))
def test_killed_at_any_moment_and_started_again_the_rows_are_the_same(tmp_path: Path, seed: int) -> None:
    origin, target = archive(tmp_path / "in.jsonl", 30), tmp_path / "out.jsonl"
    run(origin, tmp_path / "whole.jsonl")
    moments = random.Random(seed)
    for _ in range(2):
        process = started(origin, target, "--processes", 2)
        wanted = moments.random() * (tmp_path / "whole.jsonl").stat().st_size
        while process.poll() is None and (target.stat().st_size if target.exists() else 0) < wanted:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    final = started(origin, target, "--processes", 2)
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


PRECIOUS = [
    "My diary.",
    "My diary.\n",
    '{"id": "a", "text": "It rained."}',
    '{"id": "a", "text": "It rained."}\n',
    '{"a": 1}',
    '{"id": "a", "headline": ' + "[" * 100_000 + "\n",
    json.dumps({**dict.fromkeys(FIELDS, ""), "id": 7}) + "\n",
]


@pytest.mark.parametrize("fresh", [False, True])
@pytest.mark.parametrize("precious", PRECIOUS, ids=range(len(PRECIOUS)))
def test_a_file_that_is_no_output_of_a_batch_is_never_overwritten(tmp_path: Path, precious: str, fresh: bool) -> None:
    # One that only begins as a row does is taken for an older batch's, or a damaged one.
    fresh = fresh and not precious.startswith('{"id": "a", "headline": ')
    target = tmp_path / "out.jsonl"
    target.write_text(precious)
    with pytest.raises(InputError, match="is no row of a batch"):
        run(archive(tmp_path / "in.jsonl", 3), target, fresh=fresh)
    assert target.read_text() == precious


CHANGES = {
    "tighten": ({"id": "a", "text": "It rained."}, {"tighten": True}, "tighten:none, and this is tighten:true"),
    "language": ({"id": "a", "text": "It rained."}, {"language": "de"}, "language:guessed, and this is language:de"),
    "text": ({"id": "a", "text": "It froze."}, {}, "another text of 'a'"),
    "title": ({"id": "a", "text": "It rained.", "title": "Rain"}, {}, "another title of 'a'"),
    "text field": ({"id": "a", "text": "It rained.", "body": "It froze."}, {"names": "body"}, "another text of 'a'"),
}


@pytest.mark.parametrize(("story", "options", "said"), CHANGES.values(), ids=CHANGES)
def test_a_batch_goes_on_only_with_what_its_rows_were_made_from(
    tmp_path: Path, story: dict[str, str], options: dict[str, object], said: str
) -> None:
    origin, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    origin.write_text('{"id": "a", "text": "It rained."}\n')
    run(origin, target)
    before = target.read_bytes()
    assert run(origin, target).kept == 1
    origin.write_text(json.dumps(story) + "\n")
    names = batch.Names(text=str(options.pop("names", "text")))
    with pytest.raises(InputError, match=f"row 1 of what is there was made .*{said}.*: name another output, or"):
        batch.run(batch.source(origin, names), batch.sink(target), backend="lead", **options)  # type: ignore[arg-type]
    assert target.read_bytes() == before


def test_an_id_that_comes_again_is_told_with_its_row(tmp_path: Path) -> None:
    origin, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    origin.write_text("".join(f'{{"id": "{name}", "text": "It rained."}}\n' for name in "abca"))
    assert run(origin, target).repeated == (4,)
    process = started(origin, target)  # gone on from: the rows before count too
    assert b"ids that come again: 1 (rows: 4)" in process.communicate()[1]
    assert process.returncode == 0


def test_an_empty_story_has_a_row_that_says_why_it_is_empty(tmp_path: Path) -> None:
    origin, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    origin.write_text('{"id": "a", "text": ""}\n{"id": "b", "text": "It rained."}\n')
    run(origin, target)
    empty, full = map(json.loads, target.read_text().splitlines())
    assert set(empty["shortfall"].values()) == {"The article has no sentences."}
    assert full["shortfall"]["short"] is None


def test_what_is_wrong_with_a_line_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('nothing\n{"id": "b", "text": "It rained."}\n{"body": "It froze."}\n')
    said = started(tmp_path / "in.jsonl", tmp_path / "out.jsonl").communicate()[1].decode()
    assert "failed: line 1: not JSON" in said
    assert "line 1: line 1" not in said
    assert "failed: line 3: no field 'text': there are body" in said


@pytest.mark.parametrize("name", ["out.csv", "out.TSV"])
def test_rows_do_not_go_into_a_file_that_is_named_for_another_format(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="say --to jsonl"):
        batch.sink(tmp_path / name)
    assert not (tmp_path / name).exists()
    batch.sink(tmp_path / name, form="jsonl").close(complete=False)


def test_two_batches_never_write_one_file(tmp_path: Path) -> None:
    first = batch.sink(tmp_path / "out.jsonl")
    with pytest.raises(InputError, match="another batch is writing it"):
        batch.sink(tmp_path / "out.jsonl")
    first.close(complete=False)


def test_a_full_disk_leaves_whole_rows_and_the_batch_can_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)  # its data file does not fit, either
    origin, target = archive(tmp_path / "in.jsonl", 30), tmp_path / "out.jsonl"
    run(origin, tmp_path / "whole.jsonl")
    whole = (tmp_path / "whole.jsonl").read_bytes()

    def small_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) // 2, len(whole) // 2))

    process = started(origin, target, "--processes", 1, preexec_fn=small_disk)
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


def test_a_closed_pipe_ends_the_batch_without_a_traceback(tmp_path: Path) -> None:
    process = started(archive(tmp_path / "in.jsonl", 300), "-", stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b'{"id": "story-0"')
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr as stream:
        said = stream.read()
    assert process.wait() == 1
    assert b"whoever read it has gone" in said
    assert b"Traceback" not in said


def test_the_end_of_a_batch_names_what_failed_and_exits_with_one(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b'{"id": "\\u001b[2J", "text": 5}\n{"id": "b", "text": "It rained."}\n')
    process = started(tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    _, said = process.communicate()
    assert process.returncode == 1
    assert b"2 stories, 1 failed" in said
    assert b"no text in 'text'" in said
    assert b"\x1b" not in said


def test_the_input_is_never_the_output(tmp_path: Path) -> None:
    origin = archive(tmp_path / "in.jsonl", 3)
    before = origin.read_bytes()
    (tmp_path / "other name.jsonl").hardlink_to(origin)
    (tmp_path / "link.jsonl").symlink_to(origin)
    for target in (origin, tmp_path / "other name.jsonl", tmp_path / "link.jsonl"):
        process = started(origin, target, "--fresh")
        assert b"this is the input itself" in process.communicate()[1]
        with origin.open("rb") as given:
            process = started("-", target, "--fresh", stdin=given)
            assert b"this is the input itself" in process.communicate()[1]
    with origin.open("ab") as appended:
        process = started(origin, "-", stdout=appended)
        assert b"standard output: this is the input itself" in process.communicate()[1]
    assert origin.read_bytes() == before


def test_an_output_is_not_put_among_the_texts_that_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.")
    with pytest.raises(InputError, match="this is the input itself"):
        batch.run(batch.source(tmp_path), batch.sink(tmp_path / "out.txt"), backend="lead")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]
    assert run(tmp_path, tmp_path / "out.jsonl").done == 1


def test_a_part_that_is_read_is_never_taken_away(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="needs storysum[parquet]")
    from pyarrow import parquet

    origin, target = tmp_path / "in.jsonl", tmp_path / "out.parquet"
    origin.write_text('{"id": "a", "text": "It rained."}\n')
    run(origin, target)
    part = target / "part-000000.parquet"
    before = part.read_bytes()
    assert parquet.read_table(part).num_rows == 1
    for given in (part, target):
        with pytest.raises(InputError, match="this is the input itself"):
            batch.run(batch.source(given, batch.Names(text="short")), batch.sink(target, fresh=True))
        assert part.read_bytes() == before


FOREIGN = {
    "Spark's": ["part-00000-0a1b.c000.snappy.parquet", "_SUCCESS"],
    "a name of ours": ["part-000000.parquet"],
    "hidden": [".part-000000.parquet.part"],
    "anything": ["notes.md"],
    "a lock": [".lock"],
}


@pytest.mark.parametrize("fresh", [False, True])
@pytest.mark.parametrize("names", FOREIGN.values(), ids=FOREIGN)
def test_a_folder_that_no_batch_wrote_is_refused_and_left_untouched(
    tmp_path: Path, names: list[str], fresh: bool
) -> None:
    pytest.importorskip("pyarrow", reason="needs storysum[parquet]")
    target = tmp_path / "out.parquet"
    target.mkdir()
    for name in names:
        (target / name).write_text("precious")
    with pytest.raises(InputError, match="no batch wrote"):
        run(archive(tmp_path / "in.jsonl", 1), target, fresh=fresh)
    assert {path.name: path.read_text() for path in target.iterdir()} == dict.fromkeys(names, "precious")


def test_a_part_put_in_by_somebody_else_is_refused_and_left_untouched(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason="needs storysum[parquet]")
    from pyarrow import parquet

    origin, target = archive(tmp_path / "in.jsonl", 1), tmp_path / "out.parquet"
    run(origin, target)
    part = target / "part-000000.parquet"
    parquet.write_table(arrow.table({"text": ["It rained."]}), part)
    before = part.read_bytes()
    for fresh in (False, True):
        with pytest.raises(InputError, match="is no part of a batch"):
            run(origin, target, fresh=fresh)
        assert part.read_bytes() == before


def test_an_unknown_backend_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UnknownBackend):
        batch.run(batch.source(archive(tmp_path / "in.jsonl", 1)), RowLines(None), backend="textrnk")


@frozen
class Tail:
    """The last sentences, under the name of another backend."""

    name: ClassVar[str] = "lead"
    held: object = field(default=None, metadata={"named": True})

    def rank(self, article: storysum.Article) -> Ranking:
        return Ranking(range(len(article.sentences)))


@pytest.mark.parametrize("mapper", [map, batch.WorkerPool(processes=1)], ids=["map", "pool"])
def test_a_backend_that_is_an_object_does_the_work_itself(mapper: batch.Mapper) -> None:
    text = " ".join(f"Petra Holm sold van number {number} to the museum in Leeds." for number in range(20))
    (found,) = batch.outcomes([("vans", text)], backend=Tail(), mapper=mapper)
    wanted = storysum.digest(text, backend=Tail())
    assert found.row["short"] == wanted.short.text != storysum.digest(text, backend="lead").short.text


def test_a_table_is_digested_by_a_backend_that_is_an_object() -> None:
    table = pytest.importorskip("pyarrow").table({"text": ["Petra Holm sold the van. " * 20 + "It rained in Leeds."]})
    (found,) = parquet.digests([table], map, backend=Tail(), tighten=None)
    wanted = storysum.digest(table["text"][0].as_py(), backend=Tail())
    assert found["short"].to_pylist() == [wanted.short.text]


def test_what_is_wrong_with_a_call_as_a_whole_costs_no_row_that_is_there(tmp_path: Path) -> None:
    origin, target, table = archive(tmp_path / "in.jsonl", 2), tmp_path / "out.jsonl", tmp_path / "bad.csv"
    table.write_text("id,body\n1,It rained.\n")
    run(origin, target)
    before = target.read_bytes()
    for source, options, said in (
        (table, {}, "no column 'text'"),
        (origin, {"language": "xx"}, "no language 'xx'"),
        (origin, {"backend": Tail(lambda: None), "mapper": batch.WorkerPool(processes=1)}, "cannot be sent"),
    ):
        with pytest.raises(InputError, match=said):
            batch.run(batch.source(source), batch.sink(target, fresh=True), **{"backend": "lead", **options})  # type: ignore[arg-type]
        assert target.read_bytes() == before


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


def test_parquet_parts_are_whole_and_the_same_when_taken_up_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrow = pytest.importorskip("pyarrow", reason="needs storysum[parquet]")
    from pyarrow import parquet

    monkeypatch.setattr("storysum.batch.parquet.PART", size := 100)
    origin = tmp_path / "in.jsonl"
    text = "It rained {} times \ud800. “No,” said Abel Foss."
    lines = [json.dumps({"id": f"s{number}", "text": text.format(number)}) for number in range(size + 50)]
    origin.write_text("\n".join(lines))
    target, other = tmp_path / "out.parquet", tmp_path / "other.parquet"
    assert run(origin, target).total == size + 50
    assert sorted(path.name for path in target.glob("*.parquet")) == ["part-000000.parquet", "part-000001.parquet"]
    first = tmp_path / "first.jsonl"
    first.write_text("\n".join(lines[: size + 20]))
    run(first, other)
    (other / ".part-000002.parquet.part").write_bytes(b"half")
    assert run(origin, other).kept == size + 20
    for part in target.glob("*.parquet"):
        assert part.read_bytes() == (other / part.name).read_bytes()
    assert not list(other.glob(".*.part"))
    rows = parquet.read_table(target)
    assert isinstance(rows, arrow.Table)
    assert tuple(rows.schema.names) == FIELDS
