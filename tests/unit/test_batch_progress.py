"""How far a batch is: a line now and then, and none where nobody wants to hear."""

from __future__ import annotations

import io
import itertools
from pathlib import Path

import pytest

from storysum.batch import command
from storysum.batch.run import Report
from storysum.batch.sources import JsonLines
from storysum.cli import main


def test_a_plain_line_now_and_then_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = itertools.count()
    monkeypatch.setattr(command.time, "monotonic", lambda: float(next(ticks)))
    monkeypatch.setattr("sys.stderr", stream := io.StringIO())
    half_read = JsonLines(Path("-"))
    half_read.share = 0.5
    told = command._progress(half_read)
    for row in range(35):
        told(Report(done=row + 1))
    lines = stream.getvalue().splitlines()
    assert len(lines) == 3
    assert all(line.startswith("storysum: ") and "\x1b" not in line and "\r" not in line for line in lines)
    assert lines[0] == "storysum: 10 stories, 0 failed, 1.0 a second, 0:00:10 left"


def test_quiet_says_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_EVERY", 0.0)
    (tmp_path / "in.jsonl").write_text('{"text": "It rained."}\n' * 3)
    for more, said in (["--quiet"], False), (["--fresh"], True):
        call = ["batch", str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl"), "--processes", "0"]
        assert main([*call, "--backend", "lead", *more]) == 0
        assert bool(capfd.readouterr().err) == said
