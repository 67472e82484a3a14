"""Make `digests.json`: checksums of the rows of every shipped story by every backend of our own.

``python tests/golden/make.py`` writes the file; with ``-`` it is printed instead, and with ``- 1/4`` of
every four stories the one after the first. Make it anew when what storysum writes was meant to change,
and say so in the commit.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from storysum import batch
from storysum.corpus import load
from storysum.terminal import json_line

OWN = ("lead", "random", "lsa", "textrank", "quote-first", "blend")


def checksums(backend: str, part: slice) -> dict[str, str]:
    """For each story the checksum of its row, as it is written to JSON Lines."""
    pairs = [(story.id, story.text) for story in load()[part]]
    rows = [outcome.row for outcome in batch.outcomes(pairs, backend=backend, language="en")]
    return {row["id"]: hashlib.sha256(json_line(row).encode()).hexdigest()[:16] for row in rows}


def main() -> None:
    """Write or print."""
    first, _, step = (sys.argv[2] if sys.argv[2:] else "0/1").partition("/")
    part = slice(int(first), None, int(step))
    text = json.dumps({backend: checksums(backend, part) for backend in OWN}, indent=1) + "\n"
    if sys.argv[1:2] == ["-"]:
        sys.stdout.write(text)
    else:
        Path(__file__).with_name("digests.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
