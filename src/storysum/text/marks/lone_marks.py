"""Sentences beside a quotation mark that has no partner: they may be speech without saying so.

What follows an opening mark that nothing closes, or stands before a closing one that nothing opened, may be
somebody's words; nobody can say whose, or where they end.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from storysum.marks import DOUBLE, ONLY_OPENING, one_of
from storysum.model.article import Article
from storysum.model.span import Span
from storysum.text.marks.stretches import unsure

__all__ = ["beside_lone_marks"]

_DOUBLE = re.compile(one_of(DOUBLE - {"''"}) + r"|(?<!')''(?!')")
# Nobody can say what so many marks in a row open or close.
_WRECK = re.compile("(?:" + one_of(DOUBLE - {"``", "''"}) + "){3}")
# A single mark that plainly opens speech: behind a colon, a comma or a sentence, before a capital.
_SINGLE = re.compile(
    r"[:,.!?…][\"”'’)]?\s{1,3}(['‘])(?=[^\W\d_a-z][\w’']*[\s,])(?!(?:Em|Til|Tis|Twas|Twill|Cause|Cos|Bout)\b)"
)
# In a page whose paragraphs were joined to one block, no quotation is longer than so many sentences; of those
# before a lone mark that closes, the nearest are barred and whoever says “I” or “you”.
_LONG, _NEAR = 12, 2
_SAYS_I = re.compile(r"\b(?:I|[Ww]e|[Mm]y|me|us|[Oo]ur|[Yy]ou|[Yy]our)\b")


def beside_lone_marks(article: Article, block: Span, stretches: Sequence[Span], starts: Sequence[int]) -> set[int]:
    """The sentences of a block that may be speech without saying so: a mark there has no partner.

    Args:
        article: With its sentences.
        block: One of its body blocks.
        stretches: All that stands between marks, in order.
        starts: Where each sentence begins.
    """
    text = article.text
    first, last = bisect_left(starts, block.start), bisect_left(starts, block.end) - 1
    said = text[block.start : block.end]
    doubles = any(mark in said for mark in DOUBLE)
    if doubles and _WRECK.search(said):
        return set(range(first, last + 1))
    barred: set[int] = set()

    @cache  # many marks may stand in one sentence
    def may_be_speech(sentence: int) -> bool:
        return _may_be_speech(article, sentence)

    def loose(at: int) -> bool:
        near = bisect_right(stretches, at, key=lambda stretch: stretch.start) - 1
        return near < 0 or at >= stretches[near].end

    def bar(at: int, *, opens: bool) -> None:
        sentence = min(last, max(first, bisect_right(starts, at) - 1))
        step, edge = (1, last) if opens else (-1, first)
        near = _LONG if opens or last - first < _LONG else _NEAR
        reach = range(sentence, max(first, min(last, sentence + step * _LONG)) + step, step)
        furthest = max((abs(one - sentence) for one in reach if may_be_speech(one)), default=0)
        furthest = min(max(furthest, near), abs(edge - sentence))
        barred.update(range(sentence, sentence + step * (furthest + 1), step))

    for match in _DOUBLE.finditer(text, block.start, block.end) if doubles else ():
        at, mark = match.start(), match.group()
        if not loose(at) or (mark == '"' and at and text[at - 1].isdigit()):
            continue  # 7" is seven inches
        if mark in "»›" and at and text[at - 1].isspace():
            continue  # “Watch the van »”: an arrow
        opens = mark in ONLY_OPENING or mark in "“«‹"
        bar(at, opens=opens if mark not in '"＂' else not text[at + 1 : at + 2].isspace() and at + 1 < block.end)
    for match in _SINGLE.finditer(text, block.start, block.end):
        if loose(match.start(1)):
            bar(match.start(1), opens=True)
    uncertain = unsure(article)
    near_by = bisect_right(uncertain, block.start, key=lambda one: one.end)
    for span in uncertain[near_by : bisect_left(uncertain, block.end, key=lambda one: one.start)]:
        barred.update(range(bisect_right(starts, span.start) - 1, bisect_left(starts, span.end)))
    return barred


def _may_be_speech(article: Article, sentence: int) -> bool:
    """Whether a sentence beside a lone mark may be speech: it says “I” or “you”, and has no marks of its own."""
    line = article.sentences[sentence].of(article.text)
    return _SAYS_I.search(line) is not None and _DOUBLE.search(line) is None
