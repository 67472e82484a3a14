"""Nothing is fetched, started or unpickled while a story is summarized, whatever is in it."""

from __future__ import annotations

import os
import subprocess
import sys

import storysum

PROGRAM = """
import sys
import storysum
from storysum import batch
from storysum.corpus import load

text = load()[0].text + (
    "\\n\\nSee http://example.org/story or file:///etc/passwd; `rm -rf ~`; $(reboot); {__import__('os').abort()}. "
    "“Run !!python/object/apply:os.system,” says Petra Holm."
)
for backend in sys.argv[1:]:
    storysum.digest(text, backend=backend)  # what is loaded once is loaded

forbidden = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "urllib.", "pickle.find_class")

def watch(event, arguments):
    if event.startswith(forbidden):
        print("FORBIDDEN", event, arguments)

sys.addaudithook(watch)
for backend in sys.argv[1:]:
    storysum.digest(text + " It rained.", backend=backend)
    batch.work(batch.Job("../../etc/passwd", text, backend=backend))
"""


def test_no_text_makes_storysum_fetch_start_or_unpickle_anything() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *storysum.backends.available()],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
