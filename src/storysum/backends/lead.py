"""Earlier is better: the baseline to beat."""

from __future__ import annotations

from itertools import count
from typing import ClassVar

from attrs import frozen

from storysum.model.article import Article
from storysum.model.ranking import Ranking
from storysum.text.body import in_body

__all__ = ["Lead"]


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
