"""How good shortened sentences and headlines are, beside simpler ways, in one table.

usage: python benchmarks/shorten/run.py DATA [--limit N] [--output benchmarks/results/shorten.md]

DATA holds `compression/google-dev.jsonl.gz`, `headlines/bbc-{dev.jsonl,train.jsonl.gz}` and
`summaries/cnndm-{dev.jsonl,train.jsonl.gz}`; what is not there is left out. Of bbc-train only the
fifth that is set aside is scored. The stories that ship are scored against their own headlines.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zlib import crc32

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from training.data import PENN_MARKS
from training.headline import shared

import storysum
from storysum.corpus import load
from storysum.model.article import Article
from storysum.shortening.sentences import weights_name
from storysum.syntax import parse

WORDS = 12
_WORD = re.compile(r"\w")
_CLOSE = re.compile(r"[.,;:?!%)\]}”…]|n't|'(?:s|re|ve|ll|d|m)?", re.IGNORECASE)

Way = Callable[[str], list[tuple[int, int]]]
"""From a sentence to the stretches of it that are kept."""


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a file of JSON lines; none where there is no such file."""
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)


def written_out(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Words of the Penn treebank's kind as a newspaper sets them, and where each stands."""
    text, spans = "", []
    for word in words:
        shown = PENN_MARKS.get(word, word)
        if text and not _CLOSE.fullmatch(shown) and text[-1] not in "([“$£€#":
            text += " "
        spans.append((len(text), len(text) + len(shown)))
        text += shown
    return text, spans


def by_tree(text: str) -> list[tuple[int, int]]:
    """What `shorten` keeps."""
    return [(piece.span.start, piece.span.end) for piece in storysum.shorten(text).pieces]


def by_keep(text: str) -> list[tuple[int, int]]:
    """The words that the network would rather keep than not, one by one."""
    (found,) = parse(text, [storysum.Span(0, len(text))])
    return [(word.start, word.end) for word, odds in zip(found.words, found.odds, strict=True) if odds > 0]


def whole(text: str) -> list[tuple[int, int]]:
    """All of it."""
    return [(0, len(text))]


def f1(gold: set[int], ours: set[int]) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * len(gold & ours) / max(1, len(gold) + len(ours))


def compression(found: Sequence[dict[str, str]]) -> Iterator[str]:
    """Word F1 against the editors' own, of all sentences and of those whose main verb the editors kept."""
    ways: dict[str, Way] = {
        "`shorten`": by_tree,
        "`keep` above a half, word by word": by_keep,
        "the whole sentence": whole,
    }
    told: dict[str, list[tuple[float, bool, bool, bool]]] = {name: [] for name in [*ways, "as many first words"]}
    for row in found:
        text, spans = written_out(row["words"].split())
        words = [place for place, (start, end) in enumerate(spans) if _WORD.search(text[start:end])]
        gold = {place for place in words if row["keep"][place] == "1"}
        labels = row["dep"].upper().split()
        lawful = "ROOT" not in labels or row["keep"][labels.index("ROOT")] == "1"
        kept = {name: way(text) for name, way in ways.items()}
        sets = {
            name: {place for place in words if any(a <= spans[place][0] and spans[place][1] <= b for a, b in stretches)}
            for name, stretches in kept.items()
        } | {"as many first words": set(words[: len(gold)])}
        for name, ours in sets.items():
            told[name].append((f1(gold, ours), gold == ours, lawful, not ours))
    yield f"{len(found)} sentences of Google's data (google-dev), without a cap:"
    yield ""
    yield "| | word F1 where the main verb stays | exactly the editor's | word F1 of all | nothing comes out |"
    yield "|---|---:|---:|---:|---:|"
    for name, scores in told.items():
        kept_verb = [one for one in scores if one[2]]
        figures = [100 * statistics.mean(one[0] for one in some) for some in (kept_verb, scores)]
        exact = 100 * statistics.mean(one[1] for one in kept_verb)
        yield f"| {name} | {figures[0]:.1f} | {exact:.1f} % | {figures[1]:.1f} | {sum(one[3] for one in scores)} |"


def headlines(name: str, stories: Sequence[tuple[str, Article]]) -> str:
    """ROUGE-1 of headlines against the writers' own, beside the opening's first words and all of it."""
    told: list[tuple[float, ...]] = []
    empty = later = 0
    for title, article in stories:
        first = article.sentences[0]
        ours = storysum.headline(article)
        kept = [(first.start + a, first.start + b) for a, b in by_keep(first.of(article.text))]
        texts = (
            ours.text,
            " ".join(article.text[first.start :].split()[:WORDS]),
            " ".join(" ".join(article.text[a:b] for a, b in kept).split()[:WORDS]),
            first.of(article.text),
        )
        told.append(tuple(100 * shared(title, text) for text in texts))
        empty += not ours.text
        later += bool(ours.pieces) and ours.pieces[0].span.start >= first.end
    means = [statistics.mean(column) for column in zip(*told, strict=True)]
    figures = " | ".join(f"{mean:.1f}" for mean in means)
    return f"| {name} | {len(told)} | {figures} | {means[0] - means[1]:+.1f} | {later} | {empty} |"


def untitled(row: dict[str, str]) -> str:
    """The text of a story without its title in front."""
    title = row.get("title") or ""
    return row["text"][len(title) :].lstrip(" .\n") if title and row["text"].startswith(title) else row["text"]


def least(work: Callable[[], object]) -> float:
    """Milliseconds of processor time, the least of five runs."""
    found = []
    for _ in range(5):
        started = time.process_time()
        work()
        found.append(1000 * (time.process_time() - started))
    return min(found)


def main() -> None:
    """Measure, and write the table."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("data", type=Path)
    ask.add_argument("--limit", type=int, help="so many rows of each file at most")
    ask.add_argument("--output", type=Path, default=Path(__file__).parents[1] / "results" / "shorten.md")
    asked = ask.parse_args()
    lines = [
        "# Shortened sentences and headlines: figures",
        "",
        f"Made by `python benchmarks/shorten/run.py ../shared/data`; weights {weights_name()}.",
        "",
    ]
    found = list(rows(asked.data / "compression" / "google-dev.jsonl.gz"))[: asked.limit]
    if found:
        lines += [*compression(found), ""]
    lines += [
        "ROUGE-1 against the writers' own titles:",
        "",
        "| | stories | `headline` | first twelve words | twelve words by `keep` alone | first sentence "
        "| gain over the first words | from a later sentence | none |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, file, part in (
        ("bbc-dev", "bbc-dev.jsonl", None),
        ("bbc-train, the fifth set aside", "bbc-train.jsonl.gz", True),
    ):
        titled = [row for row in rows(asked.data / "headlines" / file) if row.get("title")]
        titled = [row for row in titled if part is None or (crc32(row["id"].encode()) % 5 == 0) is part][: asked.limit]
        read = [(row["title"], storysum.read(untitled(row))) for row in titled]
        if read:
            lines.append(headlines(name, [(title, one) for title, one in read if one.sentences]))
    shipped = [(story.references["headline"][0], storysum.read(story.text)) for story in load()]
    lines += [headlines("the stories that ship", shipped), ""]
    for name in ("cnndm-dev.jsonl", "cnndm-train.jsonl.gz"):
        # Rows of another id are pieces of stories that a comma-separated file broke apart.
        whole = [row for row in rows(asked.data / "summaries" / name) if re.search("[0-9a-f]{40}$", row["id"])]
        texts = [row["text"] for row in whole][: asked.limit]
        if texts:
            none = sum(not storysum.headline(text).text for text in texts)
            lines.append(f"Stories of {name} without a headline: {none} of {len(texts)}.")
    text = shipped[0][1].text

    def told() -> object:
        return storysum.headline(storysum.read(text), backend="lead")

    ratio = least(told) / least(lambda: storysum.quotes(storysum.read(text)))
    lines += [
        "",
        f"A headline of a story that ships takes {ratio:.1f} times as long as reading it with its quotations.",
    ]
    asked.output.write_text("\n".join([*lines, ""]), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
