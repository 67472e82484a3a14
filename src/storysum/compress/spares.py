"""What no reader of a summary would miss: weekdays, "also", asides about a picture.

Told by the words themselves, without knowing what each is: a summary asks about most sentences of an
article, and these need no more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from storysum.compress.lexicon import Form, forms, listed, reporting
from storysum.compress.tokens import Token

__all__ = ["Words", "spares"]

_ADDING = frozenset({"additionally", "furthermore", "moreover", "meanwhile", "incidentally"})
_ASIDES = ("meanwhile", "of course", "in fact", "however", "nevertheless", "nonetheless", "for example", "for instance")
_ALWAYS = frozenset({"meanwhile", "of course", "in fact"})
_SPOKEN = frozenset({"today", "yesterday", "tonight"})
_TO_COME = frozenset({"will", "would", "shall", "due", "set", "planned", "scheduled", "expected", "until"})
_PARTS = frozenset({"morning", "afternoon", "evening", "night"})
_LIMITS = frozenset(
    ["after", "and", "before", "between", "by", "every", "from", "last", "next", "of", "on", "or", "since", "the",
     "this", "through", "till", "to", "until"]
)  # fmt: skip
_TAKEN_UP = frozenset(["and", "or", "to", "through", "until", "till", "-", "–", "—", "/", "&"])
_HELPERS = frozenset({"has", "have", "had", "is", "are", "was", "were", "will", "would", "can", "could"})
_NOUN = 5  # words of a noun phrase, and the preposition in front
_PLACES = frozenset({"left", "right", "above", "below", "here", "together"})


class Words:
    """The words of a sentence, and which of them may not be touched."""

    def __init__(
        self, sentence: Sequence[Token], quotations: Sequence[tuple[int, int]], brackets: Sequence[tuple[int, int]]
    ) -> None:
        self.sentence = sentence
        self.lows = [token.low for token in sentence]
        self.quotations = quotations
        self.held = (*quotations, *brackets)

    def low(self, index: int) -> str:
        """A token in lower case, or nothing outside the sentence."""
        return self.lows[index] if 0 <= index < len(self.lows) else ""

    def capital(self, index: int) -> bool:
        """Whether a token is a word with a capital."""
        return 0 <= index < len(self.sentence) and self.sentence[index].word and self.sentence[index].capital

    def ends(self, index: int) -> bool:
        """Whether the sentence ends here, or a part of it that marks close off."""
        return index >= len(self.lows) or self.lows[index] in (".", ",", ";", "!")

    def free(self, start: int, end: int) -> bool:
        """Whether a stretch touches no quotation and no bracket."""
        return not any(first < end and start < last for first, last in self.held)


def spares(words: Words, *, opening: bool) -> list[tuple[int, int]]:
    """Token ranges that may go together, in order.

    Args:
        words: The sentence.
        opening: Whether the sentence before is not there: then "also" and "however" go too.
    """
    found: list[tuple[int, int]] = []
    for index in range(len(words.lows)):
        for rule in _RULES:
            span = rule(words, index, opening)
            if span is not None and words.free(*span) and (not found or found[-1][1] <= span[0]):
                found.append(span)
                break
    return found


def _lead(words: Words, index: int, opening: bool) -> tuple[int, int] | None:
    """A word that only adds on: "Furthermore, …"."""
    return (0, 2) if index == 0 and words.low(0) in _ADDING and words.low(1) == "," else None


def _weekday(words: Words, index: int, opening: bool) -> tuple[int, int] | None:
    """On which day of the week something was: "was arrested (on Tuesday night)"; not "until Tuesday", nor of a plan."""
    on = words.low(index) == "on"
    day = index + on
    before = words.low(index - 1)
    if not listed("drop_weekdays", words.low(day)) or not (on or reporting(before)):
        return None
    stop = day + 1 + (words.low(day + 1) in _PARTS)
    following = words.low(stop)
    several = sum(listed("drop_weekdays", low.removesuffix("'s")) for low in words.lows) > 1
    if several or following in _TAKEN_UP or following[:1].isdigit() or words.capital(stop):
        return None
    if index == 0:  # not “On Thursday, 9 February 1984, …”
        return (0, stop + 1) if following == "," and not words.low(stop + 1)[:1].isdigit() else None
    if before in ("early", "late", "earlier", "later"):
        return None
    if not words.sentence[index - 1].word or before in _LIMITS or listed("grammar_subordinators", before):
        return None
    if words.ends(stop) and _reduced(words, index):
        return None
    if forms(before) and not forms(before) & (Form.PAST | Form.PARTICIPLE):
        return None  # "My exams start (on Monday)"
    if _bound(words, index) or any(low in _TO_COME or low.endswith("'ll") for low in words.lows):
        return None
    return (index, stop)


def _reduced(words: Words, index: int) -> bool:
    """Whether the time hangs on a participle behind a noun, and needs it: "in a report published (on Tuesday)"."""
    verb = words.low(index - 1)
    if not forms(verb) & (Form.PAST | Form.PARTICIPLE):
        return False
    for low in reversed(words.lows[max(0, index - 1 - _NOUN) : index - 1]):
        if low in _HELPERS or not low[:1].isalnum():
            return False
        if low != "of" and listed("grammar_prepositions", low):
            return True
    return False


def _bound(words: Words, index: int) -> bool:
    """Whether the time before belongs to a span: "between two and four on Tuesday", "at 9pm on Tuesday"."""
    return any(
        low in ("between", "from", "until", "since", "only", "not") or low[:1].isdigit() or low.endswith("n't")
        for low in words.lows[max(0, index - 4) : index]
    )


def _when_said(words: Words, index: int, opening: bool) -> tuple[int, int] | None:
    """When somebody said so, at the end: "police said (yesterday)", "a court heard (last night)"."""
    if not reporting(words.low(index - 1)) or not forms(words.low(index - 1)) & Form.PAST:
        return None
    spell = words.low(index) in ("last", "this", "earlier") and words.low(index + 1) in (*_PARTS, "today")
    stop = index + 2 if spell else index + 1
    if not spell and words.low(index) not in _SPOKEN:
        return None
    closed = words.ends(stop) and not _reduced(words, index)
    return (index, stop) if closed or words.low(stop) == "that" else None


def _also(words: Words, index: int, opening: bool) -> tuple[int, int] | None:
    """The word "also", where what it adds to is not there."""
    if not opening or words.low(index) != "also" or "only" in words.lows or index == 0:
        return None
    before, after = words.sentence[index - 1], words.low(index + 1)
    helped = before.low in _HELPERS and after[:1].isalpha()
    return (index, index + 1) if helped or bool(forms(after) & (Form.PAST | Form.S)) else None


def _aside(words: Words, index: int, opening: bool) -> tuple[int, int] | None:
    """A connective between commas: "Quill(, meanwhile,) left"."""
    if index == 0 or words.low(index) != ",":
        return None
    for aside in _ASIDES:
        parts = aside.split()
        stop = index + 1 + len(parts)
        if words.lows[index + 1 : stop] == parts and words.low(stop) == "," and (opening or aside in _ALWAYS):
            # Of "In May, however, the label" and "slow, however, so" one comma stays.
            kept = any(
                listed(name, words.low(place))
                for name in ("grammar_prepositions", "grammar_subordinators", "grammar_conjunctions")
                for place in (0, stop + 1)
            )
            return (index, stop if kept else stop + 1)
    return None


def _picture(words: Words, index: int, opening: bool) -> tuple[int, int] | None:
    """What a caption says of its picture: "Quill(, pictured left,) left"."""
    if words.low(index) != "," or words.low(index + 1) != "pictured":
        return None
    stop = index + 2 + (words.low(index + 2) in _PLACES)
    if words.low(stop) == ",":
        return (index, stop + 1)
    return (index, stop) if words.ends(stop) else None


def _purpose(words: Words, index: int, opening: bool) -> tuple[int, int] | None:
    """What stands before "to" in "in order to"."""
    return (index, index + 2) if words.lows[index : index + 3] == ["in", "order", "to"] and index else None


_RULES: tuple[Callable[[Words, int, bool], tuple[int, int] | None], ...] = (
    _lead,
    _weekday,
    _when_said,
    _also,
    _aside,
    _picture,
    _purpose,
)
