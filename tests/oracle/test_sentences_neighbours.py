"""Our sentences beside those of sentencex, the yardstick, and of nltk's Punkt, a slow neighbour."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from storysum.text.languages import LANGUAGES
from storysum.text.sentences import split
from storysum.wordlists import table

Splitter = Callable[[str], list[str]]
Row = dict[str, object]

# Floors only rise.
FLOORS = {"gum-dev": 0.97, "ewt-dev": 0.895}
ENGLISH = "GOLDEN_EN_RULES"


def ours(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


def sentencex(text: str) -> list[str]:
    module = pytest.importorskip("sentencex", reason="sentencex is not installed")
    return [sentence.strip() for sentence in module.segment("en", text) if sentence.strip()]


def punkt(text: str, abbreviations: Iterable[str] = ()) -> list[str]:
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters()
    parameters.abbrev_types = {word.lower() for word in abbreviations}
    return list(PunktSentenceTokenizer(parameters).tokenize(text))


def informed_punkt(text: str) -> list[str]:
    return punkt(text, table("abbreviations").keys() - {"no", "in"})


def rows(folder: Path, name: str, language: str = "en", group: str | None = None) -> list[Row]:
    every = map(json.loads, (folder / "data" / "sentences" / f"{name}.jsonl").read_text("utf-8").splitlines())
    return [
        row
        for row in every
        if row.get("lang", "en") == language and not row.get("needs_clean") and group in (None, row.get("group"))
    ]


def dense(text: str) -> str:
    return "".join(text.split())


def ends(sentences: Iterable[str]) -> set[int]:
    """Where sentences end inside a paragraph, counted in characters other than white space."""
    position, found = 0, set()
    for sentence in sentences:
        position += len(dense(sentence))
        found.add(position)
    return found - {position}


def f1(splitter: Splitter, paragraphs: list[Row]) -> float:
    hits = found = gold = 0
    for row in paragraphs:
        mine, theirs = ends(splitter(str(row["text"]))), ends(row["sentences"])  # type: ignore[arg-type]
        hits, found, gold = hits + len(mine & theirs), found + len(mine), gold + len(theirs)
    return 2 * hits / (found + gold)


def exact(splitter: Splitter, paragraphs: list[Row]) -> int:
    return sum(
        [dense(sentence) for sentence in splitter(str(row["text"]))]
        == [dense(sentence) for sentence in row["sentences"]]  # type: ignore[attr-defined]
        for row in paragraphs
    )


PROSE = [
    "The band met in 1979 and never rehearsed.",
    "Why would it?",
    "Nobody in the town had heard of drums, and that was that!",
    "It sold 2.5 million records, or so they said.",
    "“We were lucky,” said the drummer.",
    "She left in the end, and the others stayed.",
]


@pytest.mark.parametrize("neighbour", [sentencex, punkt])
def test_on_plain_prose_the_neighbours_find_the_same_sentences(neighbour: Splitter) -> None:
    text = " ".join(PROSE)
    assert neighbour(text) == ours(text) == PROSE


@pytest.mark.parametrize("neighbour", [sentencex, punkt, informed_punkt])
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_neighbour_finds_more_of_the_boundaries_that_people_marked(
    shared: Path, name: str, neighbour: Splitter
) -> None:
    paragraphs = rows(shared, name)
    assert f1(ours, paragraphs) >= max(f1(neighbour, paragraphs), FLOORS[name])


@pytest.mark.parametrize("neighbour", [sentencex, punkt, informed_punkt])
def test_no_neighbour_keeps_more_of_the_english_golden_rules(shared: Path, neighbour: Splitter) -> None:
    rules = rows(shared, "golden-rules", group=ENGLISH)
    assert len(rules) == 48
    assert exact(ours, rules) >= max(exact(neighbour, rules), 46)


def test_other_languages_are_split_no_worse_than_by_punkt_alone(shared: Path) -> None:
    better = 0
    for language in sorted(set(LANGUAGES) - {"en"}):
        rules = rows(shared, "golden-rules", language)
        told = exact(lambda text, language=language: [text[a:b] for a, b in split(text, language=language)], rules)
        alone = exact(punkt, rules)
        assert told >= alone, language
        better += told - alone
    assert better > 0
