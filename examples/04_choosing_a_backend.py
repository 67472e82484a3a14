"""The same story by several backends, one of them with an option of its own.

Prints:

    There are: blend, lead, lsa, quote-first, random, sumy-edmundson, sumy-kl, sumy-lex-rank, sumy-lsa,
    sumy-luhn, sumy-reduction, sumy-sum-basic, sumy-text-rank, textrank

    lead|v:0.2.0
      The 1988 single returns on November 7, when Lantern Row Records puts it back on a 7"
      disc with two takes nobody has heard.

    lsa|weighting:count|share:0.5|half:0.0|floor:0.3|v:0.2.0
      Engineer Gus Abernethy stood Lasker's Ludwig kit at the bottom of the twelve-foot end
      and hung one Shure SM57 off the high board on a length of clothesline.

    textrank|damping:0.7|self_loops:true|half:0.0|floor:0.3|v:0.2.0
      Engineer Gus Abernethy stood Lasker's Ludwig kit at the bottom of the twelve-foot end
      and hung one Shure SM57 off the high board on a length of clothesline.

    quote-first|voice:0.3|telling:0.3|central:0.2|early:0.2|opening:1.0|v:0.2.0
      "We had $600 and a borrowed Tascam 388," Tench tells Low Watt magazine. "Fifty-three
      towels," the engineer adds. "I folded every one of them afterward." — Gus Abernethy
"""

from textwrap import fill, indent

import storysum
from storysum.corpus import load

story = next(story for story in load() if story.id == "nickel-parrot")
article = storysum.read(story.text)

print("There are:", fill(", ".join(storysum.backends.available()), 88), end="\n\n")
for backend in ("lead", "lsa", storysum.backends.get("textrank", damping=0.7), "quote-first"):
    summary = storysum.summarize(article, length=storysum.Budget(words=30), backend=backend)
    print(summary.signature, indent(fill(summary.text, 88), "  "), sep="\n", end="\n\n")
