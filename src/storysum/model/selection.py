"""The sentences selected for a summary, before the text is rendered."""

from attrs import frozen

from storysum.model.span import Span


@frozen(order=True)
class Passage:
    """The smallest run of sentences that can stand on its own: one, or several that, e.g., a quotation joins."""

    first: int  # indices into `Article.sentences`
    last: int  # inclusive


@frozen
class Excerpt:
    """A passage, or a part of one, that is part of a summary."""

    first: int  # indices into `Article.sentences`
    last: int  # inclusive
    kept: tuple[Span, ...]  # the parts of those sentences that are kept, in order, disjoint; at least one span
    speaker: Span | None = None  # the speaker's name to add, where the excerpt quotes somebody without naming them


@frozen
class Selection:
    """The excerpts of a summary, in the order of the article, with remarks on the selection."""

    excerpts: tuple[Excerpt, ...]
    shortfall: str | None = None  # why less was selected than was asked for
    reasons: tuple[str, ...] = ()  # remarks for the reader on how the selection was made
