"""Same text, same summary: across processes, hash seeds and threads."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

import storysum
from storysum.corpus import load

OWN = ("lead", "random", "lsa", "textrank", "quote-first", "blend")
SUMY = tuple(name for name in storysum.backends.available() if name.startswith("sumy-"))

PROGRAM = """
import hashlib, json, sys
import storysum
from storysum.corpus import load
step = int(sys.argv[1])
for backend in sys.argv[2:]:
    digests = [storysum.digest(story.text, backend=backend).to_dict() for story in load()[::step]]
    print(backend, hashlib.sha256(json.dumps(digests, sort_keys=True).encode()).hexdigest())
"""


def checksums(seed: str, step: int, *backends: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(step), *backends],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONHASHSEED": seed, "OPENBLAS_NUM_THREADS": "1" if seed == "1" else "2"},
    ).stdout


@pytest.mark.parametrize(("backends", "step"), [(OWN, 4), (SUMY, 6)], ids=["own", "sumy"])
def test_digests_their_scores_included_are_the_same_under_another_hash_seed(
    backends: tuple[str, ...], step: int
) -> None:
    # Without the scores, ten seeds are compared in `test_determinism_everywhere`.
    first = checksums("0", step, *backends)
    assert len(first.splitlines()) == len(backends)
    assert checksums("1", step, *backends) == first


def test_sixteen_threads_make_what_one_makes() -> None:
    def checksum(story: object) -> str:
        found = storysum.digest(story.text).to_dict()  # type: ignore[attr-defined]
        return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()

    stories = load()
    alone = [checksum(story) for story in stories]
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(checksum, stories * 4)) == alone * 4
