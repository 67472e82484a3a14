"""How well `storysum.quotes` says who said what: writes the tables.

usage: python benchmarks/quotes/run.py DATA [--left-out] [--output benchmarks/results/quotes.md]

DATA holds `quotes/polnear-{dev,train-all}`, `quotes/hard-cases.jsonl` and `quotes/polnear-dev-pronouns.json`. The
measures are those of score_quotes.py: a quotation counts end to end if its span is exact and its speaker right, or
rightly nobody. `--left-out` also fits on all newspapers but one, for each of them in turn: some minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from training.quotations.labels import reported, rows_of, same_name, tally

import storysum
from storysum.quotations import exceptions

Rows = Sequence[dict[str, Any]]


def row(name: str, rows: Rows) -> str:
    """The measures of some articles, all quotations and those of five words and more."""
    found = [(one, storysum.quotes(one["text"])) for one in rows]
    cells = []
    for five in (False, True):
        counts: Counter[str] = Counter()
        for one, quotes in found:
            counts.update(tally(one, quotes, five=five))
        total = max(1, counts["gold"] + counts["found"])
        cells += [f"{2 * counts['span'] / total:.3f}", f"{2 * counts['right'] / total:.3f}"]
        if not five:
            wrong = (
                f"{counts['wrong'] / max(1, counts['named']):.3f} @ {counts['named'] / max(1, counts['speakers']):.3f}"
            )
    return f"| {name} | {cells[0]} | {cells[2]} | {cells[1]} | {cells[3]} | {wrong} |"


def pronouns(rows: Rows, labels: Rows) -> str:
    """How many pronouns that speak mean whom a person says; how many somebody else."""
    texts = {one["id"]: one["text"] for one in rows}
    right = wrong = 0
    for name in {one["doc"] for one in labels}:
        text = texts[name]
        found = {q.speaker.start: q for q in storysum.quotes(text) if q.speaker is not None}
        for label in labels:
            quote = found.get(label["speaker_start"]) if label["doc"] == name else None
            if quote is not None and quote.person is not None:
                good = same_name(quote.person.of(text), label["name"])
                right, wrong = right + good, wrong + (not good)
    return f"Pronouns of dev: {right} of {len(labels)} right, {wrong} wrong."


def calibration(rows: Rows) -> list[str]:
    """How often speakers were right, by how sure the software was."""
    seen: dict[int, list[int]] = {}
    for one in rows:
        for quote in storysum.quotes(one["text"]):
            if quote.speaker is not None:
                counts = tally(one, [quote], five=False)
                if counts["named"]:
                    seen.setdefault(min(9, int(10 * quote.confidence)), []).append(counts["right"])
    lines = ["| confidence | answers | right |", "|---|---:|---:|"]
    return lines + [
        f"| .{k}0 to .{k}9 | {len(some)} | {sum(some) / len(some):.3f} |" for k, some in sorted(seen.items())
    ]


def rules(samples: Sequence[tuple[str, Rows]]) -> list[str]:
    """What each rule about what is no speech is worth: the measures without it."""
    lines = [f"| rule left out | {' | '.join(name for name, _ in samples)} |", f"|---|{'---|' * len(samples)}"]

    def measured() -> str:
        cells = []
        for _, rows in samples:
            counts: Counter[str] = Counter()
            for one in rows:
                counts.update(tally(one, storysum.quotes(one["text"]), five=False))
            total = counts["gold"] + counts["found"]
            cells.append(f"{2 * counts['span'] / total:.4f} / {2 * counts['right'] / total:.4f}")
        return " | ".join(cells)

    lines.append(f"| none | {measured()} |")
    for name in list(exceptions.NOT_SAID):
        rule = exceptions.NOT_SAID.pop(name)
        lines.append(f"| {name} | {measured()} |")
        exceptions.NOT_SAID[name] = rule
    return lines


def least(work: Callable[[], object], runs: int = 3) -> float:
    """Processor seconds of the fastest of some runs."""
    times = []
    for _ in range(runs):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def main() -> None:
    """Score, time, write."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("data", type=Path)
    ask.add_argument("--left-out", action="store_true")
    ask.add_argument("--rules", action="store_true", help="what each rule about what is no speech is worth")
    ask.add_argument("--output", type=Path)
    asked = ask.parse_args()
    folder = asked.data / "quotes"
    dev, train = rows_of(folder / "polnear-dev.jsonl"), rows_of(folder / "polnear-train-all.jsonl.gz")
    report = [one for one in train if reported(one["id"])]
    lines = ["# Who said it: figures", "", "Made by `python benchmarks/quotes/run.py ../shared/data`.", ""]
    lines += [
        "| | span F1 | five words up | end to end | five words up | misattribution @ coverage |",
        "|---|---|---|---|---|---|",
    ]
    lines += [row("dev (84 articles)", dev), row(f"report ({len(report)} articles)", report)]
    lines += [row("hard cases (35)", rows_of(folder / "hard-cases.jsonl")), ""]
    lines += [pronouns(dev, json.loads((folder / "polnear-dev-pronouns.json").read_text(encoding="utf-8"))), ""]
    lines += ["On report, by confidence:", "", *calibration(report), ""]
    texts = [one["text"] for one in rows_of(asked.data / "headlines" / "bbc-dev.jsonl")]
    reading = least(lambda: [storysum.read(text) for text in texts])
    both = least(lambda: [storysum.quotes(text) for text in texts])
    each = 1000 * (both - reading) / len(texts)
    lines += [f"Time on bbc-dev (300 articles), one thread, processor time: {each:.1f} ms an article,"]
    lines += [f"{(both - reading) / reading:.1f} times as long as reading it.", ""]
    if asked.rules:
        lines += ["Span F1 and end to end without each rule:", "", *rules([("dev", dev), ("report", report)]), ""]
    if asked.left_out:
        command = [sys.executable, "-m", "training.quotations", "--data", str(asked.data), "--table"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        lines += ["Each newspaper left out of the fit in turn:", "", "```", *done.stdout.splitlines(), "```"]
    told = "\n".join(lines) + "\n"
    print(told)
    if asked.output:
        asked.output.write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()
