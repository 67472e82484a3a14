"""What an excerpt takes of a budget."""

from __future__ import annotations

from typing import NamedTuple

from storysum.model.budget import Limits


class Cost(NamedTuple):
    """What an excerpt takes of a budget, at most; the space behind it counts."""

    words: int = 0
    characters: int = 0
    sentences: int = 0

    def plus(self, other: Cost) -> Cost:
        """Both."""
        return Cost(self.words + other.words, self.characters + other.characters, self.sentences + other.sentences)

    def fits(self, limits: Limits) -> bool:
        """Whether so much may be written; behind the last excerpt stands no space."""
        return limits.allow(words=self.words, sentences=self.sentences, characters=self.characters - 1)

    def left(self, limits: Limits) -> Limits:
        """What may still be written."""
        words, characters = limits.words, limits.characters
        return Limits(
            None if words is None else words - self.words,
            None if limits.sentences is None else limits.sentences - self.sentences,
            None if characters is None else characters - self.characters,
        )
