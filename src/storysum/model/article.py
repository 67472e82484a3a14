"""A text that has been read: what each block of it is, and where its sentences lie."""

import datetime
from collections.abc import Callable, Iterable
from typing import Literal

from attrs import field, frozen

from storysum.model.span import Span

Role = Literal["title", "byline", "dateline", "heading", "caption", "furniture", "item", "body"]
Segmenter = Callable[[str], Iterable[str]]
"""Words of a stretch of text that has no spaces, in order; together they are the stretch."""


@frozen
class Block:
    """One block of the text (a paragraph, a heading, a list item…) and what it is.

    Only blocks of the role "body" are ever selected for a summary.

    Attributes:
        span: Where it stands.
        role: What it is; "furniture" is what a page says around its story.
        reason: Why it has that role, in a few words; empty for a body that no rule said anything about.
        gaps: Furniture that stands inside it, where a paragraph breaks off and goes on below.
    """

    span: Span
    role: Role
    reason: str = field(default="", eq=False)
    gaps: tuple[Span, ...] = field(default=(), eq=False)


@frozen(cache_hash=True)
class Article:
    """A text and its structure. Made by `storysum.read`.

    Attributes:
        text: The text as the caller gave it; every span of storysum is a slice of it.
        title: The title, given by the caller or found in the text.
        byline: The author's name as it stands in the text, without "by".
        published: The date found in an artefact in front of the story.
        language: An ISO 639-1 code: the one that was given, or else the one that the text reads as.
        reads_as: The language that the text reads as, where another one was given; else None.
        segmenter: What gives the words of scripts without spaces, where the caller named something.
        blocks: In the order of the text, never overlapping. White space between them belongs to none.
        sentences: The sentences of body blocks and list items, in order; none crosses a block.
        gaps: What no summary repeats though it stands inside a block: note marks, hyphens at line ends,
            stray markup. In order, disjoint.
    """

    text: str = field(repr=lambda text: f"<{len(text)} characters>")
    title: str | None = None
    byline: str | None = None
    published: datetime.date | None = None
    language: str = "en"
    reads_as: str | None = None
    segmenter: Segmenter | None = None
    # Left out of the hash, which would otherwise take as long as reading did.
    blocks: tuple[Block, ...] = field(default=(), hash=False, repr=lambda blocks: f"<{len(blocks)} blocks>")
    sentences: tuple[Span, ...] = field(default=(), hash=False, repr=lambda sentences: f"<{len(sentences)} sentences>")
    gaps: tuple[Span, ...] = field(default=(), hash=False, repr=lambda gaps: f"<{len(gaps)} gaps>")

    def _repr_html_(self) -> str:
        from storysum.model import notebook  # only a notebook asks

        return notebook.of_article(self)
