"""Where a sentence stands, how central it is, and what it shares with the title: the default."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from attrs import field, frozen

from storysum.backends.base import number
from storysum.model.article import Article
from storysum.model.ranking import Ranking
from storysum.ranking.centrality import pagerank
from storysum.ranking.prominence import prominence
from storysum.ranking.rows import Rows
from storysum.ranking.similarity import overlap
from storysum.text.body import in_body
from storysum.text.terms import terms

__all__ = ["Blend"]


@frozen
class Blend:
    """A sentence matters when it stands early and others that matter say the same.

    Its score is a product: what its place says for it (`ranking.prominence`) times its
    TextRank (`ranking.centrality`).

    Attributes:
        half: So many sentences on, the place is worth half as much.
        floor: What every place is worth at least, as a part of the first.

    Cost: linear in the text.
    Source: ours.

    >>> Blend(half=3)
    Blend(half=3, floor=0.15)
    """

    name: ClassVar[str] = "blend"
    baseline: ClassVar[bool] = False

    half: float = field(default=2.0, validator=number(0.1, 1000))
    floor: float = field(default=0.15, validator=number(0, 1))

    def rank(self, article: Article) -> Ranking:
        """One score a sentence."""
        counted = terms(article)
        rows = Rows(counted.indptr, counted.indices, counted.counts, len(counted.vocabulary))
        central = pagerank(overlap(rows, counted.lengths), len(counted))
        body = np.array(in_body(article), dtype=bool)
        places = np.zeros(len(counted))
        places[body] = prominence(int(body.sum()), half=self.half, floor=self.floor)
        return Ranking((places * central / central.max(initial=1e-300)).tolist())
