"""Pairs: which opening mark of a paragraph belongs to which closing one.

One pass with a stack that never grows past a few marks: the cost is linear. Which mark may close which is said in
`storysum.marks`. Double marks pair by direction and may be mixed; single ones count only outside double ones, and
never where they are apostrophes, elisions, feet or inches.
"""

import re

from attrs import field, frozen

from storysum.marks import CLOSERS, DOUBLE, ONLY_CLOSING, ONLY_OPENING, SINGLE, east_asian
from storysum.text.sentences import split

Piece = tuple[int, int, int, int]  # of the marks and of what is between them: start, end, start, end

# Four in a row or more, ``, or any one but `; two straight single marks are told apart from one on the way. What begins
# with a set of characters is found ten times as fast.
_ANY = f"[{''.join(sorted(set[str]().union(*DOUBLE, *SINGLE)))}]"
_MARK = re.compile(rf"{_ANY}(?:(?:(?<=`)`)?+(?:``|{_ANY}){{3,}}+|(?<=`)`|(?<!`))")
_DEPTH = 5  # deeper nesting is noise; a bound keeps the search for a partner constant
_BEFORE_OPENING = frozenset("([{—–-―/…:‘“'\"„«¿¡>*_`")
_ELISIONS = re.compile(r"\d0s\b|\d\d\b|(?:em|til|tis|twas|twill|cause|cos|n|t|bout|round|neath|nuff)\b|s-\w", re.I)
_ROCK_N_ROLL = re.compile(r"['’‘][nN]['’](?!\w)")
_LOOSE_ENDS = ("in", "o", "an", "th", "ol")  # doin’, o’, an’: what loses its last letter
_SENTENCE_END = re.compile(r"(?<=[^\s.])[.!?…](?=\s(?!\s?[a-z.]))")
# A straight mark between two spaces opens where the next one closes: said, " We need a bass . "
_SPACED = re.compile(r"\s['‘]?([^\W_])[^\"“”\n]{1,300}\"(?!\w)")
SPEAKER = re.compile(r"\b(?:I|[Mm]y|me|[Ww]e|[Oo]urs?|us|[Yy]ou|[Yy]our)\b")
"""That a sentence is said by somebody or to somebody."""
_LONGEST_PARAGRAPH = 2000
_LONGEST_WEAK = 90  # characters of a single-quoted stretch whose end might be an apostrophe


@frozen
class Open:
    """An opening mark that waits for its partner, and the stretches closed within it."""

    mark: str
    start: int
    end: int
    within: list[Piece] = field(factory=list, init=False)


def pair(text: str, start: int, end: int) -> tuple[list[Piece], Open | None, frozenset[int]]:
    """The stretches of one block, the mark still open at its end, and where those begin that are adrift.

    Where paragraphs of speech, each opened anew, have been joined to one block, a stretch ends without a mark where a
    sentence does and the same mark opens again.
    """
    closed: list[Piece] = []
    stack: list[Open] = []
    single: Open | None = None
    outer: Open | None = None  # a single mark before that one, in which it may be nested
    weak: tuple[int, int] | None = None
    adrift: list[int] = []  # where stretches begin that may be parts of others
    skip = -1
    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        if at < skip or len(mark) > 2:
            continue  # four marks in a row are an ornament
        if mark in "'’‘" and _ROCK_N_ROLL.match(text, at):
            skip = at + 3
            continue
        before = text[at - 1] if at > start else " "
        if mark == "'" and text.startswith("''", at) and at + 2 <= end:
            mark, skip = "''", at + 2
        after_at = at + len(mark)
        after = text[after_at] if after_at < end else " "
        apart = before.isspace() and not text[max(start, at - 2) : at - 1].isdigit()  # no inch: a 7 " single
        if mark == '"' and not stack and apart and (spaced := _SPACED.match(text, after_at, end)):
            after = spaced.group(1)
        elif text.startswith("..", after_at):
            after = "…"  # "... and we need it now"
        may_open = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
        may_close = not before.isspace() and (not after.isalnum() or east_asian(after))
        if before == "=" and mark in "\"'":
            skip = text.find(mark, after_at, min(end, after_at + 300)) + 1  # an attribute's value in left-over markup
            continue
        if mark in DOUBLE:
            top = stack[-1] if stack else None
            if mark in '"”＂' and is_inch(text, at, start, end, before, opened=top is not None):
                continue
            if top is not None and _closes(mark, top, may_open, may_close):
                partner = next((k for k in range(len(stack) - 1, -1, -1) if mark in CLOSERS[stack[k].mark]), -1)
                if partner < 0:
                    continue
                opened = stack[partner]
                del stack[partner:]
                piece = (opened.start, after_at, opened.end, at)
                (stack[-1].within if stack else closed).append(piece)
            elif _opens(mark, may_open, before, after):
                if len(stack) == 1 and top is not None and top.mark == mark and (edge := _edge(text, top, at, after)):
                    closed.append((top.start, edge, top.end, edge))
                    stack.clear()
                if len(stack) == _DEPTH:
                    lost = stack.pop(0)
                    closed.extend(lost.within)
                    adrift.extend(piece[0] for piece in lost.within)
                stack.append(Open(mark, at, after_at))
            continue
        if stack:
            continue
        # A single mark outside double ones: an opening, an apostrophe, or the end of what is open.
        if (
            may_open
            and mark in "‘'‚‛❛"
            and (after.isalnum() or after in '“"[(…$£€.¿¡')
            and not elided(text, after_at, "'" if single is not None else mark)
        ):
            if single is not None and weak is not None:
                _close_single(closed, single, weak)
            elif single is not None and (edge := _edge(text, single, at, after)):
                while closed and closed[-1][0] > single.start:
                    closed.pop()
                closed.append((single.start, edge, single.end, edge))
                outer = None
            elif single is not None and _holds(text, start, single, at):
                outer = single  # ‘They said, ‘Don't go,’ so we went’
            elif single is not None:
                adrift.append(at)  # it may be a part of what the mark before opened
            single, weak = Open(mark, at, after_at), None
        elif single is not None and mark in "’'‘❜" and (may_close or _apart(text, at, after)) and at > single.end:
            strength = _strength(text, at, before, after, end)
            if strength == 2:
                _close_single(closed, single, (at, after_at))
                single, outer, weak = outer, None, None
            elif strength == 1 and weak is None and at - single.start <= _LONGEST_WEAK:
                weak = (at, after_at)
    if single is not None and weak is not None:
        _close_single(closed, single, weak)
        single = None
    left = stack[0] if stack else None
    for opened in stack:
        closed.extend(opened.within)
        adrift.extend(piece[0] for piece in opened.within)
    closed.sort()
    if left is not None and (behind := [piece[0] for piece in closed if piece[0] > left.start]):
        adrift.extend(behind)
        left = None
    if left is None and single is not None and not any(piece[0] > single.start for piece in closed):
        left = single if not text[start : single.start].strip() else None
    return closed, left, frozenset(adrift)


def _edge(text: str, opened: Open, at: int, after: str) -> int:
    """Where speech ended that began on an open mark, if a mark at `at` opens its next paragraph; 0 if it does not.

    The first sentence is speech for sure, and what says “I” or “you” later. The line under a picture may
    stand behind it, or a paragraph whose writer forgot the mark before.
    """
    edge = opened.end + len(text[opened.end : at].rstrip())
    if not after.isupper() or text[edge - 1] not in ".!?…" or edge - opened.end > _LONGEST_PARAGRAPH:
        return 0
    sentences = split(text, opened.end, edge)
    # A stop that stands apart closes a line that is no sentence of the paragraph.
    line = next((start for start, end in sentences[1:] if text[end - 2].isspace()), edge)
    last = max((match.start() for match in SPEAKER.finditer(text, opened.end, line)), default=opened.end)
    return next((end for _, end in sentences if end > last), edge)


def _holds(text: str, start: int, single: Open, at: int) -> bool:
    """Whether a single mark may hold the one at `at`: it leads in, and no sentence ends between them."""
    leads = text[max(start, single.start - 2) : single.start].strip() in ("", ",", ":")
    ended = at - single.end > _LONGEST_PARAGRAPH or _SENTENCE_END.search(text, single.end, at)
    return leads and not ended


def _close_single(closed: list[Piece], single: Open, end: tuple[int, int]) -> None:
    while closed and closed[-1][0] > single.start:
        if closed[-1][1] > end[1]:
            return
        closed.pop()
    closed.append((single.start, end[1], single.end, end[0]))


def _closes(mark: str, top: Open, may_open: bool, may_close: bool) -> bool:
    if mark in ONLY_OPENING or mark in ONLY_CLOSING:
        return mark in ONLY_CLOSING
    if mark in "”»›" and top.mark not in "»›":
        return not (mark == "”" and may_open and not may_close)
    if mark in "«‹":
        return top.mark in "»›"
    if mark == "“":
        return top.mark == "„" or (may_close and not may_open)
    return may_close or not may_open


def _opens(mark: str, may_open: bool, before: str, after: str) -> bool:
    if mark in ONLY_CLOSING:
        return False
    if mark in ONLY_OPENING or mark in "“«‹":
        return not (mark == "„" and before.isalnum() and after.isalnum())  # K„ng is a letter that broke
    if mark in "”»›‟":
        return may_open and after.isalnum()
    return not after.isspace() and (may_open or not before.isalnum()) and after not in ",;.)"


def is_inch(text: str, at: int, start: int, end: int, before: str, *, opened: bool) -> bool:
    """7" and 6'4": a straight mark after a number of one or two digits that is no closing mark."""
    if not before.isdigit():
        return False
    digits = at
    while digits > start and at - digits < 4 and (text[digits - 1].isdigit() or text[digits - 1] in ".'’"):
        digits -= 1
    if digits > start and text[digits - 1].isalnum():
        return False
    if not opened:
        return True
    following = text[at + 1 : at + 3]
    if following[:1] == '"' or following in (',"', '."', '?"', '!"', ",”", ".”"):
        return True
    if len(text[digits:at]) > 2 and not re.search(r"['’.]", text[digits:at]):
        return False
    # Within a quotation: an inch when a word goes on after it and a closing mark is still to come.
    if re.match(r" [a-z]|-", text[at + 1 : at + 4]) is None:
        return False
    first = re.search(r"[\"“”]", text[at + 1 : min(end, at + 400)])
    return first is not None and first.start() > 0 and not text[at + first.start()].isspace()


def elided(text: str, at: int, mark: str) -> bool:
    """Whether a single mark before `at` stands for what a word has lost: ’80s, ’em."""
    return _ELISIONS.match(text, at) is not None and (mark != "‘" or text[at].isdigit())


def _apart(text: str, at: int, after: str) -> bool:
    """Whether a mark closes that stands between two spaces: 'Keep going, ' he said."""
    return after.isspace() and at > 1 and text[at - 1] == " " and text[at - 2] in ",.!?…"


def _strength(text: str, at: int, before: str, after: str, end: int) -> int:
    """How surely a single mark closes: 2 surely, 1 perhaps (it may be a possessive or an elision), 0 not."""
    if before in ',.!?…;:—–-”’"*)]' or before.isspace():
        return 2
    if not before.isalnum():
        return 1
    word_goes_on = after == " " and at + 2 < end and text[at + 2].isalnum()
    word = text[max(0, at - 12) : at].rpartition(" ")[2].lower()
    possessive = before in "sSzx" or before.isdigit()
    return 1 if word_goes_on and (possessive or word.endswith(_LOOSE_ENDS)) else 2
