"""Which sentences belong to the body, and which to lists."""

from __future__ import annotations

from storysum.model.article import Article

__all__ = ["in_body"]


def in_body(article: Article) -> tuple[bool, ...]:
    """For each sentence whether it is one of the body (in no block counts as that).

    The others are list items: a backend scores them too, but they are never chosen and
    must not sway the scores of the body.

    Cost: linear; blocks and sentences are both in the order of the text.

    >>> from storysum.model.article import Block
    >>> from storysum.model.span import Span
    >>> blocks = (Block(Span(0, 2), "item"), Block(Span(3, 6), "body"))
    >>> in_body(Article("1. One.", blocks=blocks, sentences=(Span(0, 2), Span(3, 6))))
    (False, True)
    """
    blocks = iter(article.blocks)
    block = next(blocks, None)
    told = []
    for sentence in article.sentences:
        while block is not None and block.span.end <= sentence.start:
            block = next(blocks, None)
        told.append(block is None or block.role == "body" or sentence.start < block.span.start)
    return tuple(told)
