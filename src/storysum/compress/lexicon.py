"""What a word may be, by word lists and endings: no statistics."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Flag, auto
from functools import cache

from storysum.text.data import lines, words

__all__ = ["Form", "forms", "lemma", "listed", "reporting", "role"]


class Form(Flag):
    """The forms of a verb that a word may be."""

    NONE = 0
    BASE = auto()
    S = auto()
    PAST = auto()
    PARTICIPLE = auto()
    ING = auto()


def listed(name: str, low: str) -> bool:
    """Whether a word stands in a word list."""
    return low in words(name)


def regular(base: str) -> Mapping[str, Form]:
    """The forms of a regular verb, and a spelling too many where consonants may double.

    >>> sorted(regular("rate"))
    ['rate', 'rated', 'rates', 'rating']
    """
    made = {base: Form.BASE}
    stems: tuple[str, ...]
    past = Form.PAST | Form.PARTICIPLE
    if base.endswith("e"):
        stems, ends = (base[:-1],), "s"
    elif base.endswith("y") and base[-2:-1] not in tuple("aeiou"):
        made[base[:-1] + "ies"] = Form.S
        made[base[:-1] + "ied"] = past
        made[base + "ing"] = Form.ING
        return made
    else:
        doubled = base[-1] in "bdglmnprtsk" and base[-2:-1] in tuple("aeiou")
        stems = (base, base + base[-1]) if doubled else (base,)
        ends = "es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"
    made[base + ends] = Form.S
    for stem in stems:
        made[stem + "ed"] = past
        made[stem + "ing"] = Form.ING
    return made


@cache
def _verbs() -> tuple[dict[str, Form], dict[str, str]]:
    known: dict[str, Form] = {}
    bases: dict[str, str] = {}

    def note(word: str, form: Form, base: str) -> None:
        known[word] = known.get(word, Form.NONE) | form
        bases.setdefault(word, base)

    for line in lines("grammar_irregular_verbs"):
        base, past, participle = line.split()
        for word, form in regular(base).items():
            if form in Form.BASE | Form.S | Form.ING:
                note(word, form, base)
        note(past, Form.PAST, base)
        note(participle, Form.PARTICIPLE, base)
    for base in lines("grammar_verbs"):
        for word, form in regular(base).items():
            note(word, form, base)
    return known, bases


def forms(low: str) -> Form:
    """The forms of a verb that the word may be; unknown words by their endings -ed and -ing.

    >>> forms("went")
    <Form.PAST: 4>
    >>> forms("desk")
    <Form.NONE: 0>
    """
    known = _verbs()[0].get(low)
    if known is not None:
        return known
    if "-" in low:
        return Form.NONE  # record-breaking, long-awaited: adjectives
    if len(low) > 4 and low.endswith("ed") and not low.endswith("eed"):
        return Form.PAST | Form.PARTICIPLE
    if len(low) > 5 and low.endswith("ing") and low not in words("grammar_ing_nouns"):
        return Form.ING
    return Form.NONE


def lemma(low: str) -> str:
    """The base form of a verb, or the word itself.

    >>> lemma("taken")
    'take'
    """
    return _verbs()[1].get(low, low)


@cache
def _reporting() -> frozenset[str]:
    made = {"according", "ruled"}  # but "rules" are mostly things
    known = _verbs()[1]
    claiming = words("grammar_clausal_verbs")
    made.update(form for form in sorted(known) if known[form] in claiming)
    for line in lines("reporting_verbs"):
        base, *irregular = line.split()
        made.update(regular(base))
        made.update(irregular)
    return frozenset(made)


def reporting(low: str) -> bool:
    """Whether a word reports what somebody said, in any form of the verb."""
    return low in _reporting()


@cache
def _roles() -> frozenset[str]:
    named = [line.split()[0] for name in ("role_nouns", "group_nouns") for line in lines(name)]
    return frozenset(named) | words("drop_role_nouns")


_ROLE_ENDINGS = ("ologist", "animator", "maker", "player", "writer", "holder", "keeper", "woman", "sman", "ianist")


def role(low: str) -> bool:
    """Whether a noun says what a person or a body is: singer, minister, band, firm."""
    return low in _roles() or (len(low) > 6 and low.endswith(_ROLE_ENDINGS))
