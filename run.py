#!/usr/bin/env python3
"""Set storysum up in an environment of its own and run it.

    python3 run.py demo      three summaries of real stories by each of three backends
    python3 run.py test      the tests
    python3 run.py check     lint, types, and the wheel installed on its own
    python3 run.py -- ARGS   the storysum command line, as in: python3 run.py -- digest story.txt

Needs Python 3.11 or later with pip; everything it makes lies in .venv. An operating system whose
own Python may not be installed into (Debian's) is fine: nothing is installed outside .venv.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE / ".venv"
EXTRAS = {"demo": "", "test": "[test]", "check": "[test,lint]"}


def run(*command: object, cwd: Path = HERE) -> None:
    """Run a command; stop with its exit code where it fails."""
    code = subprocess.run([str(part) for part in command], cwd=cwd, env=_environment()).returncode
    if code:
        sys.exit(code)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def python_of(home: Path) -> Path:
    """The interpreter of a virtual environment."""
    return home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install(home: Path, *what: object) -> None:
    """Install with the pip that is there: a virtual environment need not have one of its own."""
    if not python_of(home).exists():
        venv.create(home, with_pip=False, symlinks=os.name != "nt")
    run(sys.executable, "-m", "pip", "--python", python_of(home), "install", "--quiet", *what)


def prepared(extra: str) -> Path:
    """The interpreter of .venv with storysum and an extra; installed again when pyproject.toml changes."""
    stamp = HOME / f"installed{extra.replace(',', '-')}"
    wanted = hashlib.sha256((HERE / "pyproject.toml").read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        print(f"Setting up {HOME.name} (once; this takes a minute) …", flush=True)  # noqa: T201
        install(HOME, "--editable", f".{extra}")
        stamp.write_text(wanted)
    return python_of(HOME)


def check() -> None:
    """Lint, types, and the wheel in an environment that has nothing but it."""
    python = prepared(EXTRAS["check"])
    run(python, "-m", "ruff", "check", ".")
    run(python, "-m", "ruff", "format", "--check", ".")
    run(python, "-m", "mypy")
    with tempfile.TemporaryDirectory() as folder:
        away = Path(folder)
        run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", away, HERE, cwd=away)
        wheel = next(away.glob("storysum-*.whl"))
        install(away / "env", wheel)
        run(python_of(away / "env"), "-m", "storysum", "--version", cwd=away)
        run(python_of(away / "env"), "-m", "storysum", "demo", cwd=away)
        shutil.copytree(HERE / "tests" / "wheel", away / "tests")
        run(python_of(away / "env"), away / "tests" / "on_its_own.py", cwd=away)


def main(arguments: list[str]) -> None:
    """Do what the first argument says."""
    task, *rest = arguments or ["--help"]
    if task == "demo":
        run(prepared(""), "-m", "storysum", "demo", *rest)
    elif task == "test":
        run(prepared(EXTRAS["test"]), "-m", "pytest", *(rest or ["-q", "-n", "auto"]))
    elif task == "check":
        check()
    elif task == "--":
        run(prepared(""), "-m", "storysum", *rest)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
