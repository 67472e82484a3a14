"""What was chosen for a summary, before it is written out."""

from attrs import frozen

from storysum.model.span import Span


@frozen(order=True)
class Passage:
    """The smallest run of sentences that can stand on its own: one, or several that a quotation runs across."""

    first: int  # indices into `Article.sentences`
    last: int  # inclusive


@frozen
class Excerpt:
    """A passage, or a part of one, as it goes into a summary."""

    first: int  # indices into `Article.sentences`
    last: int  # inclusive
    kept: tuple[Span, ...]  # what stays of those sentences, in order, disjoint; at least one span
    speaker: Span | None = None  # a name to sign it with, where it quotes somebody whom it does not name


@frozen
class Selection:
    """The excerpts of a summary in the order of the article, and why it is these."""

    excerpts: tuple[Excerpt, ...]
    shortfall: str | None = None  # why less was chosen than was asked for
    reasons: tuple[str, ...] = ()  # whatever a reader should know about how it came about
