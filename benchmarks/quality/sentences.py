"""Where sentences end: ours beside sentencex and nltk's Punkt, as a table in Markdown.

    python benchmarks/quality/sentences.py [FOLDER]

FOLDER holds gum-dev.jsonl, ewt-dev.jsonl and golden-rules.jsonl (`../shared/data/sentences` unless
given). F1 is that of the boundaries inside paragraphs, counted in characters other than white space;
of the golden rules it is how many are split exactly. Speed is a ratio, ours being 1: how many times
as long a splitter takes over the same paragraphs, the best of several turns for each. A splitter
that is not installed has no figures.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from storysum.text.sentences import split
from storysum.wordlists import table

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "sentences"
PROSE = "gum-dev"
TURNS = 7

Splitter = Callable[[str], list[str]]
Row = dict[str, Any]


def storysum() -> Splitter:
    """The splitter of this project."""
    return lambda text: [text[start:end] for start, end in split(text)]


def sentencex() -> Splitter:
    """Wikimedia's, written in Rust."""
    import sentencex

    return lambda text: [sentence.strip() for sentence in sentencex.segment("en", text) if sentence.strip()]


def punkt(abbreviations: Iterable[str] = ()) -> Splitter:
    """The algorithm of nltk's Punkt, without its downloaded model."""
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters()
    parameters.abbrev_types = {word.lower() for word in abbreviations}
    tokenizer = PunktSentenceTokenizer(parameters)
    return lambda text: list(tokenizer.tokenize(text))


def informed_punkt() -> Splitter:
    """Punkt with our abbreviations, but for two that are words first."""
    return punkt(table("abbreviations").keys() - {"no", "in"})


SPLITTERS: dict[str, Callable[[], Splitter]] = {
    "storysum": storysum,
    "sentencex": sentencex,
    "Punkt, no data": punkt,
    "Punkt, our abbreviations": informed_punkt,
}


def rows(path: Path, group: str | None = None) -> list[Row]:
    """The English paragraphs of a file that presume no cleaning."""
    every = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        row
        for row in every
        if row.get("lang", "en") == "en" and not row.get("needs_clean") and group in (None, row.get("group"))
    ]


def ends(sentences: Iterable[str]) -> set[int]:
    """Where sentences end inside their paragraph."""
    position, found = 0, set()
    for sentence in sentences:
        position += len("".join(sentence.split()))
        found.add(position)
    return found - {position}


def f1(splitter: Splitter, paragraphs: Sequence[Row]) -> float:
    """Of the boundaries inside paragraphs."""
    hits = found = gold = 0
    for row in paragraphs:
        mine, theirs = ends(splitter(row["text"])), ends(row["sentences"])
        hits, found, gold = hits + len(mine & theirs), found + len(mine), gold + len(theirs)
    return 2 * hits / max(1, found + gold)


def exact(splitter: Splitter, paragraphs: Sequence[Row]) -> int:
    """How many paragraphs are split as they should be."""
    return sum(ends(splitter(row["text"])) == ends(row["sentences"]) for row in paragraphs)


def seconds(splitters: Sequence[Splitter], texts: Sequence[str]) -> list[float]:
    """The shortest of several turns over the texts, by splitter; they alternate, for machines are shared."""
    best = [float("inf")] * len(splitters)
    for _ in range(TURNS):
        for index, splitter in enumerate(splitters):
            began = time.perf_counter()
            for text in texts:
                splitter(text)
            best[index] = min(best[index], time.perf_counter() - began)
    return best


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    folder = parser.parse_args(arguments).folder
    if not folder.is_dir():
        print(f"sentences.py: no folder {folder}: give the one with gum-dev.jsonl in it", file=sys.stderr)
        return 2
    gum, ewt = (rows(folder / f"{name}.jsonl") for name in ("gum-dev", "ewt-dev"))
    golden = rows(folder / "golden-rules.jsonl", "GOLDEN_EN_RULES")
    prose = [row["text"] for row in gum if len(row["text"]) > 100]
    splitters, missing = {}, []
    for name, make in SPLITTERS.items():
        try:
            splitters[name] = make()
        except ImportError:
            missing.append(name)
    taken = dict(zip(splitters, seconds(list(splitters.values()), prose), strict=True))
    unit = taken["storysum"]
    print(f"| splitter | gum-dev F1 | ewt-dev F1 | golden rules, of {len(golden)} | time taken |")
    print("|---|---|---|---|---|")
    for name, splitter in splitters.items():
        figures = f"{f1(splitter, gum):.3f} | {f1(splitter, ewt):.3f} | {exact(splitter, golden)}"
        print(f"| {name} | {figures} | {taken[name] / unit:.2f} |")
    for name in missing:
        print(f"| {name} | not installed | | | |")
    print(f"\nOurs: {sum(map(len, prose)) / unit / 1e6:.1f} M characters a second over paragraphs of {PROSE}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
