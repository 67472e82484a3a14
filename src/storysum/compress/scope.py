"""What stays must not say more than the sentence did: negation, rank, condition, and whose word it is."""

from __future__ import annotations

from storysum.compress.clauses import CLAUSE, Clause, clause_follows
from storysum.compress.lexicon import Form, forms, lemma, listed, reporting
from storysum.compress.sentence import BREAKS, Sentence
from storysum.compress.sources import attributes
from storysum.compress.tags import FINITE, VERBAL, Tag

__all__ = ["MILD", "bare_negation", "claims", "conditional", "ranks", "scoped", "tells"]

MILD = frozenset(
    [
        "doubt",
        "doubts",
        "doubted",
        "ban",
        "bans",
        "banned",
        "fail",
        "fails",
        "failed",
        "failing",
        "refuse",
        "refuses",
        "refused",
        "refusing",
        "reject",
        "rejects",
        "rejected",
        "rejecting",
    ]
)
_COMPARING = frozenset({"more", "less", "fewer", "other", "rather"})
_ANSWERS = {
    "to": ("too", "enough", "so", "such"),
    "that": ("so", "such", "same"),
    "as": ("as", "so", "such", "same"),
    "than": ("more", "less", "fewer", "other", "rather"),
}
_ALL = frozenset(["all", "anybody", "anyone", "anything", "everybody", "everyone", "everything", "nothing"])
_KEEPING_OUT = frozenset({"bar", "block", "exclude", "keep"})
_WHAT = frozenset(["a", "an", "her", "his", "its", "our", "that", "the", "their", "there", "this"])
_PAIRING = frozenset({"both", "between", "either", "neither", "whether"})


def scoped(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether something that stays would say more than the sentence did, without what goes."""
    comma = sentence.is_mark(start, BREAKS)
    if sentence.low(start - 1) in _ALL:
        return True  # "wants a ban on everyone (– from Quill to Holm – who sang)"
    kept = range(clause.verb, start)
    if sentence.low(start) == "from" and any(lemma(sentence.low(index)) in _KEEPING_OUT for index in kept):
        return True  # "blocks visits (from fans abroad)"
    lows = [sentence.low(index) for index in kept]
    negated = [
        index
        for index in (*_subject_head(sentence, clause), *kept)
        if sentence.negates(index) and sentence.low(index) not in MILD
    ]
    if negated and not comma and (sentence.low(start), sentence.low(start + 1)) != ("such", "as"):
        return True
    if any(sentence.low(index + 1) in ("only", "just", "merely", "simply") for index in negated):
        return True  # not only … but also
    if comma and sentence.low(start + 1) == "but" and "not" in lows:
        return True
    phrase = start + 1 if comma else start
    if sentence.low(phrase) == "such" and sentence.low(phrase + 1) == "as":
        return False  # examples limit nothing
    if any(low in _ANSWERS.get(sentence.low(phrase), ()) for low in lows):
        return True
    compared = any(
        sentence.low(index) == "than" and sentence.tag(index + 1) is not Tag.NUMBER
        for index in range(start, clause.end)
    )
    if compared and any(low in _COMPARING or (low.endswith("er") and len(low) > 4) for low in lows[-6:]):
        return True
    for word in sorted(_PAIRING):
        if word in lows and not any(low in ("and", "or", "nor") for low in lows[lows.index(word) :]):
            return True
    if comma:
        return False
    since = max((i for i in kept if sentence.tag(i) in VERBAL or sentence.tag(i) is Tag.MARK), default=clause.verb)
    near = [sentence.low(index) for index in range(since + 1, start)]
    if sentence.tag(start) is Tag.CONJUNCTION and clause_follows(sentence, start + 1, clause.end):
        return False
    aside = sentence.low(start) in ("amid", "despite", "following")  # says when, never which
    if not aside and any(ranks(sentence, index) or orders(sentence, index) for index in range(since + 1, start)):
        return True
    adverbial = sentence.tag(start) in (Tag.SUBORDINATOR, Tag.TO, Tag.CONJUNCTION)
    return not adverbial and any(listed("grammar_quantifiers", low) for low in near)


def _subject_head(sentence: Sentence, clause: Clause) -> range:
    """The subject without the clauses that describe it: a negation in those is theirs."""
    stop = clause.subject
    while stop < clause.verb and sentence.tag(stop) is not Tag.RELATIVE:
        stop += 1
    return range(clause.subject, stop)


def ranks(sentence: Sentence, index: int) -> bool:
    """Whether a word ranks what it stands before: biggest, first, only. What follows limits that."""
    low = sentence.low(index)
    if sentence.tag(index) in (Tag.NAME, Tag.MARK):
        return False
    timed = low in ("last", "next") and listed("grammar_time_words", sentence.low(index + 1))
    if timed and sentence.low(index - 1) != "the":
        return False
    ordinal = listed("grammar_ordinals", low) and sentence.low(index - 1) in ("the", "only")
    return (
        ordinal
        or listed("grammar_superlatives", low)
        or (
            low.endswith("est")
            and len(low) > 5
            and low not in ("interest", "protest", "request", "arrest", "forest", "contest", "harvest")
        )
    )


def orders(sentence: Sentence, index: int) -> bool:
    """Whether a word numbers what it stands before: "the third label (this week to fail)"."""
    return listed("grammar_ordinals", sentence.low(index)) and sentence.low(index - 1) in ("the", "only")


def conditional(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a condition stands in the stretch: it may be one on what stays."""
    return any(
        listed("keep_conditions", sentence.low(index)) and sentence.tag(index) is not Tag.NAME
        for index in range(start, end)
    )


def bare_negation(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a negation stands in the stretch without a clause of its own, or takes back what stays."""
    taking_back = sentence.low(start) in ("though", "although", "but") or sentence.low(start + 1) in (
        "though",
        "although",
        "but",
    )
    clause = False
    for index in range(start, end):
        if sentence.tag(index) in CLAUSE or sentence.tag(index) in FINITE:
            clause = True
        if sentence.low(index) == "without":
            return True
        joined_on = sentence.tag(index - 1) in (Tag.CONJUNCTION, Tag.MARK) and index > start
        if sentence.negates(index) and (taking_back or not clause or joined_on):
            following = range(index, min(index + 3, end))
            if taking_back or not any(sentence.tag(i) in VERBAL for i in following):
                return True
    return False


def claims(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the stretch says whose word it is: "according to", "under plans", "as he put it"."""
    index = start
    while index < end and sentence.tag(index) in (Tag.MARK, Tag.CONJUNCTION):
        index += 1
    low = sentence.low(index)
    for ahead in range(start, end):
        if sentence.low(ahead) == "according" or (
            sentence.is_mark(ahead, ",") and attributes(sentence, ahead + 1, _stretch_end(sentence, ahead + 1, end))
        ):
            return True
    if low == "as" and any(reporting(sentence.low(i)) for i in range(index, min(end, index + 6))):
        return True
    if listed("keep_hedges", low) and sentence.tag(index) is Tag.ADVERB and sentence.tag(start) is not Tag.CONJUNCTION:
        return True
    if attributes(sentence, index, end) and sentence.tag(index) not in (Tag.SUBORDINATOR, Tag.PREPOSITION):
        return True
    if low in ("under", "in", "by", "per", "on", "from") and sentence.tag(index) is Tag.PREPOSITION:
        stop = index + 1
        while stop < min(end, index + 7) and sentence.tag(stop) in (
            Tag.DETERMINER,
            Tag.ADJECTIVE,
            Tag.NOUN,
            Tag.NAME,
            Tag.NUMBER,
        ):
            if listed("keep_claim_nouns", sentence.low(stop)):
                return True
            stop += 1
    return low == "by" and _judged(sentence, index)


def tells(sentence: Sentence, start: int, end: int) -> bool:
    """Whether somebody says something in the stretch, whatever the tagger made of the verb: "a man (said it) is"."""
    for index in range(start, end - 1):
        low = sentence.low(index)
        if reporting(low) and forms(low) & (Form.S | Form.PAST) and sentence.tag(index) is not Tag.NAME:
            following = sentence.low(index + 1)
            if sentence.tag(index + 1) in (Tag.PRONOUN, Tag.SUBORDINATOR) or following in _WHAT:
                return True
    return False


def _stretch_end(sentence: Sentence, start: int, end: int) -> int:
    index = start
    while index < end and not sentence.is_mark(index, BREAKS):
        index += 1
    return index


def _judged(sentence: Sentence, index: int) -> bool:
    """Whether the phrase names whose judgement it is: "described as the best (by critics)"."""
    for back in range(index - 1, max(-1, index - 8), -1):
        if sentence.tag(back) in VERBAL:
            return listed("grammar_judgement_verbs", lemma(sentence.low(back)))
    return False
