"""Words as Universal Dependencies cuts English: contractions and possessives apart, marks alone.

Every character that is not white space stands in one word. The conventions are those of the English
Web Treebank and GUM.
"""

from __future__ import annotations

import re

from storysum.model.span import Span

__all__ = ["words"]

_ABBREVIATIONS = [
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Prof",
    "Rev",
    "Hon",
    "Gen",
    "Col",
    "Capt",
    "Lt",
    "Sgt",
    "Maj",
    "Cmdr",
    "Adm",
    "Sen",
    "Rep",
    "Gov",
    "Pres",
    "St",
    "Jr",
    "Sr",
    "Inc",
    "Corp",
    "Ltd",
    "Co",
    "Bros",
    "Dept",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
    "Mon",
    "Tue",
    "Wed",
    "Thu",
    "Thur",
    "Fri",
    "Sat",
    "Sun",
    "Ave",
    "Blvd",
    "Rd",
    "Mt",
    "Ft",
    "vs",
    "etc",
    "al",
    "fig",
    "pp",
    "vol",
    "ed",
    "eds",
    "approx",
    "ca",
    "cf",
    "est",
    "dept",
    "inc",
    "jr",
    "sr",
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "st",
    "Vol",
    "Fig",
    "Ph.D",
    "Ph",
]
_PREFIXES = [
    "non",
    "co",
    "pre",
    "anti",
    "pro",
    "re",
    "semi",
    "mini",
    "pan",
    "multi",
    "cross",
    "post",
    "sub",
    "inter",
    "intra",
    "un",
    "de",
    "pseudo",
    "bi",
    "ultra",
    "e",
]

# The first that fits from the left, each possessive or bounded, so that the cost is linear.
_WORD = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"”“]+[^\s<>"”“.,;:!?)\]'’]              # addresses
  | [\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})++
  | @\w++ | \#[^\W\d]\w*+
  | [A-Za-z0-9-]{1,64}\.(?:com|org|net|edu|gov|co\.uk)\b(?:/[^\s,;)]*[^\s,;).])?
  | (?:[A-Za-z]\.){2,12}                                              # U.S., a.m.
  | (?:__ABBREVIATIONS__)\.(?!\w)
  | (?-i:No\.(?=\s?\d) | [A-Z]\.(?=\s+[A-Z]))                                               # an initial
  | \d++(?:[/-]\d++){2}(?![/-]?\w)                                    # 11/28/2000, 713-853-3989
  | \d++(?:[.,:]\d++)++ | \d++(?:st|nd|rd|th|s)\b                     # 1,200.50, 10:30, 3rd, 1990s
  | (?-i:[A-Z]{1,4}&[A-Z]{1,4})\b                                     # A&E
  | (?:__PREFIXES__)-[^\W\d_]++(?:['’]\w++)*+                                       # not cut: co-workers
  | ['’]\d0s\b
  | (?:can)(?=not\b)
  | (?:gon|wan|got)(?=(?:na|ta)\b)
  | \w++(?:['’]\w++)*+
  | n['’]t\b
  | [:;=8][-~o]?[()\[\]DPp/\\|](?!\w)                                 # :-)
  | (?P<same>[.\-*=_~!?])(?P=same)++
  | \S
    """.replace("__ABBREVIATIONS__", "|".join(map(re.escape, _ABBREVIATIONS))).replace(
        "__PREFIXES__", "|".join(_PREFIXES)
    ),
    re.X | re.I,
)
_NOT = re.compile(r"n['’]t$", re.I)
_ENDING = re.compile(r"['’](?:s|m|d|re|ve|ll)$", re.I)
_UNIT = re.compile(r"(\d++(?:[.,:]\d++)*+)(am|pm|km|kg|mm|cm|m|g|kb|mb|gb|mph|bn|k)$", re.I)


def words(text: str) -> tuple[Span, ...]:
    """The words of a text.

    Returns:
        Spans in order, disjoint, with every character that is not white space inside one.

    Cost:
        Linear in the text.

    >>> text = "She can't sell Holm's van."
    >>> [word.of(text) for word in words(text)]
    ['She', 'ca', "n't", 'sell', 'Holm', "'s", 'van', '.']
    """
    found: list[Span] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        cut = _cut(match.group()) if end - start < 100 else 0
        if cut:
            found.append(Span(start, start + cut))
        found.append(Span(start + cut, end))
    return tuple(found)


def _cut(word: str) -> int:
    """Where a word falls in two; 0 where it does not."""
    ends = _NOT.search(word) or _ENDING.search(word)
    if ends and ends.start():
        return ends.start()
    unit = _UNIT.match(word)
    return unit.start(2) if unit else 0
