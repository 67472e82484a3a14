"""How long a summary may be."""

from __future__ import annotations

from typing import Any

from attrs import Attribute, field, frozen

from storysum.errors import InputError

__all__ = ["HEADLINE", "MEDIUM", "SHORT", "Budget", "Limits"]


def _at_least_one(_: Budget, attribute: Attribute[Any], value: object) -> None:
    if value is None:
        return
    if not isinstance(value, int) or isinstance(value, bool):
        raise InputError(f"Budget({attribute.name}={value!r}): give a whole number, one or more")
    if value < 1:
        raise InputError(f"Budget({attribute.name}={value!r}): a cap is one or more")


def _a_share(_: Budget, attribute: Attribute[Any], value: object) -> None:
    if value is None:
        return
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 < value <= 1:
        raise InputError(f"Budget(fraction={value!r}): a fraction lies above 0 and is at most 1")


@frozen(kw_only=True)
class Budget:
    """Caps on a summary's text. Several hold together; none is ever exceeded.

    Attributes:
        words: As `str.split()` counts them, which is how a person does.
        sentences: Sentences of the article that the summary touches.
        characters: All of `Summary.text`, spaces included.
        fraction: Of the body's words, in (0, 1]; rounded down, but at least one word.

    Raises:
        InputError: If a cap is below one, is not a whole number, or none is given.

    >>> Budget(words=60, sentences=2)
    Budget(words=60, sentences=2)
    """

    words: int | None = field(default=None, validator=_at_least_one)
    sentences: int | None = field(default=None, validator=_at_least_one)
    characters: int | None = field(default=None, validator=_at_least_one)
    fraction: float | None = field(default=None, validator=_a_share)

    def __attrs_post_init__(self) -> None:
        if not self.caps:
            raise InputError("Budget(): give at least one of words, sentences, characters, fraction")

    @property
    def caps(self) -> dict[str, int | float]:
        """The caps that are set, by name."""
        named = {
            "words": self.words,
            "sentences": self.sentences,
            "characters": self.characters,
            "fraction": self.fraction,
        }
        return {name: cap for name, cap in named.items() if cap is not None}

    def __repr__(self) -> str:
        return f"Budget({', '.join(f'{name}={cap!r}' for name, cap in self.caps.items())})"

    def limits(self, body_words: int) -> Limits:
        """The caps for a body of so many words, the fraction resolved.

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
    """A budget resolved for one article: None is no limit."""

    words: int | None
    sentences: int | None
    characters: int | None

    def allow(self, *, words: int, sentences: int, characters: int) -> bool:
        """Whether so much stays within every limit.

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
