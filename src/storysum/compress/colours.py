"""Small drops of the second tier: what only colours, counts or says whose it is, where room is short.

"The director (and writer) of the film is to tour", "a (ferocious) row", "met (a group of) pupils".
"""

from __future__ import annotations

from storysum.compress.bonds import WORKS
from storysum.compress.clauses import Clause
from storysum.compress.drops import Drop
from storysum.compress.lexicon import Form, forms, listed, reporting, role
from storysum.compress.scope import ranks
from storysum.compress.sentence import Sentence
from storysum.compress.tags import FINITE, VERBAL, Tag

__all__ = ["colours"]

_BEFORE_A_WORK = frozenset({Tag.ADJECTIVE, Tag.CONJUNCTION, Tag.DETERMINER, Tag.NAME, Tag.NOUN})

_COLOURING = ("ous", "ful", "-to-day", "-making", "-hit", "-old", "-wide", "-based", "-born", "-run", "-backed")
_AGAINST = ("dis", "fals", "il", "im", "in", "mis", "un", "wrong")  # "illegally" may be the point
_GROUPS = frozenset(
    ["couple", "group", "handful", "host", "number", "panel", "raft", "range", "series", "string", "team"]
)


def colours(sentence: Sentence, clause: Clause) -> list[Drop]:
    """What else may go: colouring adjectives, "a group of", one of two roles of one person, whose work it is."""
    negated = any(sentence.negates(index) for index in range(clause.subject, clause.end))
    refusing = sentence.low(clause.verb + 1) in ("failing", "refusing", "rejecting")
    found = [Drop(clause.verb, clause.verb + 1, 0.2)] if sentence.low(clause.verb) in ("is", "are") and refusing else []
    found += [
        *_roles(sentence, clause),
        *_narrower(sentence, clause),
        *_described(sentence, clause),
        *_of_a_named_work(sentence, clause),
        *_source_ends(sentence, clause),
    ]
    for index in range(clause.subject, clause.end):
        if sentence.tag(index) in (Tag.ADJECTIVE, Tag.NOUN) and not negated and _colours(sentence, index):
            found.append(Drop(index, index + 1, 0.25))
        if sentence.tag(index) is Tag.ADVERB and not negated and _in_what_way(sentence, index):
            found.append(Drop(index, index + 1, 0.25))
        if index > clause.verb and not negated and _grouped(sentence, index):
            found.append(Drop(index, index + 3, 0.2))
        if _of_a_work(sentence, index):
            first = index
            while sentence.tied[first - 1] and sentence.tag(first - 1) is Tag.NAME:
                first -= 1
            found.append(Drop(first, index + 1, 0.3))
    return found


def _colours(sentence: Sentence, index: int) -> bool:
    """Whether an adjective only colours its noun: "a (ferocious) row", "its (struggling) label"."""
    low = sentence.low(index)
    if ranks(sentence, index) or listed("keep_hedges", low) or listed("keep_negations", low) or sentence.tied[index]:
        return False
    if sentence.tag(index + 1) not in (Tag.NOUN, Tag.NAME) or sentence.tag(index - 1) is Tag.ADVERB:
        return False
    if sentence.tag(index - 1) is Tag.CONJUNCTION or sentence.low(index + 1) in ("and", "or"):
        return False
    if sentence.tag(index) is Tag.NOUN:
        return "-" in low and low.endswith(_COLOURING)
    return low.endswith(_COLOURING)


def _in_what_way(sentence: Sentence, index: int) -> bool:
    """Whether an adverb only says how: "is (increasingly) difficult", "(carefully) avoided"."""
    low = sentence.low(index)
    if (
        not low.endswith("ly")
        or len(low) < 7
        or low.startswith(_AGAINST)
        or listed("keep_hedges", low)
        or listed("keep_negations", low)
    ):
        return False
    after = sentence.tag(index + 1)
    alone = sentence.tag(index - 1) not in (Tag.CONJUNCTION, Tag.DETERMINER, Tag.MARK)
    return alone and after in VERBAL | {Tag.ADJECTIVE} and sentence.low(index + 1) not in ("to", "than")


def _grouped(sentence: Sentence, index: int) -> bool:
    """Whether "a group of" stands before a plural behind the verb: it only counts."""
    low = sentence.low(index + 1)
    if sentence.low(index) != "a" or low not in _GROUPS or sentence.low(index + 2) != "of" or sentence.is_be(index - 1):
        return False
    last = index + 3
    while sentence.tag(last) in (Tag.ADJECTIVE, Tag.NOUN):
        last += 1
    return last > index + 3 and sentence.low(last - 1).endswith("s") and not sentence.tied[index + 2]


def _of_a_work(sentence: Sentence, index: int) -> bool:
    """Whether a name with 's stands before a longer name: "the film of (Mara Quill's) The Long Night"."""
    return (
        sentence.tokens[index].possessive
        and sentence.tag(index) is Tag.NAME
        and sentence.tag(index + 1) is Tag.NAME
        and sentence.tag(index + 2) is Tag.NAME
        and sentence.tied[index - 1]
        and not any(first <= index < last for first, last in sentence.quotations)
    )


def _roles(sentence: Sentence, clause: Clause) -> list[Drop]:
    """Of one person with two roles, one: "The director (and writer) of the film is…"."""
    verb = sentence.low(clause.verb)
    single = verb in ("is", "has", "was") or bool(forms(verb) & Form.S and not forms(verb) & Form.BASE)
    ands = [i for i in range(clause.subject, clause.verb) if sentence.low(i) == "and"]
    if not single or len(ands) != 1 or clause.broken is not None:
        return []
    place = ands[0]
    if any(first < clause.verb for first, _ in sentence.quotations):
        return []
    found = []
    if role(sentence.low(place - 1)) and role(sentence.low(place + 1)) and sentence.tag(place + 2) is Tag.PREPOSITION:
        found.append(Drop(place, place + 2, 0.2))
    last = clause.verb
    while sentence.tag(last - 1) is Tag.NAME and last - 1 > place:
        last -= 1
    if last > place + 1 and last < clause.verb and not sentence.tied[last - 1]:
        described = role(sentence.low(last - 1)) and role(sentence.low(place - 1))
    else:
        last = next((i + 1 for i in range(place + 1, clause.verb - 2) if role(sentence.low(i))), 0)
        described = bool(last) and role(sentence.low(place - 1))
        described = described and all(sentence.tag(i) is Tag.NAME for i in range(last, clause.verb))
    if described and not any(sentence.tag(i) in FINITE | {Tag.PREPOSITION} for i in range(clause.subject, last)):
        found.append(Drop(clause.subject, last, 0.3))
    return found


def _narrower(sentence: Sentence, clause: Clause) -> list[Drop]:
    """What narrows a subject without an article, of which one event is told: "Fans (from Leeds) have won a case"."""
    first = clause.subject
    told = sentence.low(clause.verb) in ("has", "have", "had") or bool(forms(sentence.low(clause.verb)) & Form.PAST)
    if not told or clause.broken is not None or sentence.tag(first) not in (Tag.NOUN, Tag.ADJECTIVE):
        return []
    start = first
    while sentence.tag(start) in (Tag.NOUN, Tag.ADJECTIVE):
        start += 1
    head = sentence.low(start - 1)
    hollow = any(
        listed(name, head) for name in ("grammar_light_nouns", "grammar_relational_nouns", "grammar_quantifiers")
    )
    hollow = hollow or listed("grammar_content_nouns", head) or listed("grammar_units", head)
    if hollow or not head.endswith("s") or sentence.tag(start) not in (Tag.ING, Tag.PARTICIPLE, Tag.PREPOSITION):
        return []
    if sentence.low(start) in ("of", "like", "than", "between", "without") or sentence.tied[start - 1]:
        return []
    counted = any(listed("grammar_quantifiers", sentence.low(index)) for index in range(first, start))
    marked = any(sentence.is_mark(index, ",;:–—") for index in range(first, clause.verb))
    inside = any(sentence.negates(index) for index in range(first, clause.end))
    return [] if counted or marked or inside else [Drop(start, clause.verb, 0.6)]


def _described(sentence: Sentence, clause: Clause) -> list[Drop]:
    """What stands before the name that is the subject: "(British innovator) Mara Quill has…"."""
    first = clause.subject
    while first < clause.verb and sentence.tag(first) in (Tag.ADJECTIVE, Tag.NOUN, Tag.NAME, Tag.DETERMINER):
        if (
            sentence.tag(first + 1) is Tag.NAME
            and sentence.tag(first + 2) is Tag.NAME
            and sentence.tag(first) is Tag.NOUN
        ):
            break
        first += 1
    last = first + 1
    while sentence.tag(last) is Tag.NAME and not sentence.tokens[last].possessive:
        last += 1
    plain = not any(sentence.tokens[index].possessive for index in range(clause.subject, first + 1))
    plain = plain and not any(begin <= first and clause.subject < end for begin, end in sentence.quotations)
    named = last > first + 2 and (last == clause.verb or sentence.is_mark(last, ","))
    lower = (
        sentence.tag(first) is Tag.NOUN
        and sentence.tokens[first].text.islower()
        and not listed("grammar_time_words", sentence.low(first))
    )
    return [Drop(clause.subject, first + 1, 0.25)] if named and plain and lower else []


def _of_a_named_work(sentence: Sentence, clause: Clause) -> list[Drop]:
    """Whose and what kind of work a name is of: "(Quill and Holm's comedy show) Train to Leeds will return"."""
    first = clause.subject
    while first < clause.verb and not (sentence.low(first) in WORKS and sentence.tag(first + 1) is Tag.NAME):
        if sentence.tag(first) not in _BEFORE_A_WORK:
            return []
        first += 1
    last = first + 1
    while last < clause.verb and (sentence.tag(last) is Tag.NAME or sentence.tied[last - 1]):
        last += 1
    ands = any(sentence.tag(index) is Tag.CONJUNCTION for index in range(clause.subject, first))
    owned = any(sentence.tokens[index].possessive for index in range(clause.subject, first))
    named = first + 1 < last == clause.verb and sentence.tag(first + 1) is Tag.NAME
    quoted = any(begin <= first for begin, _ in sentence.quotations)
    plain = (owned or not ands) and not quoted and sentence.tag(first) is Tag.NOUN
    return [Drop(clause.subject, first + 1, 0.25)] if named and plain else []


def _source_ends(sentence: Sentence, clause: Clause) -> list[Drop]:
    """Who made a source, or a second source: "according to a report (released by the label)"."""
    if not clause.attribution:
        return []
    start = clause.end + 1
    found = []
    for index in range(start + 2, sentence.end - 1):
        tag, before = sentence.tag(index), sentence.tag(index - 1)
        if before not in (Tag.NOUN, Tag.NAME) or sentence.tied[index - 1]:
            continue
        verb = next(
            (i for i in range(index, sentence.end) if sentence.tag(i) in FINITE and _reports(sentence, i)), None
        )
        stop = sentence.end if sentence.low(start) == "according" else verb
        if stop is None or stop <= index:
            continue
        if tag is Tag.PARTICIPLE and sentence.tag(index + 1) in (Tag.PREPOSITION, Tag.ADVERB, Tag.NAME, Tag.DETERMINER):
            found.append(Drop(index, stop, 0.3))
            break
        if sentence.low(index) == "and" and stop == sentence.end:
            found.append(Drop(index, stop, 0.3))
            break
    return found


def _reports(sentence: Sentence, index: int) -> bool:
    """Whether the verb here, or the participle behind it, reports."""
    return reporting(sentence.low(index)) or reporting(sentence.low(index + 1))
