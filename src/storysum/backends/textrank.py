"""PageRank on the overlap of sentences, exact, in time linear in the text."""

from typing import ClassVar

from attrs import field, frozen

from storysum.backends.base import flag, number, places_by_half
from storysum.model.article import Article
from storysum.model.ranking import Ranking
from storysum.ranking.centrality import overlap, pagerank
from storysum.terms.counts import terms
from storysum.threads import in_one_thread


@frozen
class TextRank:
    """A sentence matters when sentences that matter share words with it.

    Sentences are the nodes of a graph; the edge between two weighs the words that they share, divided by the logarithms
    of their lengths. A sentence's score is its PageRank in that graph (`ranking.centrality`): the scores sum to one,
    and sentences that share no word with any, and list items, have the lowest, more than zero. The selector takes a
    score times what the sentence's place is worth (`backends.base.places_by_half`).

    Attributes:
        damping: How often the reader follows an edge instead of jumping anywhere: [0, 1).
        self_loops: Keep each sentence's overlap with itself as an edge, as sumy does.
        half: So many sentences on, a place is worth half as much; 0 for no matter, as in the paper.
        floor: What any place is worth at least.

    Cost: linear in the text, in time and in space.
    Source: Mihalcea and Tarau 2004.
    """

    name: ClassVar[str] = "textrank"

    damping: float = field(default=0.85, validator=number(0, 1, below=True))
    self_loops: bool = field(default=True, validator=flag)
    half: float = field(default=0.0, validator=number(0, 1000))
    floor: float = field(default=0.3, validator=number(0, 1))
    places = places_by_half

    @in_one_thread
    def rank(self, article: Article) -> Ranking:
        """One score a sentence: its PageRank."""
        counted = terms(article)
        edges = overlap(counted.rows, counted.lengths, self_loops=self.self_loops)
        shares = pagerank(edges, len(counted), damping=self.damping)
        return Ranking(shares.tolist())
