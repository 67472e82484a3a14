"""Rankings: one score for each sentence of an article."""

from collections.abc import Iterable
from itertools import count

from attrs import field, frozen


def _rounded(scores: Iterable[float]) -> tuple[float, ...]:
    scores = tuple(scores)
    texts = [score for score in scores if isinstance(score, (str, bytes))]
    if texts:
        raise TypeError(f"a score is a number, not {texts[0]!r}")
    return tuple(float(f"{float(score):.9g}") for score in scores)


def _told(reasons: Iterable[str]) -> tuple[str, ...]:
    found = tuple(reasons)
    if isinstance(reasons, str) or not all(isinstance(reason, str) for reason in found):
        raise TypeError(f"reasons are several texts, not {reasons!r}")
    return found


@frozen
class Ranking:
    """A backend's scores of the sentences of an article: higher is better.

    Scores are rounded to nine significant digits when a Ranking is made, so that another
    library for linear algebra, or another order of summation, cannot decide between equal scores.

    Attributes:
        scores: One number for each of `Article.sentences`.
        reasons: Remarks for the reader of the summary on how the scores came about.

    >>> Ranking([0.25, 1 / 3]).scores
    (0.25, 0.333333333)
    >>> Ranking([1.0, 2.0, 2.0]).ranks
    (3, 1, 2)
    """

    scores: tuple[float, ...] = field(converter=_rounded)
    reasons: tuple[str, ...] = field(default=(), converter=_told)

    @property
    def order(self) -> tuple[int, ...]:
        """The indices of the sentences, best first; equal scores in the order of the article."""
        return tuple(sorted(range(len(self.scores)), key=lambda index: (-self.scores[index], index)))

    @property
    def ranks(self) -> tuple[int, ...]:
        """The rank of each sentence: 1 is best."""
        return tuple(rank for _, rank in sorted(zip(self.order, count(1), strict=False)))
