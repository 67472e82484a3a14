"""A headline, a short and a medium summary of one story.

Prints:

    Amponsah and his partner, producer Lorna “Needles” Tindale, had cut vocal

    The complaint was typed and signed. In October 1987 J.R. Amponsah carried it down the back
    stairs of 41 Wilmot Street in Kitchener, Ontario, to ask Trudi Hasenkamp to stop giving
    accordion lessons after eight. “I had three paragraphs and a please,” says Amponsah, then the
    rapping half of Quartz-R.P.M. “I told them,” Amponsah says, “not one inch.”

    The complaint was typed and signed. In October 1987 J.R. Amponsah carried it down the back
    stairs of 41 Wilmot Street in Kitchener, Ontario, to ask Trudi Hasenkamp to stop giving
    accordion lessons after eight. “I had three paragraphs and a please,” says Amponsah, then the
    rapping half of Quartz-R.P.M. He never got to the please. “She read it, took off her glasses and
    said, ‘Your bass drum is late,’” he laughs. Amponsah and his partner, the producer Lorna
    “Needles” Tindale, had cut a vocal on a Fostex four-track in their “studio,” a hall closet lined
    with egg cartons, and a polka had come up through the floor into every bar of the chorus. “We’d
    tried the bathtub. We tried recording at two in the morning, and it turned out Mrs. Hasenkamp
    didn’t sleep either.” — Lorna “Needles” Tindale. “I told them,” Amponsah says, “not one inch.”
"""

from textwrap import fill

import storysum
from storysum.corpus import load

story = next(story for story in load() if story.id == "quartz-rpm")
digest = storysum.digest(story.text)

for summary in (digest.headline, digest.short, digest.medium):
    print(fill(summary.text, 96), end="\n\n")
