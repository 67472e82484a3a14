"""Every word of a summary points back to where it stands in the story.

Prints:

    84–189   rank 1  For years Joseph “Run” Simmons and Darryl “D.M.C.” McDaniels…
      190–291   rank 5  Those were the seconds that mattered: a drum pattern, bare a…
    blend|early:1.0|v:0.2.0
"""

import storysum
from storysum.corpus import load

story = next(story for story in load() if story.id == "walk-this-way")
summary = storysum.summarize(story.text, length=storysum.Budget(words=40))

for piece in summary.pieces:
    assert piece.text == story.text[piece.span.start : piece.span.end]
    print(f"{piece.span.start:5}–{piece.span.end:<5} rank {piece.rank:<2} {piece.text[:60]}…")
print(summary.signature)
