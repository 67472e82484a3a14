"""Classes of words: what a feature says of a word beside the word itself, and what tells names apart."""

from __future__ import annotations

from functools import cache

from attrs import frozen

from storysum.text.reporting import Roles, forms, inflect, role_nouns
from storysum.text.reporting import verbs as listed
from storysum.wordlists import lines, table, words

__all__ = ["Lexicon", "lexicon"]

_SMALL = """
    prepositions auxiliaries determiners adverbs conjunctions subordinators relatives clausal nominatives
    obliques nobody indefinites
""".split()
VERBS = ("", "report", "judge", "think", "call", "sing", "be", "reply", "turn")
"""Classes of verbs, by number."""
NOUNS = ("", "role", "group", "work", "wording", "inscribed", "report", "nobody", "indefinite", "occasion")
"""Classes of nouns and pronouns, by number."""


@frozen
class Lexicon:
    """Sets of words, in lower case but for names.

    Attributes:
        verbs: The class of each form of a verb, a number of `VERBS`.
        nouns: The class of a noun, a number of `NOUNS`.
        roles: Nouns for people, each with "m", "f" or "".
        groups: Nouns for bodies, groups and papers.
        titles: Titles before names, each with "m", "f" or "".
        female: First names, as written.
        male: The same; a name of either gender stands in both.
        organisations: Words of the names of bodies and places, as written.
        small: Prepositions, auxiliaries, pronouns and the like.
        stops: Words on which an apposition ends.
        dates: Months and weekdays.
    """

    verbs: dict[str, int]
    nouns: dict[str, int]
    roles: Roles
    groups: frozenset[str]
    titles: dict[str, str]
    female: frozenset[str]
    male: frozenset[str]
    organisations: frozenset[str]
    small: frozenset[str]
    prepositions: frozenset[str]
    stops: frozenset[str]
    dates: frozenset[str]

    @property
    def telling(self) -> frozenset[str]:
        """Every form but -ing of the verbs that report speech."""
        return forms("reporting_verbs")


@cache
def lexicon() -> Lexicon:
    """The lists, read once.

    >>> VERBS[lexicon().verbs["laughs"]], lexicon().roles["spokeswoman"], "Beatrice" in lexicon().female
    ('report', 'f', True)
    """
    classes = {kind: some.split() for kind, some in table("quote_small_words").items()}
    verbs: dict[str, int] = {}
    for name, kind in (("thinking_verbs", "think"), ("judging_verbs", "judge"), ("reporting_verbs", "report")):
        gerunds = (inflect(base)[2] for base, *_ in listed(name))
        verbs.update(dict.fromkeys((*gerunds, *sorted(forms(name))), VERBS.index(kind)))
    named = {"call": "calling", "sing": "singing", "be": "being", "reply": "replying", "turn": "turning"}
    for kind, name in named.items():
        verbs.update(dict.fromkeys(classes[name], VERBS.index(kind)))
    verbs.update(dict.fromkeys(classes["naming"], VERBS.index("call")))
    nouns = dict.fromkeys(classes["occasions"], NOUNS.index("occasion"))
    nouns.update(dict.fromkeys((line.split()[0] for line in lines("reporting_nouns")), NOUNS.index("report")))
    for kind, some in (("work", "works"), ("inscribed", "inscribed"), ("wording", "wording")):
        nouns.update(dict.fromkeys(classes[some], NOUNS.index(kind)))
    groups, roles = words("group_nouns"), role_nouns()
    nouns.update(dict.fromkeys(groups, NOUNS.index("group")))
    nouns.update(dict.fromkeys(roles.listed, NOUNS.index("role")))
    nouns.update(dict.fromkeys(classes["indefinites"], NOUNS.index("indefinite")))
    nouns.update(dict.fromkeys((*classes["nobody"], "no"), NOUNS.index("nobody")))
    return Lexicon(
        verbs=verbs,
        nouns=nouns,
        roles=roles,
        groups=groups,
        titles={word.lower(): gender.strip() for word, gender in table("titles_of_people").items()},
        female=_many("first_names_female"),
        male=_many("first_names_male"),
        organisations=_many("organisation_words"),
        small=frozenset().union(*(classes[kind] for kind in _SMALL)),
        prepositions=frozenset(classes["prepositions"]),
        stops=frozenset().union(
            *(classes[kind] for kind in ("prepositions", "relatives", "subordinators", "auxiliaries")), ("and", "&")
        ),
        dates=frozenset(classes["dates"]),
    )


def _many(name: str) -> frozenset[str]:
    return frozenset(word for line in lines(name) for word in line.split())
