"""What "and" and "but" join on: a second predicate, a second clause, one more noun."""

from __future__ import annotations

from storysum.compress.clauses import Clause, clause_follows
from storysum.compress.lexicon import lemma, listed, role
from storysum.compress.sentence import Sentence
from storysum.compress.tags import FINITE, VERBAL, Tag

__all__ = ["joined_cost", "second_clause"]


def joined_cost(sentence: Sentence, clause: Clause, start: int) -> float | None:
    """A second predicate or one more noun behind "and" or "but"."""
    following = start + 1
    while sentence.tag(following) is Tag.ADVERB:
        following += 1
    if sentence.tag(following) in FINITE or clause_follows(sentence, following, clause.end):
        return second_clause(sentence, clause, start)
    return 0.5 if sentence.low(start) == "and" and _adds_noun(sentence, clause, start) else None


def second_clause(sentence: Sentence, clause: Clause, conjunction: int) -> float | None:
    """What comes behind "but" is mostly the point, and always after "may": half of it would mislead."""
    if sentence.low(conjunction) != "but":
        failed = {lemma(sentence.low(index)) for index in range(conjunction + 1, conjunction + 5)} & {"fail", "refuse"}
        return None if failed else 0.45
    if sentence.tag(conjunction + 1) in FINITE:
        return None  # "took the lead but lost"
    conceded = any(sentence.low(index) in ("may", "might") for index in range(clause.verb, conjunction))
    return None if conceded else 0.7


def _adds_noun(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether "and" adds one more thing at the end, behind just one other: "a label (and a studio)"."""
    here, there = sentence.tag(start - 1), sentence.tag(start + 1)
    if sentence.low(start - 1) == sentence.low(start + 1):
        return False  # harder and harder
    if here not in (Tag.NOUN, Tag.NAME) or there not in (Tag.DETERMINER, Tag.NAME, Tag.NOUN, Tag.ADJECTIVE):
        return False
    if (here is Tag.NAME) != (there is Tag.NAME) and there is not Tag.DETERMINER:
        return False
    if here is Tag.NAME and there is Tag.NAME and sentence.tag(start - 2) in (Tag.DETERMINER, Tag.PREPOSITION):
        return False  # "the Trade (and Industry Secretary)"
    several = sentence.tag(start + 2) in (Tag.NOUN, Tag.NAME) and there in (Tag.NOUN, Tag.ADJECTIVE)
    if sentence.low(start - 2) in ("a", "an") and several:
        return False  # "a police (and court inquiry)"
    index = start - 1
    while index > clause.verb and sentence.tag(index) not in VERBAL:
        if sentence.is_mark(index, ",") or sentence.low(index) in ("between", "both", "with"):
            return False
        if sentence.low(index) == "of" and (there is not Tag.DETERMINER or _of_several(sentence.low(index - 1))):
            return False
        index -= 1
    return lemma(sentence.low(index)) not in ("merge", "combine", "join", "compare", "mix", "marry", "meet", "be")


def _of_several(low: str) -> bool:
    """Whether a noun holds several things together: a mix of this and that."""
    return role(low) or listed("grammar_joining_nouns", low)
