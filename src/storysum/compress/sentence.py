"""A sentence as the rules see it: its words, what each is, and what stays in one piece."""

from __future__ import annotations

from collections.abc import Container, Sequence

from attrs import frozen

from storysum.compress.bonds import Unbalanced, bonds, bracketed, quoted
from storysum.compress.grammar import tag
from storysum.compress.lexicon import listed
from storysum.compress.tags import Tag
from storysum.compress.tokens import Token, tokens
from storysum.memo import once_per_article
from storysum.model.article import Article
from storysum.model.span import Span

__all__ = ["BREAKS", "LONGEST", "Sentence", "Unbalanced", "parse", "parsed"]

LONGEST = 1_200
"""Characters: a longer sentence is never shortened. It is a list or a wreck, and time stays bounded."""

BREAKS = frozenset([",", ";", ":", "–", "—", "-", "--", "---"])
"""Marks that part a sentence."""

_MARK = Tag.MARK
_STOPS = frozenset(".!?…")
_BE = frozenset(["be", "am", "is", "are", "was", "were", "been", "being"])


@frozen(eq=False)
class Sentence:
    """A sentence read.

    Attributes:
        tokens: Words and marks.
        tags: What each is. What stands in quotation marks is one name, what stands in brackets an aside.
        tied: For each token, whether it must not be parted from the next.
        quotations: Token ranges in quotation marks, outermost.
        brackets: Token ranges in brackets, outermost.
        end: The token after the last one before the final stop.
        lows: The tokens in lower case.
        length: How many tokens there are.
        negations: Which of them turn a statement round.
    """

    tokens: tuple[Token, ...]
    tags: tuple[Tag, ...]
    tied: tuple[bool, ...]
    quotations: tuple[tuple[int, int], ...]
    brackets: tuple[tuple[int, int], ...]
    end: int
    lows: tuple[str, ...]
    length: int
    negations: frozenset[int]

    def low(self, index: int) -> str:
        """A token in lower case, or nothing outside the sentence."""
        return self.lows[index] if 0 <= index < self.length else ""

    def tag(self, index: int) -> Tag:
        """A token's tag; a mark outside the sentence."""
        return self.tags[index] if 0 <= index < self.length else _MARK

    def is_mark(self, index: int, marks: Container[str]) -> bool:
        """Whether a token is one of these marks, outside quotations and brackets."""
        return index < self.length and self.tags[index] is _MARK and self.tokens[index].text in marks

    def is_be(self, index: int) -> bool:
        """Whether a token is a form of be."""
        low = self.low(index)
        return low in _BE or (self.tag(index) is Tag.AUXILIARY and low.endswith(("'s", "'re", "'m")))

    def negates(self, index: int) -> bool:
        """Whether a token turns a statement round."""
        return index in self.negations


def parse(text: str, span: Span, quotes: Sequence[Span] = ()) -> Sentence:
    """Read a sentence.

    Raises:
        Unbalanced: If its marks or brackets do not pair, or a stop stands in the middle.

    Cost: linear in the sentence.
    """
    words = tokens(text, span)
    inside = [quote for quote in quotes if quote.overlaps(span)]
    quotations = quoted(words, inside)
    brackets = bracketed(words, quotations)
    tags = list(tag(words))
    for start, end in quotations:
        adverb = end - start == 3 and words[start + 1].low.endswith("ly")
        tags[start:end] = [Tag.ADVERB if adverb else Tag.NAME] * (end - start)
    for start, end in brackets:
        tags[start:end] = [Tag.ASIDE] * (end - start)
    end = len(words)
    while end and not words[end - 1].word and words[end - 1].text in _STOPS and tags[end - 1] is Tag.MARK:
        end -= 1
    if any(tags[index] is Tag.MARK and words[index].text in _STOPS for index in range(end)):
        raise Unbalanced
    tied = bonds(words, tags, quotations)
    lows = tuple([word.low for word in words])
    negations = frozenset([index for index, low in enumerate(lows) if _negative(low) and tags[index] is not Tag.NAME])
    return Sentence(words, tuple(tags), tied, quotations, brackets, end, lows, len(words), negations)


@once_per_article
def _readings(article: Article) -> dict[tuple[Span, tuple[Span, ...]], Sentence | None]:
    return {}


def parsed(article: Article, span: Span, quotes: Sequence[Span] = ()) -> Sentence | None:
    """A sentence of an article read, once for all who ask; None where it is too long or cannot be read."""
    known = _readings(article)
    key = span, tuple(quotes)
    if key not in known:
        try:
            known[key] = parse(article.text, span, quotes) if 0 < len(span) <= LONGEST else None
        except Unbalanced:
            known[key] = None
    return known[key]


def _negative(low: str) -> bool:
    return low.endswith("n't") or listed("keep_negations", low)
