"""Passages: the runs of sentences that a summary may take."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from storysum.model.article import Article
from storysum.model.quote import Quote
from storysum.model.selection import Passage
from storysum.model.span import Span
from storysum.text.body import bracketed, in_body, sentence_at, sentences_in
from storysum.text.lines import announces
from storysum.text.lists import HEAD, OF_A_LIST
from storysum.text.marks.lone_marks import beside_lone_marks
from storysum.text.marks.stretches import marked
from storysum.text.turns import turns

# An attribution that begins this many sentences before its quotation is not joined to it; render adds a name instead.
_REACH = 2


def passages(article: Article, quotes: Sequence[Quote]) -> tuple[Passage, ...]:
    """The smallest runs of body sentences that can stand on their own, in order and disjoint.

    One passage holds a quotation with its attribution, a whole bracket, a whole turn, or an announcement with what it
    announces. Sentences beside an unpaired quotation mark are in no passage, since their speaker is unknown.
    """
    announced, unfollowed = _announcements(article)
    inside = in_body(article)
    joined = {
        index
        for index in _utterances(article, quotes) | announced | turns(article) | bracketed(article)
        if all(inside[index : index + 2])  # never across a list item
    }
    found: list[Passage] = []
    for block in article.blocks:
        if block.role != "body":
            continue
        sentences = sentences_in(article, block.span)
        barred = beside_lone_marks(article, block.span) | unfollowed
        index = max(sentences.start, found[-1].last + 1 if found else 0)
        while index < sentences.stop:
            end = index
            while end in joined:
                end += 1
            if barred.isdisjoint(range(index, end + 1)):
                found.append(Passage(index, end))
            index = end + 1
    return tuple(found)


def passage_at(passages: Sequence[Passage], sentence: int) -> int | None:
    """The index of the passage that contains a sentence; None if none does. `passages` are in order."""
    place = bisect_left(passages, sentence, key=attrgetter("last"))
    return place if place < len(passages) and passages[place].first <= sentence else None


def quotes_in(quotes: Sequence[Quote], span: Span) -> Sequence[Quote]:
    """The quotations that overlap a span; `quotes` are in order and disjoint."""
    first = bisect_right(quotes, span.start, key=attrgetter("span.end"))
    return quotes[first : bisect_left(quotes, span.end, key=attrgetter("span.start"))]


def _utterances(article: Article, quotes: Sequence[Quote]) -> set[int]:
    """The sentences that need the next one because an utterance and its attribution are spread over both."""
    joined: set[int] = set()
    for stretch in marked(article):
        joined.update(range(sentence_at(article, stretch.start), sentence_at(article, stretch.end - 1)))
    last_of_group: dict[int, int] = {}
    for quote in quotes:
        first, last = sentence_at(article, quote.span.start), sentence_at(article, quote.span.end - 1)
        if first - last_of_group.get(quote.group, first) == 1:
            joined.add(first - 1)
        last_of_group[quote.group] = last
        for mention in (quote.speaker, quote.cue):
            if mention is None:
                continue
            at = sentence_at(article, mention.start)
            if at == last + 1:
                joined.add(last)
            elif first - _REACH < at < first:
                joined.update(range(at, first))
    return joined


def _announcements(article: Article) -> tuple[set[int], set[int]]:
    """The sentences that need the next one, which they announce, and those with nothing to announce behind them.

    The last sentence of a block that ends on a colon, or is the head of an item, goes with the next one; in a
    story that is a list it goes with the whole list. Where no body follows, that sentence is in no passage.
    """
    joined: set[int] = set()
    barred: set[int] = set()
    for place, block in enumerate(article.blocks):
        if block.role != "body" or not (announces(block.span.of(article.text)) or block.reason == HEAD):
            continue
        last = sentences_in(article, block.span).stop - 1
        below = article.blocks[place + 1 :]
        if not below or below[0].role != "body":
            barred.add(last)
            continue
        joined.add(last)
        for item, after in pairwise(below):
            if item.reason != OF_A_LIST:
                break
            joined.update(range(last, sentences_in(article, item.span).stop - (after.reason != OF_A_LIST)))
    return joined, barred if len(barred) < len(article.sentences) else set()
