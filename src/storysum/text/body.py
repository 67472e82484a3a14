"""What belongs to the body: which sentences, and how many words."""

from __future__ import annotations

from storysum.memo import once_per_article
from storysum.model.article import Article
from storysum.model.budget import count_words

__all__ = ["body_words", "in_body"]


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


@once_per_article
def body_words(article: Article) -> int:
    r"""The words of the body, as a person counts them: what a fraction is taken of.

    >>> from storysum.model.article import Block
    >>> from storysum.model.span import Span
    >>> body_words(Article("Notes\n\nIt rained – a lot.", blocks=(Block(Span(7, 25), "body"),)))
    5
    """
    return sum(count_words(block.span.of(article.text)) for block in article.blocks if block.role == "body")
