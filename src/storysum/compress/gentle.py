"""Tightening a sentence of a summary: only what no reader would miss."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from storysum.compress.bonds import bracketed, quoted
from storysum.compress.lexicon import listed
from storysum.compress.sentence import LONGEST, Unbalanced
from storysum.compress.shortening import Shortening
from storysum.compress.spares import Words, spares
from storysum.compress.tokens import tokens
from storysum.model.span import Span
from storysum.text.data import lines

__all__ = ["tighten"]

_LONGEST_LEAD = 20
_STANDS = 9  # words that stand on their own, however long a bracket among them is
_SHORT_FORM = 2  # capitals
_SOON = 10_000
_STOPS = frozenset(".!?…")
_COMMAS = frozenset(",;")
_AFTER_COMMA = frozenset(",;:.!?")


def tighten(text: str, sentence: Span, *, quotes: Sequence[Span] = (), opening: bool = False) -> Shortening:
    """A sentence without brackets, weekdays, stops set by its page and, where it opens, the word that ties it back.

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
    words = tokens(text, sentence)
    try:
        quotations = quoted(words, [quote for quote in quotes if quote.overlaps(sentence)])
        brackets = bracketed(words, quotations)
    except Unbalanced:
        return whole
    if not words:
        return whole
    read = Words(words, quotations, brackets)
    found = [
        _with_comma(read, span)
        for span in _runs(read, brackets)
        if _spare(read, span) and not _used_later(text, read, span)
    ]
    found += spares(read, opening=opening)
    if opening:
        found.append((0, _lead(read)))
    cost = 0.02 * len(_apart(found))
    gone = _apart(found + _strays(read))
    if not gone:
        return whole
    spans: list[Span] = []
    begin = sentence.start
    for start, end in gone:
        if words[start].start > begin:
            spans.append(Span(begin, words[start - 1].end))
        begin = words[end].start if end < len(words) else sentence.end
    if begin < sentence.end:
        spans.append(Span(begin, sentence.end))
    return Shortening(tuple(spans), round(cost, 6))


def _apart(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, without the empty ones and those that overlap one before."""
    chosen: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if end > start and (not chosen or start >= chosen[-1][1]):
            chosen.append((start, end))
    return chosen


def _may_lose(text: str, sentence: Span, opening: bool) -> bool:
    """Whether there is anything to lose at all: most sentences have nothing, and need not be read."""
    if _SIGNS.search(text, sentence.start, sentence.end):
        return True
    return opening and text[sentence.start : sentence.start + _LONGEST_LEAD].lower().startswith(_leads())


_SIGNS = re.compile(
    r"[(\[]|\s\.(?=\s|$)|day\b|yesterday|\btonight|\b(?:last|this) (?:night|morning|evening|afternoon)"
    r"|\balso\b|\b[Mm]eanwhile,|, (?:however|nevertheless|nonetheless|of course|in fact|for (?:example|instance)),"
    r"|, pictured\b|\bin order to\b|(?:Additionally|Furthermore|Moreover|Incidentally),"
)


@cache
def _leads() -> tuple[str, ...]:
    return ("and", "but", "so", "yet", *lines("drop_connectives"))


def _runs(words: Words, brackets: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Brackets, with notes in a row as one: "[5], [6]"."""
    found: list[tuple[int, int]] = []
    for start, end in brackets:
        note = words.low(start) == "[" and found and words.low(found[-1][0]) == "["
        if note and start - found[-1][1] <= 1 and words.low(start - 1) in (",", "]"):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _with_comma(words: Words, span: tuple[int, int]) -> tuple[int, int]:
    """A bracket, and the comma before it where another mark follows: "Quill(, [3]), Foss"."""
    start, end = span
    takes = start > 1 and words.low(start - 1) in _COMMAS and words.low(end) in _AFTER_COMMA
    return (start - 1, end) if takes else span


def _strays(words: Words) -> list[tuple[int, int]]:
    """Stops that no word touches: a page's line ended there. One at the end is written anew."""
    found: list[tuple[int, int]] = []
    for index in range(1, len(words.lows)):
        apart = words.low(index) == "." and words.sentence[index].start > words.sentence[index - 1].end
        ellipsis = words.low(index - 1) in _STOPS or words.low(index + 1) in _STOPS
        if apart and not ellipsis and words.free(index, index + 1):
            found.append((index, index + 1))
    return found


def _spare(words: Words, span: tuple[int, int]) -> bool:
    """Whether a bracket can go: not what the sentence is built on, a quotation or a correction."""
    start, end = span
    sentence = words.sentence
    left = sum(token.word for token in sentence) - sum(token.word for token in sentence[start:end])
    if start == 0 or (end - start >= len(sentence) // 2 + 2 and left < _STANDS):
        return False
    if sentence[start].text == "[":
        return all(low.isdigit() or low in "[],–-" for low in words.lows[start:end])  # a note: "[6]"
    if sentence[start].text != "(" or sentence[start - 1].end == sentence[start].start:
        return False  # "record(s)"
    if any(listed("keep_negations", low) or low.endswith("n't") for low in words.lows[start:end]):
        return False
    return not any(start <= first < end for first, _ in words.quotations)


def _used_later(text: str, words: Words, span: tuple[int, int]) -> bool:
    """Whether a bracket introduces a short form that the story goes on to use: "the players' union (PUH)"."""
    start, end = span
    short = words.sentence[start + 1].text if end - start == 3 else ""
    if sum(map(str.isupper, short)) < _SHORT_FORM:
        return False
    after = words.sentence[end - 1].end
    return re.search(rf"\b{re.escape(short)}\b", text[after : after + _SOON]) is not None


def _lead(words: Words) -> int:
    """How many tokens of a lead-in may go."""
    first, second = words.low(0), words.low(1)
    if not words.sentence[0].word or (len(words.sentence) > 1 and not words.sentence[1].word and second != ","):
        return 0
    if first in ("and", "but", "so", "yet", "or") and second != ",":
        subject = words.capital(1) or listed("grammar_pronouns", second) or listed("grammar_determiners", second)
        return 0 if first == "or" or (first == "so" and not subject) else 1
    return 2 if listed("drop_connectives", first) and second == "," else 0
