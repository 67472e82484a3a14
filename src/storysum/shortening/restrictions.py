"""What restricts a statement: conditions, exceptions, denials, and how far something changed."""

from __future__ import annotations

from itertools import takewhile

from storysum.shortening.reading import NOMINAL, Reading, ranks, word_list

_PARTICLES = (("out", "of"), ("on", "to"), ("in", "to"), ("from", "behind"))
HEDGED = ("obl", "advcl", "nmod", "acl", "advmod")


def predicate(r: Reading, word: int) -> bool:
    """Whether a word is a verb, or says what something is."""
    return r.parse.pos[word] in ("VERB", "AUX") or bool(r.kids(word, "cop"))


def inverted(r: Reading, word: int) -> bool:
    """Whether a clause is a condition without “if”: had it rained."""
    first = r.left(word)
    joined = r.base[word] in ("parataxis", "conj", "ccomp") and first > 0 and not r.kids(word, "cc")
    joined = joined and not r.after_comma(word) and not {"DET", *NOMINAL}.isdisjoint(r.parse.pos[first + 1 : first + 2])
    clause = r.base[word] == "advcl" or joined
    return clause and word in (first, r.parent(first)) and r.among(first, "inverted")


def exception(r: Reading, word: int) -> bool:
    """Whether a word heads a condition or an exception: if it rains, as long as, apart from, far from, close to."""
    first = r.left(word)
    if r.base[word] in ("conj", "parataxis", "ccomp", *HEDGED) and r.among(first, "restricting"):
        return True
    if (
        r.low[first] == "when"
        and not r.low[word].endswith("ing")
        and any(r.among(one, "general") for one in r.kids(word, "cop"))
    ):
        return True  # they sleep badly when it is hot
    pairs = ("-".join(r.low[max(0, start) : start + 2]) for start in (first, first - 1))
    if not word_list("exceptions").isdisjoint(pairs):
        return True
    if r.low[word + 1 : word + 2] == ("but",) and any(r.among(kid, "quantifiers") for kid in r.kids(word, "det")):
        return True  # in every month but June
    if r.low[word] in ("long", "soon") and any(r.among(k, "as") for k in r.kids(word, "advmod")):
        return True
    return r.low[word] in ("condition", "understanding", "event") and r.base[word] == "obl"


def has_only(r: Reading, word: int) -> bool:
    """Whether a word, or what counts its subject, has an “only”."""
    subjects = r.kids(word, "nsubj")
    counts = [kid for one in subjects for kid in r.kids(one, "nummod")]
    return any(r.low[k] == "only" for one in (word, *subjects, *counts) for k in r.kids(one, "advmod"))


def not_only(r: Reading, verb: int) -> bool:
    """Whether more is said than a clause denies: “did not just rehearse, they wrote”."""
    return any(
        r.among(k, "negations") and r.low[k + 1 : k + 2] in (("just",), ("only",), ("merely",), ("simply",))
        for k in r.kids(verb)
    )


def denied_alone(r: Reading, word: int) -> bool:
    """Whether a phrase is denied: “but not in humans”, “under no circumstances”."""
    if r.base[word] not in ("obl", "nmod", "conj") or predicate(r, word):
        return False
    return any(r.among(k, "negations") for k in r.kids(word, "advmod", "det"))


def before_to(r: Reading, word: int) -> bool:
    """Whether a word says with a “to” behind it that something is not so: has yet to, close to 40."""
    return r.low[word : word + 2] == ("yet", "to") or (
        r.low[word : word + 2] == ("close", "to") and r.parse.pos[word + 2 : word + 3] == ("NUM",)
    )


def changes_to(r: Reading, word: int) -> bool:
    """Whether a phrase says from what something rose, to what else it changed from that, or into what it is turned."""
    if r.low[r.left(word)] == "from" and r.among(r.parent(word), "rising"):
        return r.temporal(word) and not r.after_comma(word)
    if r.base[word] not in ("obl", "nmod"):
        return False
    if any(r.among(one, "turning") for one in r.parse.ancestors(word)[:2]):
        return any(r.low[opener] == "into" for opener in r.openers(word))
    beside = (k for k in r.kids(r.parent(word), "obl", "nmod") if k < word)
    return r.low[r.left(word)] == "to" and any(r.low[opener] == "from" for k in beside for opener in r.openers(k))


def has_rank(r: Reading, noun: int) -> bool:
    """Whether a noun has a rank before it, or is one: the first win, the first to marry."""
    the = ranks(r, noun) and any(r.low[kid] == "the" for kid in r.kids(noun, "det"))
    return the or (r.parse.pos[noun] in ("NOUN", "PROPN") and any(ranks(r, kid) for kid in r.kids(noun, "amod")))


def within_a_rank(r: Reading, word: int) -> bool:
    """Whether a phrase narrows what narrows a rank: the first woman to win the prize [for a second time]."""
    if r.base[word] in ("nmod", "obl") and r.opens_with(word, "among"):
        path = [word, *takewhile(lambda one: r.base[one] in ("nmod", "obl"), r.parse.ancestors(word))]
        top = r.parent(path[-1])
        if top < word and any(
            ranks(r, one) and r.low[one].endswith(("est", "only")) for one in (top, *r.kids(top, "amod"))
        ):
            return not r.temporal(word)  # the longest of its kind [in Europe]
    verb = r.parent(word)
    inside = r.base[word] in ("obl", "advcl") and r.base[verb] in ("acl", "xcomp") and word > verb
    if not inside or r.temporal(word) or r.after_comma(word) or r.opens_with(word, "manner"):
        return False
    beside = [one for one in r.kids(r.parent(verb), "obj", "xcomp") if one < verb]
    return any(has_rank(r, one) for one in (r.parent(verb), *beside))


def particle(r: Reading, word: int) -> bool:
    """Whether a word or a phrase right behind a verb makes another verb of it: came [forward], ran [out of cash]."""
    verb, first = r.parent(word), r.left(word)
    if r.parse.pos[verb] != "VERB":
        return False
    behind = any(r.parse.subtree(one)[-1] + 1 == first for one in r.kids(verb, "obj"))
    if behind and r.base[word] == "obl" and r.low[first : first + 2] == ("out", "of"):
        return True  # put them [out of work]
    if first not in (verb + 1, verb + 2):
        return False
    if first == verb + 1 and r.base[word] == "advmod":
        return r.among(word, "particles")
    return r.base[word] == "obl" and r.low[verb + 1 : verb + 3] in _PARTICLES


def asked_to(r: Reading, word: int) -> bool:
    """Whether a phrase says who is to do it: called [on the premier] to resign."""
    verb, last = r.parent(word), max(r.parse.subtree(word))
    asked = r.base[word] == "obl" and verb < word and bool(r.openers(word)) and not r.temporal(word)
    return asked and any(r.left(one) == last + 1 for one in r.kids(verb, "xcomp"))


def contrasted(r: Reading, word: int) -> bool:
    """Whether another of its kind is joined or compared to it: [with the label] but not with the band, and by bands."""
    opener = [r.low[one] for one in r.openers(word)][-1:]
    others = (k for k in r.kids(r.parent(word), *HEDGED, "conj") if k > word) if opener else ()
    return any(
        opener == [r.low[one] for one in r.openers(k)][-1:]
        and any(r.low[one] in ("not", "than", "but", "and", "or") for one in range(r.left(k), k))
        for k in others
    )


def viewpoint(r: Reading, word: int) -> bool:
    """Whether a phrase says in whose eyes something is so: in the opinion [of Holm], as the label sees it."""
    if r.base[word] == "advcl":
        return r.opens_with(word, "as") and any(r.low[one] == "it" for one in r.kids(word, "obj"))
    opinion = r.base[word] == "obl" and r.among(word, "opinions") and bool(r.openers(word))
    return opinion or (r.base[word] == "nmod" and r.among(r.parent(word), "opinions") and r.opens_with(word, "of"))
