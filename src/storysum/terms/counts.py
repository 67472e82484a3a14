"""How often each word stands in each sentence: counted once, shared by all backends.

Each distinct stretch between white space is analysed once; the rest is array arithmetic.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import chain, count
from threading import local
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from storysum.memo import once_per_article
from storysum.model.article import Article, Segmenter
from storysum.ranking.rows import Rows
from storysum.terms.words import cut, normalizer
from storysum.text.body import in_body

_KEPT, _LONG = 20_000, 64  # the most stretches that are cached (about 8 MB), and the most characters of each
_CHUNK = 2048  # sentences that are counted at a time, to limit memory


@frozen(eq=False)
class Terms:
    """A sparse matrix, sentences × normal forms, in compressed rows; its arrays are read-only.

    Row i holds `indices[indptr[i]:indptr[i + 1]]`, ascending, with the `counts` beside them. Stop words are left out,
    and rows of list items are empty.
    """

    vocabulary: tuple[str, ...]  # the normal form of each column, in order of first appearance
    indptr: NDArray[np.int32]  # where each row begins; one entry more than sentences
    indices: NDArray[np.int32]  # column numbers
    counts: NDArray[np.float64]  # occurrences
    lengths: NDArray[np.int32]  # counted words of each sentence, repeats included: the row sums
    words: NDArray[np.int32]  # words of each sentence, stop words included

    def __len__(self) -> int:
        return len(self.lengths)

    @property
    def rows(self) -> Rows:
        """The same matrix in the form that `storysum.ranking` takes."""
        return Rows(self.indptr, self.indices, self.counts, len(self.vocabulary))

    def row(self, sentence: int) -> NDArray[np.int32]:
        """The column numbers of one sentence, ascending."""
        return self.indices[self.indptr[sentence] : self.indptr[sentence + 1]]


@once_per_article
def terms(article: Article) -> Terms:
    """The article's words, counted on first use and kept as long as the article lives.

    Cost: linear in the text; a few bytes a word, the words themselves are not kept.
    """
    stretches, ends = array("i"), array("i", [0])
    # Both number their keys in order of first use.
    distinct: defaultdict[str, int] = defaultdict(count().__next__)
    vocabulary: defaultdict[str, int] = defaultdict(count().__next__)
    for span, inside in zip(article.sentences, in_body(article), strict=True):
        if inside:
            stretches.extend(map(distinct.__getitem__, span.of(article.text).split()))
        ends.append(len(stretches))
    forms = _forms_of(article.language, article.segmenter)
    # The columns of each distinct stretch; -1 is a stop word.
    parts = [[vocabulary[form] if form else -1 for form in forms(stretch)] for stretch in distinct]
    columns = np.fromiter(chain.from_iterable(parts), np.int32)
    sizes = np.fromiter(map(len, parts), np.int32, len(parts))
    starts = np.cumsum(sizes) - sizes
    numbers, indptr = np.frombuffer(stretches, np.intc), np.frombuffer(ends, np.intc)
    found = []
    for begin in range(0, max(1, len(indptr) - 1), _CHUNK):
        edges = indptr[begin : begin + _CHUNK + 1]
        some = numbers[edges[0] : edges[-1]]
        many = sizes[some]
        places = np.arange(many.sum()) + np.repeat(starts[some] - (np.cumsum(many) - many), many)
        rows = np.repeat(np.repeat(np.arange(len(edges) - 1), np.diff(edges)), many)
        found.append(_counted(len(edges) - 1, rows, columns[places], len(vocabulary)))
    indices, counts, filled, lengths, words = map(np.concatenate, zip(*found, strict=True))
    arrays = (np.insert(np.cumsum(filled, dtype=np.int32), 0, 0), indices, counts, lengths, words)
    for one in arrays:
        one.flags.writeable = False
    return Terms(tuple(vocabulary), *arrays)


@cache
def _forms_of(language: str, segmenter: Segmenter | None) -> Callable[[str], tuple[str, ...]]:
    """A function from a stretch to the normal forms of its words; no word contains white space.

    It caches the most recent stretches: articles have most words in common.
    """
    own = local()

    def forms(stretch: str) -> tuple[str, ...]:
        if not hasattr(own, "normal"):
            own.normal = normalizer(language)  # one for each thread
        return tuple(map(own.normal, cut(stretch, segmenter)))

    remembered = lru_cache(_KEPT)(forms)
    return lambda stretch: (remembered if len(stretch) <= _LONG else forms)(stretch)


def _counted(size: int, rows: NDArray[Any], columns: NDArray[Any], vocabulary: int) -> tuple[NDArray[Any], ...]:
    """For some sentences the column numbers and counts of all rows, then the row size, length and words of each row."""
    words = np.bincount(rows, minlength=size).astype(np.int32)
    # Sorted keys put the words of a sentence together, and within it the repeats of a word.
    width = max(1, vocabulary)
    keys = (rows * width + columns)[columns >= 0]
    keys.sort()
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.diff(first, append=len(keys)).astype(np.float64)
    rows, columns = np.divmod(keys[first], width)
    sizes = np.bincount(rows, minlength=size)
    lengths = np.bincount(rows, weights=counts, minlength=size).astype(np.int32)
    return columns.astype(np.int32), counts, sizes, lengths, words
