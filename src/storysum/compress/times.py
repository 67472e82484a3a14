"""Phrases of time: "last week", "on Tuesday", "in 2004"."""

from __future__ import annotations

from storysum.compress.lexicon import lemma, listed
from storysum.compress.scope import ranks
from storysum.compress.sentence import Sentence
from storysum.compress.tags import VERBAL, Tag

__all__ = ["begins_time", "possessed_time", "stands_free", "time_noun", "time_phrase"]


_BARE = frozenset(
    ["early", "earlier", "last", "late", "later", "next", "this", "today", "tomorrow", "tonight", "yesterday"]
)


def begins_time(low: str) -> bool:
    """Whether a phrase of time that needs no preposition may begin on a word."""
    return low in _BARE or listed("drop_weekdays", low)


def time_noun(sentence: Sentence, start: int) -> int:
    """How many tokens a phrase of time takes that needs no preposition: "last week", "Tuesday"."""
    if not begins_time(sentence.low(start)):
        return 0
    lows = [sentence.low(index) for index in range(start, start + 4)]
    if lows[0] in ("early", "late", "later", "earlier"):
        inner = time_phrase(sentence, start + 1, len(sentence.tokens))
        if inner:
            return 1 + inner
    if lows[0] in ("last", "this", "next") and listed("grammar_time_words", lows[1]):
        return 2
    if lows[0] in ("earlier", "later") and lows[1] == "this" and listed("grammar_time_words", lows[2]):
        return 3
    if lows[0] in ("yesterday", "today", "tonight", "tomorrow"):
        return 1
    before = sentence.low(start - 1)
    if (
        listed("drop_weekdays", lows[0])
        and (sentence.tag(start - 1) in VERBAL | {Tag.NOUN, Tag.NUMBER} or _behind_place(sentence, start))
        and before not in ("last", "next", "past", "every")
        and lemma(before) not in ("spend", "take", "last", "waste")
    ):
        return 2 if lows[1] in ("morning", "afternoon", "evening", "night") else 1
    return 0


def _behind_place(sentence: Sentence, start: int) -> bool:
    """Whether the day follows a name that it is no part of: "a show in Lebanon Saturday, killing…"."""
    named = sentence.tag(start - 1) is Tag.NAME and not sentence.tokens[start - 1].possessive
    return named and sentence.tag(start) is Tag.NAME and not sentence.tied[start - 1]


def time_phrase(sentence: Sentence, start: int, end: int) -> int:
    """How many tokens a phrase of time with its preposition takes: "on Tuesday", "in 2004"."""
    low = sentence.low(start)
    if low not in ("on", "in", "at", "during"):
        return 0
    index = start + 1
    timed = False
    while index < min(end, start + 6):
        word = sentence.low(index)
        if (listed("grammar_time_words", word) and word not in ("season", "quarter", "moment")) or _year(word):
            timed = True
        elif not (
            word in ("the", "coming", "early", "late", "last", "next", "past", "this")
            or (sentence.tag(index) is Tag.NUMBER and low == "on")
        ):
            break
        index += 1
    if not timed or sentence.tokens[index - 1].possessive:
        return 0
    return (
        0 if sentence.tag(index) in (Tag.NOUN, Tag.NAME, Tag.NUMBER) or sentence.low(index) == "of" else index - start
    )


def _year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[0] in "12"


def possessed_time(sentence: Sentence, index: int) -> bool:
    """Whether "this year's" or the like stands in front of a name."""
    following = sentence.low(index + 1)
    return (
        following.endswith("'s")
        and listed("grammar_time_words", following[:-2])
        and sentence.tag(index + 2) is Tag.NAME
        and not sentence.tied[index + 1]
    )


def stands_free(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a phrase of time leaves nothing hanging on either side."""
    before, after = sentence.tag(start - 1), sentence.tag(end)
    if before in (Tag.PREPOSITION, Tag.DETERMINER, Tag.CONJUNCTION, Tag.MARK, Tag.SUBORDINATOR, Tag.RELATIVE):
        return False
    if after is Tag.RELATIVE and sentence.tag(start) is Tag.PREPOSITION:
        return False  # "on the last day that singing is free", but "said Tuesday that…"
    if after is Tag.CONJUNCTION or sentence.low(end) in (
        "and",
        "or",
        "until",
        "for",
        "than",
        "s",
        "-",
        "–",
        "when",
    ):
        return False
    if before is Tag.PARTICIPLE and sentence.tag(start - 2) in (Tag.NOUN, Tag.NAME):
        return False  # "a singer born (in 1958)"
    if sentence.low(end) == "to" and after is not Tag.TO:
        return False  # "from Monday to Friday", but "will meet on Monday to sing"
    if sentence.tied[start - 1] or sentence.tied[end - 1]:
        return False
    near = range(max(0, start - 5), start)
    return not any(ranks(sentence, index) or listed("grammar_quantifiers", sentence.low(index)) for index in near) and (
        not any(sentence.low(index) in ("since", "between", "from", "until", "than") for index in near)
    )
