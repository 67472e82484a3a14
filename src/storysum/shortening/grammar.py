"""Tests for what grammar holds together: particles, opening words, names, roles and conjuncts."""

from storysum.shortening.claims import exception
from storysum.shortening.reading import ARTICLES, Reading, word_list

_PARTICLES = (("out", "of"), ("on", "to"), ("in", "to"), ("from", "behind"))


def asked_to(r: Reading, word: int, verb: int) -> bool:
    """Whether a phrase names who is asked to do something: called [on the premier] to resign."""
    behind = r.parse.subtree(word)[-1] + 1
    asked = verb < word and bool(r.openers(word)) and not r.temporal(word)
    return asked and any(r.left(one) == behind for one in r.kids(verb, "xcomp"))


def adverb_particle(r: Reading, word: int, verb: int) -> bool:
    """Whether a word is a particle or stranded preposition right behind a verb: came [forward]; unsafe to swim [in]."""
    adverb = r.parse.pos[verb] == "VERB" and r.left(word) == verb + 1 and r.among(word, "particles")
    return adverb or (r.parse.pos[word] == "ADP" and word == verb + 1)


def phrasal(r: Reading, word: int, verb: int) -> bool:
    """Whether a phrase forms a phrasal verb with the verb before it: ran [out of cash], put them [out of work]."""
    first = r.left(word)
    if r.parse.pos[verb] != "VERB":
        return False
    ends = (r.parse.subtree(one)[-1] for one in r.kids(verb, "obj"))
    if r.low[first : first + 2] == ("out", "of") and first - 1 in ends:
        return True
    return first in (verb + 1, verb + 2) and r.low[verb + 1 : verb + 3] in _PARTICLES


def opening(r: Reading, word: int, head: int) -> bool:
    """Whether a word or phrase opens the clause that it depends on: [when] it rained, [in which] it rained."""
    far = r.base[word] == "advmod" and bool(r.openers(word)) and r.base[head] in ("obl", "nmod")
    return word < head and (far or r.among(word, "openers") or r.among(word, "unfinished"))


def part_of_name(r: Reading, word: int, noun: int) -> bool:
    """Whether a compound is part of a name or a number with its noun."""
    name = r.parse.pos[noun] == "PROPN" and r.capital(noun)
    return name or r.parse.pos[word] in ("PROPN", "NUM") or r.low[word] == "per"


def capitalised(r: Reading, word: int, head: int) -> bool:
    """Whether a capitalised word forms a name with its head or with the word next to it."""
    base, pos = r.base[word], r.parse.pos
    if not r.capital(word):
        return False
    if word == 0 and base == "amod" and r.among(word, "directions"):
        return head in (1, r.parent(1)) and r.capital(1)  # South African
    if word == 0:  # at the start of a sentence “General Motors” is a name, “Embattled” of “Embattled Petra Holm” is not
        name = base == "amod" and head == 1 and pos[1] == "PROPN"
        return name and "PROPN" not in pos[2:3] and not r.kids(1, "flat")
    of = r.openers(word)[:1] == [head + 1] and r.opens_with(word, "of")
    if r.capital(head) and (base != "nmod" or of):
        return True
    if base != "amod" or word > head:
        return False
    if r.parent(word + 1) == head and pos[word + 1] == "PROPN" and r.base[word + 1] == "compound":
        return True
    pairs = ((word, word + 1), (word - 1, word))  # Middle Eastern
    return any(r.among(one, "directions") and r.capital(one) and r.parent(one) == r.parent(two) for one, two in pairs)


def before_name(r: Reading, word: int, name: int) -> bool:
    """Whether a word stands between an article and a name."""
    named = r.parse.pos[name] == "PROPN" and r.capital(name)
    return named and any(one < word < name and r.low[one] in ARTICLES for one in r.kids(name, "det"))


def kind_of_role(r: Reading, word: int, role: int) -> bool:
    """Whether a noun is the first part of a role right before a name: [label] owner Holm."""
    named = (r.parse.pos[one] == "PROPN" and r.left(one) == role + 1 for one in r.kids(role, "appos"))
    return word + 1 == role and r.among(role, "kin") and any(named)


def role_of_place(r: Reading, word: int, name: int) -> bool:
    """Whether a role is attached to a word inside a name with “of”: Bank of [England chairman] Holm."""
    of = r.left(name)
    return r.parse.relation[word] == "nmod:desc" and r.low[of] == "of" and r.capital(of - 1)


def joint(r: Reading, word: int, first: int) -> bool:
    """Whether a conjunction must stay with its head: before a negation, in “either … or”, in a list."""
    relation = r.parse.relation
    denied = not word_list("negations").isdisjoint(r.low[word + 1 : word + 2])
    paired = ":" in relation[first] or (":" in relation[word] and r.low[word] != "both")
    return denied or paired or r.base[first] == "conj"


def joined(r: Reading, word: int, first: int) -> bool:
    """Whether conjuncts make sense only together: subjects, alternatives, “both … and”, adjectives, numbers."""
    top = r.parent(first) if r.base[first] == "conj" else first
    pos, joints = r.parse.pos, r.kids(word, "cc")
    if r.any_among(joints, "alternatives") or any(":" in r.parse.relation[one] for one in r.kids(first, "cc")):
        return True
    if r.base[first] == "advcl" and r.is_clause(word) and not joints:
        return True  # “If the strike goes ahead, no trains will run”, which the parser may take for two conditions
    conceded = r.has(first, "aux", "may", "might")  # a concession: “it may be late, but it came”
    if r.has(word, "cc", "but") and (conceded or pos[word] not in ("VERB", "AUX")):
        return True
    if pos[first] in ("ADJ", "ADV", "NUM", "ADP", "DET") and (r.base[first] != "root" or r.kids(first, "det")):
        return True  # or “is a slow, sad tale”, which the parser takes for “is slow and sad”
    if _one_object(r, word, first) or _one_article(r, word, first):
        return True
    if r.opens_with(first, "restricting") or exception(r, first):
        return True  # “except for doctors and nurses”
    if r.base[top] == "nmod" and r.base[r.parent(top)] == "nsubj" and r.bare_plural(r.parent(top)):
        return True  # drummers from Hull and Goole
    if r.base[top] in ("nsubj", "csubj", "compound", "flat", "nummod", "appos") or r.opens_with(first, "between"):
        return True
    return r.negated(first) and not (r.is_clause(word) and joints)


def _one_object(r: Reading, word: int, first: int) -> bool:
    """Whether the object of the last verb belongs to the verbs before it, too: “to house, feed and clothe millions”."""
    own = any(one < word for one in r.kids(first, "obj", "obl", "xcomp", "ccomp"))
    inverted = any(first < one for one in r.kids(first, "nsubj"))
    return r.parse.pos[first] == "VERB" and bool(r.kids(word, "obj")) and not (own or inverted)


def _one_article(r: Reading, word: int, first: int) -> bool:
    """Whether two nouns with one article modify one noun: “a ground and air offensive”, parsed as two things."""
    own = any(one < word for one in r.kids(word, "det", "nummod", "nmod"))
    modified = any(one < word for one in r.kids(word, "compound", "amod"))
    article = any(one + 1 == first and r.low[one] in ("a", "an") for one in r.kids(first, "det"))
    return r.parse.pos[word] == "NOUN" == r.parse.pos[first] and modified and article and not own


def stray(r: Reading, word: int) -> bool:
    """Whether a verb is parsed as a conjunct although nothing joins it: “glasses sold to block light reduce strain”."""
    verb = r.base[word] == "conj" and r.parse.pos[word] == "VERB" and r.base[r.parent(word)] != "root"
    between = r.parse.pos[r.parent(word) : word]
    return verb and r.parent(word) < word and "CCONJ" not in between and "PUNCT" not in between
