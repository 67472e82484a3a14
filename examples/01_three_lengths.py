"""A headline, a short and a medium summary of one story.

Prints:

    Ska band without a penny from its only hit will receive £312,000

    A ska band that went 44 years without a penny from its only hit will receive £312,000 after a
    judge accepted as genuine a letter found inside a piano stool. Every royalty until now went to
    Prewett Music, the company founded by their manager, Lionel Prewett, who died in 2009.

    A ska band that went 44 years without a penny from its only hit will receive £312,000 after a
    judge accepted as genuine a letter found inside a piano stool. Thursday’s ruling names the five
    members of the Kirkgate Deputies as the writers of “Two Sugars, No Talking,” a Top 10 record in
    1981 that has since turned up in eleven advertisements. Every royalty until now went to Prewett
    Music, the company founded by their manager, Lionel Prewett, who died in 2009. “I signed his
    contract on the bonnet of a Bedford van,” says singer Yvonne Adair, 67. “I thought it was for
    the parking.” Adair wrote the words on night shifts at a bus-station café, where the chorus,
    “Put your troubles in the saucer and your elbows off my heart,” began as something to hum over
    the dishes. The rest of the band found the tune in an evening.
"""

from textwrap import fill

import storysum
from storysum.corpus import load

story = next(story for story in load() if story.id == "kirkgate-deputies")
digest = storysum.digest(story.text)

for summary in (digest.headline, digest.short, digest.medium):
    print(fill(summary.text, 96), end="\n\n")
