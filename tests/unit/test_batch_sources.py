"""Sources: each story in order; what is broken costs one story and says what is wrong."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import os
import sys
from pathlib import Path

import pytest

from storysum.batch.parquet import ParquetFiles
from storysum.batch.run import sink, source
from storysum.batch.sources import CsvFile, JsonLines, Names, Story
from storysum.errors import InputError, MissingDependency


def found(path: Path | str, **options: object) -> list[Story]:
    return list(source(path, **options).stories())  # type: ignore[arg-type]


def test_json_lines_give_a_story_a_line(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('\ufeff{"id": 1, "text": "It rained.", "title": "Rain"}\n\n{"text": "It froze."}', encoding="utf-8")
    assert found(path) == [Story("1", "It rained.", "Rain"), Story("line 3", "It froze.")]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b'{"id": "a", "text": ', "not JSON"),
        (b'{"id": "a", "text": "caf\xe9"}', "byte 24 is not UTF-8"),
        (b'["text"]', "not an object"),
        (b'{"id": "a"}', "no field 'text': there are id"),
        (b'{"id": "a", "text": 7}', "no text in 'text': it is int"),
        (b"[" * 100_000, "not JSON"),
        (b'{"id": "a", "text": "' + b"x" * 200_000 + b'"}', "longer than 150000 bytes"),
    ],
    ids=["cut", "bytes", "list", "absent", "number", "deep", "long"],
)
def test_a_broken_line_is_one_failure_and_its_neighbours_are_read(tmp_path: Path, line: bytes, error: str) -> None:
    path = tmp_path / "in.jsonl"
    good = b'{"id": "good", "text": "It rained."}'
    path.write_bytes(b"\n".join([good, line, good]))
    first, broken, last = JsonLines(path, Names(), longest=150_000).stories()
    assert first == last == Story("good", "It rained.")
    assert broken.error is not None
    assert error in broken.error


def test_fields_may_have_other_names(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"key": "a", "body": "It rained.", "head": "Rain"}))
    assert found(path, names=Names("key", "body", "head")) == [Story("a", "It rained.", "Rain")]


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"id": "a", "text": "It rained."}\n')))
    assert found("-") == [Story("a", "It rained.")]


def test_a_folder_gives_its_texts_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.txt", "c.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"This is {name}.")
    (tmp_path / "d.txt").write_bytes(b"caf\xe9")
    (tmp_path / "e.txt").symlink_to(tmp_path / "nowhere")
    stories = found(tmp_path)
    assert [story.id for story in stories] == ["a.txt", "a/z.txt", "b.txt", "c.md", "d.txt", "e.txt"]
    assert [bool(story.error) for story in stories] == [False, False, False, False, True, True]


def test_csv_gives_a_story_a_row(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(b'id,text,title\r\na,"It rained,\nand froze.",Rain\r\nb,too few\r\n,"caf\xe9",\r\n,It froze.,\r\n')
    first, short, bad, last = found(path)
    assert first == Story("a", "It rained,\nand froze.", "Rain")
    assert short.error == "2 fields, the first line has 3"
    assert bad.error == "not UTF-8"
    assert last == Story("row 4", "It froze.")


def test_a_quotation_mark_that_never_closes_in_csv_is_a_failure_not_an_end(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text('id,text\na,It rained.\nb,"' + "x" * 300_000)
    stories = list(CsvFile(path, Names(), longest=200_000).stories())
    assert stories[0] == Story("a", "It rained.")
    assert len(stories) >= 2


@pytest.mark.parametrize("name", ["in.csv", "in.tsv"])
def test_a_quotation_mark_that_never_closes_costs_its_row_and_none_behind_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    between = "\t" if name == "in.tsv" else ","
    rows = [
        "id|text",
        'a|"never closed',
        "b|It rained.",
        'c|"It froze, a bit."',
        "d|12 inch 5",
        'e|"again',
        "f|It hailed.",
    ]
    path.write_text("".join(f"{row.replace('|', between)}\n" for row in rows))
    stories = found(path)
    assert [story.text for story in stories if story.error is None] == [
        "It rained.",
        "It froze, a bit.",
        "12 inch 5",
        "It hailed.",
    ]
    assert len(stories) == len(rows) - 1


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_csv_is_read_whatever_ends_its_lines(tmp_path: Path, end: str) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(f"id,text{end}a,It rained.{end}{end}b,It froze.{end}".encode())
    assert found(path) == [Story("a", "It rained."), Story("b", "It froze.")]


@pytest.mark.parametrize("heading", ["a,b", "x" * 300_000, '"id,text', ""], ids=["others", "giant", "open", "empty"])
def test_csv_without_the_column_is_refused(tmp_path: Path, heading: str) -> None:
    path = tmp_path / "in.csv"
    path.write_text(f"{heading}\n1,2\n")
    with pytest.raises(InputError, match="no column 'text'"):
        list(CsvFile(path, Names(), longest=200_000).stories())


def test_what_cannot_be_looked_into_is_a_failure_not_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("closed/a.txt", "open/b.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("It rained.")
    (tmp_path / "z.txt.gz").write_bytes(gzip.compress(b"It rained."))
    (tmp_path / "link").symlink_to(tmp_path / "open")
    scandir = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr("os.scandir", refusing)
    stories = found(tmp_path)
    assert [(story.id, story.error is None) for story in stories] == [
        ("closed", False),
        ("link", False),
        ("open/b.txt", True),
        ("z.txt.gz", False),
    ]
    assert "Permission denied" in (stories[0].error or "")
    assert "gunzip" in (stories[3].error or "")


def test_a_folder_without_a_story_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_text("It rained.")
    with pytest.raises(InputError, match=r"named \*\.txt"):
        found(tmp_path)


@pytest.mark.parametrize(("pack", "command"), [(gzip.compress, "gunzip"), (bz2.compress, "bunzip2")])
def test_a_compressed_source_is_refused_with_the_command_that_unpacks_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: object, command: str
) -> None:
    packed = pack(b'{"id": "a", "text": "It rained."}\n')  # type: ignore[operator]
    for name in ("in.jsonl.gz", "in.jsonl", "in.csv"):
        (tmp_path / name).write_bytes(packed)
        with pytest.raises(InputError, match=command):
            found(tmp_path / name)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(packed)))
    with pytest.raises(InputError, match=command):
        found("-")


def test_parquet_gives_a_story_a_row_and_a_broken_file_is_one_failure(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason="needs storysum[parquet]")
    from pyarrow import parquet

    rows = [{"id": 1, "text": "It rained.", "more": 0}, {"id": None, "text": None, "more": 0}]
    parquet.write_table(arrow.Table.from_pylist(rows), tmp_path / "a.parquet")
    (tmp_path / "b.parquet").write_bytes(b"PAR1 and no more")
    parquet.write_table(arrow.Table.from_pylist(rows[:1]), tmp_path / "c.parquet")
    stories = found(tmp_path)
    assert stories[0] == stories[3] == Story("1", "It rained.")
    assert [story.error for story in stories[1:2]] == ["no text in 'text': it is NoneType"]
    assert stories[2].id == "b.parquet"
    assert "not whole Parquet" in (stories[2].error or "")


def test_one_text_of_parquet_that_is_not_utf_8_or_too_long_costs_its_row_only(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason="needs storysum[parquet]")
    from pyarrow import parquet

    texts = [b"It rained."] * 300
    texts[7], texts[9] = b"caf\xe9", b"x" * 2000
    for kind in (arrow.string(), arrow.large_string(), arrow.dictionary(arrow.int32(), arrow.string())):
        column = arrow.array(texts, arrow.binary()).view(arrow.string())
        column = column.dictionary_encode() if arrow.types.is_dictionary(kind) else column.cast(kind, safe=False)
        ids = arrow.array(range(300))
        parquet.write_table(arrow.table({"id": ids, "text": column}), tmp_path / "in.parquet")
        stories = list(ParquetFiles(tmp_path, Names(), longest=1000).stories())
        assert len(stories) == 300
        assert {story.id: story.error for story in stories if story.error} == {
            "7": "not UTF-8",
            "9": "longer than 1000 bytes",
        }


def test_what_is_not_there_or_cannot_be_told_is_refused(tmp_path: Path) -> None:
    odd = tmp_path / "in.dat"
    odd.write_text("It rained.")
    with pytest.raises(InputError, match="nothing is there"):
        source(tmp_path / "nowhere.jsonl")
    with pytest.raises(InputError, match="say --from"):
        source(odd)
    with pytest.raises(InputError, match="standard input: is read as JSON Lines only"):
        source("-", form="csv")
    with pytest.raises(InputError, match="standard output: is written as JSON Lines only"):
        sink("-", form="parquet")
    assert found(odd, form="texts") == [Story("in.dat", "It rained.")]


def test_the_share_that_was_read_grows_to_one(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"text": "It rained."}\n' * 4)
    origin = source(path)
    shares = [origin.share for _ in origin.stories()]
    assert shares == [0.25, 0.5, 0.75, 1.0]


@pytest.mark.parametrize("named", ["empty", "stories.parquet"])
def test_a_source_that_cannot_be_read_is_told_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "stories.parquet").touch()
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises((InputError, MissingDependency)):
        source(tmp_path / named)
