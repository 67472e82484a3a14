"""Phrases: whole noun phrases, read leftwards, as from a verb to its subject.

What stands behind a noun phrase is stepped over: appositions and relative clauses between commas,
parentheses, prepositional phrases.
"""

from __future__ import annotations

from attrs import evolve

from storysum.text.quotes.frames import Frame
from storysum.text.quotes.lexicon import Lexicon
from storysum.text.quotes.mentions import (
    FAR,
    Mention,
    core_ending,
    is_finite,
    is_noun,
)

__all__ = ["after_preposition", "phrase_before"]

_ABOUT = frozenset(("about", "around", "over", "under", "near", "up"))
_MODIFIERS = frozenset(
    (
        "who",
        "whose",
        "whom",
        "which",
        "where",
        "when",
        "now",
        "then",
        "a",
        "an",
        "the",
        "of",
        "from",
        "at",
        "in",
        "with",
        "once",
        "also",
        "including",
        "himself",
        "herself",
        "formerly",
        "age",
        "aged",
    )
)


def phrase_before(frame: Frame, i: int, low: int, words: Lexicon, depth: int = 0) -> Mention | None:
    """The noun phrase, with all that belongs to it, that ends at token i; none before token `low`."""
    if i < low or depth > 6:
        return None
    key = (i, low)
    if key not in frame.phrases:
        frame.phrases[key] = _phrase_before(frame, i, low, words, depth)
    return frame.phrases[key]


def _phrase_before(frame: Frame, i: int, low: int, words: Lexicon, depth: int) -> Mention | None:
    word = frame.words[i]
    if word in (")", "]"):
        opening = _back_to(frame, i, "(" if word == ")" else "[", low)
        return phrase_before(frame, opening - 1, low, words, depth + 1) if opening is not None else None
    if word == "," or frame.low[i] == "--":
        return _before_modifier(frame, i, low, words, depth)
    core = core_ending(frame, i, words)
    if core is not None and core.first < low:
        return None
    if core is None:
        return _before_relative(frame, i, low, words, depth)
    before = core.first - 1
    if before >= low:
        left = frame.low[before]
        if left == "and" and before - 1 >= low and core.kind != "pronoun":
            other = core_ending(frame, before - 1, words)
            if other is not None and other.first >= low and other.kind == core.kind:
                if not after_preposition(frame, other, low, words):
                    return Mention(other.first, core.last, core.kind, plural=True)
                outer = phrase_before(frame, other.first - 2, low, words, depth + 1)
                if outer is not None and outer.kind != "pronoun" and outer.last == other.first - 2:
                    whole = outer.kind == "noun" or _is_office(frame, outer, words)
                    return evolve(outer, last=core.last) if whole else outer  # of The Globe and Mail
        if left in words.prepositions and left not in words.clausal and not _counts(frame, core):
            if core.kind == "pronoun":
                return core if left in ("in", "on") else None
            outer = phrase_before(frame, before - 1, low, words, depth + 1)
            if outer is None and before - 2 >= low and frame.words[before - 1] == ",":
                leading = core_ending(frame, before - 2, words)
                if leading is not None and leading.kind == "name" and leading.first == low:
                    return leading  # “…,” Pike, from the label (LRR) told
            if (
                left == "of"
                and outer is not None
                and core.kind == outer.kind == "name"
                and outer.last == before - 1
                and _is_office(frame, outer, words)
            ):
                return evolve(outer, last=core.last)  # Secretary of State John Doe
            official = core.kind == "noun" and frame.low[core.last] in words.roles
            if (
                official
                and outer is not None
                and outer.kind == "name"
                and outer.last == before - 1
                and frame.words[core.first][:1].isupper()
            ):
                return Mention(outer.first, core.last, "noun")  # a Department for Roads spokesman
            if outer is not None and outer.last == before - 1 and outer.kind != "pronoun":
                return evolve(outer, last=core.last) if outer.kind == "noun" else outer
            reduced = frame.low[before - 1].endswith("ed") and outer is not None and outer.last == before - 2
            if reduced and outer is not None and outer.kind == "noun":
                return evolve(outer, last=core.last)  # a complaint filed by the board
            if (
                outer is None
                and before - 2 >= low
                and frame.low[before - 1].endswith(("ing", "ed"))
                and frame.words[before - 1][:1].islower()
            ):
                outer = phrase_before(frame, before - 2, low, words, depth + 1)  # fans queueing in the rain
                if outer is not None and outer.kind != "pronoun":
                    return outer
            return _before_relative(frame, i, low, words, depth)
        if left in words.clausal and left in words.prepositions and core.kind == "pronoun":
            return core
        if (
            is_finite(frame, before, words)
            and left not in words.auxiliaries
            and core.kind != "pronoun"
            and not _tells(left, words)
        ):
            relative = _before_relative(frame, i, low, words, depth)
            if relative is not None:
                return relative
    return core


def _counts(frame: Frame, mention: Mention) -> bool:
    """Whether what stands before a noun phrase only says how many they are about: around one quarter."""
    first = frame.low[mention.first]
    numeral = first[:1].isdigit() or first in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return numeral and mention.first > 0 and frame.low[mention.first - 1] in _ABOUT


def _is_office(frame: Frame, name: Mention, words: Lexicon) -> bool:
    """Whether “of …” after a name is a part of it: the Department of Trade, Secretary of State."""
    first = frame.low[name.first]
    return first in words.titles or first == "the" or frame.words[name.last] in words.organisations


def _tells(low: str, words: Lexicon) -> bool:
    return low in words.telling


def after_preposition(frame: Frame, mention: Mention, low: int, words: Lexicon) -> bool:
    """Whether a preposition governs the mention, so that it can be no subject."""
    before = mention.first - 1
    return (
        before >= low
        and not _counts(frame, mention)
        and frame.low[before] in words.prepositions
        and frame.low[before] not in words.clausal
    )


def _back_to(frame: Frame, i: int, opening: str, low: int) -> int | None:
    for k in range(i - 1, max(low, i - FAR) - 1, -1):
        if frame.words[k] == opening:
            return k
    return None


def _before_modifier(frame: Frame, i: int, low: int, words: Lexicon, depth: int) -> Mention | None:
    """The noun phrase before an apposition, a relative clause or the like that the comma at i closes."""
    mark = frame.low[i]
    fallback = None
    for k in range(i - 1, max(low, i - FAR) - 1, -1):
        if frame.low[k] in (";", ":", "Q") and frame.low[k] != "Q":
            break
        if frame.low[k] == "Q" and k < i - 1 and frame.words[k + 1] == ",":
            break
        if frame.low[k] != mark:
            continue
        core = (
            core_ending(frame, k - 1, words)
            if frame.words[k - 1] not in (")", "]")
            else phrase_before(frame, k - 1, low, words, depth + 1)
        )
        if core is None or core.first < low:
            outer = (
                phrase_before(frame, k - 1, low, words, depth + 1)
                if k > low and frame.words[k - 1] not in ",;"
                else None
            )
            if outer is not None and _is_modifier(frame, k + 1, i, words):
                return outer
            continue
        if after_preposition(frame, core, low, words):
            outer = phrase_before(frame, k - 1, low, words, depth + 1)
            if outer is not None and outer.first < core.first and _is_modifier(frame, k + 1, i, words):
                apposed = core_ending(frame, i - 1, words)
                known = frame.words[k + 1] in words.male or frame.words[k + 1] in words.female
                if core.kind == "name" and not known and _is_place_tail(frame, k + 1, i, words):
                    continue
                if outer.kind == "noun" and apposed is not None and apposed.kind == "name" and apposed.first == k + 1:
                    return Mention(outer.first, apposed.last, "name")  # a spokeswoman for the label, Ida Vance,
                return outer
            continue
        if not _is_modifier(frame, k + 1, i, words):
            continue
        if core.kind == "name" or core.kind == "pronoun":
            return core
        apposed = core_ending(frame, i - 1, words)
        if apposed is not None and apposed.kind == "name" and apposed.first == k + 1:
            return Mention(core.first, apposed.last, "name")  # the label's founder, Roberta Fenn,
        if fallback is None and not (core.first - 1 >= low and frame.words[core.first - 1] == ","):
            return core
        fallback = fallback or core
    return fallback


def _is_place_tail(frame: Frame, first: int, end: int, words: Lexicon) -> bool:
    return end - first <= 2 and all(frame.words[t][:1].isupper() for t in range(first, end))


def _is_modifier(frame: Frame, first: int, end: int, words: Lexicon) -> bool:
    """Whether the tokens between two commas can modify the noun phrase before them."""
    if first >= end:
        return False
    word, low = frame.words[first], frame.low[first]
    if low in words.relatives or low in _MODIFIERS or low in words.prepositions or word[:1].isdigit():
        return True
    if low in words.conjunctions or low in words.nominatives or low in words.subordinators:
        return False
    if low in words.saying or low.endswith("ing") or low.endswith("ed"):
        return True
    if low in words.adverbs or low.endswith("ly"):
        return True
    return low not in words.auxiliaries


def _before_relative(frame: Frame, i: int, low: int, words: Lexicon, depth: int) -> Mention | None:
    """The noun phrase before a relative clause without commas that ends at token i."""
    for k in range(i, max(low, i - FAR) - 1, -1):
        token = frame.low[k]
        if token in (",", ";", ":", "Q", "--"):
            return None
        if token in ("who", "whose", "which") or (
            token == "that" and k > low and is_noun(frame, k - 1, words) and not _tells(frame.low[k - 1], words)
        ):
            if k - 1 >= low and frame.words[k - 1] == ",":
                return None
            return phrase_before(frame, k - 1, low, words, depth + 1)
    return None
