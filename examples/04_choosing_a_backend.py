"""The same story by several backends, one of them with an option of its own.

Prints:
"""

from textwrap import indent, fill

import storysum
from storysum.corpus import load

story = next(story for story in load() if story.id == "nickel-parrot")
article = storysum.read(story.text)

print("There are:", fill(", ".join(storysum.backends.available()), 88), end="\n\n")
for backend in ("lead", "lsa", storysum.backends.get("textrank", damping=0.7), "quote-first"):
    summary = storysum.summarize(article, length=storysum.Budget(words=30), backend=backend)
    print(summary.signature, indent(fill(summary.text, 88), "  "), sep="\n", end="\n\n")
