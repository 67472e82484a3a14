"""What the rules know of words: verbs that report, roles, names with their gender, small words.

The lists are data files, one word or one class a line; here they are read once and put into sets.
"""

from __future__ import annotations

from functools import cache

from attrs import frozen

from storysum.text.data import lines, words

__all__ = ["Lexicon", "inflect", "lexicon"]

_VOWELS = frozenset("aeiou")
_DOUBLED = frozenset(
    ("admit", "omit", "emit", "commit", "submit", "refer", "prefer", "infer", "regret", "rebut", "upset")
)
_VERB_LISTS = (
    "reporting_verbs",
    "judging_verbs",
    "thinking_verbs",
    "grammar_verbs",
    "grammar_irregular_verbs",
)
_SMALL = (
    "prepositions",
    "auxiliaries",
    "determiners",
    "adverbs",
    "conjunctions",
    "subordinators",
    "relatives",
    "clausal",
    "nominatives",
    "obliques",
    "nobody",
    "indefinites",
)


@frozen
class Lexicon:
    """Sets of words, in lower case but for names.

    Attributes:
        telling: Forms of verbs that report speech, without -ing.
        telling_now: Their -ing forms.
        judging: Forms of verbs that report a judgement, often in a few quoted words.
        thinking: Forms of verbs of what is in a mind.
        turning: Forms that report only right beside a quotation: goes, begins, offers.
        phrasal: Verbs of two words that report only right beside a quotation: points-out, cuts-in.
        foreign: Forms of “say” in other languages.
        saying: The -ing forms of telling, judging and thinking.
        verbs: Any form but -ing of any common verb.
        bases: Their base forms.
        pasts: Their pasts and participles.
        nouns: Nouns that report: claim, remark.
        roles: Nouns for people, each with "m", "f" or "".
        groups: Nouns for bodies, groups and papers.
        titles: Titles before names, each with "m", "f" or "".
        female: First names, as written.
        male: The same; a name of either gender stands in both.
        organisations: Words of the names of bodies and places, as written.
        prepositions: About, above…
        auxiliaries: Forms of be, have and do, and modals.
        determiners: Articles, possessives, numerals.
        adverbs: Those without -ly.
        conjunctions: And, but…
        subordinators: Because, when…
        relatives: Who, which…
        clausal: Prepositions that open clauses as well: after, since…
        nominatives: He, she, they…
        obliques: Him, her, them…
        nobody: Nobody, none…
        indefinites: Somebody, others…
        small: All of the twelve before.
        openers: Common nouns that open sentences, and so have a capital.
        numbers: One to ten.
        being: Forms of be.
        dates: Months and weekdays.
        hours: Morning, week, today…
        particles: De, van, von… within names.
        plurals: Plural without an ending: police, we…
        calling: Call, calls, called.
        finding: To find something “…”.
        hearing: Passives whose subject speaks: was quoted, was heard.
        occasions: When and where people say things: interview, statement…
        headed: Words that a colon follows but that are nobody: example, note…
        replying: Replies, answers, counters…
        naming: Called, titled, dubbed…
        singing: Sing, rap, hum…
        works: Song, album, film…
        wording: Word, phrase, chorus, sign…
        inscribed: Things with words on them, which do not speak.
        addressing: Verbs that take whom they address: encouraged, reminded…
        answers: Nouns of which one says what they are: his answer was “…”.
        witnessing: Recalls, hears…: one who does so tells what another says.
    """

    telling: frozenset[str]
    telling_now: frozenset[str]
    judging: frozenset[str]
    thinking: frozenset[str]
    turning: frozenset[str]
    phrasal: frozenset[str]
    foreign: frozenset[str]
    saying: frozenset[str]
    verbs: frozenset[str]
    bases: frozenset[str]
    pasts: frozenset[str]
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
    relatives: frozenset[str]
    clausal: frozenset[str]
    nominatives: frozenset[str]
    obliques: frozenset[str]
    nobody: frozenset[str]
    indefinites: frozenset[str]
    small: frozenset[str]
    openers: frozenset[str]
    numbers: frozenset[str]
    being: frozenset[str]
    dates: frozenset[str]
    hours: frozenset[str]
    particles: frozenset[str]
    plurals: frozenset[str]
    calling: frozenset[str]
    finding: frozenset[str]
    hearing: frozenset[str]
    occasions: frozenset[str]
    headed: frozenset[str]
    replying: frozenset[str]
    naming: frozenset[str]
    singing: frozenset[str]
    works: frozenset[str]
    wording: frozenset[str]
    inscribed: frozenset[str]
    addressing: frozenset[str]
    answers: frozenset[str]
    witnessing: frozenset[str]


def inflect(base: str) -> tuple[str, str, str]:
    """The -s, -ed and -ing forms of a regular verb.

    >>> inflect("cry"), inflect("quip"), inflect("open")
    (('cries', 'cried', 'crying'), ('quips', 'quipped', 'quipping'), ('opens', 'opened', 'opening'))
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
def lexicon() -> Lexicon:
    """The lists, read once.

    >>> "laughs" in lexicon().telling, lexicon().roles["spokeswoman"], "Beatrice" in lexicon().female
    (True, 'f', True)
    """
    finite = {name: _finite(name) for name in _VERB_LISTS}
    telling, judging, thinking, *_ = finite.values()
    gerunds = {name: frozenset(inflect(base)[2] for base in _bases(name)) for name in _VERB_LISTS[:3]}
    classes = {
        kind: frozenset(rest.split()) for kind, _, rest in (line.partition(" ") for line in lines("quote_small_words"))
    }
    return Lexicon(
        telling=telling,
        telling_now=gerunds["reporting_verbs"],
        judging=judging,
        thinking=thinking,
        foreign=words("foreign_reporting_verbs"),
        saying=frozenset().union(*gerunds.values()),
        verbs=frozenset().union(*finite.values()),
        bases=frozenset(base for name in _VERB_LISTS for base in _bases(name)),
        pasts=frozenset(form for name in _VERB_LISTS for form in _pasts(name)),
        nouns=words("reporting_nouns"),
        roles=_gendered("role_nouns"),
        groups=words("group_nouns"),
        titles={word.lower(): gender for word, gender in _gendered("titles_of_people").items()},
        female=_many("first_names_female"),
        male=_many("first_names_male"),
        organisations=_many("organisation_words"),
        small=frozenset().union(*(classes[kind] for kind in _SMALL)),
        **classes,
    )


def _bases(name: str) -> list[str]:
    return [line.lower().split()[0] for line in lines(name)]


def _pasts(name: str) -> list[str]:
    found: list[str] = []
    for line in lines(name):
        base, *irregular = line.lower().split()
        found.extend(irregular or (inflect(base)[1],))
    return found


def _finite(name: str) -> frozenset[str]:
    bases = _bases(name)
    return frozenset((*bases, *(inflect(base)[0] for base in bases), *_pasts(name)))


def _gendered(name: str) -> dict[str, str]:
    return {word: gender.strip() for word, _, gender in (line.partition(" ") for line in lines(name))}


def _many(name: str) -> frozenset[str]:
    return frozenset(word for line in lines(name) for word in line.split())
