"""Frames: the sentences around quotations, each quotation a single token of its sentence.

Who speaks is told by the writer's own words around a quotation. A frame is one sentence of
the writer with every marked stretch folded to the token `Q`, so that commas and verbs within
a quotation never mislead. Only blocks that hold a quotation are cut into frames.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from storysum.caching import cached
from storysum.marks import OPENING
from storysum.model.article import Article
from storysum.text.quotes.lexicon import Lexicon, lexicon
from storysum.text.quotes.marks import Stretch, ending

if TYPE_CHECKING:
    from storysum.text.quotes.mentions import Mention

__all__ = ["Frame", "cut_frames"]

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|[$£€#@]?\w(?:[\w&]|[.,'’/-](?=\w))*[’'](?!\w)|[$£€#@]?\w(?:[\w&]|[.'’/-](?=\w))*|[,;:()\[\]—–―]|--+|-(?=\s)|[?!…]"
)
_LONGEST = 4000  # characters of a frame that are looked at on either side of a quotation
_TOKEN_LISTS = frozenset({"words", "low", "starts", "ends", "possessive"})
_OPENS_LOWER = re.compile(r"[\s,;:—–-]*[a-z]")


class Frame:
    """The tokens of one sentence, as parallel lists; cut when they are first asked for, as few are.

    Attributes:
        words: As written; a quotation is "Q".
        low: In lower case, without a possessive ending.
        starts: Offsets into the text.
        ends: The same.
        possessive: Whether the token ends as a genitive does.
        quotes: Where quotations stand: token index → index of the stretch.
        phrases: What was found of noun phrases, so that nothing is read twice.
        subjects: The same of subjects.
    """

    __slots__ = (
        "_text",
        "block",
        "end",
        "ends",
        "low",
        "phrases",
        "possessive",
        "quotes",
        "start",
        "starts",
        "subjects",
        "words",
    )

    words: list[str]
    low: list[str]
    starts: list[int]
    ends: list[int]
    possessive: list[bool]

    def __init__(self, text: str, start: int, end: int, block: int, inside: Sequence[tuple[int, Stretch]]) -> None:
        self.start = start
        self.end = end
        self.block = block
        self.quotes: dict[int, int] = {}
        self.phrases: dict[tuple[int, int], Mention | None] = {}
        self.subjects: dict[tuple[int, int], Mention | None] = {}
        self._text = text
        if inside:
            self._cut(inside)

    def __getattr__(self, name: str) -> Any:
        if name not in _TOKEN_LISTS:
            raise AttributeError(name)
        self._cut(())
        return getattr(self, name)

    def _cut(self, inside: Sequence[tuple[int, Stretch]]) -> None:
        self.words, self.low, self.starts, self.ends, self.possessive = [], [], [], [], []
        position = self.start
        for index, stretch in inside:
            self._add_words(self._text, max(position, stretch.start - _LONGEST), stretch.start)
            self._add_quote(stretch, index)
            position = stretch.end
        self._add_words(self._text, position, min(self.end, position + _LONGEST))

    def __len__(self) -> int:
        return len(self.words)

    def __repr__(self) -> str:
        return f"<Frame {' '.join(self.words)}>"

    def _add_words(self, text: str, start: int, end: int) -> None:
        matches = [*_TOKEN.finditer(text, start, end)]
        words = [match.group() for match in matches]
        lowered = [*map(_lowered, words)]
        self.words += words
        self.low += [low for low, _ in lowered]
        self.possessive += [genitive for _, genitive in lowered]
        self.starts += [match.start() for match in matches]
        self.ends += [match.end() for match in matches]

    def _add_quote(self, stretch: Stretch, index: int) -> None:
        self.quotes[len(self.words)] = index
        self.words.append("Q")
        self.low.append("Q")
        self.starts.append(stretch.start)
        self.ends.append(stretch.end)
        self.possessive.append(False)


@cached(4_000_000)
def _lowered(word: str) -> tuple[str, bool]:
    """A token in lower case without a possessive ending, and whether it had one."""
    low = word.lower()
    genitive = False
    if "’" in low or "'" in low:
        low = low.replace("’", "'")
        if low.endswith("'s"):
            low, genitive = low[:-2], True
        elif low.endswith("'"):
            low, genitive = low[:-1], low.endswith("s'")
    if low.startswith("-") or low in ("—", "–", "―"):
        low = "--" if not low[1:2].isalnum() else low
    return low, genitive


def make_frame(text: str, start: int, end: int, block: int, inside: Sequence[tuple[int, Stretch]]) -> Frame:
    """One frame of `text[start:end]`, with the stretches that lie in it."""
    return Frame(text, start, end, block, inside)


def cut_frames(article: Article, stretches: Sequence[Stretch]) -> dict[int, list[Frame]]:
    """The frames of each block that holds a stretch, by the index of the block."""
    words = lexicon()
    text = article.text
    starts = [sentence.start for sentence in article.sentences]
    by_block: dict[int, list[tuple[int, Stretch]]] = {}
    for index, stretch in enumerate(stretches):
        by_block.setdefault(stretch.block, []).append((index, stretch))
    cut: dict[int, list[Frame]] = {}
    for block, inside in by_block.items():
        span = article.blocks[block].span
        bounds = starts[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        cut[block] = _frames_of(text, span.start, span.end, block, bounds, inside, words)
    return cut


def _frames_of(
    text: str,
    start: int,
    end: int,
    block: int,
    bounds: Sequence[int],
    inside: Sequence[tuple[int, Stretch]],
    words: Lexicon,
) -> list[Frame]:
    edges = [start]
    at = 0
    for bound in bounds:
        while at < len(inside) and inside[at][1].end <= bound:
            at += 1
        if bound <= start or (at < len(inside) and inside[at][1].start < bound):
            continue
        if (
            at
            and text[inside[at - 1][1].end : bound].strip(" \n\t") == ""
            and _belongs_to_quote(text, inside[at - 1][1], bound, end, words)
        ):
            continue
        edges.append(bound)
    for _, stretch in inside:
        _split_after(text, stretch, edges, end, words)
    edges = sorted(set(edges))
    frames = []
    at = 0
    for number, edge in enumerate(edges):
        stop = edges[number + 1] if number + 1 < len(edges) else end
        mine = []
        while at < len(inside) and inside[at][1].start < stop:
            mine.append(inside[at])
            at += 1
        frames.append(make_frame(text, edge, stop, block, mine))
    return frames


_CAPITALISED = re.compile(r"[A-Z][a-z]+(?![\w’'.-])")
_CUE_AHEAD = re.compile(
    r"\s*((?:[A-Z][\w.’'-]*\s+){1,5}|(?:he|she|they|it|I|we|He|She|They|one|the|a)\s+(?:[\w’'-]+\s+){0,3})([a-z]+)\b"
)


def _belongs_to_quote(text: str, stretch: Stretch, bound: int, end: int, words: Lexicon) -> bool:
    """Whether what stands after “…?” or “…!” goes on with the same sentence: “Why?” Pike asks."""
    last = ending(text, stretch)
    if text[bound : bound + 1].islower():
        return True
    if last not in "?!…-—–,":
        return False
    match = _CUE_AHEAD.match(text, bound, min(end, bound + 120))
    return match is not None and match.group(2) in words.telling


def _split_after(text: str, stretch: Stretch, edges: list[int], end: int, words: Lexicon) -> None:
    """Two quotations side by side, the first one ended by a stop, are two sentences."""
    last = ending(text, stretch)
    at = stretch.end
    while at < end and text[at].isspace():
        at += 1
    if at == stretch.end or at == end:
        return
    if text[at] in OPENING or text.startswith("``", at):
        if last in ".?!":
            edges.append(at)
    elif last.isalnum() and text[at].isupper():
        word = _CAPITALISED.match(text, at, min(end, at + 20))
        name = word.group() if word is not None else ""
        if name.lower() in words.small and name not in words.male and name not in words.female:
            edges.append(at)  # … on “a busy day” They follow years of …: a caption without a stop
