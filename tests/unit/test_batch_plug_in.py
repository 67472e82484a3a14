"""A plug-in that misbehaves in every way costs a batch the stories that it misbehaves on, and is named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PLUG_IN = """
import os
from attrs import frozen
from storysum.model.ranking import Ranking

@frozen
class Moody:
    name = "moody"

    def rank(self, article):
        scores = [1.0] * len(article.sentences)
        mood = article.text.split()[0]
        if mood == "Raise":
            raise KeyError("no luck")
        if mood == "Hang":
            while True: pass
        if mood == "Die":
            os._exit(7)
        if mood == "Exit":
            raise SystemExit(3)
        if mood == "Nan":
            return Ranking([float("nan")] * len(scores))
        if mood == "Long":
            return Ranking([*scores, 1.0])
        if mood == "Nothing":
            return None
        print("chatter on standard output")
        return Ranking(scores)
"""
MOODS = {
    "Fine": None,
    "Raise": "KeyError: 'no luck'",
    "Hang": "took longer than 2 s",
    "Good": None,
    "Die": "its process ended with code 7",
    "Exit": "SystemExit: 3",
    "Nan": "moody",
    "Long": "moody",
    "Nothing": "moody",
    "Well": None,
}


@pytest.fixture
def installed(tmp_path: Path) -> dict[str, str]:
    """An environment in which the plug-in is installed, as far as Python can tell."""
    (tmp_path / "moody_backend.py").write_text(PLUG_IN)
    told = tmp_path / "moody_backend-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: moody-backend\nVersion: 1.0\n")
    (told / "entry_points.txt").write_text("[storysum.backends]\nmoody = moody_backend:Moody\n")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *filter(None, sys.path)])}


def failing(environment: dict[str, str], *call: object) -> subprocess.CompletedProcess[str]:
    """The command line with the plug-in, which says by its exit code that some story failed."""
    command = [sys.executable, "-m", "storysum", *map(str, call)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, timeout=120)
    assert done.returncode == 1, done.stderr
    return done


@pytest.mark.parametrize("processes", ["0", "1"])
def test_with_any_number_of_processes_what_a_plug_in_raises_names_it(
    tmp_path: Path, installed: dict[str, str], processes: str
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    stories = [texts / f"{mood}.txt" for mood in ("Fine", "Raise", "Exit", "Nan", "Nothing")]
    for story in stories:
        story.write_text(f"{story.stem} was the van. It rained.")
    more = ["--processes", processes]
    for call in (
        ("batch", texts, "-", "--backend", "moody", *more),
        ("compare", *stories, "--backends", "moody", "--lengths", "short", "--format", "json", *more),
        ("digest", *stories, "--backend", "moody"),
    ):
        done = failing(installed, *call)
        assert "Fine" in done.stdout
        said = done.stdout + done.stderr
        assert said.count("backend 'moody'") >= 4
        assert "Traceback" not in said


def test_each_story_that_a_plug_in_fails_on_is_a_row_with_an_error(tmp_path: Path, installed: dict[str, str]) -> None:
    origin, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [json.dumps({"id": mood, "text": f"{mood} was the van. It rained."}) + "\n" for mood in MOODS]
    origin.write_text("".join(lines))
    options = ("--backend", "moody", "--time-limit", "2", "--processes", "2")
    done = failing(installed, "batch", origin, target, *options)
    assert done.stdout == ""
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == list(MOODS)
    for row, told in zip(rows, MOODS.values(), strict=True):
        assert (row["error"] is None) == (told is None), row
        assert told is None or (told in row["error"] and row["short"] is None)
        assert row["signature"].startswith("moody|")
    failed = sum(told is not None for told in MOODS.values())
    assert f"{len(MOODS)} stories, {failed} failed" in done.stderr
    assert all(f"failed: {mood}: " in done.stderr for mood, told in MOODS.items() if told is not None)
    assert "Traceback" not in done.stderr
