"""From the trained network to the whole numbers that ship.

Weights become int8, a scale for each output; activations get one static scale each, from what some
training sentences send through the network (Jacob et al. 2018).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
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

__all__ = ["linear_arrays", "norm_arrays", "quantize", "watched"]

_COMPANY = ("tag", "label", "keep_inner", "keep")  # heads that are company in training
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


def watched(model: nn.Module, run: Callable[[], object]) -> _Seen:
    """What goes into the layers of a model while it runs."""
    seen = _Seen()
    hooks = [
        module.register_forward_pre_hook(partial(_note, seen, name))
        for name, module in model.named_modules()
        if isinstance(module, nn.Linear | nn.LayerNorm)
    ]
    with torch.no_grad():
        run()
    for hook in hooks:
        hook.remove()
    return seen


def _watched_student(model: Student, sentences: Sequence[Sentence], numbers: Numbers) -> _Seen:
    ordered = sorted(sentences, key=lambda one: len(one.words))
    sides: list[tuple[Tensor, Tensor]] = []

    def run() -> None:
        for start in range(0, len(ordered), 25):
            batch = Batch(ordered[start : start + 25], numbers)
            x = model.encode(batch.pieces, batch.affixes, batch.mask.unsqueeze(-1))
            model.pos(x), model.relations(x, batch.head.clamp(min=0)), model.arcs(x)
            dependent, governor = functional.relu(model.dependent(x)), functional.relu(model.governor(x))
            sides.append((model.bilinear(dependent), governor))

    seen = watched(model, run)
    for left, right in sides:
        seen("arcs.left", left)
        seen("arcs.right", right)
    return seen


def _whole(weight: Tensor) -> tuple[Tensor, Tensor]:
    """Rows (outputs) as int8, and what each was divided by."""
    scale = weight.abs().amax(dim=1).clamp(min=1e-9) / 127
    return (weight / scale[:, None]).round().clamp(-127, 127), scale


def linear_arrays(name: str, module: nn.Linear, grid: float) -> Iterator[tuple[str, np.ndarray]]:
    """A linear map as it ships: whole weights, what they were divided by, bias, and the grid of its inputs."""
    weight, scale = _whole(module.weight.detach())
    yield f"{name}.weight", weight.T.contiguous().numpy().astype(np.int8)
    yield f"{name}.scale", (scale / grid).numpy()
    yield f"{name}.bias", (torch.zeros(len(scale)) if module.bias is None else module.bias.detach()).numpy()
    yield f"{name}.grid", np.float32(grid)


def norm_arrays(name: str, module: nn.LayerNorm, seen: _Seen) -> Iterator[tuple[str, np.ndarray]]:
    """A layer norm as it ships."""
    yield f"{name}.weight", module.weight.detach().numpy()
    yield f"{name}.bias", module.bias.detach().numpy()
    yield f"{name}.grid", np.float32(seen.grid(name, 255.0))


def quantize(model: Student, sentences: Sequence[Sentence], numbers: Numbers, path: Path) -> None:
    """Write the weights to a file, with the scales that the sentences ask for."""
    model.eval()
    seen = _watched_student(model, sentences, numbers)
    stored: dict[str, np.ndarray] = {}

    def put(name: str, value: Tensor | float, kind: type = np.float32) -> None:
        stored[name] = np.asarray(value.detach().numpy() if isinstance(value, Tensor) else value, dtype=kind)

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
    stored.update(linear_arrays("enter.linear", entering, 1.0))
    for name, module in model.named_modules():
        if isinstance(module, nn.LayerNorm):
            stored.update(norm_arrays(name, module, seen))
        elif isinstance(module, nn.Linear) and name not in ("enter.linear", *_COMPANY):
            stored.update(linear_arrays(name, module, seen.grid(name)))
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
        np.savez(file, **stored)  # whole numbers hardly shrink, and are read in a third of the time
