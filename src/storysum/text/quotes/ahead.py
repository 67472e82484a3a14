"""Ahead: noun phrases read rightwards, as from an inverted verb, “according to” or “by”.

Such a phrase runs until something else begins: a mark, a verb, a preposition that is no part of it.
"""

from __future__ import annotations

from storysum.text.quotes.frames import Frame
from storysum.text.quotes.lexicon import Lexicon
from storysum.text.quotes.mentions import (
    PUNCTUATION,
    Mention,
    head_of,
    is_name,
    is_noun,
    name_ending,
    with_role,
)

__all__ = ["owner_at", "phrase_at"]

_LINKS = frozenset(("of", "for", "in", "at", "with", "from"))
_PLACES = frozenset(("on", "near", "behind", "inside", "outside", "against"))


def phrase_at(frame: Frame, i: int, words: Lexicon) -> Mention | None:
    """The noun phrase that begins at token i: after an inverted verb, after “according to” or “by”."""
    size = len(frame)
    while i < size and (frame.low[i] in words.adverbs or frame.low[i].endswith("ly")) and frame.words[i][:1].islower():
        i += 1
    if i >= size:
        return None
    low = frame.low[i]
    if low in words.nominatives or (low in ("him", "her", "them") and i + 1 >= size):
        return Mention(i, i, "pronoun")
    start = i
    end = i
    last_name = None
    while end < size:
        word, low, left = frame.words[end], frame.low[end], frame.low[end - 1]
        if word in PUNCTUATION or low in PUNCTUATION:
            break
        if word == "Q":
            if end > start and end + 1 < size and is_name(frame, end - 1, words) and is_name(frame, end + 1, words):
                end += 1
                continue
            break
        if low in words.dates and end > start and left not in words.determiners:
            break  # said the drummer Friday
        if is_name(frame, end, words):
            last_name = end
        elif low in words.determiners:
            if end > start and left not in words.determiners and left not in words.prepositions:
                break
        elif low in words.prepositions:
            if low in ("of", "for") and end > start and last_name != end - 1 and end + 1 < size and end - start < 8:
                end += 1
                continue
            if frame.low[end - 1] in ("close", "familiar") and end - start > 1:
                end += 1  # one person close to the band
                continue
            if low == "by" and end - start > 1 and frame.low[end - 1].endswith("ed") and last_name != end - 1:
                end += 1  # a complaint filed by the board
                continue
            if last_name != end - 1 and _tells_which(frame, start, end, words):
                end += 1
                continue
            break
        elif low in words.obliques and end > start and frame.low[end - 1] == "of":
            end += 1  # one of them
            break
        elif low in words.small and low not in words.particles:
            if (
                low == "and"
                and end > start
                and end + 1 < size
                and is_name(frame, end - 1, words)
                and is_name(frame, end + 1, words)
            ):
                first = start
                rest = phrase_at(frame, end + 1, words)
                if rest is not None and rest.kind == "name" and last_name is not None:
                    return Mention(first, rest.last, "name", plural=True)
            break
        elif (
            last_name is not None
            and last_name == end - 1
            and not frame.possessive[last_name]
            and word[:1].islower()
            and low not in words.roles
            and low not in words.particles
            and not _is_compound(frame, start, end, words)
        ):
            break
        end += 1
        if end - start > 14:
            break
    last = end - 1
    if last < start:
        return None
    while last > start and (frame.low[last] in words.particles or frame.low[last] in words.prepositions):
        last -= 1
    if last_name == last and not frame.possessive[last]:
        first = name_ending(frame, last, words)
        if first > start and frame.low[first - 1] in words.prepositions:
            return Mention(start, last, "noun")
        return Mention(max(with_role(frame, first, words), start), last, "name")
    if not any(is_noun(frame, t, words) or frame.low[t] in words.indefinites for t in range(start, last + 1)):
        return None
    if (
        last + 2 < size
        and frame.words[last + 1] == ","
        and is_name(frame, last + 2, words)
        and frame.words[last + 2] != "Q"
    ):
        apposed = phrase_at(frame, last + 2, words)
        head = frame.low[head_of(frame, Mention(start, last, "noun"), words)]
        if (
            apposed is not None
            and apposed.kind == "name"
            and (head in words.roles or head in words.groups or head == "one")
        ):
            return Mention(start, apposed.last, "name")  # says the label's founder, Roberta Fenn
    return Mention(start, last, "noun")


def _tells_which(frame: Frame, start: int, i: int, words: Lexicon) -> bool:
    """Whether a preposition tells whom an indefinite phrase means: a woman in the crowd; not: in a statement."""
    following = frame.low[i + 1 : i + 4]
    return (
        (frame.low[i] in _LINKS or frame.low[i] in _PLACES)
        and frame.low[start] in ("a", "an", "one", "another", "some", "several", "two", "three")
        and i > start + 1
        and len(following) > 0
        and words.occasions.isdisjoint(following)
        and words.nouns.isdisjoint(following)
        and words.dates.isdisjoint(following)
        and words.hours.isdisjoint(following)
    )


def _is_compound(frame: Frame, start: int, i: int, words: Lexicon) -> bool:
    """Whether token i goes on with a noun phrase that a name is a part of: the Mill Road launderette."""
    low = frame.low[i]
    article = next((k for k in range(i - 1, start - 1, -1) if not is_name(frame, k, words)), start)
    return (
        frame.low[article] in ("the", "a", "an")
        and is_noun(frame, i, words)
        and low not in words.verbs
        and not low.endswith(("ed", "ing"))
    )


def owner_at(frame: Frame, k: int, words: Lexicon) -> Mention | None:
    """The noun phrase in the genitive whose last token is k: Holm's, the band's."""
    if is_name(frame, k, words):
        return Mention(with_role(frame, name_ending(frame, k, words), words), k, "name")
    first = k
    while first > 0 and k - first < 6:
        if frame.low[first - 1] in words.determiners:
            return Mention(first - 1, k, "noun")
        if not is_noun(frame, first - 1, words):
            break
        first -= 1
    return None
