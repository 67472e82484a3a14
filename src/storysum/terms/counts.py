"""How often each word stands in each sentence: counted once, shared by all backends."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import chain, count
from threading import local

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from storysum.memo import once_per_article
from storysum.model.article import Article, Segmenter
from storysum.ranking.rows import Rows
from storysum.terms.words import cut, normalizer
from storysum.text.body import in_body

# Stretches between white space that are remembered, some eight megabytes; of so many characters at most.
_KEPT, _LONG = 20_000, 64


@frozen(eq=False)
class Terms:
    """A sparse matrix, sentences × normal forms, in compressed rows.

    Row i holds `indices[indptr[i]:indptr[i + 1]]`, ascending, with the `counts` beside them.
    Stop words are left out. Rows of list items are empty: they must not sway the body.

    Attributes:
        vocabulary: The normal form of each column, in order of first appearance.
        indptr: Where each row begins; one more than there are sentences.
        indices: Column numbers.
        counts: How often, as floats; all of these arrays are read-only.
        lengths: Words of each sentence that are counted, repeats included: the row sums.
        words: Words of each sentence, stop words included.
    """

    vocabulary: tuple[str, ...]
    indptr: NDArray[np.int32]
    indices: NDArray[np.int32]
    counts: NDArray[np.float64]
    lengths: NDArray[np.int32]
    words: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.lengths)

    @property
    def rows(self) -> Rows:
        """The same as the maths of `storysum.ranking` takes it."""
        return Rows(self.indptr, self.indices, self.counts, len(self.vocabulary))

    def row(self, sentence: int) -> NDArray[np.int32]:
        """The column numbers of one sentence, ascending."""
        return self.indices[self.indptr[sentence] : self.indptr[sentence + 1]]


@once_per_article
def terms(article: Article) -> Terms:
    """The article's words, counted when first asked for and kept as long as the article lives.

    Cost: linear in the text; a few bytes a word, the words themselves are not kept.
    """
    forms = _forms_of(article.language, article.segmenter)
    vocabulary: defaultdict[str, int] = defaultdict(count().__next__)

    @cache  # a text has few distinct stretches, each many times
    def columns_of(stretch: str) -> list[int]:
        return [vocabulary[form] if form else -1 for form in forms(stretch)]

    found, ends = array("i"), array("i", [0])
    for span, inside in zip(article.sentences, in_body(article), strict=True):
        if inside:
            found.extend(chain.from_iterable(map(columns_of, span.of(article.text).split())))
        ends.append(len(found))
    columns, words = np.array(found, np.int32), np.diff(np.array(ends)).astype(np.int32)
    size, width = len(words), max(1, len(vocabulary))
    keys = np.repeat(np.arange(size, dtype=np.int64), words) * width + columns
    keys, counts = np.unique(keys[columns >= 0], return_counts=True)
    rows, indices = np.divmod(keys, width)
    arrays = (
        np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=size))]).astype(np.int32),
        indices.astype(np.int32),
        counts.astype(np.float64),
        np.bincount(rows, counts, size).astype(np.int32),
        words,
    )
    for one in arrays:
        one.flags.writeable = False
    return Terms(tuple(vocabulary), *arrays)


@cache
def _forms_of(language: str, segmenter: Segmenter | None) -> Callable[[str], tuple[str, ...]]:
    """A function from a stretch to the normal forms of its words; no word reaches over white space.

    It remembers the stretches that were asked for last: articles have most words in common.
    """
    own = local()

    def forms(stretch: str) -> tuple[str, ...]:
        if not hasattr(own, "normal"):
            own.normal = normalizer(language)  # one for each thread
        return tuple(map(own.normal, cut(stretch, segmenter)))

    remembered = lru_cache(_KEPT)(forms)
    return lambda stretch: (remembered if len(stretch) <= _LONG else forms)(stretch)
