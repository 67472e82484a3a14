"""Tails: ends of the predicate that may go, one at most."""

from __future__ import annotations

from collections.abc import Callable

from storysum.compress.clauses import WEAK_SUBORDINATORS, Clause, clause_follows, takes_clause
from storysum.compress.drops import Drop
from storysum.compress.ends import may_end_before
from storysum.compress.joins import joined_cost, second_clause
from storysum.compress.lexicon import lemma, listed, reporting, role
from storysum.compress.phrases import phrase_cost, the_one
from storysum.compress.sentence import BREAKS, Sentence
from storysum.compress.tags import FINITE, NOMINAL, VERBAL, Tag
from storysum.compress.times import begins_time, time_noun, time_phrase

__all__ = ["tails"]

_LONG_PREPOSITIONS = frozenset(
    {
        ("ahead", "of"),
        ("along", "with"),
        ("as", "part"),
        ("as", "well"),
        ("because", "of"),
        ("compared", "to"),
        ("compared", "with"),
        ("due", "to"),
        ("prior", "to"),
        ("such", "as"),
        ("thanks", "to"),
    }
)
_HARD = BREAKS - {","}
_INSIDE = frozenset({Tag.DETERMINER, Tag.NOUN, Tag.NAME, Tag.ADJECTIVE, Tag.NUMBER, Tag.PRONOUN})
_OPENERS = frozenset({first for first, _ in _LONG_PREPOSITIONS})
_DESCRIBING = frozenset(
    ["bearing", "carrying", "claiming", "concerning", "containing", "costing", "covering", "featuring", "holding",
     "including", "involving", "marking", "needing", "offering", "showing", "starring", "using", "wearing"]
)  # fmt: skip
_PHRASE = frozenset({Tag.DETERMINER, Tag.NOUN, Tag.NAME, Tag.ADJECTIVE, Tag.NUMBER})


def tails(sentence: Sentence, clause: Clause, *, among: Callable[[int], bool] | None = None) -> list[Drop]:
    """Ends of the predicate that may go, shortest first; what is left is a whole clause.

    Args:
        sentence: The sentence.
        clause: Its main clause.
        among: Which beginnings to consider; all if not given.
    """
    found: list[Drop] = []
    rest = 0.0
    hard = next((index for index in range(clause.verb, clause.end) if sentence.is_mark(index, _HARD)), clause.end)
    for start in range(min(hard, clause.end - 1), clause.verb, -1):
        cost = _tail_cost(sentence, clause, start)
        if cost is None:
            continue
        rest += cost * 0.3
        if among is not None and not among(start):
            continue
        if not sentence.tied[start - 1] and may_end_before(sentence, clause, start):
            found.append(Drop(start, clause.end, cost + rest - cost * 0.3))
    return found


def _tail_cost(sentence: Sentence, clause: Clause, start: int) -> float | None:
    """What a phrase or clause that begins here costs; None if nothing begins here that may go."""
    low, tag = sentence.low(start), sentence.tag(start)
    if tag in _INSIDE and low not in _OPENERS and not begins_time(low):
        return None  # nothing begins in the middle of a noun phrase
    before = sentence.low(start - 1)
    comma = sentence.is_mark(start, ",;:")
    if not comma and _leans(sentence, start - 1):
        return None
    because = sentence.low(start + 2) in ("face", "wake") and low == "in"
    weighed = sentence.low(start - 2) in ("more", "less", "greater") and tag is Tag.TO  # "more freedom (to sing)"
    because = because or weighed
    if tag in (Tag.PREPOSITION, Tag.TO) and not comma and listed("grammar_light_nouns", before) and not because:
        return None if not time_phrase(sentence, start, clause.end) else 0.1
    measured = listed("grammar_units", before) or listed("grammar_time_words", before)
    if measured and low in ("after", "before", "from", "into", "past", "to"):
        return None  # "a century (after his death)"
    if low == "so" and sentence.low(start + 1) == "that" and sentence.tag(start - 1) in NOMINAL:
        return 0.4
    if (low, sentence.low(start + 1)) in _LONG_PREPOSITIONS and not sentence.is_mark(start - 1, ","):
        return 0.3
    if comma or (tag is Tag.MARK and low in ("-", "–", "—", "--")):
        return _mark_tail(sentence, clause, start)
    if sentence.is_mark(start - 1, ","):
        return None  # taken with its comma
    if tag is Tag.SUBORDINATOR:
        return None if low == "as" and _says_as_what(sentence, clause, start) else _subordinate_cost(low)
    if tag is Tag.RELATIVE:
        bare = sentence.low(start - 2) in ("a", "an") and sentence.tag(start - 1) is Tag.NOUN
        bare = bare and not (sentence.is_be(start - 3) and role(before))  # but "was a linguist (who…)"
        if bare or the_one(sentence, clause, start):
            return None  # "with a history (that…)"
        return None if low == "that" and _reported(sentence, clause, start) else 0.5
    if low == "that" or (before, low) in _LONG_PREPOSITIONS or before in ("those", "that", "one"):
        return None
    if tag is Tag.PREPOSITION:
        return phrase_cost(sentence, clause, start)
    if tag in (Tag.ING, Tag.PARTICIPLE):
        return 0.4 if _participial(sentence, clause, start) and not _new_subject(sentence, start) else None
    if tag is Tag.TO:
        return 0.6 if sentence.tag(start - 1) is not Tag.NAME or _deep(sentence, clause, start) else None
    if tag is Tag.CONJUNCTION and low in ("and", "but"):
        return joined_cost(sentence, clause, start)
    if low == "somewhere" and sentence.tag(start - 1) in NOMINAL:
        return 0.3
    length = time_noun(sentence, start)
    return (
        0.1 if length and sentence.tag(start + length) not in VERBAL else None
    )  # "expects sales (this year be lower)"


def _leans(sentence: Sentence, index: int) -> bool:
    """Whether an adverb belongs to what follows: "pleased fans largely (on account of a song)"."""
    low = sentence.low(index)
    late = low.endswith("ly") and sentence.tag(index) is Tag.ADVERB and sentence.tag(index - 1) not in VERBAL
    noun = sentence.tag(index - 1) in (Tag.DETERMINER, Tag.ADJECTIVE, Tag.NUMBER)  # "a 10-year low"
    return late or (listed("grammar_leaning_adverbs", low) and not noun)


def _says_as_what(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether "as" completes the verb: "described the meeting (as good)"."""
    measured = any(sentence.low(index) == "as" for index in range(start + 2, min(start + 6, clause.end)))
    return measured or not clause_follows(sentence, start + 1, clause.end)


def _new_subject(sentence: Sentence, start: int) -> bool:
    """Whether what looks like a participle may be the verb of ", and fans (cheered in the street)"."""
    back = start - 1
    while back > 0 and sentence.tag(back) in _PHRASE:
        back -= 1
    return sentence.tag(back) is Tag.CONJUNCTION and sentence.is_mark(back - 1, ",")


def _deep(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether a phrase stands between the last verb and here: not "pressing the US (to cut…)"."""
    back = start - 1
    while back > clause.verb and sentence.tag(back) not in VERBAL:
        if sentence.tag(back) in (Tag.PREPOSITION, Tag.NUMBER):
            return True
        back -= 1
    return False


def _participial(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether a participle begins a phrase that only describes the noun before it."""
    following = sentence.tag(start + 1)
    if sentence.tag(start) is Tag.ING:
        goes_on = (
            following not in (Tag.MARK, Tag.NOUN, Tag.RELATIVE, Tag.SUBORDINATOR) or sentence.low(start) in _DESCRIBING
        )
    else:
        goes_on = following in (Tag.PREPOSITION, Tag.TO, Tag.ADVERB, Tag.SUBORDINATOR)
        goes_on = goes_on and (sentence.low(start) != "hit" or sentence.low(start + 1) == "by")  # "a comedy hit since"
    return (
        goes_on
        and sentence.tag(start - 1) in NOMINAL
        and not _results(sentence, clause, start)
        and not (sentence.low(start - 2) in ("a", "an") and sentence.is_be(start - 3))  # "Hull is a city (built…)"
        and not _is_the(sentence, start)
    )


def _is_the(sentence: Sentence, start: int) -> bool:
    """Whether what comes says which: "Hull is the old town (lying north of the river)"."""
    back = start - 1
    while back > 0 and sentence.tag(back) in (Tag.NOUN, Tag.ADJECTIVE):
        back -= 1
    return sentence.low(back) == "the" and sentence.is_be(back - 1)


def _results(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether a participle completes what stands before: "left rates unchanged", "with firms planning"."""
    back = start - 1
    while back > clause.verb and sentence.tag(back) not in VERBAL and sentence.low(back) != "with":
        back -= 1
    return sentence.low(back) == "with" or listed("grammar_resulting_verbs", lemma(sentence.low(back)))


def _reported(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether "that" begins what somebody said, fears or ruled, rather than a relative clause."""
    if sentence.tag(start + 1) in FINITE:
        return False  # "a ruling that cost them dearly"
    if listed("grammar_content_nouns", sentence.low(start - 1)):
        return not sentence.tokens[start - 2].possessive  # "the court's ruling (that…)" is known without it
    back = start - 1
    while back > clause.verb and sentence.tag(back) not in VERBAL:
        back -= 1
    return takes_clause(sentence, back)


def _subordinate_cost(low: str) -> float | None:
    if low == "so":
        return 0.4
    if low in WEAK_SUBORDINATORS or low == "that":
        return None
    return 0.5 if low == "because" else 0.3


def _mark_tail(sentence: Sentence, clause: Clause, start: int) -> float | None:
    following = start + 1
    tag, low = sentence.tag(following), sentence.low(following)
    if following >= clause.end:
        return None
    if low in ("but", "though", "although", "yet") and sentence.tokens[start].text != ",":
        return None  # "was headed for Leeds – but turned back"
    if sentence.tokens[start].text != ",":
        introduced = sentence.tokens[following].text[:1] in "\"“‘'" or any(
            reporting(sentence.low(index)) for index in range(clause.verb, start)
        )
        return None if sentence.tokens[start].text == ":" and introduced else 0.35
    if tag in FINITE and any(sentence.tag(index) is Tag.CONJUNCTION for index in range(following, clause.end)):
        return 0.45  # "read the order, saw the poodle, and left"
    if low in WEAK_SUBORDINATORS or tag in FINITE:
        return None
    if tag in (Tag.RELATIVE, Tag.ING, Tag.PARTICIPLE, Tag.SUBORDINATOR, Tag.PREPOSITION):
        return None if low in ("than", "of", "like", "such") and low != "such" else 0.25
    if low == "including" or (low == "such" and sentence.low(following + 1) == "as"):
        return 0.2
    if tag is Tag.CONJUNCTION:
        if not clause_follows(sentence, following + 1, clause.end) or low == "or":
            return None
        return second_clause(sentence, clause, following)
    if tag is Tag.ADVERB:
        return 0.25 if not listed("keep_hedges", low) else None
    if tag in (Tag.DETERMINER, Tag.NOUN, Tag.NUMBER, Tag.NAME, Tag.ADJECTIVE):
        listing = any(
            sentence.tag(index) is Tag.CONJUNCTION and not clause_follows(sentence, index + 1, clause.end)
            for index in range(following, clause.end)
        )
        return None if listing else 0.3
    return None
