"""Length: is the budget kept, and is it used?"""

from __future__ import annotations

from storysum.evaluation.metrics.metric import Column, Example, Statistics, Tally
from storysum.evaluation.metrics.taken import taken
from storysum.model.budget import Limits, count_words
from storysum.model.summary import Summary
from storysum.text.body import body_words

__all__ = ["Length"]


class Length:
    """Words and characters, whether every cap is kept, and how much of the tightest is used."""

    columns = (
        Column("kept", "Kept", "Share of summaries within every cap of their budget.", "higher", digits=0),
        Column("used", "Used", "Share of the cap that is nearest to being reached."),
        Column("words", "Words", "Words, as a person counts them.", scale=1.0),
        Column("characters", "Chars", "Characters, spaces included.", scale=1.0, digits=0),
    )
    signature = "length|words:split|v:1"

    def measure(self, summary: Summary, example: Example) -> Statistics:
        """Counted on `Summary.text`; sentences are those of the article that it touches."""
        touched = {part.sentence for part in taken(summary, example) if part.sentence is not None}
        sizes = {
            "words": count_words(summary.text),
            "characters": len(summary.text),
            "sentences": len(touched),
        }
        budget = summary.budget
        limits = Limits(None, None, None) if budget is None else budget.limits(body_words(example.article))
        shares = [size / cap for name, size in sizes.items() if (cap := getattr(limits, name)) is not None]
        return {
            "kept": Tally(float(limits.allow(**sizes))),
            "used": Tally(max(shares, default=0.0)),
            "words": Tally(sizes["words"]),
            "characters": Tally(sizes["characters"]),
        }
