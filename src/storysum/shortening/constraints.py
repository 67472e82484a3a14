"""What must stay with what: the laws of shortening as one table over Universal Dependencies.

Leaving a word out of a sentence must not change who claims what, whether it is so, or how much. Each
line of `CONSTRAINTS` names words that stay wherever the word they depend on stays. Most lines hold
always (`price` None). The others have a price, in sixteenths of log-odds as `Parse.odds`: such a word
goes only where that is worth more, or where the caps leave no other way, and the cut counts as unsure.

A line sees only the parse. The words that its tests look for are those of `words.txt`: closed classes
(negations, conditions, degrees) and short lists of adjectives and nouns that restrict.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from attrs import frozen

from storysum.marks import DOUBLE
from storysum.shortening.attachment import aged, belongs, up_to
from storysum.shortening.reading import ARTICLES, Reading, ranks, word_list
from storysum.shortening.restrictions import (
    HEDGED,
    asked_to,
    before_to,
    changes_to,
    contrasted,
    denied_alone,
    exception,
    has_only,
    inverted,
    not_only,
    particle,
    predicate,
    viewpoint,
    within_a_rank,
)

# Arcs that won by less than this, in sixteenths of log-odds, may well be wrong.
LEAST_MARGIN = 8
# The price of what a verb needs.
NEEDED = 112
_DEEP = 5  # arcs: “refused to allow him to appeal”
_SHORT_CLAUSE = 8  # words: “…, the police said on Monday”


def _complement_of(r: Reading, word: int) -> bool:
    """Whether a word is the nearest of what follows a predicate that has no object: without it, a stump."""
    head = r.parent(word)
    if word <= head or r.base[word] not in ("obl", "advmod", "advcl", "nmod", "acl"):
        return False
    objects = [one for one in r.kids(head, "obj", "iobj", "xcomp", "ccomp") if r.parse.pos[one] != "NUM"]
    if objects or r.after_comma(word):  # “voted 4-1 to sell” has none
        return False
    right = [k for k in r.kids(head, "obl", "advmod", "advcl", "nmod", "acl") if k > head]
    behind = [k for k in right if not r.temporal(k)]
    if r.base[head] == "acl" and all(map(r.after_comma, behind)):
        behind = right  # “songs found [last week]”
    return behind[:1] == [word]


def _scope(r: Reading, word: int) -> list[int]:
    """What a word hangs on within its clause, nearest first."""
    above = r.parse.ancestors(word)[:_DEEP]
    return list(takewhile(lambda one: r.base[one] not in ("advcl", "acl") or _content(r, one), above))


def _content(r: Reading, word: int) -> bool:
    """Whether a clause says what is claimed, meant or done: no right [to stay], cannot stop them [from buying]."""
    told = r.base[word] == "acl" and r.opens_with(word, "contents")
    told |= r.low[r.left(word)] == "that" and r.parent(r.left(word)) == word and r.base[r.left(word)] == "obj"
    kept = r.base[word] == "advcl" and r.low[r.left(word)] in ("from", "of", "for")
    return (told or kept) and not r.after_comma(word)


def _denied(r: Reading, word: int) -> bool:
    """Whether a phrase is the first behind a verb of what is denied: no sign that it works [on vans]."""
    verb = r.parent(word)
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


def _guessed(r: Reading, verb: int) -> bool:
    """Whether something may have been so: it may have been closed [because of the rain]."""
    helpers = {r.low[one] for one in r.kids(verb, "aux")}
    return "have" in helpers and _passive(r, verb) and not helpers.isdisjoint(("may", "might", "could"))


def _narrowed(r: Reading, word: int) -> bool:
    """Whether a phrase narrows to whom something is denied: do not give it to fans [with a cold]."""
    above = takewhile(lambda one: r.base[one] == "nmod" and not r.after_comma(one), r.parse.path(word))
    noun = r.parent([word, *above][-1])
    bare = r.parse.pos[noun] == "NOUN" and not r.kids(noun, "det") and not any(map(r.owns, r.kids(noun)))
    denied = r.base[noun] in ("obj", "obl") and r.parent(noun) < noun and r.negated(r.parent(noun))
    return (
        denied and r.among(noun, "people") and bare and noun < word and r.base[word] == "nmod" and not r.temporal(word)
    )


def _if(r: Reading, word: int) -> bool:
    """Whether a word heads a condition."""
    return r.base[word] == "advcl" and r.opens_with(word, "restricting")


def _counted(r: Reading, clause: int) -> bool:
    """Whether it is said how many there are of whom a clause tells: all [who rest]; half of those [who rest]."""
    noun = r.parent(clause)
    above, told = r.parent(noun), r.kids(noun, "amod", "det", "advmod")
    if r.parse.relation[clause] != "acl:relcl" or r.low[r.left(clause)] == "when":
        return False
    if r.base[noun] == "nmod" and r.opens_with(noun, "of"):
        told += [*r.kids(above, "amod", "det", "advmod"), above]
        if _empty(r, above) and r.parse.pos[above] != "NUM":
            return True
    return any(r.among(one, "shares") for one in told) and not r.kids(noun, "nummod")


def _passive(r: Reading, word: int) -> bool:
    return any(r.parse.relation[child] in ("aux:pass", "nsubj:pass") for child in r.parse.children(word))


def _empty(r: Reading, noun: int) -> bool:
    """Whether a noun only counts: the number, thousands (of…)."""
    low = r.low[noun]
    plural = low.endswith("s") and (r.among(noun, "large") or low[:-1] in word_list("amounts"))
    return r.among(noun, "amounts") or plural


def _of_an_amount(r: Reading, word: int) -> bool:
    """Whether a word narrows what an amount is of; a clause may hang on the amount as well."""
    noun = r.parent(word)
    above = r.parent(noun)
    counted = r.base[noun] == "nmod" and r.opens_with(noun, "of") and _empty(r, above)
    one_in = r.parse.pos[above] == "NUM" and r.low[r.left(noun)] == "in" and bool(r.kids(noun, "nummod"))
    share = one_in or (counted and (r.among(above, "shares") or r.parse.pos[above] == "SYM"))
    if share and r.base[word] == "nmod" and r.opens_with(word, "narrowing") and not r.after_comma(word):
        return True  # one in five fans [with a ticket]
    clause = r.base[word] == "acl" and not r.after_comma(word) and r.low[r.left(word)] != "when"
    if clause and _empty(r, noun) and any(r.opens_with(one, "of") for one in r.kids(noun, "nmod")):
        return True
    return counted and (clause or r.base[word] in ("amod", "compound", "nummod"))


def _summing_up(r: Reading, noun: int) -> bool:
    """Whether a bare noun behind a pause tells of a whole clause: she left, a step that came late."""
    bare = [r.low[one] for one in r.kids(noun) if one < noun and r.parse.pos[one] != "PUNCT"] in (["a"], ["an"])
    return bare and r.after_comma(noun) and r.parse.pos[r.parent(noun)] == "VERB" and r.parent(noun) < noun


def _so_long(r: Reading, time: int) -> bool:
    """Whether a time has a limit: for less than five years, for the rest of the week."""
    limited = any(r.among(k, "limits") for one in r.kids(time, "nummod") for k in r.kids(one, "advmod"))
    return (limited and r.temporal(time)) or (r.low[time] == "rest" and any(map(r.temporal, r.kids(time, "nmod"))))


def _bare_plural(r: Reading, noun: int) -> bool:
    """Whether nothing before a noun says which people or things."""
    which = r.kids(noun, "det", "nummod", "amod", "compound") or any(map(r.owns, r.kids(noun)))
    plural = r.low[noun].endswith("s") or r.among(noun, "people")
    return plural and r.parse.pos[noun] == "NOUN" and not which


def _people(r: Reading, noun: int) -> bool:
    """Whether a noun is “people” and nothing before it says which."""
    return r.low[noun] == "people" and _bare_plural(r, noun)


def _in_general(r: Reading, word: int) -> bool:
    """Whether a word narrows of whom something is said in general: women [in their 60s] are at risk."""
    noun = r.parent(word)
    if r.after_comma(word) or (word < noun and r.base[word] != "amod"):
        return False
    if r.base[noun] == "acl" and r.base[word] in ("obl", "advcl"):
        # children born [after 2010] are, those who slept [for six hours] are
        return (not r.temporal(word) or bool(r.kids(word, "nummod"))) and _in_general(r, noun)
    if r.base[word] not in ("nmod", "acl", "amod") or r.base[noun] != "nsubj":
        return False
    verb = r.parent(noun)
    many = r.parse.pos[noun] == "NOUN" and (r.low[noun].endswith("s") or r.among(noun, "people") or r.negated(verb))
    plain = not r.kids(noun, "det", "nummod") and not any(r.parse.relation[k] == "nmod:poss" for k in r.kids(noun))
    tense = {r.low[k] for k in r.kids(verb, "aux")}
    event = "have" in tense or ("are" in tense and r.low[verb].endswith("ing"))  # of some, not of all
    compared = any(r.among(k, "degrees") for one in (verb, *r.kids(verb, "advmod")) for k in r.kids(one, "advmod"))
    present = any(r.among(k, "present") for k in [verb, *r.kids(verb, "aux", "cop")])
    return many and plain and not event and (present or compared)


def _the(r: Reading, noun: int) -> bool:
    return any(r.low[one] == "the" for one in r.kids(noun, "det"))


def _of_a_place(r: Reading, word: int) -> bool:
    """Whether a place narrows what rose or fell, which no article or owner does: prices [in Hull] rose."""
    noun = r.parent(word)
    bare = r.base[noun] == "nsubj" and not r.kids(noun, "det") and r.parse.pos[noun] == "NOUN"
    owned = any(r.parse.relation[one] == "nmod:poss" for one in r.kids(noun))
    told = bare and not owned and r.base[word] == "nmod" and r.among(r.parent(noun), "rising")
    return told and r.low[r.left(word)] in ("in", "at", "around", "across") and not r.after_comma(word)


def _some(r: Reading, noun: int) -> bool:
    """Whether a noun is one that a verb denies, of many: rejected a plan [in Hull]."""
    denied = r.base[noun] == "obj" and r.among(r.parent(noun), "denials")
    return denied and any(r.low[one] in ("a", "an") for one in r.kids(noun, "det"))


def _first_time(r: Reading, word: int) -> bool:
    """Whether a phrase says that something was never so before: will not play for the first time."""
    return (
        r.low[word] == "time"
        and r.low[r.left(word)] == "for"
        and any(r.low[k] == "first" for k in r.kids(word, "amod"))
    )


def _measured(r: Reading, word: int) -> bool:
    """Whether a measure stands with a word: four days longer; five years ago, in front."""
    return (_in_front(r, word) or not r.among(word, "apart")) and any(
        r.parse.relation[one].endswith("unmarked") and r.kids(one, "nummod") for one in r.kids(word, "obl")
    )


def _in_front(r: Reading, word: int) -> bool:
    """Whether a phrase stands before the subject."""
    return any(r.left(word) < one < r.parent(word) for one in r.kids(r.parent(word), "nsubj", "csubj", "expl"))


def _kind(r: Reading, word: int) -> bool:
    return r.base[word] == "compound" and word + 1 == r.parent(word)


@frozen
class Constraint:
    """A line of the table."""

    name: str  # what must stay with what
    example: str  # the words that stay are in brackets
    applies: Callable[[Reading, int], bool]  # whether a word of a reading stays with its head by this line
    price: int | None = None  # what it costs to leave the word out; None where it may not be


def _source(r: Reading, w: int) -> bool:
    if r.base[w] == "parataxis":
        return (r.is_clause(w) and len(r.parse.subtree(w)) <= _SHORT_CLAUSE) or r.among(w, "reports")
    if r.base[w] != "advcl" or not r.among(w, "reports"):
        return False
    open_ends = (r.among(k, "openers") or r.among(k, "unfinished") for k in range(r.left(w), w))
    if r.is_clause(w) and r.after_comma(w) and not (r.kids(w, "mark") or any(open_ends)):
        return True
    return r.opens_with(w, "as") and (r.among(w, "telling") or not r.kids(w, "obj", "ccomp"))


def _quoted(r: Reading, word: int) -> bool:
    """Whether a word names who is quoted: “…”, the drummer, [Petra Holm], said."""
    who = r.parent(word)
    named = r.base[word] == "appos" and r.parse.pos[word] == "PROPN" and r.base[who] == "nsubj"
    named &= r.parse.forms[r.left(word) - 1] == "," and r.parse.pos[who] != "PROPN"
    return named and r.among(r.parent(who), "reports") and not DOUBLE.isdisjoint(r.parse.forms)


def _capitalised(r: Reading, word: int) -> bool:
    """Whether a word with a capital makes a name with the one that it hangs on, or with its neighbour."""
    head, base, pos = r.parent(word), r.base[word], r.parse.pos
    if not r.capital(word):
        return False
    if word == 0 and base == "amod" and r.among(word, "directions"):
        return head in (1, r.parent(1)) and r.capital(1)  # South African
    if word == 0:  # any sentence opens with a capital: General Motors, but embattled Petra Holm
        name = base == "amod" and head == 1 and pos[1] == "PROPN"
        return name and "PROPN" not in pos[2:3] and not r.kids(1, "flat")
    of = base == "nmod" and r.openers(word)[:1] == [head + 1] and r.opens_with(word, "of")
    if r.capital(head) and (base in ("amod", "compound", "nummod") or of):
        return True
    if base != "amod" or word > head:
        return False
    if r.parent(word + 1) == head and pos[word + 1] == "PROPN" and r.base[word + 1] == "compound":
        return True
    pairs = ((word, word + 1), (word - 1, word))  # Middle Eastern
    return any(r.among(one, "directions") and r.capital(one) and r.parent(one) == r.parent(two) for one, two in pairs)


def _before_name(r: Reading, word: int) -> bool:
    name = r.parent(word)
    articles = (k for k in r.kids(name, "det") if r.low[k] in ARTICLES)
    return (
        r.base[word] in ("amod", "compound")
        and r.parse.pos[name] == "PROPN"
        and r.capital(name)
        and any(k < word < name for k in articles)
    )


def _stray(r: Reading, word: int) -> bool:
    """Whether a verb is said to be joined though nothing joins it: “glasses sold to block light reduce strain”."""
    joins = (r.parse.pos[one] in ("CCONJ", "PUNCT") for one in range(r.parent(word), word))
    verb = r.base[word] == "conj" and r.parse.pos[word] == "VERB" and r.base[r.parent(word)] != "root"
    return verb and r.parent(word) < word and not any(joins)


def _one_article(r: Reading, word: int, first: int) -> bool:
    """Whether two nouns are one thing's: “a ground and air offensive”, which the parser takes for two things."""
    own = r.kids(word, "det", "nummod", "nmod")
    modified = [k for k in r.kids(word, "compound", "amod") if k < word]
    alone = not any(k < word for k in own) and r.parse.pos[word] == "NOUN" == r.parse.pos[first]
    articles = (k for k in r.kids(first, "det") if r.low[k] in ("a", "an"))
    return alone and bool(modified) and any(k + 1 == first for k in articles)


def _joined(r: Reading, w: int) -> bool:
    """Conjuncts that only say something together: subjects, alternatives, “both … and”, adjectives, numbers."""
    first = r.parent(w)
    if r.base[w] in ("conj", "parataxis", "ccomp") and w > first and not_only(r, first):
        return True
    if r.base[w] != "conj":
        return False
    if any(r.among(c, "alternatives") for c in r.kids(w, "cc")) or any(
        ":" in r.parse.relation[c] for c in r.kids(first, "cc")
    ):
        return True
    if r.base[first] == "advcl" and r.is_clause(w) and not r.kids(w, "cc"):
        return True  # “If the strike goes ahead, no trains will run”, which the parser may take for two conditions
    conceded = any(r.low[one] in ("may", "might") for one in r.kids(first, "aux"))  # “it may be late, but it came”
    if any(r.low[c] == "but" for c in r.kids(w, "cc")) and (conceded or r.parse.pos[w] not in ("VERB", "AUX")):
        return True
    if r.parse.pos[first] in ("ADJ", "ADV", "NUM", "ADP", "DET") and (r.base[first] != "root" or r.kids(first, "det")):
        return True  # or “is a slow, sad tale”, which the parser takes for “is slow and sad”
    if (
        r.parse.pos[first] == "VERB"
        and r.kids(w, "obj")
        and not [k for k in r.kids(first, "obj", "obl", "xcomp", "ccomp") if k < w]
        and not any(first < k for k in r.kids(first, "nsubj"))
    ):
        return True  # “to house, feed and clothe millions”: what the last one has is theirs, too
    if _one_article(r, w, first):
        return True
    if r.opens_with(first, "restricting") or exception(r, first):
        return True  # “except for doctors and nurses”
    top = r.parent(first) if r.base[first] == "conj" else first
    if r.base[top] == "nmod" and r.base[r.parent(top)] == "nsubj" and _bare_plural(r, r.parent(top)):
        return True  # drummers from Hull and Goole
    if r.base[top] in ("nsubj", "csubj", "compound", "flat", "nummod", "appos") or r.opens_with(first, "between"):
        return True
    return r.negated(first) and not (r.is_clause(w) and r.kids(w, "cc"))


CONSTRAINTS: tuple[Constraint, ...] = (
    Constraint("subjects, objects and complements with their verb", "[Holm] told [them] [to wait]; called [on Holm] to sing",
               lambda r, w: r.base[w] in ("nsubj", "csubj", "obj", "iobj", "ccomp", "xcomp", "expl") or asked_to(r, w)),
    Constraint("what stands before a verb whose subject was not seen", "[about one in ten] survived",
               lambda r, w: w < r.parent(w) and r.base[r.parent(w)] in ("root", "ccomp") and predicate(r, r.parent(w)) and not r.is_clause(r.parent(w))),
    Constraint("auxiliaries, modals, copulas and particles", "the van [may] [be] gone; broke [up]; ran [out of money]; unsafe to swim [in]",
               lambda r, w: r.base[w] in ("aux", "cop") or r.parse.relation[w] == "compound:prt" or particle(r, w)
               or (r.parse.pos[w] == "ADP" and r.base[w] == "advmod" and w == r.parent(w) + 1)),
    Constraint("what an object is called or made", "called the song [a copy]",
               lambda r, w: r.base[w] == "appos" and r.base[r.parent(w)] == "obj" and not r.after_comma(w) and any(r.low[one] in ("a", "an") for one in r.kids(w, "det"))),
    Constraint("what opens a phrase or a clause, with it", "[in] Hull; [because] it rained; [in which] it rained",
               lambda r, w: r.base[w] in ("case", "mark") or (r.base[w] in ("advmod", "obl", "nmod") and w < r.parent(w) and (r.among(w, "openers") or r.among(w, "unfinished")))
               or (r.base[w] == "advmod" and bool(r.openers(w)) and w < r.parent(w) and r.base[r.parent(w)] in ("obl", "nmod"))),
    Constraint("what stands in place of a preposition", "[past] midnight",
               lambda r, w: r.base[w] in ("amod", "advmod") and r.parse.relation[r.parent(w)] in ("obl", "nmod") and not r.openers(r.parent(w))),
    Constraint("articles and other determiners", "[the] van; [every] song", lambda r, w: r.base[w] == "det"),
    Constraint("whose it is", "[Holm’s] [own] goal", lambda r, w: (r.low[w], r.base[w]) == ("own", "amod")
               or (r.base[w] == "appos" and any(r.low[one] in ("'s", "'") for one in r.kids(r.parent(w), "case")))
               or (r.parse.relation[w] == "nmod:poss" and not _source(r, r.parent(r.parent(w))))),
    Constraint("names and fixed phrases", "Petra [Holm]; because [of]; the [prime] minister", lambda r, w: r.base[w] in ("fixed", "flat", "goeswith") or r.low[w] in ("st", "saint")
               or (r.base[w] in ("amod", "compound") and r.among(r.parent(w), "offices"))
               or (r.base[w] == "compound" and (r.parse.pos[w] in ("PROPN", "NUM") or r.low[w] == "per" or (r.parse.pos[r.parent(w)] == "PROPN" and r.capital(r.parent(w)))))),
    Constraint("a name and what is capitalised in it", "[Prime] Minister; the [Swallow] Road Band; [European] Union rules",
               _capitalised),
    Constraint("what stands between “the” and a name", "the [tireless] Petra Holm", _before_name),
    Constraint("the whole of a role", "[indie] band The Kilns; Bank of [England chairman] Holm", lambda r, w: r.parse.relation[r.parent(w)] == "nmod:desc"
               or (_kind(r, w) and r.among(r.parent(w), "kin") and any(r.parse.pos[k] == "PROPN" and r.left(k) == r.parent(w) + 1 for k in r.kids(r.parent(w), "appos")))
               or (r.parse.relation[w] == "nmod:desc" and r.low[r.left(r.parent(w))] == "of" and r.capital(r.left(r.parent(w)) - 1))),
    Constraint("a name right behind what it is", "according to lender [Moss & Holm]",
               lambda r, w: r.base[w] in ("appos", "nmod", "compound") and r.parse.pos[w] == "PROPN" and r.left(w) == r.parent(w) + 1 and not r.openers(w)),
    Constraint("negation", "did [not] [yet] sell; [no longer] runs",
               lambda r, w: r.among(w, "negations") or before_to(r, w) or denied_alone(r, w) or (r.low[w] == "yet" and r.negated(r.parent(w)))
               or (r.base[w] == "advmod" and any(r.among(c, "negations") for c in r.kids(w)))),
    Constraint("hedges and what restricts", "[allegedly] sold; [only] on Friday; [almost] all",
               lambda r, w: (r.among(w, "hedges") and r.base[w] != "acl") or (r.among(w, "limits") and not (r.parse.pos[w] == "NOUN" and r.openers(w)) and r.base[w] != "appos")),
    Constraint("that it was wrong, unlawful or not meant", "was [wrongly] accused", lambda r, w: r.among(w, "errors")),
    Constraint("what is denied keeps its circumstances, what may have been its causes", "will not play [until May]; no sign that it works [on vans]; may have been closed [because of the rain]",
               lambda r, w: (r.base[w] in HEDGED and w > r.parent(w) and (r.negated(r.parent(w)) or r.rules_out(r.parent(w)) or _denied(r, w)) and not (r.opens_with(w, "asides") or r.after_comma(w) or _some(r, r.parent(w)) or _first_time(r, w)))
               or ((r.base[w] == "amod" or (r.base[w] == "nmod" and (r.opens_with(w, "of") or r.low[r.left(w)] == "about"))) and any((r.negated(one) or has_only(r, one)) and one < w for one in _scope(r, w)))
               or _narrowed(r, w) or (r.base[w] in ("obl", "advcl") and w > r.parent(w) and _guessed(r, r.parent(w)) and not r.after_comma(w) and not r.temporal(w))
               or (r.base[w] in HEDGED and w > r.parent(w) and r.among(r.left(w), "bounds") and any(one < w and any(r.among(k, "negations") for k in r.kids(one, "det")) for one in _scope(r, w)))
               or (r.base[w] == "acl" and not r.after_comma(w) and (has_only(r, r.parent(w)) or any(map(r.negated, r.parse.ancestors(w)[:2]))))),
    Constraint("where or for whom it is denied, in front", "[outside Hull] nobody knows Holm; [for most fans] he is not a star",
               lambda r, w: r.base[w] == "obl" and w < r.parent(w) and r.low[r.left(w)] in ("outside", "beyond", "among", "for") and r.negated(r.parent(w))),
    Constraint("what holds only there, with where", "would only play [after a vote]",
               lambda r, w: (r.base[w] in ("obl", "advcl") and w > r.parent(w) and has_only(r, r.parent(w))) or (r.base[w] in HEDGED and has_only(r, w))),
    Constraint("conditions and exceptions", "[if the fans pay]; [had it rained]; [without a licence]; [until last year]",
               lambda r, w: inverted(r, w) or exception(r, w) or (r.base[w] in HEDGED and r.opens_with(w, "conditions"))),
    Constraint("what a condition says", "if it slows [by a knot]; unless it makes a [better] offer",
               lambda r, w: not r.after_comma(w) and ((r.base[w] in ("obl", "advmod") and w > r.parent(w) and _if(r, r.parent(w)))
               or (r.base[w] in ("nmod", "acl", "amod", "compound") and any(_if(r, one) for one in r.parse.ancestors(w)[1:3])))),
    Constraint("from what and to what it changed", "rose [from a year earlier]; fell from 80 [to 12]; turned it [into flats]", changes_to),
    Constraint("the year of what is long past", "[in 1975], nine million came",
               lambda r, w: r.base[w] == "obl" and _in_front(r, w) and r.parse.pos[w] == "NUM" and len(r.low[w]) == 4),
    Constraint("numbers with what they count, and what measures them", "[40] vans; [about] 40; [4 years] old; children [under 16]; fell [4 per cent]; 4 points [below May’s]",
               lambda r, w: r.parse.pos[r.parent(w)] == "NUM" or (r.base[w] == "nmod" and (r.low[r.parent(w)] == "age" or ((r.parse.pos[w] == "NUM" or r.low[w] == "age") and r.opens_with(w, "limits"))))
               or (r.base[w] in ("nmod", "obl") and r.left(w) == r.parent(w) + 1 and r.opens_with(w, "measuring") and bool(r.kids(r.parent(w), "nummod")))
               or (r.base[w] == "nummod" and not (w > r.parent(w) and r.after_comma(w)))
               or (r.base[w] == "obl" and bool(r.kids(w, "nummod")) and not r.openers(w) and not r.temporal(w))
               or (r.base[w] in ("nmod", "obl") and r.low[r.left(w)] == "for" and _so_long(r, w))
               or (r.parse.relation[w].endswith(("unmarked", "npmod")) and r.parse.pos[r.parent(w)] in ("ADJ", "ADV"))),
    Constraint("what belongs to a word, wherever it hangs", "years [after the fire]; her first win [since May]; more copies [than others]; every one [except that]; £9 [a week]; described it [as a copy]; had it [taken down]; it was the label [that paid]; accused them [of lying]; a tour planned [for May]; [late] on Monday",
               lambda r, w: belongs(r, w) is not None),
    Constraint("among which a rank holds, to the end", "the only one in Hull to win it [twice]", within_a_rank),
    Constraint("ranks", "the [third] singer; the [biggest] hit", lambda r, w: r.base[w] in ("amod", "advmod") and ranks(r, w)),
    Constraint("an adjective behind its noun", "left three miners [dead]; a bar [popular] with us; made it [longer]",
               lambda r, w: (r.base[w] == "amod" and w > r.parent(w) and not r.after_comma(w))
               or (r.base[w] == "advmod" and r.low[w].endswith("er") and any(w - 1 in r.parse.subtree(one) for one in r.kids(r.parent(w), "obj")))),
    Constraint("among which a rank or “all” holds", "the third singer [to withdraw]; all bands [from Hull]; all [new] bands; the biggest [record] label",
               lambda r, w: (r.base[w] in ("nmod", "acl") and w > r.parent(w) and not r.after_comma(w) and r.ranked(r.parent(w)) and r.low[r.left(w)] != "when" and not (r.temporal(w) and r.low[r.left(w)] == "on"))
               or (r.base[w] == "acl" and r.base[r.parent(w)] == "nmod" and not r.after_comma(w) and r.opens_with(r.parent(w), "of") and r.ranked(r.parent(r.parent(w))))
               or (r.base[w] == "obl" and r.opens_with(w, "among") and any(ranks(r, k) for k in r.kids(r.parent(w), "advmod")))
               or (r.base[w] == "amod" and w < r.parent(w) and any(r.low[k] in ("all", "every", "any", "each", "no") for k in r.kids(r.parent(w), "det")))
               or (_kind(r, w) and r.ranked(r.parent(w)))),
    Constraint("of whom it holds, where it is said in general", "women [in their 60s] are at risk", _in_general),
    Constraint("in whom or where it was measured", "fell [in men]; prices [in Hull] rose",
               lambda r, w: (r.base[w] in ("nmod", "obl") and r.low[r.left(w)] in ("in", "among") and r.among(w, "people") and w > r.parent(w)) or _of_a_place(r, w)),
    Constraint("whoever is so old, whatever for", "a ban on sales [to anyone under 16]; rejected for use [in hospitals]",
               lambda r, w: r.base[w] in ("nmod", "obl") and ((any(aged(r, k) == w for k in range(w + 1, min(w + 3, len(r.low)))))
               or (r.low[r.parent(w)] == "use" and r.low[r.left(r.parent(w))] == "for"))),
    Constraint("a verb that says nothing without what is right behind it", "could face [up to a year in jail]",
               lambda r, w: r.among(r.parent(w), "transitive") and r.left(w) == r.parent(w) + 1 and not r.kids(r.parent(w), "obj", "ccomp", "xcomp")),
    Constraint("who anybody is, and of whom an amount is, to the end", "anyone [who moves] [to Hull]; half of those who moved [to Hull]",
               lambda r, w: r.base[w] in ("acl", "obl", "advcl", "nmod", "amod") and not (r.after_comma(w) or (r.temporal(w) and r.low[r.left(w)] == "on"))
               and any(r.base[one] == "acl" and (r.among(r.parent(one), "indefinites") or (one != w and _counted(r, one))) for one in r.parse.path(w))),
    Constraint("where anybody is, and which people", "everybody [in Hull]; people [living here]",
               lambda r, w: w > r.parent(w) and not r.after_comma(w) and ((r.base[w] == "nmod" and r.among(r.parent(w), "indefinites"))
               or (r.base[w] in ("nmod", "acl") and _people(r, r.parent(w)))
               or (r.base[r.parent(w)] == "acl" and _people(r, r.parent(r.parent(w))) and _complement_of(r, w)))),
    Constraint("where somebody is held", "Holm, [in prison], wrote a book", lambda r, w: r.after_comma(w) and r.low[r.left(w)] in ("in", "on", "from") and any(r.among(one, "custody") for one in (w, *r.kids(w)))),
    Constraint("adjectives that change what the thing is", "the [alleged] thief; [former] drummer; the [annual] cost is £9",
               lambda r, w: r.base[w] in ("amod", "compound", "advmod") and (r.among(w, "privatives") or (r.among(w, "periodic") and "SYM" in r.parse.pos))),
    Constraint("degrees and comparisons with what they compare to", "faster [than in May]; [so] loud [that it hurt]",
               lambda r, w: (r.opens_with(w, "comparisons") and (r.opens_with(w, "than") or r.parse.pos[r.parent(w)] in ("ADJ", "ADV")))
               or (r.opens_with(w, "as") and any(r.among(k, "as") for k in r.kids(r.parent(w), "advmod")))
               or (r.base[w] in ("amod", "advmod") and r.low[w].endswith("er") and any(r.opens_with(k, "than") for k in r.kids(r.parent(w))))
               or r.among(w, "degrees") or contrasted(r, w) or (r.base[w] == "advmod" and _measured(r, w))
               or (r.base[w] in ("amod", "advmod") and any(r.low[k] in ("too", "so", "as", "enough") or (r.base[w] == "advmod" and r.among(k, "degrees")) for k in r.kids(w, "advmod")))
               or (r.parse.pos[w] in ("SYM", "NUM") and r.base[w] == "obl" and (r.low[r.left(w)] == "as" or (w > 1 and up_to(r, w - 1) == w)))),
    Constraint("which one it is, where somebody is “the”", "were the big winners [at the festival]",
               lambda r, w: bool(r.kids(r.parent(w), "cop")) and _the(r, r.parent(w)) and _complement_of(r, w)),
    Constraint("of what, where a noun is empty without", "the number [of fans]; thousands [of fans]; …, most [of them] [in Hull]",
               lambda r, w: r.base[w] in ("nmod", "acl", "obl") and ((r.opens_with(w, "of") and (_empty(r, r.parent(w)) or r.among(r.parent(w), "kin")))
               or (r.base[r.parent(w)] in ("parataxis", "appos") and r.among(r.parent(w), "amounts") and r.after_comma(r.parent(w)) and not r.after_comma(w)))),
    Constraint("all of what an amount is of", "the number of [British] films [sold abroad]", _of_an_amount),
    Constraint("what is claimed, planned or asked", "the claim [that it leaked]",
               lambda r, w: r.base[w] == "acl" and r.opens_with(w, "that")),
    Constraint("what a noun is empty without", "the way [they played]; left, a step [that was late]",
               lambda r, w: r.base[w] == "acl" and not r.after_comma(w) and (r.among(r.parent(w), "hollow") or _summing_up(r, r.parent(w)))),
    Constraint("who claims it", "It leaked, [the label said]; [according to Holm]; [in the view of Holm]; “…”, the drummer, [Petra Holm], said",
               lambda r, w: _source(r, w) or viewpoint(r, w) or _quoted(r, w) or (r.base[w] in HEDGED and r.opens_with(w, "sources"))),
    Constraint("what joins, with what it joins", "[and] the studio; [either] the studio or the hall",
               lambda r, w: (r.base[w] == "cc" and (any(r.among(k, "negations") for k in range(w + 1, min(w + 2, len(r.low)))) or r.base[r.parent(w)] == "conj" or ":" in r.parse.relation[r.parent(w)] or (":" in r.parse.relation[w] and r.low[w] != "both")))
               or (r.parse.relation[w] == "nmod:desc" and bool(r.kids(w, "cc")))),
    Constraint("both halves of what is joined", "[Marlow] [and The Kilns] won; this [or that]", _joined),
    Constraint("a word with the preposition that it rarely does without", "capable [of more]; was reunited [with her band]",
               lambda r, w: w > r.parent(w) and r.base[w] in ("obl", "nmod", "advcl", "acl") and r.governs(w) and not r.after_comma(w)),
    Constraint("what has no place in a tree", "", lambda r, w: r.base[w] in ("dep", "orphan", "dislocated", "reparandum") or (_kind(r, w) and _stray(r, r.parent(w)))
               or any(_stray(r, one) for one in (w, *r.kids(w, "conj")))),
    # From here on with a price.
    Constraint("what the parser is unsure of", "", lambda r, w: bool(r.parse.margin) and r.parse.margin[w] < LEAST_MARGIN, 32),
    Constraint("a verb with what it needs", "came [to the rescue]; was stolen and found [under a bridge]",
               lambda r, w: _complement_of(r, w) and predicate(r, r.parent(w)) and not _passive(r, r.parent(w)), NEEDED),
    Constraint("what kind of thing it is", "[house] prices", _kind, NEEDED),
    Constraint("what turns it round", "escaped, [but was caught]",
               lambda r, w: r.base[w] == "conj" and any(r.low[k] == "but" for k in r.kids(w, "cc")), 96),
    Constraint("where something is put, from what it is kept", "puts the economy [at the centre]",
               lambda r, w: ((r.base[w] in ("obl", "advmod", "advcl") and (r.among(r.parent(w), "placing") or r.low[w] == "back"))
               or (r.base[w] == "nmod" and r.low[r.left(w)] == "from" and any(r.among(one, "placing") for one in r.parse.ancestors(w)[:3]))) and w > r.parent(w)
               and not r.after_comma(w) and not (r.temporal(w) and r.low[r.left(w)] != "to"), NEEDED),
    Constraint("of whom, where nothing before says which", "drummers [for the band] said",
               lambda r, w: w > r.parent(w) and r.base[r.parent(w)] == "nsubj" and r.base[w] in ("nmod", "acl") and not r.after_comma(w) and _bare_plural(r, r.parent(w)), NEEDED),
    Constraint("a passive with what it needs", "was named [in a report]",
               lambda r, w: _complement_of(r, w) and predicate(r, r.parent(w)) and r.base[w] != "advcl", 48),
    Constraint("of what, where “the” says that it is known", "the memory [of his cousin]",
               lambda r, w: r.base[w] == "nmod" and w > r.parent(w) and r.opens_with(w, "of") and _the(r, r.parent(w)), NEEDED),
    Constraint("of what", "a copy [of the album]",
               lambda r, w: r.base[w] in ("nmod", "acl") and r.opens_with(w, "of"), 80),
    Constraint("nouns with what they are about", "plans [to tour]; a call [for a ban]; a ban [on songs]",
               lambda r, w: r.base[w] in ("nmod", "acl") and r.opens_with(w, "relations"), 40),
    Constraint("adjectives with what they are of", "capable [of more]",
               lambda r, w: r.parse.pos[r.parent(w)] == "ADJ" and w > r.parent(w) and r.base[w] in ("obl", "advcl", "nmod") and not r.after_comma(w), 48),
)  # fmt: skip


def price(reading: Reading, word: int) -> int | None:
    """What it costs to leave a word out while the word that it depends on stays; None where it may not be."""
    found = 0
    for constraint in CONSTRAINTS:
        if (constraint.price is None or constraint.price > found) and constraint.applies(reading, word):
            if constraint.price is None:
                return None
            found = constraint.price
    return found
