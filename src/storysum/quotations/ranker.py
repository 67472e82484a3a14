"""The ranker: whole-number scores of candidates by the weights that ship, and how sure the best one is.

A score is a sum of int8 weights, thirty-seconds of a log-odd. How likely a name is among all candidates is
read from a shipped table of whole numbers in place of `exp`, and how often such an answer was right on
newspapers that were left out of the fit from another: no processor's arithmetic decides anything. What the
parser's network has of the words besides the parse is weighed by a hidden layer of its own (`Layer`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from functools import cache
from importlib import resources
from io import BytesIO
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from storysum.syntax.network import Array, Linear, States


@frozen(eq=False)
class Layer:
    """A hidden layer over the states of a quotation's words and a candidate's: relu(inner x + where) to a score."""

    inner: Linear  # from four states, side by side, to the hidden layer
    where: Array  # (3, hidden): added for nobody, one of the same sentence, one of another
    outer: Linear  # to thirty-seconds of log-odds

    def scores(self, states: States, where: list[int]) -> list[int]:
        """Of each candidate, whole: its row of `states` and where it stands."""
        import numpy as np

        hidden = np.maximum(self.inner.of(states.astype(np.float32)) + self.where[where], 0)
        found: list[int] = np.rint(self.outer(hidden)[:, 0]).astype(int).tolist()
        return found


@frozen
class Ranker:
    """The weights, and the scores and shares from which on something is said."""

    weights: Mapping[int, int]  # of each feature, in thirty-seconds
    vocabulary: Mapping[str, int]  # the number of each word that a feature may name
    falls: Sequence[int]  # how likely a score is against the best one, by how far it lies below it, in 2^-20
    confidence: Sequence[float]  # how often an answer was right, by its share in thousandths
    speech: int  # from this score on a stretch is speech
    speech_named: int  # from this one on, where somebody is plainly its speaker
    least: int  # from this share on, in thousandths, somebody is named
    person: int  # from this share on a pronoun's person is named
    layer: Layer  # what the states of the words say besides

    def score(self, features: Sequence[int]) -> int:
        """The sum of the weights of some features."""
        get = self.weights.get
        return sum([get(one, 0) for one in features])

    def share(self, scores: Sequence[int], one: int) -> int:
        """How likely one of some candidates is, in thousandths."""
        top, far = max(scores), len(self.falls) - 1
        likely = [self.falls[min(far, top - score)] for score in scores]
        return 1000 * likely[one] // sum(likely)

    def choose(self, scores: Sequence[int], keys: Sequence[Hashable]) -> tuple[int, int]:
        """The best of some candidates, the first of equals, and the share of its key in all, in thousandths.

        Candidates that are one person share a key.

        >>> falls = tuple(2**20 >> (k // 22) for k in range(400))
        >>> Ranker({}, {}, falls, (), 0, 0, 0, 0, None).choose([0, 64], ["a", "b"])
        (1, 800)
        """
        top, far = max(scores), len(self.falls) - 1
        sums: Counter[Hashable] = Counter()
        for key, score in zip(keys, scores, strict=True):
            sums[key] += self.falls[min(far, top - score)]
        chosen = max(sums, key=sums.__getitem__)
        best = max((k for k, key in enumerate(keys) if key == chosen), key=scores.__getitem__)
        return best, 1000 * sums[chosen] // sums.total()


@cache
def ranker() -> Ranker:
    """The weights that ship, loaded once."""
    import numpy as np

    from storysum.syntax.network import linear

    file = resources.files("storysum.quotations").joinpath("weights/english.npz")
    with np.load(BytesIO(file.read_bytes())) as stored:
        told = json.loads(stored["told"].tobytes().decode("utf-8"))
        return Ranker(
            dict(zip(stored["features"].tolist(), stored["weights"].tolist(), strict=True)),
            {word: number for number, word in enumerate(told["vocabulary"], start=1)},
            tuple(stored["falls"].tolist()),
            tuple(stored["confidence"].tolist()),
            **{name: told[name] for name in ("speech", "speech_named", "least", "person")},
            layer=Layer(linear(stored, "inner"), stored["where"], linear(stored, "outer")),
        )
