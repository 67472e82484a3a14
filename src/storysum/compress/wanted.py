"""What a word is here makes it less wanted in a headline than its counts say: a time, a title, an aside."""

from __future__ import annotations

from storysum.compress.bonds import WORKS
from storysum.compress.clauses import Clause
from storysum.compress.descriptions import BODIES, descriptors
from storysum.compress.sentence import Sentence
from storysum.compress.tags import Tag
from storysum.compress.times import time_noun, time_phrase

__all__ = ["less_wanted"]

# How many of these words writers' titles have, of as many as the counts alone would make expect.
_TIME, _TITLE, _ASIDE, _KIND = 0.1, 0.35, 0.5, 0.5


def less_wanted(sentence: Sentence, clause: Clause) -> dict[int, float]:
    """For tokens that titles seldom have: what share of their weight is left.

    >>> from storysum.compress.clauses import main_clause
    >>> from storysum.compress.sentence import parse
    >>> from storysum.model.span import Span
    >>> text = "Prime Minister Mara Quill has left last week."
    >>> read = parse(text, Span(0, len(text)))
    >>> less_wanted(read, main_clause(read))
    {0: 0.35, 1: 0.35, 6: 0.1, 7: 0.1}
    """
    found: dict[int, float] = {}
    if clause.broken is not None and not _full_name(sentence, clause.subject, clause.broken):
        found.update(dict.fromkeys(range(clause.broken, clause.verb), _ASIDE))
    for drop in descriptors(sentence, clause):
        if drop.mark is not None:  # the name is the subject, and what stands before it is the aside
            found.update(dict.fromkeys(range(drop.end, drop.mark), 1.0))
        for index in range(drop.start, drop.end):
            if drop.mark is not None:
                found[index] = _ASIDE
            elif sentence.tokens[index].capital and sentence.tag(drop.end - 1) is Tag.NAME:
                found[index] = _TITLE
            elif drop.end < clause.verb and _thing(sentence.low(drop.end - 1)):
                found[index] = _KIND
    for index in range(clause.subject, clause.end):
        length = time_noun(sentence, index) or time_phrase(sentence, index, clause.end)
        found.update(dict.fromkeys(range(index, index + length), _TIME))
    return found


def _thing(low: str) -> bool:
    """Whether a noun before a name says that it is a firm's or a work's, and no person's."""
    return low in BODIES or low in WORKS


def _full_name(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a subject is a name in full, whom the aside has to introduce: "Mara Quill, head of Norvolt,"."""
    return end > start + 1 and all(sentence.tag(index) in (Tag.NAME, Tag.ASIDE) for index in range(start, end))
