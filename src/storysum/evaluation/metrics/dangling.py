"""Dangling openings: sentences that lean on one that the summary left out.

A sentence of a summary dangles where the sentence before it in the article was not taken and it
begins on a pronoun of the third person, a demonstrative or a connective (a list kept as a data
file). It does not where those words are the beginning of a title or a name, or where the text taken
says who the pronoun means.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from attrs import frozen

from storysum.evaluation.metrics.metric import Column, Example, Score, Statistics, Tally, pooled
from storysum.evaluation.metrics.quotations import named
from storysum.evaluation.metrics.taken import Taken, taken
from storysum.model.summary import Summary
from storysum.select.openings import first_word, opening

__all__ = ["Dangling"]


@frozen
class Dangling:
    """The share of sentences that begin by pointing at something that was left out (English only)."""

    name: ClassVar[str] = "dangling"

    @property
    def columns(self) -> tuple[Column, ...]:
        """One figure, lower is better."""
        return (Column("dangling", "Dangling", "Share of sentences that point back at one left out.", "lower"),)

    @property
    def signature(self) -> str:
        """Where the list is, and what is let off."""
        return "dangling|list:dangling_openings|excused:title,name,speaker|v:1"

    def measure(self, summary: Summary, example: Example) -> Statistics:
        """Dangling sentences of all sentences; no count in another language than English."""
        parts = [part for part in taken(summary, example) if part.sentence is not None]
        if example.article.language != "en":
            return {"dangling": Tally(0.0, 0.0)}
        present = {part.sentence for part in parts}
        loose = sum(
            part.sentence not in (0, None)
            and part.sentence - 1 not in present
            and opening(example.article.text, part.spans[0].start, part.spans[0].end) is not None
            and not _resolved(part, summary, example)
            for part in parts
        )
        return {"dangling": Tally(loose, len(parts))}

    def combine(self, statistics: Sequence[Statistics]) -> Score:
        """The share of all sentences of all summaries."""
        return pooled(statistics)


def _resolved(part: Taken, summary: Summary, example: Example) -> bool:
    """Whether the opening is the mention of a speaker whose name stands in the text taken."""
    first = first_word(example.article.text, part.spans[0].start, part.spans[0].end)
    return any(
        quote.speaker is not None and quote.speaker.start == first and named(quote, summary, example) is True
        for quote in example.quotes
    )
