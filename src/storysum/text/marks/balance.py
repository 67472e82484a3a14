"""Whether every quotation mark of a text has its partner."""

from __future__ import annotations

import re

from storysum.marks import CLOSERS, DOUBLE, ONLY_OPENING, SINGLE, east_asian, one_of
from storysum.text.marks.pairs import elided, is_inch

_STRAIGHT = '"＂'
_DOUBLES = re.compile(one_of(DOUBLE))
_SINGLES = re.compile(one_of(SINGLE - {"'"}))
# A straight single mark that opens, and one that may close: an apostrophe at the end of a word may too.
_SINGLE = re.compile(r"(?:(?<=[\s(\[“\"—–-])|\A)'(?=[^\W_])|(?<=[^\s'])'(?![\w'])|(?<=[,.!?…] )'(?!\S)")


def balanced(text: str) -> bool:
    """Whether every quotation mark has its partner.

    Single marks between double ones need none (what the writer forgot there is the writer's), nor does an apostrophe,
    or the mark in front of ’80s and ’em, or that of an inch.

    >>> balanced("“We cut it,” says Holm, “in ‘one’ night.”"), balanced("a bass there.’”")
    (True, False)
    >>> balanced("He said: 'We cut it.'"), balanced("He said: 'We cut it."), balanced("the '80s, rock 'n' roll")
    (True, False, True)
    >>> balanced('Her 12" single is out.'), balanced('She said the 12" single was "pressed in Hull".')
    (True, True)
    >>> balanced("»So,« he said."), balanced("He shouldn‘t wear 「boots」"), balanced("a 「boot")
    (True, True, False)
    """
    return _balanced(text, inches=True) or _balanced(text, inches=False)


def _balanced(text: str, *, inches: bool) -> bool:
    """The same, where what may be the mark of an inch is one, or is none."""
    awaited: list[tuple[str, ...]] = []
    outside: list[str] = []
    start = 0
    for match in _DOUBLES.finditer(text):
        mark, before = match.group(), text[max(0, match.start() - 1) : match.start()]
        straight = inches and mark in _STRAIGHT
        if straight and is_inch(text, match.start(), 0, len(text), before, opened=bool(awaited)):
            continue
        if not awaited:
            outside.append(text[start : match.start()])
        if awaited and mark in awaited[-1]:
            awaited.pop()
            start = match.end()
        elif mark in _STRAIGHT or _opens(text, match.start(), mark):
            awaited.append(CLOSERS[mark][: 2 if mark in "„〝" else 1])
        elif mark != "''":
            return False
        elif not awaited:
            start = match.start()
    outside.append(text[start:])
    alone = "“”".join(outside)
    return not awaited and _pairs_close(alone) and _singles_close(alone)


def _pairs_close(text: str) -> bool:
    """Whether a mark that may close stands behind each single one that can only open."""
    awaited: list[tuple[str, ...]] = []
    for match in _SINGLES.finditer(text):
        mark, after = match.group(), text[match.end() : match.end() + 1]
        before = text[max(0, match.start() - 1) : match.start()]
        if before.isalnum() and after.isalnum() and not east_asian(after):
            continue  # an apostrophe, whatever its shape
        if awaited and mark in awaited[-1]:
            awaited.pop()
        elif (mark in ONLY_OPENING or mark == "‘") and not after.isdigit():
            awaited.append(CLOSERS[mark][:1])
        elif mark == "❜":
            return False
    return not awaited


def _opens(text: str, at: int, mark: str) -> bool:
    """Whether a mark can only open here."""
    if mark in ONLY_OPENING or mark in "“«‹":
        return True
    apart = at == 0 or text[at - 1].isspace() or text[at - 1] in "([“«—–-"
    return mark in "»›" and apart and text[at + 1 : at + 2].isalnum()


def _singles_close(text: str) -> bool:
    """Whether a mark that may close stands behind each straight single one that opens."""
    opened = 0
    for match in _SINGLE.finditer(text) if "'" in text else ():
        after = match.end()
        if not text[after : after + 1].isalnum():
            opened = max(0, opened - 1)
        elif not elided(text, after, "'"):
            opened += 1
    return opened == 0
