"""Sentences that only make sense beside a picture, left standing in the body.

English only. Such lines are found by what they say: who stands where in the picture, or what to do with it.
"""

from __future__ import annotations

import re

__all__ = ["is_caption"]

_PLACE = r"(?:second |third |far |front |back |top |bottom )?(?:left|right|cent(?:re|er))"
# “Bannatyne, second left, and Jones, right”; “(left)”; “, pictured with his wife”.
_WHERE = re.compile(
    rf"[^\W\d_], (?:{_PLACE}|pictured|above|below)(?=[,)]| and | with | in | at | on | \.|\.)|\({_PLACE}\)"
)
# “Above, the van”; “Pictured:”; “Scroll down for video”.
_BEGINS = re.compile(
    r"(?:(?:Pictured|Above|Below|Left|Right|Inset|Far left|Far right)(?:,|:| is | are | with )"
    r"|(?i:Scroll down|Click here|Watch the video|Read more|See also|File photo|Photo by|Image by)\b)"
)
# “Feat: The drummer carried…”, “In the dark: Nobody…”: a tag, then what the picture shows; “A navy image of…”.
_TAGGED = re.compile(r"[^\W\d_a-z][\w’'-]*(?: [\w’'-]+){0,2}: [^\W\d_a-z][\w’'-]* [\w’'-]+ ")
_IS_PICTURE = re.compile(
    r"(?:An? |The |File )?(?:[^\W\d_a-z][\w.’'-]* ){0,3}(?:[Ii]mage|[Pp]hoto|[Pp]hotograph|[Pp]icture) of "
)
# “Nan Holt contributed to this report.”
_CREDIT = re.compile(
    r"\b(?:contributed to (?:this|the) (?:story|report|article)|[Rr]eporting by [^\W\d_a-z]|[Aa]ll rights reserved)\b"
)
_REACH = 400


def is_caption(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is the line under a picture, or a credit.

    >>> line = "Duo: Petra Holm, left, with Cleo Marsh in Hull."
    >>> is_caption(line, 0, len(line)), is_caption("Petra Holm left Hull.", 0, 21)
    (True, False)
    >>> is_caption("Rusty: The van could be smelt in Hull.", 0, 38)
    True
    """
    end = min(end, start + _REACH)
    if _TAGGED.match(text, start, end) or _IS_PICTURE.match(text, start, end):
        return True
    return bool(_BEGINS.match(text, start, end) or _WHERE.search(text, start, end) or _CREDIT.search(text, start, end))
