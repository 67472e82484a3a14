"""The choice of a backend that selects the sentences of a summary itself, and the error if it is refused."""

from attrs import frozen

from storysum.errors import BackendError
from storysum.model.span import Span


@frozen
class Choice:
    """The sentences of a summary, or one sentence and its words for a headline. Everything in it is checked on use.

    Attributes:
        sentences: Indices into `Article.sentences`, in order; one for a headline.
        words: For a headline, the words to keep: spans of the article between white space, in order.
        reasons: Remarks for the reader of the summary on how the choice was made.
    """

    sentences: tuple[int, ...]
    words: tuple[Span, ...] = ()
    reasons: tuple[str, ...] = ()


class Refused(BackendError):
    """Raised for a choice that is invalid or could not be obtained; the message says why, in storysum's own words.

    Attributes:
        again: Whether to ask the backend once more, with that reason.
    """

    def __init__(self, why: str, *, again: bool = True) -> None:
        super().__init__(why)
        self.again = again
