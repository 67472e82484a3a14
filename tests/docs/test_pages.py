"""Every block of code in docs/ runs, and prints what it shows; every public name has its place in the reference."""

from __future__ import annotations

import doctest
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
FILES = ROOT / "tests" / "data" / "sources"
RELEASE = """FOR IMMEDIATE RELEASE

Salt Hollow to tour

Salt Hollow will play nine towns in the spring, the band said on Friday.
"""
DRAWINGS = {"text"}
PUBLIC = (
    "storysum",
    "storysum.backends",
    "storysum.batch",
    "storysum.corpus",
    "storysum.distributed.dask",
    "storysum.distributed.spark",
    "storysum.evaluation",
    "storysum.syntax",
    "storysum.testing",
)


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def pages_with(language: str) -> list[Path]:
    return [page for page in PAGES if blocks(page, language)]


def commands() -> list[tuple[str, str, str]]:
    """For each command of a page its name, what it says, and the lines shown under it."""
    found = []
    for page in PAGES:
        for block in blocks(page, "console"):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                found.append((page.stem, re.sub(r"  +#.*", "", command), output.strip()))
    return found


def test_every_block_is_of_a_kind_that_is_run_here() -> None:
    kinds = {
        kind for page in PAGES for kind in re.findall(r"^```(.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert kinds <= {"pycon", "python", "console"} | DRAWINGS


@pytest.mark.parametrize("page", pages_with("pycon"), ids=lambda page: page.stem)
def test_a_page_prints_what_it_shows(page: Path) -> None:
    sessions = "\n".join(blocks(page, "pycon"))
    parsed = doctest.DocTestParser().get_doctest(sessions, {}, page.stem, str(page), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(parsed)
    assert runner.summarize(verbose=False).failed == 0


@pytest.mark.parametrize("page", pages_with("python"), ids=lambda page: page.stem)
def test_the_programs_of_a_page_run_one_after_the_other(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {"__name__": "page"}
    for number, block in enumerate(blocks(page, "python")):
        exec(compile(block, f"{page.name}, block {number}", "exec"), names)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What the commands of the pages read."""
    (tmp_path / "story.txt").write_text(RELEASE, encoding="utf-8")
    (tmp_path / "stories").mkdir()
    for name in ("story.txt", "notes.md", "interview.srt", "reply.eml"):
        shutil.copy(FILES / name, tmp_path / "stories")
    shutil.copy(FILES / "crawl.warc.gz", tmp_path)
    shutil.copy(FILES / "box.mbox", tmp_path / "inbox.mbox")
    with (tmp_path / "archive.jsonl").open("w", encoding="utf-8") as archive:
        for number in range(200):
            text = "<p>Hello</p>" if number in (17, 40, 199) else f"Petra Holm sold van {number}. It was red."
            archive.write(json.dumps({"id": f"story-{number}", "text": text}) + "\n")
    return tmp_path


@pytest.mark.parametrize(("page", "command", "shown"), commands())
def test_a_command_of_a_page_does_what_it_shows(page: str, command: str, shown: str, folder: Path) -> None:
    if extra := re.fullmatch(r"pip install 'storysum\[(\w+)\]'", command):
        # Nothing is installed by a test: the extra is one that there is.
        assert extra[1] in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
        return
    if command.startswith(("storysum serve", "curl ")):
        pytest.skip("it does not end, or asks what does not: tests/serve starts the server and asks it")
    program = re.fullmatch(r"(storysum|python3?)( .*)", command)
    assert program is not None
    for needed, of in {"warcio": "crawl", "dask": "on_dask", "pyspark": "on_spark"}.items():
        if of in command and importlib.util.find_spec(needed) is None:
            pytest.skip(f"needs {needed}")
    if "on_spark" in command and shutil.which("java") is None:
        pytest.skip("needs Java")
    arguments = re.sub(r"\b(examples|benchmarks|run\.py)\b", lambda found: f"{ROOT}/{found[0]}", program[2])
    done = subprocess.run(
        ["sh", "-c", f"'{sys.executable}'{' -m storysum' if program[1] == 'storysum' else ''}{arguments}"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if shown else subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    # A batch of which a story failed, as its page shows, gives 1.
    assert done.returncode == (1 if "failed" in shown else 0), done.stdout + (done.stderr or "")
    if shown:
        # What is left out is shown as … at the end of a line.
        pattern = ".*".join(map(re.escape, " ".join(shown.split()).split("…")))
        assert re.fullmatch(pattern, " ".join(done.stdout.split()))


def test_every_link_between_pages_leads_somewhere() -> None:
    made = {"comparison-page.html"}  # on the site only, where docs/site/check.py looks
    broken = [
        f"{page.name}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists() and target not in made
    ]
    assert broken == []


def test_every_public_name_is_in_the_reference() -> None:
    pages = sorted((DOCS / "reference").glob("*.md"))
    there = [name for page in pages for name in re.findall(r"^::: (\S+)$", page.read_text(), re.MULTILINE)]
    assert len(there) == len(set(there))
    missing = []
    for module in PUBLIC:
        for name in public_names(module):
            own = f"{module}.{name}"
            # The front door's errors stand with all the others; a function whose module has its name is named in full.
            if (ROOT / "src" / Path(*own.split("."))).with_suffix(".py").is_file():
                own += f".{name}"
            if not {own, f"storysum.errors.{name}"} & set(there):
                missing.append(own)
    assert missing == []


def public_names(module: str) -> list[str]:
    """`__all__`, read and not imported: what needs an extra is public, too."""
    source = ROOT / "src" / Path(*module.split("."))
    path = source / "__init__.py" if source.is_dir() else source.with_suffix(".py")
    found = re.search(r"^__all__ = \[(.*?)\]", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert found is not None
    return re.findall(r'"(\w+)"', found[1])


def test_every_page_is_in_the_contents_of_the_site() -> None:
    contents = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[2]
    listed = set(re.findall(r"[:-] (\S+\.md)$", contents, re.MULTILINE))
    missing = {page.relative_to(DOCS).as_posix() for page in PAGES} - listed
    assert missing == {"README.md"}  # the repository's own README is the start of the site


@pytest.mark.parametrize("page", [DOCS / "architecture.md", ROOT / "CONTRIBUTING.md"], ids=lambda page: page.name)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    names = set(re.findall(r"(?<![\w/.-])((?:[\w-]+/)+[\w.-]*|\w+\.py)(?![\w/])", text))
    source = ROOT / "src" / "storysum"
    # A drawing names a module beside its neighbours, without the folder. build/ is made.
    roots = (ROOT, DOCS, source, *(path for path in source.rglob("*") if path.is_dir()))
    missing = [name for name in names if not any((root / name).exists() for root in roots)]
    assert len(names) > 20
    assert [name for name in missing if not name.startswith("build/")] == []


def test_the_other_pages_of_the_site_name_tasks_files_and_modules_that_are_there() -> None:
    tasks = set(re.findall(r'task == "(\w+)"', (ROOT / "tasks.py").read_text(encoding="utf-8")))
    lines = [
        line.removeprefix("$ ")
        for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "training/README.md", "examples/plugin/README.md")
        for kind in ("console", "sh")
        for block in blocks(ROOT / name, kind)
        for line in block.splitlines()
        if re.match(r"(\$ )?(python|pip)", line)
    ]
    assert len(lines) > 8
    for line in lines:
        if task := re.match(r"python3 run\.py (\w+)", line):
            assert task[1] in tasks, line
        elif script := re.match(r"python3? ([\w/]+\.py)", line):
            assert (ROOT / script[1]).is_file(), line
        elif module := re.match(r"python3? -m (\w+)", line):
            assert (ROOT / module[1]).is_dir() or importlib.util.find_spec(module[1]), line
        else:
            assert line.startswith("pip install "), line
