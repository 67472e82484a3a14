"""A parse as the constraints of shortening ask of it, and the word lists that they look into."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import takewhile

from storysum.marks import DOUBLE
from storysum.model.parse import Parse

ARTICLES = ("a", "an", "the")
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))


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
    """The words of a file that `training/lexicon.py` made, by what they stand with."""
    text = files("storysum.shortening").joinpath("weights", f"{name}.txt").read_text(encoding="utf-8")
    rows = (line.partition(":") for line in text.splitlines() if not line.startswith("#"))
    return {beside: frozenset(words.split()) for beside, _, words in rows}


def _joined(parse: Parse) -> tuple[str, ...]:
    """The relations without subtypes. What “and” joins is no apposition, nor part of a name: “Holm and the band Kiln”.

    Nor is what no pause closes: “Petra Holm, Carl Reed and the band”.
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
    """A parse with what the lines of the table ask of it."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.low = tuple(form.lower().replace("’", "'") for form in parse.forms)
        self.base = _joined(parse)
        self.children = tuple(map(parse.children, range(len(parse))))
        self.belongings: dict[int, int | None] = {}  # see attachment.belongs
        self._lefts: dict[int, int] = {}
        self._heads = tuple(head - 1 if head else word for word, head in enumerate(parse.head))

    def among(self, word: int, name: str) -> bool:
        """Whether a word is in a list."""
        return self.low[word] in word_list(name)

    def kids(self, word: int, *relations: str) -> list[int]:
        """The dependents of a word, of some relations (without subtypes) or all."""
        return [child for child in self.children[word] if not relations or self.base[child] in relations]

    def parent(self, word: int) -> int:
        """What a word depends on; the root has itself."""
        return self._heads[word]

    def openers(self, word: int) -> list[int]:
        """The prepositions and conjunctions that open what a word heads."""
        return self.kids(word, "case", "mark")

    def owns(self, word: int) -> bool:
        """Whether a word says whose something is."""
        return self.parse.relation[word] == "nmod:poss"

    def opens_with(self, word: int, name: str) -> bool:
        """Whether what a word heads opens with a word of a list."""
        return any(self.among(opener, name) for opener in self.openers(word))

    def left(self, word: int) -> int:
        """The first word of a subtree that is no mark."""
        if word not in self._lefts:
            below = (one for one in self.parse.subtree(word) if self.parse.pos[one] != "PUNCT")
            self._lefts[word] = min(word, next(below, word))
        return self._lefts[word]

    def after_comma(self, word: int) -> bool:
        """Whether a pause or a bracket stands in front of what a word heads, and not only a quotation mark."""
        before = self.left(word) - 1
        while before > 0 and self.parse.forms[before] in DOUBLE:
            before -= 1
        return before >= 0 and self.parse.pos[before] == "PUNCT" and self.parse.forms[before] not in "-–‑'’"

    def is_clause(self, word: int) -> bool:
        """Whether a word has a subject of its own."""
        return bool(self.kids(word, "nsubj", "csubj", "expl"))

    def negated(self, word: int) -> bool:
        """Whether a word is denied, itself or in what it is built of."""
        head, base = self.parent(word), self.base[word]
        denied = head != word and base in ("ccomp", "xcomp", "csubj", "obj") and self.among(head, "denials")
        if denied or (head != word and base == "xcomp" and self.negated(head)):
            return True
        near = self.kids(word, "nsubj", "obj")
        near += [one for one in self.kids(word, "obl") if one < word and not self.openers(one)]  # a subject not seen
        few = [*near, *(d for kid in near for d in self.kids(kid, "amod", "advmod"))]
        none = [*near, *(d for kid in self.kids(word, "nsubj", "obj", "obl") for d in self.kids(kid, "det"))]
        none += self.children[word]
        return any(self.among(one, "negations") for one in none) or any(
            (self.among(one, "few") and self.low[max(0, one - 1)] not in ("a", "no"))
            or self.low[one : one + 2] == ("fewer", "than")
            for one in few
        )

    def rules_out(self, word: int) -> bool:
        """Whether a verb denies its object: “ruled out a tour”."""
        particles = (self.low[kid] for kid in self.children[word] if self.parse.relation[kid] == "compound:prt")
        return self.among(word, "denials") and "out" in particles

    def pronoun(self, word: int) -> bool:
        """Whether a word stands for somebody or something that is named elsewhere; “one of the labels” does not."""
        return self.among(word, "pronouns") and self.parse.pos[word] == "PRON" and not self.kids(word, "nmod", "acl")

    def refers(self, word: int) -> bool:
        """Whether a word names something or stands for it."""
        return self.parse.pos[word] in ("NOUN", "PROPN", "NUM") or self.pronoun(word)

    def ranked(self, word: int) -> bool:
        """Whether a noun is the first, the biggest, the only one: what narrows it says among which."""
        return any(
            ranks(self, child) or self.among(child, "quantifiers")
            for child in self.kids(word, "amod", "det", "advmod", "nummod")
        )

    def capital(self, word: int) -> bool:
        """Whether a word is written with a capital."""
        return self.parse.forms[word][0].isupper()

    def governs(self, word: int) -> bool:
        """Whether what a word heads opens with the preposition that the word above it rarely does without."""
        for one in self.openers(word):
            opens = "to do" if (self.low[one], self.base[one]) == ("to", "mark") else self.low[one]
            if self.low[self.parent(word)] in counted("prepositions").get(opens, ()):
                return True
        return False

    def temporal(self, word: int) -> bool:
        """Whether a phrase says when."""
        return self.among(word, "times") or self.parse.relation[word].endswith(":tmod")


def ranks(r: Reading, word: int) -> bool:
    """Whether a word puts what it stands with in an order: third, biggest."""
    low = r.low[word]
    ordinal = low[0].isdigit() and low.endswith(("st", "nd", "rd", "th"))
    superlative = r.parse.pos[word] in ("ADJ", "ADV") and low.endswith("est") and len(low) > 4
    most = any(r.low[kid] in ("most", "least") for kid in r.kids(word, "advmod"))
    return r.among(word, "ranks") or ordinal or superlative or most
