"""A headline, a short and a medium summary of one story.

Prints:
"""

from textwrap import fill

import storysum
from storysum.corpus import load

story = next(story for story in load() if story.id == "quartz-rpm")
digest = storysum.digest(story.text)

for summary in (digest.headline, digest.short, digest.medium):
    print(fill(summary.text, 96), end="\n\n")
