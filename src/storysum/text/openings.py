"""Sentences that lean on the one before them: “He…”, “That…”, “However…”."""

from __future__ import annotations

import re

from storysum.text.data import words

__all__ = ["dangles"]

_FIRST_WORDS = re.compile(r"[\s“”\"‘’'«„(\[—–-]*([^\W\d_]+(?:[’'][^\W\d_]+)?)(?:,?\s+([^\W\d_]+))?")


def dangles(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] begins on a pronoun, a demonstrative or a connective.

    Marks in front are looked through: “He came back” leans on something too.

    >>> dangles("“He came back,” says Holm.", 0, 26), dangles("Holm came back.", 0, 15)
    (True, False)
    """
    match = _FIRST_WORDS.match(text, start, end)
    if match is None:
        return False
    openings = words("dangling_openings")
    first = match[1].lower().replace("’", "'")
    if first in openings or first.partition("'")[0] in openings:
        return True
    return match[2] is not None and f"{first} {match[2].lower()}" in openings
