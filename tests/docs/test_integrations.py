"""Each example of storysum inside another library prints what its docstring shows, where that library is here."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "integrations"
NEEDS = {
    "on_haystack": "haystack",
    "on_langchain": "langchain_core",
    "on_llm": "openai",
    "on_pandas": "pandas",
    "on_spacy": "spacy",
}


def test_every_example_says_what_it_needs() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.py")) == sorted(NEEDS)


@pytest.mark.parametrize("name", NEEDS)
def test_an_example_is_a_page_at_most(name: str) -> None:
    assert len((FOLDER / f"{name}.py").read_text(encoding="utf-8").splitlines()) <= 60


@pytest.mark.parametrize(("name", "library"), NEEDS.items(), ids=NEEDS)
def test_an_example_prints_what_its_docstring_shows(name: str, library: str, tmp_path: Path) -> None:
    if importlib.util.find_spec(library) is None:
        pytest.skip(f"needs {library}")
    path = FOLDER / f"{name}.py"
    shown = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert shown is not None
    done = subprocess.run(
        [sys.executable, path],
        capture_output=True,
        cwd=tmp_path,
        encoding="utf-8",
        # Haystack would tell its makers that it ran.
        env={**os.environ, "PYTHONUTF8": "1", "HAYSTACK_TELEMETRY_ENABLED": "False"},
    )
    assert done.returncode == 0, done.stderr
    printed = [line.rstrip() for line in done.stdout.strip().splitlines()]
    expected = shown.partition("Prints:\n")[2].strip("\n").splitlines()
    assert printed == [line.removeprefix("    ").rstrip() for line in expected]
