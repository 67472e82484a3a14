"""What the rules know of words: verbs that report, roles, names with their gender, small words.

The lists are data files; here they are read once and put into sets.
"""

from __future__ import annotations

from functools import cache

from attrs import frozen

from storysum.text.data import lines, words

__all__ = ["Lexicon", "inflect", "lexicon"]

_VOWELS = "aeiou"


@frozen
class Lexicon:
    """Sets of words in lower case, names as written.

    Attributes:
        telling: Finite and participle forms of verbs that report speech.
        judging: The same of verbs that report a judgement in a few words.
        saying: The -ing forms of both.
        verbs: Any form of any common verb.
        ...
    """

    telling: frozenset[str]
    foreign: frozenset[str]
    judging: frozenset[str]
    saying: frozenset[str]
    verbs: frozenset[str]
    bases: frozenset[str]
    pasts: frozenset[str]
    thinking: frozenset[str]
    telling_now: frozenset[str]
    nouns: frozenset[str]
    roles: dict[str, str]
    groups: frozenset[str]
    titles: dict[str, str]
    female: frozenset[str]
    male: frozenset[str]
    organisations: frozenset[str]
    prepositions: frozenset[str]
    auxiliaries: frozenset[str]
    determiners: frozenset[str]
    adverbs: frozenset[str]
    conjunctions: frozenset[str]
    subordinators: frozenset[str]
    clausal: frozenset[str]
    relatives: frozenset[str]
    nominatives: frozenset[str]
    obliques: frozenset[str]
    nobody: frozenset[str]
    indefinites: frozenset[str]
    turning: frozenset[str]
    openers: frozenset[str]
    small: frozenset[str]


def inflect(base: str) -> tuple[str, str, str]:
    """The -s, -ed and -ing forms of a regular verb.

    >>> inflect("cry"), inflect("quip"), inflect("muse")
    (('cries', 'cried', 'crying'), ('quips', 'quipped', 'quipping'), ('muses', 'mused', 'musing'))
    """
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    if base.endswith("ie"):
        return base + "s", base + "d", base[:-2] + "ying"
    if base.endswith("e"):
        ing = base + "ing" if base.endswith("ee") else base[:-1] + "ing"
        return base + "s", base + "d", ing
    third = base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    stem = base
    short = len(base) <= 4 or base in _DOUBLED
    if short and base[-1] not in "aeiouwxy" and base[-2:-1] in tuple(_VOWELS) and base[-3:-2] not in tuple(_VOWELS):
        stem = base + base[-1]
    return third, stem + "ed", stem + "ing"


_DOUBLED = frozenset("admit permit commit submit refer prefer infer begin forget regret rebut upset".split())


def _forms(name: str) -> tuple[set[str], set[str], set[str]]:
    finite: set[str] = set()
    gerunds: set[str] = set()
    bases: set[str] = set()
    for line in lines(name):
        base, *irregular = line.lower().split()
        third, past, gerund = inflect(base)
        bases.add(base)
        finite.update((base, third, *(irregular or (past,))))
        gerunds.add(gerund)
    return finite, gerunds, bases


_LISTS = ("reporting_verbs", "judging_verbs", "thinking_verbs", "grammar_verbs", "grammar_irregular_verbs")


def _pasts(name: str) -> set[str]:
    """Past forms and participles."""
    found: set[str] = set()
    for line in lines(name):
        base, *irregular = line.lower().split()
        found.update(irregular or (inflect(base)[1],))
    return found


def _gendered(name: str) -> dict[str, str]:
    table = {}
    for line in lines(name):
        word, _, gender = line.partition(" ")
        table[word] = gender.strip()
    return table


@cache
def lexicon() -> Lexicon:
    """The lists, read once.

    >>> "laughs" in lexicon().telling, lexicon().roles["spokeswoman"], "Beatrice" in lexicon().female
    (True, 'f', True)
    """
    telling, telling_ing, bases = _forms("reporting_verbs")
    judging, judging_ing, more = _forms("judging_verbs")
    verbs, verbs_ing, plain = _forms("grammar_verbs")
    irregular, irregular_ing, odd = _forms("grammar_irregular_verbs")
    thinking, thinking_ing, muses = _forms("thinking_verbs")
    small = {kind: frozenset(rest.split()) for kind, _, rest in (line.partition(" ") for line in lines("quote_small_words"))}
    return Lexicon(
        telling=frozenset(telling),
        foreign=words("foreign_reporting_verbs"),
        judging=frozenset(judging),
        saying=frozenset(telling_ing | judging_ing | thinking_ing),
        verbs=frozenset(telling | judging | thinking | verbs | irregular),
        bases=frozenset(bases | more | plain | odd | muses),
        pasts=frozenset(form for name in _LISTS for form in _pasts(name)),
        thinking=frozenset(thinking),
        telling_now=frozenset(telling_ing),
        nouns=words("reporting_nouns"),
        roles=_gendered("role_nouns"),
        groups=words("group_nouns"),
        titles={word.lower(): gender for word, gender in _gendered("titles_of_people").items()},
        female=frozenset(name for line in lines("first_names_female") for name in line.split()),
        male=frozenset(name for line in lines("first_names_male") for name in line.split()),
        organisations=frozenset(name for line in lines("organisation_words") for name in line.split()),
        prepositions=small["preposition"],
        auxiliaries=small["auxiliary"],
        determiners=small["determiner"],
        adverbs=small["adverb"],
        conjunctions=small["conjunction"],
        subordinators=small["subordinator"],
        clausal=small["clausal"],
        relatives=small["relative"],
        nominatives=small["nominative"],
        obliques=small["oblique"],
        nobody=small["negation"],
        indefinites=small["indefinite"],
        turning=small.pop("turning"),
        openers=small.pop("opener"),
        small=frozenset().union(*small.values()),
    )
