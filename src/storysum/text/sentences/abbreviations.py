"""Whether a full stop ends a sentence, as far as the word before it tells."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from storysum.text.data import words

__all__ = ["ends_before_capital", "ends_before_figure", "ends_before_small", "is_label", "long_tails"]


class Kind(Enum):
    """What an abbreviation says about the words after it."""

    NAME = "a name follows: Mr., Gen."
    NUMBER = "an abbreviation before a figure only: no., fig."
    MIDWAY = "the sentence goes on: e.g., vs."
    MEASURE = "closes what it belongs to: p.m., etc., oz."
    LETTER = "a single letter: an initial, a label, a page"
    ANY = "may stand anywhere: Inc., Jan., U.S., Ph.D."


_HOURS = frozenset({"am", "pm", "a.m", "p.m"})
_OPENING = "\"'“‘«„‹([{*_"
# U.S, a.m, Ph.D, B.Sc: letters, or a capital and a letter or three, with stops between them.
_DOTTED = re.compile(r"(?:[^\W\d_](?:\.[^\W\d_])+|[A-Z][a-z]?(?:\.[A-Z][a-z]{0,3})+)\Z")
_VOWELS = frozenset("aeiouyAEIOUY")
# The words before the last stop, for a word that stands right before it.
_LOOK_BACK = 40
# How far two words are looked for that belong together.
_NEARBY = 5000
_NEAR = 500
_BROKEN_LINE = re.compile(r"\w\s\.\s[a-z]")
# All of a sentence that an hour can close before its subject has come: “At 5 a.m.”
_WHEN = re.compile(
    r"\W*(?:About|After|Around|At|Before|Between|By|From|On|Since|Shortly|Until)\b[^,;:.?!]{0,24}[\d\w]\s?[aApP]\.?[mM]\Z"
)
_LABEL = re.compile(r"\W{0,3}(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,5})\Z")


@cache
def _kinds() -> dict[str, Kind]:
    kinds = dict.fromkeys(words("abbreviations"), Kind.ANY)
    kinds |= dict.fromkeys(words("sentence_before_names"), Kind.NAME)
    kinds |= dict.fromkeys(words("sentence_before_numbers"), Kind.NUMBER)
    kinds |= dict.fromkeys(words("sentence_midway"), Kind.MIDWAY)
    kinds |= dict.fromkeys(words("sentence_measures"), Kind.MEASURE)
    return kinds | dict.fromkeys(words("sentence_after_numbers"), Kind.MEASURE)


def long_tails(length: int) -> frozenset[str]:
    """How the abbreviations of at least so many letters end: what ends otherwise is none of them."""
    return frozenset(word[-length:].lower() for word in _kinds() if len(word) >= length)


def ends_before_capital(text: str, begin: int, stop: int, word: str, is_initial: bool) -> bool:
    """Whether the full stop at `stop` ends the sentence that begins at `begin`, a capital following.

    Args:
        text: The paragraph.
        begin: Where the sentence begins.
        stop: Where the full stop stands.
        word: The word that follows.
        is_initial: Whether that word is a single letter with a full stop.
    """
    token, kind = _last_word(text, begin, stop)
    apart = text[stop - 1].isspace()
    if kind is None or kind is Kind.NUMBER or (apart and kind is Kind.LETTER):
        return not (apart and goes_on_after(text, stop, token, word))
    if kind is Kind.NAME or kind is Kind.MIDWAY or is_initial:
        return False
    if kind is Kind.MEASURE:
        if token.lower() not in _HOURS:
            return True
        return word not in words("sentence_after_hours") and not (
            stop - begin <= _LOOK_BACK and _WHEN.match(text, begin, stop)
        )
    if kind is Kind.LETTER:
        before = _word_before(text, begin, stop - len(token))
        if before.lower() in words("sentence_before_letters") or (token == "I" and before[:1].islower()):
            return True
    return word in words("sentence_openers")


def goes_on_after(text: str, stop: int, token: str, word: str = "") -> bool:
    """Whether a sentence goes on behind a stop that stands apart: an artefact of the page, set where a line ended.

    It does after a comma, and after a word on which no sentence ends, or few where the page breaks its
    lines so; and where the two words around the stop stand side by side elsewhere nearby: “Petra . Holm”.
    """
    if token in words("sentence_unfinished") or token[-1:] in (",", "-", "–", "—"):
        return True
    if token in words("sentence_unfinished_lines") and _BROKEN_LINE.search(text, max(0, stop - _NEAR), stop + _NEAR):
        return True
    if not word[:1].isupper() or not token[:1].isupper() or word in words("sentence_openers"):
        return False
    together = f"{token} {word}"
    return together in text[max(0, stop - _NEARBY) : stop] or together in text[stop : stop + _NEARBY]


def ends_before_figure(text: str, begin: int, stop: int) -> bool:
    """The same, a figure or a sign of money following."""
    token, kind = _last_word(text, begin, stop)
    if text[stop - 1].isspace() and goes_on_after(text, stop, token):
        return False
    return kind is None or kind is Kind.MEASURE


def ends_before_small(text: str, begin: int, stop: int, word: str) -> bool:
    """The same, a small letter following; `word` is the next word, with the full stop if it has one."""
    if text[stop - 1].isspace():
        return False
    _, kind = _last_word(text, begin, stop)
    return (kind is None or kind is Kind.NUMBER) and not (word[-1:] == "." and word[:-1] in _kinds())


def is_label(text: str, begin: int, stop: int) -> bool:
    """Whether all that stands between `begin` and `stop` numbers what follows, as in (a) or “• 9.”."""
    return stop - begin <= 8 and _LABEL.match(text, begin, stop) is not None


def _last_word(text: str, begin: int, stop: int) -> tuple[str, Kind | None]:
    """The word that ends at `stop`, and what kind of abbreviation it is, if it is one."""
    tokens = text[max(begin, stop - _LOOK_BACK) : stop].rsplit(None, 1)
    if not tokens:
        return "", None
    token = tokens[-1]
    if not token.isalpha():
        token = token.lstrip(_OPENING)
        for mark in "–—/":
            token = token.rpartition(mark)[2]
        before, hyphen, token = token.rpartition("-")
        # The letter of Jay-Z is no initial, that of J.-P. is.
        if hyphen and len(token) == 1 and before[-1:] != ".":
            return token, None
    kind = _kind(token)
    if kind is Kind.MEASURE and token in words("sentence_after_numbers"):
        before = _word_before(text, begin, stop - len(token))
        return token, kind if before[-1:].isdigit() else None
    return token, kind


def _kind(token: str) -> Kind | None:
    kinds = _kinds()
    known = kinds.get(token)
    if known is None and (known := kinds.get(token.lower())) is Kind.MIDWAY and token.isupper():
        # IE and CA are other words than i.e. and ca.
        known = Kind.ANY
    if known:
        return known
    if len(token) == 1:
        return Kind.LETTER if token.isalpha() else None
    if "." in token:
        return Kind.ANY if _DOTTED.match(token) else None
    # Mgmt., Sgts., Blvd.: no vowel, and no capital within as NFL and MPs have.
    if len(token) <= 5 and token.isalpha() and token[1:].islower() and _VOWELS.isdisjoint(token):
        return None if token.lower() in words("sentence_interjections") else Kind.ANY
    return None


def _word_before(text: str, begin: int, position: int) -> str:
    tokens = text[max(begin, position - _LOOK_BACK) : position].rsplit(None, 1)
    return tokens[-1] if tokens else ""
