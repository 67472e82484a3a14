"""The network that reads a sentence, in whole numbers: from words to the scores of every head.

The weights are int8 and what goes into a matrix product is rounded to -127 … 127, both held in
float32. A sum of at most 1,040 products of the two stays below 2^24, so that it is exact in whatever
order a BLAS adds it up; all else is done number by number (+, -, ×, ÷, √, rounding), which IEEE 754
fixes to the last bit. So the scores are the same bytes on every such processor, with any number of
threads, for a sentence alone and in a batch. `training/student.py` is the same network as it is
trained; Dozat and Manning 2017 describe the arcs.
"""

import json
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import accumulate, groupby
from typing import TypeVar

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from storysum.syntax.features import AFFIXES, affixes, normal, pieces

Array = NDArray[np.float32]
States = NDArray[np.int8]
"""(words, width): what the last layer has of each word, in sixteenths."""

WINDOW = 200
"""A sentence of more words is read in windows of so many."""

Sentence = TypeVar("Sentence", bound=Sized)

_DILATIONS = (1, 1, 2, 4)
_EPSILON = np.float32(1e-5)
_MOST = np.float32(127)
_FINE = np.float32(255)  # what layer norm sees is rounded to so much: its sums are whole numbers too
_TYPES = 16 * 2**20  # bytes of word types that are kept
_BATCH = 2_000  # words
_LONG = 64  # characters: a longer word is not kept


@frozen(eq=False)
class Scores:
    """What the network says of one sentence of n words."""

    pos: Array  # (n, parts of speech)
    arcs: Array  # (n, n + 1): of each head, the root first
    dependent: Array
    governor: Array
    states: States  # (n, width): at most 127


@frozen(eq=False)
class Linear:
    """x to W round(x · grid) · scale + bias, W of whole numbers from -127 to 127."""

    weight: Array
    scale: Array
    bias: Array
    grid: np.float32

    def whole(self, x: Array) -> Array:
        """The whole numbers that go into the product."""
        return rounded(x * self.grid, _MOST)

    def of(self, whole: Array) -> Array:
        """From such whole numbers."""
        product: Array = whole @ self.weight
        product *= self.scale
        product += self.bias
        return product

    def __call__(self, x: Array) -> Array:
        """Of some rows."""
        return self.of(self.whole(x))


@frozen(eq=False)
class Norm:
    """Layer norm over rows, after rounding to -255 … 255."""

    gain: Array
    bias: Array
    grid: np.float32

    def __call__(self, x: Array) -> Array:
        """Of some rows."""
        whole, size = rounded(x * self.grid, _FINE), np.float32(x.shape[1])
        mean = np.add.reduce(whole, axis=1, keepdims=True) / size
        square = np.einsum("ij,ij->i", whole, whole)[:, None] / size
        whole -= mean
        whole /= np.sqrt(np.maximum(square - mean * mean, 0) + _EPSILON)
        whole *= self.gain
        whole += self.bias
        return whole


def maxout(both: Array, norm: Norm) -> Array:
    """The greater of two halves, then layer norm."""
    half = both.shape[1] // 2
    return norm(np.maximum(both[:, :half], both[:, half:]))


def rounded(x: Array, most: np.float32) -> Array:
    """The numbers themselves made whole, and none beyond so much."""
    np.rint(x, out=x)
    np.minimum(x, most, out=x)
    return np.maximum(x, -most, out=x)


def sixteenths(x: Array) -> Array:
    """In whole sixteenths, at most 127 of them."""
    return rounded(x * np.float32(16), _MOST)


def in_batches(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences that go through the network at once, some 2,000 words: so memory stays bounded."""
    known = list(sentences)
    sized = zip(known, accumulate(map(len, known)), strict=True)
    return ([one for one, _ in batch] for _, batch in groupby(sized, key=lambda one: one[1] // _BATCH))


def linear(arrays: Mapping[str, Array], name: str) -> Linear:
    """A linear map of some arrays, by its name."""
    parts = ("weight", "scale", "bias", "grid")
    weight, scale, bias, grid = (np.asarray(arrays[f"{name}.{part}"], np.float32) for part in parts)
    return Linear(weight, scale, bias, np.float32(grid))


@frozen(eq=False)
class Network:
    """The weights, and the word types that were met."""

    names: dict[str, list[str]]
    vocabulary: dict[str, int]
    arrays: dict[str, Array]
    types: dict[str, Array] = field(factory=dict)
    lock: threading.Lock = field(factory=threading.Lock)

    def linear(self, name: str) -> Linear:
        """A linear map by its name."""
        return linear(self.arrays, name)

    def norm(self, name: str) -> Norm:
        """A layer norm by its name."""
        gain, bias, grid = (self.arrays[f"{name}.{part}"] for part in ("weight", "bias", "grid"))
        return Norm(gain, bias, np.float32(grid))

    def scores(self, sentences: Sequence[Sequence[str]]) -> list[Scores]:
        """The scores of each sentence; what stands beside it in the batch changes nothing."""
        lengths = [len(words) for words in sentences]
        x = self._words([word for words in sentences for word in words])
        return self._heads(self.convolved(x, lengths, "layers", _DILATIONS), lengths)

    def convolved(self, x: Array, lengths: Sequence[int], name: str, dilations: Sequence[int]) -> Array:
        """Residual layers of window 3 over the words, a row each, of sentences of these lengths."""
        # Of each word the place in its sentence, and how many stand behind it; the last row below is one of zeros.
        rows, none = np.arange(len(x)), len(x)
        before = np.concatenate([np.arange(0), *map(np.arange, lengths)])
        behind = np.repeat(lengths, lengths) - before - 1
        nothing = np.zeros((1, x.shape[1]), np.float32)
        for number, dilation in enumerate(dilations):
            linear, norm = self.linear(f"{name}.{number}.linear"), self.norm(f"{name}.{number}.norm")
            whole = np.concatenate([linear.whole(x), nothing])
            left = np.where(before >= dilation, rows - dilation, none)
            right = np.where(behind >= dilation, rows + dilation, none)
            near = whole.take(np.stack([left, rows, right], axis=1), axis=0).reshape(len(x), -1)
            x = x + maxout(linear.of(near), norm)
        return x

    def _heads(self, x: Array, lengths: Sequence[int]) -> list[Scores]:
        pos = self.linear("pos")(x)
        dependent = np.maximum(self.linear("dependent")(x), 0)
        governor = np.maximum(self.linear("governor")(x), 0)
        root, bias = self.linear("root")(dependent), self.linear("head_bias")(governor)
        bilinear, arc_grid = self.linear("bilinear"), self.arrays["arcs.grid"]
        left, right = rounded(bilinear(dependent) * arc_grid[0], _MOST), rounded(governor * arc_grid[1], _MOST)
        states = sixteenths(x).astype(np.int8)
        of_dependent, of_governor = self.linear("of_dependent")(x), self.linear("of_governor")(x)
        places = np.arange(max(lengths, default=0))
        apart = self.at("distance", places - places[:, None])
        found = []
        for length, end in zip(lengths, accumulate(lengths), strict=True):
            own = slice(end - length, end)
            arcs = np.empty((length, length + 1), np.float32)
            arcs[:, :1] = root[own]
            arcs[:, 1:] = (left[own] @ right[own].T) * arc_grid[2] + bias[own].T
            arcs[:, 1:] += apart[:length, :length]
            found.append(Scores(pos[own], arcs, of_dependent[own], of_governor[own], states[own]))
        return found

    def relations(self, scores: Sequence[Scores], heads: Sequence[Sequence[int]]) -> Array:
        """The score of each relation of each word of the sentences to the head that was chosen for it."""
        root = self.arrays["at_root"][None, :]
        chosen = [np.concatenate([root, one.governor])[list(head)] for one, head in zip(scores, heads, strict=True)]
        dependent = np.concatenate([one.dependent for one in scores])
        return self.linear("relation")(np.maximum(dependent + np.concatenate(chosen), 0))

    def relation(self, scores: Scores, word: int, head: int) -> Array:
        """The score of each relation of a word to a head, counted from 1."""
        governor = scores.governor[head - 1]
        found: Array = self.linear("relation")(np.maximum(scores.dependent[word] + governor, 0)[None, :])[0]
        return found

    def at(self, table: str, apart: NDArray[np.intp]) -> Array:
        """What a table says of distances, which it tells apart by their sign and by edges."""
        edges = self.arrays["edges"]
        side = np.searchsorted(edges, np.abs(apart), side="right")
        found: Array = self.arrays[table][np.where(apart < 0, side, side + len(edges) + 1)]
        return found

    def _words(self, words: Sequence[str]) -> Array:
        """A row a word: from the types that are kept, the others made in one go."""
        with self.lock:
            new = sorted({word for word in words if word not in self.types})
            width = len(self.arrays["enter.norm.bias"])
            if (len(self.types) + len(new)) * (4 * width + 200) > _TYPES:
                self.types.clear()
                new = sorted(set(words))
            if new:
                self.types.update(zip(new, self._types(new), strict=True))
            found = np.array([self.types[word] for word in words], np.float32).reshape(-1, width)
            for word in new:
                if len(word) > _LONG:
                    del self.types[word]
            return found

    def _types(self, words: Sequence[str]) -> Array:
        rows = [pieces(normal(word), self.vocabulary) for word in words]
        numbers = np.array([piece for row in rows for piece in row])
        counts = np.array([len(row) for row in rows])
        sums = np.add.reduceat(self.arrays["pieces"][numbers], np.concatenate([[0], np.cumsum(counts)[:-1]]))
        ends = np.array([affixes(word) for word in words])
        tables = [self.arrays[f"affixes.{k}"][ends[:, k]] for k in range(len(AFFIXES))]
        mean = np.rint(sums / counts[:, None].astype(np.float32))
        both = self.linear("enter.linear").of(np.concatenate([mean, *tables], axis=1))
        return maxout(both, self.norm("enter.norm"))


@cache
def network() -> Network:
    """The network that ships, loaded once."""
    return load(files("storysum.syntax") / "weights" / "english.npz")


def load(path: Traversable) -> Network:
    """A network from a file that `training.quantize` wrote."""
    with path.open("rb") as file, np.load(file) as stored:
        arrays = {name: stored[name] for name in stored.files}
    told = json.loads(arrays.pop("names").tobytes().decode("utf-8"))
    vocabulary = {piece: number for number, piece in enumerate(told.pop("pieces"))}
    return Network(told, vocabulary, {name: array.astype(np.float32) for name, array in arrays.items()})
