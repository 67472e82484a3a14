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


def placed(r: Reading, word: int, verb: int) -> bool:
    """Whether a phrase says where something is put: puts the economy [at the centre]."""
    where = (r.among(verb, "placing") or r.low[word] == "back") and r.follows(word)
    return where and (not r.temporal(word) or r.first(word) == "to")
