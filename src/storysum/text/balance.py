"""Whether every quotation mark of a text has its partner."""

from __future__ import annotations

import re

from storysum.text.quotes.pairs import elided

__all__ = ["balanced"]

_PAIRS = {"“": "”", "«": "»", "‹": "›"}
_MARKS = re.compile('[“”„«»‹›"‘’]')
# A straight single mark that opens, and one that may close: an apostrophe at the end of a word may too.
_SINGLE = re.compile(r"(?:(?<=[\s(\[“\"—–-])|\A)'(?=[^\W_])|(?<=[^\s'])'(?![\w'])")


def balanced(text: str) -> bool:
    """Whether every quotation mark has its partner.

    A straight mark needs another one, a single opening mark a closing one; an apostrophe needs none, nor
    does the mark in front of ’80s and ’em.

    >>> balanced("“We cut it,” says Holm, “in ‘one’ night.”"), balanced("a bass there.’”")
    (True, False)
    >>> balanced("He said: 'We cut it.'"), balanced("He said: 'We cut it."), balanced("the '80s, rock 'n' roll")
    (True, False, True)
    """
    awaited: list[str] = []
    straight = 0
    for match in _MARKS.finditer(text):
        mark = match.group()
        if mark == '"':
            straight += 1
        elif awaited and mark == awaited[-1]:
            # An apostrophe inside a single quotation looks like its end; a letter after it tells.
            if mark != "’" or not text[match.end() : match.end() + 1].isalnum():
                awaited.pop()
        elif mark == "„":
            awaited.append("“")
        elif mark in _PAIRS:
            awaited.append(_PAIRS[mark])
        elif mark == "‘":
            if not text[match.end() : match.end() + 1].isdigit():
                awaited.append("’")
        elif mark != "’":
            # A double mark that closes over a single one which was an apostrophe of the other shape.
            return False
    return not awaited and straight % 2 == 0 and ("'" not in text or _singles_close(text))


def _singles_close(text: str) -> bool:
    """Whether a mark that may close stands behind each straight single one that opens."""
    opened = 0
    for match in _SINGLE.finditer(text):
        at = match.start()
        if at and not text[at - 1].isspace() and text[at - 1] not in '([“"—–-':
            opened = max(0, opened - 1)
        elif text[at + 1 : at + 2].isalnum() and not elided(text, at + 1, "'"):
            opened += 1
    return opened == 0
