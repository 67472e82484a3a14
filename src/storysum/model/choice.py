"""What a backend that chooses by itself wants in a summary, and why it cannot have it."""

from attrs import frozen

from storysum.errors import BackendError
from storysum.model.span import Span


@frozen
class Choice:
    """Sentences for a summary, or of one sentence the words for a headline. Nothing of it is trusted.

    Attributes:
        sentences: Indices into `Article.sentences`, in order; one for a headline.
        words: For a headline, the words to keep: spans of the article between white space, in order.
        reasons: Whatever a reader of the summary should know about how it came about.
    """

    sentences: tuple[int, ...]
    words: tuple[Span, ...] = ()
    reasons: tuple[str, ...] = ()


class Refused(BackendError):
    """A choice that cannot stand, or that could not be had; its message says why, in storysum's own words.

    Attributes:
        again: Whether it helps to ask once more with that reason.
    """

    def __init__(self, why: str, *, again: bool = True) -> None:
        super().__init__(why)
        self.again = again
