"""How often each word stands in each sentence: counted once, shared by all backends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from threading import local
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from storysum.memo import once_per_article
from storysum.model.article import Article, Segmenter
from storysum.ranking.rows import Rows
from storysum.terms.stretches import numbering, stretches
from storysum.terms.words import cut, normalizer

_KEPT, _LONG = 20_000, 64  # stretches that are remembered, some eight megabytes; of so many characters at most


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
    found = stretches(article)
    vocabulary, forms = _forms(found.distinct, _forms_of(article.language, article.segmenter))
    # Room for every word; what a sentence repeats stays unused, and so costs nothing.
    size, most = 0, found.total(forms)
    indices, counts = np.empty(most, np.int32), np.empty(most, np.float64)
    sums: list[tuple[NDArray[Any], ...]] = []
    for some, rows, columns in found.spread(forms):
        own, times, *rest = _counted(len(some), rows, columns, len(vocabulary))
        indices[size : size + len(own)], counts[size : size + len(own)] = own, times
        size += len(own)
        sums.append(tuple(rest))
    sizes, lengths, words = map(np.concatenate, zip(*sums, strict=True))
    indptr = np.concatenate([np.zeros(1, np.int32), np.cumsum(sizes, dtype=np.int32)])
    arrays = (indptr, indices[:size], counts[:size], lengths, words)
    for one in arrays:
        one.flags.writeable = False
    return Terms(vocabulary, *arrays)


def _forms(distinct: Sequence[str], of: Callable[[str], tuple[str, ...]]) -> tuple[tuple[str, ...], list[list[int]]]:
    """All normal forms, and for each stretch the numbers of its words' forms; -1 is a stop word."""
    numbers = numbering()
    parts = [[numbers[form] if form else -1 for form in of(stretch)] for stretch in distinct]
    return tuple(numbers), parts


@cache
def _forms_of(language: str, segmenter: Segmenter | None = None) -> Callable[[str], tuple[str, ...]]:
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


def _counted(size: int, rows: NDArray[Any], columns: NDArray[Any], vocabulary: int) -> tuple[NDArray[Any], ...]:
    """Some sentences: column numbers and counts of all rows, then row size, length and words of each."""
    words = np.bincount(rows, minlength=size).astype(np.int32)
    # Sorted, the repeats of a word in a sentence lie together, and so do the words of a sentence.
    width = max(1, vocabulary)
    keys = (rows * width + columns)[columns >= 0]
    keys.sort()
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.diff(first, append=len(keys)).astype(np.float64)
    rows, columns = np.divmod(keys[first], width)
    sizes = np.bincount(rows, minlength=size)
    lengths = np.bincount(rows, weights=counts, minlength=size).astype(np.int32)
    return columns.astype(np.int32), counts, sizes, lengths, words
