"""The baselines: the sentences in their order, and seeded chance."""

import random
from itertools import count
from typing import ClassVar

from attrs import field, frozen

from storysum.backends.base import whole
from storysum.model.article import Article
from storysum.model.ranking import Ranking
from storysum.text.body import in_body


@frozen
class Lead:
    """The sentences of the body in their order; list items score nothing.

    News puts what matters first, so this is hard to beat there.
    """

    name: ClassVar[str] = "lead"
    way: ClassVar[str] = "opening"

    def rank(self, article: Article) -> Ranking:
        """One score a sentence: from 1 down, evenly, to just above 0 for the last of the body."""
        body = in_body(article)
        places, size = count(), sum(body)
        return Ranking(1 - next(places) / size if inside else 0.0 for inside in body)


@frozen
class Random:
    """Each sentence of the body has a random score in [0, 1); list items score nothing.

    Attributes:
        seed: The same seed gives the same scores for every article of the same length.
    """

    name: ClassVar[str] = "random"

    seed: int = field(default=0, validator=whole(0))

    def rank(self, article: Article) -> Ranking:
        """One score a sentence."""
        chance = random.Random(self.seed)
        return Ranking(chance.random() if inside else 0.0 for inside in in_body(article))
