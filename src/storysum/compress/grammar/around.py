"""What stands around a word of which the sentence is not yet read to its end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from storysum.compress.lexicon import Form, forms, listed
from storysum.compress.tags import Tag
from storysum.compress.tokens import Token
from storysum.text.data import words

__all__ = ["SUBJECT_PRONOUNS", "Around"]

SUBJECT_PRONOUNS = frozenset({"i", "he", "she", "we", "they"})
_CLAUSE_OPENERS = frozenset(
    ["after", "although", "as", "because", "before", "how", "if", "since", "that", "though", "until", "what", "when",
     "where", "whether", "while", "why"]
)  # fmt: skip
_AFTER_VERB = frozenset(["the", "a", "an", "its", "their", "his", "her", "to", "him", "them", "that", "up", "out"])
_CLOSED = ("prepositions", "pronouns", "determiners", "subordinators", "adverbs")


@cache
def _closed() -> frozenset[str]:
    return frozenset({"to"}).union(*(words(f"grammar_{name}") for name in _CLOSED))


class Around:
    """A sentence that is being read from left to right.

    Attributes:
        sentence: Its tokens.
        lows: The same in lower case.
        first: What each is whatever stands around it; None where that does not tell.
        tags: Of the tokens read so far.
        finite: Whether the clause being read has its finite verb.
    """

    def __init__(self, sentence: Sequence[Token], first: Sequence[Tag | None]) -> None:
        self.sentence = sentence
        self.lows = [token.low for token in sentence]
        self.first = first
        self.tags: list[Tag] = []
        self.finite = False

    def before(self, index: int) -> tuple[Tag | None, str]:
        """The word before, adverbs skipped."""
        for back in range(index - 1, max(-1, index - 4), -1):
            if self.tags[back] is not Tag.ADVERB:
                return self.tags[back], self.sentence[back].low
        return None, ""

    def low(self, index: int) -> str:
        """A token in lower case, or nothing outside the sentence."""
        return self.lows[index] if 0 <= index < len(self.lows) else ""

    def noun_follows(self, index: int) -> bool:
        """Whether what follows could be the rest of a noun phrase."""
        if index + 1 >= len(self.sentence):
            return False
        known, low = self.first[index + 1], self.low(index + 1)
        if known is not None:
            return known in (Tag.NAME, Tag.NUMBER)
        return low not in _closed() and not low.endswith("ly")

    def finite_ahead(self, index: int) -> bool:
        """Whether a sure finite verb follows before the clause ends or another subject begins."""
        for ahead in range(index + 1, min(len(self.sentence), index + 30)):
            known, low = self.first[ahead], self.low(ahead)
            if known in (Tag.AUXILIARY, Tag.MODAL):
                return True
            if known is Tag.RELATIVE or low in _CLAUSE_OPENERS:
                return False
            if known is Tag.CONJUNCTION and not (self.first[ahead - 1] is Tag.NAME and self.name_follows(ahead)):
                return False
            if known is Tag.MARK and self.sentence[ahead].text in ",;:.–—-()":
                return False
            if low in SUBJECT_PRONOUNS or (low == "it" and listed("grammar_content_nouns", self.low(ahead - 1))):
                return False  # "closed up on speculation it is for sale"
            if known is None and forms(low) == Form.PAST:
                return True
        return False

    def clause_ahead(self, index: int) -> bool:
        """Whether a subject and a finite verb follow before the next mark: a clause, not a phrase."""
        seen = False
        for ahead in range(index + 1, min(len(self.sentence), index + 25)):
            known, low = self.first[ahead], self.low(ahead)
            if known is Tag.MARK and self.sentence[ahead].text in "()":
                continue
            if known is Tag.MARK and self.sentence[ahead].text not in '"“”‘’':
                return False
            if known in (Tag.AUXILIARY, Tag.MODAL):
                return seen and not low.startswith(("'",))
            if known is Tag.RELATIVE or low in ("that", "because", "although", "when", "while", "after", "if"):
                return False
            form = Form.NONE if known is not None else forms(low)
            if seen and Form.PAST in form and self.low(ahead - 1) not in ("a", "the", "an", "his", "her", "its"):
                return self.low(ahead - 1) not in ("by", "of", "with")
            if Form.S in form and self.low(ahead - 1) in ("it", "he", "she"):
                return True
            if Form.BASE in form and self.low(ahead - 1) in ("they", "we", "i", "you"):
                return True
            if seen and Form.BASE in form and self._plural(ahead - 1) and self._object(ahead + 1):
                return True  # "as polls show Quill ahead"
            if (
                seen
                and Form.S in form
                and (self.low(ahead + 1) in _AFTER_VERB or (self.low(index) == "as" and self.object_ahead(ahead)))
                and self.first[ahead - 1] is not Tag.DETERMINER
            ):
                return True
            seen = seen or known in (Tag.NAME, Tag.NUMBER) or low in SUBJECT_PRONOUNS or known is None
        return False

    def _plural(self, index: int) -> bool:
        low = self.low(index)
        return self.first[index] is None and low.endswith("s") and not low.endswith(("ss", "us", "'s"))

    def _object(self, index: int) -> bool:
        return self.low(index) in _AFTER_VERB or (index < len(self.first) and self.first[index] is Tag.NAME)

    def object_ahead(self, index: int) -> bool:
        """Whether a plain noun ends the stretch behind what may be a verb: "as the new team tackles crime."."""
        before = self.sentence[index - 1]
        last = index + 2 < len(self.first) and self.first[index + 2] is Tag.MARK
        return last and not before.possessive and forms(self.low(index + 1)) == Form.NONE

    @staticmethod
    def clause_opener(low: str) -> bool:
        """Whether a word may open a clause."""
        return low in _CLAUSE_OPENERS

    def name_follows(self, index: int) -> bool:
        """Whether a name comes next."""
        return index + 1 < len(self.sentence) and self.first[index + 1] is Tag.NAME
