"""Everything that the README shows was run."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
STORY = ROOT / "src" / "storysum" / "corpus" / "articles" / "nickel-parrot.txt"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def console_sessions() -> list[tuple[str, str]]:
    """Each command shown with the lines shown under it."""
    found = []
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output.strip()))
    return found


def test_python_sessions_print_what_they_show() -> None:
    parsed = doctest.DocTestParser().get_doctest("\n".join(blocks("pycon")), {}, "README", "README.md", 0)
    assert len(parsed.examples) > 8
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(parsed)
    assert runner.summarize(verbose=False).failed == 0


@pytest.mark.parametrize(("command", "expected"), console_sessions())
def test_commands_print_what_they_show(command: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_bytes(STORY.read_bytes())
    shell = command.replace("storysum ", f"'{sys.executable}' -m storysum ", 1)
    done = subprocess.run(
        ["sh", "-c", shell],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    # A long line may be shown in several.
    assert done.stdout.split() == expected.split()


def test_every_link_to_a_file_leads_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_input_and_output_stand_in_the_first_dozen_lines() -> None:
    top = "\n".join(README.splitlines()[:12])
    assert ">>> print(storysum.headline(" in top


def test_the_entry_point_that_it_shows_is_the_one_that_is_looked_for() -> None:
    (shown,) = (tomllib.loads(block) for block in blocks("toml"))
    plug_in = tomllib.loads((ROOT / "examples" / "plugin" / "pyproject.toml").read_text(encoding="utf-8"))
    assert shown["project"]["entry-points"].keys() == plug_in["project"]["entry-points"].keys()
