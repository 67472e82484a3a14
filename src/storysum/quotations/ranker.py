"""The ranker: whole-number scores of candidates by the weights that ship, and how sure the best one is.

A score is a sum of int8 weights, thirty-seconds of a log-odd. How likely a name is among all candidates is
read from a shipped table of whole numbers in place of `exp`, and how often such an answer was right on
newspapers that were left out of the fit from another: no processor's arithmetic decides anything.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from io import BytesIO

from attrs import frozen

__all__ = ["Ranker", "ranker"]


@frozen
class Ranker:
    """The weights.

    Attributes:
        weights: Of each feature, in thirty-seconds.
        vocabulary: The number of each word that a feature may name.
        falls: How likely a score is against the best one, by how far it lies below it, in 2^-20.
        confidence: How often an answer was right, by its share in thousandths.
        speech: From this score on a stretch is speech.
        speech_named: From this one on, where somebody is plainly its speaker.
        least: From this share on, in thousandths, somebody is named.
        person: From this share on a pronoun's person is named.
    """

    weights: Mapping[int, int]
    vocabulary: Mapping[str, int]
    falls: Sequence[int]
    confidence: Sequence[float]
    speech: int
    speech_named: int
    least: int
    person: int

    def score(self, features: Sequence[int]) -> int:
        """The sum of the weights of some features."""
        get = self.weights.get
        return sum([get(one, 0) for one in features])

    def choose(self, features: Sequence[Sequence[int]], keys: Sequence[str]) -> tuple[int, int]:
        """The best of some candidates, and the share of its key among all of them, in thousandths.

        Args:
            features: Of each candidate.
            keys: What candidates share that are one person.

        >>> falls = tuple(2**20 >> (k // 22) for k in range(400))
        >>> Ranker({1: 64}, {}, falls, (), 0, 0, 0, 0).choose([[], [1]], ["a", "b"])
        (1, 800)
        """
        scores = [self.score(one) for one in features]
        likely = self._likely(scores)
        sums: dict[str, int] = {}
        for key, value in zip(keys, likely, strict=True):
            sums[key] = sums.get(key, 0) + value
        most = max(sums.values())
        chosen = next(key for key, value in sums.items() if value == most)
        best = max((k for k, key in enumerate(keys) if key == chosen), key=lambda k: scores[k])
        return best, 1000 * most // sum(likely)

    def share(self, scores: Sequence[int]) -> tuple[int, int]:
        """The best of some scores, the first of equals, and its share in thousandths."""
        likely = self._likely(scores)
        most = max(likely)
        return likely.index(most), 1000 * most // sum(likely)

    def _likely(self, scores: Sequence[int]) -> list[int]:
        top, far = max(scores), len(self.falls) - 1
        return [self.falls[min(far, top - score)] for score in scores]


@cache
def ranker() -> Ranker:
    """The weights that ship, loaded once."""
    import numpy as np

    file = resources.files("storysum.quotations").joinpath("weights/english.npz")
    with np.load(BytesIO(file.read_bytes())) as stored:
        told = json.loads(stored["told"].tobytes().decode("utf-8"))
        return Ranker(
            dict(zip(stored["features"].tolist(), stored["weights"].tolist(), strict=True)),
            {word: number for number, word in enumerate(told["vocabulary"], start=1)},
            tuple(stored["falls"].tolist()),
            tuple(stored["confidence"].tolist()),
            told["speech"],
            told["speech_named"],
            told["least"],
            told["person"],
        )
