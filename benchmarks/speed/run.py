"""How fast it is: each claim measured beside what it is compared with.

Run it without arguments for all claims, to the terminal, which takes some minutes::

    python benchmarks/speed/run.py
    python benchmarks/speed/run.py --only start        # one of them
    python benchmarks/speed/run.py --results           # all claims and the drawing, to benchmarks/results/
"""

from __future__ import annotations

import argparse
import datetime
import importlib.metadata
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

import claims
from claims import CLAIMS, Row
from clock import Pair
from drawing import drawing

import storysum
from storysum.profile import profile, told

RESULTS = Path(__file__).resolve().parents[1] / "results"
COMMAND = "python benchmarks/speed/run.py --results"
PACKAGES = ("numpy", "scipy", "PyStemmer", "attrs", "sumy", "nltk", "summa")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=tuple(CLAIMS), action="append", help="this claim; may be given again")
    parser.add_argument("--largest", type=int, default=100_000, help="sentences of the longest text (100,000)")
    parser.add_argument("--results", action="store_true", help="write benchmarks/results/speed.md and speed.svg")
    options = parser.parse_args(arguments)
    rows: list[Row] = []
    times: dict[str, dict[int, float]] = {}
    print(HEADER)
    for name in options.only or CLAIMS:
        more = {"growth": {"times": times, "largest": options.largest}, "a-book": {"size": options.largest}}
        for row in CLAIMS[name](**more.get(name, {})):
            rows.append(row)
            print(line(row), flush=True)
    if options.results:
        rivals = claims.lines_of_rivals(largest=options.largest)
        (RESULTS / "speed.svg").write_text(drawing(times, rivals), encoding="utf-8")
        (RESULTS / "speed.md").write_text(page(rows), encoding="utf-8")
    return 0


HEADER = """\
| work | against | ours | theirs | ratio | lowest–highest | to reach | reached |
|---|---|--:|--:|--:|--:|--:|---|"""


def line(row: Row) -> str:
    """A claim as a line of the table."""
    ours, theirs = ("", "") if row.pair is None else (_time(row.pair, "ours"), _time(row.pair, "theirs"))
    middle, lowest, highest = (f"{one:.3g}" for one in row.ratio)
    spread = f"{lowest}–{highest}" if lowest != highest else ""
    reach = f"{'≥' if row.unit == '× as fast' else '≤'} {row.reach:g}"
    reached = "yes" if row.reached else "**no**"
    cells = (row.work, row.against, ours, theirs, f"{middle} {row.unit}", spread, reach, reached)
    return f"| {' | '.join(cells)} |"


def _time(pair: Pair, side: str) -> str:
    found = sorted(getattr(pair, side))
    seconds = found[len(found) // 2]
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1e3:.3g} ms"


def page(rows: Sequence[Row]) -> str:
    """All of it in Markdown."""
    versions = ", ".join(f"{name} {_version(name)}" for name in PACKAGES)
    article = claims.article().read_text(encoding="utf-8")
    return "\n".join(
        [
            "# Speed",
            "",
            f"Made by `{COMMAND}` on {datetime.date.today()}: storysum {storysum.__version__}, Python "
            f"{platform.python_version()}, {versions}; {os.cpu_count()} processors, {platform.machine()}.",
            "",
            "Processor time, linear algebra on one thread. Both sides of a pair run in turn, reading included;",
            "the ratio is the median of the rounds, with the lowest and highest beside it.",
            "",
            HEADER,
            *map(line, rows),
            "",
            "![Processor time against sentences](speed.svg)",
            "",
            "Own backends are shown reading and ranking, `digest` with all three lengths and the quotations; a rival",
            "as it comes, one summary, as long as it can be waited for.",
            "",
            "## Where the time goes",
            "",
            "A digest stage by stage (`storysum digest --profile FILE`), of a real article, of 3,000 sentences:",
            "",
            "```",
            told(profile(article)),
            told(profile(claims.story(3_000), language="en")),
            "```",
            "",
        ]
    )


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "absent"


if __name__ == "__main__":
    sys.exit(main())
