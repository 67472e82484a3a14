"""The way in: plain for baselines, else a set of passages chosen together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from storysum.model.article import Article
from storysum.model.budget import Budget, Limits, count_words
from storysum.model.selection import Selection
from storysum.model.span import Span
from storysum.select.desk import Desk
from storysum.select.plain import in_order
from storysum.text.body import body_words

if TYPE_CHECKING:
    from storysum.select.shelf import Shelf

__all__ = ["Policy", "Selector"]


_THE_SAME = 0.99
_LONGEST_SHORT_TEXT = 20_000


@frozen
class Policy:
    """How to choose.

    Attributes:
        stand_alone: Choose passages for what they say together, and bring along, or leave out, what
            leans on a sentence that is not there; else take the best one after the other.
        redundancy: The largest share of a passage's words that one taken before may have.
        keep: The passage that is best by these scores, and above zero, is taken wherever it fits, or a part of it.
    """

    stand_alone: bool = True
    redundancy: float = 0.7
    keep: Sequence[float] | None = None


class Selector:
    """Chooses passages of an article's body under budgets; what one length finds out serves the others.

    Attributes:
        desk: With the article, its ranking and the passages to choose from.
        policy: How to choose.
    """

    def __init__(self, desk: Desk, policy: Policy | None = None) -> None:
        self.desk = desk
        self.policy = policy or Policy()

    @cached_property
    def _shelf(self) -> Shelf:
        from storysum.select.shelf import Shelf  # numpy: not at import

        return Shelf(self.desk)

    def select(self, budget: Budget) -> Selection:
        """What to take."""
        desk, limits = self.desk, budget.limits(body_words(self.desk.article))
        if not desk.passages:
            return Selection((), shortfall=_nothing_there(desk.article))
        if self._all_fits(limits):
            # Nothing needs to be left out, small as it may be; but nobody wants the same line twice.
            excerpts = in_order(desk, limits, _THE_SAME)
        elif self.policy.stand_alone:
            from storysum.select.together import together

            excerpts = together(self._shelf, limits, self.policy.redundancy, keep=self.policy.keep)
        else:
            excerpts = in_order(desk, limits, self.policy.redundancy)
        return Selection(excerpts, shortfall=None if excerpts else desk.why_nothing_fits())

    def _all_fits(self, limits: Limits) -> bool:
        """Whether all passages together stay within the limits, as they stand, with room for names and spaces."""
        article, among = self.desk.article, self.desk.passages
        spans: list[Span] = []
        length = 0
        for one in among:
            spans.append(Span(article.sentences[one.first].start, article.sentences[one.last].end))
            length += len(spans[-1]) + 1
            if length > _LONGEST_SHORT_TEXT:
                return False
        return limits.allow(
            words=sum(count_words(span.of(article.text)) for span in spans),
            sentences=sum(one.last + 1 - one.first for one in among),
            characters=length,
        )


def _nothing_there(article: Article) -> str:
    if not article.sentences:
        return "The article has no sentences."
    return "No sentence can be taken: each stands in a list, or next to a quotation mark that nothing closes."
