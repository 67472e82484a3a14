"""Find where one paragraph ends and the next begins.

A blank line always divides. A single newline divides too, unless it only wraps a line: the next line goes on in lower
case, the line above stops in mid-sentence, or the whole text or this paragraph is wrapped at a fixed width and the line
above is filled up to it. Dates, bylines and the like at the head of a page are paragraphs of their own.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise

from storysum.text.front import front_line, name_alone
from storysum.text.headings import is_of_the_page, own_marks

_Line = tuple[int, int, bool]
# The line ends of str.splitlines() but for the separators U+001C to U+001E, which stored texts do not have.
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_LINE_END = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
# Marks of byte order and direction, zero-width spaces and NUL: a line of nothing else is blank.
_INVISIBLE = "\ufeff\u200b\u200e\u200f\x00"
_TERMINAL = re.compile(r"[.!?…:;。！？؟۔।][\"”’'»)\]*_]*$")
# A sentence goes on behind a line that ends on one of these.
_UNFINISHED = re.compile(
    r"(?:[,–-]|(?<![^\s(])(?:a|an|the|and|or|of|to|in|on|at|for|with|by|from|as|than|that)|[,?!][\"”’] [a-z]+)$"
)
_GOES_ON = re.compile(r"[a-zà-öø-ÿ,;)]")
_BYLINE = re.compile(r"by(?: [A-Z][\w.'’-]*){2,4}(?: and(?: [A-Z][\w.'’-]*){2,4})?")  # “by ROY QUILL”
_ITEM = re.compile(r"(?:[•●▪◦‣⁃∙·*+-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
# Characters: a wider line is a paragraph, not a wrapped line; a text of narrower lines is verse or a table.
_WIDEST, _NARROWEST = 130, 30
_BUTTON = 7  # characters, at most, of a button such as “Log in”, behind which no sentence goes on
_HEAD, _LONGEST_OF_THESE = 600, 120  # characters of the head of a page, and of the longest line that stands alone there


def paragraphs(text: str, printed: str) -> list[tuple[int, int]]:
    r"""The start and end of each paragraph, without the white space around it.

    Args:
        text: The text, perhaps with its gaps masked (note marks, hyphens with the line end behind them).
        printed: The same text unmasked, to measure the width of its lines.

    >>> [text[a:b] for text in ["One.\nTwo.\n\nThree goes\non."] for a, b in paragraphs(text, text)]
    ['One.', 'Two.', 'Three goes\non.']
    """
    lines = list(_lines(text))
    as_printed = lines if printed is text else list(_lines(printed))
    width, filled = _wrap_width(printed, as_printed), _filled(printed, as_printed)
    found: list[tuple[int, int]] = []
    for start, end, after_blank in lines:
        while filled and filled[0][1] <= start:
            filled.popleft()
        wrapped = filled[0][2] if filled and filled[0][0] <= start else width
        if found and not after_blank and _continues(text, found[-1], start, end, wrapped):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _lines(text: str) -> Iterator[_Line]:
    """The start and end of each line that is not blank, and whether a blank line stands before it."""
    last_end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip().strip(_INVISIBLE).strip()
        if not stripped:
            continue
        start = match.start() + line.index(stripped)
        yield start, start + len(stripped), len(_LINE_END.findall(text, last_end, match.start())) > 1
        last_end = match.end()


def _wrap_width(text: str, lines: Sequence[_Line]) -> int | None:
    """The width in characters at which the whole text is wrapped, or None where it is not."""
    breaks = wraps = width = 0
    for (start, end, _), (next_start, next_end, after_blank) in zip(lines, lines[1:], strict=False):
        width = max(width, end - start, next_end - next_start)
        if width > _WIDEST:
            return None
        if not after_blank:
            breaks += 1
            wraps += bool(_GOES_ON.match(text, next_start)) and not _TERMINAL.search(text, start, end)
    return width if breaks >= 2 and width >= _NARROWEST and wraps >= 0.4 * breaks else None


def _filled(text: str, lines: Sequence[_Line]) -> deque[tuple[int, int, int]]:
    """The start, end and width of each paragraph, of three lines or more, that is wrapped at a width of its own."""
    wraps = any(not after_blank and _GOES_ON.match(text, start) for start, _, after_blank in lines)
    firsts = [place for place, line in enumerate(lines) if line[2] or place == 0] if wraps else []
    found: deque[tuple[int, int, int]] = deque()
    for first, following in pairwise([*firsts, len(lines)]):
        group = lines[first:following]
        width = max(end - start for start, end, _ in group)
        stops = [bool(_TERMINAL.search(text, start, end)) for start, end, _ in group]
        if len(group) < 3 or not _NARROWEST <= width <= _WIDEST or not stops[-1] or all(stops):
            continue
        if all(_would_not_fit(text, above[:2], *below[:2], width - 4) for above, below in pairwise(group)):
            found.append((group[0][0], group[-1][1], width))
    return found


def _would_not_fit(text: str, above: tuple[int, int], start: int, end: int, width: int) -> bool:
    """Whether the first word of a line would not have fitted on the line above."""
    first_word = text[start : min(end, start + _WIDEST)].split(None, 1)[0]
    return above[1] - above[0] + 1 + len(first_word) > width


def _continues(text: str, above: tuple[int, int], start: int, end: int, width: int | None) -> bool:
    """Whether the line from `start` to `end` goes on with the paragraph `above` it."""
    if _ITEM.match(text, start, min(end, start + 8)):
        return False
    filled = width is not None and _would_not_fit(text, above, start, end, width - 4)
    if start < _HEAD and (
        _BYLINE.fullmatch(text, start, end) or _stands_alone(text[slice(*above)], text[: above[0]], filled=filled)
    ):
        return False
    tail = text[max(above[0], above[1] - 24) : above[1]]
    if not any(map(str.isalnum, tail)):  # a rule, such as “* * *”
        return False
    finished = bool(_TERMINAL.search(tail))
    button = len(tail) <= _BUTTON and tail[:1].isupper()
    if not finished and (_GOES_ON.match(text, start) or (_UNFINISHED.search(tail) and not button)):
        return True
    if width is None:
        return False
    last_line = max(text.rfind("\n", above[0], above[1]), above[0] - 1) + 1
    return _would_not_fit(text, (last_line, above[1]), start, end, width - (4 if finished else 12))


def _stands_alone(line: str, before: str, *, filled: bool) -> bool:
    """Whether a line at the head of a page is a paragraph of its own: a date, byline, salutation or the page's name."""
    if not before.strip() and is_of_the_page(line):  # the first line: “The Goole Dial / 12 Feb 1953 / Page 1”
        return True
    if len(line) > _LONGEST_OF_THESE or "\n" in line:
        return False
    return bool(front_line(line) or own_marks(line) or (not filled and name_alone(line, sure=False)))
