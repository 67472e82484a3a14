"""The features from which the role of a block is predicted: its shape, words, neighbours, and names of the story.

Nothing is parsed. A feature is a short string; `text/weights/lines.txt` has its weight for each label. Only the first
`_LOOK_AT` characters of a block are searched, so the cost is linear in the number of blocks.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from storysum.model.article import Block
from storysum.text.lines import has_stop, has_verb
from storysum.text.turns import label_at
from storysum.wordlists import openers

_LOOK_AT, _HEAD_OF_LINE = 600, 200  # characters
_FIRST_WORDS, _LAST_WORDS, _MANY_WORDS = 14, 8, 24  # of a block of more than `_MANY_WORDS`
_PROSE, _LONG_PROSE, _PARAGRAPH = 14, 45, 30  # words
_LENGTHS = (1, 2, 3, 5, 8, 12, 20, 35, 60)
_SHORT, _LONGEST_PLACE, _LONGEST_NEIGHBOUR, _LONGEST_HEAD, _UNDER_HEAD = 5, 7, 8, 7, 8
_RUN, _PARAGRAPHS = 11, 5  # larger counts of lines and of paragraphs are not told apart
_WINDOW, _AROUND = 400, 12  # blocks of a window, and of the context on each side
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FIGURES = re.compile(r"\d+")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_NAME = re.compile(r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|von|van|der|of|the)){1,3}\Z")
# Features found by an expression, each with strings of which such a line has one: those are found much faster.
_HAS = {
    "a date": (
        "#".split(),
        re.compile(
            rf"\b{_MONTH}[a-z]*\.?\s+\d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}"
            r"|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b",
            re.IGNORECASE,
        ),
    ),
    "a time": (
        "# gmt bst est edt cet utc".split(),
        re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}\s?[ap]\.?m\b|\b(?:GMT|BST|EST|EDT|CET|UTC)\b", re.IGNORECASE),
    ),
    "ago": (
        "ago read".split(),
        re.compile(
            r"\b(?:\d+|an?|one|two|three) (?:min|minute|hour|day|week|month|year)s? ago\b|\bmin(?:ute)?s? read\b",
            re.IGNORECASE,
        ),
    ),
    "an address": (
        "@ :// www. .com .org .net .co.uk .example".split(),
        re.compile(r"\S@\S|https?://|\bwww\.|\w\.(?:com|org|net|co\.uk|example)\b"),
    ),
}
_TALKS = {
    "you": frozenset(("you", "your", "you're", "you'll", "you've")),
    "we": frozenset(("we", "our", "us", "we're", "we've")),
    "I": frozenset(("i", "my", "me", "i'm", "i've")),
    "they": frozenset(("he", "she", "they", "his", "her", "him", "their")),
    "said": frozenset(("said", "says", "told", "added")),
    "was": frozenset(("was", "were", "had")),
}


class _Line:
    """A block, as far as its features look into it."""

    def __init__(self, line: str) -> None:
        self.text = line[:_LOOK_AT]
        self.written = _WORD.findall(self.text)
        self.words = [word.lower().replace("’", "'") for word in self.written]
        self.count = len(self.text.split()) + (len(line) - len(self.text)) // 6
        self.length = bisect_left(_LENGTHS, self.count)
        self.short = self.length <= _SHORT
        self.stop, self.verb = has_stop(line), has_verb(self.text)
        self.prose = self.count >= _LONG_PROSE or (self.count >= _PROSE and self.stop and self.verb)
        self.alike = _FIGURES.sub("#", self.text.lower())
        # Where most words have a capital, a capital does not tell a name.
        capitals = [word.lower() for word in self.written[1:] if word[0].isupper() and len(word) > 2]
        self.capitals = frozenset(capitals if 10 * len(capitals) <= 7 * len(self.written) else ())
        front = self.text[:_HEAD_OF_LINE]
        self.has = [
            name
            for name, (signs, pattern) in _HAS.items()
            if any(map(self.alike.__contains__, signs)) and pattern.search(front)
        ]
        self.name = _NAME.match(self.text) is not None and self.written[0] not in openers()
        self.shape = self._shape()

    def _shape(self) -> str:
        """The coarse kind of a block, which is a feature of its neighbours."""
        if self.text[:3].lower() == "by " and self.count < 12:
            return "by"
        if "a date" in self.has and self.count < 16:
            return "date"
        if self.prose:
            return "paragraph" if self.count >= _PARAGRAPH else "prose"
        if self.stop:
            return "sentence" if self.verb else "stop"
        return "line" if self.count > 7 else "title" if self.count > 3 else "label"


def features(text: str, blocks: Sequence[Block]) -> Iterator[list[str]]:
    """The features of each block. A role that an earlier pass gave it is one of them.

    A long text is processed in windows of `_WINDOW` blocks with context on both sides, so that memory stays bounded.

    >>> line = "Sign up now"
    >>> from storysum.model.span import Span
    >>> "word sign" in next(features(line, [Block(Span(0, len(line)), "body")]))
    True
    """
    for start in range(0, len(blocks), _WINDOW):
        low, high = max(0, start - _AROUND), start + _WINDOW + _AROUND
        told = _features(text, blocks[low:high], goes_on=(low > 0, high < len(blocks)))
        yield from told[start - low : start - low + _WINDOW]


def _features(text: str, blocks: Sequence[Block], *, goes_on: tuple[bool, bool]) -> list[list[str]]:
    """The features of the blocks of a window; `goes_on`: whether the text continues above and below it."""
    lines = [_Line(block.span.of(text)) for block in blocks]
    story = [index for index, line in enumerate(lines) if line.prose]
    context = _Context(lines, story)
    spoken = [label_at(text, block.span.start) for block in blocks]
    talk = min(4, 5 * sum(map(bool, spoken)) // max(1, len(blocks)))
    gaps = [True, *(text.count("\n", a.span.end, b.span.start) > 1 for a, b in pairwise(blocks)), True]
    found, head, before = [], -1, _PARAGRAPHS * goes_on[0]
    paragraphs = before + len(story) + _PARAGRAPHS * goes_on[1]
    for index, (block, line) in enumerate(zip(blocks, lines, strict=True)):
        size, place = min(line.length, _LONGEST_PLACE), "inside"
        if not before:
            place = "before"
        elif before == paragraphs and not line.prose:
            place = "behind"
        told = [
            "always",
            f"{block.role}: {block.reason}",
            f"{place} {size}",
            f"{place} {line.shape}",
            f"stories above {min(before, _PARAGRAPHS)} {size}",
            f"stories below {min(paragraphs - before, _PARAGRAPHS)} {size}",
            f"blank {gaps[index]:d}{gaps[index + 1]:d} {line.shape}",
            f"talk {talk}{bool(spoken[index]):d} {line.shape}",
            *context.features(index, size, place),
            *_own(line, size),
        ]
        if head >= 0 and index - head <= _UNDER_HEAD:
            told += {f"under {word}" for word in lines[head].words[:6]}
        if line.count <= _LONGEST_HEAD and not line.stop:
            head = index
        before += line.prose
        found.append(told)
    return found


def _own(line: _Line, size: int) -> Iterator[str]:
    """The features of a line that need no other line."""
    last, first = line.text[-1:], line.text[:1]
    yield f"words {line.length}"
    yield f"ends {'a' if last.isalpha() else '0' if last.isdigit() else last}"
    yield f"begins {'A' if first.isupper() else 'a' if first.islower() else '0' if first.isdigit() else first}"
    yield f"verb {line.verb:d} stop {line.stop:d} {line.length}"
    for name in line.has:
        yield f"{name} {size}"
    if line.name:
        yield "a name"
    if line.text.isupper():
        yield f"capitals {size}"
    words = line.words
    if len(words) > _MANY_WORDS:
        words = words[:_FIRST_WORDS] + words[-_LAST_WORDS:]
    known = frozenset(words)
    for name, some in _TALKS.items():
        if not some.isdisjoint(known):
            yield f"says {name} {size}"
    kind = "word" if line.short else "told"
    yield from (f"{kind} {word}" for word in sorted(known))
    if words:
        yield f"first {words[0]}"
        yield f"last {words[-1]}"


class _Context:
    """Facts about all blocks that the features of each one need."""

    def __init__(self, lines: Sequence[_Line], story: Sequence[int]) -> None:
        self.lines = lines
        self.names = Counter(name for index in story for name in lines[index].capitals)
        self.again = Counter(line.alike for line in lines)
        self.threes = Counter(three for line in lines for three in set(_threes(line)))
        self.signers = frozenset(
            word.lower()
            for line in lines
            if line.shape == "by" or (line.name and line.count < 5)
            for word in line.written
            if word[0].isupper() and len(word) > 2
        ) - {"the"}
        self.edges = [-1, *story, len(lines)]

    def features(self, index: int, size: int, place: str) -> Iterator[str]:
        """The features of one block that other blocks give it."""
        lines, line = self.lines, self.lines[index]
        above = lines[index - 1].shape if index else "none"
        below = lines[index + 1].shape if index + 1 < len(lines) else "none"
        yield f"above {above} {line.shape}"
        yield f"below {below} {line.shape}"
        if not above == below == "paragraph":
            yield f"between {above} {below} {line.shape}"
        for side, other in (("above", index - 1), ("below", index + 1)):
            if 0 <= other < len(lines) and lines[other].count <= _LONGEST_NEIGHBOUR:
                yield from (f"{side} {word}" for word in sorted(set(lines[other].words)))
        at = bisect_left(self.edges, index)
        yield f"lines above {_tenth(index - self.edges[at - 1] - 1)} {size}"
        yield f"lines below {_tenth(self.edges[at + line.prose] - index - 1)} {size}"
        if self.again[line.alike] > 1:
            yield f"again {min(line.length, _SHORT)}"
        if line.capitals:
            shared = sum(self.names[name] > line.prose for name in line.capitals)
            yield f"names of the story {3 * shared // len(line.capitals)} {size}"
            if line.shape != "by" and not self.signers.isdisjoint(line.capitals):
                yield f"names who signs {place} {size}"
        if 3 < len(line.words) <= 45:
            threes = list(_threes(line))
            yield f"told again {4 * sum(self.threes[three] > 1 for three in threes) // len(threes)} {line.shape}"


def _threes(line: _Line) -> Iterator[tuple[str, str, str]]:
    """The word trigrams of a line."""
    return zip(line.words, line.words[1:], line.words[2:], strict=False)


def _tenth(count: int) -> int:
    """A number of blocks, in coarse steps."""
    return bisect_left((0, 1, 2, 4, 7, 10), min(count, _RUN))
