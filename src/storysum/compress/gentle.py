"""Tightening a sentence of a summary: only what no reader would miss."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from storysum.compress.lexicon import listed
from storysum.compress.sentence import LONGEST, Sentence, Unbalanced, parse
from storysum.compress.shortening import Shortening
from storysum.compress.tags import Tag
from storysum.model.span import Span
from storysum.text.data import lines

__all__ = ["tighten"]


_LONGEST_LEAD = 20


def tighten(text: str, sentence: Span, *, quotes: Sequence[Span] = (), opening: bool = False) -> Shortening:
    """A sentence without its brackets and, where it opens, without the word that ties it back.

    Args:
        text: The article.
        sentence: Where the sentence lies.
        quotes: Quoted speech: never touched.
        opening: Whether the sentence before is not there: And, But, So, “Meanwhile,” then go.

    Returns:
        The sentence whole, at no cost, when nothing may go: also when it is longer than `LONGEST`
        characters or its marks do not pair.

    >>> text = "But the album (their third) sold well."
    >>> [span.of(text) for span in tighten(text, Span(0, len(text)), opening=True).kept]
    ['the album', 'sold well.']
    """
    whole = Shortening((sentence,), 0.0)
    if not 0 < len(sentence) <= LONGEST or not _may_lose(text, sentence, opening):
        return whole
    try:
        read = parse(text, sentence, quotes)
    except Unbalanced:
        return whole
    if not read.tokens:
        return whole
    gone: list[tuple[int, int]] = [span for span in read.brackets if _spare(read, span)]
    if opening:
        end = _lead(read)
        if end:
            gone.insert(0, (0, end))
    if not gone:
        return whole
    spans: list[Span] = []
    begin = sentence.start
    for start, end in gone:
        if read.tokens[start].start > begin:
            stop = read.tokens[start - 1].end
            spans.append(Span(begin, stop))
        begin = read.tokens[end].start if end < len(read.tokens) else sentence.end
    if begin < sentence.end:
        spans.append(Span(begin, sentence.end))
    return Shortening(tuple(spans), round(0.02 * len(gone), 6))


def _may_lose(text: str, sentence: Span, opening: bool) -> bool:
    """Whether it has a bracket or a lead-in at all: most sentences have not, and need not be read."""
    if text.find("(", sentence.start, sentence.end) >= 0:
        return True
    return opening and text[sentence.start : sentence.start + _LONGEST_LEAD].lower().startswith(_leads())


@cache
def _leads() -> tuple[str, ...]:
    return ("and", "but", "so", "yet", *lines("drop_connectives"))


def _spare(sentence: Sentence, span: tuple[int, int]) -> bool:
    """Whether a bracket can go: not what the sentence is built on, a quotation or a correction."""
    start, end = span
    if sentence.tokens[start].text != "(" or start == 0 or end - start >= len(sentence.tokens) // 2 + 2:
        return False
    if sentence.tokens[start - 1].end == sentence.tokens[start].start:
        return False  # "record(s)"
    if any(sentence.negates(index) for index in range(start, end)):
        return False
    return not any(start <= first < end for first, _ in sentence.quotations)


def _lead(sentence: Sentence) -> int:
    """How many tokens of a lead-in may go."""
    first, second = sentence.low(0), sentence.low(1)
    if sentence.tag(0) is Tag.MARK or (sentence.tag(1) is Tag.MARK and second != ","):
        return 0
    if first in ("and", "but", "so", "yet", "or") and second != ",":
        if first == "so" and sentence.tag(1) not in (Tag.PRONOUN, Tag.DETERMINER, Tag.NAME):
            return 0
        return 0 if first == "or" else 1
    if listed("drop_connectives", first) and second == ",":
        return 2
    return 0
