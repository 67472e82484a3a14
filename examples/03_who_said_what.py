"""Each quotation with its speaker: the mention beside it, and the fullest name in the article.

Prints:

    speech  he         Abel Foss  “I was terrified,”
    speech  he         Abel Foss  “She was not.”
    partial the critic Maud Fenn Maud Fenn  “a polite riot”
"""

import storysum

STORY = (
    "Lena Quist met the drummer Abel Foss in Leeds in 1981. “I was terrified,” he says. “She was not.” "
    "Their first single, “Glass Hour”, was called “a polite riot” by the critic Maud Fenn."
)

for quote in storysum.quotes(STORY):
    mention = quote.speaker.of(STORY) if quote.speaker else "–"
    person = quote.person.of(STORY) if quote.person else "–"
    print(f"{quote.kind:7} {mention:10} {person:10} {quote.span.of(STORY)}")
