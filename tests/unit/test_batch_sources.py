"""Sources: each story in order; what is broken costs one story and says what is wrong."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from storysum.batch.sources import CsvFile, JsonLines, Names, Story, source
from storysum.errors import InputError


def found(path: Path | str, **options: object) -> list[Story]:
    return list(source(path, **options).stories())  # type: ignore[arg-type]


def test_json_lines_give_a_story_a_line(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('\ufeff{"id": 1, "text": "It rained.", "title": "Rain"}\n\n{"text": "It froze."}', encoding="utf-8")
    assert found(path) == [Story("1", "It rained.", "Rain"), Story("line 3", "It froze.")]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b'{"id": "a", "text": ', "line 2 is not JSON"),
        (b'{"id": "a", "text": "caf\xe9"}', "line 2: byte 24 is not UTF-8"),
        (b'["text"]', "line 2 is not an object"),
        (b'{"id": "a"}', "no text in 'text': it is NoneType"),
        (b'{"id": "a", "text": 7}', "no text in 'text': it is int"),
        (b"[" * 100_000, "line 2 is not JSON"),
        (b'{"id": "a", "text": "' + b"x" * 200_000 + b'"}', "line 2 is longer than 150000 bytes"),
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
    assert [story.id for story in stories] == ["a.txt", "a/z.txt", "b.txt", "d.txt", "e.txt"]
    assert [bool(story.error) for story in stories] == [False, False, False, True, True]


def test_csv_gives_a_story_a_row(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(b'id,text,title\r\na,"It rained,\nand froze.",Rain\r\nb,too few\r\n,"caf\xe9",\r\n,It froze.,\r\n')
    first, short, bad, last = found(path)
    assert first == Story("a", "It rained,\nand froze.", "Rain")
    assert short.error == "row 2 has 2 fields, the first line 3"
    assert bad.error == "row 3 is not UTF-8"
    assert last == Story("row 4", "It froze.")


def test_a_quotation_mark_that_never_closes_in_csv_is_a_failure_not_an_end(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text('id,text\na,It rained.\nb,"' + "x" * 300_000)
    stories = list(CsvFile(path, Names(), longest=200_000).stories())
    assert stories[0] == Story("a", "It rained.")
    assert len(stories) >= 2


def test_csv_without_the_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="no column 'text'"):
        found(path)


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
    assert "b.parquet is not whole Parquet" in (stories[2].error or "")


def test_what_is_not_there_or_cannot_be_told_is_refused(tmp_path: Path) -> None:
    odd = tmp_path / "in.dat"
    odd.write_text("It rained.")
    with pytest.raises(InputError, match="nothing is there"):
        source(tmp_path / "nowhere.jsonl")
    with pytest.raises(InputError, match="say --from"):
        source(odd)
    assert found(odd, form="texts") == [Story("in.dat", "It rained.")]


def test_the_share_that_was_read_grows_to_one(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"text": "It rained."}\n' * 4)
    origin = source(path)
    shares = [origin.share() for _ in origin.stories()]
    assert shares == [0.25, 0.5, 0.75, 1.0]
