"""Redundancy: does a summary say the same thing twice?

`repeated` looks at word pairs: the share of those in a summary that have stood in it before.
`alike` looks at sentences: the two that share most words, as the F-measure of their words.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise

from storysum.evaluation.metrics.metric import Column, Example, Statistics, Tally
from storysum.evaluation.metrics.taken import lines, words
from storysum.model.summary import Summary

__all__ = ["Redundancy"]


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
            "alike": Tally(max(overlaps)) if overlaps else Tally(0.0, 0.0),
        }
