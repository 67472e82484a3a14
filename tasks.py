"""What `run.py` does, once the Python is new enough to be asked."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE / ".venv"
# What is large and wanted by few: a core install and its tests must never come to lean on it.
LARGE = HERE / ".venv-extras"
EXTRAS = {
    "demo": "",
    "test": "[test]",
    "check": "[test,lint]",
    "extras": "[test,parquet,dask,spark,fuzz,web,pdf,serve,llm]",
}
RANDOM = ("--hypothesis-profile=random", "tests")
OTHERS = ("3.11", "3.12", "3.13")
WORKERS = str((os.cpu_count() or 1) + 1)  # one more than processors: servers, browsers and clocks are waited for


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


def make_environment(home: Path) -> bool:
    """Make a virtual environment, unless there is one that works; True where it was made."""
    for module in ("pip", "venv"):
        if importlib.util.find_spec(module) is None:
            sys.exit(
                f"run.py: this Python ({sys.executable}) has no {module}: "
                f"install it (on Debian and Ubuntu: apt install python3-{module}) and run this again"
            )
    pip = importlib.metadata.version("pip")
    if tuple(map(int, pip.split(".")[:2])) < (22, 3):
        sys.exit(
            f"run.py: pip 22.3 or later is needed, and this is {pip}: {sys.executable} -m pip install --upgrade pip"
        )
    old = "import sys; sys.exit(sys.version_info < (3, 11))"
    with contextlib.suppress(OSError):
        if subprocess.run([python_of(home), "-c", old]).returncode == 0:
            return False
    import venv

    venv.create(home, with_pip=False, symlinks=os.name != "nt", clear=True)
    return True


def install(home: Path, *what: object) -> None:
    """Install with the pip that is there: a virtual environment need not have one of its own."""
    made = make_environment(home)
    try:
        run(sys.executable, "-m", "pip", "--python", python_of(home), "install", "-qq", *what)
    except BaseException:
        if made:  # half an environment would be taken for one the next time
            shutil.rmtree(home, ignore_errors=True)
        raise


def prepared(extra: str, home: Path = HOME) -> Path:
    """The interpreter of .venv with storysum and an extra; installed again when pyproject.toml changes."""
    return _kept(home, f"installed{extra.replace(',', '-')}", "--editable", f".{extra}")


def tools(name: str) -> Path:
    """The interpreter of an environment that has what a dependency group asks for, and no storysum."""
    return _kept(HERE / f".venv-{name}", "installed", *group(name))


def _kept(home: Path, name: str, *what: str) -> Path:
    stamp = home / name
    wanted = hashlib.sha256((HERE / "pyproject.toml").read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted or not python_of(home).exists():
        say(f"Setting up {home.name} (once; this takes a minute) …")
        install(home, *what)
        stamp.write_text(wanted)
    return python_of(home)


def check() -> None:
    """Lint, types, the wheel in an environment that has nothing but it, and that both packages can be built again."""
    python = prepared(EXTRAS["check"])
    run(python, "-m", "ruff", "check", ".")
    run(python, "-m", "ruff", "format", "--check", ".")
    run(python, "-m", "mypy")
    with tempfile.TemporaryDirectory() as folder:
        away = Path(folder)
        wheel = built(python, away)
        install(away / "env", wheel)
        run(sys.executable, HERE / "tests" / "wheel" / "contents.py", wheel)
        run(python_of(away / "env"), "-m", "storysum", "--version", cwd=away)
        run(python_of(away / "env"), "-m", "storysum", "demo", cwd=away)
        shutil.copytree(HERE / "tests" / "wheel", away / "tests")
        run(python_of(away / "env"), away / "tests" / "on_its_own.py", cwd=away)


def built(python: Path, away: Path) -> Path:
    """The wheel; the source package must make it, and itself, again elsewhere and later, byte for byte."""
    made = []
    tree = HERE
    for folder in (away / "dist", away / "again"):
        run(python, "-m", "hatchling", "build", "--directory", folder, cwd=tree)
        source = next(folder.glob("*.tar.gz"))
        made.append({path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()})
        run(sys.executable, "-m", "tarfile", "-e", source, away / "source")
        tree = away / "source" / source.name.removesuffix(".tar.gz")
    if made[0] != made[1]:
        sys.exit(f"not the same bytes when built again: {made[0]} and {made[1]}")
    return next((away / "dist").glob("storysum-*.whl"))


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


def group(name: str) -> list[str]:
    """What a dependency group of pyproject.toml asks for; pip before 25.1 does not read them."""
    found: list[str] = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"][name]
    return found


EXTRA_TESTS = (
    *("-n", "2", "--dist", "loadfile"),
    *("-k", "not killed_at_any_moment and not on_spark.py"),
    *("tests/training", "tests/backends", "tests/docs/test_examples.py", "tests/distributed"),
    *("tests/unit/test_batch_sources.py", "tests/unit/test_batch_run.py", "tests/unit/test_evaluation_corpus.py"),
    *("tests/sources", "tests/docs/test_notebook.py"),
    "tests/docs/test_pages.py::test_a_command_of_a_page_does_what_it_shows",
)


def with_extras() -> Path:
    """The interpreter of .venv-extras, with all that can be had for it."""
    python = prepared(EXTRAS["extras"], LARGE)
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "-qq"]
    run(*pip, *group("notebooks"))
    large = {
        "PyTorch": [one for one in group("training") if one.startswith("torch")],
        "sentence-transformers": group("models"),
        "spaCy, LangChain or Haystack": group("integrations"),
    }
    for name, wanted in large.items():
        if subprocess.run([*map(str, pip), *wanted], env=_environment()).returncode:
            say(f"{name} cannot be had for this Python: tests that need it are skipped")
    return python


def extras(*arguments: str) -> None:
    """What needs an extra: pages, PDF, clusters and a process killed, a notebook, training, fuzzing."""
    python = with_extras()
    run(python, "-m", "pytest", "-q", *EXTRA_TESTS, *arguments)
    if sys.platform == "linux":
        # What half a minute finds may be older than the change that it would stop: it is told, and fails nothing.
        fuzzer = [HERE / "benchmarks" / "fuzz" / "run.py", "--findings", HERE / "build" / "fuzz" / "found"]
        run(python, *fuzzer, "--seconds", 30, "--quiet")


def coverage() -> None:
    """Which lines and branches of src/storysum the tests reach, those that need an extra among them."""
    data = HERE / "build" / "coverage"
    shutil.rmtree(data, ignore_errors=True)
    failed = False
    for python, tests in ((prepared(EXTRAS["test"]), ["-n", WORKERS]), (with_extras(), EXTRA_TESTS)):
        run(sys.executable, "-m", "pip", "--python", python, "install", "-qq", *group("coverage"))
        measured = [python, "-m", "coverage", "run", "-m", "pytest", "-q", *tests]
        # What a failing test reached was reached, too: the report comes first.
        failed |= subprocess.run(list(map(str, measured)), cwd=HERE, env=_environment()).returncode != 0
    run(prepared(EXTRAS["test"]), "-m", "coverage", "combine", "--quiet")
    run(prepared(EXTRAS["test"]), "-m", "coverage", "report")
    if failed:
        sys.exit("A test failed.")


def docs() -> None:
    """The site, from docs/ and docstrings, into build/site; nothing on it may come from elsewhere, or lead nowhere."""
    run(prepared(EXTRAS["test"]), HERE / "docs" / "site" / "make.py", HERE / "build" / "docs")
    python = tools("docs")
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # of a later MkDocs; docs/decisions/0003 has the answer
    run(python, "-m", "mkdocs", "build", "--strict", "--quiet")
    run(python, HERE / "docs" / "site" / "check.py", HERE / "build" / "site")
    say("The site is in build/site: open index.html")


def sbom(*extras: str) -> None:
    """The parts of an install, with these extras, as CycloneDX into build/; each with its version and licence."""
    python = tools("sbom")
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    target = HERE / "build" / "sbom.cdx.json"
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        install(Path(folder), f"{HERE}[{','.join(extras)}]" if extras else HERE)
        told = ["--pyproject", HERE / "pyproject.toml", "--mc-type", "library", "--output-reproducible"]
        run(python, "-m", "cyclonedx_py", "environment", *told, "--output-file", target, python_of(Path(folder)))
    told_of = json.loads(target.read_text(encoding="utf-8"))
    # The version is in a file of its own, where the tool does not look.
    version = (HERE / "src" / "storysum" / "version.py").read_text(encoding="utf-8").split('"')[-2]
    told_of["metadata"]["component"]["version"] = version
    target.write_text(json.dumps(told_of, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    listed = {part["name"].lower() for part in told_of["components"]}
    wanted = {re.split(r"[^\w.-]", one)[0].lower() for one in project["dependencies"]}
    if missing := wanted - listed:
        sys.exit(f"{target} lacks {', '.join(sorted(missing))}")
    say(f"{len(listed)} parts in {target.relative_to(HERE)}")


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


def random(*arguments: str) -> None:
    """The property tests on examples drawn anew; the exit code is pytest's."""
    run(prepared(EXTRAS["test"]), "-m", "pytest", "-q", "-n", "auto", "-m", "hypothesis", *RANDOM, *arguments)


def main(arguments: list[str], usage: str) -> None:
    """Do what the first argument says."""
    task, *rest = arguments or ["--help"]
    if task == "demo":
        run(prepared(""), "-m", "storysum", "demo", *rest)
    elif task == "test":
        run(prepared(EXTRAS["test"]), "-m", "pytest", *(rest or ["-q", "-n", WORKERS, "--dist", "worksteal"]))
    elif task == "random":
        random(*rest)
    elif task == "check":
        check()
    elif task == "gate":
        gate(*rest)
    elif task == "pythons":
        pythons()
    elif task == "extras":
        extras(*rest)
    elif task == "coverage":
        coverage()
    elif task == "docs":
        docs()
    elif task == "sbom":
        sbom(*rest)
    elif task == "--":
        run(prepared(""), "-m", "storysum", *rest)
    else:
        sys.exit(usage)
