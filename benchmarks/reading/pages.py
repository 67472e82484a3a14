"""How much of a page comes into a story: pages written for it, each line with a label (`training/pages`).

    python benchmarks/reading/pages.py dev test          # figures
    python benchmarks/reading/pages.py --results         # of both, to benchmarks/results/pages.md

A page is clean where no line that is none of the story stands in its headline, short and medium. `dev` chose between
what was fitted; `test` is never read, and decides.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from attrs import define

import storysum
from storysum.model.span import Span

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from training.lines import HELD, PAGES, lines_of

RESULTS = Path(__file__).resolve().parents[1] / "results" / "pages.md"
STORY, LIST = "B", "IL"
_MOST = 0.7  # of a title that has to be there


@define
class Share:
    """So many of so many."""

    found: int = 0
    of: int = 0

    def count(self, one: bool) -> None:
        """One more."""
        self.found += one
        self.of += 1

    def __str__(self) -> str:
        return f"{self.found} of {self.of} ({100 * self.found / max(1, self.of):.1f} %)"


def measured(name: str) -> dict[str, Share]:
    """What was found, over all pages of a hand."""
    shares = {
        key: Share() for key in ("clean", "page lines out", "paragraphs kept", "items kept", "title", "byline", "date")
    }
    for written in (PAGES / f"{name}.txt").read_text(encoding="utf-8").split("\n===\n"):
        text, lines = lines_of(written)
        article = storysum.read(text)
        digest = storysum.digest(article)
        told = [piece.span for one in (digest.headline, digest.short, digest.medium) for piece in one.pieces]
        body = [block.span for block in article.blocks if block.role in ("body", "item")]
        gaps = [gap for block in article.blocks for gap in block.gaps]
        shares["clean"].count(
            not any(_common(told, start, end) for start, end, letter in lines if letter not in STORY + LIST)
        )
        for start, end, letter in lines:
            kept = 2 * (_common(body, start, end) - _common(gaps, start, end)) > end - start
            if letter == STORY:
                shares["paragraphs kept"].count(kept)
            elif letter == "I":
                shares["items kept"].count(kept)
            elif letter not in LIST:
                shares["page lines out"].count(not kept)
        for key, letter, fact in (("title", "T", article.title), ("byline", "Y", article.byline)):
            known = [_letters(text[start:end]) for start, end, one in lines if one == letter]
            if known:
                said = _letters(fact or "")
                whole = key == "byline" or len(said) >= _MOST * len(known[0])
                shares[key].count(bool(said) and whole and said in "".join(known))
        if any(letter == "D" for *_, letter in lines):
            shares["date"].count(article.published is not None)
    return shares


def _common(spans: list[Span], start: int, end: int) -> int:
    """How many characters of a stretch the spans have."""
    return sum(max(0, min(end, span.end) - max(start, span.start)) for span in spans)


def _letters(line: str) -> str:
    return re.sub(r"\W+", "", line).lower()


def main() -> int:
    """Print a table, or write it."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("hands", nargs="*", default=list(HELD))
    ask.add_argument("--results", action="store_true")
    asked = ask.parse_args()
    rows = {name: measured(name) for name in asked.hands}
    keys = list(next(iter(rows.values())))
    table = [f"| pages | {' | '.join(keys)} |", "|---" * (len(keys) + 1) + "|"]
    table += [f"| {name} | {' | '.join(str(row[key]) for key in keys)} |" for name, row in rows.items()]
    if asked.results:
        head = "# Pages\n\nMade by `python benchmarks/reading/pages.py --results`.\n\n"
        RESULTS.write_text(head + "\n".join(table) + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(table) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
