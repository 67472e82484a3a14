"""English sentences: every stop of a paragraph, what belongs to it, and what the character after it says."""

import re
from functools import cache

from storysum.marks import CLOSING, OPENING
from storysum.text.reporting import forms
from storysum.text.sentences.abbreviations import ends_before_capital, ends_before_figure, ends_before_small, is_label
from storysum.wordlists import lines, openers

_MARKS = ".!?…‼⁇⁈⁉"
_ASKING, _CALLING = frozenset("?⁇⁈"), frozenset("!‼⁉")
_QUOTES = "".join(sorted(mark for mark in CLOSING if len(mark) == 1))
# Marks (1); a spaced ellipsis (2); what closes with it (3); notes in brackets ([17]), a smiley or an
# emoji; white space (4). Each part is possessive, and the whole matches wherever it has begun, so that
# no character is looked at twice, whatever the text.
_STOP = re.compile(
    rf"([{_MARKS}](?>[{_MARKS}]*))"
    r"((?>(?: \.)*))"
    rf"((?>[{_QUOTES})\]}}]*(?: [”»)\]](?=\s))?))"
    r"(?>(?: ?\[(?:\d{1,3}|[a-z]|note \d{1,3}|[a-z ]{1,30}needed)\])*)"
    r"(?>(?: ?[:;]-?[()DP](?=\s)| ?[\u2600-\u27bf\U0001f300-\U0001faff][\ufe0f\u200d]?)*)"
    r"(\s*)"
)
# The number of a note that lost its place above the line, and the capital after it.
_NOTE = re.compile(r"(\d{1,3})\s++(?=([^\W\d_a-z][\w’']{0,20}))")
_OPENING = frozenset(mark for mark in OPENING if len(mark) == 1) | frozenset("([{¿¡*_`")
_TO_FIRST_LETTER = re.compile(rf"[{re.escape(''.join(sorted(_OPENING)) + _MARKS)} ]{{0,6}}")
_MONEY = frozenset("$£€¥#@")
_NO_BEGINNING = frozenset(",;:)]}%&/|" + _MARKS + _QUOTES)
_WORD = re.compile(r"[\w’']{1,40}\.?")
_I = re.compile(r"I(?:[’']\w{1,2})?\.?\Z")
_APART = re.compile(r"(['\"])(\s{1,40}+)")  # a closing mark that stands apart, and the white space behind it
_RULE = re.compile(r"[=~–—-]{3}")
_DASH = re.compile(r"[–—-]{1,2}\s?[\"“‘'(]?([^\W\d_])")
# “… the end of a quotation.” (Smith 55). The stop of the sentence stands after the source.
_CITATION = re.compile(r"\([^()]{1,60}\)[.,;]")
_ENDINGS = tuple(_MARKS + _QUOTES)
_LOOK_BACK = 40
# What opens a list that was set as a paragraph.
_ITEM = re.compile(r"\s*+(?:([•●▪◦‣⁃∙])|(\(?)(1|[aA])(\.\)|\.|\))\s)")
_LEAST_LETTERS = 3
# Only between plain words is a space missing: anything else may be part of an address.
_PLAIN_BEFORE = re.compile(
    r"(?:\A|[\s\"“‘'(])(?:[^\W\d_]{2,}(?:[’'-][^\W\d_]+)?|(?P<figure>[$£€]?\d[\d,.]*(?:[^\W\d_]{1,2}|%)?))\)?\Z"
)
_PLAIN_AFTER = re.compile(r"(?:[^\W\d_][^\W\d_A-Z]+|[IAa])(?:[’'][^\W\d_]{1,3})?[,;:.!?…]{0,4}(?:\s|\Z)")
_QUOTED = 400
_OPENING_APOSTROPHE = re.compile(r"(?<!\S)'")
_CLOSING_APOSTROPHE = re.compile(r"'(?![\w'])")
# “Is that so?” Harry asked: after a closing quote, a name and a verb of speaking belong to the quotation.
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


def sentences(text: str) -> list[tuple[int, int]]:
    """The (start, end) of each English sentence of a paragraph."""
    return [(start + a, start + b) for start, end in _items(text) for a, b in _scan(text[start:end])]


def _items(text: str) -> list[tuple[int, int]]:
    """The items of a list that was set as a paragraph: `1. The first item 2. The second`, `• one • two`; or all of it.

    A bullet may come again in any number. Labels count up from the first (1, 2, 3; a, b, c) in the same dress, and
    letters need three items: “a. … b.” could be anything.
    """
    opens = _ITEM.match(text)
    if opens is None:
        return [(0, len(text))]
    bullet, before, label, after = opens.groups()
    again = rf"{bullet}(?=\s?[^\W_])" if bullet else rf"{re.escape(before)}(\w{{1,3}}){re.escape(after)}\s+(?=\S)"
    starts = [0]
    for found in re.compile(rf"(?<=\s){again}").finditer(text, opens.end()):
        following = bullet or (str(int(label) + 1) if label.isdigit() else chr(ord(label) + 1))
        if bullet or found[1] == following:
            starts.append(found.start())
            label = following
    if label and label.isalpha() and len(starts) < _LEAST_LETTERS:
        starts = [0]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _scan(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    size = len(text.rstrip())
    begin = len(text) - len(text.lstrip())
    for match in _STOP.finditer(text, begin):
        if match.end() >= size:
            break
        boundary = _boundary(text, begin, match)
        if boundary:
            found.append((begin, boundary[0]))
            begin = boundary[1]
    if begin < size:
        found.append((begin, size))
    return found


@cache
def _names() -> dict[str, tuple[str, str]]:
    """Names that have a stop in them (Portugal. The Man), as far as the stop and the rest, by the end of the first."""
    found = (re.match(r"(.*[.!]) (.*)", name) for name in lines("names_with_stops"))
    return {match[1][-3:]: (match[1], match[2]) for match in found if match}


def _boundary(text: str, begin: int, match: re.Match[str]) -> tuple[int, int] | None:
    """Where the sentence before a stop ends and the next one begins; None if it goes on."""
    marks, spaced = match.group(1, 2)
    stop = match.start()
    after, following = match.span(4)
    if stop - begin < 4 and not any(map(str.isalnum, text[begin:stop])):
        return None  # there is no sentence yet that it could end
    if after == following:
        return _boundary_without_space(text, begin, match)
    apart = _APART.match(text, following)
    if apart and _is_open(text, stop, apart[1]):  # 'That is all. ' The next one.
        end, following = apart.span(2)
        goes_on = text[following : following + 1].islower() or _is_attribution(text, following, after_full_stop=True)
        return None if goes_on else (end, following)
    mark = "…" if spaced else _amounts_to(marks)
    # The first character that no quotation mark or bracket is.
    skipped = _TO_FIRST_LETTER.match(text, following) if text[following] in _OPENING else None
    at = min(skipped.end(), len(text) - 1) if skipped else following
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


def _amounts_to(marks: str) -> str:
    """What a run of marks amounts to: one of `.`, `?`, `!` and `…`."""
    if marks == ".":
        return "."
    return "?" if not _ASKING.isdisjoint(marks) else "!" if not _CALLING.isdisjoint(marks) else "…"


def _boundary_without_space(text: str, begin: int, match: re.Match[str]) -> tuple[int, int] | None:
    """The same for a stop with no white space after it: a decimal, an address, or a slip of the writer's."""
    marks, spaced, closing = match.group(1, 2, 3)
    stop, after = match.start(), match.end()
    letter = text[after]
    before = _PLAIN_BEFORE.search(text[max(begin, stop - _LOOK_BACK) : stop])
    if not before or spaced or after - stop != len(marks) + len(closing):
        return None
    if before["figure"] and (len(before["figure"]) < 2 or marks != "." or closing or not letter.isupper()):
        return None
    if not letter.isalpha() or not _PLAIN_AFTER.match(text, after):
        return None
    if closing:
        if closing not in _QUOTES or not letter.isupper():
            return None
        cut = after if closing in "”’»›" or _is_open(text, stop, closing) else after - 1
        return cut, cut
    if marks == ".":
        # After a name only a word that has its capital from beginning a sentence: “Hull.The”, not “Booking.Com”.
        low = before.group().islower() or before.group()[-1] == ")" or _word_at(text, after).rstrip(".") in openers()
        ends = low and letter.isupper() and ends_before_figure(text, begin, stop)
    else:
        ends = letter.isupper() or _amounts_to(marks) == "?"
    return (after, after) if ends else None


def _before_capital(text: str, begin: int, match: re.Match[str], at: int, mark: str) -> bool:
    marks, closing = match.group(1, 3)
    stop, following = match.start(), match.end()
    word = _word_at(text, at)
    if closing and (_is_attribution(text, following, after_full_stop=mark == ".") or _CITATION.match(text, following)):
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
        return not is_label(text, begin, stop) and ends_before_small(text, begin, stop, _word_at(text, match.end()))
    # Yahoo! in, Who Wants to Be a Millionaire? host: after a capital the mark belongs to a name.
    before = text[max(begin, stop - _LOOK_BACK) : stop].rsplit(None, 1)
    return not before or not before[-1][0].isupper() or (mark != "!" and len(before) == 1)


def _word_at(text: str, at: int) -> str:
    """The word that begins at a place, with the full stop if it has one."""
    word = _WORD.match(text, at)
    return word.group() if word else ""


def _before_figure(text: str, begin: int, match: re.Match[str], mark: str) -> tuple[int, int] | None:
    stop = match.start()
    after, following = match.span(4)
    if mark == "…" or (mark == "." and not ends_before_figure(text, begin, stop)):
        return None
    note = _NOTE.match(text, following)
    if note and note[2] in openers():
        # “… minority rights. 4 Even though …”: the number is that of a note.
        return note.end(1), note.end()
    return after, following


def _before_sign(text: str, begin: int, match: re.Match[str], sign: str) -> bool:
    following = match.end()
    if sign in _NO_BEGINNING:
        return False
    if sign in "–—-" and not _RULE.match(text, following):
        # A dash after a closing quote leads to the source, before a small letter back into the sentence.
        dash = _DASH.match(text, following)
        return dash is not None and not match[3] and not dash[1].islower()
    return True


def _is_open(text: str, position: int, quote: str) -> bool:
    """Whether a straight quotation mark at `position` would close one that was opened shortly before."""
    window = text[max(0, position - _QUOTED) : position]
    if quote == '"':
        last = window.rfind(quote)  # which may open anew what the paragraph before left open
        opens = last > 0 and window[last - 1].isspace() and not window[last + 1 : last + 2].isspace()
        return opens or window.count(quote) % 2 == 1
    return len(_OPENING_APOSTROPHE.findall(window)) > len(_CLOSING_APOSTROPHE.findall(window))


@cache
def _pattern() -> re.Pattern[str]:
    verbs = "|".join(sorted(forms("reporting_verbs")))
    return re.compile(
        rf"(?P<first>I|{_NAME})(?:\s(?:{_PARTICLE}\s){{0,2}}{_NAME}){{0,4}}{_APPOSITION}?\s{_ADVERB}?(?:{verbs}){_AFTER}"
    )


def _is_attribution(text: str, position: int, *, after_full_stop: bool) -> bool:
    """Whether who spoke, and little else, stands at `position`, behind a closing quote."""
    match = _pattern().match(text, position)
    if match is None or (match["first"] != "I" and match["first"] in openers()):
        return False
    return not after_full_stop or _AT_ONCE.match(text, match.end()) is not None
