"""A sentence's length inside the strongest topics only."""

from typing import ClassVar

from attrs import field, frozen

from storysum.backends.base import number, one_of, places_by_half
from storysum.model.article import Article
from storysum.model.ranking import Ranking
from storysum.ranking.topics import Weighting, salience, weighted
from storysum.terms.counts import terms
from storysum.threads import in_one_thread

_FLAT = "no topic stands out from hundreds as strong: a sentence's whole length is its score"


@frozen
class LSA:
    """A sentence matters when much of it lies in what the whole text is about.

    A topic is a direction in which sentences and words vary together: a singular vector of the matrix of sentences and
    words. Only the strongest count (`ranking.topics`). Sentences without words, and list items, score zero. The
    selector takes a score times what the sentence's place is worth (`backends.base.places_by_half`).

    Attributes:
        weighting: What a word weighs: "count", "binary", "tf-idf" or "log-entropy".
        share: A topic counts if it is at least so strong, as a part of the strongest: (0, 1].
        half: So many sentences on, a place is worth half as much; 0 for no matter, as in the paper.
        floor: What any place is worth at least.

    Cost: linear in the text for each topic that counts; long texts have few.
    Source: Steinberger and Ježek 2004.
    """

    name: ClassVar[str] = "lsa"

    weighting: Weighting = field(default="count", validator=one_of("count", "binary", "tf-idf", "log-entropy"))
    share: float = field(default=0.5, validator=number(0.01, 1))
    half: float = field(default=0.0, validator=number(0, 1000))
    floor: float = field(default=0.3, validator=number(0, 1))
    places = places_by_half

    @in_one_thread
    def rank(self, article: Article) -> Ranking:
        """One score a sentence: its length in the space of the strongest topics."""
        lengths, topics = salience(weighted(terms(article).rows, self.weighting), share=self.share)
        flat = not topics and bool(lengths.any())
        return Ranking(lengths.tolist(), reasons=[_FLAT] if flat else [])
