"""The way in: plain for baselines, else a set of passages chosen together."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from storysum.model.article import Article
from storysum.model.budget import Budget, Limits
from storysum.model.quote import Quote
from storysum.model.ranking import Ranking
from storysum.model.selection import Passage, Selection
from storysum.model.span import Span
from storysum.select.desk import Desk, Measure, Shorten
from storysum.select.plain import in_order
from storysum.text.body import body_words

__all__ = ["Policy", "select"]


_THE_SAME = 0.99
_LONGEST_SHORT_TEXT = 20_000


@frozen
class Policy:
    """How to choose.

    Attributes:
        stand_alone: Choose passages for what they say together, and bring along, or leave out, what
            leans on a sentence that is not there; else take the best one after the other.
        redundancy: The largest share of a passage's words that one taken before may have.
    """

    stand_alone: bool = True
    redundancy: float = 0.7


def select(
    article: Article,
    ranking: Ranking,
    budget: Budget,
    *,
    among: Sequence[Passage],
    quotes: Sequence[Quote],
    shorten: Shorten,
    measure: Measure,
    policy: Policy | None = None,
) -> Selection:
    """Choose passages of the article's body under a budget.

    Args:
        article: With its sentences.
        ranking: One score a sentence.
        budget: Its caps hold on what `measure` writes.
        among: The passages to choose from, in order.
        quotes: All quotations of the article, in order.
        shorten: The compressor, or a function that keeps each sentence whole.
        measure: The renderer.
        policy: How to choose.
    """
    limits = budget.limits(body_words(article))
    if not among:
        return Selection((), shortfall=_nothing_there(article))
    policy = policy or Policy()
    desk = Desk(article, ranking, quotes, among, limits, shorten, measure)
    if _all_fits(article, among, limits):
        # Nothing needs to be left out, small as it may be; but nobody wants the same line twice.
        excerpts = in_order(desk, _THE_SAME)
    elif policy.stand_alone:
        from storysum.select.together import together  # numpy: not at import

        excerpts = together(desk, policy.redundancy)
    else:
        excerpts = in_order(desk, policy.redundancy)
    return Selection(excerpts, shortfall=None if excerpts else desk.why_nothing_fits())


def _all_fits(article: Article, among: Sequence[Passage], limits: Limits) -> bool:
    """Whether all passages together stay within the limits, as they stand, with room for names and spaces."""
    spans = [Span(article.sentences[one.first].start, article.sentences[one.last].end) for one in among]
    if sum(map(len, spans)) > _LONGEST_SHORT_TEXT:
        return False
    return limits.allow(
        words=sum(len(span.of(article.text).split()) for span in spans),
        sentences=sum(one.last + 1 - one.first for one in among),
        characters=sum(len(span) + 1 for span in spans),
    )


def _nothing_there(article: Article) -> str:
    if not article.sentences:
        return "The article has no sentences."
    return "No sentence can be taken: each stands in a list, or next to a quotation mark that nothing closes."
