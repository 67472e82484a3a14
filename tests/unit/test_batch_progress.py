"""How far a batch is: one line in its place on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import io
import itertools

import pytest

from storysum.batch import command
from storysum.batch.run import Report
from storysum.batch.sources import JsonLines, Names


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def _a_second_each_look(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = itertools.count()
    monkeypatch.setattr(command.time, "monotonic", lambda: float(next(ticks)))


def written(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, rows: int, *, quiet: bool = False) -> str:
    monkeypatch.setattr("sys.stderr", stream)
    half_read = JsonLines(None, Names())
    half_read.share = 0.5
    with command._shown(half_read, quiet=quiet) as told:
        for row in range(rows if told else 0):
            told(Report(done=row + 1))  # type: ignore[misc]
    return stream.getvalue()


@pytest.mark.usefixtures("_a_second_each_look")
def test_a_terminal_has_one_line_that_is_written_over_and_goes_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    found = written(Terminal(), monkeypatch, 3)
    assert found.count("\r\x1b[K") == 4
    assert "\n" not in found
    assert "stories, 0 failed" in found
    assert "a second" in found
    assert "left" in found
    assert found.endswith("\r\x1b[K")


@pytest.mark.usefixtures("_a_second_each_look")
def test_a_log_has_a_plain_line_every_half_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    found = written(io.StringIO(), monkeypatch, 100)
    assert 2 <= len(found.splitlines()) <= 4
    assert all(line.startswith("storysum: ") and "\x1b" not in line and "\r" not in line for line in found.splitlines())


def test_quiet_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert written(Terminal(), monkeypatch, 100, quiet=True) == ""
