"""What a word can be in its sentence."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["FINITE", "NOMINAL", "VERBAL", "Tag"]


class Tag(StrEnum):
    """What a word is in its sentence."""

    DETERMINER = "det"
    PREPOSITION = "prep"
    TO = "to"  # before an infinitive
    CONJUNCTION = "conj"
    SUBORDINATOR = "sub"
    RELATIVE = "rel"
    PRONOUN = "pron"
    VERB = "verb"  # finite, of a main verb
    AUXILIARY = "aux"  # finite, of be, have and do
    MODAL = "modal"
    BASE = "base"
    ING = "ing"
    PARTICIPLE = "part"
    NOUN = "noun"
    NAME = "name"
    ADJECTIVE = "adj"
    ADVERB = "adv"
    NUMBER = "num"
    MARK = "mark"
    ASIDE = "aside"  # anything in brackets


FINITE = frozenset({Tag.VERB, Tag.AUXILIARY, Tag.MODAL})
VERBAL = FINITE | {Tag.BASE, Tag.ING, Tag.PARTICIPLE}
NOMINAL = frozenset({Tag.NOUN, Tag.NAME, Tag.NUMBER, Tag.PRONOUN})
