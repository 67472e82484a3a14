"""Length: is the budget kept, is it used, and does a headline stop too early?"""

from __future__ import annotations

from storysum import wordlists
from storysum.evaluation.metrics.metric import NOTHING, Column, Example, Statistics, Tally
from storysum.evaluation.metrics.taken import taken, words
from storysum.model.budget import Limits, count_words
from storysum.model.summary import Summary
from storysum.text.body import body_words


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
        sizes = {
            "words": count_words(summary.text),
            "characters": len(summary.text),
            "sentences": len(taken(summary, example)),
        }
        limits = summary.budget.limits(body_words(example.article)) if summary.budget else Limits(None, None, None)
        shares = [size / cap for name, size in sizes.items() if (cap := getattr(limits, name)) is not None]
        return {
            "kept": Tally(float(limits.allow(**sizes))),
            "used": Tally(max(shares, default=0.0)),
            "words": Tally(sizes["words"]),
            "characters": Tally(sizes["characters"]),
        }


class Headline:
    """Whether a headline stops on a function word (English; other languages have no figure)."""

    _about = "Share of headlines that end on a function word (the, of, has…)."
    columns = (Column("cut_short", "Cut short", _about, "lower", only="headline"),)
    signature = "headline|list:function_words|v:1"

    def measure(self, summary: Summary, example: Example) -> Statistics:
        """1 if the last word is one of the list, else 0; no count where there is no word."""
        if example.length != "headline":
            return {}
        found = words(summary.text)
        if not found or example.article.language != "en":
            return {"cut_short": NOTHING}
        return {"cut_short": Tally(float(found[-1].replace("’", "'") in wordlists.words("function_words")))}
