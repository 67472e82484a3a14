"""Budgets: caps on the length of a summary."""

from __future__ import annotations

import math
import re
from typing import Any

from attrs import Attribute, asdict, field, frozen
from attrs.validators import optional

from storysum.errors import InputError

# Letters of scripts without spaces between words: Chinese characters and kana; Thai, Lao, Burmese, Khmer.
_TWO = "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003134f"
_FOUR = "\u0e01-\u0ecd\u1000-\u104f\u1780-\u17d3"
UNSPACED = re.compile(f"(?P<two>[{_TWO}]+)|(?P<four>[{_FOUR}]+)")
"""A run of letters of a script without spaces: group `two` or `four`, by the letters that make a word."""
_LETTER = re.compile(f"[{_TWO}{_FOUR}]")  # a single character set is searched five times as fast


def count_words(text: str) -> int:
    """The number of words of a text, as every cap counts them.

    A word is a stretch between white space. In scripts without spaces words are counted by a fixed rule: in a run of
    Chinese characters and kana every two letters are a word, in a run of Thai, Lao, Burmese or Khmer letters every
    four, and a remainder at the end of a run is one more; text between two runs is a word if it has a letter or a
    figure.

    Cost: linear.

    >>> count_words("The van broke down."), count_words("東京のバンド「青い傘」"), count_words("วงดนตรีขายรถ")
    (4, 5, 3)
    """
    if text.isascii() or _LETTER.search(text) is None:
        return len(text.split())
    count = 0
    for stretch in text.split():
        parts = UNSPACED.split(stretch)  # by threes: text outside a run, then the groups `two` and `four` of the run
        plain = sum(any(map(str.isalnum, part)) for part in parts[::3])
        pairs = sum(math.ceil(len(run or "") / 2) for run in parts[1::3])
        fours = sum(math.ceil(len(run or "") / 4) for run in parts[2::3])
        count += max(1, plain + pairs + fours)
    return count


def _at_least_one(_: Budget, attribute: Attribute[Any], value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise InputError(f"Budget({attribute.name}={value!r}): give a whole number, one or more")
    if value < 1:
        raise InputError(f"Budget({attribute.name}={value!r}): a cap is one or more")


def _a_share(_: Budget, attribute: Attribute[Any], value: object) -> None:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 < value <= 1:
        raise InputError(f"Budget(fraction={value!r}): a fraction lies above 0 and is at most 1")


@frozen(kw_only=True)
class Budget:
    """Caps on the length of a summary. If several are set, all of them hold; none is ever exceeded.

    Attributes:
        words: The most words, as `count_words` counts them.
        sentences: The most sentences of the article from which the summary takes words.
        characters: The most characters of `Summary.text`, spaces included.
        fraction: The largest share of the body's words, in (0, 1]; rounded down, but at least one word.

    Raises:
        InputError: If a cap is below one, is not a whole number, or none is given.

    >>> Budget(words=60, sentences=2)
    Budget(words=60, sentences=2)
    """

    words: int | None = field(default=None, validator=optional(_at_least_one))
    sentences: int | None = field(default=None, validator=optional(_at_least_one))
    characters: int | None = field(default=None, validator=optional(_at_least_one))
    fraction: float | None = field(default=None, validator=optional(_a_share))

    def __attrs_post_init__(self) -> None:
        if not self.caps:
            raise InputError("Budget(): give at least one of words, sentences, characters, fraction")

    @property
    def caps(self) -> dict[str, int | float]:
        """The caps that are set, by name."""
        return {name: cap for name, cap in asdict(self).items() if cap is not None}

    def __repr__(self) -> str:
        return f"Budget({', '.join(f'{name}={cap!r}' for name, cap in self.caps.items())})"

    def limits(self, body_words: int) -> Limits:
        """The limits for a body of so many words: the fraction is turned into a number of words.

        >>> Budget(words=60, fraction=0.25).limits(100)
        Limits(words=25, sentences=None, characters=None)
        """
        words = self.words
        if self.fraction is not None:
            share = max(1, int(self.fraction * body_words))
            words = share if words is None else min(words, share)
        return Limits(words, self.sentences, self.characters)


@frozen
class Limits:
    """The limits of a budget for one article; None means no limit."""

    words: int | None
    sentences: int | None
    characters: int | None

    def allow(self, *, words: int, sentences: int, characters: int) -> bool:
        """Whether a text with these counts stays within every limit.

        >>> Limits(words=60, sentences=None, characters=None).allow(words=60, sentences=9, characters=400)
        True
        """
        return (
            (self.words is None or words <= self.words)
            and (self.sentences is None or sentences <= self.sentences)
            and (self.characters is None or characters <= self.characters)
        )


HEADLINE = Budget(words=12, characters=80)
SHORT = Budget(words=60)
MEDIUM = Budget(words=150)
