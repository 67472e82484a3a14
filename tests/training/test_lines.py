"""The weights of what a page is: pages in, a chain out, and the file that ships from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from training import lines

from storysum.text import line_roles
from storysum.text.line_roles import LABELS

WRITTEN = """\
F\tHome
F\tSign up for our letter

T\tBand sells van
Y\tBy Nora Quill

B\tPetra Holm sold the van on Monday, the band said, and nobody in the band has had a licence since the spring.

B\tThe buyer, a baker from Goole, wanted it for the horn, and she will take bread to the coast in it until winter.

F\tSign up for our letter"""


def test_a_page_has_a_label_for_each_block() -> None:
    page = lines.page(WRITTEN)
    assert page.letters == ["F", "F", "T", "Y", "B", "B", "F"]
    assert [list(LABELS)[label] for label in page.labels] == ["furniture"] * 2 + ["title", "byline"] + ["body"] * 2 + [
        "furniture"
    ]


def test_every_line_of_the_pages_has_a_letter() -> None:
    hands = {path.stem: path.read_text(encoding="utf-8").split("\n===\n") for path in lines.PAGES.glob("*.txt")}
    assert len(hands) == 15
    assert {len(pages) for pages in hands.values()} == {45, 50}
    for page in (page for pages in hands.values() for page in pages):
        _, told = lines.lines_of(page)
        assert len(told) == sum(bool(line.strip()) for line in page.split("\n"))
        assert {letter for *_, letter in told} <= set(lines.LETTERS)


def test_a_fit_tells_what_it_was_fitted_to_and_its_file_is_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "ROUNDS", 40)
    monkeypatch.setattr(lines, "PENALTY", 0.5)
    pages = [lines.page(WRITTEN)] * lines.PAGES_WITH
    chain = lines.fit(pages).whole()
    found = [row.index(max(row)) for row in chain.scores(pages[0].features)]
    assert found == list(pages[0].labels)
    file = tmp_path / "weights" / "lines.txt"
    file.parent.mkdir()
    file.write_text(lines.written(chain), encoding="utf-8")
    monkeypatch.setattr(line_roles.resources, "files", lambda _: tmp_path)
    assert line_roles.chain.__wrapped__() == chain
