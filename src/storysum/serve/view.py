"""A story and its summaries cut into parts, so that the page need not count characters: its browser counts others."""

from collections.abc import Mapping, Sequence
from typing import Any

from storysum import api
from storysum.model.article import Article
from storysum.model.quote import Quote
from storysum.model.span import Span
from storysum.model.summary import Digest, Summary
from storysum.model.written import by_block, parted, stretches


def summary_parts(summary: Summary) -> dict[str, Any]:
    """A summary as its pieces and what was written between them."""
    text = summary.text
    made = stretches(text, [piece.text for piece in summary.pieces]) or [(text, None)]
    return {
        "parts": [{"text": shown, "piece": piece} for shown, piece in made],
        "budget": summary.budget.caps if summary.budget else {},
        "words": len(text.split()),
        "characters": len(text),
        "notes": [*summary.reasons, *([summary.shortfall] if summary.shortfall else [])],
    }


def story_parts(article: Article, quotes: Sequence[Quote], digests: Mapping[str, Digest | str]) -> list[dict[str, Any]]:
    """The blocks of a story, each cut wherever a sentence, a quotation or a piece of a summary begins or ends.

    Of each part: the sentence and the quotation that it belongs to, by their index, and whose pieces it is in:
    “lead short 0” is the first piece of what lead wrote for short.

    Cost: linear in the text and in the pieces, but for sorting.
    """
    marks: list[tuple[Span, tuple[str, Any]]] = [
        *((span, ("sentence", number)) for number, span in enumerate(article.sentences)),
        *((quote.span, ("quote", number)) for number, quote in enumerate(quotes)),
    ]
    for name, digest in digests.items():
        if isinstance(digest, Digest):
            for length in api.LENGTHS:
                pieces = getattr(digest, length).pieces
                marks += [(piece.span, ("taken", f"{name} {length} {number}")) for number, piece in enumerate(pieces)]
    return [
        {
            "role": block.role,
            "reason": block.reason,
            "kept": block.role in ("body", "item"),
            "parts": [{"text": span.of(article.text), **_told(held)} for span, held in parted(block.span, own)],
        }
        for block, own in zip(article.blocks, by_block(article.blocks, marks), strict=True)
    ]


def _told(now: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    taken = [value for kind, value in now if kind == "taken"]
    return {"sentence": None, "quote": None, **dict(now), "taken": taken}
