"""A sentence's words and marks, each with where it stands."""

from __future__ import annotations

import re

from attrs import field, frozen

from storysum.model.span import Span

__all__ = ["MONTHS", "Token", "tokens"]

_OPENING = frozenset('"“”„‘«([{')
_CLOSING = frozenset('"“”’»)]},.;:!?…')
_DASHES = frozenset({"-", "--", "---", "–", "—", "―"})
# A run without white space, cut where a dash or a slash of brackets joins two words without a space.
_RUN = re.compile(r"[^\s–—―…]+|[–—―]+|…")
# Stops that belong to the word: initials and dotted names (R.E.M., D.J.), common titles.
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}|.*[^\W\d_]\.[^\W\d_]\.", re.DOTALL)
_TITLES = frozenset(
    {"mr.", "mrs.", "ms.", "dr.", "st.", "jr.", "sr.", "prof.", "gen.", "sen.", "rep.", "gov.", "no.", "vs."}
)
MONTHS = frozenset({"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"})
_LONGEST_WORD = 80


@frozen
class Token:
    """A word or a mark of a sentence.

    Attributes:
        start: Offset into the text.
        end: One past its last character.
        text: Its characters.
        low: The same in lower case, apostrophes straight.
        word: Whether it is a word or number rather than a mark.
    """

    start: int
    end: int
    text: str
    low: str = field(repr=False)
    word: bool = field(repr=False)

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital, or a digit and then one (2Pac)."""
        head = self.text.lstrip("'’0123456789")
        return head[:1].isupper()

    @property
    def possessive(self) -> bool:
        """Whether it ends on a possessive 's or s'."""
        return self.low.endswith(("'s", "s'")) and self.low not in CONTRACTED


CONTRACTED = frozenset(
    {"it's", "that's", "he's", "she's", "there's", "here's", "what's", "who's", "let's", "where's", "how's"}
)


def tokens(text: str, sentence: Span) -> tuple[Token, ...]:
    """The tokens of a sentence, in order. Names with stops, apostrophes, hyphens stay whole.

    Cost: linear in the sentence.

    >>> [token.text for token in tokens("“Run-D.M.C.’s hit,” he said.", Span(0, 28))]
    ['“', 'Run-D.M.C.’s', 'hit', ',', '”', 'he', 'said', '.']
    """
    found: list[Token] = []
    for run in _RUN.finditer(text, sentence.start, sentence.end):
        _split(text, run.start(), run.end(), found)
    return tuple(found)


def _split(text: str, start: int, end: int, found: list[Token]) -> None:
    run = text[start:end]
    if run.isalnum():
        found.append(Token(start, end, run, run.lower(), True))
        return
    if run in _DASHES or text[start] in "–—―…":
        found.append(_mark(text, start, end))
        return
    while start < end and text[start] in _OPENING:
        found.append(_mark(text, start, start + 1))
        start += 1
    tail: list[Token] = []
    while end > start and text[end - 1] in _CLOSING and not _belongs(text, start, end):
        tail.append(_mark(text, end - 1, end))
        end -= 1
    if end > start:
        found.append(_word(text, start, end))
    found.extend(reversed(tail))


def _belongs(text: str, start: int, end: int) -> bool:
    """Whether the last character, which looks like a mark, is part of the word."""
    last = text[end - 1]
    if last == "." and end - start <= _LONGEST_WORD:
        run = text[start:end]
        return (
            run.lower() in _TITLES
            or run[:-1].lower() in MONTHS
            or _DOTTED.fullmatch(run) is not None
            or (end - start == 2 and run[0].isupper())
        )
    # The drummers’ : an apostrophe, unless a quotation was opened in the same run.
    return last == "’" and end - start > 1 and text[end - 2] in "sS" and not _opened(text, start)


def _opened(text: str, start: int) -> bool:
    return start > 0 and text[start - 1] == "‘"


def _mark(text: str, start: int, end: int) -> Token:
    return Token(start, end, text[start:end], text[start:end], False)


def _word(text: str, start: int, end: int) -> Token:
    part = text[start:end]
    word = any(character.isalnum() for character in part[:_LONGEST_WORD])
    return Token(start, end, part, part.lower().replace("’", "'"), word)
