"""Verbs that report speech, in the forms that stand in a reporting clause, and nouns for those who speak."""

from __future__ import annotations

from functools import cache

from attrs import frozen

from storysum.wordlists import lines, table

_VOWELS = frozenset("aeiou")
_STEM = 3  # letters in front of an ending
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
def verbs(name: str) -> tuple[tuple[str, ...], ...]:
    """A list of verbs, each as its base and its irregular pasts; what ends on -ize in both spellings."""
    found = [tuple(line.lower().split()) for line in lines(name)]
    return (*found, *((f"{one[0][:-3]}ise", *one[1:]) for one in found if one[0].endswith("ize")))


@cache
def bases(name: str) -> frozenset[str]:
    """The base forms of a list of verbs."""
    return frozenset(base for base, *_ in verbs(name))


@cache
def forms(name: str) -> frozenset[str]:
    """Every form but -ing of a list of verbs.

    >>> "laughs" in forms("reporting_verbs"), "told" in forms("reporting_verbs")
    (True, True)
    """
    found: set[str] = set()
    for base, *pasts in verbs(name):
        third, past, _ = inflect(base)
        found.update((base, third, *(pasts or (past,))))
    return frozenset(found)


def reporting_verbs() -> frozenset[str]:
    """Every form but -ing of the verbs that report speech."""
    return forms("reporting_verbs")


@frozen(eq=False)
class Roles:
    """Nouns for people, each with "m", "f" or "": those that are listed, and those that end as some do.

    >>> roles = role_nouns()
    >>> roles["spokeswoman"], roles["drummer"], "oboist" in roles, "playlist" in roles
    ('f', '', True, False)
    """

    listed: dict[str, str]
    endings: dict[str, str]

    def get(self, noun: str) -> str | None:
        """The gender that a noun tells; None for one that is no role."""
        if noun in self.listed or f"!{noun}" in self.listed:
            return self.listed.get(noun)
        return next((self.endings[end] for end in self.endings if noun.endswith(end, _STEM)), None)

    def __contains__(self, noun: str) -> bool:
        return self.get(noun) is not None

    def __getitem__(self, noun: str) -> str:
        return self.get(noun) or ""


@cache
def role_nouns() -> Roles:
    """The nouns of `role_nouns.txt`."""
    found = table("role_nouns")
    return Roles(found, {word[1:]: gender for word, gender in found.items() if word[0] == "-"})
