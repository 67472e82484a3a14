"""What a verb or a noun says little without."""

from storysum.shortening.reading import MODIFIERS, Reading


def complement(r: Reading, word: int, head: int) -> bool:
    """Whether a word is the nearest of what follows a predicate that has no object: without it, a stump."""
    if not r.follows(word) or any(r.parse.pos[k] != "NUM" for k in r.kids(head, "obj", "iobj", "xcomp", "ccomp")):
        return False  # “voted 4-1 to sell” has no object
    right = [one for one in r.kids(head, *MODIFIERS) if one > head]
    behind = [one for one in right if not r.temporal(one)]
    if r.base[head] == "acl" and all(map(r.after_comma, behind)):
        behind = right  # “songs found [last week]”
    return behind[:1] == [word]


def needed(r: Reading, word: int, head: int) -> bool:
    """Whether a predicate needs what follows it: came [to the rescue]."""
    return r.predicate(head) and complement(r, word, head)


def hollow(r: Reading, clause: int, noun: int) -> bool:
    """Whether a clause tells what a noun says nothing without: the way [they played]; left, a step [that was late]."""
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
    """Whether a phrase on what is put says from what it is kept: bars members of the band [from the hall]."""
    away = r.first(word) == "from" and r.any_among(r.parse.ancestors(word)[:3], "placing")
    return away and r.follows(word) and not r.temporal(word)
