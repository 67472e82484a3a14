"""In the second tier: what describes who is asked, told or made to do something, where what they are to do stays."""

from __future__ import annotations

from storysum.compress.clauses import Clause
from storysum.compress.drops import Drop
from storysum.compress.lexicon import lemma, listed, role
from storysum.compress.scope import bare_negation, ranks
from storysum.compress.sentence import Sentence
from storysum.compress.tags import VERBAL, Tag

__all__ = ["described_objects"]

_PHRASE = frozenset({Tag.DETERMINER, Tag.NOUN, Tag.NAME, Tag.ADJECTIVE})
_COST = 0.4


def described_objects(sentence: Sentence, clause: Clause) -> list[Drop]:
    """A phrase behind who is to act: "will ask the buyer (of its old studio) to pay".

    Not behind a quantifier, a rank or a negation, and only behind a noun for people.

    >>> from storysum.compress.clauses import main_clause
    >>> from storysum.compress.sentence import parse
    >>> from storysum.model.span import Span
    >>> text = "The label will ask the buyer of its old studio to pay."
    >>> read = parse(text, Span(0, len(text)))
    >>> described_objects(read, main_clause(read))
    [Drop(start=6, end=10, cost=0.4)]
    """
    found = []
    if any(sentence.negates(index) for index in range(clause.subject, clause.end)):
        return []
    for verb in range(clause.verb, clause.end - 4):
        asks = sentence.tag(verb) in VERBAL and listed("grammar_control_verbs", lemma(sentence.low(verb)))
        if not asks or sentence.tag(verb + 1) is not Tag.DETERMINER:
            continue
        start = verb + 2
        while sentence.tag(start) in (Tag.NOUN, Tag.ADJECTIVE):
            start += 1
        stop = start + 1
        while sentence.tag(stop) in _PHRASE:
            stop += 1
        if (
            sentence.tag(start) is Tag.PREPOSITION
            and sentence.low(start) in ("at", "from", "in", "of")
            and sentence.tag(stop) is Tag.TO
            and stop > start + 1
            and _person(sentence.low(start - 1))
            and not any(ranks(sentence, index) for index in range(verb + 1, start))
            and not listed("grammar_quantifiers", sentence.low(verb + 1))
            and not (sentence.tied[start - 1] or sentence.tied[stop - 1])
            and not bare_negation(sentence, start, stop)
        ):
            found.append(Drop(start, stop, _COST))
    return found


def _person(low: str) -> bool:
    return role(low) or low in ("buyer", "buyers", "head", "leaders", "members") or role(low.removesuffix("s"))
