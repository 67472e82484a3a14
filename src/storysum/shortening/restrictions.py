"""What restricts a statement: conditions, exceptions, denials, and how far something changed."""

from __future__ import annotations

from storysum.shortening.reading import Reading

HEDGED = ("obl", "advcl", "nmod", "acl", "advmod")


def predicate(r: Reading, word: int) -> bool:
    """Whether a word is a verb, or says what something is."""
    return r.parse.pos[word] in ("VERB", "AUX") or bool(r.kids(word, "cop"))


def inverted(r: Reading, word: int) -> bool:
    """Whether a clause is a condition without “if”: had it rained."""
    first = r.left(word)
    return r.base[word] == "advcl" and word in (first, r.parent(first)) and r.among(first, "inverted")


def exception(r: Reading, word: int) -> bool:
    """Whether a word opens a condition or an exception of several words: as long as, on condition that, apart from."""
    if r.low[word] in ("long", "soon") and any(r.among(k, "as") for k in r.kids(word, "advmod")):
        return True
    if r.low[word] == "condition" and r.base[word] == "obl":
        return True
    return "apart" in (r.low[word], r.low[r.parent(word)]) and r.base[word] in HEDGED


def has_only(r: Reading, word: int) -> bool:
    """Whether a word has an “only”."""
    return any(r.low[k] == "only" for k in r.kids(word, "advmod"))


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
    """Whether a phrase says to what something changed from something else."""
    if r.base[word] not in ("obl", "nmod") or not any(r.low[k] == "to" for k in r.openers(word)):
        return False
    beside = (k for k in r.kids(r.parent(word), "obl", "nmod") if k < word)
    return any(r.low[opener] == "from" for k in beside for opener in r.openers(k))


def counted_from(r: Reading, word: int) -> bool:
    """Whether a phrase says since what a time is counted: twenty years [after the fire]."""
    time = r.left(word) - 1
    if time < 0 or not r.opens_with(word, "since"):
        return False
    return (r.among(time, "times") and bool(r.kids(time, "nummod"))) or (r.low[time] == "time" and r.ranked(time))


def rank_before(r: Reading, word: int) -> int | None:
    """The noun whose rank holds only since then, wherever that hangs: had her first win [since May]."""
    since = any(r.low[one] == "since" for one in r.openers(word))
    counted = r.among(word, "times") and any(r.low[one] in ("in", "for") for one in r.openers(word))
    counted = counted and any(r.low[one] in ("a", "an") or r.base[one] == "nummod" for one in r.kids(word))
    if r.base[word] not in ("obl", "nmod", "advcl") or not (since or counted):
        return None
    beside = reversed(r.kids(r.parent(word), "obj", "obl", "xcomp"))
    near = [r.left(word) - 1, *beside, *r.parse.ancestors(word)]
    return next((one for one in near if 0 <= one < word and r.ranked(one)), None)
