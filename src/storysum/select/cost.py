"""What an excerpt takes of a budget."""

from __future__ import annotations

from typing import NamedTuple

from storysum.model.budget import Limits

__all__ = ["Cost"]


class Cost(NamedTuple):
    """What an excerpt takes of a budget, at most."""

    words: int = 0
    characters: int = 0
    sentences: int = 0

    def plus(self, other: Cost) -> Cost:
        """Both."""
        return Cost(self.words + other.words, self.characters + other.characters, self.sentences + other.sentences)

    def minus(self, other: Cost) -> Cost:
        """The difference."""
        return Cost(self.words - other.words, self.characters - other.characters, self.sentences - other.sentences)

    def fits(self, limits: Limits) -> bool:
        """Whether so much may be written: each excerpt counts with a space behind it, the last one has none."""
        return limits.allow(words=self.words, sentences=self.sentences, characters=self.characters - 1)

    def share(self, limits: Limits) -> float:
        """The largest part that it takes of any cap."""
        return max(self.length(limits), self.sentences / limits.sentences if limits.sentences else 0.0)

    def length(self, limits: Limits) -> float:
        """The larger part that it takes of the caps on words and characters; 0 where there is neither."""
        words = self.words / limits.words if limits.words else 0.0
        return max(words, self.characters / limits.characters if limits.characters else 0.0)
