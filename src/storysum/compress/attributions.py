"""Attributions made shorter: who said so stays, who exactly that is, when and where may go."""

from __future__ import annotations

from storysum.compress.clauses import Clause
from storysum.compress.drops import Drop
from storysum.compress.lexicon import listed, reporting, role
from storysum.compress.sentence import Sentence
from storysum.compress.tags import VERBAL, Tag

__all__ = ["attribution_ends"]

_ESTABLISHED = frozenset({"confirmed", "announced", "revealed", "emerged"})
"""What nobody in particular claims: "it has been confirmed"."""
_BODIES = frozenset({"commission", "committee", "group", "panel", "team"})
_SOURCE = frozenset({Tag.DETERMINER, Tag.ADJECTIVE, Tag.NOUN, Tag.NAME})
_OPENS = frozenset({Tag.PREPOSITION, Tag.PARTICIPLE})
_REPORTS = frozenset(["figures", "poll", "polls", "report", "reports", "research", "study", "survey", "surveys"])


def attribution_ends(sentence: Sentence, clause: Clause) -> list[Drop]:
    """Where and when somebody said so: "the bank said (in its report on Tuesday)"."""
    if not clause.attribution:
        return []
    if sentence.low(clause.end + 1) == "according":
        return _dated_source(sentence, clause) + _whose(sentence, clause.end + 3, sentence.end)
    if sentence.low(clause.end + 1) == "it" and sentence.low(sentence.end - 1) in _ESTABLISHED:
        return [Drop(clause.end, sentence.end, 0.1)]
    verbs = [
        index
        for index in range(clause.end + 1, sentence.end)
        if reporting(sentence.low(index)) and sentence.tag(index) in VERBAL
    ]
    if not verbs or verbs[-1] == clause.end + 1:
        return []
    start = verbs[-1] + 1
    found = _source(sentence, clause.end + 1, verbs[-1]) + _whose(sentence, clause.end + 1, verbs[-1])
    dated = start
    while listed("drop_weekdays", sentence.low(dated)) or sentence.low(dated) in ("late", "early"):
        dated += 1
    timed = dated > start and dated < sentence.end and sentence.tag(dated) is Tag.PREPOSITION
    plain = timed or sentence.tag(start) is Tag.PREPOSITION
    plain = plain and not sentence.tied[start - 1] and sentence.low(start) != "of"
    if start < sentence.end and plain and not any(sentence.negates(index) for index in range(start, sentence.end)):
        found.append(Drop(start, sentence.end, 0.1))
    return found


def _source(sentence: Sentence, start: int, verb: int) -> list[Drop]:
    """Who exactly said so: "(a Home Office) minister has said", "a report (by the watchdog) says"."""
    while sentence.tag(verb - 1) in (Tag.AUXILIARY, Tag.ADVERB):
        verb -= 1
    stop = start
    while stop < verb and sentence.tag(stop) in _SOURCE:
        stop += 1
    group = start + (sentence.tag(start) is Tag.DETERMINER)
    if sentence.low(group) in _BODIES and sentence.low(group + 1) == "of" and sentence.tag(start) is not Tag.NUMBER:
        return [Drop(start, group + 2, 0.1)]  # "(a committee of) MPs"
    head = stop - 1
    low = sentence.low(head)
    source = role(low.removesuffix("s")) or role(low) or low in _BODIES or listed("keep_claim_nouns", low)
    if head < start or not source:
        return []
    found = []
    if stop < verb and sentence.tag(stop) in _OPENS and not sentence.tied[head] and sentence.low(stop) != "of":
        found.append(Drop(stop, verb, 0.15))
    described = range(start + (sentence.tag(start) is Tag.DETERMINER), head)
    if (
        sentence.tag(head) is Tag.NOUN
        and described
        and not (head and sentence.tied[head - 1])
        and not listed("grammar_quantifiers", sentence.low(start))
        and not any(listed("keep_hedges", sentence.low(index)) for index in described)
    ):
        found.append(Drop(start, head, 0.2))
    return found


def _dated_source(sentence: Sentence, clause: Clause) -> list[Drop]:
    """Where a source comes from and when it came out: "a study (released on Wednesday)", "research (from a bank)"."""
    for index in range(clause.end + 3, sentence.end):
        if sentence.low(index - 1) in _REPORTS and sentence.low(index) in ("by", "from") and index < sentence.end - 1:
            negated = any(sentence.negates(later) for later in range(index, sentence.end))
            return [] if negated else [Drop(index, sentence.end, 0.15)]
    for index in range(clause.end + 3, sentence.end):
        if sentence.low(index) in ("released", "published", "issued") and sentence.tag(index - 1) is Tag.NOUN:
            plain = not any(sentence.low(later) == "by" for later in range(index, sentence.end))
            return [Drop(index, sentence.end, 0.1)] if plain else []
    return []


def _whose(sentence: Sentence, start: int, end: int) -> list[Drop]:
    """Whose a source with a long name is: "said (Saxony's) Office of Civil Affairs"."""
    first = start
    while first < end and sentence.tag(first) is Tag.NAME and not sentence.tokens[first].possessive:
        first += 1
    owner = first > start or sentence.tokens[start].possessive
    long = all(sentence.tag(index) is Tag.NAME for index in range(first + 1, first + 4)) and first + 3 < end
    if owner and first < end and sentence.tokens[first].possessive and sentence.tag(first) is Tag.NAME and long:
        return [Drop(start, first + 1, 0.2)]
    return []
