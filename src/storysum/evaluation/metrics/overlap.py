"""Words that stand twice: in a summary and its article, or twice in the summary.

Coverage, density and compression say how extractive a summary is (Grusky, Naaman and Artzi 2018). The longest runs of
words that it shares with its article, found greedily from the left, are its fragments.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations, pairwise

from storysum.evaluation.metrics.metric import NOTHING, Column, Example, Statistics, Tally
from storysum.evaluation.metrics.taken import lines, words
from storysum.model.summary import Summary


class Extraction:
    """How much of a summary is copied, in how long runs, and how much shorter it is."""

    columns = (
        Column("coverage", "Coverage", "Share of the words that stand in copied runs."),
        Column("density", "Density", "Mean length of the copied run that a word is in.", scale=1.0),
        Column("compression", "Compr.", "Words of the article for each of the summary's.", scale=1.0),
    )
    signature = "extraction|case:no|words:unicode|v:1"

    def measure(self, summary: Summary, example: Example) -> Statistics:
        """The three figures; no count for an empty summary or article."""
        tokens, source = words(summary.text), words(example.article.text)
        if not tokens or not source:
            return {column.name: NOTHING for column in self.columns}
        lengths = fragments(tokens, source)
        return {
            "coverage": Tally(sum(lengths) / len(tokens)),
            "density": Tally(sum(length * length for length in lengths) / len(tokens)),
            "compression": Tally(len(source) / len(tokens)),
        }


def fragments(tokens: Sequence[str], source: Sequence[str]) -> list[int]:
    """The lengths of the longest runs that the words of a summary share with those of its article, from the left.

    Source: the figure "Procedure to compute the set of extractive fragments" of the paper.

    >>> fragments("the cat sat on a mat".split(), "on the mat the cat sat down".split())
    [3, 1, 1]
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, token in enumerate(source):
        places[token].append(place)
    source_ended, tokens_ended = [*source, None], [*tokens, ""]  # two ends that match nothing
    lengths, at = [], 0
    while at < len(tokens):
        alive, length = places.get(tokens[at], []), 0
        while alive:
            length += 1
            alive = [place for place in alive if source_ended[place + length] == tokens_ended[at + length]]
        if length:
            lengths.append(length)
        at += max(length, 1)
    return lengths


class Redundancy:
    """Repeated word pairs, pooled over all summaries, and the likeness of the two most alike sentences."""

    columns = (
        Column("repeated", "Repeated", "Share of word pairs that stood in the summary before.", "lower"),
        Column("alike", "Alike", "Words shared by the two most alike sentences (F).", "lower"),
    )
    signature = "redundancy|case:no|words:unicode|pairs:within|v:1"

    def measure(self, summary: Summary, example: Example) -> Statistics:
        """Pairs seen before of all pairs, and the greatest overlap of two sentences."""
        sentences = [found for line in lines(summary, example).split("\n") if (found := words(line))]
        pairs = [pair for sentence in sentences for pair in pairwise(sentence)]
        bags = [Counter(sentence) for sentence in sentences]
        overlaps = [2 * (one & other).total() / (one.total() + other.total()) for one, other in combinations(bags, 2)]
        return {
            "repeated": Tally(len(pairs) - len(set(pairs)), len(pairs)),
            "alike": Tally(max(overlaps)) if overlaps else NOTHING,
        }
