"""The templates of features, and what their numbers say in words.

A feature is one number: its template, and up to three fillers (a word's place in the shipped vocabulary, a
relation, a class, a distance in steps). `named` says in words what a number means; nothing else makes or reads
strings. No feature is a person's name: the vocabulary holds lower-case words only.

The shipped weights know a template by its place in this list: a new one goes to the end, and the line of one that
is given up stays.
"""

from collections.abc import Sequence

from storysum.quotations.lexicon import NOUNS, VERBS

RELATIONS = """
    ? acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated
    expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root
    vocative xcomp acl:relcl aux:pass nmod:poss nsubj:pass obl:agent csubj:pass nsubj:outer nmod:unmarked
    obl:unmarked nmod:desc obl:tmod nmod:tmod
""".split()
"""Relations of a parse, by number."""
POS = "? ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
"""Parts of speech, by number."""
KINDS = "? report judge think verb be comma colon mark noun pronoun preposition that and quotation adverb".split()
"""Coarse kinds of words, by number."""

_templates: list[tuple[str, str]] = []


def _template(name: str, fillers: str) -> int:
    """A new template, with the kind of each of its fillers: the number to which these are added."""
    _templates.append((name, fillers))
    return (len(_templates) - 1) << 57


PATH = _template("path", "path")
BEFORE_TWO = _template("two words before it", "word word")
AFTER_TWO = _template("two words after it", "word word")
Q_BEFORE_TWO = _template("two words before the quotation, role and side", "word word number")
Q_AFTER_TWO = _template("two words after the quotation, role and side", "word word number")
CUES = _template("reporting words in the sentence, role, twice the class of its verb and side", "number rel number")
PATH_KIND = _template("path, kind", "path number")
PATH_CLASS = _template("path, class of the verb", "path verb")
PATH_VERB = _template("path, verb where it turns", "path word")
CHAIN = _template("subjects further in, class of its verb, twice the class of the first and side", "number verb number")
INHERITED = _template("verb that tells, whether the subject is its own, role", "word number rel")
INHERITED_CLASS = _template(
    "class of the verb that tells, whether the subject is its own, twice the role and side", "verb number number"
)
VERB = _template("verb, relation to it, side", "word rel number")
CLASS = _template("class of the verb, relation, partial and side", "verb rel number")
CLASS_NEAR = _template("class of the verb, its distance from the quotation, side", "verb number number")
VERB_LINK = _template("verb, how it holds the quotation", "word number number")
LINK = _template("how its verb holds the quotation, relation, class", "number rel verb")
LINK_PARTIAL = _template("how its verb holds the quotation, relation, partial", "number rel number")
HOLDS = _template("relation of the quotation, class of the verb, relation", "rel verb rel")
HOLDER = _template("word that holds the quotation, link, relation", "word number rel")
DISTANCE = _template("distance, side, kind", "number number number")
BETWEEN = _template("candidates between, side, kind", "number number number")
BEFORE = _template("word before it, side", "word number")
AFTER = _template("word after it, side", "word number")
PATTERN = _template("kinds of words between, side, kind", "kinds number number")
PATTERN_NEAR = _template("kinds of words next to it and next to the quotation, side, kind", "kinds number number")
STRING = _template("the words between (as a hash), side", "number number")
PLACES = _template("distance from the verb to the quotation, from it to its verb, class", "number number number")
KIND = _template("kind, relation, side", "number rel number")
WORD = _template("pronoun or noun, side", "word number")
NOUN_CLASS = _template("class of the noun, side, partial", "noun number number")
ARTICLE = _template("first word of the phrase, class of the noun", "word noun")
Q_BEFORE = _template("word before the quotation, side, relation", "word number rel")
Q_AFTER = _template("word after the quotation, side, relation", "word number rel")
STANDS = _template("what stands between, side, kind", "number number number")
FIRST = _template("first or last before, partial, kind", "number number number")
ROOT = _template("subject of the sentence, kind, side", "number number number")
DENIED = _template("verb is denied, class", "number verb")
POSSESSIVE = _template("noun that it owns, link", "word number")
SHARED = _template("verb, its verb, relation", "word verb rel")
NUMBER = _template("more than one, first word of speech", "number word")
AWAY = _template("sentences away, kind, relation", "number number rel")
AWAY_CLASS = _template("sentences away, class of the verb, relation", "number verb rel")
AWAY_ALONE = _template("sentences away, shape, kind", "number number number")
AWAY_SPEAKS = _template("sentences away, speaks there, kind", "number number number")
AWAY_ORDER = _template("sentences away, which of its candidates, relation", "number number rel")
AWAY_VERB = _template("verb in another sentence, before or after, relation", "word number rel")
AWAY_MARK = _template("last mark of that sentence, away, relation", "word number rel")
OFTEN = _template("times named, sentences away, kind", "number number number")
NOBODY = _template("nobody: shape, partial, length", "number number number")
NOBODY_BEFORE = _template("nobody: word before", "word number")
NOBODY_AFTER = _template("nobody: word after", "word number")
NOBODY_HOLD = _template("nobody: relation of the quotation, class of what holds it", "rel verb number")
NOBODY_VERBS = _template("nobody: classes of the sentence's verbs, partial", "number number")
NOBODY_NEAR = _template("nobody: candidates of its own sentence, partial", "number number")
SPEECH = _template("speech: shape, partial, length", "number number number")
SPEECH_CASE = _template("speech: capitals, length, ending", "number number number")
SPEECH_BEFORE = _template("speech: word before, capitals", "word number")
SPEECH_AFTER = _template("speech: word after, ending", "word number")
SPEECH_POS = _template("speech: part of speech before and after, capitals", "pos pos number")
SPEECH_HOLD = _template("speech: relation, part of speech of what holds it", "rel pos number")
SPEECH_HOLDER = _template("speech: what holds it, relation", "word rel")
SPEECH_CLASS = _template("speech: class of verb and noun that hold it, capitals", "verb noun number")
SPEECH_NEAR = _template("speech: class of the nouns before, relation, capitals", "noun rel number")
SPEECH_VERBS = _template("speech: classes of the sentence's verbs, partial, length", "number number number")
SPEECH_WORDS = _template("speech: a word within, length", "word number")
SPEECH_FIRST = _template("speech: part of speech of its first word and head", "pos pos number")
SPEECH_STYLE = _template("speech: style of its marks and of the others", "number number")
SPEECH_ROLE = _template("speech: it is subject of a verb of class", "rel verb number")
SPEECH_DENIED = _template("speech: denied, nobody", "number number")
SPEECH_MARKS = _template("speech: others in the sentence, capitals", "number number")
PERSON_AWAY = _template("person: sentences back, paragraphs back", "number number")
PERSON_PLACE = _template("person: part of the sentence, sentences back", "number number")
PERSON_BEST = _template("person: best part in this paragraph, paragraphs back", "number number")
PERSON_ORDER = _template("person: how many named since, part of the sentence", "number number")
PERSON_LATEST = _template("person: last subject, since the last quotation, paragraphs back", "number number number")
PERSON_SPOKE = _template("person: how many spoke since, sentences back", "number number")
PERSON_NAMED = _template("person: times named, first named", "number number")
PERSON_GIVEN = _template("person: by full name last time, sentences back", "number number")


def named(feature: int, vocabulary: Sequence[str]) -> str:
    """What a feature says.

    >>> named(KIND + (1 << 22) + (RELATIONS.index("nsubj") << 10) + 1, [])
    'kind, relation, side: 1 nsubj 1'
    """
    name, kinds = _templates[feature >> 57]
    rest = feature & ((1 << 57) - 1)
    fillers = (rest >> 22, rest >> 10 & 4095, rest & 1023)
    return f"{name}: {' '.join(_told(kind, n, vocabulary) for kind, n in zip(kinds.split(), fillers, strict=False))}"


def _told(kind: str, value: int, vocabulary: Sequence[str]) -> str:
    if kind == "word":
        return vocabulary[value] if value else "(other)"
    if kind == "path":
        steps = []
        while value:
            steps.append(("↓" if value & 64 else "↑") + RELATIONS[value & 63])
            value >>= 7
        return "".join(reversed(steps)) or "(far)"
    if kind == "kinds":
        return " ".join(KINDS[value >> 4 * k & 15] for k in range(value.bit_length() // 4, -1, -1)) or "nothing"
    names = {"rel": RELATIONS, "verb": VERBS, "noun": NOUNS, "pos": POS}.get(kind)
    return str(value) if names is None else names[value] or "none"
