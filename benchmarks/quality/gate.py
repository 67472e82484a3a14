"""The quality gate: fails when a figure on the shipped corpus has fallen below its floor.

    python benchmarks/quality/gate.py          # exit 1 and what fell, or 0 and what could rise
    python benchmarks/quality/gate.py --pin    # raise the floors that could rise
    python benchmarks/quality/gate.py --pin --lower    # pin what is there now, lower or not

The floors stand in `floors.json` beside this file, one for each length, backend and column with a
good direction; where lower is better a floor is the most that is allowed. They hold for one corpus,
known by its checksum: with another corpus the gate fails until somebody has looked and pinned anew.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from storysum import evaluation
from storysum.evaluation.report import Report, Standing

FLOORS = Path(__file__).with_name("floors.json")
BACKENDS = ("lead", "random", "lsa", "textrank", "quote-first", "blend")
# A floor is rounded to so many digits, towards what is easier to keep.
DIGITS = 4
# From here on a floor that could rise is worth a line.
WORTH = 0.005


def measured(backends: Sequence[Any] = BACKENDS, processes: int | None = None) -> Report:
    """A report of these backends on the shipped corpus; intervals play no part in a gate."""
    corpus = evaluation.shipped()
    records = evaluation.run(corpus, backends, processes=processes)
    return evaluation.compare(evaluation.score(records, corpus), corpus, resamples=2)


def check(report: Report, pinned: dict[str, Any]) -> tuple[list[str], list[str]]:
    """What fell below its floor, and what could rise: each a line for a person to read."""
    if pinned["corpus"] != report.checksum:
        was, now = pinned["corpus"][:16], report.checksum[:16]
        return [f"the corpus is another one ({now}) than that of the floors ({was}): look at the report, then pin"], []
    fallen: list[str] = []
    rising: list[str] = []
    standings = {(one.length, one.backend): one for one in report.standings}
    for length, backends in pinned["floors"].items():
        for backend, floors in backends.items():
            standing = standings.get((length, backend))
            if standing is None:
                fallen.append(f"{length}, {backend}: not measured")
                continue
            fallen += [f"{length}, {backend}: failed {count} times: {error}" for error, count in standing.errors]
            for name, floor in floors.items():
                line, gain = _against(report, standing, name, floor)
                if gain < -1e-9 or math.isnan(gain):
                    fallen.append(line)
                elif gain >= WORTH:
                    rising.append(line)
    return fallen, rising


def _better(report: Report) -> dict[str, str | None]:
    return {column.name: column.better for column in report.columns}


def _against(report: Report, standing: Standing, name: str, floor: float) -> tuple[str, float]:
    """A line about one figure, and by how much it is better than its floor; NaN if it is gone."""
    better, figure = _better(report).get(name), standing.figures.get(name)
    if better is None:
        return f"{standing.length}, {standing.backend}, {name}: no metric has this column any more", math.nan
    score = math.nan if figure is None else figure.score
    word, gain = ("floor", score - floor) if better == "higher" else ("ceiling", floor - score)
    return f"{standing.length}, {standing.backend}, {name}: {score:.{DIGITS + 2}f}, {word} {floor:.{DIGITS}f}", gain


def pin(report: Report, before: dict[str, Any] | None = None) -> dict[str, Any]:
    """Floors from what was measured; of floors pinned before for this corpus, the better ones stay."""
    kept = before["floors"] if before is not None and before["corpus"] == report.checksum else {}
    floors: dict[str, dict[str, dict[str, float]]] = {}
    for standing in report.standings:
        row = dict(_floors(report, standing))
        for name, floor in kept.get(standing.length, {}).get(standing.backend, {}).items():
            if name in row:
                best = max if _better(report)[name] == "higher" else min
                row[name] = best(row[name], floor)
        floors.setdefault(standing.length, {})[standing.backend] = row
    return {"corpus": report.checksum, "metrics": list(report.metrics), "floors": floors}


def _floors(report: Report, standing: Standing) -> Iterator[tuple[str, float]]:
    for name, figure in standing.figures.items():
        better = _better(report)[name]
        if better is None or math.isnan(figure.score):
            continue
        scaled = round(figure.score * 10**DIGITS, 6)
        yield name, (math.floor(scaled) if better == "higher" else math.ceil(scaled)) / 10**DIGITS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pin", action="store_true", help="raise the floors that could rise")
    parser.add_argument("--lower", action="store_true", help="with --pin: also lower those that have fallen")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the file with the floors")
    options = parser.parse_args(arguments)
    report = measured()
    before = json.loads(options.floors.read_text("utf-8")) if options.floors.exists() else None
    if options.pin:
        before = pin(report, None if options.lower else before)
        options.floors.write_text(json.dumps(before, indent=1) + "\n", "utf-8")
        print(f"pinned in {options.floors.name}")
    if before is None:
        print(f"no {options.floors}: run with --pin", file=sys.stderr)
        return 1
    fallen, rising = check(report, before)
    for line in rising:
        print(f"could rise: {line}")
    for line in fallen:
        print(f"FELL: {line}", file=sys.stderr)
    print("the gate is closed" if fallen else "the gate is open: no figure fell below its floor")
    return int(bool(fallen))


if __name__ == "__main__":
    sys.exit(main())
