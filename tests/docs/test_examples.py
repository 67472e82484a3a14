"""Each example runs as it stands and prints what its docstring shows."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("[0-9]*.py"))


def test_there_are_examples_and_they_are_numbered_in_order() -> None:
    assert [path.name[:2] for path in EXAMPLES] == [f"{number:02}" for number in range(1, len(EXAMPLES) + 1)]
    assert len(EXAMPLES) >= 7


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_prints_what_its_docstring_shows(path: Path, tmp_path: Path) -> None:
    shown = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert shown is not None
    done = subprocess.run(
        [sys.executable, "-W", "error", path],
        capture_output=True,
        cwd=tmp_path,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    printed = [line.rstrip() for line in done.stdout.strip().splitlines()]
    expected = [line.removeprefix("    ").rstrip() for line in shown.partition("Prints:\n")[2].strip("\n").splitlines()]
    assert printed == expected


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_has_at_most_forty_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 40
