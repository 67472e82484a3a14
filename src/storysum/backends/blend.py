"""Place, centrality and speech: the default."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import ClassVar

import numpy as np
from attrs import field, frozen

from storysum.backends.base import number
from storysum.backends.places import worth_of_places
from storysum.backends.textrank import TextRank
from storysum.model.article import Article
from storysum.model.ranking import Ranking
from storysum.quotations.finding import find_quotes
from storysum.text.body import in_body

__all__ = ["Blend"]

# So many sentences bring in the people whom a story is about.
_OPENING = 3


@frozen
class Blend:
    """A sentence matters when others share its words, it stands early, or a person of the opening says it.

    Its score is its TextRank, as a part of the highest, times what its place is worth:

        place = 0.5 ^ (index / half) + floor

    so that an opening counts as much as the rest of the story takes up its words: one that sets
    a scene nobody comes back to scores little. In the quoted speech of somebody whom the first
    three sentences name, `speech` is the floor: what the people of the story say counts wherever
    it stands.

    Attributes:
        half: So many sentences on, a place is worth half as much; 0 for no matter.
        floor: What any place is worth at least.
        speech: What a place in the speech of a person of the opening is worth at least.

    Cost: linear in the text.
    Source: ours; tuned on 100 articles of CNN and the Daily Mail and 207 documents of GUM.

    >>> Blend(half=3)
    Blend(half=3, floor=0.3, speech=0.4)
    """

    name: ClassVar[str] = "blend"
    baseline: ClassVar[bool] = False

    half: float = field(default=4.0, validator=number(0, 1000))
    floor: float = field(default=0.3, validator=number(0, 1))
    speech: float = field(default=0.4, validator=number(0, 1))

    def rank(self, article: Article) -> Ranking:
        """One score a sentence, list items zero."""
        central = np.array(TextRank().rank(article).scores)
        body = np.array(in_body(article), dtype=bool)
        places = worth_of_places(article, half=self.half, floor=self.floor)
        if self.half and self.speech > self.floor:
            places[_voiced(article) & body] += self.speech - self.floor
        return Ranking((places * central / central.max(initial=1e-300)).tolist())


def _voiced(article: Article) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which sentences hold speech of somebody whom the opening names."""
    sentences, text = article.sentences, article.text
    found = np.zeros(len(sentences), dtype=bool)
    if not sentences:
        return found
    ends = [sentence.end for sentence in sentences]
    starts = [sentence.start for sentence in sentences]
    opening = text[starts[0] : ends[min(_OPENING, len(ends)) - 1]]
    for quote in find_quotes(article):
        if quote.person is not None and quote.person.of(text).split()[-1] in opening:
            found[bisect_right(ends, quote.span.start) : bisect_left(starts, quote.span.end)] = True
    return found
