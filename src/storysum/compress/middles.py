"""Phrases in front of something that stays."""

from __future__ import annotations

from storysum.compress.clauses import CLAUSE, WEAK_SUBORDINATORS, Clause
from storysum.compress.drops import Drop
from storysum.compress.ends import may_end_before
from storysum.compress.lexicon import listed
from storysum.compress.sentence import Sentence
from storysum.compress.tags import VERBAL, Tag
from storysum.compress.times import time_phrase

__all__ = ["middles"]

_PHRASE = frozenset({Tag.DETERMINER, Tag.NOUN, Tag.NAME, Tag.ADJECTIVE, Tag.NUMBER})


def middles(sentence: Sentence, clause: Clause) -> list[Drop]:
    """Phrases of place and the like in front of something that stays: "lost his job (in Leeds) after…"."""
    found: list[Drop] = []
    for start in range(clause.verb + 1, clause.end - 1):
        low = sentence.low(start)
        if (
            sentence.tag(start) is not Tag.PREPOSITION
            or not listed("grammar_adjunct_prepositions", low)
            or sentence.tied[start - 1]
            or listed("grammar_light_nouns", sentence.low(start - 1))
        ):
            continue
        stop = start + 1
        while stop < clause.end and (
            sentence.tag(stop) in _PHRASE
            or sentence.low(stop) == "of"
            or (sentence.low(stop) == "and" and _joins_names(sentence, stop))
            or (stop == start + 1 and sentence.low(stop) == "from")
        ):
            stop += 1
        if (
            stop < clause.end
            and _takes_up(sentence, stop)
            and not _joins_on(sentence, clause, stop)
            and may_end_before(sentence, clause, start)
        ):
            found.append(Drop(start, stop, 0.3))
    return found


def _joins_names(sentence: Sentence, index: int) -> bool:
    """Whether "and" adds a place to a place: "in Leeds and the north"."""
    there = index + 1 + (sentence.tag(index + 1) is Tag.DETERMINER)
    return sentence.tag(index - 1) is Tag.NAME and sentence.tag(there) in (Tag.NAME, Tag.NOUN)


def _joins_on(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether the phrase is taken up again: "(amid cheers) by fans and boos by critics"."""
    for index in range(start, clause.end):
        if sentence.tag(index) in VERBAL or sentence.tag(index) in CLAUSE:
            return False
        if sentence.tag(index) is Tag.CONJUNCTION and Tag.PREPOSITION in sentence.tags[index : clause.end]:
            return True
    return False


def _takes_up(sentence: Sentence, index: int) -> bool:
    """Whether a new part of the predicate begins here that hangs on the verb."""
    low, tag = sentence.low(index), sentence.tag(index)
    if tag is Tag.SUBORDINATOR:
        return low not in WEAK_SUBORDINATORS and low != "that"
    if low == "on":
        return time_phrase(sentence, index, len(sentence.tokens)) > 0  # but "in protest at a crackdown on fans"
    return tag is Tag.PREPOSITION and low in (
        "after",
        "before",
        "since",
        "amid",
        "despite",
        "following",
        "during",
        "by",
    )
