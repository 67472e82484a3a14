"""A text that has been read: its blocks with their roles, and its sentences."""

import datetime
from collections.abc import Callable, Iterable
from typing import Literal

from attrs import field, frozen

from storysum.model.span import Span

Role = Literal["title", "byline", "dateline", "heading", "caption", "furniture", "item", "body"]
Segmenter = Callable[[str], Iterable[str]]
"""Splits a stretch of text without spaces into words, in order; joined, they must equal the stretch."""


@frozen
class Block:
    """One block of the text (a paragraph, a heading, a list item…) and its role.

    Only blocks of the role "body" are ever selected for a summary.

    Attributes:
        span: Where it stands.
        role: What it is; "furniture" is text of the page around the story, such as menus and notices.
        reason: Why it has that role, in a few words; empty for a body block that no rule claimed.
        gaps: Stretches inside the block that no summary repeats, such as furniture that interrupts a paragraph.
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
        published: The date found in a dateline or byline.
        language: An ISO 639-1 code: the given one, else the guessed one, else "en".
        reads_as: The language that the text is plainly in, where another one was given; else None.
        segmenter: The function that splits scripts without spaces into words, if the caller gave one.
        blocks: In the order of the text, disjoint. White space between them belongs to none.
        sentences: The sentences of body blocks and list items, in order; none crosses a block.
        gaps: Stretches inside blocks that no summary repeats: note marks, hyphens at line ends,
            stray markup. In order, disjoint.
    """

    text: str = field(repr=lambda text: f"<{len(text)} characters>")
    title: str | None = None
    byline: str | None = None
    published: datetime.date | None = None
    language: str = "en"
    reads_as: str | None = None
    segmenter: Segmenter | None = None
    # Not part of the hash, which would otherwise take as long as reading.
    blocks: tuple[Block, ...] = field(default=(), hash=False, repr=lambda blocks: f"<{len(blocks)} blocks>")
    sentences: tuple[Span, ...] = field(default=(), hash=False, repr=lambda sentences: f"<{len(sentences)} sentences>")
    gaps: tuple[Span, ...] = field(default=(), hash=False, repr=lambda gaps: f"<{len(gaps)} gaps>")

    def _repr_html_(self) -> str:
        from storysum.model import notebook  # only a notebook asks

        return notebook.of_article(self)
