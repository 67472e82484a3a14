"""Shortening inside summaries: drop an opening “And”, or cut a sentence so that it fits the room that is left."""

import re
from itertools import pairwise

from storysum.model.article import Article
from storysum.model.budget import Limits, count_words
from storysum.model.parse import Parse
from storysum.model.span import Span
from storysum.parses import parses
from storysum.shortening.constraints import LEAST_MARGIN
from storysum.shortening.sentences import Cut, Sentence, sentences

# Conjunctions that may be dropped; not those of “But for the rain…” and, without a comma, “However he did it…”.
_JOINT = re.compile(r"(?:And|But(?! for\b))[ \u00a0]+(?=[\w“\"‘'])(?!then\b|yet\b)|However,[ \u00a0]+(?=[\w“\"‘'])")
# Added to the log-odds of keeping each word, in sixteenths, so that little is cut.
_BIAS = 48
# The most log-odds that the cut words may have had, in sixteenths for each word that stays.
_MOST_LOST = 4
# The least share of words to keep: readers find that a sentence cut further mostly loses its point.
_LEAST_PART = 0.75
_DASHES = frozenset(("--", "–", "—"))
_PHRASES = frozenset(("obl", "advcl", "acl", "conj", "nmod"))


def opened(text: str, sentence: Span) -> Span:
    """A sentence without the “And”, “But” or “However” that ties it to the one before.

    >>> text = "But the album sold well."
    >>> opened(text, Span(0, len(text))).of(text)
    'the album sold well.'
    """
    match = _JOINT.match(text, sentence.start, sentence.end)
    return sentence if match is None else Span(match.end(), sentence.end)


def cut_to(article: Article, index: int, room: Limits) -> tuple[Span, ...] | None:
    """The spans that stay of a sentence, given by index, cut to fit the room; None where no cut is sure."""
    words = count_words(article.sentences[index].of(article.text))
    if article.language != "en" or (room.words is not None and room.words < _LEAST_PART * words):
        return None  # do not parse it
    (parse,) = parses(article, [index])
    if not _may_be_cut(parse, room.words):
        return None  # do not prepare it
    (parsed,) = sentences(article, [index])
    cut = to_room(parsed, words=room.words, characters=room.characters)
    return None if cut is None else cut.kept


def to_room(sentence: Sentence, *, words: int | None, characters: int | None) -> Cut | None:
    """The cut of a sentence that fits the room; None where no cut is sure.

    A cut is sure if it pays no price of the constraints, loses few of the words that keep would have kept, and leaves
    out only phrases behind a pause, no list items, whose arcs won clearly. Also the parse tree must give each word its
    best head.
    """
    if sentence.whole or not _may_be_cut(sentence.parse, words):
        return None
    cut = sentence.cut(words=words, characters=characters, bias=_BIAS)
    if cut is None or cut.paid or cut.margin < LEAST_MARGIN or _doubtful(sentence, cut):
        return None
    every = {word for word, mark in enumerate(sentence.mark) if not mark}
    gone = every.difference(cut.words)
    size = len(every) - len(gone)
    if size < _LEAST_PART * len(every):
        return None
    # The log-odds of the words that went, where keeping them was likelier.
    lost = sum(max(0, sentence.parse.odds[word]) for word in gone)
    dashes = (word for word, form in enumerate(sentence.parse.forms) if form in _DASHES)
    if sum(word not in cut.words for word in dashes) % 2 or lost > _MOST_LOST * size:
        return None  # half a pair of dashes went, or too much
    return cut if all(_apart(sentence, start, end) for start, end in sentence.gaps(cut)) else None


def _may_be_cut(parse: Parse, words: int | None) -> bool:
    """Whether a cut to so many words could be sure: a quick check before the sentence is prepared.

    Each word must have its best head, and there must be marks between the words, unless all words fit.
    """
    said = [word for word, form in enumerate(parse.forms) if parse.pos[word] != "PUNCT" or any(map(str.isalnum, form))]
    marked = bool(said) and len(said) <= said[-1] - said[0]
    least = 1 + sum(before.end < word.start for before, word in pairwise(parse.words))
    return (marked or words is None or least <= words) and all(parse.margin[word] >= 0 for word in said)


def _doubtful(sentence: Sentence, cut: Cut) -> bool:
    """Whether a cut puts two words side by side of which one has an arc that the parser was unsure of."""
    words, margin = (word for word in cut.words if not sentence.mark[word]), sentence.parse.margin
    joints = (one for one in pairwise(words) if not all(sentence.mark[one[0] + 1 : one[1]]))
    return any(min(margin[before], margin[after]) < 2 * LEAST_MARGIN for before, after in joints)


def _apart(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a gap consists of whole phrases between a pause and another mark or the end.

    An opening phrase stays, since the rest may hold only then or there. So does a list (“Holm, 25, and Pike, 31”), and
    an apposition, which may say why to believe somebody: “Holm, who owns it,” may lose its clause, “Holm, its owner,”
    not.
    """
    mark, gone, pos, base = sentence.mark, range(start, end), sentence.parse.pos, sentence.reading.base
    if start == 0 or not mark[start - 1] or not all(mark[end : end + 1]):
        return False
    if (start - 1, end) in sentence.pairs:
        return sentence.parse.forms[start - 1] in "([{"
    tops = [word for word in gone if not mark[word] and sentence.parents[word] not in gone]
    if any(top < sentence.reading.parent(top) for top in tops):
        return False
    listed = any(base[word] == "conj" and pos[word] not in ("VERB", "AUX") for word in gone)
    joins = base[start] == "cc" and any(base[top] != "conj" for top in tops)  # “, but to the band,” joins what stays
    return not (listed or joins) and all(base[top] in _PHRASES for top in tops)
