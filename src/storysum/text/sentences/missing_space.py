"""A stop with no white space after it: a decimal, an address, or a slip of the writer's."""

from __future__ import annotations

import re

from storysum.text.data import openers
from storysum.text.sentences.abbreviations import ends_before_figure
from storysum.text.sentences.stops import NOTE, QUOTES, amounts_to

__all__ = ["boundary_without_space", "is_open"]

# Only between plain words is a space missing: anything else may be part of an address.
_LOOK_BACK = 40
_PLAIN_BEFORE = re.compile(r"(?:\A|[\s\"“‘'(])[^\W\d_]{2,}(?:[’'-][^\W\d_]+)?\Z")
_PLAIN_AFTER = re.compile(r"(?:[^\W\d_][^\W\d_A-Z]+|[IAa])(?:[’'][^\W\d_]{1,3})?[,;:.!?…]{0,4}(?:\s|\Z)")
_WORD = re.compile(r"[\w’']{1,20}")
_QUOTED = 400
_OPENING_APOSTROPHE = re.compile(r"(?<!\S)'")
_CLOSING_APOSTROPHE = re.compile(r"'(?![\w'])")


def boundary_without_space(text: str, begin: int, match: re.Match[str]) -> tuple[int, int] | None:
    """Where the sentence before such a stop ends and the next begins; None if nothing ends.

    Args:
        text: The paragraph.
        begin: Where the sentence begins.
        match: A match of `STOP`, with nothing in its last group.
    """
    marks, spaced, closing = match.group(1, 2, 3)
    stop, after = match.start(), match.end()
    letter = text[after]
    before = _PLAIN_BEFORE.search(text[max(begin, stop - _LOOK_BACK) : stop])
    if not before or spaced or after - stop != len(marks) + len(closing):
        return None
    if letter.isdigit() and marks == "." and not closing:
        note = NOTE.match(text, after)
        return (note.end(1), note.end()) if note and ends_before_figure(text, begin, stop) else None
    if not letter.isalpha() or not _PLAIN_AFTER.match(text, after):
        return None
    if closing:
        if closing not in QUOTES or not letter.isupper():
            return None
        cut = after if closing in "”’»›" or is_open(text, stop, closing) else after - 1
        return cut, cut
    if marks == ".":
        # After a name only a word that has its capital from beginning a sentence: “Hull.The”, not “Booking.Com”.
        after_name = _WORD.match(text, after)
        low = before.group().islower() or (after_name is not None and after_name.group() in openers())
        ends = low and letter.isupper() and ends_before_figure(text, begin, stop)
    else:
        ends = letter.isupper() or amounts_to(marks) == "?"
    return (after, after) if ends else None


def is_open(text: str, position: int, quote: str) -> bool:
    """Whether a straight quotation mark at `position` would close one that was opened shortly before."""
    window = text[max(0, position - _QUOTED) : position]
    if quote == '"':
        return window.count(quote) % 2 == 1
    return len(_OPENING_APOSTROPHE.findall(window)) > len(_CLOSING_APOSTROPHE.findall(window))
