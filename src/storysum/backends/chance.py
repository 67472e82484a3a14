"""Seeded chance: the floor."""

from __future__ import annotations

from random import Random as Generator
from typing import ClassVar

from attrs import field, frozen

from storysum.backends.base import whole
from storysum.model.article import Article
from storysum.model.ranking import Ranking
from storysum.text.body import in_body

__all__ = ["Random"]


@frozen
class Random:
    """Each sentence of the body has a random score in [0, 1); list items score nothing.

    Attributes:
        seed: The same seed gives the same scores for every article of the same length.

    >>> Random(seed=1)
    Random(seed=1)
    """

    name: ClassVar[str] = "random"

    seed: int = field(default=0, validator=whole(0))

    def rank(self, article: Article) -> Ranking:
        """One score a sentence."""
        chance = Generator(self.seed)
        return Ranking(chance.random() if inside else 0.0 for inside in in_body(article))
