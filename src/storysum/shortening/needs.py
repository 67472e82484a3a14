"""Tests for what a verb or a noun is incomplete without."""

from storysum.shortening.reading import MODIFIERS, Reading


def complement(r: Reading, word: int, head: int) -> bool:
    """Whether a word is the first modifier behind a predicate that has no object and would be incomplete without it."""
    if not r.follows(word) or any(r.parse.pos[k] != "NUM" for k in r.kids(head, "obj", "iobj", "xcomp", "ccomp")):
        return False  # a number is no object: “voted 4-1 to sell”
    right = [one for one in r.kids(head, *MODIFIERS) if one > head]
    behind = [one for one in right if not r.temporal(one)]
    if r.base[head] == "acl" and all(map(r.after_comma, behind)):
        behind = right  # times count where nothing else follows: “songs found [last week]”
    return behind[:1] == [word]


def needed(r: Reading, word: int, head: int) -> bool:
    """Whether a word completes a predicate: came [to the rescue]."""
    return r.predicate(head) and complement(r, word, head)


def hollow(r: Reading, clause: int, noun: int) -> bool:
    """Whether a clause completes a noun that is empty without it: the way [they played]; a step [that was late]."""
    if r.after_comma(clause):
        return False
    verb, before = r.parent(noun), [r.low[one] for one in r.kids(noun) if one < noun and r.parse.pos[one] != "PUNCT"]
    summing_up = before in (["a"], ["an"]) and verb < noun and r.parse.pos[verb] == "VERB" and r.after_comma(noun)
    return summing_up or r.among(noun, "hollow")


def placed(r: Reading, word: int, verb: int) -> bool:
    """Whether a phrase says where something is put: puts the economy [at the centre]."""
    where = (r.among(verb, "placing") or r.low[word] == "back") and r.follows(word)
    return where and (not r.temporal(word) or r.first(word) == "to")


def kept_from(r: Reading, word: int, _noun: int) -> bool:
    """Whether a phrase inside an object says what it is kept from: bars members of the band [from the hall]."""
    away = r.first(word) == "from" and r.any_among(r.parse.ancestors(word)[:3], "placing")
    return away and r.follows(word) and not r.temporal(word)
