"""Same text, same summary: across processes, hash seeds and threads."""

from __future__ import annotations

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
import hashlib, json
import storysum
from storysum.corpus import load

def checksum(text, backend=None):
    found = storysum.digest(text, backend=backend).to_dict()
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()

def checksums(step, *backends):
    articles = [storysum.read(story.text) for story in load()[::step]]
    return [checksum(article, backend) for backend in backends for article in articles]
"""
names: dict[str, object] = {}
exec(PROGRAM, names)
checksum, checksums = names["checksum"], names["checksums"]


@pytest.mark.parametrize("given", [(4, *OWN), (6, *SUMY)], ids=["own", "sumy"])
def test_digests_their_scores_included_are_the_same_under_another_hash_seed(
    given: tuple[object, ...],
) -> None:
    # Without the scores, ten seeds are compared in `test_determinism_everywhere`.
    done = subprocess.run(
        [sys.executable, "-c", f"{PROGRAM}\nprint(json.dumps(checksums(*{given})))"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONHASHSEED": "1", "OPENBLAS_NUM_THREADS": "2"},
    )
    assert json.loads(done.stdout) == checksums(*given)  # type: ignore[operator]


def test_sixteen_threads_make_what_one_makes() -> None:
    texts = [story.text for story in load()]
    alone = list(map(checksum, texts))  # type: ignore[call-overload]
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(checksum, texts * 2)) == alone * 2  # type: ignore[arg-type]
