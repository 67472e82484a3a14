"""A headline, a short and a medium summary of one story.

Prints:

    Four million people watched make-up artist become face of a pop group

    On Thursday, 9 February 1984, four million people watched a make-up artist from Paisley become
    the face of a pop group. She had been in it for fifty minutes. The Lunar Typists were three
    Glasgow friends with a Roland Juno-60, a drum machine and a single, “Carbon Copy,” stuck at No.
    38.

    On Thursday, 9 February 1984, four million people watched a make-up artist from Paisley become
    the face of a pop group. She had been in it for fifty minutes. The Lunar Typists were three
    Glasgow friends with a Roland Juno-60, a drum machine and a single, “Carbon Copy,” stuck at No.
    38. An appearance on the television show Pop Hangar was meant to shift it. Then singer Alasdair
    Wray read the running order, saw that they were on after a juggling poodle, and left the
    building. Their manager, W.J. Kinnaird, had no understudy and a contract with a penalty clause.
    “I looked round that dressing room,” he says, “and what I had was two keyboard players, a poodle
    and a lassie with a powder puff.” The lassie was Morag Tannahill, 22, in her first week at the
    studio.
"""

from textwrap import fill

import storysum
from storysum.corpus import load

story = next(story for story in load() if story.id == "lunar-typists")
digest = storysum.digest(story.text)

for summary in (digest.headline, digest.short, digest.medium):
    print(fill(summary.text, 96), end="\n\n")
