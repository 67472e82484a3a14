"""Whether every quotation mark has its partner, and where to put back those that a cut would leave open.

Marks are written at a cut or at the end of a quotation, never inside one, and no word ever.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from storysum.marks import CLOSERS, DOUBLE, ONLY_OPENING, SINGLE, east_asian, one_of, opening_mark
from storysum.model.span import Span
from storysum.text.marks.pairs import elided, is_inch, pair
from storysum.text.marks.stretches import Stretch

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


@frozen(order=True)
class Edit:
    """Marks to write in place of text[start:end], which is a mark or nothing."""

    start: int
    end: int
    marks: str


def mend(text: str, kept: Sequence[Span], stretches: Sequence[Stretch]) -> tuple[Edit, ...]:
    """The marks to write so that every marked stretch that touches what is kept opens and closes, in order.

    A stretch is cut between sentences only.
    """
    start, end = kept[0].start, kept[-1].end
    edits: list[Edit] = []
    for stretch in stretches:
        inside = stretch.inside
        opened, closed = text[stretch.start : inside.start], text[inside.end : stretch.end]
        opening = "“" if opened in ("”", "‟") else opened  # opened by the wrong mark
        # „so“ and „so” are both in use, and so are 〝so〞 and 〝so〟: what the writer wrote stays.
        closing = closed if opening in "„〝" and closed in CLOSERS[opening][:2] else CLOSERS[opening][0]
        first, last = inside.start, inside.end
        if opened not in "«‹":  # French has a space there
            first, last = last - len(inside.of(text).lstrip()), first + len(inside.of(text).rstrip())
        if stretch.start < start:
            edits.append(Edit(start, start, opening + "".join(_open_at(text, inside, start))))
        elif opening != opened or first > inside.start:
            edits.append(Edit(stretch.start, first, opening))
        if stretch.end > end:
            inner = reversed(_open_at(text, inside, end))
            edits.append(Edit(end, end, "".join(CLOSERS[mark][0] for mark in inner) + closing))
        elif closed != closing or last < inside.end:
            # Its own mark is missing (the next paragraph goes on), is of another style, or stands apart.
            edits.append(Edit(last, stretch.end, closing))
    return tuple(edits)


def _open_at(text: str, inside: Span, cut: int) -> list[str]:
    """The marks of the quotations within a stretch that a cut leaves open, the outermost first."""
    start, end = inside.start, inside.end
    found: list[str] = []
    while True:
        closed = (piece for piece in pair(text, start, end)[0] if piece[3] < piece[1])
        inner = next((piece for piece in closed if piece[0] < cut < piece[1]), None)
        if inner is None:
            return found
        found.append(opening_mark(text, inner[0]))
        start, end = inner[2], inner[3]
