"""Which sentences do backends agree on? Each picks from the same article, read and analysed once.

Prints:
"""

import storysum
from storysum.corpus import load

BACKENDS = ("lead", "lsa", "textrank", "quote-first")
story = next(story for story in load() if story.id == "switched-on-bach")
article = storysum.read(story.text)
picks = {}
for backend in BACKENDS:
    summary = storysum.summarize(article, length="medium", backend=backend)
    picks[backend] = [any(piece.span.overlaps(s) for piece in summary.pieces) for s in article.sentences]

for number, sentence in enumerate(article.sentences):
    marks = "".join("x" if picks[backend][number] else "." for backend in BACKENDS)
    if marks.count("x") >= 2:
        print(f"{marks}  {' '.join(sentence.of(story.text).split())[:84]}")
