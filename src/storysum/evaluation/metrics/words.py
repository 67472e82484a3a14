"""What can be counted on the words of a summary: whether its budget holds, how long it is, what it says twice."""

from itertools import pairwise

from storysum.evaluation.metrics.metric import Column, Example, Statistics, Tally
from storysum.evaluation.metrics.taken import lines, taken, words
from storysum.model.budget import count_words
from storysum.model.summary import Summary
from storysum.text.body import body_words


class Length:
    """Words, and whether every cap is kept."""

    columns = (
        Column("kept", "Kept", "Share of summaries within every cap of their budget.", "higher", digits=0),
        Column("words", "Words", "Words, as a person counts them.", scale=1.0),
    )
    signature = "length|words:split|v:2"

    def measure(self, summary: Summary, example: Example) -> Statistics:
        """Counted on `Summary.text`; sentences are those of the article that it touches."""
        count, sentences = count_words(summary.text), len(taken(summary, example))
        kept = summary.budget is None or summary.budget.limits(body_words(example.article)).allow(
            words=count, sentences=sentences, characters=len(summary.text)
        )
        return {"kept": Tally(float(kept)), "words": Tally(count)}


class Redundancy:
    """Repeated word pairs, pooled over all summaries."""

    columns = (Column("repeated", "Repeated", "Share of word pairs that stood in the summary before.", "lower"),)
    signature = "redundancy|case:no|words:unicode|pairs:within|v:2"

    def measure(self, summary: Summary, example: Example) -> Statistics:
        """Pairs seen before of all pairs; none over the end of a sentence."""
        sentences = map(words, lines(summary, example).split("\n"))
        pairs = [pair for sentence in sentences for pair in pairwise(sentence)]
        return {"repeated": Tally(len(pairs) - len(set(pairs)), len(pairs))}
