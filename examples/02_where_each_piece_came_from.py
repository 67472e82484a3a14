"""Every word of a summary points back to where it stands in the story.

Prints:

    799–819   rank 15 The plan went ahead.…
     2614–2668  rank 18 MTV had given rap little room in its first five years.…
     2857–2992  rank 4  Raising Hell became the first rap album certified platinum, …
    textrank|damping:0.85|self_loops:true|v:0.1.0
"""

import storysum
from storysum.corpus import load

story = next(story for story in load() if story.id == "walk-this-way")
summary = storysum.summarize(story.text, length=storysum.Budget(words=40))

for piece in summary.pieces:
    assert piece.text == story.text[piece.span.start : piece.span.end]
    print(f"{piece.span.start:5}–{piece.span.end:<5} rank {piece.rank:<2} {piece.text[:60]}…")
print(summary.signature)
