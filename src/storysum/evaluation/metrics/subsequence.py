"""Longest common subsequences, sentence by sentence: the count behind ROUGE-Lsum.

Of several longest subsequences one has to be chosen, and the choice can change the score; here it
is the one that rouge-score chooses, so the numbers are the same. What is different is that a pair
of sentences is compared once: the same sentence of an article stands in the summaries of many
backends, and comparing is quadratic in its length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from storysum.caching import cached

__all__ = ["common", "shared"]

_REMEMBERED = 50_000_000


def shared(reference: Sequence[tuple[str, ...]], candidate: Sequence[tuple[str, ...]]) -> int:
    """How many words of a reference are in the union of its sentences' subsequences; none counts twice.

    Source: Lin 2004, section 3.2; words are not counted twice, as in ROUGE 1.5.5.

    >>> shared([tuple("abcde")], [tuple("abfgh"), tuple("achie")])
    4
    """
    left = Counter(word for sentence in candidate for word in sentence)
    wanted = Counter(word for sentence in reference for word in sentence)
    hits = 0
    for sentence in reference:
        for place in sorted({place for other in candidate for place in common(sentence, other)}):
            word = sentence[place]
            if left[word] > 0 and wanted[word] > 0:
                hits += 1
                left[word] -= 1
                wanted[word] -= 1
    return hits


@cached(_REMEMBERED)
def common(reference: tuple[str, ...], candidate: tuple[str, ...]) -> tuple[int, ...]:
    """The places in `reference` of one longest common subsequence.

    >>> common(tuple("abcde"), tuple("becd"))
    (1, 2, 3)
    """
    table = [[0] * (len(candidate) + 1)]
    present = frozenset(candidate)
    for word in reference:
        above, last = table[-1], 0
        if word not in present:
            table.append(above)  # what this row would say again
            continue
        row = [0]
        for place, other in enumerate(candidate):
            if word == other:
                last = above[place] + 1
            elif above[place + 1] > last:
                last = above[place + 1]
            row.append(last)
        table.append(row)
    places = []
    i, j = len(reference), len(candidate)
    while i and j:
        if reference[i - 1] == candidate[j - 1]:
            i, j = i - 1, j - 1
            places.append(i)
        elif table[i][j - 1] > table[i - 1][j]:
            j -= 1
        else:
            i -= 1
    return tuple(reversed(places))
