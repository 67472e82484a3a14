"""What a metric is: counts for each article first, one figure over all of them last.

Every figure is a quotient: what was counted over what could be. Per article that is a `Tally`; a
mean over articles is the sum of totals over the sum of counts with each count 1, a pooled rate
(quotations kept whole, of all quotations touched) the same with larger counts. So every column is
combined, resampled and compared in one way, and "could not score" is a count of 0, not a score of 0.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

from attrs import field, frozen

from storysum.model.article import Article
from storysum.model.quote import Quote
from storysum.model.summary import Summary


@frozen
class Tally:
    """How much, out of how many.

    >>> Tally(3, 4).value, Tally(0, 0).value
    (0.75, nan)
    """

    total: float
    count: float = 1.0

    @property
    def value(self) -> float:
        """Their quotient; NaN, not 0, where there was nothing to count."""
        return self.total / self.count if self.count else math.nan


NOTHING = Tally(0.0, 0.0)  # of what could not be scored
Statistics = Mapping[str, Tally]


@frozen
class Column:
    """One figure that a metric gives, and how to show it.

    Attributes:
        name: Its key in `Statistics`.
        title: The head of the column.
        about: One sentence for a reader who has not met it.
        better: Which way is good; None where a figure only describes.
        scale: What to multiply by to show it: 100 for shares.
        digits: Decimal places to show.
        needs: What an article must have for there to be such a figure.
    """

    name: str
    title: str
    about: str
    better: Literal["higher", "lower"] | None = None
    scale: float = 100.0
    digits: int = 1
    needs: Literal["references", "quotes"] | None = None


@frozen
class Example:
    """One article at one length, with all that a metric may look at.

    Attributes:
        id: The article's id in its corpus.
        length: "headline", "short", "medium", or what a budget of one's own is called.
        article: The article as it was read.
        references: What people wrote at this length, a line a sentence; perhaps nothing.
        quotes: The quotations of the article: a person's where the corpus has them, else as found.
    """

    id: str
    length: str
    article: Article
    references: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = field(default=(), repr=lambda quotes: f"<{len(quotes)} quotes>")


class Metric(Protocol):
    """A frozen object that measures one idea; its fields are its parameters."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The figures that it gives."""

    @property
    def signature(self) -> str:
        """Its name, its parameters and the version of what counts: `rouge|types:1,2,Lsum|…|v:…`."""

    def measure(self, summary: Summary, example: Example) -> Statistics:
        """The counts of one summary, by the names of its columns."""


def missed(columns: Sequence[Column], example: Example) -> Statistics:
    """The counts of a summary that failed: the worst there is where one way is better, else none.

    >>> column = Column("rouge1", "R-1", "", better="higher", needs="references")
    >>> from storysum.model.article import Article
    >>> missed([column], Example("a", "short", Article(""), references=("One.",)))
    {'rouge1': Tally(total=0.0, count=1.0)}
    """

    def worst(column: Column) -> Tally:
        judged = column.better and (column.needs is None or getattr(example, column.needs))
        return Tally(float(column.better == "lower")) if judged else NOTHING

    return {column.name: worst(column) for column in columns}
