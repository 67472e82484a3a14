"""How much, of how many, and of which: numbers, ranks, shares, degrees and what they hold of."""

from storysum.shortening.grammar import complement
from storysum.shortening.reading import Reading, word_list


def changes_to(r: Reading, word: int, head: int) -> bool:
    """Whether a phrase says from what something rose, to what else it changed from that, or into what it is turned."""
    if r.first(word) == "from" and r.among(head, "rising"):
        return r.temporal(word) and not r.after_comma(word)
    if r.base[word] not in ("obl", "nmod"):
        return False
    if r.any_among(r.parse.ancestors(word)[:2], "turning"):
        return any(r.low[opener] == "into" for opener in r.openers(word))
    beside = (one for one in r.kids(head, "obl", "nmod") if one < word)
    return r.first(word) == "to" and any(r.low[opener] == "from" for one in beside for opener in r.openers(one))


def of_a_measure(r: Reading, word: int, head: int) -> bool:
    """Whether a word stands with a number, or measures an adjective or an adverb: [about] 40; [4 years] old."""
    pos, measure = r.parse.pos[head], r.parse.relation[word].endswith(("unmarked", "npmod"))
    return pos == "NUM" or (measure and pos in ("ADJ", "ADV"))


def limit_of_age(r: Reading, word: int, noun: int) -> bool:
    """Whether a phrase says up to what age, or which: children [under 16], at the age [of 40]."""
    number = r.parse.pos[word] == "NUM" or r.low[word] == "age"
    return r.low[noun] == "age" or (number and r.opens_with(word, "limits"))


def among_ranked(r: Reading, word: int, noun: int) -> bool:
    """Whether a phrase or a clause says among which a noun is first, or all: all bands [from Hull]."""
    time = r.first(word) == "when" or (r.temporal(word) and r.first(word) == "on")
    return r.follows(word) and not time and r.ranked(noun)


def in_general(r: Reading, word: int, noun: int) -> bool:
    """Whether a word narrows of whom something is said in general: women [in their 60s] are at risk."""
    if r.after_comma(word) or (word < noun and r.base[word] != "amod"):
        return False
    if r.base[noun] == "acl" and r.base[word] in ("obl", "advcl"):
        # children born [after 2010] are, those who slept [for six hours] are
        return (not r.temporal(word) or bool(r.kids(word, "nummod"))) and in_general(r, noun, r.parent(noun))
    if r.base[word] not in ("nmod", "acl", "amod") or r.base[noun] != "nsubj" or r.kids(noun, "det", "nummod"):
        return False
    verb = r.parent(noun)
    plural = r.low[noun].endswith("s") or r.among(noun, "people") or r.negated(verb)
    if not plural or r.parse.pos[noun] != "NOUN" or any(map(r.owns, r.kids(noun))):
        return False
    if r.has(verb, "aux", "have") or (r.low[verb].endswith("ing") and r.has(verb, "aux", "are")):
        return False  # an event: of some, not of all
    more = any(r.any_among(r.kids(one, "advmod"), "degrees") for one in (verb, *r.kids(verb, "advmod")))
    return more or r.any_among((verb, *r.kids(verb, "aux", "cop")), "present")


def of_a_place(r: Reading, word: int, noun: int) -> bool:
    """Whether a place narrows what rose or fell, which no article or owner does: prices [in Hull] rose."""
    rose = r.base[noun] == "nsubj" and r.parse.pos[noun] == "NOUN" and r.among(r.parent(noun), "rising")
    bare = rose and not r.kids(noun, "det") and not any(map(r.owns, r.kids(noun)))
    return bare and r.first(word) in ("in", "at", "around", "across") and not r.after_comma(word)


def of_anyone(r: Reading, word: int, _head: int) -> bool:
    """Whether a word is part of a clause that says who anyone is, or of how many: anyone [who moves] [to Hull]."""
    if r.after_comma(word) or (r.temporal(word) and r.first(word) == "on"):
        return False
    clauses = (one for one in r.parse.path(word) if r.base[one] == "acl")
    return any(r.among(r.parent(one), "indefinites") for one in clauses)


def which_people(r: Reading, word: int, noun: int) -> bool:
    """Whether a phrase says where anybody is, or which people: everybody [in Hull]; people [living here]."""
    if not r.follows(word):
        return False
    if r.base[word] == "nmod" and r.among(noun, "indefinites"):
        return True
    if r.base[word] in ("nmod", "acl") and _people(r, noun):
        return True
    return r.base[noun] == "acl" and _people(r, r.parent(noun)) and complement(r, word, noun)


def _people(r: Reading, noun: int) -> bool:
    """Whether a noun is “people” and nothing before it says which."""
    return r.low[noun] == "people" and r.bare_plural(noun)


def compared(r: Reading, word: int, head: int) -> bool:
    """Whether a phrase says to what something is compared: faster [than in May]; so loud [that it hurt]."""
    if r.opens_with(word, "comparisons") and (r.opens_with(word, "than") or r.parse.pos[head] in ("ADJ", "ADV")):
        return True
    return r.opens_with(word, "as") and r.has(head, "advmod", "as")


def comparative(r: Reading, word: int, head: int) -> bool:
    """Whether a comparative has a “than”, or a word says by how much: [faster] than in May; [so] loud."""
    if r.low[word].endswith("er") and any(r.opens_with(one, "than") for one in r.kids(head)):
        return True
    degrees = r.kids(word, "advmod")
    how = any(r.low[one] in ("too", "so", "as", "enough") for one in degrees)
    return how or (r.base[word] == "advmod" and r.any_among(degrees, "degrees"))


def measured(r: Reading, word: int, head: int) -> bool:
    """Whether a measure stands with a word: four days longer; five years ago, in front."""
    measures = (r.kids(one, "nummod") for one in r.kids(word, "obl") if r.parse.relation[one].endswith("unmarked"))
    return any(measures) and (not r.among(word, "apart") or in_front(r, word, head))


def in_front(r: Reading, word: int, head: int) -> bool:
    """Whether a phrase stands before the subject."""
    return any(r.left(word) < one < head for one in r.kids(head, "nsubj", "csubj", "expl"))


def up_to_number(r: Reading, word: int, _head: int) -> bool:
    """Whether a number has an “as” before it, or an “up to”: as much [as £9]."""
    number = r.parse.pos[word] in ("SYM", "NUM")
    return number and (r.first(word) == "as" or (r.low[max(0, word - 2) : word] == ("up", "to")))


def empty(r: Reading, noun: int) -> bool:
    """Whether a noun only counts: the number, thousands (of…)."""
    low = r.low[noun]
    plural = low.endswith("s") and (r.among(noun, "large") or low[:-1] in word_list("amounts"))
    return plural or r.among(noun, "amounts")


def of_what_counts(r: Reading, word: int, noun: int) -> bool:
    """Whether a phrase says of what there is a number, or whose kin somebody is: thousands [of fans]."""
    if r.opens_with(word, "of") and (empty(r, noun) or r.among(noun, "kin")):
        return True
    aside = r.base[noun] in ("parataxis", "appos") and r.among(noun, "amounts") and r.after_comma(noun)
    return aside and not r.after_comma(word)  # …, most [in Hull]


def of_a_number(r: Reading, word: int, noun: int) -> bool:
    """Whether a word narrows of what there is a number: the number of [British] films."""
    return r.base[noun] == "nmod" and r.opens_with(noun, "of") and empty(r, r.parent(noun))


def clause_of_a_number(r: Reading, word: int, noun: int) -> bool:
    """Whether a clause narrows of what there is a number; it may hang on the number: of films [sold abroad]."""
    if r.after_comma(word) or r.first(word) == "when":
        return False
    of = any(r.opens_with(one, "of") for one in r.kids(noun, "nmod"))
    return of_a_number(r, word, noun) or (of and empty(r, noun))
