"""Verbs that report speech, in the forms that stand in a reporting clause."""

from __future__ import annotations

from functools import cache

from storysum.text.data import lines, table

__all__ = ["bases", "forms", "inflect", "reporting_verbs", "role_nouns"]

_VOWELS = frozenset("aeiou")
_DOUBLED = frozenset(
    ("admit", "omit", "emit", "commit", "submit", "refer", "prefer", "infer", "regret", "rebut", "upset")
)


def inflect(base: str) -> tuple[str, str, str]:
    """The -s, -ed and -ing forms of a regular verb.

    >>> inflect("cry"), inflect("quip"), inflect("belie")
    (('cries', 'cried', 'crying'), ('quips', 'quipped', 'quipping'), ('belies', 'belied', 'belying'))
    """
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    if base.endswith("ie"):
        return base + "s", base + "d", base[:-2] + "ying"
    if base.endswith("e"):
        return base + "s", base + "d", (base if base.endswith("ee") else base[:-1]) + "ing"
    third = base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    stem = base
    one_vowel = base[-2:-1] in _VOWELS and (base[-3:-2] not in _VOWELS or base[-4:-2] == "qu")
    closed = one_vowel and base[-1] not in "aeiouwxy"
    if closed and (_VOWELS.isdisjoint(base[:-2].replace("qu", "")) or base in _DOUBLED):
        stem = base + base[-1]
    return third, stem + "ed", stem + "ing"


@cache
def bases(name: str) -> frozenset[str]:
    """The base forms of a list of verbs, of which each line is a base and its irregular pasts."""
    return frozenset(line.lower().split()[0] for line in lines(name))


@cache
def forms(name: str) -> frozenset[str]:
    """Every form but -ing of a list of verbs.

    >>> "laughs" in forms("reporting_verbs"), "told" in forms("reporting_verbs")
    (True, True)
    """
    found: set[str] = set()
    for line in lines(name):
        base, *pasts = line.lower().split()
        third, past, _ = inflect(base)
        found.update((base, third, *(pasts or (past,))))
    return frozenset(found)


def reporting_verbs() -> frozenset[str]:
    """Every form but -ing of the verbs that report speech."""
    return forms("reporting_verbs")


def role_nouns() -> dict[str, str]:
    """Nouns for people, each with "m", "f" or "".

    >>> role_nouns()["spokeswoman"], role_nouns()["drummer"]
    ('f', '')
    """
    return table("role_nouns")
