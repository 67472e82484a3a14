"""How the time to cut a text into words grows where the text is built to make it slow.

usage: python benchmarks/syntax/linear.py

For each text the processor time at eight times the length against the time at the length, the least of
five runs of each: 8 is linear, 64 quadratic. Exit code 1 where one is above 16.
"""

from __future__ import annotations

import gc
import sys
import time

from storysum.syntax import words

CHUNKS = (
    *("a", '"', "-", ".", "'", "a.", "a-", "a'", "1.", "1-"),
    *("@", "a@", "http://", "www.a", "a.com/", "n't", "non-", " ", "a "),
)
SIZE, LONGER, MOST = 50_000, 8, 16


def seconds(text: str) -> float:
    """The least processor time of five runs."""
    found = []
    for _ in range(5):
        gc.collect()
        started = time.process_time()
        words(text)
        found.append(time.process_time() - started)
    return min(found)


def main() -> None:
    """Print a line for each text."""
    gc.disable()
    steep = False
    for chunk in CHUNKS:
        short = chunk * (SIZE // len(chunk))
        growth = seconds(short * LONGER) / max(seconds(short), 1e-6)
        steep = steep or growth > MOST
        print(f"{chunk!r:12} {growth:5.1f}")
    sys.exit(steep)


if __name__ == "__main__":
    main()
