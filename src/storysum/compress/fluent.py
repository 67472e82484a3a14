"""Whether the words that stay read as a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from storysum.compress.lexicon import listed
from storysum.compress.sentence import BREAKS, Sentence
from storysum.compress.tags import Tag

__all__ = ["reads"]

_SAYS = frozenset({"added", "asked", "claimed", "insisted", "said", "says", "told"})
_VOWELS = frozenset("aeiou")
_SOUNDS_VOWEL = ("hour", "honest", "honour", "honor", "heir")
_SOUNDS_CONSONANT = ("uni", "use", "usu", "euro", "one", "once", "eu", "ut", "ur")


def reads(sentence: Sentence, stay: Sequence[int]) -> bool:
    """Whether nothing hangs at an end or at a seam: no function word, comma or misfitting article."""
    last = stay[-1]
    if function_word(sentence, last) or sentence.is_mark(stay[0], BREAKS):
        return False
    if sentence.low(last) in _SAYS and not any(sentence.tag(index) is Tag.MARK for index in stay):
        return _quotes(sentence, stay)  # "Holm said"
    if len(stay) > 1 and sentence.tag(last) is Tag.ADVERB and sentence.tag(stay[-2]) is Tag.CONJUNCTION:
        return False  # "sang and then"
    if len(stay) > 2 and sentence.tag(last) in (Tag.PARTICIPLE, Tag.VERB):
        comma = sentence.is_mark(stay[-3], ",") and sentence.tag(stay[-2]) is Tag.CONJUNCTION
        if comma and last + 1 < sentence.end:
            return False  # "featured in, or hinted (at by)"
    for here, there in pairwise(stay):
        if there == here + 1:
            continue
        if any(sentence.tied[index] for index in range(here, there)) and sentence.tied[here]:
            return False
        if sentence.low(here) in ("a", "an") and not _article_fits(sentence.low(here), sentence.low(there)):
            return False
        if sentence.is_mark(here, ",") and sentence.is_mark(there, ",.;:"):
            return False
    return True


def _quotes(sentence: Sentence, stay: Sequence[int]) -> bool:
    """Whether something quoted stays."""
    return any(first in stay for first, _ in sentence.quotations)


def function_word(sentence: Sentence, index: int) -> bool:
    """Whether a word cannot be the last one of a headline."""
    tag, low = sentence.tag(index), sentence.low(index)
    if tag is Tag.NAME:
        return False
    return (
        tag
        in (
            Tag.DETERMINER,
            Tag.PREPOSITION,
            Tag.TO,
            Tag.CONJUNCTION,
            Tag.SUBORDINATOR,
            Tag.RELATIVE,
            Tag.MODAL,
            Tag.AUXILIARY,
        )
        or low
        in ("be", "been", "being", "am", "is", "are", "was", "were", "he", "she", "they", "we", "i", "who", "that")
        or listed("grammar_determiners", low)
        or (tag is Tag.MARK and sentence.tokens[index].text not in ")]}”’\"'»!?")
    )


def _article_fits(article: str, following: str) -> bool:
    """Whether "a" or "an" still suits the word that now follows."""
    vowel = (following[:1] in _VOWELS and not following.startswith(_SOUNDS_CONSONANT)) or following.startswith(
        _SOUNDS_VOWEL
    )
    if following[:1].isdigit():
        vowel = following[:1] == "8" or following in ("11", "18")
    return vowel == (article == "an")
