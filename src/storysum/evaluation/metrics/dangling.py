"""Dangling references: sentences that take as known what the summary left out.

A pronoun, a bare surname, a definite noun phrase that an earlier sentence brought up, or “another”
(`select.references`, by the parse) dangles where no sentence that may introduce it was taken, unless the text taken
says who a speaker is. docs/evaluation/index.md says how often the metric itself is right.
"""

from storysum.evaluation.metrics.metric import NOTHING, Column, Example, Statistics, Tally
from storysum.evaluation.metrics.quotations import named
from storysum.evaluation.metrics.taken import taken
from storysum.model.summary import Summary
from storysum.select.references import Reference, references


class Dangling:
    """The share of sentences that refer to something that was left out (English only)."""

    columns = (Column("dangling", "Dangling", "Share of sentences that refer to what was left out.", "lower"),)
    signature = "dangling|references:parse|excused:speaker|v:2"

    def measure(self, summary: Summary, example: Example) -> Statistics:
        """Dangling sentences of all sentences; no count in another language than English."""
        parts = taken(summary, example)
        if example.article.language != "en":
            return {"dangling": NOTHING}
        found = references(example.article, sorted(parts))
        loose = sum(
            any(
                one.by
                and one.kind != "known"
                and any(span.covers(one.span) for span in parts[index])
                and parts.keys().isdisjoint(one.by)
                and not _told(one, summary, example)
                for one in some
            )
            for index, some in found.items()
        )
        return {"dangling": Tally(loose, len(parts))}


def _told(one: Reference, summary: Summary, example: Example) -> bool:
    """Whether it is the mention of a speaker whose name stands in the text taken."""
    return any(
        quote.speaker is not None and quote.speaker.overlaps(one.span) and named(quote, summary, example) is True
        for quote in example.quotes
    )
