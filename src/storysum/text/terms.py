"""How often each word stands in each sentence: counted once, shared by all backends."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, count, islice
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from storysum.model.article import Article
from storysum.text.body import in_body
from storysum.text.memo import once_per_article
from storysum.text.words import TOKEN, normalizer

__all__ = ["Terms", "terms"]

_SLAB = 8192  # sentences that are held as words at one time


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

    def row(self, sentence: int) -> NDArray[np.int32]:
        """The column numbers of one sentence, ascending."""
        return self.indices[self.indptr[sentence] : self.indptr[sentence + 1]]


@once_per_article
def terms(article: Article) -> Terms:
    """The article's words, counted when first asked for and kept as long as the article lives.

    Cost: linear in the text; a few bytes a word, the words themselves are not kept.
    """
    book = _Book(article.language)
    body = in_body(article)
    slabs = [
        _slab(book, article, range(start, min(start + _SLAB, len(body))), body)
        for start in range(0, max(1, len(body)), _SLAB)
    ]
    indices, counts, sizes, lengths, words = map(np.concatenate, zip(*slabs, strict=True))
    indptr = np.concatenate([np.zeros(1, np.int32), np.cumsum(sizes, dtype=np.int32)])
    arrays = (indptr, indices, counts, lengths, words)
    for one in arrays:
        one.flags.writeable = False
    return Terms(tuple(book.forms), *arrays)


def _numbering() -> defaultdict[str, int]:
    """A dict that numbers its keys as they are asked for."""
    return defaultdict(count().__next__)


class _Book:
    """The distinct stretches between white space, and the words of each.

    A text has few of them: only for a new one is the expression for words run, and only a new
    word is brought to its normal form. No word reaches over white space, so nothing is lost.

    Attributes:
        stretches, words, forms: Each with its number.
        ids: For all stretches, one after the other, the forms of their words; -1 is a stop word.
        starts: Where each stretch begins in `ids`, and the end.
    """

    def __init__(self, language: str) -> None:
        self.normal = normalizer(language)
        self.stretches, self.words, self.forms = _numbering(), _numbering(), _numbering()
        self.form_of = array("i")
        self.ids, self.starts = np.zeros(0, np.int32), np.zeros(1, np.int32)

    def learn(self) -> None:
        """Find the words of the stretches that were numbered since the last time."""
        found = [*map(TOKEN.findall, islice(self.stretches, len(self.starts) - 1, None))]
        words = array("i", [*map(self.words.__getitem__, chain.from_iterable(found))])
        new = islice(self.words, len(self.form_of), None)
        self.form_of.fromlist([self.forms[form] if form else -1 for form in map(self.normal, new)])
        self.ids = np.concatenate([self.ids, np.array(self.form_of)[words]])
        sizes = np.array([*map(len, found)], np.int32)
        self.starts = np.concatenate([self.starts, self.starts[-1] + np.cumsum(sizes, dtype=np.int32)])


def _slab(book: _Book, article: Article, sentences: range, body: Sequence[bool]) -> tuple[NDArray[Any], ...]:
    """Some sentences: column numbers and counts of all rows, then row size, length and words of each."""
    number, text, spans = book.stretches.__getitem__, article.text, article.sentences
    found, ends = array("i"), array("i", [0])
    for index in sentences:
        if body[index]:
            span = spans[index]
            found.fromlist([*map(number, text[span.start : span.end].split())])
        ends.append(len(found))
    book.learn()
    rows, columns = _words(book, np.array(found), np.repeat(np.arange(len(sentences)), np.diff(ends)))
    words = np.bincount(rows, minlength=len(sentences)).astype(np.int32)
    # Sorted, the repeats of a word in a sentence lie together, and so do the words of a sentence.
    width = max(1, len(book.forms))
    keys = (rows * width + columns)[columns >= 0]
    keys.sort()
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.diff(first, append=len(keys)).astype(np.float64)
    rows, columns = np.divmod(keys[first], width)
    sizes = np.bincount(rows, minlength=len(sentences))
    lengths = np.bincount(rows, weights=counts, minlength=len(sentences)).astype(np.int32)
    return columns.astype(np.int32), counts, sizes, lengths, words


def _words(book: _Book, found: NDArray[Any], rows: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Stretches and their rows → the row and the number of each word in them."""
    sizes = np.diff(book.starts)[found]
    shift = book.starts[found] - (np.cumsum(sizes) - sizes)
    return np.repeat(rows, sizes), book.ids[np.arange(sizes.sum()) + np.repeat(shift, sizes)]
