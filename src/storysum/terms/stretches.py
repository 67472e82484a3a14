"""The text between white space, numbered: cut up once, for all who count words.

A text has few distinct stretches ("the", "Leeds,"), each many times. What a stretch says is found
out once for each distinct one; the rest is arithmetic on their numbers.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, count
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from storysum.model.article import Article
from storysum.text.body import in_body

_CHUNK = 2048  # sentences that are spread at one time


@frozen(eq=False)
class Stretches:
    """Each sentence as the numbers of its stretches. List items have none: they must not sway the body.

    Attributes:
        distinct: The stretches themselves, in order of first appearance.
        numbers: Those of all sentences, one after the other; read-only.
        indptr: Where each sentence begins in them; one more than there are sentences.
    """

    distinct: tuple[str, ...]
    numbers: NDArray[np.intc]
    indptr: NDArray[np.intc]

    def __len__(self) -> int:
        return len(self.indptr) - 1

    def total(self, parts: Sequence[Sequence[int]]) -> int:
        """How many parts all sentences have, as `spread` gives them."""
        often = np.bincount(self.numbers, minlength=len(parts))
        return int(often @ np.fromiter(map(len, parts), np.int64, len(parts)))

    def spread(self, parts: Sequence[Sequence[int]]) -> Iterator[tuple[range, NDArray[Any], NDArray[Any]]]:
        """What stands in the sentences, given the parts that each distinct stretch is made of.

        Args:
            parts: For each of `distinct` some numbers: of its words, its stems, or what you like.

        Yields:
            Some sentences, and for each part in them its row, counted from the first of these
            sentences, and its number. In order; together all sentences.

        Cost: linear; so many sentences at a time that memory stays small.
        """
        values = np.fromiter(chain.from_iterable(parts), np.int32)
        sizes = np.fromiter(map(len, parts), np.int32, len(parts))
        starts = np.cumsum(sizes) - sizes
        for begin in range(0, max(1, len(self)), _CHUNK):
            rows = range(begin, min(begin + _CHUNK, len(self)))
            indptr = self.indptr[begin : rows.stop + 1]
            found = self.numbers[indptr[0] : indptr[-1]]
            many = sizes[found]
            shift = starts[found] - (np.cumsum(many) - many)
            places = np.arange(many.sum()) + np.repeat(shift, many)
            yield rows, np.repeat(np.repeat(np.arange(len(rows)), np.diff(indptr)), many), values[places]


def stretches(article: Article) -> Stretches:
    """The article's stretches.

    Cost: linear in the text; four bytes a stretch, and each distinct one once.

    >>> from storysum.model.span import Span
    >>> found = stretches(Article("To be or not to be", sentences=(Span(0, 18),)))
    >>> found.distinct, found.numbers.tolist()
    (('To', 'be', 'or', 'not', 'to'), [0, 1, 2, 3, 4, 1])
    """
    known = numbering()
    number, text = known.__getitem__, article.text
    found, ends = array("i"), array("i", [0])
    for span, inside in zip(article.sentences, in_body(article), strict=True):
        if inside:
            found.extend(map(number, text[span.start : span.end].split()))
        ends.append(len(found))
    numbers, indptr = np.frombuffer(found, np.intc), np.frombuffer(ends, np.intc)
    numbers.flags.writeable = indptr.flags.writeable = False
    return Stretches(tuple(known), numbers, indptr)


def numbering() -> defaultdict[str, int]:
    """A dict that numbers its keys as they are asked for."""
    return defaultdict(count().__next__)
