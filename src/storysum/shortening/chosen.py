"""Words that somebody else chose as a headline: a cut only where `shorten` might have made it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from storysum.model.article import Article
from storysum.model.choice import Refused
from storysum.model.quote import Quote
from storysum.model.span import Span
from storysum.shortening.headline import why_not
from storysum.shortening.sentences import Cut, Sentence, sentences


def cut_of(article: Article, index: int, words: Sequence[Span], quotes: Sequence[Quote]) -> Cut:
    """What stays of a sentence where these words do, with the marks that they need.

    The words must be a subtree of the parse, of the main clause or of one beside it, that leaves out nothing
    which the table of constraints ties to what stays: so dropping words changes neither who claims what, nor
    whether it is so, nor how much. They are what stood between white space, in order.

    Raises:
        Refused: If they are no such cut, or no headline.

    Cost: the sentence is parsed.
    """
    if any(after.start < before.end for before, after in pairwise(words)):
        raise Refused("its words are out of order, or one is there twice")
    (sentence,) = sentences(article, [index])
    spans = sentence.parse.words
    kept = {word for word, span in enumerate(spans) if any(one.covers(span) for one in words)}
    if sentence.whole or article.language != "en":
        if any(word not in kept and any(map(str.isalnum, span.of(article.text))) for word, span in enumerate(spans)):
            raise Refused("of that sentence no word can be left out")
        cut = sentence.uncut(Span(spans[0].start, spans[-1].end)) if spans else None
    else:
        cut = sentence.keeping({word for word in kept if not sentence.mark[word]})
    if cut is None:
        raise Refused(_parted(article.text, sentence, kept))
    if why := why_not(article, index, sentence, cut, quotes):
        raise Refused(why)
    return cut


def _parted(text: str, sentence: Sentence, kept: set[int]) -> str:
    """Which two words cannot be parted."""
    for word, parent in enumerate(sentence.parents):
        if parent is None or sentence.mark[word] or (word in kept) == (parent in kept):
            continue
        if word in kept or sentence.tied[word]:
            pair = (word, parent) if word in kept else (parent, word)
            there, missing = (sentence.parse.words[one].of(text) for one in pair)
            return f"“{there}” cannot stay without “{missing}”"
    return "its words are no clause of the sentence"
