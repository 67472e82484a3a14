"""One subject and one object: of words that claim the same place of a head, the least sure goes elsewhere.

Heads and relations are chosen arc by arc, so that a verb can get two subjects: in one of nine sentences of
news. A greedy repair gives one of them its next best head or relation, whatever costs least, as in
constrained decoding (Punyakanok et al. 2004).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from storysum.syntax.network import Array
from storysum.syntax.trees import is_tree

_CHOICES = 4  # the best heads, and the best relations to each, that are looked at
_REPAIRS = 8  # in a sentence
_PLACES = {"nsubj": "subject", "csubj": "subject", "obj": "object"}


def places(relations: Sequence[str]) -> list[str]:
    """Which place of its head a word takes by each relation; empty where there is room for more.

    >>> places(["nsubj:pass", "obl", "obj", "nsubj:outer"])
    ['subject', '', 'object', '']
    """
    return ["" if name.endswith(":outer") else _PLACES.get(name.partition(":")[0], "") for name in relations]


def settle(
    arcs: Array, heads: list[int], labels: list[int], place: Sequence[str], relations: Callable[[int, int], Array]
) -> None:
    """Change heads and labels so that each place of a head is taken once, as far as `_REPAIRS` go.

    Args:
        arcs: (n, n + 1): of each head, the root first.
        heads: Of each word, counted from 1 with 0 for the root: a tree, before and after.
        labels: Of each word the number of its relation.
        place: Of each relation, as of `places`.
        relations: The scores of the relations of a word to a head.

    Cost: linear in the words where nothing is to be settled.
    """
    holders: dict[tuple[int, str], list[int]] = {}

    def option(word: int, head: int) -> tuple[float, int, int, int] | None:
        """What it costs to hang a word on a head by the best relation whose place is free; None: not a tree."""
        if head in (0, word + 1) or not is_tree([*heads[:word], head, *heads[word + 1 :]]):
            return None
        scores = relations(word, head)
        for label in np.argsort(-scores, kind="stable")[:_CHOICES].tolist():
            if not place[label] or set(holders.get((head, place[label]), ())) <= {word}:
                lost = arcs[word, heads[word]] - arcs[word, head] + scores.max() - scores[label]
                return float(lost), word, head, label
        return None

    for _ in range(_REPAIRS):
        holders.clear()
        for word, label in enumerate(labels):
            if place[label]:
                holders.setdefault((heads[word], place[label]), []).append(word)
        rivals = [word for words in holders.values() if len(words) > 1 for word in words]
        nearest = ((word, head) for word in rivals for head in np.argsort(-arcs[word], kind="stable")[:_CHOICES])
        best = min((found for word, head in nearest if (found := option(word, int(head)))), default=None)
        if best is None:
            return
        _, word, heads[word], labels[word] = best
