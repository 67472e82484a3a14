"""Stories made on the spot, as long as you like: seeded, with Zipf-distributed words and quotations."""

from __future__ import annotations

import random
from itertools import accumulate

LETTERS = "etaoinshrdlucmfwypvbgk"
PEOPLE = ("Petra Holm", "Dorran Pike", "Lena Quist", "Abel Foss", "Nora Quill", "Jude Ferrant")
VOCABULARY = 20_000
QUOTED_EVERY = 9


def story(sentences: int, *, seed: int = 0) -> str:
    """So many sentences of 8 to 38 words in paragraphs; every ninth is a quotation with its speaker.

    The nth word of the vocabulary is used in proportion to 1/n, as in any language.
    """
    chance = random.Random(seed)
    words = ["".join(chance.choices(LETTERS, k=chance.randint(2, 10))) for _ in range(VOCABULARY)]
    shares = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
    paragraphs: list[str] = []
    paragraph: list[str] = []
    for number in range(sentences):
        plain = " ".join(chance.choices(words, cum_weights=shares, k=chance.randint(8, 38))).capitalize()
        quoted = number % QUOTED_EVERY == 0
        paragraph.append(f"“{plain},” says {chance.choice(PEOPLE)}." if quoted else f"{plain}.")
        if len(paragraph) >= chance.randint(3, 7):
            paragraphs.append(" ".join(paragraph))
            paragraph = []
    return "\n\n".join([*paragraphs, " ".join(paragraph)]).strip()
