"""From the scores of arcs to a tree: the best head of each word, and where that is no tree, the best tree.

The maximum spanning arborescence by Chu and Liu 1965 and Edmonds 1967, with one word under the root.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

_NEVER = -1e9


def best_tree(scores: NDArray[np.float32]) -> list[int]:
    """The heads, counted from 1 with 0 for the root, of the tree with the highest sum of arcs.

    Args:
        scores: (n, n + 1), of each head (column; the root first) for each word (row).

    Cost:
        Linear in the scores where the best heads are a tree; else as much again for each cycle that is broken.

    >>> best_tree(np.array([[0, 0, 9], [1, 5, 0]], dtype=np.float32))
    [2, 0]
    """
    count = len(scores)
    square = np.full((count + 1, count + 1), _NEVER)
    square[1:] = scores
    np.fill_diagonal(square, _NEVER)
    heads: list[int] = square[1:].argmax(axis=1).tolist()
    if is_tree(heads):
        return heads
    # What a tree with a word under the root scores at most: the best heads of all others. The best such word
    # mostly gives a tree that no other can beat.
    best = square[1:, 1:].max(axis=1)
    most = square[1:, 0] + (math.fsum(best) - best)
    place = int(most.argmax())
    tried = square.copy()
    tried[1:, 0] = _NEVER
    tried[place + 1] = _NEVER
    tried[place + 1, 0] = square[place + 1, 0]
    found = _arborescence(tried)[1:]
    if np.delete(most, place).max(initial=-math.inf) > math.fsum(square[1:][np.arange(count), found]):
        # Each arc from the root costs more than all others together could bring: so the best tree has one only.
        square[1:, 0] -= (count + 1) * (np.ptp(scores).astype(float) + 1)
        found = _arborescence(square)[1:]
    heads = found.tolist()
    return heads


def is_tree(heads: list[int]) -> bool:
    """Whether each word leads to the root, and one word hangs on it.

    >>> is_tree([2, 0]), is_tree([2, 1]), is_tree([0, 0])
    (True, False, False)
    """
    return heads.count(0) == 1 and not _cycle([0, *heads])


def _cycle(heads: list[int]) -> list[int]:
    """The members of a cycle of nodes, node 0 the root; none where there is none."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        at = start
        while at and not seen[at]:
            seen[at] = start
            at = heads[at]
        if at and seen[at] == start:
            members = [at]
            while (at := heads[at]) != members[0]:
                members.append(at)
            return members
    return []


def _arborescence(scores: NDArray[np.float64]) -> NDArray[np.intp]:
    """The best heads over a square of scores, node 0 the root; contracts one cycle at a time."""
    heads: NDArray[np.intp] = scores.argmax(axis=1)
    heads[0] = 0
    inside = np.array(_cycle(heads.tolist()), dtype=int)
    if not len(inside):
        return heads
    rest = np.delete(np.arange(len(scores)), inside)
    own = scores[inside, heads[inside]]
    # The cycle becomes the last node: what enters it breaks one of its arcs.
    into = scores[inside][:, rest] - own[:, None]
    out = scores[rest][:, inside]
    smaller = np.full((len(rest) + 1, len(rest) + 1), _NEVER)
    smaller[:-1, :-1] = scores[rest][:, rest]
    smaller[-1, :-1] = into.max(axis=0)
    smaller[:-1, -1] = out.max(axis=1)
    found = _arborescence(smaller)
    entered = int(found[-1])
    heads[inside[into[:, entered].argmax()]] = rest[entered]
    for place in range(1, len(rest)):
        head = int(found[place])
        heads[rest[place]] = inside[out[place].argmax()] if head == len(rest) else rest[head]
    return heads
