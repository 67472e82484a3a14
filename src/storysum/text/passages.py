"""The runs of sentences that a summary may take."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from storysum.model.article import Article
from storysum.model.quote import Quote
from storysum.model.selection import Passage
from storysum.model.span import Span
from storysum.text.lists import HEAD, OF_A_LIST
from storysum.text.marks.lone_marks import beside_lone_marks
from storysum.text.marks.mending import marked_stretches
from storysum.text.turns import turns

__all__ = ["overlapping", "passage_at", "passages", "quotes_in"]

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
    joined |= announced | _within_bodies(article, turns(article, starts), starts)
    found: list[Passage] = []
    for block in article.blocks:
        if block.role != "body":
            continue
        first, last = bisect_left(starts, block.span.start), bisect_left(starts, block.span.end) - 1
        barred = beside_lone_marks(article, block.span, stretches, starts) | unfollowed
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
        following = blocks[place + 1 : place + 2]
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
