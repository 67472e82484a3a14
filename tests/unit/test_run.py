"""`run.py` and the tests themselves: the same on every machine, and one line where something is missing."""

from __future__ import annotations

import ast
import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from by_path import ROOT, loaded
from hypothesis import given, settings
from hypothesis import strategies as st

RUN = ROOT / "run.py"


def drawn() -> list[str]:
    found: list[str] = []

    @settings(max_examples=300)
    @given(st.text())
    def draw(text: str) -> None:
        found.append(text)

    draw()
    return found


@pytest.mark.skipif(settings.get_current_profile_name() == "random", reason="random examples are asked for")
def test_examples_are_the_same_each_time_and_whatever_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = drawn()
    (tmp_path / "constants_of_somebody.py").write_text("NAMES = ['quagmire', 'zeppelin', 'xylophone']\n")
    monkeypatch.syspath_prepend(tmp_path)
    __import__("constants_of_somebody")
    assert drawn() == first
    assert settings.default is not None
    assert settings.default.derandomize
    assert settings.default.database is None


def test_an_old_python_can_parse_run_py() -> None:
    source = RUN.read_text(encoding="ascii")  # Python 2 reads nothing else without being told
    ast.parse(source, feature_version=(3, 4))


def old_pythons() -> list[str]:
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    names = ("2.7", "3.5", "3.6", "3.8", "3.10")
    found = [shutil.which(f"python{name}", path="/usr/bin:/usr/local/bin") for name in names]
    return [path for path in found if path] + [str(p) for name in names for p in pyenv.glob(f"{name}.*/bin/python")]


@pytest.mark.parametrize("python", old_pythons())
def test_an_old_python_is_told_at_once_and_nothing_is_left_behind(python: str, tmp_path: Path) -> None:
    shutil.copy(RUN, tmp_path)
    shutil.copy(ROOT / "tasks.py", tmp_path)
    done = subprocess.run([python, str(tmp_path / "run.py"), "demo"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "needs Python 3.11 or later" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / ".venv").exists()


@pytest.fixture
def tasks(tmp_path: Path) -> object:
    """tasks.py, as it would be in another folder."""
    shutil.copy(ROOT / "tasks.py", tmp_path)
    (tmp_path / "pyproject.toml").write_text("nothing that can be installed")
    return loaded(tmp_path / "tasks.py")


def test_an_old_pip_is_told_before_anything_is_made(
    tasks: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.metadata, "version", lambda _name: "22.0.2")
    with pytest.raises(SystemExit, match=r"pip 22\.3"):
        tasks.prepared("")  # type: ignore[attr-defined]
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize(("missing", "package"), [("pip", "python3-pip"), ("venv", "python3-venv")])
def test_what_is_missing_is_named_with_its_package_before_anything_is_made(
    missing: str, package: str, tasks: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == missing else find(name))
    with pytest.raises(SystemExit, match=package):
        tasks.prepared("")  # type: ignore[attr-defined]
    assert not (tmp_path / ".venv").exists()


def test_an_environment_that_could_not_be_filled_is_taken_away(tasks: object, tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        tasks.prepared("")  # type: ignore[attr-defined]
    assert not (tmp_path / ".venv").exists()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_an_environment_whose_python_is_gone_is_made_anew(tasks: object, tmp_path: Path) -> None:
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(tmp_path / "nowhere")
    (tmp_path / ".venv" / "pyvenv.cfg").write_text("home = nowhere\n")
    tasks.make_environment(tmp_path / ".venv")  # type: ignore[attr-defined]
    assert subprocess.run([python, "-c", "pass"]).returncode == 0
