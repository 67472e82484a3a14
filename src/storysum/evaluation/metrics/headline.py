"""Headlines: does one end on a word that wants another after it?

ROUGE against the writer's own title is `Rouge` at this length, words and characters are `Length`.
"""

from __future__ import annotations

from storysum import wordlists
from storysum.evaluation.metrics import taken
from storysum.evaluation.metrics.metric import Column, Example, Statistics, Tally
from storysum.model.summary import Summary

__all__ = ["Headline"]


class Headline:
    """Whether a headline stops on a function word (English; other languages have no figure)."""

    columns = (
        Column(
            "cut_short",
            "Cut short",
            "Share of headlines that end on a function word (the, of, has…).",
            "lower",
            only="headline",
        ),
    )
    signature = "headline|list:function_words|v:1"

    def measure(self, summary: Summary, example: Example) -> Statistics:
        """1 if the last word is one of the list, else 0; no count where there is no word."""
        if example.length != "headline":
            return {}
        found = taken.words(summary.text)
        if not found or example.article.language != "en":
            return {"cut_short": Tally(0.0, 0.0)}
        return {"cut_short": Tally(float(found[-1].replace("’", "'") in wordlists.words("function_words")))}
