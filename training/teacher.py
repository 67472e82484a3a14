"""A teacher: MiniLM (Wang et al. 2020) fine-tuned with the student's heads, and what it holds likely of news."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from attrs import evolve
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence
from transformers import BertModel

from training.data import Sentence, Soft
from training.fit import Batch, Numbers, masked
from training.student import Heads

__all__ = ["Teacher", "softened"]

_BEGIN, _END = "[CLS]", "[SEP]"


class Teacher(Heads):
    """A word is its first piece, as MiniLM reads it in its sentence."""

    def __init__(self, folder: Path, numbers: Numbers) -> None:
        encoder = BertModel.from_pretrained(folder, add_pooling_layer=False)
        super().__init__(
            encoder.config.hidden_size,
            pos=len(numbers.pos),
            relations=len(numbers.relations),
            tags=len(numbers.tags),
            labels=len(numbers.labels),
        )
        self.encoder = encoder
        self.begin, self.end = numbers.vocabulary[_BEGIN], numbers.vocabulary[_END]

    def encode(self, pieces: Tensor, affixes: Tensor, mask: Tensor) -> Tensor:
        """As the student's; affixes say nothing here."""
        rows, firsts = [], []
        for row, there in zip(pieces, mask[..., 0], strict=True):
            real = row * there.long().unsqueeze(-1) - (1 - there.long().unsqueeze(-1))
            counts = (real >= 0).sum(-1)
            rows.append(torch.cat([torch.tensor([self.begin]), real[real >= 0], torch.tensor([self.end])])[:512])
            firsts.append((1 + counts.cumsum(0) - counts).clamp(max=511))
        ids = pad_sequence(rows, batch_first=True)
        attention = pad_sequence([torch.ones(len(row)) for row in rows], batch_first=True)
        hidden = self.encoder(input_ids=ids, attention_mask=attention).last_hidden_state
        first = torch.stack(firsts).clamp(max=ids.shape[1] - 1)
        x: Tensor = hidden.gather(1, first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])) * mask
        return x


@torch.no_grad()
def softened(model: Heads, sentences: Sequence[Sentence], numbers: Numbers) -> Iterator[Sentence]:
    """The sentences with what a model holds likely of them, in order of length."""
    model.eval()
    ordered = sorted(sentences, key=lambda one: len(one.words))
    for start in range(0, len(ordered), 32):
        part = ordered[start : start + 32]
        batch = Batch(part, numbers)
        x = model.encode(batch.pieces, batch.affixes, batch.mask.unsqueeze(-1))
        arcs = masked(model.arcs(x), batch.mask).softmax(-1)
        head = arcs.argmax(-1)
        pos, relation = model.pos(x).softmax(-1), model.relations(x, head).softmax(-1)
        for row, one in enumerate(part):
            count = len(one.words)
            soft = Soft(
                pos[row, :count].numpy().astype(np.float16),
                arcs[row, :count, : count + 1].numpy().astype(np.float16),
                tuple(head[row, :count].tolist()),
                relation[row, :count].numpy().astype(np.float16),
            )
            yield evolve(one, soft=soft)
