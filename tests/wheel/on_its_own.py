"""Run by `run.py check` in an environment that has the wheel and what it requires, and nothing else."""

import sys

import storysum

assert "numpy" not in sys.modules
from storysum.corpus import load  # noqa: E402

for backend in storysum.backends.available():
    for story in load()[::4]:
        digest = storysum.digest(story.text, backend=backend)
        for summary in (digest.headline, digest.short, digest.medium):
            for piece in summary.pieces:
                assert piece.text == story.text[piece.span.start : piece.span.end]
print(f"storysum {storysum.__version__} works on its own")  # noqa: T201
