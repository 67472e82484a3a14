#!/usr/bin/env python3
"""Set storysum up in an environment of its own and run it.

    python3 run.py demo      three summaries of real stories by each of three backends
    python3 run.py test      the tests
    python3 run.py check     lint, types, and the wheel installed on its own
    python3 run.py gate      the quality gate: no figure on the shipped corpus below its floor
    python3 run.py pythons   the same digests by each other Python (3.12, 3.13) that this machine has
    python3 run.py extras    the tests on Dask, Spark, Parquet and datasets, and half a minute of fuzzing
    python3 run.py random    the law tests on examples drawn anew: what they find is told and fails nothing
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
# What is large and wanted by few: a core install and its tests must never come to lean on it.
LARGE = HERE / ".venv-extras"
EXTRAS = {"demo": "", "test": "[test]", "check": "[test,lint]", "extras": "[test,parquet,dask,spark,datasets,fuzz]"}
OTHERS = ("3.11", "3.12", "3.13")


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
    run(sys.executable, "-m", "pip", "--python", python_of(home), "install", "-qq", *what)


def prepared(extra: str, home: Path = HOME) -> Path:
    """The interpreter of .venv with storysum and an extra; installed again when pyproject.toml changes."""
    stamp = home / f"installed{extra.replace(',', '-')}"
    wanted = hashlib.sha256((HERE / "pyproject.toml").read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        say(f"Setting up {home.name} (once; this takes a minute) …")
        install(home, "--editable", f".{extra}")
        stamp.write_text(wanted)
    return python_of(home)


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
        run(sys.executable, HERE / "tests" / "wheel" / "contents.py", wheel)
        run(python_of(away / "env"), "-m", "storysum", "--version", cwd=away)
        run(python_of(away / "env"), "-m", "storysum", "demo", cwd=away)
        shutil.copytree(HERE / "tests" / "wheel", away / "tests")
        run(python_of(away / "env"), away / "tests" / "on_its_own.py", cwd=away)


def gate(*arguments: str) -> None:
    """No figure on the shipped corpus may fall below its floor."""
    run(prepared(EXTRAS["test"]), HERE / "benchmarks" / "quality" / "gate.py", *arguments)


def pythons() -> None:
    """The golden digests, byte for byte, by a throwaway core install in every Python that is here."""
    wanted = (HERE / "tests" / "golden" / "digests.json").read_bytes()
    for version in OTHERS:
        if version == f"{sys.version_info.major}.{sys.version_info.minor}":
            continue  # this one runs the tests
        found = interpreter(version)
        if found is None:
            say(f"Python {version} is not on this machine: the golden digests were not compared by it")
            continue
        with tempfile.TemporaryDirectory() as folder:
            run(found, "-m", "venv", "--without-pip", folder)
            install(Path(folder), HERE)
            made = subprocess.run(
                [str(python_of(Path(folder))), str(HERE / "tests" / "golden" / "make.py"), "-"],
                cwd=folder,
                env=_environment(),
                stdout=subprocess.PIPE,
            )
        if made.returncode or made.stdout != wanted:
            sys.exit(f"Python {version}: other digests than tests/golden/digests.json")
        say(f"Python {version}: the golden digests, byte for byte")


def extras(*arguments: str) -> None:
    """What needs an extra: a cluster of each kind with a process killed, Parquet, datasets, and the fuzzer."""
    python = prepared(EXTRAS["extras"], LARGE)
    tests = ["tests/distributed", "tests/unit/test_batch_sources.py", "tests/unit/test_batch_run.py"]
    tests += ["tests/unit/test_evaluation_corpus.py"]
    run(python, "-m", "pytest", "-q", "-k", "not killed_at_any_moment", *tests, *arguments)
    if sys.platform == "linux":
        # What half a minute finds may be older than the change that it would stop: it is told, and fails nothing.
        fuzzer = [HERE / "benchmarks" / "fuzz" / "run.py", "--findings", HERE / "build" / "fuzz" / "found"]
        run(python, *fuzzer, "--seconds", 30, "--quiet")


def random(*arguments: str) -> None:
    """The tests of the laws on examples that no run has seen: what they find is told, and fails nothing."""
    python = prepared(EXTRAS["test"])
    command = [str(python), "-m", "pytest", "-q", "-n", "auto", "tests/laws", *arguments]
    code = subprocess.run(command, cwd=HERE, env={**_environment(), "STORYSUM_RANDOM": "1"}).returncode
    say("Nothing was found." if code == 0 else "Found: make a test of each of these and mend it (nothing fails by it).")


def interpreter(version: str) -> Path | None:
    """A Python of this version that runs; pyenv's shims do not where another version is chosen."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    named = shutil.which(f"python{version}")
    for path in ([Path(named)] if named else []) + sorted(pyenv.glob(f"{version}.*/bin/python{version}")):
        asked = [str(path), "-c", "import sys, venv; print('%d.%d' % sys.version_info[:2])"]
        try:
            told = subprocess.run(asked, capture_output=True, text=True, timeout=60)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if told.returncode == 0 and told.stdout.strip() == version:
            return path
    return None


def say(line: str) -> None:
    """Print a line at once, so that it stands before what the next command prints."""
    print(line, flush=True)  # noqa: T201


def main(arguments: list[str]) -> None:
    """Do what the first argument says."""
    task, *rest = arguments or ["--help"]
    if task == "demo":
        run(prepared(""), "-m", "storysum", "demo", *rest)
    elif task == "test":
        run(prepared(EXTRAS["test"]), "-m", "pytest", *(rest or ["-q", "-n", "auto"]))
    elif task == "check":
        check()
    elif task == "gate":
        gate(*rest)
    elif task == "pythons":
        pythons()
    elif task == "random":
        random(*rest)
    elif task == "extras":
        extras(*rest)
    elif task == "--":
        run(prepared(""), "-m", "storysum", *rest)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
