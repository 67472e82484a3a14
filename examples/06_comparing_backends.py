"""Which sentences do backends agree on? Each picks from the same article, read and analysed once.

Prints:

    xxxx  Before the fall of 1968 electronic music had a reputation, and it was not for tunes.
    xxxx  It belonged to university laboratories, to films about flying saucers and to the odd
    xxxx  Then Columbia Masterworks put out an LP of Johann Sebastian Bach played on a wall of
    ..xx  The Moog could play only one note at a time, so every chord had to be built up line
    ..xx  “Switched-On Bach” reached No. 10 on Billboard’s album chart, among the rock groups,
    ..xx  Carlos sat down in front of an instrument that could play one note at a time, and pl
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
