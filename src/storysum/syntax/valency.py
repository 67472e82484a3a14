"""What no tree has: two subjects or objects of one word; “and” or “that” behind what it opens, a conjunct before it.

Heads and relations are chosen arc by arc, so that a verb can get two subjects: in one of nine sentences of
news. A greedy repair gives one of the words at fault its next best head or relation, whatever costs least, as in
constrained decoding (Punyakanok et al. 2004). Which relations go which way, UD's guidelines say, and English.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from attrs import frozen

from storysum.syntax.network import Array
from storysum.syntax.trees import may_hang

_CHOICES = 4  # the best heads, and the best relations to each, that are looked at
_REPAIRS = 8  # in a sentence
_PLACES = {"nsubj": "subject", "csubj": "subject", "obj": "object"}
_BEFORE, _BEHIND = ("cc", "mark"), ("conj", "flat", "fixed", "goeswith", "appos")  # their heads


@frozen
class Valency:
    """What holds of each relation."""

    place: tuple[str, ...]  # which place of its head a word takes; empty where there is room for more
    side: tuple[int, ...]  # -1 where a word stands before its head, 1 where it stands behind, 0 where it may do either

    @classmethod
    def of(cls, relations: Sequence[str]) -> Valency:
        """By their names.

        >>> Valency.of(["nsubj:pass", "nsubj:outer", "obj", "mark", "flat"])
        Valency(place=('subject', '', 'object', '', ''), side=(0, 0, 0, -1, 1))
        """
        bases = [name.partition(":")[0] for name in relations]
        return cls(
            tuple(
                "" if name.endswith(":outer") else _PLACES.get(base, "")
                for name, base in zip(relations, bases, strict=True)
            ),
            tuple((base in _BEHIND) - (base in _BEFORE) for base in bases),
        )

    def suits(self, word: int, head: int, label: int) -> bool:
        """Whether a word, counted from 0, stands on the right side of its head, counted from 1."""
        return self.side[label] == 0 or (self.side[label] > 0) == (word >= head)


def settle(
    arcs: Array, heads: list[int], labels: list[int], valency: Valency, relations: Callable[[int, int], Array]
) -> None:
    """Change heads and labels so that each place of a head is taken once, and each word stands where it can.

    That is, as far as `_REPAIRS` go.

    Args:
        arcs: (n, n + 1): of each head, the root first.
        heads: Of each word, counted from 1 with 0 for the root: a tree, before and after.
        labels: Of each word the number of its relation.
        valency: What holds of each relation.
        relations: The scores of the relations of a word to a head.

    Cost: linear in the words where nothing is to be settled.
    """
    holders: dict[tuple[int, str], list[int]] = {}

    def option(word: int, head: int) -> tuple[float, int, int, int] | None:
        """What it costs to hang a word on a head by the best relation free there; None where that is no tree."""
        if not may_hang(heads, word, head):
            return None
        scores, best = labelled(word, head)
        for label in best:
            place = valency.place[label]
            if valency.suits(word, head, label) and (not place or set(holders.get((head, place), ())) <= {word}):
                lost = arcs[word, heads[word]] - arcs[word, head] + scores[best[0]] - scores[label]
                return float(lost), word, head, label
        return None

    @cache
    def labelled(word: int, head: int) -> tuple[Array, list[int]]:
        scores = relations(word, head)
        return scores, np.argsort(-scores, kind="stable")[:_CHOICES].tolist()

    @cache
    def nearest(word: int) -> list[int]:
        return np.argsort(-arcs[word], kind="stable")[:_CHOICES].tolist()  # type: ignore[no-any-return]

    for _ in range(_REPAIRS):
        holders.clear()
        for word, label in enumerate(labels):
            if valency.place[label]:
                holders.setdefault((heads[word], valency.place[label]), []).append(word)
        faulty = [word for word, label in enumerate(labels) if not valency.suits(word, heads[word], label)]
        faulty += [word for words in holders.values() if len(words) > 1 for word in words]
        options = (option(word, head) for word in faulty for head in nearest(word))
        best = min(filter(None, options), default=None)
        if best is None:
            return
        _, word, heads[word], labels[word] = best
