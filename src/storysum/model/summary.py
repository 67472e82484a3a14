"""Summaries and digests: texts with a span in the article for every word taken from it."""

import textwrap
from collections.abc import Sequence
from typing import Any

from attrs import asdict, field, frozen

from storysum.model.article import Article
from storysum.model.budget import Budget
from storysum.model.quote import Quote
from storysum.model.span import Span

_WIDTH = 88  # characters of a line of a printed digest


def _short(text: str) -> str:
    return repr(text if len(text) <= 48 else f"{text[:45]}…")


@frozen
class Piece:
    """A stretch of the article that a summary repeats letter for letter.

    Attributes:
        span: Where it stands in `Article.text`.
        text: The characters of that span.
        score: The backend's own score of the sentence that it belongs to.
        rank: The rank of that sentence among all sentences of the article: 1 is best.
    """

    span: Span
    text: str = field(repr=_short)
    score: float
    rank: int

    def to_dict(self) -> dict[str, Any]:
        """Plain strings and numbers: start, end, text, score and rank."""
        return {**asdict(self.span), "text": self.text, "score": self.score, "rank": self.rank}


@frozen
class Summary:
    """A summary or a headline, made only of the story's own words.

    Attributes:
        text: The text of the summary; also `str(summary)`.
        pieces: The stretches of the article that it consists of, in the order of `text`.
        budget: The caps that it keeps; None where there are none.
        backend: The name of the backend that ranked the sentences.
        signature: All that is needed to make it again.
        shortfall: None, or a sentence that says why the summary is shorter than asked for or does not name a speaker.
        reasons: Remarks for the reader on how the summary was made.
    """

    text: str = field(repr=_short)
    pieces: tuple[Piece, ...] = field(repr=lambda pieces: f"<{len(pieces)} pieces>")
    budget: Budget | None
    backend: str
    signature: str = field(repr=False)
    shortfall: str | None = None
    reasons: tuple[str, ...] = ()
    # The article's text, in which a notebook marks the pieces; not compared.
    _story: str = field(default="", repr=False, eq=False)

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        from storysum.model import notebook  # only a notebook asks

        return notebook.of_summary(self, self._story)

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists, strings and numbers, ready for JSON."""
        return {
            "text": self.text,
            "pieces": [piece.to_dict() for piece in self.pieces],
            "budget": self.budget.caps if self.budget else {},
            "backend": self.backend,
            "signature": self.signature,
            "shortfall": self.shortfall,
            "reasons": list(self.reasons),
        }


@frozen
class Digest:
    """The headline, the short and the medium summary of one article, with the article and its quotations.

    Printed, it is three paragraphs; in place of an empty summary stands the reason.
    """

    headline: Summary = field(repr=lambda summary: _short(summary.text))
    short: Summary = field(repr=lambda summary: _short(summary.text))
    medium: Summary = field(repr=lambda summary: _short(summary.text))
    article: Article = field(repr=False)
    quotes: tuple[Quote, ...] = field(repr=lambda quotes: f"<{len(quotes)} quotes>")

    def __str__(self) -> str:
        shown = (summary.text or f"({summary.shortfall})" for summary in (self.headline, self.short, self.medium))
        return "\n\n".join(
            textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False) for text in shown
        )

    def _repr_html_(self) -> str:
        from storysum.model import notebook  # only a notebook asks

        return notebook.of_digest(self)

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists, strings and numbers, ready for JSON."""
        return {
            "title": self.article.title,
            "byline": self.article.byline,
            "published": self.article.published.isoformat() if self.article.published else None,
            "language": self.article.language,
            "headline": self.headline.to_dict(),
            "short": self.short.to_dict(),
            "medium": self.medium.to_dict(),
            "quotes": quotes_to_dicts(self.article, self.quotes),
        }


def quotes_to_dicts(article: Article, quotes: Sequence[Quote]) -> list[dict[str, Any]]:
    """Quotations as plain dicts, ready for JSON: each span with its start, end and text, or None."""

    def stretch(span: Span | None) -> dict[str, Any] | None:
        return None if span is None else {**asdict(span), "text": span.of(article.text)}

    return [
        {
            **(stretch(quote.span) or {}),
            "kind": quote.kind,
            "group": quote.group,
            "speaker": stretch(quote.speaker),
            "person": stretch(quote.person),
            "cue": stretch(quote.cue),
            "confidence": quote.confidence,
        }
        for quote in quotes
    ]


def blocks_to_dicts(article: Article) -> list[dict[str, Any]]:
    """Blocks as plain dicts, ready for JSON: start, end, text, role and the reason for it."""
    return [
        {**asdict(block.span), "text": block.span.of(article.text), "role": block.role, "reason": block.reason}
        for block in article.blocks
    ]
