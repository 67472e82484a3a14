"""Seconds of processor and megabytes for every adversarial text, at three sizes: linear means ×2 and ×2.

    python benchmarks/fuzz/adversarial.py                        # all texts, 250 kB, 500 kB, 1 MB
    python benchmarks/fuzz/adversarial.py --sizes 50000,100000 --texts "ellipses" --calls digest:textrank

Prints a line for each text and call whose time is above a second or grows faster than its size; exit
code 1 where some text raises or grows faster by more than noise. What looks steep is measured twice, and
counts where it is so both times. `--part 0/2` takes every other text, for two processes at once.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from adversarial_texts import TEXTS

import storysum

CALLS: dict[str, Callable[[str], object]] = {
    "read": storysum.read,
    "quotes": storysum.quotes,
    "headline": storysum.headline,
    **{
        f"digest:{name}": lambda text, name=name: storysum.digest(text, backend=name)  # type: ignore[misc]
        for name in ("lead", "random", "lsa", "textrank", "quote-first", "blend")
    },
}
# A machine that others use is noisy: a quadratic text takes four times as long when it is doubled.
WORST = 3.0

WHOLE: dict[str, Callable[[int], str]] = {
    "the longest sentence": lambda size: " ".join(["He", *["ran"] * (size // 4 - 2), "home."]),
    "the shortest sentences": lambda size: "Word. " * (size // 6),
}


def seconds(call: Callable[[str], object], text: str) -> float | str:
    """Of processor time; or what was raised."""
    start = time.process_time()
    try:
        call(text)
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:100]
    return time.process_time() - start


def is_steep(numbers: list[float], sizes: list[int]) -> bool:
    """Whether the time grows faster than the size, by more than noise."""
    return any(
        later > 1 and later / max(earlier, 0.02) > WORST * larger / smaller / 2
        for earlier, later, smaller, larger in zip(numbers, numbers[1:], sizes, sizes[1:], strict=False)
    )


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="250000,500000,1000000")
    parser.add_argument("--texts", help="names with semicolons between; all unless told")
    parser.add_argument("--calls", default=",".join(CALLS))
    parser.add_argument("--part", default="0/1", help="0/2 for every other text, 1/2 for the rest")
    options = parser.parse_args()
    texts = {**TEXTS, **WHOLE}
    first, step = map(int, options.part.split("/"))
    names = (options.texts.split(";") if options.texts else list(texts))[first::step]
    sizes = [int(size) for size in options.sizes.split(",")]
    for call in CALLS.values():
        call("“No,” said Petra Holm. It rained.")
    bad = 0
    for name in names:
        for called in options.calls.split(","):
            for _ in range(2):
                times = [seconds(CALLS[called], texts[name](size)) for size in sizes]
                raised = [one for one in times if isinstance(one, str)]
                numbers = [one for one in times if isinstance(one, float)]
                steep = is_steep(numbers, sizes)
                if not steep:
                    break
            bad += bool(raised or steep)
            if raised or steep or max(numbers) > 1:
                shown = " ".join(f"{one:.2f}" if isinstance(one, float) else one for one in times)
                print(f"{name} | {called} | {shown}{' | STEEP' if steep else ''}", flush=True)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(names)} texts up to {max(sizes):,} characters: {bad} raise or grow too fast; at most {most:.0f} MB")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
