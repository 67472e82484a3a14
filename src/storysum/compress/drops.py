"""Which spans of a sentence may go, and what each costs in meaning and fluency.

A *tail* runs from somewhere in the predicate to the end of the main clause: of those, one at most
goes. Every other drop stands on its own. Costs are on one scale: 0 takes nothing away, 1 takes
away what the reader came for.
"""

from __future__ import annotations

from attrs import frozen

from storysum.compress.clauses import Clause, attributes
from storysum.compress.grammar import FINITE, NOMINAL, VERBAL, Tag
from storysum.compress.lexicon import Form, forms, lemma, listed, reporting, role
from storysum.compress.sentence import Sentence

__all__ = ["Drop", "asides", "attribution_ends", "descriptors", "lead_ins", "middles", "small_words", "subject_ends", "tails"]

_CLAUSE = frozenset({Tag.RELATIVE, Tag.SUBORDINATOR})
_ARTICLES = frozenset({"the", "a", "an"})
_COMPARING = frozenset({"more", "less", "fewer", "other", "rather"})
_ANSWERS = {
    "to": ("too", "enough", "so", "such"),
    "that": ("so", "such", "same"),
    "as": ("as", "so", "such", "same"),
    "than": ("more", "less", "fewer", "other", "rather"),
}
_PAIRING = frozenset({"both", "between", "either", "neither", "whether"})
_MILD = frozenset("doubt doubts doubted ban bans banned fail fails failed failing refuse refuses refused refusing reject rejects rejected rejecting".split())
_WEAK_SUBORDINATORS = frozenset({"if", "unless", "whether", "where", "what", "how", "why", "whenever", "wherever", "so", "lest", "once", "than"})
_JUDGING = frozenset(
    """call describe dub label name hail brand regard consider deem see view say tell report suggest claim believe think
    rate judge depict portray perceive estimate expect predict suspect allege find""".split()
)
_LONG_PREPOSITIONS = frozenset(
    {("due", "to"), ("thanks", "to"), ("such", "as"), ("along", "with"), ("as", "well"), ("ahead", "of"), ("compared", "to"),
     ("compared", "with"), ("prior", "to"), ("because", "of"), ("as", "part")}
)
_NEED_ARTICLES = frozenset(
    """number lot same rest more few pair couple series total group bit little great good way while end past future other
    former latter likes poor rich dead public world whole kind sort following very most least only next last one""".split()
)
_LEANING = frozenset(
    "well far just only right shortly long soon even almost nearly way deep high low close back away out up down ahead apart".split()
)
_RESULTING = frozenset("see hear watch feel find keep leave have get catch send set make want declare vote".split())
_BREAKS = ",;:–—-"
_ADJUNCT = frozenset(
    """in on at during after before since until amid amidst despite following over within across around near throughout
    under alongside through by ahead because at when while as""".split()
)


@frozen
class Drop:
    """Tokens `start` up to `end` may go, at a cost."""

    start: int
    end: int
    cost: float


# Asides: brackets, interruptions, lead-ins -----------------------------------------------------


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
    dashes = [index for index in range(1, sentence.end) if sentence.is_mark(index, "–—-") or sentence.is_mark(index, ("--",))]
    if len(dashes) != 2 or any(sentence.is_mark(index, ";:") for index in range(sentence.end)):
        return []
    start, last = dashes
    if (
        last - start < 2
        or attributes(sentence, start + 1, last)
        or _bare_negation(sentence, start + 1, last)
        or _conditional(sentence, start + 1, last)
    ):
        return []
    return [Drop(start, last + 1, 0.15)]


def _interruption(sentence: Sentence, clause: Clause) -> Drop | None:
    """", the Lebanese company founded by …,": from the comma after the subject up to the verb."""
    start = clause.broken
    if start is None:
        return None
    stop = clause.verb
    while stop > start and not sentence.is_mark(stop - 1, ","):
        stop -= 1
    commas = [index for index in range(start, stop) if sentence.is_mark(index, ",")]
    first, last = start + 1, stop - 1
    if first >= last or attributes(sentence, first, last) or _bare_negation(sentence, first, last):
        return None
    if any(sentence.tags[index] is Tag.RELATIVE for index in range(first, min(first + 2, last))):
        return Drop(start, stop, 0.2)
    opening = sentence.tags[first]
    if opening in (Tag.PREPOSITION, Tag.ING, Tag.PARTICIPLE) or (
        opening is Tag.SUBORDINATOR and sentence.low(first) not in _WEAK_SUBORDINATORS
    ):
        return None if _claims(sentence, first, last) or _conditional(sentence, first, last) else Drop(start, stop, 0.25)
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
        low in _WEAK_SUBORDINATORS
        or low in ("according", "of", "for", "like", "unlike", "with", "not", "without", "had", "were", "only")
        or _claims(sentence, 0, end)
        or _conditional(sentence, 0, end)
        or _bare_negation(sentence, 0, end)
        or any(listed("keep_hedges", sentence.low(index)) for index in range(min(2, end)))
        or any(listed("grammar_quantifiers", sentence.low(index)) for index in range(1, min(3, end)))
    ):
        return []
    clausal = any(sentence.tags[index] in FINITE for index in range(end))
    return [Drop(0, end, 0.35 if clausal else 0.2)]


# Tails ------------------------------------------------------------------------------------------


def tails(sentence: Sentence, clause: Clause) -> list[Drop]:
    """Ends of the predicate that may go, shortest first; what is left is a whole clause."""
    found: list[Drop] = []
    rest = 0.0
    hard = next((index for index in range(clause.verb, clause.end) if sentence.is_mark(index, ";:–—-")), clause.end)
    for start in range(min(hard, clause.end - 1), clause.verb, -1):
        cost = _tail_cost(sentence, clause, start)
        if cost is None:
            continue
        rest += cost * 0.3
        if not sentence.tied[start - 1] and _may_end_before(sentence, clause, start):
            found.append(Drop(start, clause.end, cost + rest - cost * 0.3))
    return found


def _tail_cost(sentence: Sentence, clause: Clause, start: int) -> float | None:
    """What a phrase or clause that begins here costs; None if nothing begins here that may go."""
    low, tag = sentence.low(start), sentence.tags[start]
    if (low, sentence.low(start + 1)) in _LONG_PREPOSITIONS and not sentence.is_mark(start - 1, ","):
        return 0.3
    if sentence.low(start - 1) in _LEANING and not sentence.is_mark(start, ",;:"):
        return None
    if sentence.is_mark(start, ",;:") or (tag is Tag.MARK and low in ("-", "–", "—", "--")):
        return _mark_tail(sentence, clause, start)
    if sentence.is_mark(start - 1, ","):
        return None  # taken with its comma
    if tag is Tag.SUBORDINATOR:
        if low == "so":
            return 0.4
        return None if low in _WEAK_SUBORDINATORS or low == "that" else 0.3 if low != "because" else 0.5
    if tag is Tag.RELATIVE and low == "that" and _reported(sentence, clause, start):
        return None
    if tag is Tag.RELATIVE:
        return 0.5
    if low == "that" or (sentence.low(start - 1), low) in _LONG_PREPOSITIONS or sentence.low(start - 1) in ("those", "that", "one"):
        return None
    if tag is Tag.PREPOSITION:
        if (sentence.low(start + 1), sentence.low(start + 2)) in (("a", "row"), ("all", "time")) or sentence.low(start + 1) in (
            "succession",
            "history",
            "total",
        ):
            return None
        if low in ("up", "down", "out", "off", "onto", "according"):
            return None
        if low == "of":
            return 0.5 if listed("grammar_whole_nouns", sentence.low(start - 1)) else None
        if low in ("than", "like", "per", "as"):
            return None
        if _time_phrase(sentence, start, clause.end):
            return 0.1
        return 0.25 if low in _ADJUNCT else 0.45
    if tag in (Tag.ING, Tag.PARTICIPLE):
        before = sentence.tags[start - 1]
        following = sentence.tag(start + 1)
        goes_on = following not in (Tag.MARK, Tag.NOUN) if tag is Tag.ING else following in (
            Tag.PREPOSITION, Tag.TO, Tag.ADVERB, Tag.SUBORDINATOR,
        )
        return 0.4 if before in NOMINAL and goes_on and not _results(sentence, clause, start) else None
    if tag is Tag.TO:
        return 0.6 if sentence.tags[start - 1] is not Tag.NAME else None  # "pressing the US (to cut…)"
    if tag is Tag.CONJUNCTION and low in ("and", "but"):
        following = start + 1
        while sentence.tag(following) is Tag.ADVERB:
            following += 1
        if sentence.tag(following) in FINITE or _clause_follows(sentence, following, clause.end):
            return 0.45
        return 0.5 if low == "and" and _adds_noun(sentence, clause, start) else None
    if _time_noun(sentence, start):
        return 0.1
    return None


def _results(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether a participle completes what stands before: "left rates unchanged", "with firms planning"."""
    back = start - 1
    while back > clause.verb and sentence.tags[back] not in VERBAL and sentence.low(back) != "with":
        back -= 1
    return sentence.low(back) == "with" or lemma(sentence.low(back)) in _RESULTING


def _reported(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether "that" begins what somebody said, fears or ruled, rather than a relative clause."""
    if listed("grammar_content_nouns", sentence.low(start - 1)):
        return True
    back = start - 1
    while back > clause.verb and sentence.tags[back] not in VERBAL:
        back -= 1
    return _takes_clause(sentence, back)


def _adds_noun(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether "and" adds one more thing at the end, behind just one other: "a label (and a studio)"."""
    here, there = sentence.tags[start - 1], sentence.tags[start + 1]
    if sentence.low(start - 1) == sentence.low(start + 1):
        return False  # harder and harder
    if here not in (Tag.NOUN, Tag.NAME) or there not in (Tag.DETERMINER, Tag.NAME, Tag.NOUN, Tag.ADJECTIVE):
        return False
    if (here is Tag.NAME) != (there is Tag.NAME) and there is not Tag.DETERMINER:
        return False
    index = start - 1
    while index > clause.verb and sentence.tags[index] not in VERBAL:
        if sentence.is_mark(index, ",") or sentence.low(index) in ("between", "both", "with", "of"):
            return False
        index -= 1
    return lemma(sentence.low(index)) not in ("merge", "combine", "join", "compare", "mix", "marry", "meet", "be")


def _mark_tail(sentence: Sentence, clause: Clause, start: int) -> float | None:
    following = start + 1
    tag, low = sentence.tag(following), sentence.low(following)
    if following >= clause.end:
        return None
    if sentence.tokens[start].text != ",":
        introduced = sentence.tokens[following].text[:1] in "\"“‘'" or any(
            reporting(sentence.low(index)) for index in range(clause.verb, start)
        )
        return None if sentence.tokens[start].text == ":" and introduced else 0.35
    if low in _WEAK_SUBORDINATORS or tag in FINITE:
        return None
    if tag in (Tag.RELATIVE, Tag.ING, Tag.PARTICIPLE, Tag.SUBORDINATOR, Tag.PREPOSITION):
        return None if low in ("than", "of", "like", "such") and low != "such" else 0.25
    if low == "including" or (low == "such" and sentence.low(following + 1) == "as"):
        return 0.2
    if tag is Tag.CONJUNCTION:
        return 0.45 if _clause_follows(sentence, following + 1, clause.end) and low != "or" else None
    if tag is Tag.ADVERB:
        return 0.25 if not listed("keep_hedges", low) else None
    if tag in (Tag.DETERMINER, Tag.NOUN, Tag.NUMBER, Tag.NAME, Tag.ADJECTIVE):
        listing = any(
            sentence.tags[index] is Tag.CONJUNCTION and not _clause_follows(sentence, index + 1, clause.end)
            for index in range(following, clause.end)
        )
        return None if listing else 0.3
    return None


def _clause_follows(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a finite verb comes next, at once or behind a plain subject."""
    for index in range(start, min(end, start + 8)):
        tag = sentence.tags[index]
        if tag in FINITE:
            return True
        if tag in _CLAUSE or tag in (Tag.MARK, Tag.CONJUNCTION, Tag.ING, Tag.TO):
            return False
    return False


def _may_end_before(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether the clause can end here and still say the same, if less."""
    return (
        _complete(sentence, clause, start)
        and not _beheads(sentence, clause, start)
        and not _scoped(sentence, clause, start)
        and not _conditional(sentence, start, clause.end)
        and not _bare_negation(sentence, start, clause.end)
        and not _claims(sentence, start, clause.end)
    )


def _complete(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether the last verb before `start` has what it needs."""
    last = start - 1
    while last >= clause.verb and sentence.tags[last] not in VERBAL:
        last -= 1
    if last < clause.verb:
        return False
    if sentence.tags[start] is Tag.TO and _controls(sentence, last, start):
        return False
    low = sentence.low(last)
    between = [
        index for index in range(last + 1, start) if sentence.tags[index] not in (Tag.ADVERB, Tag.MARK, Tag.ASIDE)
    ]
    final = start - 1
    while final > last and sentence.tags[final] in (Tag.ADVERB, Tag.ASIDE):
        final -= 1
    ending = sentence.tags[final]
    if ending is Tag.ADJECTIVE and any(sentence.tags[index] is Tag.DETERMINER for index in between[-4:]):
        return False  # "a new" of "a new, cheaper one"
    if ending in (
        Tag.DETERMINER, Tag.PREPOSITION, Tag.TO, Tag.CONJUNCTION, Tag.RELATIVE, Tag.SUBORDINATOR, Tag.MODAL, Tag.MARK,
    ) or sentence.tokens[start - 1].possessive:
        return False
    if any(sentence.tags[index] in _CLAUSE for index in between):
        return False
    comma = sentence.is_mark(start, ",;:-–—")
    passive = sentence.tags[last] is Tag.PARTICIPLE and _after_be(sentence, last, clause.verb)
    prepositions = [index for index in between if sentence.tags[index] is Tag.PREPOSITION]
    naked = between[: between.index(prepositions[0])] if prepositions else between
    if sentence.is_be(last) and sentence.tags[start] is Tag.PREPOSITION and sentence.low(start) not in _ADJUNCT and not any(
        sentence.tags[index] in (Tag.DETERMINER, Tag.NAME) for index in between
    ):
        return False  # "is close (to…)", "are mild (to…)"
    if sentence.is_be(last):
        return bool(between) and (bool(naked) or comma or len(prepositions) > 0)
    if sentence.tags[last] in (Tag.AUXILIARY, Tag.MODAL) and not between:
        return False
    base = lemma(low)
    if not between and sentence.tags[last] is not Tag.AUXILIARY and _adverbial(sentence, clause, start):
        return True  # nothing could stand between the verb and this that the verb needs
    if not between:
        if passive:
            return listed("grammar_passive_ending_verbs", low) or comma
        if sentence.tags[last] is Tag.PARTICIPLE and not _after_have(sentence, last, clause.verb):
            return False
        if sentence.tags[start] is Tag.PREPOSITION and sentence.low(start) not in _ADJUNCT:
            return False  # "came (to the rescue)", "looked (for work)"
        return listed("grammar_clause_ending_verbs", base) or (comma and not _needs_object(base))
    wanting = sentence.tags[start] is Tag.PREPOSITION and not prepositions and not passive
    doubled = any(sentence.tags[index] is Tag.NUMBER for index in naked[1:])
    return not (wanting and not doubled and listed("grammar_two_part_verbs", base))


def _adverbial(sentence: Sentence, clause: Clause, start: int) -> bool:
    return (
        sentence.tags[start] is Tag.SUBORDINATOR
        or (sentence.low(start), sentence.low(start + 1)) in {("because", "of"), ("due", "to"), ("thanks", "to")}
        or _time_phrase(sentence, start, clause.end) > 0
        or _time_noun(sentence, start) > 0
    )


def _needs_object(base: str) -> bool:
    return listed("grammar_two_part_verbs", base) or base in ("become", "include", "want", "need", "use")


def _controls(sentence: Sentence, last: int, start: int) -> bool:
    words = {sentence.low(index) for index in range(last, start)}
    return any(listed("grammar_control_verbs", word) or listed("grammar_control_verbs", lemma(word)) for word in sorted(words))


def _after_be(sentence: Sentence, index: int, first: int) -> bool:
    back = index - 1
    while back > first and sentence.tags[back] is Tag.ADVERB:
        back -= 1
    return back >= first and sentence.is_be(back)


def _after_have(sentence: Sentence, index: int, first: int) -> bool:
    back = index - 1
    while back > first and sentence.tags[back] is Tag.ADVERB:
        back -= 1
    return back >= first and sentence.low(back) in ("have", "has", "had", "having", "haven't", "hasn't", "hadn't", "'ve")


def _beheads(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether what would stay is the subject of a verb that would go."""
    last = start - 1
    while last > clause.verb and sentence.tags[last] not in VERBAL:
        last -= 1
    ahead = [index for index in range(start, clause.end) if sentence.tags[index] in FINITE]
    noun_only = not any(sentence.tags[index] is Tag.PREPOSITION for index in range(last + 1, start))
    if noun_only and _takes_clause(sentence, last) and len(ahead) > (sentence.tags[start] in _CLAUSE):
        return sentence.tags[start] is not Tag.SUBORDINATOR or not ahead
    if sentence.is_mark(start, _BREAKS) or sentence.tags[start] in _CLAUSE:
        return False
    if lemma(sentence.low(last)) in _RESULTING and _small_clause(sentence, clause, start):
        return True
    for index in range(start, clause.end):
        tag = sentence.tags[index]
        if index > start and (tag in _CLAUSE or sentence.is_mark(index, _BREAKS)):
            return False
        if tag is Tag.CONJUNCTION and _clause_follows(sentence, index + 1, clause.end):
            return False
        if tag in FINITE:
            return True
    return False


def _small_clause(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether what would go holds the rest of "wants the system (in Europe overhauled)"."""
    for index in range(start, clause.end):
        if sentence.is_mark(index, _BREAKS) or sentence.tags[index] in _CLAUSE:
            return False
        if sentence.tags[index] in (Tag.PARTICIPLE, Tag.BASE, Tag.ING) and sentence.tags[index - 1] is not Tag.TO:
            return sentence.tags[start] is Tag.PREPOSITION and index > start + 1
    return False


def _takes_clause(sentence: Sentence, index: int) -> bool:
    low = sentence.low(index)
    return reporting(low) or listed("grammar_clausal_verbs", lemma(low))


def _scoped(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether something that stays would say more than the sentence did, without what goes."""
    comma = sentence.is_mark(start, ",;:–—-")
    kept = range(clause.verb, start)
    lows = [sentence.low(index) for index in kept]
    negated = [
        index
        for index in range(clause.subject, start)
        if sentence.negates(index) and sentence.low(index) not in _MILD
    ]
    if negated and not comma:
        return True
    if any(sentence.low(index + 1) in ("only", "just", "merely", "simply") for index in negated):
        return True  # not only … but also
    if comma and sentence.low(start + 1) == "but" and "not" in lows:
        return True
    phrase = start + 1 if comma else start
    if any(low in _ANSWERS.get(sentence.low(phrase), ()) for low in lows):
        return True
    if "than" in [sentence.low(index) for index in range(start, clause.end)] and any(
        low in _COMPARING or (low.endswith("er") and len(low) > 4) for low in lows[-6:]
    ):
        return True
    for word in sorted(_PAIRING):
        if word in lows and not any(low in ("and", "or", "nor") for low in lows[lows.index(word) :]):
            return True
    if comma:
        return False
    since = max((i for i in kept if sentence.tags[i] in VERBAL or sentence.tags[i] is Tag.MARK), default=clause.verb)
    near = [sentence.low(index) for index in range(since + 1, start)]
    if any(_ranks(sentence, index) for index in range(since + 1, start)):
        return True
    adverbial = sentence.tags[start] in (Tag.SUBORDINATOR, Tag.TO)
    return not adverbial and any(listed("grammar_quantifiers", low) for low in near)


def _ranks(sentence: Sentence, index: int) -> bool:
    low = sentence.low(index)
    if sentence.tags[index] is Tag.NAME:
        return False
    if low in ("last", "next") and listed("grammar_time_words", sentence.low(index + 1)):
        return False
    return listed("grammar_superlatives", low) or (low.endswith("est") and len(low) > 5 and low not in ("interest", "protest", "request", "arrest", "forest", "contest", "harvest"))


def _conditional(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a condition stands in the stretch: it may be one on what stays."""
    return any(
        listed("keep_conditions", sentence.low(index)) and sentence.tags[index] is not Tag.NAME
        for index in range(start, end)
    )


def _bare_negation(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a negation stands in the stretch without a clause of its own, or takes back what stays."""
    taking_back = sentence.low(start) in ("though", "although", "but") or sentence.low(start + 1) in (
        "though", "although", "but",
    )
    clause = False
    for index in range(start, end):
        if sentence.tags[index] in _CLAUSE or sentence.tags[index] in FINITE:
            clause = True
        if sentence.low(index) == "without":
            return True
        joined_on = sentence.tag(index - 1) in (Tag.CONJUNCTION, Tag.MARK) and index > start
        if sentence.negates(index) and (taking_back or not clause or joined_on):
            following = range(index, min(index + 3, end))
            if taking_back or not any(sentence.tags[i] in VERBAL for i in following):
                return True
    return False


def _claims(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the stretch says whose word it is: "according to", "under plans", "as he put it"."""
    index = start
    while index < end and sentence.tags[index] in (Tag.MARK, Tag.CONJUNCTION):
        index += 1
    low = sentence.low(index)
    for ahead in range(start, end):
        if sentence.low(ahead) == "according" or (
            sentence.is_mark(ahead, ",") and attributes(sentence, ahead + 1, _stretch_end(sentence, ahead + 1, end))
        ):
            return True
    if low == "as" and any(reporting(sentence.low(i)) for i in range(index, min(end, index + 6))):
        return True
    if listed("keep_hedges", low) and sentence.tags[index] is Tag.ADVERB:
        return True
    if attributes(sentence, index, end) and sentence.tags[index] not in (Tag.SUBORDINATOR, Tag.PREPOSITION):
        return True
    if low in ("under", "in", "by", "per", "on", "from") and sentence.tags[index] is Tag.PREPOSITION:
        stop = index + 1
        while stop < min(end, index + 7) and sentence.tags[stop] in (
            Tag.DETERMINER, Tag.ADJECTIVE, Tag.NOUN, Tag.NAME, Tag.NUMBER,
        ):
            if listed("keep_claim_nouns", sentence.low(stop)):
                return True
            stop += 1
    return low == "by" and _judged(sentence, index)


def _stretch_end(sentence: Sentence, start: int, end: int) -> int:
    index = start
    while index < end and not sentence.is_mark(index, _BREAKS):
        index += 1
    return index


def _judged(sentence: Sentence, index: int) -> bool:
    """"described as the best by critics": whose judgement it is."""
    for back in range(index - 1, max(-1, index - 8), -1):
        if sentence.tags[back] in VERBAL:
            return lemma(sentence.low(back)) in _JUDGING
    return False


# Inside the clause ---------------------------------------------------------------------------------


def middles(sentence: Sentence, clause: Clause) -> list[Drop]:
    """Phrases of place and the like in front of something that stays: "lost his job (in Leeds) after…"."""
    found: list[Drop] = []
    for start in range(clause.verb + 1, clause.end - 1):
        low = sentence.low(start)
        if sentence.tags[start] is not Tag.PREPOSITION or low not in _ADJUNCT or sentence.tied[start - 1]:
            continue
        stop = start + 1
        while stop < clause.end and (
            sentence.tags[stop] in _PHRASE or sentence.low(stop) == "of" or (stop == start + 1 and sentence.low(stop) == "from")
        ):
            stop += 1
        if stop < clause.end and _takes_up(sentence, stop) and _may_end_before(sentence, clause, start):
            found.append(Drop(start, stop, 0.3))
    return found


def _takes_up(sentence: Sentence, index: int) -> bool:
    """Whether a new part of the predicate begins here that hangs on the verb."""
    low, tag = sentence.low(index), sentence.tags[index]
    if tag is Tag.SUBORDINATOR:
        return low not in _WEAK_SUBORDINATORS and low != "that"
    return tag is Tag.PREPOSITION and low in ("after", "before", "since", "amid", "despite", "following", "during", "on", "by")


def subject_ends(sentence: Sentence, clause: Clause) -> list[Drop]:
    """What narrows the subject, in front of its verb: "The question (to be asked next year) has…".

    Only of a subject with an article, a possessive or a number: "Shares (in the firm) fell" would
    speak of all shares without it.
    """
    first = sentence.tags[clause.subject]
    low = sentence.low(clause.subject)
    if first is not Tag.DETERMINER or listed("grammar_quantifiers", low):
        return []
    stop = clause.verb if clause.broken is None else clause.broken
    while stop > clause.subject and sentence.tags[stop - 1] is Tag.ADVERB:
        stop -= 1
    found: list[Drop] = []
    for start in range(clause.subject + 2, stop):
        tag = sentence.tags[start]
        if sentence.tied[start - 1] or sentence.tags[start - 1] not in (Tag.NOUN, Tag.NAME):
            continue
        opens = (
            (tag is Tag.PREPOSITION and sentence.low(start) not in ("of", "than", "like", "between", "to", "as"))
            or tag in (Tag.PARTICIPLE, Tag.ING, Tag.TO)
            or (tag is Tag.RELATIVE and low in ("a", "an"))
        )
        if not opens:
            continue
        if any(
            _ranks(sentence, index) or listed("grammar_quantifiers", sentence.low(index)) or sentence.negates(index)
            for index in range(clause.subject, start)
        ) or any(sentence.is_mark(index, _BREAKS) for index in range(start, stop)):
            break
        if _claims(sentence, start, stop) or _bare_negation(sentence, start, stop) or _conditional(sentence, start, stop):
            continue
        found.append(Drop(start, stop, 0.3 if low in ("a", "an") else 0.5))
    return found


def attribution_ends(sentence: Sentence, clause: Clause) -> list[Drop]:
    """Where and when somebody said so: "the bank said (in its report on Tuesday)"."""
    if not clause.attribution or sentence.low(clause.end + 1) == "according":
        return []
    verbs = [index for index in range(clause.end + 1, sentence.end) if reporting(sentence.low(index))]
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
        if not (role(sentence.low(index - 1)) and sentence.tag(index) is Tag.NAME and sentence.tag(index + 1) is Tag.NAME):
            index += 1
            continue
        start = index - 1
        capital = sentence.tags[start] is Tag.NAME
        while start > 0 and (
            sentence.tags[start - 1] is Tag.NAME or (not capital and sentence.tags[start - 1] in (Tag.NOUN, Tag.ADJECTIVE))
        ):
            start -= 1
        if start > 0 and sentence.tags[start - 1] is Tag.DETERMINER:
            start -= 1
        before = sentence.tag(start - 1)
        starts = start in (clause.subject, clause.end + 1) or before in (Tag.PREPOSITION, Tag.VERB, Tag.PARTICIPLE, Tag.BASE, Tag.ING)
        plain = not any(sentence.tokens[place].possessive for place in (index, index + 1))
        if starts and plain and not sentence.tied[index - 1] and not (start and sentence.tied[start - 1]):
            found.append(Drop(start, index, 0.2))
        index += 1
    return found


_PHRASE = frozenset({Tag.DETERMINER, Tag.NOUN, Tag.NAME, Tag.ADJECTIVE, Tag.NUMBER})


# Time, adverbs, adjectives, articles ----------------------------------------------------------------


def _time_noun(sentence: Sentence, start: int) -> int:
    """How many tokens a phrase of time takes that needs no preposition: "last week", "Tuesday"."""
    lows = [sentence.low(index) for index in range(start, start + 4)]
    if lows[0] in ("last", "this", "next") and listed("grammar_time_words", lows[1]):
        return 2
    if lows[0] in ("earlier", "later") and lows[1] == "this" and listed("grammar_time_words", lows[2]):
        return 3
    if lows[0] in ("yesterday", "today", "tonight", "tomorrow"):
        return 1
    before = sentence.low(start - 1)
    if (
        listed("drop_weekdays", lows[0])
        and sentence.tag(start - 1) in VERBAL | {Tag.NOUN, Tag.NUMBER}
        and before not in ("last", "next", "past", "every")
    ):
        return 1
    return 0


def _time_phrase(sentence: Sentence, start: int, end: int) -> int:
    """How many tokens a phrase of time with its preposition takes: "on Tuesday", "in 2004"."""
    low = sentence.low(start)
    if low not in ("on", "in", "at", "during"):
        return 0
    index = start + 1
    timed = False
    while index < min(end, start + 6):
        word = sentence.low(index)
        if listed("grammar_time_words", word) and word not in ("season", "quarter", "moment"):
            timed = True
        elif _year(word):
            timed = True
        elif not (word in ("the", "early", "late", "last", "this") or (sentence.tags[index] is Tag.NUMBER and low == "on")):
            break
        index += 1
    if not timed or sentence.tokens[index - 1].possessive:
        return 0
    return 0 if sentence.tag(index) in (Tag.NOUN, Tag.NAME, Tag.NUMBER) or sentence.low(index) == "of" else index - start


def _year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[0] in "12"


def small_words(sentence: Sentence, clause: Clause) -> list[Drop]:
    """Times, adverbs, adjectives and articles that a headline can do without."""
    found: list[Drop] = []
    negated = any(
        sentence.negates(index) and sentence.low(index) not in _MILD for index in range(clause.subject, clause.end)
    )
    for index in range(clause.subject, len(sentence.tokens)):
        drop = _small(sentence, clause, index, negated)
        if drop is not None:
            found.append(drop)
    return found


def _small(sentence: Sentence, clause: Clause, index: int, negated: bool) -> Drop | None:
    low, tag = sentence.low(index), sentence.tags[index]
    if tag is Tag.MARK or (sentence.tags[index] is Tag.NAME and not listed("drop_weekdays", low)):
        return None
    if low in ("this", "last", "next") and _possessed_time(sentence, index):
        return Drop(index, index + 2, 0.1)
    if index > clause.verb and not negated:
        length = _time_phrase(sentence, index, sentence.end) or _time_noun(sentence, index)
        if length and _stands_free(sentence, index, index + length):
            return Drop(index, index + length, 0.1)
    if tag is Tag.ADVERB and listed("drop_plain_adverbs", low) and not negated and _colours_verb(sentence, index):
        return Drop(index, index + 1, 0.08)
    if low == "that" and tag is Tag.SUBORDINATOR and reporting(sentence.low(index - 1)) and sentence.tag(index + 1) in (
        Tag.PRONOUN, Tag.DETERMINER, Tag.NAME,
    ):
        return Drop(index, index + 1, 0.03)
    if listed("drop_plain_adjectives", low) and not negated and _colours_noun(sentence, index):
        return Drop(index, index + 1, 0.12)
    if low in _ARTICLES and _bare(sentence, index):
        return Drop(index, index + 1, 0.25)
    if low in ("is", "are") and index == clause.verb and _headline_present(sentence, index):
        return Drop(index, index + 1, 0.25 if sentence.tag(index + 1) is Tag.TO else 0.5)
    if low in ("has", "have") and tag is Tag.AUXILIARY and (index == clause.verb or index > clause.end) and _simple_past(
        sentence, index
    ):
        return Drop(index, index + 1, 0.15)
    return None


def _possessed_time(sentence: Sentence, index: int) -> bool:
    """"this year's" in front of a noun."""
    following = sentence.low(index + 1)
    return (
        following.endswith("'s")
        and listed("grammar_time_words", following[:-2])
        and sentence.tag(index + 2) is Tag.NAME
        and not sentence.tied[index + 1]
    )


def _stands_free(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a phrase of time leaves nothing hanging on either side."""
    before, after = sentence.tag(start - 1), sentence.tag(end)
    if before in (Tag.PREPOSITION, Tag.DETERMINER, Tag.CONJUNCTION, Tag.MARK, Tag.SUBORDINATOR, Tag.RELATIVE):
        return False
    if after is Tag.CONJUNCTION or sentence.low(end) in ("to", "and", "or", "until", "for", "than", "s", "-", "–", "when"):
        return False
    if sentence.tied[start - 1] or sentence.tied[end - 1]:
        return False
    near = range(max(0, start - 5), start)
    return not any(_ranks(sentence, index) or listed("grammar_quantifiers", sentence.low(index)) for index in near) and (
        not any(sentence.low(index) in ("since", "between", "from", "until", "than") for index in near)
    )


def _colours_verb(sentence: Sentence, index: int) -> bool:
    before, after = sentence.tag(index - 1), sentence.tag(index + 1)
    if sentence.negates(index - 1) or listed("grammar_adverbs", sentence.low(index - 1)) or before is Tag.MARK:
        return False
    return (
        (before in FINITE and after in VERBAL)
        or (before in NOMINAL and after in FINITE)
        or (before in (Tag.PARTICIPLE, Tag.VERB) and after is Tag.PREPOSITION and sentence.low(index).endswith("ly"))
        or (before in NOMINAL and after is Tag.MARK and index + 1 >= sentence.end)
    )


def _colours_noun(sentence: Sentence, index: int) -> bool:
    before, after = sentence.tag(index - 1), sentence.tag(index + 1)
    low = sentence.low(index - 1)
    return (
        after in (Tag.NOUN, Tag.ADJECTIVE)
        and before in (Tag.DETERMINER, Tag.ADJECTIVE, Tag.VERB, Tag.PARTICIPLE, Tag.PREPOSITION)
        and not sentence.tied[index - 1]
        and low not in ("most", "very", "so", "too", "as", "more", "less", "all", "no", "any", "every", "few", "only", "such")
        and not _says_what_it_is(sentence, index)
        and not _ranks(sentence, index)
    )


def _says_what_it_is(sentence: Sentence, index: int) -> bool:
    """Whether a noun phrase follows "was" or "became": there the adjective and the article carry the point."""
    back = index - 1
    while back > 0 and sentence.tags[back] in (Tag.DETERMINER, Tag.ADJECTIVE, Tag.ADVERB):
        back -= 1
    return sentence.is_be(back) or lemma(sentence.low(back)) in ("become", "remain", "seem", "look", "make")


def _bare(sentence: Sentence, index: int) -> bool:
    """Whether a noun phrase reads without its article, as headlines do it: not before a rank or a number."""
    following, previous = sentence.low(index + 1), sentence.low(index - 1)
    tag = sentence.tag(index + 1)
    if sentence.tied[index] or (index and sentence.tied[index - 1]) or _ranks(sentence, index + 1):
        return False
    if index and _says_what_it_is(sentence, index):
        return False
    if tag is Tag.NAME:
        after = index + 1
        while sentence.tag(after) is Tag.NAME:
            after += 1
        return sentence.low(index) == "the" and (
            sentence.tokens[index + 1].text.isupper() or sentence.tag(after) is Tag.NOUN
        )
    if tag not in (Tag.NOUN, Tag.ADJECTIVE):
        return False
    if tag is Tag.ADJECTIVE and sentence.tag(index + 2) not in (Tag.NOUN, Tag.ADJECTIVE, Tag.NAME):
        return False  # the poor
    return (
        following not in _NEED_ARTICLES
        and previous not in ("such", "half", "what", "quite", "rather", "many", "all", "both", "of", "per", "out")
        and sentence.tag(index - 1) is not Tag.NUMBER
        and not (sentence.low(index) != "the" and (listed("grammar_units", following) or sentence.low(index + 2) == "of"))
        and not listed("grammar_time_words", following)
    )


def _headline_present(sentence: Sentence, index: int) -> bool:
    """Whether a headline would leave "is" out: "Band (is) to tour", "Singer (is) facing trial"."""
    return sentence.tag(index + 1) in (Tag.TO, Tag.ING) and sentence.low(index + 1) != "being" and not sentence.negates(index + 1) and (
        sentence.tag(index - 1) in (Tag.NOUN, Tag.NAME)
    )


def _simple_past(sentence: Sentence, index: int) -> bool:
    """Whether "has won" can be "won": the participle is the past form too."""
    form = forms(sentence.low(index + 1))
    return (
        Form.PAST in form
        and Form.PARTICIPLE in form
        and sentence.tag(index + 1) is Tag.PARTICIPLE
        and sentence.tag(index - 1) not in (Tag.MODAL, Tag.TO)
    )
