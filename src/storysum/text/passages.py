"""The runs of sentences that a summary may take."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from storysum.model.article import Article
from storysum.model.quote import Quote
from storysum.model.selection import Passage
from storysum.model.span import Span
from storysum.text.lists import HEAD, OF_A_LIST
from storysum.text.quotes.table import DOUBLE, ONLY_OPENING, one_of
from storysum.text.quotes.marks import unsure
from storysum.text.quotes.mending import marked_stretches

__all__ = ["overlapping", "passage_at", "passages", "quotes_in"]

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
# An attribution further off than this is left to the name that render adds.
_REACH = 2


def passages(article: Article, quotes: Sequence[Quote]) -> tuple[Passage, ...]:
    """The smallest runs of body sentences that can stand on their own, in order, none overlapping.

    A quotation, all parts of its utterance and its attribution are in one passage. Sentences with
    a mark that nothing closes are in none: nobody can say whose words they are. What announces a list
    or what stands below it goes with that, or is in none.

    Args:
        article: With its sentences.
        quotes: Its quotations in order.
    """
    starts = [sentence.start for sentence in article.sentences]
    stretches = marked_stretches(article)
    joined = _joined(article, quotes, stretches, starts)
    announced, unfollowed = _announcements(article, starts)
    joined |= announced
    found: list[Passage] = []
    for block in article.blocks:
        if block.role != "body":
            continue
        first, last = bisect_left(starts, block.span.start), bisect_left(starts, block.span.end) - 1
        barred = _barred(article, block.span, stretches, starts, first, last) | unfollowed
        index = first
        while index <= last:
            if found and index <= found[-1].last:
                index = found[-1].last + 1
                continue
            end = index
            while end in joined:
                end += 1
            if not any(sentence in barred for sentence in range(index, end + 1)):
                found.append(Passage(index, end))
            index = end + 1
    return tuple(found)


def passage_at(passages: Sequence[Passage], sentence: int) -> int | None:
    """The index of the passage that a sentence belongs to, of passages in order; None if it is in none.

    >>> passage_at([Passage(0, 0), Passage(2, 4)], 3), passage_at([Passage(0, 0), Passage(2, 4)], 1)
    (1, None)
    """
    place = bisect_left(passages, sentence, key=lambda passage: passage.last)
    return place if place < len(passages) and passages[place].first <= sentence else None


def overlapping(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Those of `spans`, which are in order and disjoint, that overlap a span."""
    first = bisect_right(spans, span.start, key=lambda one: one.end)
    return spans[first : bisect_left(spans, span.end, key=lambda one: one.start)]


def quotes_in(quotes: Sequence[Quote], span: Span) -> Sequence[Quote]:
    """The quotations that overlap a span; `quotes` are in order and disjoint."""
    first = bisect_right(quotes, span.start, key=lambda quote: quote.span.end)
    return quotes[first : bisect_left(quotes, span.end, key=lambda quote: quote.span.start)]


def _joined(article: Article, quotes: Sequence[Quote], stretches: Sequence[Span], starts: Sequence[int]) -> set[int]:
    """The indices of sentences that must be taken together with the next one."""
    joined: set[int] = set()

    def sentence_at(offset: int) -> int:
        return max(0, bisect_right(starts, offset) - 1)

    for stretch in stretches:
        joined.update(range(sentence_at(stretch.start), sentence_at(stretch.end - 1)))
    last_of_group: dict[int, int] = {}
    for quote in quotes:
        first, last = sentence_at(quote.span.start), sentence_at(quote.span.end - 1)
        earlier = last_of_group.get(quote.group)
        if earlier is not None and 0 < first - earlier <= 1:
            joined.update(range(earlier, first))
        last_of_group[quote.group] = last
        for mention in (quote.speaker, quote.cue):
            if mention is None:
                continue
            at = sentence_at(mention.start)
            if last < at <= last + 1:
                joined.update(range(last, at))
            elif first - _REACH < at < first:
                joined.update(range(at, first))
    return _within_bodies(article, joined, starts)


def _announcements(article: Article, starts: Sequence[int]) -> tuple[set[int], set[int]]:
    """The sentences that go with what they announce, and those whose announcement leads nowhere.

    The last sentence of a block that ends on a colon, or is the head of an item, goes with the next one; in a
    story that is a list what announces it goes with the whole list. Where no body follows, it is in no passage.
    """
    joined: set[int] = set()
    barred: set[int] = set()
    blocks, text = article.blocks, article.text
    for place, block in enumerate(blocks):
        if block.role != "body" or not (text[block.span.end - 1] == ":" or block.reason == HEAD):
            continue
        last = bisect_left(starts, block.span.end) - 1
        following = blocks[place + 1 :  place + 2]
        if not following or following[0].role != "body":
            barred.add(last)
            continue
        joined.add(last)
        for under, after in pairwise(blocks[place + 1 :]):
            if under.reason != OF_A_LIST or after.reason != OF_A_LIST:
                break
            joined.update(range(bisect_left(starts, under.span.start), bisect_left(starts, under.span.end)))
        else:
            continue
        if under.reason == OF_A_LIST:
            joined.update(range(bisect_left(starts, under.span.start), bisect_left(starts, under.span.end) - 1))
    return joined, barred if len(barred) < len(starts) else set()


def _within_bodies(article: Article, joined: set[int], starts: Sequence[int]) -> set[int]:
    """Without the joints that would lead across a list item, which is never chosen."""
    if all(block.role != "item" for block in article.blocks):
        return joined
    items = {
        index
        for block in article.blocks
        if block.role == "item"
        for index in range(bisect_left(starts, block.span.start), bisect_left(starts, block.span.end))
    }
    return {index for index in joined if index not in items and index + 1 not in items}


def _barred(
    article: Article, block: Span, stretches: Sequence[Span], starts: Sequence[int], first: int, last: int
) -> set[int]:
    """The sentences of a block that may be speech without saying so: a mark there has no partner.

    What follows an opening mark that nothing closes, or stands before a closing one that nothing
    opened, may be somebody's words; nobody can say whose, or where they end.
    """
    text = article.text
    said = text[block.start : block.end]
    doubles = any(mark in said for mark in DOUBLE)
    if doubles and _WRECK.search(said):
        return set(range(first, last + 1))
    barred: set[int] = set()

    def loose(at: int) -> bool:
        near = bisect_right(stretches, at, key=lambda stretch: stretch.start) - 1
        return near < 0 or at >= stretches[near].end

    def bar(at: int, *, opens: bool) -> None:
        sentence = min(last, max(first, bisect_right(starts, at) - 1))
        step, edge = (1, last) if opens else (-1, first)
        near = _LONG if opens or last - first < _LONG else _NEAR
        reach = range(sentence, max(first, min(last, sentence + step * _LONG)) + step, step)
        furthest = max((abs(one - sentence) for one in reach if _may_be_speech(article, one)), default=0)
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
    for span in overlapping(unsure(article), block):
        barred.update(range(bisect_right(starts, span.start) - 1, bisect_left(starts, span.end)))
    return barred


def _may_be_speech(article: Article, sentence: int) -> bool:
    """Whether a sentence beside a lone mark may be somebody's words: it says “I” or “you”, and has no marks of its own."""
    line = article.sentences[sentence].of(article.text)
    return _SAYS_I.search(line) is not None and _DOUBLE.search(line) is None
