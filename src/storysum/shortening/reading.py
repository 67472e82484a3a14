"""A parse with the questions that the constraints of shortening ask of it, and the word lists that they use."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import TypeVar

from storysum.marks import DOUBLE
from storysum.model.parse import Parse

T = TypeVar("T")

ARTICLES = ("a", "an", "the")
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
# The relations of what may be added to a word: phrases, clauses and adverbs.
MODIFIERS = ("obl", "advcl", "nmod", "acl", "advmod")
ANY = "*"  # in a table: every relation


@cache
def word_list(name: str) -> frozenset[str]:
    """The words under a heading of `words.txt`, in lower case.

    >>> "not" in word_list("negations")
    True
    """
    text = files("storysum.shortening").joinpath("words.txt").read_text(encoding="utf-8")
    found = re.search(rf"^\[{name}\]$([^\[]*)", text, re.MULTILINE)
    if found is None:
        raise LookupError(f"words.txt has no [{name}]")
    return frozenset(found[1].split())


@cache
def counted(name: str) -> dict[str, frozenset[str]]:
    """The words of a file in `weights` that `training/lexicon.py` made, by the word or context before the colon."""
    text = files("storysum.shortening").joinpath("weights", f"{name}.txt").read_text(encoding="utf-8")
    rows = (line.partition(":") for line in text.splitlines() if not line.startswith("#"))
    return {beside: frozenset(words.split()) for beside, _, words in rows}


def asked(table: Iterable[tuple[str, T]], relation: str) -> list[T]:
    """The entries of a table for a relation, in order; its keys are relations separated by spaces, or `ANY`.

    >>> asked([("obl nmod", 1), ("acl", 2), (ANY, 3)], "nmod")
    [1, 3]
    """
    return [found for relations, found in table if relations == ANY or relation in relations.split()]


def _joined(parse: Parse) -> tuple[str, ...]:
    """The relations without subtypes, with conjuncts that the parser took for appositions or parts of names as `conj`.

    “Holm and the band Kiln”; also an apposition that no pause closes: “Petra Holm, Carl Reed and the band”.
    """
    base = [relation.partition(":")[0] for relation in parse.relation]
    for word, form in enumerate(parse.forms):
        if base[word] == "cc" and form in ("and", "or"):
            *_, top = takewhile(range(word, len(parse)).__contains__, parse.path(word))
            if base[top] in ("appos", "flat", "compound") and 0 < parse.head[top] <= word:
                base[top] = "conj"
        if base[word] == "appos" and any(parse.relation[one] == "conj" for one in parse.children(word)):
            inside = parse.subtree(word)
            start = next((one for one in inside if parse.pos[one] != "PUNCT"), word)
            closed = parse.pos[inside[-1] + 1 : inside[-1] + 2] not in (("VERB",), ("AUX",))
            if parse.forms[start - 1] == "," and not closed:
                base[word] = "conj"
    return tuple(base)


class Reading:
    """A parse with the lookups that the constraints need."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.low = tuple(form.lower().replace("’", "'") for form in parse.forms)
        self.base = _joined(parse)
        self.children = tuple(map(parse.children, range(len(parse))))
        self.belongings: dict[int, int | None] = {}  # the cache of attachment.belongs
        self._heads = tuple(head - 1 if head else word for word, head in enumerate(parse.head))
        self._openers = [self.kids(word, "case", "mark") for word in range(len(parse))]
        self._lefts = list(range(len(parse)))
        seen: set[int] = set()
        for word in (word for word, pos in enumerate(parse.pos) if pos != "PUNCT"):
            above = word
            while above not in seen:
                seen.add(above)
                self._lefts[above] = min(word, above)
                above = self._heads[above]

    def among(self, word: int, name: str) -> bool:
        """Whether a word is in a list."""
        return self.low[word] in word_list(name)

    def any_among(self, words: Iterable[int], name: str) -> bool:
        """Whether any of some words is in a list."""
        listed = word_list(name)
        return any(self.low[word] in listed for word in words)

    def kids(self, word: int, *relations: str) -> list[int]:
        """The dependents of a word, of some relations (without subtypes) or, if none is given, all."""
        kids = self.children[word]
        return [kid for kid in kids if not relations or self.base[kid] in relations] if kids else []

    def has(self, word: int, relation: str, *forms: str) -> bool:
        """Whether a word has a dependent with this relation and one of these forms."""
        return any(self.low[kid] in forms for kid in self.kids(word, relation))

    def parent(self, word: int) -> int:
        """The head of a word; the root is its own head."""
        return self._heads[word]

    def openers(self, word: int) -> list[int]:
        """The prepositions and conjunctions (`case` and `mark`) that depend on a word."""
        return self._openers[word]

    def owns(self, word: int) -> bool:
        """Whether a word is a possessor."""
        return self.parse.relation[word] == "nmod:poss"

    def opens_with(self, word: int, name: str) -> bool:
        """Whether one of a word's openers is in a list."""
        openers = self._openers[word]
        return bool(openers) and self.any_among(openers, name)

    def left(self, word: int) -> int:
        """The first word of a subtree that is no punctuation mark."""
        return self._lefts[word]

    def first(self, word: int) -> str:
        """The first word of a subtree, in lower case."""
        return self.low[self.left(word)]

    def after_comma(self, word: int) -> bool:
        """Whether a pause or a bracket stands before a subtree; quotation marks in between are skipped."""
        before = self.left(word) - 1
        while before > 0 and self.parse.forms[before] in DOUBLE:
            before -= 1
        return before >= 0 and self.parse.pos[before] == "PUNCT" and self.parse.forms[before] not in "-–‑'’"

    def follows(self, word: int) -> bool:
        """Whether a word stands behind its head, with no pause between."""
        return word > self.parent(word) and not self.after_comma(word)

    def predicate(self, word: int) -> bool:
        """Whether a word is a verb or has a copula."""
        return self.parse.pos[word] in ("VERB", "AUX") or bool(self.kids(word, "cop"))

    def passive(self, word: int) -> bool:
        """Whether a verb is in the passive."""
        return any(self.parse.relation[kid] in ("aux:pass", "nsubj:pass") for kid in self.children[word])

    def is_clause(self, word: int) -> bool:
        """Whether a word has a subject of its own."""
        return bool(self.kids(word, "nsubj", "csubj", "expl"))

    def negated(self, word: int) -> bool:
        """Whether a word is negated: by a dependent, its subject or object, or a verb of denial above it."""
        head, base = self.parent(word), self.base[word]
        denied = head != word and base in ("ccomp", "xcomp", "csubj", "obj") and self.among(head, "denials")
        if denied or (head != word and base == "xcomp" and self.negated(head)):
            return True
        near = self.kids(word, "nsubj", "obj")
        near += [one for one in self.kids(word, "obl") if one < word and not self.openers(one)]  # a missed subject
        few = [*near, *(d for kid in near for d in self.kids(kid, "amod", "advmod"))]
        none = [*near, *(d for kid in self.kids(word, "nsubj", "obj", "obl") for d in self.kids(kid, "det"))]
        none += self.children[word]
        return any(self.among(one, "negations") for one in none) or any(
            (self.among(one, "few") and self.low[max(0, one - 1)] not in ("a", "no"))
            or self.low[one : one + 2] == ("fewer", "than")
            for one in few
        )

    def rules_out(self, word: int) -> bool:
        """Whether a verb with the particle “out” denies its object: “ruled out a tour”."""
        particles = (self.low[kid] for kid in self.children[word] if self.parse.relation[kid] == "compound:prt")
        return self.among(word, "denials") and "out" in particles

    def pronoun(self, word: int) -> bool:
        """Whether a word is a pronoun for something named elsewhere; not the “one” of “one of the labels”."""
        return self.among(word, "pronouns") and self.parse.pos[word] == "PRON" and not self.kids(word, "nmod", "acl")

    def bare_plural(self, noun: int) -> bool:
        """Whether a noun is plural and nothing before it says which ones."""
        plural = self.low[noun].endswith("s") or self.among(noun, "people")
        which = self.kids(noun, "det", "nummod", "amod", "compound") or any(map(self.owns, self.children[noun]))
        return plural and self.parse.pos[noun] == "NOUN" and not which

    def refers(self, word: int) -> bool:
        """Whether a word is a noun, a name, a number or a pronoun."""
        return self.parse.pos[word] in ("NOUN", "PROPN", "NUM") or self.pronoun(word)

    def ranked(self, word: int) -> bool:
        """Whether a noun has a rank or a quantifier (first, biggest, all), which holds among what narrows the noun."""
        return any(
            ranks(self, child) or self.among(child, "quantifiers")
            for child in self.kids(word, "amod", "det", "advmod", "nummod")
        )

    def capital(self, word: int) -> bool:
        """Whether a word starts with a capital."""
        return self.parse.forms[word][0].isupper()

    def governs(self, word: int) -> bool:
        """Whether a word's preposition is one that its head rarely occurs without."""
        for one in self.openers(word):
            opens = "to do" if (self.low[one], self.base[one]) == ("to", "mark") else self.low[one]
            if self.low[self.parent(word)] in counted("prepositions").get(opens, ()):
                return True
        return False

    def temporal(self, word: int) -> bool:
        """Whether a phrase is one of time."""
        return self.among(word, "times") or self.parse.relation[word].endswith(":tmod")


def ranks(r: Reading, word: int) -> bool:
    """Whether a word puts its noun in an order: third, biggest."""
    low = r.low[word]
    ordinal = low[0].isdigit() and low.endswith(("st", "nd", "rd", "th"))
    superlative = r.parse.pos[word] in ("ADJ", "ADV") and low.endswith("est") and len(low) > 4
    most = any(r.low[kid] in ("most", "least") for kid in r.kids(word, "advmod"))
    return r.among(word, "ranks") or ordinal or superlative or most


def has_rank(r: Reading, noun: int) -> bool:
    """Whether a noun has a rank before it, or is one itself: the first win, the first to marry."""
    the = ranks(r, noun) and r.has(noun, "det", "the")
    return the or (r.parse.pos[noun] in ("NOUN", "PROPN") and any(ranks(r, kid) for kid in r.kids(noun, "amod")))
