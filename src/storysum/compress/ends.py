"""Whether a clause can end at a place: its verbs have what they need, and no subject loses its verb."""

from __future__ import annotations

from storysum.compress.clauses import BREAKS, CLAUSE, Clause, clause_follows, takes_clause
from storysum.compress.lexicon import Form, forms, lemma, listed
from storysum.compress.scope import bare_negation, claims, conditional, scoped
from storysum.compress.sentence import Sentence
from storysum.compress.tags import FINITE, NOMINAL, VERBAL, Tag
from storysum.compress.times import time_noun, time_phrase

__all__ = ["may_end_before"]

_ADVERBIAL = frozenset({Tag.PREPOSITION, Tag.SUBORDINATOR, Tag.ADVERB})
_MADE = frozenset(
    ["affordable", "available", "better", "cheaper", "clear", "compulsory", "difficult", "easier", "easy", "free",
     "happy", "harder", "illegal", "impossible", "legal", "mandatory", "possible", "public", "safe", "safer", "worse"]
)  # fmt: skip


def may_end_before(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether the clause can end here and still say the same, if less."""
    return (
        _complete(sentence, clause, start)
        and not _beheads(sentence, clause, start)
        and not scoped(sentence, clause, start)
        and not conditional(sentence, start, clause.end)
        and not bare_negation(sentence, start, clause.end)
        and not claims(sentence, start, clause.end)
        and not _concedes(sentence, clause, start)
    )


def _concedes(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether what stays is only granted: "may have led to praise (from fans, but the label…)"."""
    if not any(sentence.low(index) in ("may", "might") for index in range(clause.verb, start)):
        return False
    return any(sentence.low(index) == "but" and sentence.is_mark(index - 1, ",") for index in range(start, clause.end))


def _complete(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether the last verb before `start` has what it needs."""
    last = start - 1
    while last >= clause.verb and sentence.tag(last) not in VERBAL:
        last -= 1
    if last < clause.verb or _waits(sentence, clause, start):
        return False
    phrase = start + 1 if sentence.is_mark(start, ",") else start
    if sentence.tag(phrase) is Tag.TO and _controls(sentence, last, start) and not _event(sentence, last, start):
        return False
    low = sentence.low(last)
    between = [
        index for index in range(last + 1, start) if sentence.tag(index) not in (Tag.ADVERB, Tag.MARK, Tag.ASIDE)
    ]
    final = start - 1
    while final > last and sentence.tag(final) in (Tag.ADVERB, Tag.ASIDE):
        final -= 1
    ending = sentence.tag(final)
    if ending is Tag.ADJECTIVE and any(sentence.tag(index) is Tag.DETERMINER for index in between[-4:]):
        return False  # "a new" of "a new, cheaper one"
    if (
        ending
        in (
            Tag.DETERMINER,
            Tag.PREPOSITION,
            Tag.TO,
            Tag.CONJUNCTION,
            Tag.RELATIVE,
            Tag.SUBORDINATOR,
            Tag.MODAL,
            Tag.MARK,
        )
        or sentence.tokens[start - 1].possessive
    ):
        return False
    if any(sentence.tag(index) in CLAUSE for index in between):
        return False
    resumed = any(
        sentence.is_mark(index, ",") and sentence.tag(index + 1) is Tag.TO for index in range(start, clause.end)
    )
    if resumed and _controls(sentence, clause.verb, start):
        return False  # "invited Quill, who once sang with Holm, to sing"
    if any(sentence.tag(index) is Tag.CONJUNCTION and sentence.tag(index + 1) in _ADVERBIAL for index in between):
        return False  # "signed a deal, and in 2016"
    if lemma(sentence.low(last)) == "make" and any(sentence.low(index) in _MADE for index in range(start, clause.end)):
        return False  # "make tuition (for most students free)"
    if not between and sentence.tag(last - 1) is Tag.RELATIVE:
        return False  # "Holm, who added (to her lead)"
    comma = sentence.is_mark(start, ",;:-–—")
    passive = sentence.tag(last) is Tag.PARTICIPLE and _after_be(sentence, last, clause.verb)
    prepositions = [index for index in between if sentence.tag(index) is Tag.PREPOSITION]
    naked = between[: between.index(prepositions[0])] if prepositions else between
    if (
        sentence.is_be(last)
        and sentence.tag(start) is Tag.PREPOSITION
        and not listed("grammar_adjunct_prepositions", sentence.low(start))
        and not any(sentence.tag(index) in (Tag.DETERMINER, Tag.NAME) for index in between)
    ):
        return False  # "is close (to…)", "are mild (to…)"
    if sentence.is_be(last):
        return bool(between) and (bool(naked) or comma or len(prepositions) > 0)
    if sentence.tag(last) in (Tag.AUXILIARY, Tag.MODAL) and not between:
        return False
    base = lemma(low)
    if not between and sentence.tag(last) is not Tag.AUXILIARY and _adverbial(sentence, clause, start):
        # Nothing could stand between the verb and this that the verb needs; but "came (at a bad time)".
        return base not in ("come", "date", "go", "get", "last")
    if not between:
        if passive:
            return listed("grammar_passive_ending_verbs", low) or comma
        if sentence.tag(last) is Tag.PARTICIPLE and not _after_have(sentence, last, clause.verb):
            return False
        if sentence.tag(start) is Tag.PREPOSITION and not listed("grammar_adjunct_prepositions", sentence.low(start)):
            return listed("grammar_change_verbs", base)  # but not "came (to the rescue)", "looked (for work)"
        return listed("grammar_clause_ending_verbs", base) or (
            comma and not _needs_object(base) and not takes_clause(sentence, last)
        )
    other = [index for index in prepositions if sentence.low(index) != "of"]
    wanting = sentence.tag(start) is Tag.PREPOSITION and not other and not passive
    doubled = any(sentence.tag(index) is Tag.NUMBER for index in naked[1:])
    return not (wanting and not doubled and listed("grammar_two_part_verbs", base))


def _waits(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether a clause opened before `start` still waits for its verb there."""
    opener = start - 1
    while opener > clause.verb and sentence.tag(opener) not in CLAUSE:
        opener -= 1
    if opener <= clause.verb:
        return False
    return not any(sentence.tag(index) in FINITE or sentence.tag(index) is Tag.TO for index in range(opener, start))


def _adverbial(sentence: Sentence, clause: Clause, start: int) -> bool:
    return (
        sentence.tag(start) is Tag.SUBORDINATOR
        or (sentence.low(start), sentence.low(start + 1)) in {("because", "of"), ("due", "to"), ("thanks", "to")}
        or time_phrase(sentence, start, clause.end) > 0
        or time_noun(sentence, start) > 0
    )


def _needs_object(base: str) -> bool:
    return listed("grammar_two_part_verbs", base) or base in ("become", "include", "want", "need", "use")


def _event(sentence: Sentence, last: int, start: int) -> bool:
    """Whether what was called for is no one who could do what follows: "called for reform (to help fans)"."""
    if sentence.low(last + 1) != "for" or sentence.tag(start - 1) not in NOMINAL:
        return sentence.low(start - 1) in ("plans", "proposals") and sentence.low(start - 2) in ("under", "new")
    head = last + 2
    while head < start and sentence.tag(head) in (Tag.DETERMINER, Tag.ADJECTIVE):
        head += 1
    low = sentence.low(head)
    return sentence.tag(head) is Tag.NOUN and (Form.BASE in forms(low) or low.endswith(("tion", "ment", "sion")))


def _controls(sentence: Sentence, last: int, start: int) -> bool:
    free = sentence.tag(last + 1) is Tag.ADVERB and listed("grammar_particles", sentence.low(last + 1))
    words = {sentence.low(index) for index in range(last + free, start)}  # but "be set up (to watch sales)"
    return any(
        listed("grammar_control_verbs", word) or listed("grammar_control_verbs", lemma(word)) for word in sorted(words)
    )


def _after_be(sentence: Sentence, index: int, first: int) -> bool:
    back = index - 1
    while back > first and sentence.tag(back) is Tag.ADVERB:
        back -= 1
    return back >= first and sentence.is_be(back)


def _after_have(sentence: Sentence, index: int, first: int) -> bool:
    back = index - 1
    while back > first and sentence.tag(back) is Tag.ADVERB:
        back -= 1
    return back >= first and sentence.low(back) in (
        "have",
        "has",
        "had",
        "having",
        "haven't",
        "hasn't",
        "hadn't",
        "'ve",
    )


def _beheads(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether what would stay is the subject of a verb that would go."""
    last = start - 1
    while last > clause.verb and sentence.tag(last) not in VERBAL:
        last -= 1
    ahead = [index for index in range(start, clause.end) if sentence.tag(index) in FINITE]
    noun_only = not any(sentence.tag(index) is Tag.PREPOSITION for index in range(last + 1, start))
    if noun_only and takes_clause(sentence, last) and len(ahead) > (sentence.tag(start) in CLAUSE):
        return sentence.tag(start) is not Tag.SUBORDINATOR or not ahead
    if sentence.tag(start) is Tag.RELATIVE:
        rest = sentence.tags[start : clause.end]
        clauses = sum(tag in CLAUSE or tag is Tag.CONJUNCTION for tag in rest)
        return sum(tag in FINITE for tag in rest) > clauses  # ", and people (who knew were asking)"
    if sentence.is_mark(start, BREAKS) or sentence.tag(start) in CLAUSE:
        return False
    if listed("grammar_resulting_verbs", lemma(sentence.low(last))) and _small_clause(sentence, clause, start):
        return True
    if listed("grammar_control_verbs", lemma(sentence.low(last))) and sentence.tag(start) is Tag.PREPOSITION:
        for index in range(start, clause.end):
            if sentence.is_mark(index, BREAKS) or sentence.tag(index) in CLAUSE:
                break
            if sentence.tag(index) is Tag.TO:
                if _wants_to(sentence, index - 1):
                    break  # "a report (on the decision to close)", but "caused a mine (in the north to flood)"
                return True
    for index in range(start, clause.end):
        tag = sentence.tag(index)
        if index > start and (tag in CLAUSE or sentence.is_mark(index, BREAKS)):
            return False
        if tag is Tag.CONJUNCTION and clause_follows(sentence, index + 1, clause.end):
            return False
        if (
            tag is Tag.NOUN
            and listed("grammar_content_nouns", sentence.low(index))
            and _bare_clause(sentence, index + 1)
        ):
            return False
        if tag in FINITE:
            return True
    return False


def _bare_clause(sentence: Sentence, start: int) -> bool:
    """Whether a clause follows a noun without "that": "on reports (it will close)"."""
    return sentence.tag(start) is Tag.PRONOUN and sentence.tag(start + 1) in FINITE


def _wants_to(sentence: Sentence, index: int) -> bool:
    low = sentence.low(index)
    return sentence.tag(index) is Tag.NOUN and (
        listed("grammar_control_verbs", low) or listed("grammar_light_nouns", low)
    )


def _small_clause(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether what would go holds the rest of "wants the system (in Europe overhauled)"."""
    for index in range(start, clause.end):
        if sentence.is_mark(index, BREAKS) or sentence.tag(index) in CLAUSE:
            return False
        if sentence.tag(index) in (Tag.PARTICIPLE, Tag.BASE, Tag.ING) and sentence.tag(index - 1) is not Tag.TO:
            return sentence.tag(start) is Tag.PREPOSITION and index > start + 1
    return False
