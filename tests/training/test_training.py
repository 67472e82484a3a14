"""Training from end to end, on sentences of its own; needs PyTorch."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="needs the dependency group training")

from training.compression import Batch, examples, fitted, stored
from training.data import Sentence
from training.evaluate import tree_figures
from training.fit import Numbers, fit
from training.quantize import quantize
from training.student import PIECE, Student

from storysum.syntax import parse_words
from storysum.syntax.network import Network, load, network
from storysum.syntax.parsing import read

NAMES, VERBS, THINGS = ("Holm", "Pike", "Tench", "Quill", "Reed"), ("sold", "bought"), ("van", "bass")
TREES = [
    Sentence(
        (name, verb, "the", thing), ("PROPN", "VERB", "DET", "NOUN"), (), (2, 0, 4, 2), ("nsubj", "root", "det", "obj")
    )
    for name in NAMES
    for verb in VERBS
    for thing in THINGS
]


def test_twenty_sentences_are_learned_and_read_right_in_whole_numbers(tmp_path: Path) -> None:
    torch.manual_seed(1)
    pieces = {"[UNK]": 0} | {word.lower(): k + 1 for k, word in enumerate((*NAMES, *VERBS, *THINGS, "the"))}
    numbers = Numbers(pieces, TREES)
    model = Student(
        torch.randn(len(pieces), PIECE),
        width=32,
        pos=len(numbers.pos),
        relations=len(numbers.relations),
        tags=1,
        labels=1,
    )
    fit(model, numbers, [(TREES, 40)], steps=80, seed=1)
    quantize(model, TREES, numbers, tmp_path / "english.npz")
    found = tree_figures(load(tmp_path / "english.npz"), TREES)
    assert found == dict.fromkeys(("UPOS", "UAS", "LAS", "nsubj", "obj", "root"), 100.0)


def test_what_editors_drop_from_their_heads_is_learned_and_read_in_whole_numbers() -> None:
    torch.manual_seed(1)
    words = [
        (name, verb, "the", colour, thing)
        for name in NAMES
        for verb in VERBS
        for thing in THINGS
        for colour in ("old", "red")
    ]
    found = list(examples([Sentence(one, keep=(True, True, True, False, True)) for one in words] * 20))
    model = fitted(found, steps=60, words=500)
    trained = Network(network().names, network().vocabulary, {**network().arrays, **stored(model, found)})
    reads = read(trained, words)
    for one, shipped in zip(reads, parse_words(words), strict=True):
        assert (one.head, one.pos) == (shipped.head, shipped.pos)
        assert one.stays[1] == 127
        assert max(one.stays[3], one.odds[3]) < -32
        assert min(one.stays[0], one.stays[2], one.stays[4], *one.odds[:3], one.odds[4]) > 32
    with torch.no_grad():
        keep, stays = model(Batch(found[: len(words)]))
    for row, one in enumerate(reads):
        assert max(abs(a - b) for a, b in zip((16 * keep[row]).clamp(-127, 127).tolist(), one.odds, strict=True)) < 8
        stay = (16 * stays[row]).clamp(-127, 127).tolist()
        assert max(abs(stay[word] - one.stays[word]) for word in (0, 2, 3, 4)) < 8
