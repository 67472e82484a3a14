"""What an editor keeps of a sentence, and of an arc whose head is kept: `python -m training.compression --data FOLDER`.

FOLDER holds `compression/google-{train,validation,cased,dev}.jsonl.gz` and what `training.__main__` takes for
the case of words. The network that ships is left as it is: it reads the sentences, and over the states of its
last layer and the trees convolutions of their own are fitted to two answers: whether the editor kept a word, and
whether he kept it where he kept the word that it depends on (a subtree is grown top down, as in Filippova and
Strube 2008). They are written into the file of the weights, and its card has the new figure and checksum.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from attrs import frozen
from torch import Tensor, nn
from torch.nn import functional

from storysum.syntax import parse_words
from storysum.syntax.compression import DILATIONS
from storysum.syntax.network import States, load, network
from training.__main__ import WEIGHTS, unmarked
from training.data import PENN_MARKS, Cases, Sentence, compressions, trees
from training.evaluate import kept_figure
from training.fit import batches
from training.quantize import linear_arrays, norm_arrays, watched
from training.student import BUCKETS, Maxout, buckets, convolved

__all__ = ["Batch", "Compression", "Example", "examples", "fitted", "stored"]

_ARC, _INNER = 128, 64
_STATES = 16.0  # states are in sixteenths
_LONGEST = 60  # words of a sentence in lower case
_OWN = 3  # how often a sentence that came with its case is seen for one whose case was restored


@frozen(eq=False)
class Example:
    """A sentence as the network reads it, and what its editor kept.

    Attributes:
        words: For `training.fit.batches`: how long it is.
        states: (words, width), in sixteenths.
        head: From 1; 0 for the root.
        relation: By number.
        keep: Whether the word was kept.
        mark: Whether it is a mark: its arc is not asked for.
    """

    words: tuple[str, ...]
    states: States
    head: np.ndarray
    relation: np.ndarray
    keep: np.ndarray
    mark: np.ndarray


class Batch:
    """Examples, padded to the longest."""

    def __init__(self, some: Sequence[Example]) -> None:
        longest = max(len(one.words) for one in some)

        def padded(rows: Sequence[np.ndarray]) -> Tensor:
            found = np.zeros((len(rows), longest, *rows[0].shape[1:]), rows[0].dtype)
            for row, values in zip(found, rows, strict=True):
                row[: len(values)] = values
            return torch.from_numpy(found)

        self.states = padded([one.states for one in some]).float() / _STATES
        self.head = padded([one.head for one in some])
        self.relation = padded([one.relation for one in some])
        self.keep = padded([one.keep for one in some])
        self.mask = padded([np.ones(len(one.words), bool) for one in some])
        self.above = (self.head - 1).clamp(min=0)
        kept_above = self.keep.gather(1, self.above)
        self.arcs = self.mask & (self.head > 0) & kept_above & ~padded([one.mark for one in some])


class Compression(nn.Module):
    """From what was read of a sentence to the log-odds that its words stay."""

    def __init__(self, width: int, relations: int) -> None:
        super().__init__()
        self.word, self.head = nn.Linear(width, 2 * width), nn.Linear(width, 2 * width, bias=False)
        self.relation, self.norm = nn.Embedding(relations, 2 * width), nn.LayerNorm(width)
        self.layers = nn.ModuleList(Maxout(3 * width, width) for _ in DILATIONS)
        self.inner, self.keep = nn.Linear(width, _INNER), nn.Linear(_INNER, 1)
        self.dependent, self.governor = nn.Linear(width, _ARC), nn.Linear(width, _ARC, bias=False)
        self.arc_relation, self.distance = nn.Embedding(relations, _ARC), nn.Embedding(BUCKETS, _ARC)
        self.stays = nn.Linear(_ARC, 1)
        for table in (self.relation, self.arc_relation, self.distance):
            nn.init.normal_(table.weight, std=0.1)
        self.dropout = nn.Dropout(0.1)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """(sentences, words) of log-odds that a word stays, and that it does where its head does."""
        states, mask = self.dropout(batch.states), batch.mask.unsqueeze(-1).float()

        def above(x: Tensor) -> Tensor:
            return x.gather(1, batch.above.unsqueeze(-1).expand(-1, -1, x.shape[-1]))

        both = self.word(states) + above(self.head(states)) * (batch.head > 0).unsqueeze(-1)
        first, second = (both + self.relation(batch.relation)).chunk(2, dim=-1)
        x = self.norm(torch.maximum(first, second)) * mask
        x = self.dropout(convolved(x, self.layers, DILATIONS, mask, self.dropout))
        near = buckets(x.shape[1]).expand(len(x), -1, -1).gather(2, batch.above.unsqueeze(-1)).squeeze(-1)
        arc = self.dependent(x) + above(self.governor(x)) + self.arc_relation(batch.relation) + self.distance(near)
        keep: Tensor = self.keep(functional.relu(self.inner(x))).squeeze(-1)
        stays: Tensor = self.stays(functional.relu(arc)).squeeze(-1)
        return keep, stays


def examples(sentences: Sequence[Sentence]) -> Iterator[Example]:
    """The sentences as the network that ships reads them."""
    relations = {name: number for number, name in enumerate(network().names["relations"])}
    for start in range(0, len(sentences), 500):
        some, states = sentences[start : start + 500], list[States]()
        words = [[PENN_MARKS.get(word, word) for word in one.words] for one in some]
        for one, parse, state in zip(some, parse_words(words, states, keep=False), states, strict=True):
            named = np.array([relations[name] for name in parse.relation])
            mark = np.array([pos == "PUNCT" for pos in parse.pos])
            yield Example(one.words, state, np.array(parse.head), named, np.array(one.keep), mark)


def losses(model: Compression, batch: Batch) -> tuple[Tensor, Tensor]:
    """The cross-entropy of the words, and of the arcs whose head was kept."""
    keep, stays = model(batch)
    of = functional.binary_cross_entropy_with_logits
    gold = batch.keep.float()
    return of(keep[batch.mask], gold[batch.mask]), of(stays[batch.arcs], gold[batch.arcs])


def fitted(found: Sequence[Example], *, steps: int, words: int = 4_000) -> Compression:
    """The layers and heads, by Adam at a rate that falls to nothing."""
    draw = random.Random(1)
    model = Compression(found[0].states.shape[1], len(network().names["relations"]))
    adam = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=1e-4)
    falling = torch.optim.lr_scheduler.LambdaLR(adam, lambda step: min(1.0, (step + 1) / 100) * (1 - step / steps))
    for step, some in zip(range(steps), batches(found, words, draw), strict=False):
        keep, stays = losses(model, Batch(some))
        adam.zero_grad()
        (keep + stays).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        adam.step()
        falling.step()
        if step % 500 == 499:
            print(f"step {step + 1} of {steps}: {keep.item():.3f} and {stays.item():.3f}", flush=True)
    return model.eval()


def stored(model: Compression, found: Sequence[Example]) -> dict[str, np.ndarray]:
    """The arrays that ship, by their names: weights as whole numbers, tables as they are."""
    some = sorted(found[:2_000], key=lambda one: len(one.words))
    seen = watched(model, lambda: [model(Batch(some[start : start + 25])) for start in range(0, len(some), 25)])
    arrays: dict[str, np.ndarray] = {}
    for name, module in model.named_modules():
        if isinstance(module, nn.Linear):
            arrays.update(linear_arrays(name, module, _STATES if name in ("word", "head") else seen.grid(name)))
        elif isinstance(module, nn.LayerNorm):
            arrays.update(norm_arrays(name, module, seen))
        elif isinstance(module, nn.Embedding):
            arrays[name] = module.weight.detach().numpy()
    # What a processor's exp says must decide nothing: ln(1 + e^-z) in sixteenths, for z from -127 to 127 sixteenths.
    arrays["unlikely"] = functional.softplus(-torch.arange(-127, 128) / 16).mul(16).round().numpy()
    return {f"compression.{name}": array for name, array in arrays.items()}


def main(argv: Sequence[str] | None = None) -> None:
    """Fit, say what it reaches on google-dev, and write it."""
    ask = argparse.ArgumentParser(prog="python -m training.compression", description="Fit what an editor keeps.")
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--steps", type=int, default=10_000)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--output", type=Path, default=WEIGHTS)
    asked = ask.parse_args(argv)
    torch.manual_seed(asked.seed)
    draw, folder = random.Random(asked.seed), asked.data / "compression"
    banks = [one for name in ("ewt", "gum") for one in trees(asked.data / "treebanks" / f"{name}-train.conllu.gz")]
    cased = list(compressions(folder / "google-cased.jsonl.gz"))
    cases = Cases((*banks, *cased), unmarked(asked.data))
    del cased[::10]  # the threshold is chosen on them
    written = [
        one
        for name in ("train", "validation")
        for row in compressions(folder / f"google-{name}.jsonl.gz")
        if (one := cases.restored(row, draw)).cased and len(one.words) <= _LONGEST
    ]
    own = list(examples(cased))
    found = [*own * _OWN, *examples(written)]
    model = fitted(found, steps=asked.steps)
    before = hashlib.sha256(asked.output.read_bytes()).hexdigest()
    with np.load(asked.output) as file:
        arrays = {name: file[name] for name in file.files if not name.startswith("compression.")}
    arrays.update(stored(model, own))
    with asked.output.open("wb") as file:
        np.savez(file, **arrays)
    told = kept_figure(load(asked.output), asked.data)
    print(told)
    card = asked.output.parent / "README.md"
    after = hashlib.sha256(asked.output.read_bytes()).hexdigest()
    text = re.sub("^`keep` alone .*$", told, card.read_text(encoding="utf-8"), flags=re.MULTILINE)
    card.write_text(text.replace(before, after), encoding="utf-8")


if __name__ == "__main__":
    main()
