"""The scan: every stop of a paragraph, and what the character after it says."""

from __future__ import annotations

import re
from functools import cache

from storysum.marks import OPENING
from storysum.text.data import lines, openers
from storysum.text.sentences.abbreviations import (
    ends_before_capital,
    ends_before_figure,
    ends_before_small,
    is_label,
    long_tails,
)
from storysum.text.sentences.attribution import is_attribution
from storysum.text.sentences.enumeration import items
from storysum.text.sentences.missing_space import boundary_without_space, is_open
from storysum.text.sentences.stops import MARKS, NOTE, QUOTES, STOP, amounts_to

__all__ = ["sentences"]

# So many small letters before a full stop, and a capital after it, settle most stops at once.
_TAIL = 5
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_OPENING = frozenset(mark for mark in OPENING if len(mark) == 1) | frozenset("([{¿¡*_`")
_TO_FIRST_LETTER = re.compile(rf"[{re.escape(''.join(sorted(_OPENING)) + MARKS)} ]{{0,6}}")
_MONEY = frozenset("$£€¥#@")
_NO_BEGINNING = frozenset(",;:)]}%&/|" + MARKS)
_WORD = re.compile(r"[\w’']{1,40}\.?")
_I = re.compile(r"I(?:[’']\w{1,2})?\.?\Z")
_RULE = re.compile(r"[=~–—-]{3}")
_DASH = re.compile(r"[–—-]{1,2}\s?[\"“‘'(]?([^\W\d_])")
# “… the end of a quotation.” (Smith 55). The stop of the sentence stands after the source.
_CITATION = re.compile(r"\([^()]{1,60}\)[.,;]")
_ENDINGS = tuple(MARKS + QUOTES)
_LOOK_BACK = 40


def sentences(text: str) -> list[tuple[int, int]]:
    """The (start, end) of each English sentence of a paragraph."""
    stretches = items(text)
    if len(stretches) == 1:
        return _scan(text)
    return [(start + a, start + b) for start, end in stretches for a, b in _scan(text[start:end])]


def _scan(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    size = len(text.rstrip())
    begin = len(text) - len(text.lstrip())
    undecided = _undecided()
    for match in STOP.finditer(text, begin):
        stop = match.start()
        after, following = match.span(4)
        if following >= size:
            break
        if after - stop == 1 and after < following and text[following] in _CAPITALS and text[stop] == ".":
            tail = text[stop - _TAIL : stop]
            if tail.islower() and tail.isalpha() and stop - begin >= _TAIL and tail not in undecided:
                found.append((begin, after))
                begin = following
                continue
        boundary = _boundary(text, begin, match)
        if boundary:
            found.append((begin, boundary[0]))
            begin = boundary[1]
    if begin < size:
        found.append((begin, size))
    return found


@cache
def _undecided() -> frozenset[str]:
    """Last letters of words that the quick decision must leave to the slow one."""
    return long_tails(_TAIL) | {head[-_TAIL - 1 : -1] for head, _ in _names().values()}


@cache
def _names() -> dict[str, tuple[str, str]]:
    """Names that have a stop in them (Portugal. The Man), as far as the stop and the rest, by the end of the first."""
    found = (re.match(r"(.*[.!]) (.*)", name) for name in lines("names_with_stops"))
    return {match[1][-3:]: (match[1], match[2]) for match in found if match}


def _boundary(text: str, begin: int, match: re.Match[str]) -> tuple[int, int] | None:
    """Where the sentence before a stop ends and the next one begins; None if it goes on."""
    marks, spaced, closing = match.group(1, 2, 3)
    stop = match.start()
    after, following = match.span(4)
    if stop - begin < 4 and not any(map(str.isalnum, text[begin:stop])):
        # There is no sentence yet that it could end.
        return None
    if after == following:
        return boundary_without_space(text, begin, match)
    apart = text[following] in "\"'" and text[following + 1 : following + 2].isspace()
    if apart and is_open(text, stop, text[following]):
        return _after_spaced_mark(text, following + 1)
    mark = "…" if spaced else amounts_to(marks)
    if mark == "…" and closing[:1] in ("]", ")") and text[stop - 1] in "[(":
        return None
    at = _first_letter(text, following)
    letter = text[at]
    if letter.isdigit() or letter in _MONEY:
        return _before_figure(text, begin, match, mark)
    if not letter.isalpha():
        return (after, following) if _before_sign(text, begin, match, letter) else None
    if letter.islower():
        return (after, following) if at == following and _before_small(text, begin, match, mark) else None
    if marks == "." and spaced.count(".") > 2 and not text[stop - 1].isspace():
        # Four spaced points: the stop and an ellipsis, which begins the next sentence.
        return stop + 1, stop + 2
    return (after, following) if _before_capital(text, begin, match, at, mark) else None


def _after_spaced_mark(text: str, end: int) -> tuple[int, int] | None:
    """The boundary behind a closing mark that stands apart: 'That is all. ' The next one."""
    following = end + 1 + len(text[end + 1 : end + _LOOK_BACK]) - len(text[end + 1 : end + _LOOK_BACK].lstrip())
    goes_on = text[following : following + 1].islower() or is_attribution(text, following, after_full_stop=True)
    return None if goes_on else (end, following)


def _first_letter(text: str, position: int) -> int:
    """The first character that no quotation mark or bracket is, of a sentence that may begin here."""
    if text[position] not in _OPENING:
        return position
    skipped = _TO_FIRST_LETTER.match(text, position)
    return min(skipped.end(), len(text) - 1) if skipped else position


def _before_capital(text: str, begin: int, match: re.Match[str], at: int, mark: str) -> bool:
    marks, closing = match.group(1, 3)
    stop, following = match.start(), match.end()
    next_word = _WORD.match(text, at)
    word = next_word.group() if next_word else ""
    if closing and is_attribution(text, following, after_full_stop=mark == "."):
        return False
    if closing and _CITATION.match(text, following):
        return False
    if mark == "…":
        # “I” has its capital anywhere, and so it says nothing; an ellipsis after a stop says enough.
        return not _I.match(word) or text[max(begin, stop - 4) : stop].rstrip().endswith(_ENDINGS)
    is_initial = len(word) == 2 and word[1] == "."
    head, rest = _names().get(text[stop - 2 : stop + 1], ("", ""))
    if head and text.endswith(head, begin, stop + 1) and text.startswith(rest, following):
        return False
    if marks != ".":
        return True
    return not is_label(text, begin, stop) and ends_before_capital(text, begin, stop, word.rstrip("."), is_initial)


def _before_small(text: str, begin: int, match: re.Match[str], mark: str) -> bool:
    stop = match.start()
    if mark == "…" or match[3]:
        return False
    if mark == ".":
        next_word = _WORD.match(text, match.end())
        word = next_word.group() if next_word else ""
        return not is_label(text, begin, stop) and ends_before_small(text, begin, stop, word)
    # Yahoo! in, Who Wants to Be a Millionaire? host: after a capital the mark belongs to a name.
    before = text[max(begin, stop - _LOOK_BACK) : stop].rsplit(None, 1)
    in_name = bool(before) and before[-1][:1].isupper() and (mark == "!" or len(before) > 1)
    return not in_name


def _before_figure(text: str, begin: int, match: re.Match[str], mark: str) -> tuple[int, int] | None:
    stop = match.start()
    after, following = match.span(4)
    if mark == "…":
        return None
    if mark == "." and (is_label(text, begin, stop) or not ends_before_figure(text, begin, stop)):
        return None
    note = NOTE.match(text, following)
    if note and note[2] in openers():
        # “… minority rights. 4 Even though …”: the number is that of a note.
        return note.end(1), note.end()
    return after, following


def _before_sign(text: str, begin: int, match: re.Match[str], sign: str) -> bool:
    following = match.end()
    if sign in _NO_BEGINNING or (match[1] == "." and is_label(text, begin, match.start())):
        return False
    if sign in QUOTES:
        # Nothing but marks is left of the paragraph.
        return False
    if sign in "–—-" and not _RULE.match(text, following):
        # A dash after a closing quote leads to the source, before a small letter back into the sentence.
        dash = _DASH.match(text, following)
        return dash is not None and not match[3] and not dash[1].islower()
    return True
