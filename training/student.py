"""The network that ships, as PyTorch trains it; `storysum.syntax.network` is the same in whole numbers.

Types of words, not their occurrences, have features: the mean of the word's pieces (from MiniLM's table,
reduced to 64 numbers) and the rows of its hashed affixes. Four convolutions over the sentence read the
context (window 3, dilations 1, 1, 2, 4; maxout of 2; Kim 2014, Strubell et al. 2017); the heads are
part of speech, arcs (biaffine, Dozat and Manning 2017) and relation. Penn's tags, Stanford's labels and what an
editor keeps are company in training and do not ship (`compression.py` fits the latter again, over what this reads).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from storysum.syntax.features import AFFIXES

__all__ = ["ARC", "BUCKETS", "DILATIONS", "Heads", "Maxout", "Student", "buckets", "convolved"]

DILATIONS = (1, 1, 2, 4)
PIECE, AFFIX, ARC, KEEP = 64, 32, 64, 64
_EDGES = torch.tensor([1, 2, 3, 4, 5, 7, 10, 15, 23])
BUCKETS = 2 * (len(_EDGES) + 1)


def buckets(length: int) -> Tensor:
    """The bucket of the signed distance from each word (row) to each head (column)."""
    distance = torch.arange(length)[None, :] - torch.arange(length)[:, None]
    side = torch.bucketize(distance.abs(), _EDGES, right=True)
    return torch.where(distance < 0, side, side + len(_EDGES) + 1)


class Maxout(nn.Module):
    """The greater of two linear maps (Goodfellow et al. 2013), then layer norm."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.linear = nn.Linear(inputs, 2 * outputs)
        self.norm = nn.LayerNorm(outputs)

    def forward(self, x: Tensor) -> Tensor:
        """(…, inputs) to (…, outputs)."""
        first, second = self.linear(x).chunk(2, dim=-1)
        normed: Tensor = self.norm(torch.maximum(first, second))
        return normed


def convolved(
    x: Tensor, layers: Iterable[nn.Module], dilations: Sequence[int], mask: Tensor, dropout: nn.Module
) -> Tensor:
    """Residual layers of window 3 over (sentences, words, width); what lies outside the mask stays zero."""
    for dilation, layer in zip(dilations, layers, strict=True):
        wide = functional.pad(dropout(x), (0, 0, dilation, dilation))
        window = torch.cat([wide[:, : -2 * dilation], wide[:, dilation:-dilation], wide[:, 2 * dilation :]], dim=-1)
        x = x + layer(window) * mask
    return x


class Heads(nn.Module):
    """What is said of each word, from what was read of it and around it."""

    def __init__(self, width: int, *, pos: int, relations: int, tags: int, labels: int) -> None:
        super().__init__()
        self.pos = nn.Linear(width, pos)
        self.dependent, self.governor = nn.Linear(width, ARC), nn.Linear(width, ARC)
        self.bilinear = nn.Linear(ARC, ARC, bias=False)
        self.head_bias, self.root = nn.Linear(ARC, 1), nn.Linear(ARC, 1)
        self.distance = nn.Parameter(torch.zeros(BUCKETS))
        self.of_dependent, self.of_governor = nn.Linear(width, width), nn.Linear(width, width, bias=False)
        self.at_root = nn.Parameter(torch.zeros(width))
        self.relation = nn.Linear(width, relations)
        self.keep_inner, self.keep = nn.Linear(width, KEEP), nn.Linear(KEEP, 1)
        self.tag, self.label = nn.Linear(width, tags), nn.Linear(width, labels)
        self.dropout = nn.Dropout(0.2)

    def encode(self, pieces: Tensor, affixes: Tensor, mask: Tensor) -> Tensor:
        """(sentences, words, PIECES) and (sentences, words, AFFIXES) to (sentences, words, width)."""
        raise NotImplementedError

    def arcs(self, x: Tensor) -> Tensor:
        """The score of each head (column; the root is column 0) for each word (row)."""
        x = self.dropout(x)
        dependent, governor = functional.relu(self.dependent(x)), functional.relu(self.governor(x))
        scores = self.bilinear(dependent) @ governor.transpose(1, 2)
        scores = scores + self.head_bias(governor).transpose(1, 2) + self.distance[buckets(x.shape[1])]
        return torch.cat([self.root(dependent), scores], dim=-1)

    def relations(self, x: Tensor, head: Tensor) -> Tensor:
        """The score of each relation of each word to its head (0 for the root)."""
        x = self.dropout(x)
        governors = torch.cat([self.at_root.expand(len(x), 1, -1), self.of_governor(x)], dim=1)
        chosen = governors.gather(1, head.unsqueeze(-1).expand(-1, -1, governors.shape[-1]))
        scores: Tensor = self.relation(functional.relu(self.of_dependent(x) + chosen))
        return scores

    def kept(self, x: Tensor) -> Tensor:
        """The log-odds that an editor who shortens the sentence keeps the word."""
        scores: Tensor = self.keep(functional.relu(self.keep_inner(self.dropout(x)))).squeeze(-1)
        return scores


class Student(Heads):
    """Sentences, padded to the longest, to the scores of every head."""

    def __init__(self, pieces: Tensor, *, width: int, pos: int, relations: int, tags: int, labels: int) -> None:
        super().__init__(width, pos=pos, relations=relations, tags=tags, labels=labels)
        self.pieces = nn.Embedding.from_pretrained(pieces, freeze=False)
        self.affixes = nn.ModuleList(nn.Embedding(rows, AFFIX) for _, rows in AFFIXES)
        for table in self.affixes:
            nn.init.normal_(table.weight, std=0.1)
        self.enter = Maxout(PIECE + AFFIX * len(AFFIXES), width)
        self.layers = nn.ModuleList(Maxout(3 * width, width) for _ in DILATIONS)

    def encode(self, pieces: Tensor, affixes: Tensor, mask: Tensor) -> Tensor:
        """(sentences, words, PIECES) and (sentences, words, AFFIXES) to (sentences, words, width).

        Piece -1 is none. The mask is 1 where there is a word; what lies outside stays zero.
        """
        there = (pieces >= 0).unsqueeze(-1).float()
        mean = (self.pieces(pieces.clamp(min=0)) * there).sum(-2) / there.sum(-2).clamp(min=1)
        parts = [mean, *(table(affixes[..., k]) for k, table in enumerate(self.affixes))]
        x: Tensor = self.enter(self.dropout(torch.cat(parts, dim=-1))) * mask
        return convolved(x, self.layers, DILATIONS, mask, self.dropout)
