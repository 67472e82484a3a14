"""What a stop looks like: the marks themselves, and what belongs to them."""

from __future__ import annotations

import re

from storysum.marks import CLOSING

__all__ = ["MARKS", "NOTE", "QUOTES", "STOP", "amounts_to"]

MARKS = ".!?…‼⁇⁈⁉"
QUOTES = "".join(sorted(mark for mark in CLOSING if len(mark) == 1))

# Marks (1); a spaced ellipsis (2); what closes with it (3); notes in brackets ([17]), a smiley or an
# emoji; white space (4). Each part is possessive, and the whole matches wherever it has begun, so that
# no character is looked at twice, whatever the text.
STOP = re.compile(
    rf"([{MARKS}](?>[{MARKS}]*))"
    r"((?>(?: \.)*))"
    rf"((?>[{QUOTES})\]}}]*(?: [”»)\]](?=\s))?))"
    r"(?>(?: ?\[(?:\d{1,3}|[a-z]|note \d{1,3}|[a-z ]{1,30}needed)\])*)"
    r"(?>(?: ?[:;]-?[()DP](?=\s)| ?[\u2600-\u27bf\U0001f300-\U0001faff][\ufe0f\u200d]?)*)"
    r"(\s*)"
)
# The number of a note that lost its place above the line, and the capital after it.
NOTE = re.compile(r"(\d{1,3})\s++(?=([^\W\d_a-z][\w’']{0,20}))")


def amounts_to(marks: str) -> str:
    """What a run of marks amounts to: one of `.`, `?`, `!` and `…`.

    >>> amounts_to("?!"), amounts_to("..."), amounts_to("...?")
    ('?', '…', '?')
    """
    if marks == ".":
        return "."
    if "?" in marks or "⁇" in marks or "⁈" in marks:
        return "?"
    return "!" if "!" in marks or "‼" in marks or "⁉" in marks else "…"
