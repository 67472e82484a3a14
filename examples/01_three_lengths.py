"""A headline, a short and a medium summary of one story.

Prints:

    A ska band will receive £312,000

    A ska band that went 44 years without a penny from its only hit will receive £312,000 after a
    judge accepted as genuine a letter found inside a piano stool. The rest of the band found the
    tune in an evening. “We note the decision and will not be appealing,” the company said in a
    statement. — Prewett Music

    A ska band that went 44 years without a penny from its only hit will receive £312,000 after a
    judge accepted as genuine a letter found inside a piano stool. Thursday’s ruling names the five
    members of the Kirkgate Deputies as the writers of “Two Sugars, No Talking,” a Top 10 record in
    1981 that has since turned up in eleven advertisements. Every royalty until now went to Prewett
    Music, the company founded by their manager, Lionel Prewett, who died in 2009. “I signed his
    contract on the bonnet of a Bedford van,” says singer Yvonne Adair, 67. “I thought it was for
    the parking.” The rest of the band found the tune in an evening. “We note the decision and will
    not be appealing,” the company said in a statement. The tin, filled at car-boot sales and two
    sponsored walks, paid for the ink test.
"""

from textwrap import fill

import storysum
from storysum.corpus import load

story = next(story for story in load() if story.id == "kirkgate-deputies")
digest = storysum.digest(story.text)

for summary in (digest.headline, digest.short, digest.medium):
    print(fill(summary.text, 96), end="\n\n")
