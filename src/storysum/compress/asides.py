"""Asides: brackets, interruptions, lead-ins, and what narrows or introduces a name or a source."""

from __future__ import annotations

from storysum.compress.clauses import BREAKS, WEAK_SUBORDINATORS, Clause, attributes
from storysum.compress.drops import Drop
from storysum.compress.lexicon import listed, reporting, role
from storysum.compress.scope import bare_negation, claims, conditional, ranks
from storysum.compress.sentence import Sentence
from storysum.compress.tags import FINITE, VERBAL, Tag

__all__ = ["asides", "attribution_ends", "descriptors", "lead_ins", "subject_ends"]


def asides(sentence: Sentence, clause: Clause | None) -> list[Drop]:
    """Brackets anywhere, and what stands between commas or dashes in the middle of the clause."""
    found = [
        Drop(start, end, 0.03)
        for start, end in sentence.brackets
        if end - start < len(sentence.tokens) - 2 and sentence.low(start) != "["
    ]
    found.extend(_between_dashes(sentence))
    if clause is not None and clause.broken is not None:
        drop = _interruption(sentence, clause)
        if drop is not None:
            found.append(drop)
    return found


def _between_dashes(sentence: Sentence) -> list[Drop]:
    """What stands between two dashes: "The band – now a trio – split"."""
    dashes = [
        index for index in range(1, sentence.end) if sentence.is_mark(index, "–—-") or sentence.is_mark(index, ("--",))
    ]
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
    if any(sentence.tags[index] is Tag.RELATIVE for index in range(first, min(first + 2, last))):
        return Drop(start, stop, 0.2)
    opening = sentence.tags[first]
    if opening in (Tag.PREPOSITION, Tag.ING, Tag.PARTICIPLE) or (
        opening is Tag.SUBORDINATOR and sentence.low(first) not in WEAK_SUBORDINATORS
    ):
        return None if claims(sentence, first, last) or conditional(sentence, first, last) else Drop(start, stop, 0.25)
    listing = any(
        sentence.tags[index] is Tag.CONJUNCTION and (len(commas) > 2 or opening is Tag.NAME or index == first)
        for index in range(first, last)
    )
    finite = [index for index in range(first, last) if sentence.tags[index] in FINITE]
    relative = [index for index in range(first, last) if sentence.tags[index] is Tag.RELATIVE]
    if listing or (finite and (not relative or relative[0] > finite[0])):
        return None
    if opening in (Tag.DETERMINER, Tag.NOUN, Tag.ADJECTIVE, Tag.NAME, Tag.NUMBER) and len(commas) <= 3:
        return Drop(start, stop, 0.2)
    return None


def lead_ins(sentence: Sentence, clause: Clause) -> list[Drop]:
    """All that stands before the subject, when the clause does not hang on it."""
    start, end = 0, clause.subject
    if start == end:
        return []
    connective = all(
        listed("drop_connectives", sentence.low(index)) or sentence.tags[index] is Tag.MARK for index in range(end)
    )
    if connective:
        return [Drop(0, end, 0.0)]
    if not any(sentence.is_mark(index, ",") for index in range(end)):
        return []
    low = sentence.low(0)
    if (
        low in WEAK_SUBORDINATORS
        or low in ("according", "of", "for", "like", "unlike", "with", "not", "without", "had", "were", "only")
        or claims(sentence, 0, end)
        or conditional(sentence, 0, end)
        or bare_negation(sentence, 0, end)
        or any(listed("keep_hedges", sentence.low(index)) for index in range(min(2, end)))
        or any(listed("grammar_quantifiers", sentence.low(index)) for index in range(1, min(3, end)))
    ):
        return []
    clausal = any(sentence.tags[index] in FINITE for index in range(end))
    return [Drop(0, end, 0.35 if clausal else 0.2)]


def subject_ends(sentence: Sentence, clause: Clause) -> list[Drop]:
    """What narrows the subject, in front of its verb: "The question (to be asked next year) has…".

    Only of a subject with an article or a possessive, or one described in front as well: "Shares (in
    the firm) fell" would speak of all shares without it.
    """
    low = sentence.low(clause.subject)
    marked = sentence.tags[clause.subject] is Tag.DETERMINER
    if listed("grammar_quantifiers", low) or sentence.tags[clause.subject] is Tag.PRONOUN:
        return []
    stop = clause.verb if clause.broken is None else clause.broken
    while stop > clause.subject and sentence.tags[stop - 1] is Tag.ADVERB and sentence.low(stop - 1).endswith("ly"):
        stop -= 1
    if sentence.tags[stop - 1] is Tag.ADVERB:
        return []
    found: list[Drop] = []
    for start in range(clause.subject + (2 if marked else 3), stop):
        if not marked and sentence.tags[start - 1] is Tag.PREPOSITION:
            break
        if _narrows(sentence, start, low in ("a", "an")) and _may_narrow(sentence, clause, start, stop):
            found.append(Drop(start, stop, 0.3 if low in ("a", "an") else 0.5))
    return found


def _narrows(sentence: Sentence, start: int, indefinite: bool) -> bool:
    """Whether a phrase or clause begins here that describes the noun before it."""
    if sentence.tied[start - 1] or sentence.tags[start - 1] not in (Tag.NOUN, Tag.NAME):
        return False
    tag = sentence.tags[start]
    if tag is Tag.PREPOSITION:
        return sentence.low(start) not in ("of", "than", "like", "between", "to", "as")
    return tag in (Tag.PARTICIPLE, Tag.ING, Tag.TO) or (tag is Tag.RELATIVE and indefinite)


def _may_narrow(sentence: Sentence, clause: Clause, start: int, stop: int) -> bool:
    """Whether the subject, and what is said of it, stands without what narrows it."""
    limited = any(
        ranks(sentence, index) or listed("grammar_quantifiers", sentence.low(index)) or sentence.negates(index)
        for index in range(clause.subject, start)
    )
    return (
        not limited
        and not any(sentence.is_mark(index, BREAKS) for index in range(start, stop))
        and not claims(sentence, start, stop)
        and not bare_negation(sentence, start, stop)
        and not conditional(sentence, start, stop)
    )


def attribution_ends(sentence: Sentence, clause: Clause) -> list[Drop]:
    """Where and when somebody said so: "the bank said (in its report on Tuesday)"."""
    if not clause.attribution or sentence.low(clause.end + 1) == "according":
        return []
    verbs = [
        index
        for index in range(clause.end + 1, sentence.end)
        if reporting(sentence.low(index)) and sentence.tags[index] in VERBAL
    ]
    if not verbs or verbs[-1] + 1 >= sentence.end or verbs[-1] == clause.end + 1:
        return []
    start = verbs[-1] + 1
    plain = sentence.tags[start] is Tag.PREPOSITION and not sentence.tied[start - 1] and sentence.low(start) != "of"
    if not plain or any(sentence.negates(index) for index in range(start, sentence.end)):
        return []
    return [Drop(start, sentence.end, 0.1)]


def descriptors(sentence: Sentence, clause: Clause) -> list[Drop]:
    """What stands before a full name to say who that is: "US actor (Jane Doe)" goes, the name stays."""
    found: list[Drop] = []
    index = 1
    while index < sentence.end - 1:
        if not (
            role(sentence.low(index - 1)) and sentence.tag(index) is Tag.NAME and sentence.tag(index + 1) is Tag.NAME
        ):
            index += 1
            continue
        start = index - 1
        capital = sentence.tags[start] is Tag.NAME
        while start > 0 and (
            sentence.tags[start - 1] is Tag.NAME
            or (not capital and sentence.tags[start - 1] in (Tag.NOUN, Tag.ADJECTIVE))
        ):
            start -= 1
        if start > 0 and sentence.tags[start - 1] is Tag.DETERMINER:
            start -= 1
        before = sentence.tag(start - 1)
        starts = start in (clause.subject, clause.end + 1) or before in (
            Tag.PREPOSITION,
            Tag.VERB,
            Tag.PARTICIPLE,
            Tag.BASE,
        )
        plain = not any(sentence.tokens[place].possessive for place in (index, index + 1))
        if starts and plain and not sentence.tied[index - 1] and not (start and sentence.tied[start - 1]):
            found.append(Drop(start, index, 0.2))
        index += 1
    return found
