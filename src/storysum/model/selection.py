"""What was chosen for a summary, before it is written out."""

from __future__ import annotations

from attrs import frozen

from storysum.model.span import Span


@frozen(order=True)
class Passage:
    """The smallest run of sentences that can stand on its own.

    A sentence, or several that one quotation (or its attribution) runs across.

    Attributes:
        first: Index into `Article.sentences`.
        last: Index of the last one, inclusive.
    """

    first: int
    last: int


@frozen
class Excerpt:
    """A passage, or a part of one, as it goes into a summary.

    Attributes:
        first: Index into `Article.sentences`.
        last: Index of the last one, inclusive.
        kept: What stays of those sentences, in order, disjoint; at least one span.
        speaker: A name to sign it with, where the excerpt quotes somebody whom it does not name.
    """

    first: int
    last: int
    kept: tuple[Span, ...]
    speaker: Span | None = None


@frozen
class Selection:
    """The excerpts of a summary in the order of the article, and why it is these.

    Attributes:
        excerpts: In the order in which they are to stand.
        shortfall: None, or a sentence that says why less was chosen than was asked for.
        reasons: Whatever a reader should know about how it came about.
    """

    excerpts: tuple[Excerpt, ...]
    shortfall: str | None = None
    reasons: tuple[str, ...] = ()
