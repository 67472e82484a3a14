"""The parses of an article's sentences: made when first asked for, and kept as long as the article lives."""

from __future__ import annotations

from collections.abc import Sequence

from storysum.memo import once_per_article
from storysum.model.article import Article
from storysum.model.parse import Parse
from storysum.syntax import parse
from storysum.text.gaps import masked


@once_per_article
def _known(article: Article) -> dict[int, Parse]:
    return {}


def parses(article: Article, wanted: Sequence[int]) -> list[Parse]:
    """Some sentences of an article, by their index, in that order; what stands in its gaps is not read.

    Cost: those that nobody asked for before are parsed, all in one batch.

    >>> from storysum.text.read import read
    >>> [one.forms for one in parses(read("Rain fell. Nobody came."), [1])]
    [('Nobody', 'came', '.')]
    """
    known = _known(article)
    new = [index for index in dict.fromkeys(wanted) if index not in known]
    if new:
        text = masked(article.text, article.gaps)
        known.update(zip(new, parse(text, [article.sentences[index] for index in new]), strict=True))
    return [known[index] for index in wanted]
