"""The example plug-in: installed as a stranger would install it, known by its name, true to the contract."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import storysum

PLUG_IN = Path(__file__).resolve().parents[2] / "examples" / "plugin"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip has installed it, offline and with the build backend that is there."""
    pytest.importorskip("hatchling", reason="the test extra brings hatchling: pip install 'storysum[test]'")
    target = tmp_path_factory.mktemp("installed")
    options = "--quiet --no-index --no-build-isolation --no-deps --disable-pip-version-check --target".split()
    pip = [sys.executable, "-m", "pip", "install", *options, target, PLUG_IN]
    run = subprocess.run(pip, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return target


def python(installed: Path, arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Another Python that has storysum and the plug-in."""
    library = Path(storysum.__file__).resolve().parents[1]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(installed), str(library)])}
    return subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True)


def test_the_plug_in_is_not_known_before_it_is_installed() -> None:
    assert "numbers-first" not in storysum.backends.available()


def test_an_installed_plug_in_is_available_by_its_name(installed: Path) -> None:
    script = (
        "import storysum; assert 'numbers-first' in storysum.backends.available();"
        "made = storysum.backends.get('numbers-first', worth=2.0);"
        "summary = storysum.summarize('The van was old. The tyres cost 90 pounds.', "
        "length=storysum.Budget(sentences=1), backend=made);"
        "print(summary.text, summary.signature, sep='|')"
    )
    run = python(installed, ["-c", script])
    assert run.returncode == 0, run.stderr
    assert run.stdout == f"The tyres cost 90 pounds.|numbers-first|worth:2.0|v:{storysum.__version__}\n"


def test_a_signature_makes_the_plug_ins_backend_again(installed: Path) -> None:
    script = (
        "from storysum.backends import from_signature, signature;"
        "text = 'numbers-first|worth:2.0|v:0.1.0'; print(from_signature(text))"
    )
    run = python(installed, ["-c", script])
    assert run.stdout == "NumbersFirst(worth=2.0)\n", run.stderr


def test_the_plug_ins_own_tests_pass(installed: Path, tmp_path: Path) -> None:
    tests = tmp_path / "test_numbers_first.py"
    tests.write_text((PLUG_IN / "test_numbers_first.py").read_text(encoding="utf-8"), encoding="utf-8")
    run = python(installed, ["-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(tests)])
    assert run.returncode == 0, run.stdout + run.stderr
