"""What looks at the built site sees what is wrong with one."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from types import ModuleType

import pytest
from by_path import ROOT, loaded

DOCS = ROOT / "docs"
NAMES = [n for page in (DOCS / "reference").glob("*.md") for n in re.findall(r"^::: (\S+)$", page.read_text(), re.M)]


@pytest.fixture(scope="module")
def check() -> ModuleType:
    return loaded(DOCS / "site" / "check.py")


def built(site: Path, body: str, names: list[str] = NAMES) -> Path:
    """A site of forty pages; one of them has a body."""
    for number in range(40):
        (site / f"{number}.html").write_text("<p id=here>A page.</p>", encoding="utf-8")
    (site / "0.html").write_text(f"<!doctype html>{body}", encoding="utf-8")
    (site / "style.css").write_text("p { background: url(data:x) }", encoding="utf-8")
    lines = "".join(f"{name} py:function 1 x.html#$ -\n" for name in names)
    (site / "objects.inv").write_bytes(b"#\n#\n#\n#\n" + zlib.compress(lines.encode()))
    return site


def test_a_sound_site_has_no_faults(check: ModuleType, tmp_path: Path) -> None:
    body = '<link rel=stylesheet href=style.css><a href="1.html#here">a</a> <a href="https://a.example">elsewhere</a>'
    assert check.faults(built(tmp_path, body)) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<script src="https://a.example/a.js"></script>', "fetches https://a.example/a.js"),
        ('<img srcset="//a.example/b.png 2x">', "fetches //a.example/b.png"),
        ('<link rel=preconnect href="https://fonts.example">', "fetches https://fonts.example"),
        ("<style>@import 'https://a.example/c.css';</style>", "fetches https://a.example/c.css"),
        ("<p style='background:url(https://a.example/d.png)'>", "fetches https://a.example/d.png"),
        ("<img src=none.png>", "fetches none.png"),
        ("<a href=none.html>a</a>", "leads to none.html, which is not there"),
        ("<a href='1.html#there'>a</a>", "leads to 1.html#there, which is not there"),
    ],
)
def test_a_fault_is_told(check: ModuleType, tmp_path: Path, body: str, fault: str) -> None:
    (told,) = check.faults(built(tmp_path, body))
    assert told == f"0.html {fault}"


def test_a_name_that_is_missing_is_told(check: ModuleType, tmp_path: Path) -> None:
    missing = sorted(NAMES)[0]
    found = check.faults(built(tmp_path, "", [name for name in NAMES if name != missing]))
    assert found == [f"{missing} is not in the reference"]
