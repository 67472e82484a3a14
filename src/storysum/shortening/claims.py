"""Tests for who claims something and whether it holds: sources, denials, doubts, conditions and exceptions."""

from collections.abc import Iterator
from itertools import takewhile

from storysum.marks import DOUBLE
from storysum.shortening.reading import MODIFIERS, NOMINAL, Reading, word_list

_DEEP = 5  # arcs to climb at most: “refused to allow him to appeal”
_SHORT_CLAUSE = 8  # words of a short attribution at most: “…, the police said on Monday”


def source(r: Reading, word: int) -> bool:
    """Whether a clause names the source of a claim: it leaked, [the label said]; [as Holm told us]."""
    if r.base[word] == "parataxis":
        short = r.is_clause(word) and len(r.parse.subtree(word)) <= _SHORT_CLAUSE
        return short or r.among(word, "reports")
    if r.base[word] != "advcl" or not r.among(word, "reports"):
        return False
    before = range(r.left(word), word)
    asked = r.kids(word, "mark") or r.any_among(before, "openers") or r.any_among(before, "unfinished")
    if r.is_clause(word) and r.after_comma(word) and not asked:
        return True
    return r.opens_with(word, "as") and (r.among(word, "telling") or not r.kids(word, "obj", "ccomp"))


def viewpoint(r: Reading, word: int, head: int) -> bool:
    """Whether a phrase says whose view a statement is: in the opinion [of Holm], as the label sees it."""
    if r.base[word] == "advcl":
        return r.opens_with(word, "as") and r.has(word, "obj", "it")
    if r.base[word] == "nmod":
        return r.among(head, "opinions") and r.opens_with(word, "of")
    return r.among(word, "opinions") and bool(r.openers(word))


def quoted(r: Reading, word: int, who: int) -> bool:
    """Whether a word is an apposition that names the speaker of a quotation: “…”, the drummer, [Petra Holm], said."""
    named = r.parse.pos[word] == "PROPN" != r.parse.pos[who] and r.parse.forms[r.left(word) - 1] == ","
    says = r.base[who] == "nsubj" and r.among(r.parent(who), "reports")
    return named and says and not DOUBLE.isdisjoint(r.parse.forms)


def sets(r: Reading, word: int) -> bool:
    """Whether a phrase says in what story, under what plan or for whom something holds: [in her new novel] he robs."""
    free = r.first(word) == "for" and not r.temporal(word) and not r.among(word, "instances")
    return free or (r.among(word, "settings") and bool(r.openers(word)))


def undone(r: Reading, word: int, verb: int) -> bool:
    """Whether a word says that what its head tells was undone later: was arrested [and later released]."""
    if r.base[word] == "acl" and r.among(verb, "verdicts") and r.among(word, "undoing"):
        return True  # a verdict [that was overturned]
    return word > verb and r.among(verb, "undone") and r.any_among((word, *r.kids(word, "acl", "conj")), "undoing")


def negation(r: Reading, word: int, head: int) -> bool:
    """Whether a word negates or is part of a negation: not, never, not [yet]; has [yet] to, [close] to 40."""
    pair = r.low[word : word + 2]
    close = pair == ("close", "to") and r.parse.pos[word + 2 : word + 3] == ("NUM",)
    late = r.low[word] == "yet" and r.negated(head)
    return r.among(word, "negations") or pair == ("yet", "to") or close or late


def hedge(r: Reading, word: int, _head: int) -> bool:
    """Whether a word says that something may be untrue, or limits how far it is true."""
    limit = r.among(word, "limits") and not (r.parse.pos[word] == "NOUN" and r.openers(word))
    return (limit and r.base[word] != "appos") or (r.among(word, "hedges") and r.base[word] != "acl")


def denied(r: Reading, word: int, verb: int) -> bool:
    """Whether a phrase gives the time, place or manner of something that is denied: will not play [until May]."""
    if not r.follows(word) or r.opens_with(word, "asides"):
        return False
    if r.base[verb] == "obj" and r.among(r.parent(verb), "denials") and r.has(verb, "det", "a", "an"):
        return False  # rejected a plan [in Hull]: with “a” it is just one plan of many
    if r.low[word] == "time" and r.first(word) == "for" and r.has(word, "amod", "first"):
        return False  # will not play [for the first time]: until now it always did
    return r.negated(verb) or r.rules_out(verb) or _below_denial(r, word, verb)


def of_what_is_denied(r: Reading, word: int, _head: int) -> bool:
    """Whether a word narrows something denied or limited by “only”: saw no [old] van; no sign [of rain]."""
    opens = r.base[word] == "amod" or r.opens_with(word, "of") or r.first(word) == "about"
    return opens and any(one < word and (r.negated(one) or has_only(r, one)) for one in _scope(r, word))


def bounded(r: Reading, word: int, head: int) -> bool:
    """Whether a phrase says until when there was none of something: had no van [before May]."""
    bounds = word > head and r.among(r.left(word), "bounds")
    return bounds and any(one < word and r.any_among(r.kids(one, "det"), "negations") for one in _scope(r, word))


def which_is_denied(r: Reading, word: int, noun: int) -> bool:
    """Whether a clause narrows something denied or limited by “only”: saw no van [that was old]."""
    return not r.after_comma(word) and (has_only(r, noun) or any(map(r.negated, r.parse.ancestors(word)[:2])))


def to_whom(r: Reading, word: int, _head: int) -> bool:
    """Whether a phrase narrows the people to whom something is denied: do not give it to fans [with a cold]."""
    above = takewhile(lambda one: r.base[one] == "nmod" and not r.after_comma(one), r.parse.path(word))
    noun = r.parent([word, *above][-1])
    who = r.base[noun] in ("obj", "obl") and r.among(noun, "people") and r.parse.pos[noun] == "NOUN"
    if not who or noun > word or r.kids(noun, "det") or any(map(r.owns, r.kids(noun))) or r.temporal(word):
        return False
    return r.parent(noun) < noun and r.negated(r.parent(noun))


def guessed(r: Reading, word: int, verb: int) -> bool:
    """Whether a phrase gives the possible cause or manner of an event: may have been closed [because of the rain]."""
    may = r.passive(verb) and r.has(verb, "aux", "have") and r.has(verb, "aux", "may", "might", "could")
    return may and r.follows(word) and not r.temporal(word)


def has_only(r: Reading, word: int) -> bool:
    """Whether “only” modifies a word, its subject or the number of its subject."""
    subjects = r.kids(word, "nsubj")
    counts = [kid for one in subjects for kid in r.kids(one, "nummod")]
    return any(r.has(one, "advmod", "only") for one in (word, *subjects, *counts))


def not_only(r: Reading, verb: int) -> bool:
    """Whether a verb has “not just” or the like, so that more must follow: “did not just rehearse, they wrote”."""
    only = (("just",), ("only",), ("merely",), ("simply",))
    return r.any_among((kid for kid in r.kids(verb) if r.low[kid + 1 : kid + 2] in only), "negations")


def inverted(r: Reading, word: int, _head: int) -> bool:
    """Whether a clause is a condition that inversion marks instead of “if”: had it rained."""
    first = r.left(word)
    if word not in (first, r.parent(first)) or not r.among(first, "inverted"):
        return False
    joined = first > 0 and not r.kids(word, "cc") and not r.after_comma(word)
    behind = r.parse.pos[first + 1 : first + 2]
    return r.base[word] == "advcl" or (joined and not {"DET", *NOMINAL}.isdisjoint(behind))


def exception(r: Reading, word: int) -> bool:
    """Whether a word heads a condition or an exception: if it rains, as long as, apart from, far from, close to."""
    first = r.left(word)
    if r.base[word] in ("conj", "parataxis", "ccomp", *MODIFIERS) and r.among(first, "restricting"):
        return True
    if r.low[first] == "when" and not r.low[word].endswith("ing") and r.any_among(r.kids(word, "cop"), "general"):
        return True  # they sleep badly when it is hot
    pairs = ("-".join(r.low[max(0, start) : start + 2]) for start in (first, first - 1))
    if not word_list("exceptions").isdisjoint(pairs):
        return True
    if r.low[word + 1 : word + 2] == ("but",) and r.any_among(r.kids(word, "det"), "quantifiers"):
        return True  # in every month but June
    if r.low[word] in ("long", "soon") and r.has(word, "advmod", "as"):
        return True
    return r.low[word] in ("condition", "understanding", "event") and r.base[word] == "obl"


def in_condition(r: Reading, word: int, head: int) -> bool:
    """Whether a word is part of a condition: if it slows [by a knot]; unless it makes a [better] offer."""
    if r.after_comma(word):
        return False
    if r.base[word] in ("obl", "advmod"):
        return word > head and _if(r, head)
    return any(_if(r, one) for one in r.parse.ancestors(word)[1:3])


def _if(r: Reading, word: int) -> bool:
    """Whether a word heads a condition."""
    return r.base[word] == "advcl" and r.opens_with(word, "restricting")


def _below_denial(r: Reading, word: int, verb: int) -> bool:
    """Whether a phrase is the first modifier behind a verb inside a denial: no sign that it works [on vans]."""
    first = next((one for one in r.kids(verb, "obl", "advmod", "advcl") if one > verb), verb)
    if r.parse.pos[verb] != "VERB" or first != word or r.temporal(word) or r.among(r.left(word), "subordinate"):
        return False
    for one in r.parse.path(verb)[:_DEEP]:
        if r.negated(one):
            return True
        asked = r.among(r.left(one), "openers") or r.among(r.left(one), "conditions")  # not clear whether it slows vans
        if asked or not (_content(r, one) or r.base[one] in ("obj", "nmod", "ccomp", "xcomp")):
            return False
    return False


def _scope(r: Reading, word: int) -> Iterator[int]:
    """The ancestors of a word up to the head of its clause, nearest first; a content clause does not end the search."""
    above = r.parse.ancestors(word)[:_DEEP]
    return takewhile(lambda one: r.base[one] not in ("advcl", "acl") or _content(r, one), above)


def _content(r: Reading, word: int) -> bool:
    """Whether a clause is the content of a claim, right or act: no right [to stay], cannot stop them [from buying]."""
    first = r.left(word)
    that = r.low[first] == "that" and r.parent(first) == word and r.base[first] == "obj"
    told = that or (r.base[word] == "acl" and r.opens_with(word, "contents"))
    kept = r.base[word] == "advcl" and r.low[first] in ("from", "of", "for")
    return (told or kept) and not r.after_comma(word)
