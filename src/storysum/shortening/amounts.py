"""Tests for amounts: numbers, ranks, shares, degrees and comparisons, and the words that say what they apply to."""

from itertools import takewhile

from storysum.shortening.attachment import aged, up_to
from storysum.shortening.needs import complement
from storysum.shortening.reading import MODIFIERS, Reading, has_rank, ranks, word_list


def changes_to(r: Reading, word: int, head: int) -> bool:
    """Whether a phrase is the start or end of a change: rose [from May]; fell from 80 [to 12]; turn it [into flats]."""
    if r.first(word) == "from" and r.among(head, "rising"):
        return r.temporal(word) and not r.after_comma(word)
    if r.base[word] not in ("obl", "nmod"):
        return False
    if r.any_among(r.parse.ancestors(word)[:2], "turning"):
        return any(r.low[opener] == "into" for opener in r.openers(word))
    beside = (one for one in r.kids(head, "obl", "nmod") if one < word)
    return r.first(word) == "to" and any(r.low[opener] == "from" for one in beside for opener in r.openers(one))


def of_a_measure(r: Reading, word: int, head: int) -> bool:
    """Whether a word modifies a number, or measures an adjective or an adverb: [about] 40; [4 years] old."""
    pos, measure = r.parse.pos[head], r.parse.relation[word].endswith(("unmarked", "npmod"))
    return pos == "NUM" or (measure and pos in ("ADJ", "ADV"))


def limit_of_age(r: Reading, word: int, noun: int) -> bool:
    """Whether a phrase gives an age or a limit of age: children [under 16], at the age [of 40]."""
    number = r.parse.pos[word] == "NUM" or r.low[word] == "age"
    return r.low[noun] == "age" or (number and r.opens_with(word, "limits"))


def measured_from(r: Reading, word: int, noun: int) -> bool:
    """Whether a phrase gives the point that a number counts from, or a limited duration: 4 points [below May’s]."""
    behind = r.left(word) == noun + 1 and r.opens_with(word, "measuring") and bool(r.kids(noun, "nummod"))
    return behind or (r.first(word) == "for" and _so_long(r, word))


def _so_long(r: Reading, time: int) -> bool:
    """Whether a duration has a limit: for less than five years, for the rest of the week."""
    if r.low[time] == "rest" and any(map(r.temporal, r.kids(time, "nmod"))):
        return True
    return r.temporal(time) and any(r.any_among(r.kids(k, "advmod"), "limits") for k in r.kids(time, "nummod"))


def among_longest(r: Reading, word: int, _head: int) -> bool:
    """Whether a phrase gives the range of a superlative, however deep it hangs: the longest of its kind [in Europe]."""
    if not r.opens_with(word, "among") or r.temporal(word):
        return False
    path = [word, *takewhile(lambda one: r.base[one] in ("nmod", "obl"), r.parse.ancestors(word))]
    top = r.parent(path[-1])
    ranked = (one for one in (top, *r.kids(top, "amod")) if r.low[one].endswith(("est", "only")))
    return top < word and any(ranks(r, one) for one in ranked)


def within_a_rank(r: Reading, word: int, verb: int) -> bool:
    """Whether a phrase modifies a clause that narrows a rank: the first woman to win the prize [for a second time]."""
    if r.base[verb] not in ("acl", "xcomp") or not r.follows(word) or r.temporal(word) or r.opens_with(word, "manner"):
        return False
    beside = [one for one in r.kids(r.parent(verb), "obj", "xcomp") if one < verb]
    return any(has_rank(r, one) for one in (r.parent(verb), *beside))


def longer(r: Reading, word: int, verb: int) -> bool:
    """Whether a word is a comparative right behind an object: made it [longer]."""
    objects = r.kids(verb, "obj") if r.low[word].endswith("er") else ()
    return any(word - 1 in r.parse.subtree(one) for one in objects)


def among_ranked(r: Reading, word: int, noun: int) -> bool:
    """Whether a phrase or a clause says among which a noun is first or “all” holds: all bands [from Hull]."""
    time = r.first(word) == "when" or (r.temporal(word) and r.first(word) == "on")
    return r.follows(word) and not time and r.ranked(noun)


def of_a_ranked(r: Reading, word: int, noun: int) -> bool:
    """Whether a clause narrows the “of” phrase of a rank or of “all”: the third of the bands [that fell out]."""
    of = r.base[noun] == "nmod" and r.opens_with(noun, "of")
    return of and not r.after_comma(word) and r.ranked(r.parent(noun))


def in_general(r: Reading, word: int, noun: int) -> bool:
    """Whether a word narrows the subject of a general statement: women [in their 60s] are at risk."""
    if r.after_comma(word) or (word < noun and r.base[word] != "amod"):
        return False
    if r.base[noun] == "acl" and r.base[word] in ("obl", "advcl"):
        # inside a clause of the subject: children born [after 2010] are, those who slept [for six hours] are
        return (not r.temporal(word) or bool(r.kids(word, "nummod"))) and in_general(r, noun, r.parent(noun))
    if r.base[word] not in ("nmod", "acl", "amod") or r.base[noun] != "nsubj" or r.kids(noun, "det", "nummod"):
        return False
    verb = r.parent(noun)
    plural = r.low[noun].endswith("s") or r.among(noun, "people") or r.negated(verb)
    if not plural or r.parse.pos[noun] != "NOUN" or any(map(r.owns, r.kids(noun))):
        return False
    if r.has(verb, "aux", "have") or (r.low[verb].endswith("ing") and r.has(verb, "aux", "are")):
        return False  # an event, which is true of some and not of all
    more = any(r.any_among(r.kids(one, "advmod"), "degrees") for one in (verb, *r.kids(verb, "advmod")))
    return more or r.any_among((verb, *r.kids(verb, "aux", "cop")), "present")


def of_a_place(r: Reading, word: int, noun: int) -> bool:
    """Whether a place narrows a subject without article or owner that rose or fell: prices [in Hull] rose."""
    rose = r.base[noun] == "nsubj" and r.parse.pos[noun] == "NOUN" and r.among(r.parent(noun), "rising")
    bare = rose and not r.kids(noun, "det") and not any(map(r.owns, r.kids(noun)))
    return bare and r.first(word) in ("in", "at", "around", "across") and not r.after_comma(word)


def for_whom(r: Reading, word: int, noun: int) -> bool:
    """Whether a phrase names people by their age, or the users of something: a ban on sales [to anyone under 16]."""
    use = r.low[noun] == "use" and r.first(noun) == "for"
    return use or any(aged(r, one) == word for one in range(word + 1, min(word + 3, len(r.low))))


def of_anyone(r: Reading, word: int, _head: int) -> bool:
    """Whether a word is part of a clause that defines “anyone” or a counted group: anyone [who moves] [to Hull]."""
    if r.after_comma(word) or (r.temporal(word) and r.first(word) == "on"):
        return False
    clauses = (one for one in r.parse.path(word) if r.base[one] == "acl")
    return any(r.among(r.parent(one), "indefinites") or (one != word and _counted(r, one)) for one in clauses)


def which_people(r: Reading, word: int, noun: int) -> bool:
    """Whether a phrase says where “everybody” is, or which people: everybody [in Hull]; people [living here]."""
    if not r.follows(word):
        return False
    if r.base[word] == "nmod" and r.among(noun, "indefinites"):
        return True
    if r.base[word] in ("nmod", "acl") and _people(r, noun):
        return True
    return r.base[noun] == "acl" and _people(r, r.parent(noun)) and complement(r, word, noun)


def _people(r: Reading, noun: int) -> bool:
    """Whether a noun is “people” and no word before it says which people."""
    return r.low[noun] == "people" and r.bare_plural(noun)


def _counted(r: Reading, clause: int) -> bool:
    """Whether a relative clause defines a group of which a share is given: all [who rest]; half of those [who rest]."""
    noun = r.parent(clause)
    above, told = r.parent(noun), r.kids(noun, "amod", "det", "advmod")
    if r.parse.relation[clause] != "acl:relcl" or r.first(clause) == "when":
        return False
    if r.base[noun] == "nmod" and r.opens_with(noun, "of"):
        told += [*r.kids(above, "amod", "det", "advmod"), above]
        if empty(r, above) and r.parse.pos[above] != "NUM":
            return True
    return r.any_among(told, "shares") and not r.kids(noun, "nummod")


def compared(r: Reading, word: int, head: int) -> bool:
    """Whether a phrase is the standard of a comparison: faster [than in May]; so loud [that it hurt]."""
    if r.opens_with(word, "comparisons") and (r.opens_with(word, "than") or r.parse.pos[head] in ("ADJ", "ADV")):
        return True
    return r.opens_with(word, "as") and r.has(head, "advmod", "as")


def comparative(r: Reading, word: int, head: int) -> bool:
    """Whether a word is a comparative beside a “than” phrase, or has a degree: [faster] than in May; [so loud]."""
    if r.low[word].endswith("er") and any(r.opens_with(one, "than") for one in r.kids(head)):
        return True
    degrees = r.kids(word, "advmod")
    how = any(r.low[one] in ("too", "so", "as", "enough") for one in degrees)
    return how or (r.base[word] == "advmod" and r.any_among(degrees, "degrees"))


def measured(r: Reading, word: int, head: int) -> bool:
    """Whether a word has a measure, as in “four days longer”; “five years ago” only before the subject."""
    measures = (r.kids(one, "nummod") for one in r.kids(word, "obl") if r.parse.relation[one].endswith("unmarked"))
    return any(measures) and (not r.among(word, "apart") or in_front(r, word, head))


def in_front(r: Reading, word: int, head: int) -> bool:
    """Whether a phrase stands before the subject of its head."""
    return any(r.left(word) < one < head for one in r.kids(head, "nsubj", "csubj", "expl"))


def up_to_number(r: Reading, word: int, _head: int) -> bool:
    """Whether a word is a number or a currency sign behind “as” or “up to”: as much [as £9]."""
    number = r.parse.pos[word] in ("SYM", "NUM")
    return number and (r.first(word) == "as" or (word > 1 and up_to(r, word - 1) == word))


def contrasted(r: Reading, word: int, head: int) -> bool:
    """Whether a later phrase with the same opener is joined or contrasted: [with the label] but not with the band."""
    opener = [r.low[one] for one in r.openers(word)][-1:]
    others = (one for one in r.kids(head, *MODIFIERS, "conj") if one > word) if opener else ()
    return any(
        opener == [r.low[one] for one in r.openers(other)][-1:]
        and not {"not", "than", "but", "and", "or"}.isdisjoint(r.low[r.left(other) : other])
        for other in others
    )


def empty(r: Reading, noun: int) -> bool:
    """Whether a noun only counts what follows: the number (of …), thousands (of …)."""
    low = r.low[noun]
    plural = low.endswith("s") and (r.among(noun, "large") or low[:-1] in word_list("amounts"))
    return plural or r.among(noun, "amounts")


def of_what_counts(r: Reading, word: int, noun: int) -> bool:
    """Whether a phrase says what a noun counts, or to whom a word of kinship or role relates: thousands [of fans]."""
    if r.opens_with(word, "of") and (empty(r, noun) or r.among(noun, "kin")):
        return True
    aside = r.base[noun] in ("parataxis", "appos") and r.among(noun, "amounts") and r.after_comma(noun)
    return aside and not r.after_comma(word)  # …, most [in Hull]


def of_a_number(r: Reading, word: int, noun: int) -> bool:
    """Whether a word narrows what a noun counts: the number of [British] films."""
    return r.base[noun] == "nmod" and r.opens_with(noun, "of") and empty(r, r.parent(noun))


def clause_of_a_number(r: Reading, word: int, noun: int) -> bool:
    """Whether a clause narrows what a noun counts, even if it hangs on that noun: the number of films [sold abroad]."""
    if r.after_comma(word) or r.first(word) == "when":
        return False
    of = any(r.opens_with(one, "of") for one in r.kids(noun, "nmod"))
    return of_a_number(r, word, noun) or (of and empty(r, noun))


def of_a_share(r: Reading, word: int, noun: int) -> bool:
    """Whether a phrase narrows the group that a share is taken of: one in five fans [with a ticket]."""
    above = r.parent(noun)
    if not r.opens_with(word, "narrowing") or r.after_comma(word):
        return False
    if r.parse.pos[above] == "NUM" and r.first(noun) == "in" and r.kids(noun, "nummod"):
        return True
    return of_a_number(r, word, noun) and (r.among(above, "shares") or r.parse.pos[above] == "SYM")
