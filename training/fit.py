"""Fitting: batches of trees and of compressed sentences in turn, by steps, seeded."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from storysum.syntax.features import AFFIXES, PIECES, UNKNOWN, affixes, normal, pieces
from training.data import Sentence
from training.student import Heads

__all__ = ["Batch", "Numbers", "batches", "fit", "masked"]

_NOTHING = -100  # what cross-entropy passes over
_SHAPE = len(AFFIXES) - 1


class Numbers:
    """Words and names as numbers: the vocabulary of pieces, and the names of what the heads choose from."""

    def __init__(self, vocabulary: Mapping[str, int], sentences: Sequence[Sentence]) -> None:
        self.vocabulary = vocabulary
        self.pos = sorted({name for one in sentences for name in one.pos})
        self.relations = sorted({name for one in sentences for name in one.relation})
        self.tags = sorted({name for one in sentences for name in one.tag})
        self.labels = sorted({name for one in sentences for name in one.label})
        self._rows: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}

    def word(self, word: str, *, cased: bool) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The pieces, padded with -1, and the affixes of a word."""
        found = self._rows.get(word)
        if found is None:
            known = pieces(normal(word), self.vocabulary)
            found = self._rows[word] = (known + (-1,) * (PIECES - len(known)), affixes(word))
        if cased:
            return found
        if word == "UNK":
            return self.nothing
        return found[0], (*found[1][:_SHAPE], 0)

    @property
    def nothing(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """A word of which nothing is known."""
        return (self.vocabulary[UNKNOWN],) + (-1,) * (PIECES - 1), (0,) * len(AFFIXES)


class Batch:
    """Sentences of like length, padded."""

    def __init__(self, sentences: Sequence[Sentence], numbers: Numbers, draw: random.Random | None = None) -> None:
        """With `draw`, one word in ten loses its spelling, one in ten its shape, as UNK and lower case have."""
        longest = max(len(one.words) for one in sentences)
        rows = []
        for one in sentences:
            bare = not one.cased or (draw is not None and draw.random() < 0.08)
            row = []
            for word in one.words:
                lost = draw is not None and draw.random() < 0.08
                row.append(numbers.nothing if lost else numbers.word(word, cased=not bare))
            rows.append(row + [numbers.nothing] * (longest - len(row)))
        self.pieces = torch.tensor([[word[0] for word in row] for row in rows])
        self.affixes = torch.tensor([[word[1] for word in row] for row in rows])
        self.mask = torch.tensor([[k < len(one.words) for k in range(longest)] for one in sentences]).float()

        def of(names: Sequence[str], field: str) -> Tensor:
            known = {name: number for number, name in enumerate(names)}
            return _padded([[known.get(name, _NOTHING) for name in getattr(one, field)] for one in sentences], longest)

        self.pos, self.tag = of(numbers.pos, "pos"), of(numbers.tags, "tag")
        self.relation, self.label = of(numbers.relations, "relation"), of(numbers.labels, "label")
        self.soft = [one.soft for one in sentences if one.soft is not None]
        self.head = _padded([list(one.head) for one in sentences], longest)
        self.keep = _padded([list(map(int, one.keep)) for one in sentences], longest)


def _padded(rows: Sequence[list[int]], longest: int) -> Tensor:
    return torch.tensor([row + [_NOTHING] * (longest - len(row)) for row in rows])


def batches(sentences: Sequence[Sentence], words: int, draw: random.Random) -> Iterator[list[Sentence]]:
    """Without end: sentences of like length, about so many words at a time, in another order each pass."""
    while True:
        order = sorted(sentences, key=lambda one: len(one.words) + draw.random() * 4)
        groups: list[list[Sentence]] = [[]]
        for one in order:
            if groups[-1] and (len(groups[-1]) + 1) * len(one.words) > words:
                groups.append([])
            groups[-1].append(one)
        draw.shuffle(groups)
        yield from groups


def loss(model: Heads, batch: Batch, weights: Mapping[str, float]) -> Tensor:
    """The weighted sum of the cross-entropies of what is marked in a batch."""
    x = model.encode(batch.pieces, batch.affixes, batch.mask.unsqueeze(-1))
    total = torch.zeros(())

    def against(scores: Tensor, gold: Tensor, name: str) -> Tensor:
        if (gold == _NOTHING).all():
            return torch.zeros(())
        return weights[name] * functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=_NOTHING)

    total = against(model.tag(model.dropout(x)), batch.tag, "tag")
    total = total + against(model.label(model.dropout(x)), batch.label, "label")
    if len(batch.soft) == len(x):
        total = total + _distilled(model, batch, x, weights)
    elif not (batch.head == _NOTHING).all():
        arcs = masked(model.arcs(x), batch.mask)
        total = total + against(model.pos(model.dropout(x)), batch.pos, "pos") + against(arcs, batch.head, "arc")
        total = total + against(model.relations(x, batch.head.clamp(min=0)), batch.relation, "relation")
    marked = batch.keep != _NOTHING
    if marked.any():
        total = total + weights["keep"] * functional.binary_cross_entropy_with_logits(
            model.kept(x)[marked], batch.keep[marked].float()
        )
    return total


def masked(arcs: Tensor, mask: Tensor) -> Tensor:
    """Scores of arcs with those to no word made as unlikely as can be."""
    return torch.cat([arcs[..., :1], arcs[..., 1:].masked_fill((mask == 0).unsqueeze(1), -1e4)], dim=-1)


def _distilled(model: Heads, batch: Batch, x: Tensor, weights: Mapping[str, float]) -> Tensor:
    """Cross-entropy against what a teacher holds likely (Hinton et al. 2015)."""
    longest = x.shape[1]
    pos, arcs, relation = [], [], []
    head = torch.zeros(x.shape[:2], dtype=torch.long)
    for row, soft in enumerate(batch.soft):
        under = longest - len(soft.head)
        head[row, : len(soft.head)] = torch.tensor(soft.head)
        pos.append(functional.pad(torch.from_numpy(soft.pos).float(), (0, 0, 0, under)))
        arcs.append(functional.pad(torch.from_numpy(soft.arcs).float(), (0, under, 0, under)))
        relation.append(functional.pad(torch.from_numpy(soft.relation).float(), (0, 0, 0, under)))
    words = batch.mask.sum()

    def against(scores: Tensor, likely: Sequence[Tensor], name: str) -> Tensor:
        return -weights[name] * (scores.log_softmax(-1) * torch.stack(list(likely))).sum() / words

    return (
        against(model.pos(model.dropout(x)), pos, "pos")
        + against(masked(model.arcs(x), batch.mask), arcs, "arc")
        + against(model.relations(x, head), relation, "relation")
    )


WEIGHTS = {"pos": 0.5, "arc": 1.0, "relation": 1.0, "tag": 0.3, "label": 0.5, "keep": 1.0}


def fit(
    model: Heads,
    numbers: Numbers,
    sources: Sequence[tuple[Sequence[Sentence], int]],
    *,
    steps: int,
    seed: int,
    slow: float = 1e-3,
) -> None:
    """Fit a model on several sources in turn, each with the words that a batch of it has. Changes the model.

    `slow` is the rate of what was trained before: the vectors of pieces, or a teacher's encoder.
    """
    draw = random.Random(seed)
    torch.manual_seed(seed)
    streams = [batches(sentences, words, draw) for sentences, words in sources]
    before = [one for name, one in model.named_parameters() if name.startswith(("pieces.", "encoder."))]
    rest = [one for name, one in model.named_parameters() if not name.startswith(("pieces.", "encoder."))]
    optimizer = torch.optim.Adam([{"params": rest, "lr": 2e-3}, {"params": before, "lr": slow}], betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / 100) * (1 - step / steps)
    )
    model.train()
    started, told = time.monotonic(), 0.0
    for step in range(steps):
        total = torch.zeros(())
        for stream in streams:
            total = total + loss(model, Batch(next(stream), numbers, draw), WEIGHTS)
        optimizer.zero_grad()
        total.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimizer.step()
        schedule.step()
        told = 0.98 * told + 0.02 * total.item() if step else total.item()
        if step % 100 == 99:
            print(f"step {step + 1} of {steps}: loss {told:.3f}, {time.monotonic() - started:.0f} s", flush=True)
    model.eval()
