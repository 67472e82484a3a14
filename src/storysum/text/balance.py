"""Whether every quotation mark of a text has its partner."""

from __future__ import annotations

import re

__all__ = ["balanced"]

_PAIRS = {"“": "”", "«": "»", "‹": "›"}
_MARKS = re.compile('[“”„«»‹›"‘’]')


def balanced(text: str) -> bool:
    """Whether every quotation mark has its partner.

    A straight mark needs another one, a single opening mark a closing one; an apostrophe needs none.

    >>> balanced("“We cut it,” says Holm, “in ‘one’ night.”"), balanced("a bass there.’”")
    (True, False)
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
    return not awaited and straight % 2 == 0
