"""The small words, of which a language makes no new ones: what each is here."""

from __future__ import annotations

from functools import cache

from storysum.compress.grammar.around import Around
from storysum.compress.lexicon import Form, forms, listed
from storysum.compress.tags import NOMINAL, VERBAL, Tag
from storysum.text.data import words

__all__ = ["closed_word"]

_ASKING = frozenset({"what", "where", "when", "why", "how", "whether", "whenever", "wherever"})
_POINTING = frozenset(
    ["all", "another", "any", "both", "each", "either", "half", "her", "his", "neither", "no", "some", "such", "these",
     "this", "those"]
)  # fmt: skip
_CLOSING = frozenset('"”’»')
_AMOUNTS = frozenset({"many", "several", "few", "much", "more", "most", "less", "fewer"})
_LISTS = ("subordinators", "pronouns", "adverbs", "prepositions", "number_qualifiers")
_EITHER_WAY = frozenset({"after", "before", "since", "until", "till", "as", "than", "once"})
_PLACES = frozenset(["first", "second", "third", "far", "top", "bottom", "centre", "center", "front", "back"])
_NOUNS_AFTER_ALL = frozenset({"round", "past", "inside", "outside", "opposite", "like", "plus", "down"})


@cache
def _small() -> frozenset[str]:
    """Every word that a rule below speaks of."""
    named = {"according", "thanks", "compared", "left", "to", "that", "at", "as", "so", "than", *_AMOUNTS}
    return frozenset(named).union(
        _ASKING, _POINTING, _EITHER_WAY, _NOUNS_AFTER_ALL, *(words(f"grammar_{name}") for name in _LISTS)
    )


def closed_word(around: Around, index: int, low: str, before: Tag | None) -> Tag | None:
    """A small word's tag, None for any other; `before` is the tag of the word before, adverbs skipped."""
    if low not in _small() and not low.endswith("ly"):
        return None
    if low == "according" or (low in ("thanks", "compared") and around.low(index + 1) in ("to", "with")):
        return Tag.PREPOSITION
    if low == "left" and (
        around.low(index - 1) in _PLACES or (around.tags[-1:] == [Tag.MARK] and around.low(index + 1) in (",", ")"))
    ):
        return Tag.ADVERB  # "Quill, second left, and Holm"
    if low == "to":
        return _to(around, index)
    if low == "that":
        return _that(around, index, before)
    if low in _ASKING:
        return Tag.SUBORDINATOR
    if low in _POINTING:
        return (
            Tag.DETERMINER if around.noun_follows(index) or around.low(index + 1) in ("the", "of", "a") else Tag.PRONOUN
        )
    if low in _AMOUNTS:
        return Tag.ADJECTIVE if around.noun_follows(index) else Tag.ADVERB if before in VERBAL else Tag.PRONOUN
    if around.first[min(index + 1, len(around.first) - 1)] is Tag.NUMBER and (
        low == "than" or listed("grammar_number_qualifiers", low)
    ):
        return Tag.ADJECTIVE if low not in ("up", "to", "at") else Tag.PREPOSITION
    if low in ("more", "less", "fewer") and around.low(index + 1) == "than":
        return Tag.ADJECTIVE
    if low == "at" and around.low(index + 1) in ("least", "most"):
        return Tag.ADJECTIVE
    if low == "as" and (around.low(index - 1) == "such" or around.low(index + 1) == "part"):
        return Tag.PREPOSITION
    if low in _EITHER_WAY:
        return Tag.SUBORDINATOR if around.clause_ahead(index) else Tag.PREPOSITION
    if low == "so" and before in NOMINAL and around.clause_ahead(index):
        return Tag.SUBORDINATOR
    if listed("grammar_subordinators", low) and low not in ("so", "whose"):
        return Tag.SUBORDINATOR
    if listed("grammar_pronouns", low):
        return Tag.PRONOUN
    if listed("grammar_adverbs", low) and not listed("grammar_prepositions", low) and forms(low) == Form.NONE:
        return Tag.ADVERB
    if low in _NOUNS_AFTER_ALL and index and around.tags[index - 1] in (Tag.DETERMINER, Tag.ADJECTIVE):
        return Tag.NOUN
    if listed("grammar_prepositions", low) and not _verb_wanted(around, before, low):
        return _preposition(around, index, before)
    if (
        low.endswith("ly")
        and len(low) > 4
        and forms(low) == Form.NONE
        and low not in ("family", "early", "daily", "weekly", "monthly", "only")
    ):
        return Tag.ADVERB
    return None


def _verb_wanted(around: Around, before: Tag | None, low: str) -> bool:
    return before in (Tag.TO, Tag.MODAL) and Form.BASE in forms(low)


def _preposition(around: Around, index: int, before: Tag | None) -> Tag:
    """A particle closes a verb when nothing follows that it could govern."""
    following = around.first[index + 1] if index + 1 < len(around.sentence) else Tag.MARK
    if listed("grammar_particles", around.low(index)) and (
        (following is Tag.MARK and around.low(index + 1) not in ("“", '"', "‘", "'"))
        or following is Tag.CONJUNCTION
        or listed("grammar_prepositions", around.low(index + 1))
        or (around.low(index) in ("up", "out", "away", "back", "together") and before in VERBAL)
    ):
        return Tag.ADVERB
    return Tag.PREPOSITION


def _to(around: Around, index: int) -> Tag:
    ahead = index + 1
    while (
        ahead < len(around.sentence)
        and ahead < index + 3
        and (
            around.low(ahead).endswith("ly")
            or around.low(ahead) in ("also", "even", "just", "never", "not", "now", "then")
        )
    ):
        ahead += 1
    low = around.low(ahead)
    infinitive = (Form.BASE in forms(low) or low in ("be", "have", "do")) and around.first[ahead] is not Tag.NAME
    return Tag.TO if infinitive else Tag.PREPOSITION


def _that(around: Around, index: int, before: Tag | None) -> Tag:
    following = around.low(index + 1)
    if around.low(index - 1) in ("given", "provided", "assuming", "except"):
        return Tag.SUBORDINATOR
    known = around.first[index + 1] if index + 1 < len(around.sentence) else Tag.MARK
    if before in (Tag.NOUN, Tag.NAME, Tag.NUMBER) or (known is Tag.MODAL and around.low(index - 1) in _CLOSING):
        return Tag.RELATIVE
    if before in VERBAL or before in (Tag.ADJECTIVE, Tag.MARK, Tag.CONJUNCTION, Tag.PRONOUN):
        if known in (Tag.AUXILIARY, Tag.MODAL) or following in ("was", "is"):
            return Tag.PRONOUN
        if before in VERBAL or before is Tag.ADJECTIVE:
            return Tag.SUBORDINATOR
    return Tag.DETERMINER if around.noun_follows(index) else Tag.PRONOUN
