"""What narrows a subject, of the main clause or of one inside, and may go."""

from __future__ import annotations

from storysum.compress.clauses import Clause, takes_clause
from storysum.compress.drops import Drop
from storysum.compress.lexicon import Form, forms, listed, role
from storysum.compress.scope import bare_negation, claims, conditional, ranks, tells
from storysum.compress.sentence import BREAKS, Sentence
from storysum.compress.tags import FINITE, VERBAL, Tag

__all__ = ["inner_subject_ends", "subject_ends"]

_OPENS_SUBJECT = frozenset({Tag.DETERMINER, Tag.NOUN, Tag.NAME, Tag.ADJECTIVE, Tag.NUMBER})
_ASKING = frozenset({"bid", "call", "idea", "plan", "proposal", "question", "scheme"})
_EMPTY = ("grammar_light_nouns", "grammar_content_nouns", "grammar_relational_nouns")
_MEASURES = frozenset(["amount", "average", "cost", "level", "number", "price", "proportion", "rate", "share", "total"])


def subject_ends(sentence: Sentence, clause: Clause) -> list[Drop]:
    """What narrows the subject, in front of its verb: "The question (to be asked next year) has…".

    Only of a subject with an article or a possessive, or one described in front as well: "Shares (in
    the firm) fell" would speak of all shares without it.
    """
    low = sentence.low(clause.subject)
    marked = sentence.tag(clause.subject) is Tag.DETERMINER
    spoken = "'" in sentence.low(clause.verb) and listed("grammar_pronouns", sentence.low(clause.verb).split("'")[0])
    counted = sentence.tag(clause.subject) is Tag.NUMBER and low.isalpha() and _happened(sentence, clause)
    if spoken or sentence.tag(clause.subject) not in _OPENS_SUBJECT:
        return []
    if listed("grammar_quantifiers", low) and not counted:
        return []
    if sentence.low(clause.subject + marked) in _MEASURES and sentence.low(clause.subject + marked + 1) == "of":
        return []  # "The number of fans (in the north) fell"
    stop = clause.verb if clause.broken is None else clause.broken
    while stop > clause.subject and sentence.tag(stop - 1) is Tag.ADVERB and sentence.low(stop - 1).endswith("ly"):
        stop -= 1
    if sentence.tag(stop - 1) is Tag.ADVERB:
        return []
    found: list[Drop] = []
    relative = next((i for i in range(clause.subject, stop) if sentence.tag(i) is Tag.RELATIVE), stop)
    people = role(low.removesuffix("s")) and low.endswith("s") and _happened(sentence, clause)
    for start in range(clause.subject + (2 if marked or counted else 1 if people else 3), stop):
        if not marked and sentence.tag(start - 1) is Tag.PREPOSITION:
            head = sentence.low(start - 2)
            counted = (
                head == "numbers" or listed("grammar_units", head.removesuffix("s")) or listed("grammar_units", head)
            )
            if sentence.low(start - 1) == "of" and counted:
                continue  # "Record numbers of schools (across the country)"
            break
        if start > relative:
            break  # "Fans who buy tickets (for the show)": that would be other fans
        if start + 1 == stop:
            break  # "the fun of game (playing)"
        if _narrows(sentence, start, low in ("a", "an")) and _may_narrow(sentence, clause, start, stop, counted):
            found.append(Drop(start, stop, 0.3 if low in ("a", "an") else 0.5))
    return found


def inner_subject_ends(sentence: Sentence, clause: Clause) -> list[Drop]:
    """What narrows the subject of a clause inside: "denied that his statement (to Parliament) was…"."""
    found: list[Drop] = []
    for verb in range(clause.verb + 3, clause.end):
        bare = sentence.tag(verb) is Tag.BASE and sentence.tag(verb - 1) in (Tag.NOUN, Tag.NAME)
        finite = sentence.tag(verb) in FINITE and Form.PARTICIPLE not in forms(sentence.low(verb))
        if not finite and not bare:
            continue
        first = verb - 1
        while first > clause.verb and sentence.tag(first) not in VERBAL | {Tag.SUBORDINATOR, Tag.MARK, Tag.RELATIVE}:
            first -= 1
        if sentence.tag(first) is Tag.RELATIVE or sentence.tag(first + 1) is not Tag.DETERMINER:
            continue
        if not bare and not takes_clause(sentence, first) and sentence.tag(first) is not Tag.SUBORDINATOR:
            continue
        inside = Clause(first + 1, verb, clause.end, None, False)
        found.extend(drop for drop in subject_ends(sentence, inside) if drop.end == verb)
    return found


def _counts(sentence: Sentence, index: int) -> bool:
    """Whether a word says of how many: "most fans", "a minority of fans", but not "minority groups"."""
    low = sentence.low(index)
    return listed("grammar_quantifiers", low) and (
        low not in ("minority", "majority") or sentence.low(index + 1) == "of"
    )


def _happened(sentence: Sentence, clause: Clause) -> bool:
    """Whether the verb tells of one event: then "campaigners" are some campaigners, not all there are."""
    return sentence.low(clause.verb) in ("have", "had") or (
        sentence.tag(clause.verb) is Tag.VERB and bool(forms(sentence.low(clause.verb)) & Form.PAST)
    )


def _narrows(sentence: Sentence, start: int, indefinite: bool) -> bool:
    """Whether a phrase or clause begins here that describes the noun before it."""
    if sentence.tied[start - 1] or sentence.tag(start - 1) not in (Tag.NOUN, Tag.NAME):
        return False
    head = sentence.low(start - 1).removesuffix("s")
    empty = _EMPTY if sentence.tag(start) is Tag.PREPOSITION else _EMPTY[:2]
    if not _told_apart(sentence, start) and (head in _ASKING or any(listed(name, head) for name in empty)):
        return False  # "A call (for peace) was rejected" says nothing without it
    tag = sentence.tag(start)
    if tag is Tag.TO and Tag.TO in sentence.tags[max(0, start - 8) : start]:
        return False  # "Plans to allow waste (to be stored)"
    if tag is Tag.PREPOSITION:
        return sentence.low(start) not in ("of", "than", "like", "between", "as")
    if tag is Tag.PARTICIPLE:
        return sentence.tag(start + 1) in (Tag.PREPOSITION, Tag.TO, Tag.ADVERB)  # but "US television hit Nightfall"
    return tag in (Tag.ING, Tag.TO) or (tag is Tag.RELATIVE and indefinite)


def _told_apart(sentence: Sentence, start: int) -> bool:
    """Whether the noun says which one without what follows: "his statement (to the court)", "a US claim"."""
    before = start - 2
    owned = sentence.low(before) in ("his", "her", "its", "their") or sentence.tokens[before].possessive
    clausal = sentence.tag(start) in (Tag.PARTICIPLE, Tag.ING)
    return owned or (clausal and sentence.tag(before) in (Tag.NOUN, Tag.NAME))


def _may_narrow(sentence: Sentence, clause: Clause, start: int, stop: int, counted: bool) -> bool:
    """Whether the subject, and what is said of it, stands without what narrows it."""
    limited = any(
        ranks(sentence, index) or _counts(sentence, index) or sentence.negates(index)
        for index in range(clause.subject + counted, start)
    )
    spoken = any(
        sentence.low(index).split("'")[0] in ("it", "he", "she", "they", "we", "i", "you")
        for index in range(start, stop)
    )
    return (
        not limited
        and (not spoken or sentence.tag(start) is Tag.RELATIVE)
        and not any(sentence.is_mark(index, BREAKS) for index in range(start, stop))
        and not claims(sentence, start, stop)
        and (sentence.tag(start) is Tag.RELATIVE or not tells(sentence, start, stop))
        and (sentence.tag(start) is Tag.RELATIVE or not bare_negation(sentence, start, stop))
        and not conditional(sentence, start, stop)
    )
