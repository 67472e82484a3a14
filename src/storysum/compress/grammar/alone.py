"""What a word is whatever stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from storysum.caching import cached
from storysum.compress.lexicon import listed
from storysum.compress.tags import Tag
from storysum.compress.tokens import Token

__all__ = ["alone"]

_I = frozenset({"i", "i'm", "i've", "i'd", "i'll"})
_FORMS = {"be": Tag.BASE, "been": Tag.PARTICIPLE, "being": Tag.ING, "having": Tag.ING, "done": Tag.PARTICIPLE}
_CONTRACTED = frozenset({"it's", "that's", "he's", "she's", "there's", "who's", "what's"})
_DETERMINERS = frozenset({"a", "an", "the", "every", "my", "your", "its", "our", "their"})
_OPENING, _CLOSING = frozenset({"(", "["}), frozenset({")", "]"})
_FAR = 40
_CONTRACTED_VERBS = ("'re", "'ve", "'ll", "'d", "'m")


def alone(sentence: Sequence[Token], index: int) -> Tag | None:
    """A tag; None when the neighbours must tell."""
    token = sentence[index]
    if not token.word:
        return Tag.MARK
    if token.capital and token.low not in _I and (index > 0 or _initials(sentence)):
        return Tag.NAME
    if index == 0 and _first_name(sentence):
        return Tag.NAME
    return _fixed(token.low)


def _first_name(sentence: Sequence[Token]) -> bool:
    """Whether a name opens the sentence on what could be a verb: "Will Holm has left", "Jared Holm (…) is"."""
    low = sentence[0].low
    if not (low.endswith("ed") or listed("grammar_modals", low)) or sentence[-1].text == "?":
        return False
    index = 1
    while index < min(len(sentence), _FAR) and sentence[index].word and sentence[index].capital:
        index += 1
    if index == 1 or not sentence[0].capital:
        return False
    depth = 0
    while index < min(len(sentence), _FAR) and (depth or sentence[index].text in _OPENING):
        depth += (sentence[index].text in _OPENING) - (sentence[index].text in _CLOSING)
        index += 1
    return index < len(sentence) and listed("grammar_auxiliaries", sentence[index].low)


def _initials(sentence: Sequence[Token]) -> bool:
    """Whether the first word is one of several capitals, and no shouting: "US rates", "IT firms"."""
    first = sentence[0].text
    return len(first) > 1 and first.isupper() and len(sentence) > 1 and not sentence[1].text.isupper()


@cached(4_000_000)
def _fixed(low: str) -> Tag | None:
    """What a word without a capital always is."""
    if _number(low):
        return Tag.NUMBER
    if listed("grammar_modals", low):
        return Tag.MODAL
    if listed("grammar_auxiliaries", low):
        return _FORMS.get(low, Tag.AUXILIARY)
    if low.endswith(_CONTRACTED_VERBS) or low in _CONTRACTED:
        return Tag.AUXILIARY
    if low in ("who", "whom", "which", "whose"):
        return Tag.RELATIVE
    if low in ("and", "or", "but", "nor", "&"):
        return Tag.CONJUNCTION
    return Tag.DETERMINER if low in _DETERMINERS else None


def _number(low: str) -> bool:
    head = low.lstrip("'£$€¥#~<>+-")
    return head[:1].isdigit() or listed("grammar_number_words", low)
