"""Phrases with a preposition: what each costs, and which belong to what stands before."""

from __future__ import annotations

from storysum.compress.clauses import Clause
from storysum.compress.lexicon import listed
from storysum.compress.sentence import Sentence
from storysum.compress.tags import Tag
from storysum.compress.times import time_phrase
from storysum.text.data import words

__all__ = ["phrase_cost", "the_one"]

_DOINGS = ("ing", "passage", "rescue")  # "eased the passage (of a law)"
_PARTICLES = frozenset({"along", "down", "in", "off", "on", "out", "through", "up"})
_DEFINITE = 0.4  # more for what may say which one: "won the final (in Leeds)"
_BEFORE_OF = frozenset(
    ["behalf", "charge", "favour", "favor", "front", "lieu", "need", "place", "pursuit", "search", "terms", "view"]
)
_WHOLE = ("succession", "history", "total")  # in succession, in history: they belong to the number before
_SPELLS = ("time", "day", "week", "month", "quarter", "season", "year")


def phrase_cost(sentence: Sentence, clause: Clause, start: int) -> float | None:
    """A phrase with a preposition: times are cheap, circumstances less so, what may complete a verb is dear."""
    low, before, following = sentence.low(start), sentence.low(start - 1), sentence.low(start + 1)
    if (following, sentence.low(start + 2)) in (("a", "row"), ("all", "time")) or following in _WHOLE:
        return None
    if low in _PARTICLES and sentence.tag(start + 1) in (Tag.PREPOSITION, Tag.SUBORDINATOR):
        return None  # "moved (on after a year)"
    if start + 1 >= clause.end or (sentence.tag(start + 1) is Tag.MARK and not sentence.tied[start]):
        return None  # "before the show rolls (in)"
    if f"{low} {following}" in words("grammar_fixed_phrases"):
        return None  # "taken (for granted)"
    if low in ("up", "down", "out", "off", "onto", "according", "than", "like", "per", "as"):
        return None
    if low in ("since", "in") and before in _SPELLS and listed("grammar_ordinals", sentence.low(start - 2)):
        return None  # "for the fifth time (since June)"
    if low == "for" and sentence.low(clause.verb) in ("is", "are") and _spell(sentence, start + 1):
        return None  # "is free (for the first six weeks)"
    if low == "of":
        return _of_cost(sentence, start)
    if time_phrase(sentence, start, clause.end):
        return 0.1
    which = _DEFINITE if low in ("at", "for", "from", "in") and the_one(sentence, clause, start) else 0.0
    return which + (0.25 if listed("grammar_adjunct_prepositions", low) else 0.45)


def _spell(sentence: Sentence, start: int) -> bool:
    """Whether a span of time comes next: "six weeks", "the first two years"."""
    near = range(start, start + 4)
    return any(sentence.tag(index) is Tag.NUMBER for index in near) and any(
        listed("grammar_time_words", sentence.low(index)) or listed("grammar_units", sentence.low(index))
        for index in near
    )


def _of_cost(sentence: Sentence, start: int) -> float | None:
    """An of-phrase goes only behind a noun that names something without it: the rescue (of the band)."""
    before = sentence.low(start - 1)
    if sentence.tag(start - 1) not in (Tag.NOUN, Tag.ING) or listed("grammar_relational_nouns", before):
        return None
    if sentence.tag(start - 2) is Tag.NUMBER or listed("grammar_units", before):
        return None  # "46 percent (of the damage)"
    if sentence.low(start - 2) in ("a", "an"):
        return None  # "a breed of…" counts or sorts what follows
    if sentence.low(start - 2) in ("by", "for", "in", "on") and before in _BEFORE_OF:
        return None  # "in place (of a drummer)"
    if listed("grammar_whole_nouns", before):
        return 0.5
    return None if sentence.low(start - 2) == "the" and not before.endswith(_DOINGS) else 0.6


def the_one(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether a clause says which one "the" means: "the words (that end the song)"."""
    back = start - 1
    while back > clause.verb and sentence.tag(back) in (Tag.NOUN, Tag.ADJECTIVE, Tag.NUMBER):
        back -= 1
    return sentence.low(back) in ("the", "those")
