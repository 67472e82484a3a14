"""Classes of words: what a feature says of a word beside the word itself, and what tells names apart."""

from functools import cache

from attrs import frozen

from storysum.text.reporting import forms, inflect
from storysum.text.reporting import verbs as listed
from storysum.wordlists import lines, table, words

_SMALL = """
    prepositions auxiliaries determiners adverbs conjunctions subordinators relatives nominatives obliques nobody
    indefinites
""".split()
VERBS = ("", "report", "judge", "think", "call", "sing", "be", "reply", "turn")
"""Classes of verbs, by number."""
NOUNS = ("", "role", "group", "work", "wording", "inscribed", "report", "nobody", "indefinite", "occasion")
"""Classes of nouns and pronouns, by number."""


@frozen
class Lexicon:
    """Sets of words, in lower case but for names."""

    verbs: dict[str, int]  # the class of each form of a verb, a number of `VERBS`
    nouns: dict[str, int]  # the class of a noun, a number of `NOUNS`
    telling: frozenset[str]  # every form but -ing of the verbs that report speech
    groups: frozenset[str]  # nouns for bodies, groups and papers
    titles: dict[str, str]  # titles before names, each with "m", "f" or ""
    female: frozenset[str]  # first names, as written
    male: frozenset[str]  # the same; a name of either gender stands in both
    organisations: frozenset[str]  # words of the names of bodies and places, as written
    small: frozenset[str]  # prepositions, auxiliaries, pronouns and the like
    prepositions: frozenset[str]
    stops: frozenset[str]  # words on which an apposition ends
    dates: frozenset[str]  # months and weekdays
    headed: frozenset[str]  # words that a colon follows but that are nobody


@cache
def lexicon() -> Lexicon:
    """The lists, read once.

    >>> VERBS[lexicon().verbs["laughs"]], "Beatrice" in lexicon().female
    ('report', True)
    """
    classes = {kind: some.split() for kind, some in table("quote_small_words").items()}
    groups = words("group_nouns")
    # Of a word in several classes the last one counts.
    verbs = (
        ("think", _every_form("thinking_verbs")),
        ("judge", _every_form("judging_verbs")),
        ("report", _every_form("reporting_verbs")),
        ("call", classes["calling"]),
        ("sing", classes["singing"]),
        ("be", classes["being"]),
        ("reply", classes["replying"]),
        ("turn", classes["turning"]),
        ("call", classes["naming"]),
    )
    nouns = (
        ("occasion", classes["occasions"]),
        ("report", lines("reporting_nouns")),
        ("work", classes["works"]),
        ("inscribed", classes["inscribed"]),
        ("wording", classes["wording"]),
        ("group", groups),
        ("role", table("role_nouns")),
        ("indefinite", classes["indefinites"]),
        ("nobody", [*classes["nobody"], "no"]),
    )
    return Lexicon(
        verbs={verb: VERBS.index(kind) for kind, some in verbs for verb in some},
        nouns={noun: NOUNS.index(kind) for kind, some in nouns for noun in some},
        telling=forms("reporting_verbs"),
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
        headed=frozenset(classes["headed"]),
    )


def _every_form(name: str) -> frozenset[str]:
    return forms(name) | {inflect(base)[2] for base, *_ in listed(name)}


def _many(name: str) -> frozenset[str]:
    return frozenset(word for line in lines(name) for word in line.split())
