"""Asides: brackets, interruptions and lead-ins."""

from __future__ import annotations

from storysum.compress.clauses import WEAK_SUBORDINATORS, Clause, spell_after
from storysum.compress.drops import Drop
from storysum.compress.lexicon import listed
from storysum.compress.scope import bare_negation, claims, conditional, tells
from storysum.compress.sentence import Sentence
from storysum.compress.sources import attributes
from storysum.compress.tags import FINITE, Tag

__all__ = ["asides", "lead_ins"]


def asides(sentence: Sentence, clause: Clause | None) -> list[Drop]:
    """Brackets anywhere, and what stands between commas or dashes in the middle of the clause."""
    found = [
        Drop(start, end, 0.03)
        for start, end in sentence.brackets
        if end - start < len(sentence.tokens) - 2
        and not (end - start == 3 and _weighs(sentence.low(start + 1)))
        and (sentence.low(start) != "[" or sentence.low(start + 1).isdigit())
    ]
    found.extend(_between_dashes(sentence))
    if clause is not None and clause.broken is not None:
        drop = _interruption(sentence, clause)
        if drop is not None:
            found.append(drop)
    return found


def _weighs(low: str) -> bool:
    """Whether a word in brackets takes back what it stands by: "loves (some) bands"."""
    return any(listed(name, low) for name in ("grammar_quantifiers", "keep_hedges", "keep_negations"))


def _between_dashes(sentence: Sentence) -> list[Drop]:
    """What stands between two dashes: "The band – now a trio – split"."""
    dashes = [index for index in range(1, sentence.end) if sentence.is_mark(index, ("–", "—", "-", "--"))]
    if len(dashes) != 2 or any(sentence.is_mark(index, ";:") for index in range(sentence.end)):
        return []
    start, last = dashes
    if (
        last - start < 2
        or attributes(sentence, start + 1, last)
        or bare_negation(sentence, start + 1, last)
        or conditional(sentence, start + 1, last)
    ):
        return []
    return [Drop(start, last + 1, 0.15)]


def _interruption(sentence: Sentence, clause: Clause) -> Drop | None:
    """A stretch such as ", a firm founded in Leeds,": from the comma after the subject up to the verb."""
    start = clause.broken
    if start is None:
        return None
    stop = clause.verb
    while stop > start and not sentence.is_mark(stop - 1, ","):
        stop -= 1
    commas = [index for index in range(start, stop) if sentence.is_mark(index, ",")]
    first, last = start + 1, stop - 1
    if first >= last or attributes(sentence, first, last) or bare_negation(sentence, first, last):
        return None
    if len(commas) > 2 and any(tells(sentence, comma + 1, last + 1) for comma in commas[1:-1]):
        return None  # ", which makes toys, said the van, built in May,"
    if any(sentence.tag(index) is Tag.RELATIVE for index in range(first, min(first + 2, last))):
        return Drop(start, stop, 0.2)
    opening = sentence.tag(first)
    if opening in (Tag.PREPOSITION, Tag.ING, Tag.PARTICIPLE) or (
        opening is Tag.SUBORDINATOR and sentence.low(first) not in WEAK_SUBORDINATORS
    ):
        return None if claims(sentence, first, last) or conditional(sentence, first, last) else Drop(start, stop, 0.25)
    listing = any(
        sentence.tag(index) is Tag.CONJUNCTION and (len(commas) > 2 or opening is Tag.NAME or index == first)
        for index in range(first, last)
    )
    finite = [index for index in range(first, last) if sentence.tag(index) in FINITE]
    relative = [index for index in range(first, last) if sentence.tag(index) is Tag.RELATIVE]
    if listing or (finite and (not relative or relative[0] > finite[0])):
        return None
    if opening in (Tag.DETERMINER, Tag.NOUN, Tag.ADJECTIVE, Tag.NAME, Tag.NUMBER) and len(commas) <= 3:
        return Drop(start, stop, 0.2)
    return None


def lead_ins(sentence: Sentence, clause: Clause) -> list[Drop]:
    """All that stands before the subject, when the clause does not hang on it."""
    start, end = 0, clause.subject
    if start == end:
        return _opening_time(sentence, clause)
    connective = all(
        listed("drop_connectives", sentence.low(index)) or sentence.tag(index) is Tag.MARK for index in range(end)
    )
    if connective:
        return [Drop(0, end, 0.0)]
    if any(first < end for first, _ in sentence.quotations):
        return []  # what was said does not lead in who said it
    joined = [Drop(0, 1, 0.0)] if sentence.low(0) in ("and", "but", "yet", "so") and end > 1 else []
    return joined + _phrase_before(sentence, end)


def _phrase_before(sentence: Sentence, end: int) -> list[Drop]:
    """A phrase or clause that leads in, with its comma."""
    if not any(sentence.is_mark(index, ",") for index in range(end)):
        return []
    low = sentence.low(0)
    if (
        low in WEAK_SUBORDINATORS
        or low in ("according", "of", "for", "like", "unlike", "with", "not", "without", "had", "were", "only")
        or claims(sentence, 0, end)
        or conditional(sentence, 0, end)
        or bare_negation(sentence, 0, end)
        or any(
            listed("keep_hedges", sentence.low(index)) and sentence.tag(index) is not Tag.PREPOSITION
            for index in range(0 if spell_after(sentence, 0) else min(2, end))
        )
        or any(
            listed("grammar_quantifiers", sentence.low(index)) and sentence.tag(index) is not Tag.NUMBER
            for index in range(1, min(3, end))
        )
    ):
        return []
    clausal = any(sentence.tag(index) in FINITE for index in range(end))
    return [Drop(0, end, 0.35 if clausal else 0.2)]


def _opening_time(sentence: Sentence, clause: Clause) -> list[Drop]:
    """A time that opens the clause without a comma: "(In October 1987) Holm carried it down"."""
    if [sentence.low(index) for index in range(3)] == ["a", "total", "of"] and sentence.tag(3) is Tag.NUMBER:
        return [Drop(0, 3, 0.03)]
    if sentence.low(0) == "then" and sentence.tag(1) in (Tag.NAME, Tag.DETERMINER, Tag.NOUN) and clause.verb > 1:
        return [Drop(0, 1, 0.0)]
    if sentence.low(0) not in ("in", "on", "by", "for"):
        return []
    index = 1
    timed = False
    while index < clause.verb and (
        listed("grammar_time_words", sentence.low(index))
        or sentence.tag(index) is Tag.NUMBER
        or sentence.low(index) in ("the", "early", "late")
    ):
        timed = timed or sentence.tag(index) is not Tag.DETERMINER
        index += 1
    subject = sentence.tag(index) in (Tag.NAME, Tag.DETERMINER, Tag.PRONOUN)
    return [Drop(0, index, 0.1)] if timed and subject and index < clause.verb and not sentence.negates(index) else []
