"""Reporting verbs in the forms that stand in a reporting clause, and nouns for people who speak."""

from functools import cache, lru_cache

from storysum.wordlists import lines, table

_VOWELS = frozenset("aeiou")
_STEM = 3  # the fewest letters before an ending
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
    """The verbs of a list, each as base and irregular pasts; those in -ize in both spellings."""
    found = [tuple(line.lower().split()) for line in lines(name)]
    return (*found, *((f"{one[0][:-3]}ise", *one[1:]) for one in found if one[0].endswith("ize")))


@cache
def forms(name: str) -> frozenset[str]:
    """The base, -s and past forms of a list of verbs."""
    return frozenset({base for base, *_ in verbs(name)} | finite(name))


@cache
def finite(name: str) -> frozenset[str]:
    """The -s and past forms of a list of verbs."""
    found: set[str] = set()
    for base, *pasts in verbs(name):
        third, past, _ = inflect(base)
        found.update((third, *(pasts or (past,))))
    return frozenset(found)


@cache
def telling() -> frozenset[str]:
    """The forms of reporting verbs that are not a base form, and so cannot be nouns."""
    return forms("reporting_verbs") - {base for base, *_ in verbs("reporting_verbs")}


@lru_cache(10_000)
def role_gender(noun: str) -> str | None:
    """The gender of a noun for a person: "m", "f" or "" for either; None if neither it nor its ending is listed.

    >>> role_gender("spokeswoman"), role_gender("drummer"), role_gender("oboist"), role_gender("playlist")
    ('f', '', '', None)
    """
    listed = table("role_nouns")
    if noun in listed or f"!{noun}" in listed:
        return listed.get(noun)
    endings = _role_endings()
    if not noun.endswith(tuple(endings), _STEM):
        return None
    return next(gender for end, gender in endings.items() if noun.endswith(end, _STEM))


@cache
def _role_endings() -> dict[str, str]:
    return {word[1:]: gender for word, gender in table("role_nouns").items() if word[0] == "-"}
