"""The head that says whether a word stays where the word it depends on does: `python -m training.stays --data FOLDER`.

FOLDER holds `compression/google-{train,validation,cased}.jsonl.gz` and what `training.__main__` takes for
the case of words. The network that ships is left as it is: it reads the sentences, and on the states of its
last layer a hidden layer is fitted to the arcs whose head the editor kept. So a cut has a likelihood, arc
by arc from the root (a subtree is grown top down, as in Filippova and Strube 2008). The head is written
into the file of the weights, and its card has the new checksum.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from storysum.syntax import parse_words
from storysum.syntax.network import States, network
from training.__main__ import WEIGHTS, unmarked
from training.data import PENN_MARKS, Cases, Sentence, compressions, trees
from training.quantize import whole
from training.student import BUCKETS, buckets

__all__ = ["StaysHead", "arcs"]

HIDDEN = 128
_STATES = 16.0  # states are in sixteenths
_RESTORED = 60_000


class StaysHead(nn.Module):
    """From the states of a word and of its head, its relation and its distance to the log-odds that it stays."""

    def __init__(self, width: int, relations: int) -> None:
        super().__init__()
        self.dependent, self.governor = nn.Linear(width, HIDDEN), nn.Linear(width, HIDDEN, bias=False)
        self.relation, self.distance = nn.Embedding(relations, HIDDEN), nn.Embedding(BUCKETS, HIDDEN)
        nn.init.normal_(self.relation.weight, std=0.1)
        nn.init.normal_(self.distance.weight, std=0.1)
        self.dropout, self.out = nn.Dropout(0.1), nn.Linear(HIDDEN, 1)

    def hidden(self, dependent: Tensor, governor: Tensor, relation: Tensor, distance: Tensor) -> Tensor:
        """(arcs, HIDDEN)."""
        said = self.relation(relation) + self.distance(distance)
        return functional.relu(self.dependent(dependent) + self.governor(governor) + said)

    def forward(self, *arc: Tensor) -> Tensor:
        """(arcs,) of log-odds."""
        scores: Tensor = self.out(self.dropout(self.hidden(*arc))).squeeze(-1)
        return scores


def arcs(sentences: Sequence[Sentence]) -> tuple[Tensor, ...]:
    """The arcs whose head the editor kept: states of word and head, relation, bucket of distance, whether it stays."""
    relations = {name: number for number, name in enumerate(network().names["relations"])}
    columns: list[list[np.ndarray]] = [[] for _ in range(5)]
    for start in range(0, len(sentences), 500):
        some = sentences[start : start + 500]
        states: list[States] = []
        parses = parse_words([[PENN_MARKS.get(word, word) for word in one.words] for one in some], states)
        for one, parse, state in zip(some, parses, states, strict=True):
            heads, keep = np.array(parse.head) - 1, np.array(one.keep)
            mark = np.array([pos == "PUNCT" for pos in parse.pos])
            words = np.flatnonzero((heads >= 0) & keep[heads] & ~mark)
            named = np.array([relations[name] for name in parse.relation])
            for column, values in zip(
                columns,
                (
                    state[words] / np.float32(_STATES),
                    state[heads[words]] / np.float32(_STATES),
                    named[words],
                    buckets(len(heads)).numpy()[words, heads[words]],
                    keep[words].astype(np.float32),
                ),
                strict=True,
            ):
                column.append(values)
    return tuple(torch.from_numpy(np.concatenate(column)) for column in columns)


def fitted(found: Sequence[Tensor], *, passes: int) -> StaysHead:
    """The head, by Adam at a rate that falls to nothing."""
    head = StaysHead(found[0].shape[1], len(network().names["relations"]))
    batch = 512
    steps = passes * (len(found[0]) // batch)
    adam = torch.optim.AdamW(head.parameters(), lr=2e-3, weight_decay=1e-4)
    falling = torch.optim.lr_scheduler.LinearLR(adam, 1.0, 0.02, steps)
    for _ in range(passes):
        order = torch.randperm(len(found[0]))
        for start in range(0, len(order) - batch + 1, batch):
            *arc, gold = (column[order[start : start + batch]] for column in found)
            loss = functional.binary_cross_entropy_with_logits(head(*arc), gold)
            adam.zero_grad()
            loss.backward()
            adam.step()
            falling.step()
    return head.eval()


def stored(head: StaysHead, found: Sequence[Tensor]) -> Iterator[tuple[str, np.ndarray]]:
    """The arrays that ship, by their names: weights as whole numbers, tables as they are."""
    with torch.no_grad():
        hidden = head.hidden(*(column[:50_000] for column in found[:-1]))
        grids = {
            "dependent": _STATES,
            "governor": _STATES,
            "out": 127 / float(hidden.flatten()[:4_000_000].quantile(0.9999)),
        }
        for name, grid in grids.items():
            layer = head.get_submodule(name)
            weight, scale = whole(layer.weight)
            bias = torch.zeros(len(scale)) if layer.bias is None else layer.bias
            yield f"stays_{name}.weight", weight.T.contiguous().numpy().astype(np.int8)
            yield f"stays_{name}.scale", (scale / grid).numpy()
            yield f"stays_{name}.bias", bias.numpy()
            yield f"stays_{name}.grid", np.float32(grid)
        yield "stays.relation", head.relation.weight.numpy()
        yield "stays.distance", head.distance.weight.numpy()
    # As for keep: ln(1 + e^-z) in sixteenths, for z from -127 to 127 sixteenths.
    yield "stays.table", functional.softplus(-torch.arange(-127, 128) / 16).mul(16).round().numpy()


def main(argv: Sequence[str] | None = None) -> None:
    """Fit the head, say what it reaches on google-dev, and write it."""
    ask = argparse.ArgumentParser(prog="python -m training.stays", description="Fit what stays with its head.")
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--passes", type=int, default=6)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--output", type=Path, default=WEIGHTS)
    asked = ask.parse_args(argv)
    torch.manual_seed(asked.seed)
    draw, folder = random.Random(asked.seed), asked.data / "compression"
    banks = [one for name in ("ewt", "gum") for one in trees(asked.data / "treebanks" / f"{name}-train.conllu.gz")]
    cased = list(compressions(folder / "google-cased.jsonl.gz"))
    cases = Cases((*banks, *cased), unmarked(asked.data))
    written = [
        one
        for name in ("train", "validation")
        for row in islice(compressions(folder / f"google-{name}.jsonl.gz"), _RESTORED)
        if (one := cases.restored(row, draw)).cased
    ]
    found = arcs([*written, *cased, *cased])
    head = fitted(found, passes=asked.passes)
    dev = arcs(list(compressions(folder / "google-dev.jsonl.gz")))
    with torch.no_grad():
        scores = head(*dev[:-1])
    loss = functional.binary_cross_entropy_with_logits(scores, dev[-1])
    print(
        f"{len(found[0])} arcs; google-dev: loss {loss:.4f}, right {((scores > 0) == (dev[-1] > 0)).float().mean():.4f}"
    )
    before = hashlib.sha256(asked.output.read_bytes()).hexdigest()
    with np.load(asked.output) as file:
        arrays = {name: file[name] for name in file.files}
    arrays.update(stored(head, found))
    with asked.output.open("wb") as file:
        np.savez_compressed(file, **arrays)
    card = asked.output.parent / "README.md"
    after = hashlib.sha256(asked.output.read_bytes()).hexdigest()
    card.write_text(card.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


if __name__ == "__main__":
    main()
