"""The weights of what a page is: pages in, a chain out, and the file that ships from it."""

from __future__ import annotations

import gzip
import json
import random
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
    page = lines.page_of("", WRITTEN)
    assert page.letters == ["F", "F", "T", "Y", "B", "B", "F"]
    assert [list(LABELS)[label] for label in page.labels] == ["furniture"] * 2 + ["title", "byline"] + ["body"] * 2 + [
        "furniture"
    ]


def test_every_line_of_the_pages_has_a_letter() -> None:
    hands = {path.stem: path.read_text(encoding="utf-8").split("\n===\n") for path in lines.PAGES.glob("*.txt")}
    assert sum(len(pages) for name, pages in hands.items() if name not in lines.HELD) == 776
    assert {name: len(hands[name]) for name in lines.HELD} == {"dev": 45, "test": 50, "test2": 50, "test3": 46}
    for page in (page for pages in hands.values() for page in pages):
        _, told = lines.lines_of(page)
        assert len(told) == sum(bool(line.strip()) for line in page.split("\n"))
        assert {letter for *_, letter in told} <= set(lines.LETTERS)


def test_a_fit_tells_what_it_was_fitted_to_and_its_file_is_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "ROUNDS", 40)
    monkeypatch.setattr(lines, "PENALTY", 0.5)
    pages = [lines.page_of(name, WRITTEN) for name in ("one", "another")]
    chain = lines.fit(pages).whole()
    found = [row.index(max(row)) for row in chain.scores(pages[0].features)]
    assert found == list(pages[0].labels)
    file = tmp_path / "weights" / "lines.txt"
    file.parent.mkdir()
    file.write_text(lines.written(chain), encoding="utf-8")
    monkeypatch.setattr(line_roles.resources, "files", lambda _: tmp_path)
    assert line_roles.chain.__wrapped__() == chain


def test_a_page_told_again_is_no_other_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "ROUNDS", 1)
    other = lines.page_of("other", WRITTEN.replace("Home", "Shop"))
    for names, known in (("aa", False), ("ab", True)):
        fitted = lines.fit([*(lines.page_of(name, WRITTEN) for name in names), other])
        assert ("word home" in fitted.vocabulary) == known
        assert "first petra" in fitted.vocabulary


def test_a_few_sentences_stand_with_few_lines_of_the_page() -> None:
    draw = random.Random(3)
    for told in (lines._with_notes(WRITTEN, draw) for _ in range(20)):
        assert 1 <= sum(line[0] == "B" for line in told) <= 5
        assert sum(line[0] in "FCYD" for line in told) <= 2


def test_of_published_stories_the_first_paragraphs_are_told_every_other_one_under_its_title(tmp_path: Path) -> None:
    (tmp_path / "headlines").mkdir()
    paragraphs = "\n\n".join(
        f"Petra Holm sold van number {number} to a baker in Goole on Monday." for number in range(9)
    )
    rows = [{"id": f"story {number}", "title": "Band sells van", "text": paragraphs} for number in range(30)]
    with gzip.open(tmp_path / "headlines/bbc-train.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    told = ["".join(page.letters) for page in lines.published(tmp_path)]
    assert told[:4] == ["B" * lines.PARAGRAPHS, "T" + "B" * lines.PARAGRAPHS] * 2
