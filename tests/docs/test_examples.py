"""Each example runs as it stands and prints what its docstring shows, where the library that it needs is here."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest
from by_path import ROOT

EXAMPLES = sorted((ROOT / "examples").glob("[0-9]*.py"))
INTEGRATIONS = {
    ROOT / "examples" / "integrations" / f"{name}.py": library
    for name, library in {
        "on_haystack": "haystack",
        "on_langchain": "langchain_core",
        "on_llm": "openai",
        "on_pandas": "pandas",
        "on_spacy": "spacy",
    }.items()
}


def test_there_are_examples_and_they_are_numbered_in_order() -> None:
    assert [path.name[:2] for path in EXAMPLES] == [f"{number:02}" for number in range(1, len(EXAMPLES) + 1)]
    assert len(EXAMPLES) >= 7


def test_every_example_inside_another_library_says_what_it_needs() -> None:
    assert sorted((ROOT / "examples" / "integrations").glob("*.py")) == sorted(INTEGRATIONS)


@pytest.mark.parametrize("path", [*EXAMPLES, *INTEGRATIONS], ids=lambda path: path.stem)
def test_an_example_prints_what_its_docstring_shows(path: Path, tmp_path: Path) -> None:
    library = INTEGRATIONS.get(path)
    if library is not None and importlib.util.find_spec(library) is None:
        pytest.skip(f"needs {library}")
    shown = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert shown is not None
    done = subprocess.run(
        [sys.executable, *([] if library else ["-W", "error"]), path],
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


@pytest.mark.parametrize("path", [*EXAMPLES, *INTEGRATIONS], ids=lambda path: path.stem)
def test_an_example_is_a_page_at_most(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= (60 if path in INTEGRATIONS else 40)
