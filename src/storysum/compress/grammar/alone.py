"""What a word is whatever stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from storysum.compress.lexicon import listed
from storysum.compress.tags import Tag
from storysum.compress.tokens import Token

__all__ = ["alone"]

_CONTRACTED_VERBS = ("'re", "'ve", "'ll", "'d", "'m")


def alone(sentence: Sequence[Token], index: int) -> Tag | None:
    """What a word is whatever its neighbours are; None when they must tell."""
    token = sentence[index]
    low = token.low
    if not token.word:
        return Tag.MARK
    if index > 0 and token.capital and low not in ("i", "i'm", "i've", "i'd", "i'll"):
        return Tag.NAME
    if _number(low):
        return Tag.NUMBER
    if listed("grammar_modals", low):
        return Tag.MODAL
    if listed("grammar_auxiliaries", low):
        return {
            "be": Tag.BASE,
            "been": Tag.PARTICIPLE,
            "being": Tag.ING,
            "having": Tag.ING,
            "done": Tag.PARTICIPLE,
        }.get(low, Tag.AUXILIARY)
    if low.endswith(_CONTRACTED_VERBS) or low in ("it's", "that's", "he's", "she's", "there's", "who's", "what's"):
        return Tag.AUXILIARY
    if low in ("who", "whom", "which", "whose"):
        return Tag.RELATIVE
    if low in ("and", "or", "but", "nor", "&"):
        return Tag.CONJUNCTION
    if low in ("a", "an", "the", "every", "my", "your", "its", "our", "their"):
        return Tag.DETERMINER
    return None


def _number(low: str) -> bool:
    head = low.lstrip("'£$€¥#~<>+-")
    return head[:1].isdigit() or listed("grammar_number_words", low)
