"""The scan: every stop of a paragraph, and what the character after it says."""

from __future__ import annotations

import re
from functools import cache

from storysum.text.data import lines, words
from storysum.text.sentences.abbreviations import (
    ends_before_capital,
    ends_before_figure,
    ends_before_small,
    is_label,
    long_tails,
)
from storysum.text.sentences.attribution import is_attribution
from storysum.text.sentences.enumeration import items

__all__ = ["sentences"]

_MARKS = ".!?…‼⁇⁈⁉"
_QUOTES = "\"”’'»›“"
_OPENING = "\"“”'‘’«‹„‚([{¿¡*_"
# A stop in full: marks (1); a spaced ellipsis (2); what closes with it (3); notes in brackets ([17]),
# a smiley or an emoji; white space (4). Each part is possessive, and the whole matches wherever it
# begins, so that no character is looked at twice, whatever the text.
_STOP = re.compile(
    rf"([{_MARKS}](?>[{_MARKS}]*))"
    r"((?>(?:\ \.)*))"
    rf"((?>[{_QUOTES})\]}}]*(?:\ [”»)\]](?=\s))?))"
    r"(?>(?:\ ?\[(?:\d{1,3}|[a-z]|note\ \d{1,3}|[a-z\ ]{1,30}needed)\])*)"
    r"(?>(?:\ ?[:;]-?[()DP](?=\s)|\ ?[\u2600-\u27bf\U0001f300-\U0001faff][\ufe0f\u200d]?)*)"
    r"(\s*)"
)
# So many small letters before a full stop, and a capital after it, settle most stops at once.
_TAIL = 5
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_TO_FIRST_LETTER = re.compile(rf"[{_OPENING}{_MARKS} ]{{0,6}}".replace("[{", r"\[{"))
_WORD = re.compile(r"[\w’']{1,40}\.?")
_ENDS = tuple(_MARKS + _QUOTES)
_I = re.compile(r"I(?:[’']\w{1,2})?\.?\Z")
_NO_BEGINNING = frozenset(",;:)]}%&/|") | frozenset(_MARKS)
_RULE = re.compile(r"[*=_~–—-]{3}")
_DASH = re.compile(r"[–—-]{1,3}\s?[\"“‘'(]?([^\W\d_])")
# A note whose number lost its place above the line: “… minority rights. 4 Even though …”
_NOTE = re.compile(r"(\d{1,3})\s++(?=([^\W\d_a-z][\w’']{0,20}))")
# “… the end of a quotation.” (Smith 55). The stop stands after the source.
_CITATION = re.compile(r"\([^()]{1,60}\)[.,;]")
# Where the space after a stop is missing, both neighbours must be plain words: no part of an address.
_WINDOW = 400
_PLAIN_BEFORE = re.compile(r"(?:\A|[\s\"“‘'(])[^\W\d_]{2,}(?:[’'-][^\W\d_]+)?\Z")
_PLAIN_AFTER = re.compile(r"(?:[^\W\d_][^\W\d_A-Z]+|[IAa])(?:[’'][^\W\d_]{1,3})?[,;:.!?…]{0,4}(?:\s|\Z)")


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
    tails = _tails()
    for match in _STOP.finditer(text, begin):
        stop = match.start()
        after, following = match.span(4)
        if following >= size:
            break
        if text[following] in _CAPITALS and after - stop == 1 and after < following and text[stop] == ".":
            tail = text[stop - _TAIL : stop]
            if tail.islower() and tail.isalpha() and stop - begin >= _TAIL and tail not in tails:
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
def _tails() -> frozenset[str]:
    """How the words end that the quick decision must leave to the slow one."""
    return long_tails(_TAIL) | {head[:-1][-_TAIL:] for heads in _names().values() for head, _ in heads}


def _boundary(text: str, begin: int, match: re.Match[str]) -> tuple[int, int] | None:
    """Where the sentence before a stop ends and the next one begins; None if it goes on."""
    marks, spaced, closing = match.group(1, 2, 3)
    stop = match.start()
    after, following = match.span(4)
    if stop - begin < 4 and not any(map(str.isalnum, text[begin:stop])):
        # There is no sentence yet that it could end.
        return None
    if after == following:
        return _without_space(text, begin, match)
    elliptic = (bool(spaced) or "…" in marks or ".." in marks) and _mark(marks) == "."
    if elliptic and closing[:1] in ("]", ")") and text[stop - 1] in "[(":
        return None
    at = following
    if text[following] in _OPENING:
        at = min(_first_letter(text, following), len(text) - 1)
    letter = text[at]
    if at == len(text) - 1 and letter in _QUOTES:
        return None
    if letter.isdigit() or letter in "$£€¥#@":
        return _before_figure(text, begin, match, elliptic)
    if not letter.isalpha():
        return (after, following) if _before_sign(text, begin, match, letter) else None
    if letter.islower():
        ends = at == following and not elliptic and not closing and _before_small(text, begin, match)
    elif elliptic and len(marks) == 1 and spaced.count(".") > 2 and not text[stop - 1].isspace():
        # Four spaced points: the stop and an ellipsis, which begins the next sentence.
        return stop + 1, stop + 2
    else:
        ends = _before_capital(text, begin, match, at, elliptic)
    return (after, following) if ends else None


def _mark(marks: str) -> str:
    """What a run of marks amounts to: “...?” asks, “?!” too."""
    return "?" if "?" in marks else "!" if "!" in marks else "."


def _first_letter(text: str, position: int) -> int:
    skipped = _TO_FIRST_LETTER.match(text, position)
    return skipped.end() if skipped else position


def _before_capital(text: str, begin: int, match: re.Match[str], at: int, elliptic: bool) -> bool:
    marks, closing = match.group(1, 3)
    stop, following = match.start(), match.end()
    next_word = _WORD.match(text, at)
    word = next_word.group() if next_word else ""
    if closing and (is_attribution(text, following, marks == ".") or _CITATION.match(text, following)):
        return False
    if elliptic:
        # “I” has its capital anywhere, and so it says nothing; an ellipsis after a stop says enough.
        return not _I.match(word) or text[max(begin, stop - 4) : stop].rstrip()[-1:] in _ENDS
    is_initial = len(word) == 2 and word[1] == "."
    word = word.rstrip(".")
    if not closing and _in_a_name(text, begin, stop, following, word):
        return False
    if marks != ".":
        return True
    return not is_label(text, begin, stop) and ends_before_capital(text, begin, stop, word, is_initial)


def _before_small(text: str, begin: int, match: re.Match[str]) -> bool:
    stop, mark = match.start(), _mark(match[1])
    next_word = _WORD.match(text, match.end())
    word = next_word.group() if next_word else ""
    if mark == ".":
        return not is_label(text, begin, stop) and ends_before_small(text, begin, stop, word)
    # Yahoo! in, Who Wants to Be a Millionaire? host: the mark belongs to a name.
    before = text[max(begin, stop - 40) : stop].rsplit(None, 1)
    in_a_name = bool(before) and before[-1][:1].isupper() and (mark != "?" or len(before) > 1)
    return not in_a_name


def _before_figure(text: str, begin: int, match: re.Match[str], elliptic: bool) -> tuple[int, int] | None:
    stop = match.start()
    after, following = match.span(4)
    if elliptic:
        return None
    if match[1] == "." and (is_label(text, begin, stop) or not ends_before_figure(text, begin, stop)):
        return None
    note = _NOTE.match(text, following)
    if note and note[2] in words("sentence_openers"):
        return note.end(1), note.end()
    return after, following


def _before_sign(text: str, begin: int, match: re.Match[str], sign: str) -> bool:
    if sign in _NO_BEGINNING or (match[1] == "." and is_label(text, begin, match.start())):
        return False
    if sign in "–—-" and not _RULE.match(text, match.end()):
        # A dash after a closing quote leads to the source, before a small letter back into the sentence.
        dash = _DASH.match(text, match.end())
        return dash is not None and not match[3] and not dash[1].islower()
    return True


def _without_space(text: str, begin: int, match: re.Match[str]) -> tuple[int, int] | None:
    """The same where no white space follows: a decimal, an address, or a slip of the writer."""
    marks, spaced, closing = match.group(1, 2, 3)
    stop, after = match.start(), match.end()
    letter = text[after]
    before = _PLAIN_BEFORE.search(text[max(begin, stop - 40) : stop])
    if not before or spaced or after - stop != len(marks) + len(closing):
        return None
    if closing:
        if closing not in _QUOTES or not letter.isupper() or not _PLAIN_AFTER.match(text, after):
            return None
        cut = after if closing in "”’»" or _is_open(text, stop, closing) else after - 1
        return cut, cut
    if letter.isdigit() and marks == ".":
        note = _NOTE.match(text, after)
        return (note.end(1), note.end()) if note and ends_before_figure(text, begin, stop) else None
    if not letter.isalpha() or not _PLAIN_AFTER.match(text, after):
        return None
    if marks == ".":
        plain = before.group().islower() and letter.isupper() and ends_before_figure(text, begin, stop)
        return (after, after) if plain else None
    return (after, after) if letter.isupper() or "?" in marks else None


def _is_open(text: str, position: int, quote: str) -> bool:
    """Whether a straight quotation mark at `position` would close one that was opened shortly before."""
    window = text[max(0, position - _WINDOW) : position]
    if quote == '"':
        return window.count(quote) % 2 == 1
    return len(re.findall(r"(?<!\S)'", window)) > len(re.findall(r"'(?![\w'])", window))


@cache
def _names() -> dict[str, list[tuple[str, str]]]:
    """By the word and mark inside a name: the name up to that mark, and the rest of it."""
    names: dict[str, list[tuple[str, str]]] = {}
    for name in lines("sentence_names_with_stops"):
        for index, character in enumerate(name):
            if character in _MARKS:
                head, rest = name[: index + 1], name[index + 1 :].strip()
                names.setdefault(head.rsplit(None, 1)[-1], []).append((head, rest))
    return names


def _in_a_name(text: str, begin: int, stop: int, following: int, word: str) -> bool:
    tokens = text[max(begin, stop - 40) : stop + 1].rsplit(None, 1)
    for head, rest in _names().get(tokens[-1], ()):
        if text.endswith(head, begin, stop + 1):
            return text.startswith(rest, following) if rest else word not in words("sentence_openers")
    return False
