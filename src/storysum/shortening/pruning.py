"""The best subtree under caps: exact dynamic programming over the dependency tree.

Words that must stay together are contracted to one **piece**. The pieces form a tree; a set of kept pieces holds the
root and the parent of each piece. Each piece has a gain (the keep log-odds of its words, in sixteenths), a price that
is paid where its parent stays without it, and costs in words and characters. The best set under caps on both is a tree
knapsack. With the pieces in preorder, each is either taken, and the next one considered, or skipped with its subtree:

    best[i][w, c] = max(gain[i] + best[i + 1][w - words[i], c - characters[i]],  best[i + size[i]][w, c])

So the table has one row for each piece, and the work is linear in the sentence for fixed caps. Sums are whole numbers;
of two sets of equal worth the one with the earlier piece wins.

Source: Cho and Shaw 1997, A depth-first dynamic programming algorithm for the tree knapsack problem; as sentence
compression Filippova and Strube 2008, and Thadani and McKeown 2013.
"""

from collections.abc import Sequence

import numpy as np
from attrs import frozen


@frozen
class Piece:
    """Words that stay or go together."""

    words: tuple[int, ...]  # their indices, the head of the piece first
    parent: int  # the index of the parent piece, which comes before it in the list; -1 for the root
    gain: int  # the log-odds of keeping them, in sixteenths
    price: int  # the price of leaving them out where the parent stays
    cost: tuple[int, int]  # in words and characters


def best_subtree(
    pieces: Sequence[Piece], *, words: int | None = None, characters: int | None = None
) -> tuple[int, ...]:
    """The indices of the pieces to keep, ascending; none where the root does not fit.

    Args:
        pieces: In preorder, the root first.
        words: The cap on the sum of the first costs; None for no cap.
        characters: The same for the second.

    Cost: pieces × (words + 1) × (characters + 1) steps of an array; a dimension without a cap has one.

    >>> tree = [Piece((1,), -1, 9, 0, (1, 5)), Piece((0,), 0, 4, 0, (1, 6)), Piece((2,), 0, 2, 0, (1, 3))]
    >>> best_subtree(tree), best_subtree(tree, words=2), best_subtree(tree, characters=9), best_subtree(tree, words=0)
    ((0, 1, 2), (0, 1), (0, 2), ())
    """
    shape, columns = [0, 0], [[0] * len(pieces), [0] * len(pieces)]
    for kind, cap in enumerate((words, characters)):
        column = [piece.cost[kind] for piece in pieces]
        if cap is not None and cap < sum(column):
            shape[kind], columns[kind] = max(0, cap), column
    costs = list(zip(*columns, strict=True))
    # The price is subtracted from the parent and added to the piece, so that it is due where only the parent stays.
    gains = [piece.gain + piece.price for piece in pieces]
    size = [1] * len(pieces)
    for place in range(len(pieces) - 1, 0, -1):
        gains[pieces[place].parent] -= pieces[place].price
        size[pieces[place].parent] += size[place]
    best = [np.zeros((shape[0] + 1, shape[1] + 1), dtype=np.int32)] * (len(pieces) + 1)
    for place in range(len(pieces) - 1, 0, -1):
        w, c = costs[place]
        best[place] = best[place + size[place]]
        if w <= shape[0] and c <= shape[1]:
            best[place] = table = best[place].copy()
            taken = gains[place] + best[place + 1][: shape[0] + 1 - w, : shape[1] + 1 - c]
            np.maximum(table[w:, c:], taken, out=table[w:, c:])
    w, c = shape[0] - costs[0][0], shape[1] - costs[0][1]
    if min(w, c) < 0:
        return ()
    kept, place = [0], 1
    while place < len(pieces):
        dw, dc = costs[place]
        if dw <= w and dc <= c and best[place][w, c] == gains[place] + best[place + 1][w - dw, c - dc]:
            kept.append(place)
            w, c = w - dw, c - dc
            place += 1
        else:
            place += size[place]
    return tuple(kept)
