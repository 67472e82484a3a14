"""“Is that so?” Harry asked: after a closing quote, a name and a verb of speaking belong to the quotation."""

from __future__ import annotations

import re
from functools import cache

from storysum.text.data import openers
from storysum.text.reporting import reporting_verbs

__all__ = ["is_attribution"]

_NAME = r"[^\W\d_a-z][\w’'.-]{0,30}"
_PARTICLE = r"(?:of|the|de|da|del|di|du|la|le|van|von|der|den|bin|al|el)"
_APPOSITION = r"(?:,\s[^,.;:?!“”\"]{1,80},)"
_ADVERB = r"(?:\w{2,20}ly\s|then\s|also\s|once\s|later\s|has\s|had\s)"
# What follows the verb where nothing but how, when and to whom is told. “Hall said the tour was off”,
# “Hall said: ‘We are off’” and “Hall said on Friday that …” are sentences of their own.
_AFTER = (
    r"(?=[.,;!?…–—]|\s[–—-]|\s(?:\w{2,20}ly|about|after|again|aloud|as|at|back|before|during|him|in|into|later|me"
    r"|of|on|out|over|softly|them|through|to|us|when|while|with)\b)(?![^.;:!?“\"]{0,60}(?:\sthat\b|:))"
)
# After a full stop, where a comma was due, only the barest attribution is one.
_AT_ONCE = re.compile(r"(?:\s\w{2,20}ly)?[.!?…]")


@cache
def _pattern() -> re.Pattern[str]:
    verbs = "|".join(sorted(reporting_verbs()))
    return re.compile(
        rf"(?P<first>I|{_NAME})(?:\s(?:{_PARTICLE}\s){{0,2}}{_NAME}){{0,4}}{_APPOSITION}?\s{_ADVERB}?(?:{verbs}){_AFTER}"
    )


def is_attribution(text: str, position: int, *, after_full_stop: bool) -> bool:
    """Whether who spoke, and little else, stands at `position`, behind a closing quote.

    >>> is_attribution("Nora Quill asked, laughing.", 0, after_full_stop=False)
    True
    >>> is_attribution("He asked for more.", 0, after_full_stop=False)
    False
    """
    match = _pattern().match(text, position)
    if match is None or (match["first"] != "I" and match["first"] in openers()):
        return False
    return not after_full_stop or _AT_ONCE.match(text, match.end()) is not None
