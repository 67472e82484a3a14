"""From the trained network to the whole numbers that ship.

Weights become int8, a scale for each output; activations get one static scale each, from what some
training sentences send through the network (Jacob et al. 2018).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from storysum.syntax.features import AFFIXES
from training.data import Sentence
from training.fit import Batch, Numbers
from training.student import _EDGES, AFFIX, PIECE, Student

__all__ = ["quantize", "whole"]

_SURE = 0.9999  # of what is seen stays within the whole numbers


class _Seen:
    """What goes into each layer: the greatest values."""

    def __init__(self) -> None:
        self.values: dict[str, list[float]] = {}

    def __call__(self, name: str, x: Tensor) -> None:
        flat = x.detach().abs().flatten()
        index = min(len(flat) - 1, int(len(flat) * _SURE))
        self.values.setdefault(name, []).append(flat.kthvalue(index + 1).values.item())

    def grid(self, name: str, most: float = 127.0) -> float:
        return most / max(1e-6, float(np.quantile(self.values[name], 0.95)))


def _note(seen: _Seen, name: str, _: nn.Module, given: tuple[Tensor]) -> None:
    """What goes into a layer, but for the rows outside sentences."""
    seen(name, given[0][given[0].abs().sum(-1) > 0])


def _watch(model: Student, sentences: Sequence[Sentence], numbers: Numbers) -> _Seen:
    seen = _Seen()
    hooks = []
    for name, module in model.named_modules():
        if isinstance(module, nn.Linear | nn.LayerNorm):
            hooks.append(module.register_forward_pre_hook(partial(_note, seen, name)))
    with torch.no_grad():
        for start in range(0, len(sentences), 25):
            batch = Batch(sorted(sentences, key=lambda one: len(one.words))[start : start + 25], numbers)
            x = model.encode(batch.pieces, batch.affixes, batch.mask.unsqueeze(-1))
            model.pos(x), model.kept(x), model.relations(x, batch.head.clamp(min=0)), model.arcs(x)
            dependent, governor = functional.relu(model.dependent(x)), functional.relu(model.governor(x))
            seen("arcs.left", model.bilinear(dependent))
            seen("arcs.right", governor)
    for hook in hooks:
        hook.remove()
    return seen


def whole(weight: Tensor) -> tuple[Tensor, Tensor]:
    """Rows (outputs) as int8, and what each was divided by."""
    scale = weight.abs().amax(dim=1).clamp(min=1e-9) / 127
    return (weight / scale[:, None]).round().clamp(-127, 127), scale


def quantize(model: Student, sentences: Sequence[Sentence], numbers: Numbers, path: Path) -> None:
    """Write the weights to a file, with the scales that the sentences ask for."""
    model.eval()
    seen = _watch(model, sentences, numbers)
    stored: dict[str, np.ndarray] = {}

    def put(name: str, value: Tensor | float, kind: type = np.float32) -> None:
        stored[name] = np.asarray(value.detach().numpy() if isinstance(value, Tensor) else value, dtype=kind)

    def linear(name: str, module: nn.Linear, grid: float) -> None:
        weight, scale = whole(module.weight.detach())
        put(f"{name}.weight", weight.T.contiguous(), np.int8)
        put(f"{name}.scale", scale / grid)
        put(f"{name}.bias", torch.zeros(len(scale)) if module.bias is None else module.bias)
        put(f"{name}.grid", grid)

    # The tables are whole numbers, each on its own scale; the weights that read them take the scales up.
    scales = []
    for name, table in [("pieces", model.pieces), *((f"affixes.{k}", one) for k, one in enumerate(model.affixes))]:
        values = table.weight.detach()
        scale = float(values.abs().flatten().kthvalue(int(values.numel() * _SURE)).values) / 127
        scales.append(scale)
        put(name, (values / scale).round().clamp(-127, 127), np.int8)
    widths = [PIECE] + [AFFIX] * len(AFFIXES)
    entering = nn.Linear(sum(widths), model.enter.linear.out_features)
    entering.weight.data = model.enter.linear.weight.detach() * torch.tensor(np.repeat(scales, widths)).float()
    entering.bias.data = model.enter.linear.bias.detach()
    linear("enter.linear", entering, 1.0)
    for number, layer in enumerate(model.layers):
        linear(f"layers.{number}.linear", layer.linear, seen.grid(f"layers.{number}.linear"))
    for name in ["enter", *(f"layers.{number}" for number in range(len(model.layers)))]:
        norm = model.get_submodule(f"{name}.norm")
        put(f"{name}.norm.weight", norm.weight)
        put(f"{name}.norm.bias", norm.bias)
        put(f"{name}.norm.grid", seen.grid(f"{name}.norm", 255.0))
    for name in (
        *("pos", "dependent", "governor", "bilinear", "head_bias", "root"),
        *("of_dependent", "of_governor", "relation", "keep_inner", "keep"),
    ):
        linear(name, model.get_submodule(name), seen.grid(name))
    left, right = seen.grid("arcs.left"), seen.grid("arcs.right")
    put("arcs.grid", torch.tensor([left, right, 1 / (left * right)]))
    put("distance", model.distance)
    put("edges", _EDGES)
    put("at_root", model.at_root)
    # What a processor's exp says must decide nothing at run time: the probabilities ship as a table.
    put("keep.table", (torch.arange(-127, 128) / 16).sigmoid().mul(10_000).round() / 10_000)
    names = {"pieces": sorted(numbers.vocabulary, key=lambda piece: numbers.vocabulary[piece])}
    names |= {"pos": numbers.pos, "relations": numbers.relations}
    stored["names"] = np.frombuffer(json.dumps(names).encode("utf-8"), dtype=np.uint8)
    with path.open("wb") as file:
        np.savez_compressed(file, **stored)
