"""Quotation marks: where a marked stretch begins and where it ends.

One pass over the marks of each block, with a stack that never grows past a few marks, so that
the cost is linear whatever the text. Nothing is said here about who speaks, nor whether anyone
does. What is decided:

- double marks (“ ” " „ “ « » ``…'') pair by direction and may be mixed; single ones (‘ ’ ')
  count only outside double ones, and never where they are apostrophes, elisions, feet or inches;
- a stretch inside another is not a stretch of its own; one that never closes is forgotten;
- speech over several paragraphs, each opened anew and only the last one closed, is one stretch a
  paragraph, marked as going on. Any other opening mark without a closing one is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import frozen

from storysum.model.article import Article, Block
from storysum.model.span import Span
from storysum.text.memo import once_per_article

__all__ = ["Stretch", "ending", "find_stretches", "marked"]

_MARK = re.compile(r"[\"“”„‟«»‘’‚‛'`]{4,}|[\"“”„‟«»‘’‚‛']|``")
_LETTER = re.compile(r"\w")
_CROWD, _PACE = 40, 12  # stretches in a block; characters for each of them
_MANY, _THICK = 400, 30  # the same in a text
_LINE = 80  # characters of a paragraph; many shorter ones that all open and never close are no speech
_DEPTH = 5  # deeper nesting is noise; a bound keeps the search for a partner constant
_DOUBLE = frozenset('"“”„‟«»') | {"``", "''"}
_BEFORE_OPENING = frozenset("([{—–-―/…:‘“'\"„«¿¡>*_`")
_AFTER_CLOSING = frozenset(")]},;:.?!—–-―/…’”'\"»<*_")
_ELISIONS = re.compile(r"\d0s\b|\d\d\b(?!\w)|(?:em|til|tis|twas|twill|cause|cos|n|bout|round|neath|nuff)\b", re.I)
_ROCK_N_ROLL = re.compile(r"['’‘][nN]['’](?!\w)")
_LOOSE_ENDS = ("in", "o", "an", "th", "ol")  # doin’, o’, an’: what loses its last letter
_LONGEST_WEAK = 90  # characters of a single-quoted stretch whose end might be an apostrophe


@frozen
class Stretch:
    """A stretch between marks, the marks included.

    Attributes:
        start: Of the opening mark.
        end: Past the closing mark, or of the block when the stretch goes on.
        block: The index of its block.
        goes_on: No closing mark: the next block opens anew.
        adrift: It follows an opening mark that nothing closes, and might be part of that.
        inside: The text between the marks.
    """

    start: int
    end: int
    block: int
    goes_on: bool
    inside: Span
    adrift: bool = False


def ending(text: str, stretch: Stretch) -> str:
    """The last character of what is said, marks that close within it aside: the comma of “… ‘Glass Hour,’”."""
    at = stretch.inside.end - 1
    while at > max(stretch.inside.start, stretch.inside.end - 4) and text[at] in "’'”\"":
        at -= 1
    return text[at]


class _Open:
    """An opening mark that waits for its partner, and the stretches closed within it."""

    __slots__ = ("end", "mark", "start", "within")

    def __init__(self, mark: str, start: int, end: int) -> None:
        self.mark = mark
        self.start = start
        self.end = end
        self.within: list[tuple[int, int, int, int]] = []


def find_stretches(text: str, blocks: Iterable[Block]) -> list[Stretch]:
    r"""The outermost marked stretches of body and list items, in the order of the text.

    >>> from storysum.model.article import Article, Block
    >>> text = "“He said ‘wait,” she laughs. A 7\" single."
    >>> [text[s.start : s.end] for s in find_stretches(text, [Block(Span(0, len(text)), "body")])]
    ['“He said ‘wait,”']
    """
    found: list[Stretch] = []
    waiting: _Open | None = None
    waiting_block = blocks_end = -1
    chain = 0  # paragraphs in a row that go on
    for index, block in enumerate(blocks):
        if block.role not in ("body", "item"):
            continue
        start, end = block.span.start, block.span.end
        if waiting is not None and _reopens(text, start, end, waiting.mark):
            edge = _trimmed(text, waiting.start, blocks_end)
            found.append(Stretch(waiting.start, edge, waiting_block, True, Span(waiting.end, edge)))
            chain += 1
        else:
            _drop_lines(found, chain)
            chain = 0
        closed, waiting, adrift = _pair(text, start, end)
        if len(closed) > _CROWD and len(closed) * _PACE > end - start:
            continue  # no prose has so many so close together
        found.extend(
            Stretch(a, b, index, False, Span(c, d), a in adrift) for a, b, c, d in closed if _LETTER.search(text, c, d)
        )
        waiting_block, blocks_end = index, end
    _drop_lines(found, chain)
    return found if len(found) <= _MANY or len(found) * _THICK <= len(text) else []


def _drop_lines(found: list[Stretch], chain: int) -> None:
    """Take away a run of stretches that only ever go on, where it is as long as no utterance and thin as noise."""
    if chain > _CROWD and found[-1].end - found[-chain].start < chain * _LINE:
        del found[-chain:]


@once_per_article
def marked(article: Article) -> tuple[Stretch, ...]:
    """What `find_stretches` finds in an article."""
    return tuple(find_stretches(article.text, article.blocks))


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _reopens(text: str, start: int, end: int, mark: str) -> bool:
    while start < end and text[start].isspace():
        start += 1
    if start >= end:
        return False
    first = "``" if text.startswith("``", start) else text[start]
    return first == mark or (first in '"“„‟' and mark in '"“„‟')


def _pair(text: str, start: int, end: int) -> tuple[list[tuple[int, int, int, int]], _Open | None, frozenset[int]]:
    """The closed stretches of one block, the mark still open at its end, and where those begin that are adrift."""
    closed: list[tuple[int, int, int, int]] = []
    stack: list[_Open] = []
    single: _Open | None = None
    outer: _Open | None = None  # a single mark before that one, in which it may be nested
    weak: tuple[int, int] | None = None
    adrift: list[int] = []  # where stretches begin that may be parts of others
    skip = -1
    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        if at < skip or len(mark) > 3:
            continue  # four marks in a row are an ornament
        if mark in "'’‘" and _ROCK_N_ROLL.match(text, at):
            skip = at + 3
            continue
        before = text[at - 1] if at > start else " "
        if mark == "'" and text.startswith("''", at) and at + 2 <= end:
            mark = "''"
            skip = at + 2
        after_at = at + len(mark)
        after = text[after_at] if after_at < end else " "
        may_open = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
        may_close = not before.isspace() and not after.isalnum()
        if before == "=" and mark in "\"'":
            skip = text.find(mark, after_at, min(end, after_at + 300)) + 1  # an attribute's value in left-over markup
            continue
        if mark in _DOUBLE:
            top = stack[-1] if stack else None
            if mark in '"”' and _is_inch(text, at, start, end, before, top):
                continue
            if _closes(mark, top, may_open, may_close, before, after):
                partner = next((k for k in range(len(stack) - 1, -1, -1) if _fits(stack[k].mark, mark)), -1)
                if partner < 0:
                    continue
                opened = stack[partner]
                del stack[partner:]
                piece = (opened.start, after_at, opened.end, at)
                (stack[-1].within if stack else closed).append(piece)
            elif _opens(mark, may_open, before, after):
                if len(stack) == _DEPTH:
                    lost = stack.pop(0)
                    closed.extend(lost.within)
                    adrift.extend(piece[0] for piece in lost.within)
                stack.append(_Open(mark, at, after_at))
            continue
        if stack:
            continue
        # A single mark outside double ones: an opening, an apostrophe, or the end of what is open.
        if (
            may_open
            and mark in "‘'‚‛"
            and (after.isalnum() or after in '“"[(…$£€.¿¡')
            and not _elided(text, after_at, "'" if single is not None else mark)
        ):
            if single is not None and weak is not None:
                _close_single(closed, single, weak)
                single = None
            if single is not None and _leads(text, start, single.start):
                outer = single  # ‘They said, ‘Don't go,’ so we went’
            elif single is not None:
                adrift.append(at)  # it may be a part of what the mark before opened
            single, weak = _Open(mark, at, after_at), None
        elif single is not None and mark in "’'‘" and may_close and at > single.end:
            strength = _strength(text, at, before, after, end)
            if strength == 2:
                _close_single(closed, single, (at, after_at))
                single, outer = outer, None
                weak = None
            elif strength == 1 and weak is None and at - single.start <= _LONGEST_WEAK:
                weak = (at, after_at)
    if single is not None and weak is not None:
        _close_single(closed, single, weak)
        single = None
    left = stack[0] if stack else None
    for opened in stack:
        closed.extend(opened.within)
        adrift.extend(piece[0] for piece in opened.within)
    if left is not None:
        adrift.extend(piece[0] for piece in closed if piece[0] > left.start)
    closed.sort()
    if left is not None and any(piece[0] > left.start for piece in closed):
        left = None
    if left is None and single is not None and not any(piece[0] > single.start for piece in closed):
        left = single if not text[start : single.start].strip() else None
    return closed, left, frozenset(adrift)


def _leads(text: str, start: int, at: int) -> bool:
    """Whether what a mark at `at` opens begins a paragraph, or follows a comma or a colon."""
    return text[max(start, at - 2) : at].strip() in ("", ",", ":")


def _close_single(closed: list[tuple[int, int, int, int]], single: _Open, end: tuple[int, int]) -> None:
    while closed and closed[-1][0] > single.start:
        if closed[-1][1] > end[1]:
            return
        closed.pop()
    closed.append((single.start, end[1], single.end, end[0]))


def _fits(opening: str, closing: str) -> bool:
    if opening == "«":
        return closing == "»"
    if opening == "»":
        return closing == "«"
    if opening == "„":
        return closing in '“”"‟'
    if opening in ("``", "''"):
        return closing in ("''", '"', "”")
    return closing in ("”", '"', "“", "''", "‟")


def _closes(mark: str, top: _Open | None, may_open: bool, may_close: bool, before: str, after: str) -> bool:
    if top is None or mark in ("``", "„"):
        return False
    if mark == "''":
        return may_close or not may_open
    if mark in ("”", "»") and top.mark != "»":
        return not (mark == "”" and may_open and not may_close)
    if mark == "«":
        return top.mark == "»"
    if mark == "“":
        return top.mark == "„" or (may_close and not may_open)
    if may_open and may_close:
        return not (before in "—–-―(" and after not in _AFTER_CLOSING)
    return may_close or not may_open


def _opens(mark: str, may_open: bool, before: str, after: str) -> bool:
    if mark in ("“", "„", "«", "``"):
        return True
    if mark in ("”", "»", "‟"):
        return may_open and after.isalnum()
    return not after.isspace() and (may_open or not before.isalnum()) and after not in ",;.)"


def _is_inch(text: str, at: int, start: int, end: int, before: str, top: _Open | None) -> bool:
    """7" and 6'4": a straight mark after a number of one or two digits that is no closing mark."""
    if not before.isdigit():
        return False
    digits = at
    while digits > start and at - digits < 4 and (text[digits - 1].isdigit() or text[digits - 1] in ".'’"):
        digits -= 1
    if at - digits > 4 or (digits > start and text[digits - 1].isalnum()):
        return False
    if top is None:
        return True
    following = text[at + 1 : at + 3]
    if following[:1] == '"' or following in (',"', '."', '?"', '!"', ",”", ".”"):
        return True
    if len(text[digits:at]) > 2 and not re.search(r"['’.]", text[digits:at]):
        return False
    # Within a quotation: an inch when a word goes on after it and a closing mark is still to come.
    if re.match(r" [a-z]|-", text[at + 1 : at + 4]) is None:
        return False
    ahead = text[at + 1 : min(end, at + 400)]
    first = re.search(r"[\"“”]", ahead)
    if first is None:
        return False
    where = first.start()
    return where > 0 and not ahead[where - 1].isspace()


def _elided(text: str, at: int, mark: str) -> bool:
    match = _ELISIONS.match(text, at)
    if match is None:
        return False
    if mark == "‘" and not text[at].isdigit():
        return False
    return text[at].isdigit() or mark != "‘"


def _strength(text: str, at: int, before: str, after: str, end: int) -> int:
    """How surely a single mark closes: 2 surely, 1 perhaps (it may be a possessive or an elision), 0 not."""
    if before in ',.!?…;:—–-”"*)]':
        return 2
    if not before.isalnum():
        return 1
    word_goes_on = after == " " and at + 2 < end and text[at + 2].isalnum()
    if before in "sSzx" or before.isdigit():
        return 1 if word_goes_on else 2
    if word_goes_on and text[max(0, at - 12) : at].rpartition(" ")[2].lower().endswith(_LOOSE_ENDS):
        return 1
    return 2
