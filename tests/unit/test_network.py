"""The network in whole numbers: the same bytes however it is computed, and any input."""

from __future__ import annotations

import hashlib
import math
import os
import subprocess
import sys

import attrs
import numpy as np
import pytest

from storysum.model.span import Span
from storysum.syntax import network as module
from storysum.syntax import parse, parse_words
from storysum.syntax.compression import unlikely
from storysum.syntax.network import network

SENTENCES = [
    ["Petra", "Holm", "sold", "the", "van", "on", "Monday", "."],
    ["It", "had", "never", "once", "started", "in", "the", "rain", ",", "she", "says", "."],
    ["No"],
    ["“", "We", "were", "fools", "with", "nine", "guitars", ",", "”", "Holm", "said", "in", "1990", "."],
]

DIGEST = """
import hashlib, sys
from storysum.syntax import parse_words
from storysum.syntax.network import network
found = hashlib.sha256()
for one in network().scores({sentences!r} * 40):
    for array in (one.pos, one.arcs, one.states, one.dependent, one.governor):
        found.update(array.tobytes())
for one in parse_words({sentences!r} * 40):
    found.update(repr((one.odds, one.stays)).encode())
print(found.hexdigest())
"""


def digest(**environment: str) -> str:
    code = DIGEST.format(sentences=SENTENCES)
    asked = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    return asked.stdout


def test_the_scores_are_the_same_bytes_with_any_threads_and_kernels() -> None:
    kernels = [{"OPENBLAS_CORETYPE": name} for name in ("Haswell", "Sandybridge", "Prescott")]
    found = {digest(OPENBLAS_NUM_THREADS=threads, **kernel) for threads in "12" for kernel in kernels}
    assert len(found) == 1


def test_a_sentence_is_read_alike_alone_and_in_a_batch() -> None:
    alone = [network().scores([words])[0] for words in SENTENCES]
    for one, other in zip(alone, network().scores(SENTENCES), strict=True):
        assert one.arcs.tobytes() == other.arcs.tobytes()
        assert one.pos.tobytes() == other.pos.tobytes()
    assert parse_words(SENTENCES) == tuple(parse_words([words])[0] for words in SENTENCES)


def slow(self: module.Linear, whole: module.Array) -> module.Array:
    """A matrix product number by number."""
    columns = [[int(weight) for weight in column] for column in self.weight.T]
    products = []
    for row in whole:
        numbers = [int(number) for number in row]
        assert [float(number) for number in numbers] == row.tolist()
        assert max(map(abs, numbers)) <= 127 or self.weight.shape[1] != 17
        products.append([sum(a * b for a, b in zip(numbers, column, strict=True)) for column in columns])
    assert max(abs(one) for row in products for one in row) < 2**24
    return np.array(products, dtype=np.float32) * self.scale + self.bias


def test_the_scores_are_those_of_a_plain_loop_over_whole_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    fast, read = network().scores(SENTENCES[:1])[0], parse_words(SENTENCES[:1])
    monkeypatch.setattr(module.Linear, "of", slow)
    again = network().scores(SENTENCES[:1])[0]
    assert fast.arcs.tobytes() == again.arcs.tobytes()
    assert fast.pos.tobytes() == again.pos.tobytes()
    assert fast.states.tobytes() == again.states.tobytes()
    assert parse_words(SENTENCES[:1]) == read


def test_what_an_editor_keeps_is_said_of_every_word_but_where_nobody_asks() -> None:
    for words, read in zip(SENTENCES, parse_words(SENTENCES), strict=True):
        assert len(read.stays) == len(read.odds) == len(read.keep) == len(words)
        assert read.stays[read.root] == 127
        for keep, odds in zip(read.keep, read.odds, strict=True):
            assert keep == pytest.approx(1 / (1 + math.exp(-odds / 16)), abs=1e-4)
    (bare,) = parse_words(SENTENCES[:1], keep=False)
    assert bare == attrs.evolve(parse_words(SENTENCES[:1])[0], keep=(), odds=(), stays=())


def test_what_is_kept_of_a_long_sentence_is_said_window_by_window() -> None:
    words = (SENTENCES[1] * 40)[: 2 * module.WINDOW + 30]
    (long,) = parse_words([words])
    parts = parse_words([words[start : start + module.WINDOW] for start in range(0, len(words), module.WINDOW)])
    assert long.odds == tuple(odds for part in parts for odds in part.odds)
    assert long.stays == tuple(odds for part in parts for odds in part.stays)


def test_how_unlikely_something_is_follows_from_its_log_odds() -> None:
    for odds in range(-127, 128):
        assert unlikely(odds) == round(-16 * math.log(1 / (1 + math.exp(-odds / 16))))
    assert unlikely(-500) == unlikely(-127)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "words",
    [["x" * 1_000_000], ["a", "b"] * 6_000, ['"'] * 300, ["😀", "नमस्ते", "音楽", "\ud800"], ["", " "], []],
    ids=["long word", "many words", "marks", "scripts", "blank", "none"],
)
def test_any_words_are_read(words: list[str]) -> None:
    (read,) = parse_words([words])
    assert len(read) == len(words)
    assert read.head.count(0) == bool(words)


def test_word_types_that_are_kept_stay_within_their_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_TYPES", 100_000)
    for start in range(0, 1000, 100):
        network().scores([[f"word{number}" for number in range(start, start + 100)]])
    assert len(network().types) * (96 * 4 + 200) <= 100_000
    assert parse_words(SENTENCES) == parse_words(SENTENCES)


def test_a_parse_of_a_text_has_its_words_as_spans_of_it() -> None:
    text = "Rain fell. Petra Holm didn't sell the van."
    (read,) = parse(text, [Span(11, len(text))])
    assert [word.of(text) for word in read.words] == list(read.forms)
    assert read.forms[:4] == ("Petra", "Holm", "did", "n't")


def test_a_plain_sentence_is_read_right() -> None:
    (read,) = parse_words([["Petra", "sold", "the", "old", "van", "on", "Monday", "."]])
    assert read.head == (2, 0, 5, 5, 2, 7, 2, 2)
    assert read.relation == ("nsubj", "root", "det", "amod", "obj", "case", "obl", "punct")


def test_the_weights_are_those_of_the_card() -> None:
    folder = module.files("storysum.syntax") / "weights"
    found = hashlib.sha256((folder / "english.npz").read_bytes())
    assert found.hexdigest() in (folder / "README.md").read_text(encoding="utf-8")


def test_no_sentences_are_no_parses() -> None:
    assert parse("", []) == ()
    assert parse_words([]) == ()
    assert [one.head for one in parse_words([[], ["Rain"]])] == [(), (0,)]
