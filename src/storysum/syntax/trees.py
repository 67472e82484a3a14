"""From the scores of arcs to a tree: the best head of each word, and where that is no tree, the best tree.

English hardly ever has arcs that cross (two sentences in a hundred of the treebanks), and nearly all that a
parser draws are wrong: so the tree is projective, with one word under the root. Eisner 1996, Three new
probabilistic models for dependency parsing: an exploration.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_TABLE = 2**14  # numbers of a table of the dynamic programme, about: it stays in the processor's cache


def best_trees(scores: Sequence[NDArray[np.float32]]) -> list[list[int]]:
    """Of each sentence the projective tree with the highest sum of arcs: heads, counted from 1 with 0 for the root.

    Args:
        scores: For each sentence of n words (n, n + 1), of each head (column; the root first) for each word (row).

    Cost:
        Linear in the scores where the best heads are such a tree; the others all at once, in n steps of arrays of at
        most n² numbers each.

    >>> best_trees([np.array([[0, 0, 9], [1, 5, 0]], dtype=np.float32)])
    [[2, 0]]
    """
    found = [_best_heads(one) for one in scores]
    crossed = [place for place, heads in enumerate(found) if not is_tree(heads)]
    crossed.sort(key=lambda place: len(found[place]))
    while crossed:
        most = max(1, _TABLE // len(found[crossed[-1]]) ** 2)
        crossed, part = crossed[:-most], crossed[-most:]
        for place, heads in zip(part, _projective([scores[one] for one in part]), strict=True):
            found[place] = heads
    return found


def _best_heads(scores: NDArray[np.float32]) -> list[int]:
    """The best head of each word, itself left out."""
    rows, others = np.arange(len(scores)), scores.copy()
    others[rows, rows + 1] = -np.inf
    heads: list[int] = others.argmax(axis=1).tolist()
    return heads


def is_tree(heads: Sequence[int]) -> bool:
    """Whether each word leads to the root, one word hangs on it, and no arcs cross.

    >>> is_tree([2, 0]), is_tree([2, 1]), is_tree([0, 0]), is_tree([3, 4, 0, 3])
    (True, False, False, False)
    """
    if heads.count(0) != 1:
        return False
    seen = [0] * len(heads)
    for start in range(len(heads)):
        at = start
        while at >= 0 and not seen[at]:
            seen[at] = start + 1
            at = heads[at] - 1
        if at >= 0 and seen[at] == start + 1:
            return False
    # Arcs by where they begin, the longest first: each ends within those that are open there.
    open_ends: list[int] = []
    for begin, end in sorted(((min(arc), max(arc)) for arc in enumerate(heads, 1)), key=lambda arc: (arc[0], -arc[1])):
        while open_ends and open_ends[-1] <= begin:
            open_ends.pop()
        if open_ends and open_ends[-1] < end:
            return False
        open_ends.append(end)
    return True


def may_hang(heads: Sequence[int], word: int, head: int) -> bool:
    """Whether a tree stays one when a word, counted from 0, hangs on another head, counted from 1.

    >>> may_hang([2, 0, 2, 3], 3, 2), may_hang([2, 0, 2, 3], 2, 4), may_hang([2, 0, 2, 3], 3, 1)
    (True, False, False)
    """
    own, above = word + 1, head
    while above not in (0, own):
        above = heads[above - 1]
    if head == 0 or heads[word] == 0 or above == own:
        return False
    first, last = sorted((head, own))
    inside, outside = heads[first : last - 1], [*heads[: first - 1], *heads[last:]]
    ends_within = not inside or first <= min(inside) <= max(inside) <= last
    return ends_within and set(outside).isdisjoint(range(first + 1, last))


def _projective(sentences: Sequence[NDArray[np.float32]]) -> list[list[int]]:
    """The best trees by dynamic programming over spans, shorter ones first, all of a length at once.

    All of a span hangs, directly or not, on its first word (`right`) or its last (`left`); in `to_right` and `to_left`
    the one hangs on the other. Tables have a row a length, and a column a first word, those `by_end` a last word; of
    `to_right` and `to_left` a length less one, so that both ways of parting a span are one sum of `fronts` and `backs`.
    Columns beyond the end of a sentence stand in no span within it.
    """
    count, many = max(map(len, sentences)), len(sentences)
    arcs = np.zeros((2, many, count, count))  # of each head (row) for each word (column), and turned round
    for table, scores in zip(arcs[0], sentences, strict=True):
        table[: len(scores), : len(scores)] = scores[:, 1:].T
    arcs[1] = arcs[0].swapaxes(1, 2)
    fronts, backs = np.zeros((2, count, 2, many, count))
    to_right, left, right_by_end, to_left_by_end = fronts[:, 0], fronts[:, 1], backs[:, 0], backs[:, 1]
    right, left_by_end = np.zeros((2, count, many, count))
    joined_at, parted_at = np.zeros_like(right, np.intp), np.zeros_like(fronts, np.intp)  # where a span is parted best
    right_at, left_at = parted_at[:, 0], parted_at[:, 1]
    for length in range(1, count):
        up, down, start, end = np.s_[:length], np.s_[length - 1 :: -1], np.s_[..., :-length], np.s_[..., length:]
        joined = right[up][start] + left_by_end[down][end]
        joined_at[length][start] = joined.argmax(axis=0)
        to_right[length - 1][start], to_left_by_end[length - 1][end] = joined.max(axis=0) + arcs.diagonal(length, 2, 3)
        parted = fronts[up][start] + backs[down][end]
        parted_at[length][start] = parted.argmax(axis=0)
        most_right, most_left = parted.max(axis=0)
        right[length][start] = right_by_end[length][end] = most_right
        left[length][start] = left_by_end[length][end] = most_left
    found = []
    for place, scores in enumerate(sentences):
        last = len(scores) - 1
        above = scores[:, 0] + left[: last + 1, place, 0] + right_by_end[last::-1, place, last]
        top = int(above.argmax())
        heads = [0] * len(scores)
        rest = [(left_at, 0, top), (right_at, top, last)]
        while rest:
            kind, i, j = rest.pop()
            if i == j:
                continue
            split = i + int(kind[j - i, place, i]) + (kind is right_at)
            if kind is joined_at:
                rest += [(right_at, i, split), (left_at, split + 1, j)]
            elif kind is right_at:
                heads[split] = i + 1
                rest += [(joined_at, i, split), (right_at, split, j)]
            else:
                heads[split] = j + 1
                rest += [(left_at, i, split), (joined_at, split, j)]
        found.append(heads)
    return found
