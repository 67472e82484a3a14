"""Whether a clause can end at a place: its verbs have what they need, and no subject loses its verb."""

from __future__ import annotations

from storysum.compress.clauses import CLAUSE, Clause, clause_follows, takes_clause
from storysum.compress.lexicon import Form, forms, lemma, listed
from storysum.compress.scope import bare_negation, claims, conditional, scoped
from storysum.compress.sentence import BREAKS, Sentence
from storysum.compress.tags import FINITE, NOMINAL, VERBAL, Tag
from storysum.compress.times import time_noun, time_phrase

__all__ = ["beheads", "may_end_before", "misleads", "waits"]

_OPENING = frozenset({Tag.CONJUNCTION, Tag.SUBORDINATOR})
_SAYING = frozenset({"argue", "believe", "complain", "conclude", "hope", "insist", "reckon", "say", "think"})
_NAMED = frozenset({Tag.DETERMINER, Tag.NOUN, Tag.NAME, Tag.ADJECTIVE, Tag.NUMBER, Tag.PRONOUN})
_ADVERBIAL = frozenset({Tag.PREPOSITION, Tag.SUBORDINATOR, Tag.ADVERB})
_TO_WHOM = frozenset(
    ["allow", "ask", "award", "bring", "buy", "cost", "deny", "earn", "give", "grant", "hand", "lend", "offer", "owe",
     "pay", "promise", "sell", "send", "show", "teach", "tell", "win"]
)  # fmt: skip
_MADE = frozenset(
    ["affordable", "available", "better", "cheaper", "clear", "compulsory", "difficult", "easier", "easy", "free",
     "happy", "harder", "illegal", "impossible", "legal", "mandatory", "possible", "public", "safe", "safer", "worse"]
)  # fmt: skip


def may_end_before(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether the clause can end here and still say the same, if less."""
    return (
        _complete(sentence, clause, start)
        and not beheads(sentence, clause, start)
        and not misleads(sentence, clause, start)
        and not bare_negation(sentence, start, clause.end)
    )


def misleads(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether what stays up to here would say more than the sentence did, or something else."""
    return (
        scoped(sentence, clause, start)
        or conditional(sentence, start, clause.end)
        or claims(sentence, start, clause.end)
        or _concedes(sentence, clause, start)
        or _always_when(sentence, clause, start)
        or _half_told(sentence, clause, start)
        or _cleft(sentence, clause, start)
        or _bare_relative(sentence, clause, start)
        or _verb_to_come(sentence, clause, start)
        or _second_subject(sentence, clause, start)
    )


def _second_subject(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether a second clause would lose its verb: "vans were dear, and one that ran(, such as this, cost a lot)"."""
    joints = (
        i for i in range(clause.verb, start) if sentence.tag(i) is Tag.CONJUNCTION and sentence.is_mark(i - 1, ",")
    )
    joint = max(joints, default=None)
    if joint is None or sentence.tag(joint + 1) not in _NAMED or not _lacks_verb(sentence, joint + 1, start):
        return False
    rest = range(start, clause.end)
    verbs = sum(
        sentence.tag(i) in FINITE or (sentence.tag(i) is Tag.PARTICIPLE and sentence.is_mark(i - 1, ",")) for i in rest
    )
    return verbs > sum(sentence.tag(i) in CLAUSE for i in rest)


def _bare_relative(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether a clause that describes a noun without "that" loses its verb: "a case the union(, it says, has won)"."""
    back = start - 1
    while back > clause.verb and sentence.tag(back) in _NAMED and sentence.low(back) not in ("the", "its", "their"):
        back -= 1
    if sentence.low(back) not in ("the", "its", "their") or sentence.tag(back - 1) is not Tag.NOUN:
        return False
    verb = max((index for index in range(clause.verb, back) if sentence.tag(index) in VERBAL), default=clause.verb)
    plain = not any(sentence.tag(index) in (Tag.PREPOSITION, Tag.MARK) for index in range(verb + 1, back))
    timed = listed("grammar_time_words", sentence.low(back - 1))
    goes_on = any(sentence.tag(index) in FINITE for index in range(start, clause.end))
    return goes_on and not timed and not (plain and lemma(sentence.low(verb)) in _TO_WHOM)


def _verb_to_come(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether the real verb follows a comma: "The hall fans use(, for instance, was built in May)"."""
    for index in range(start, clause.end):
        if sentence.tag(index) in CLAUSE or sentence.tag(index) is Tag.CONJUNCTION:
            return False
        if sentence.is_mark(index, ";:–—"):
            return False  # another clause
        if index > start and sentence.is_mark(index, ",") and sentence.tag(index + 1) in (Tag.AUXILIARY, Tag.MODAL):
            return True
    return False


def _always_when(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether a clause with "when" says in which cases something holds: "singers get a break (when they tour)"."""
    form = forms(sentence.low(clause.verb))
    present = sentence.tag(clause.verb) is Tag.VERB and bool(form & (Form.S | Form.BASE)) and not form & Form.PAST
    state = sentence.low(clause.verb) in ("is", "are", "do", "does", "can")
    present = present or (state and sentence.tag(clause.verb + 1) not in (Tag.ING, Tag.PARTICIPLE))
    return present and any(
        sentence.low(index) in ("when", "whenever", "once", "where") and sentence.tag(index) is Tag.SUBORDINATOR
        for index in range(start, min(start + 2, clause.end))
    )


def _cleft(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether "it was" waits for its "that": "it was the drummer (– in tears – that left)"."""
    waits = any(sentence.low(index) == "it" and sentence.is_be(index + 1) for index in range(clause.subject, start - 1))
    return waits and any(sentence.low(index) in ("that", "who") for index in range(start, clause.end))


def _half_told(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether a clause would be left without its verb: "said the drummer", "and once the fans had left"."""
    for index in range(clause.verb, start):
        opens = sentence.tag(index) in _OPENING and sentence.tag(index + 1) is Tag.SUBORDINATOR
        if (
            opens
            and sentence.low(index + 1) != "that"
            and not any(sentence.is_mark(later, ",") for later in range(index, start))
        ):
            return True
        if sentence.tag(index) is Tag.VERB and lemma(sentence.low(index)) in _SAYING and index + 1 < start:
            opener = sentence.tag(index + 1)
            told = not _lacks_verb(sentence, index + 1, start)
            spoken = any(first <= later < last for first, last in sentence.quotations for later in range(index, start))
            if opener in _NAMED and not told and not spoken:
                return True
    return False


def _concedes(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether what stays is only granted: "may have led to praise (from fans, but the label…)"."""
    for index in range(start + 1, clause.end):
        if sentence.low(index) == "but" and sentence.is_mark(index - 1, ",") and sentence.tag(index + 1) in FINITE:
            return True  # "tried to buy Norvolt(, a firm in Leeds, but failed)"
    if not any(sentence.low(index) in ("may", "might") for index in range(clause.verb, start)):
        return False
    return any(sentence.low(index) == "but" and sentence.is_mark(index - 1, ",") for index in range(start, clause.end))


def _complete(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether the last verb before `start` has what it needs."""
    last = start - 1
    while last >= clause.verb and sentence.tag(last) not in VERBAL:
        last -= 1
    if last < clause.verb or waits(sentence, clause, start):
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
    if lemma(low) == "pass" and sentence.low(start) == "to" and bool(between):
        return False  # "passed the crown (to her son)"
    if lemma(sentence.low(last)) == "make" and any(sentence.low(index) in _MADE for index in range(start, clause.end)):
        return False  # "make entry (for most fans free)"
    if lemma(low) == "find" and sentence.low(last + 1).endswith(("self", "selves")):
        return False  # "found themselves (in trouble)"
    aside = any(sentence.is_mark(i, ",") and sentence.tag(i + 1) is Tag.RELATIVE for i in range(clause.verb, start))
    if aside and any(sentence.is_mark(i, ",") and sentence.tag(i + 1) in FINITE for i in range(start, clause.end)):
        return False  # "claim the law, which suits the label (in Leeds, is bad)"
    if any(sentence.is_mark(index, ",") and sentence.low(index + 1) == "as" for index in range(last, start)):
        return False  # "prices, as demand (grows)"
    if not between and sentence.tag(last) is Tag.ING and sentence.is_mark(last - 1, ","):
        return False  # "jumped, climbing (by half)"
    if sentence.is_be(last) and len(between) == 1 and sentence.low(last + 1).endswith("er"):
        return False  # "must be stronger (in their answer)"
    if not between and sentence.tag(last - 1) is Tag.RELATIVE:
        return False  # "Holm, who added (to her lead)"
    comma = sentence.is_mark(start, BREAKS)
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
    if any(first == phrase for first, _ in sentence.quotations) and takes_clause(sentence, last):
        return False  # "told the paper in a statement, “…”"
    it_is = sentence.low(last) in ("it's", "that's") or sentence.low(last - 1) in ("it", "that")
    if sentence.is_be(last) and it_is and sentence.tag(phrase) is Tag.TO:
        return False  # "it's important (to rest)"
    if sentence.is_be(last):
        return bool(between) and (bool(naked) or comma or len(prepositions) > 0)
    if sentence.tag(last) in (Tag.AUXILIARY, Tag.MODAL) and not between:
        return False
    base = lemma(low)
    if not between and sentence.tag(last) is not Tag.AUXILIARY and _adverbial(sentence, clause, start):
        # Nothing could stand between the verb and this that the verb needs; but "came (at a bad time)".
        if sentence.tag(last) is Tag.PARTICIPLE and sentence.tag(last - 1) is Tag.NOUN:
            return False  # "is a singer born (in 1958)"
        return base not in ("come", "date", "get", "go", "last", "spend")
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
    wanting = wanting and not _adverbial(sentence, clause, start)
    doubled = any(sentence.tag(index) is Tag.NUMBER for index in naked[1:])
    return not (wanting and not doubled and listed("grammar_two_part_verbs", base))


def waits(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether a clause opened before `start` still waits for its verb there."""
    opener = start - 1
    while opener > clause.verb and sentence.tag(opener) not in CLAUSE:
        opener -= 1
    if opener <= clause.verb:
        return False
    if not any(sentence.tag(index) in FINITE or sentence.tag(index) is Tag.TO for index in range(opener, start)):
        return True
    return any(
        sentence.low(index) == "that"
        and sentence.tag(index) is Tag.SUBORDINATOR
        and _lacks_verb(sentence, index, start)
        for index in range(clause.verb, start)
    )


def _lacks_verb(sentence: Sentence, start: int, end: int) -> bool:
    """Whether only the clauses that describe have their verbs: "that the firm, which makes toys,"."""
    tags = sentence.tags[start:end]
    return sum(tag in FINITE for tag in tags) <= sum(tag is Tag.RELATIVE for tag in tags)


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


def beheads(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether what would stay is the subject of a verb that would go."""
    last = start - 1
    while last > clause.verb and sentence.tag(last) not in VERBAL:
        last -= 1
    ahead = [index for index in range(start, clause.end) if sentence.tag(index) in FINITE]
    noun_only = not any(
        sentence.tag(index) is Tag.PREPOSITION and sentence.low(index) != "of" for index in range(last + 1, start)
    )
    if noun_only and takes_clause(sentence, last) and len(ahead) > (sentence.tag(start) in CLAUSE):
        return sentence.tag(start) is not Tag.SUBORDINATOR or not ahead
    if sentence.is_mark(start, ",") and sentence.tag(start + 1) is Tag.RELATIVE and takes_clause(sentence, last):
        closing = next((index for index in range(start + 2, clause.end) if sentence.is_mark(index, ",")), clause.end)
        if any(sentence.tag(index) in FINITE for index in (closing + 1, closing + 2)):
            return True  # "announced its deal with Quill(, which began in May, would end)"
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
