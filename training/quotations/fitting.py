"""Log-linear models with an L2 penalty, one of them with a hidden layer besides, and how sure they may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from storysum.quotations.ranker import Layer
from storysum.syntax.network import Linear
from training.quotations.examples import Example, Story, said_examples

Floats = NDArray[np.float64]
SCALE = 32
"""Weights are told in thirty-seconds."""
# Of the hidden layer: its size, and how it is fitted.
HIDDEN, DROPPED, ROUNDS, BATCH, RATE = 64, 0.3, 16, 256, 0.003
DENSE = 8.0
"""How many times the penalty of sparse weights those of the layer have."""


class Fit(NamedTuple):
    """Weights by feature, and what weighs the states besides."""

    weights: dict[int, float]
    layer: Layer | None = None

    def scores(self, one: Example) -> Floats:
        """The score of each candidate."""
        get = self.weights.get
        found = np.array([sum(get(f, 0.0) for f in some) for some in one.features])
        return found if self.layer is None else found + np.array(self.layer.scores(one.states, one.where)) / SCALE


def fit(examples: Sequence[Example], *, least: int, penalty: float) -> Fit:
    """A log-linear model by maximum likelihood: of all that are right, that one of them wins."""
    counts = Counter(f for one in examples for some in one.features for f in some)
    column = {f: n for n, f in enumerate(sorted(f for f, count in counts.items() if count >= least))}
    indices, indptr, right, group = [], [0], [], []
    for number, one in enumerate(examples):
        for some, good in zip(one.features, one.right, strict=True):
            indices += [column[f] for f in some if f in column]
            indptr.append(len(indices))
            right.append(good)
            group.append(number)
    matrix = csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(right), len(column)))
    turned = matrix.T.tocsr()
    rights, of = np.array(right), np.array(group)
    starts = np.flatnonzero(np.r_[True, of[1:] != of[:-1]])

    def loss(w: Floats) -> tuple[float, Floats]:
        s: Floats = np.asarray(matrix @ w)
        s -= np.maximum.reduceat(s, starts)[of]
        e = np.exp(s)
        whole, part = np.add.reduceat(e, starts), np.add.reduceat(e * rights, starts)
        gradient = turned @ (e / whole[of] - e * rights / np.maximum(part, 1e-300)[of])
        value = float(np.sum(np.log(whole) - np.log(np.maximum(part, 1e-300))))
        return value + penalty / 2 * float(w @ w), gradient + penalty * w

    found = minimize(loss, np.zeros(len(column)), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return Fit({f: float(found.x[n]) for f, n in column.items()})


class _Joint(torch.nn.Module):
    """Sparse weights and a hidden layer over states."""

    def __init__(self, count: int, width: int) -> None:
        super().__init__()
        self.sparse = torch.nn.Parameter(torch.zeros(count))
        self.inner = torch.nn.Linear(width, HIDDEN)
        self.where = torch.nn.Parameter(torch.zeros(3, HIDDEN))
        self.outer = torch.nn.Linear(HIDDEN, 1, bias=False)
        self.drop = torch.nn.Dropout(DROPPED)

    def forward(self, x: torch.Tensor, where: torch.Tensor) -> torch.Tensor:
        """What the states say of each candidate."""
        hidden = torch.relu(self.inner(self.drop(x)) + self.where[where])
        return self.outer(self.drop(hidden)).squeeze(1)


def fit_with_states(examples: Sequence[Example], *, least: int, penalty: float) -> Fit:
    """The same model with a hidden layer over the states, fitted together by Adam."""
    torch.manual_seed(0)
    counts = Counter(f for one in examples for some in one.features for f in some)
    column = {f: n for n, f in enumerate(sorted(f for f, count in counts.items() if count >= least))}
    ready = []
    for one in examples:
        pairs = [(column[f], row) for row, some in enumerate(one.features) for f in some if f in column]
        ready.append((torch.tensor(pairs).reshape(-1, 2), torch.tensor(one.where), torch.tensor(one.right)))
    states = [one.states.astype(np.float32) / 16 for one in examples]
    width = states[0].shape[1]
    words = np.concatenate(states).reshape(-1, width // 4)
    words = words[words.any(axis=1)]
    mean, spread = np.tile(words.mean(axis=0), 4), np.tile(words.std(axis=0) + 1e-3, 4)
    inputs = [torch.tensor((one - mean) / spread) for one in states]
    model = _Joint(len(column), width)
    dense = [value for name, value in model.named_parameters() if name != "sparse"]
    adam = torch.optim.Adam([{"params": [model.sparse], "lr": 3 * RATE}, {"params": dense, "lr": RATE}])
    steps = ROUNDS * -(-len(ready) // BATCH)
    rate = torch.optim.lr_scheduler.LinearLR(adam, 1.0, 0.05, steps)
    for turn in range(ROUNDS):
        order = np.random.RandomState(turn).permutation(len(ready))
        for start in range(0, len(order), BATCH):
            batch = [ready[k] for k in order[start : start + BATCH]]
            sizes = [len(one[1]) for one in batch]
            starts = np.cumsum([0, *sizes[:-1]])
            pairs = torch.cat([one[0] + torch.tensor([0, at]) for one, at in zip(batch, starts.tolist(), strict=True)])
            right = torch.cat([one[2] for one in batch])
            x = torch.cat([inputs[k] for k in order[start : start + BATCH]])
            scores = model(x, torch.cat([one[1] for one in batch]))
            scores = scores.index_add(0, pairs[:, 1], model.sparse[pairs[:, 0]])
            loss = torch.stack(
                [
                    torch.logsumexp(some, 0) - torch.logsumexp(some[good], 0)
                    for some, good in zip(scores.split(sizes), right.split(sizes), strict=True)
                ]
            ).mean()
            squares = (model.sparse**2).sum() + DENSE * sum((value**2).sum() for value in dense)
            adam.zero_grad()
            (loss + penalty / 2 / len(ready) * squares).backward()
            adam.step()
            rate.step()
    weights = model.sparse.detach().numpy()
    model.eval()
    with torch.no_grad():
        units = [model.inner(x) + model.where[one[1]] for x, one in zip(inputs, ready, strict=True)]
    most = max(float(one.max()) for one in units)
    return Fit({f: float(weights[n]) for f, n in column.items()}, _layer(model, mean, spread, most))


def _layer(model: _Joint, mean: Floats, spread: Floats, most: float) -> Layer:
    """The hidden layer in whole numbers; its input is in sixteenths, its output in thirty-seconds.

    `most` is the largest value of its hidden units.
    """
    inner, bias, outer = (one.detach().numpy().astype(float) for one in (*model.inner.parameters(), model.outer.weight))
    bias = bias - inner @ (mean / spread)
    inner = (inner / spread).T / 16  # (states, hidden)
    outer = outer.T * SCALE
    scale, out = np.abs(inner).max(axis=0) / 127, np.abs(outer).max() / 127
    grid = 127 / most

    def single(*values: Any) -> list[Any]:
        return [np.asarray(one, np.float32) for one in values]

    return Layer(
        Linear(*single(np.rint(inner / scale), scale, bias, 1)),
        model.where.detach().numpy(),
        Linear(*single(np.rint(outer / out), out / grid, 0, grid)),
    )


def rounded(found: Fit, most: int) -> Fit:
    """The strongest weights, as whole numbers of thirty-seconds."""
    whole = {f: float(np.clip(round(w * SCALE), -127, 127)) for f, w in found.weights.items()}
    strongest = sorted((f for f, w in whole.items() if w), key=lambda f: (-abs(whole[f]), f))[:most]
    return Fit({f: whole[f] / SCALE for f in strongest}, found.layer)


class Outcome(NamedTuple):
    """Who was chosen for a quotation, with what probability, and whether that is right."""

    sure: float
    named: bool
    right: bool


def outcomes(one: Story, said: Fit) -> list[Outcome]:
    """Whom a model chooses for the quotations of a story."""
    found = []
    for example in said_examples([one]):
        best, sure = choose(said.scores(example), example.keys)
        found.append(Outcome(sure, best > 0, example.right[best] and best > 0))
    return found


def choose(scores: Floats, keys: Sequence[str]) -> tuple[int, float]:
    """The best mention of the most likely name, and how likely that is."""
    e = np.exp(scores - scores.max())
    sums: dict[str, float] = {}
    for key, value in zip(keys, e, strict=True):
        sums[key] = sums.get(key, 0.0) + float(value)
    best_key = max(sums, key=lambda key: sums[key])
    best = max((k for k in range(len(keys)) if keys[k] == best_key), key=lambda k: e[k])
    return best, sums[best_key] / float(e.sum())


def calibrated(found: Sequence[Outcome]) -> list[float]:
    """How often an answer was right by its share in thousandths: pool adjacent violators over left-out stories."""
    pairs = sorted((int(1000 * one.sure), one.right) for one in found if one.named)
    blocks: list[list[float]] = []
    for share, right in pairs:
        blocks.append([share, 1.0, float(right)])
        while len(blocks) > 1 and blocks[-2][2] / blocks[-2][1] >= blocks[-1][2] / blocks[-1][1]:
            _, more, well = blocks.pop()
            blocks[-1][1] += more
            blocks[-1][2] += well
    table, at = [], 0
    for share in range(1001):
        while at + 1 < len(blocks) and blocks[at + 1][0] <= share:
            at += 1
        _, count, sum_right = blocks[at]
        table.append(round((sum_right + 1) / (count + 2), 3))
    return [max(table[: k + 1]) for k in range(len(table))]
