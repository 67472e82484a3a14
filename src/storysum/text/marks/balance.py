"""Whether every quotation mark has its partner, and where to put back those that a cut would leave open.

Marks are written at a cut or at the end of a quotation, never inside one, and no word ever.
"""

import re
from collections.abc import Sequence

from attrs import frozen

from storysum.marks import CLOSERS, DOUBLE, SINGLE, east_asian, one_of, opening_mark
from storysum.model.span import Span
from storysum.text.marks.pairs import elided, pair
from storysum.text.marks.stretches import Stretch

_DOUBLES = re.compile(one_of(DOUBLE - {"''"}))
# The mark of an inch, with one behind that it may be the partner of; an attribute's value in left-over markup.
_NO_MARK = re.compile(r'(?<=\d)["＂](?:[^"＂]{0,300}["＂](?!\w))?|(?<==)"[^"]{0,300}"')
_SINGLES = re.compile(one_of(SINGLE - {"’"}))


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
    outside, at = [], 0
    for start, end, first, last in pair(text, 0, len(text))[0]:
        if text[last:end] != _closing(text[start:first], text[last:end]):
            return False
        outside.append(text[at:start])
        at = end
    outside = [_NO_MARK.sub("", part) for part in (*outside, text[at:])]
    alone = "“”".join(outside)
    return not any(map(_DOUBLES.search, outside)) and not any(
        _opens(alone, match.start()) for match in _SINGLES.finditer(alone)
    )


def _closing(opening: str, closed: str) -> str:
    """The mark that closes what was opened by one: of two that are in use (as in „so“ and „so”) what is written."""
    return closed if opening in "„〝" and closed in CLOSERS[opening][:2] else CLOSERS[opening][0]


def _opens(text: str, at: int) -> bool:
    """Whether a single mark opens something, or is one that only closes: it is no apostrophe."""
    mark, before, after = text[at], text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if mark == "'":
        apart = not before or before.isspace() or before in '([“"—–-'
        return apart and after.isalnum() and not elided(text, at + 1, mark)
    within = before.isalnum() and after.isalnum() and not east_asian(after)
    return not within and not after.isdigit()


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
        closing = _closing(opening, closed)
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
