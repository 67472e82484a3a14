"""A headline, a short and a medium summary of one story.

Prints:

    The complaint was typed and signed

    In October 1987 J.R. Amponsah carried it down the back stairs of 41 Wilmot Street in Kitchener,
    Ontario, to ask Trudi Hasenkamp to stop giving accordion lessons after eight. Hasenkamp, asked
    on a campus radio phone-in what she made of rap, said it was a polka with the tuba taken out. “I
    told them,” Amponsah says, “not one inch.”

    The complaint was typed and signed. In October 1987 J.R. Amponsah carried it down the back
    stairs of 41 Wilmot Street in Kitchener, Ontario, to ask Trudi Hasenkamp to stop giving
    accordion lessons after eight. “I had three paragraphs and a please,” says Amponsah, then the
    rapping half of Quartz-R.P.M. Amponsah and his partner, the producer Lorna “Needles” Tindale,
    had cut a vocal on a Fostex four-track in their “studio,” a hall closet lined with egg cartons,
    and a polka had come up through the floor into every bar of the chorus. Hasenkamp, asked on a
    campus radio phone-in what she made of rap, said it was a polka with the tuba taken out. “Nobody
    had told us that wasn’t how you did it,” says Tindale. The duo lasted until 1992, when Amponsah
    wanted another accordion record and Tindale had discovered house. “I told them,” Amponsah says,
    “not one inch.”
"""

from textwrap import fill

import storysum
from storysum.corpus import load

story = next(story for story in load() if story.id == "quartz-rpm")
digest = storysum.digest(story.text)

for summary in (digest.headline, digest.short, digest.medium):
    print(fill(summary.text, 96), end="\n\n")
