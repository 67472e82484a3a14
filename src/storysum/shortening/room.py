"""What summaries leave out: an opening And, and so much of one sentence that it fits into the room there is."""

import re
from itertools import pairwise

from storysum.model.article import Article
from storysum.model.budget import Limits, count_words
from storysum.model.parse import Parse
from storysum.model.span import Span
from storysum.parses import parses
from storysum.shortening.constraints import LEAST_MARGIN
from storysum.shortening.sentences import Cut, Sentence, sentences

# “But for the rain…” is no joint; “However he did it…” has no comma.
_JOINT = re.compile(r"(?:And|But(?! for\b))[ \u00a0]+(?=[\w“\"‘'])(?!then\b|yet\b)|However,[ \u00a0]+(?=[\w“\"‘'])")
# Keep's log-odds of each word are raised by so much, in sixteenths: little goes.
_BIAS = 48
# So much of keep may be lost, in sixteenths for each word that stays.
_MOST_LOST = 4
# Of less than so much of a sentence its point is gone as a rule, a reader finds.
_LEAST_PART = 0.75
_DASHES = frozenset(("--", "–", "—"))
_PHRASES = frozenset(("obl", "advcl", "acl", "conj", "nmod"))


def opened(text: str, sentence: Span) -> Span:
    """A sentence without the And, But or However that ties it to the one before.

    >>> text = "But the album sold well."
    >>> opened(text, Span(0, len(text))).of(text)
    'the album sold well.'
    """
    match = _JOINT.match(text, sentence.start, sentence.end)
    return sentence if match is None else Span(match.end(), sentence.end)


def cut_to(article: Article, index: int, room: Limits) -> tuple[Span, ...] | None:
    """A sentence, by its index, cut to the room there is, where the cut is sure."""
    words = count_words(article.sentences[index].of(article.text))
    if article.language != "en" or (room.words is not None and room.words < _LEAST_PART * words):
        return None  # no need to parse it
    (parse,) = parses(article, [index])
    if not _may_be_cut(parse, room.words):
        return None  # nor to make it ready
    (parsed,) = sentences(article, [index])
    cut = to_room(parsed, words=room.words, characters=room.characters)
    return None if cut is None else cut.kept


def to_room(sentence: Sentence, *, words: int | None, characters: int | None) -> Cut | None:
    """A sentence shortened to exactly the room there is; None where the cut is not sure.

    Sure is a cut that pays no price of the table, loses little of what keep would have kept, and leaves out
    only phrases whose arcs no other head nearly won, each behind a pause, and nothing of a list. Nor did the
    best tree have to give up the best head of any word.
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
    # What keep gave to words that went, where it would have kept them.
    lost = sum(max(0, sentence.parse.odds[word]) for word in gone)
    dashes = (word for word, form in enumerate(sentence.parse.forms) if form in _DASHES)
    if sum(word not in cut.words for word in dashes) % 2 or lost > _MOST_LOST * size:
        return None  # one of a pair went, or much
    return cut if all(_apart(sentence, start, end) for start, end in sentence.gaps(cut)) else None


def _may_be_cut(parse: Parse, words: int | None) -> bool:
    """Whether a cut to some words could be sure: a quick look, before the sentence is made ready.

    Each word has its best head, and marks stand within, unless all words fit.
    """
    said = [word for word, form in enumerate(parse.forms) if parse.pos[word] != "PUNCT" or any(map(str.isalnum, form))]
    marked = bool(said) and len(said) <= said[-1] - said[0]
    least = 1 + sum(before.end < word.start for before, word in pairwise(parse.words))
    return (marked or words is None or least <= words) and all(parse.margin[word] >= 0 for word in said)


def _doubtful(sentence: Sentence, cut: Cut) -> bool:
    """Whether a cut has brought a word next to another, of whose arcs the parser was not sure."""
    words, margin = (word for word in cut.words if not sentence.mark[word]), sentence.parse.margin
    joints = (one for one in pairwise(words) if not all(sentence.mark[one[0] + 1 : one[1]]))
    return any(min(margin[before], margin[after]) < 2 * LEAST_MARGIN for before, after in joints)


def _apart(sentence: Sentence, start: int, end: int) -> bool:
    """Whether what goes is whole phrases behind a pause, up to another one or to the end.

    What stands in front stays, for the rest may hold there or then only; so does a list: “Holm, 25, and Pike, 31”. So
    does who or what a name is, for it may say why to believe her: “Holm, who owns it,” may lose that, “Holm, its
    owner,” not.
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
