"""The data, in the formats in which the world publishes it: CoNLL-U trees and compressed sentences."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

import numpy as np
from attrs import evolve, field, frozen
from numpy.typing import NDArray

import storysum
from storysum.syntax import words

__all__ = ["PENN_MARKS", "Cases", "Sentence", "Soft", "compressions", "stories", "trees"]

PENN_MARKS = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "-lrb-": "(", "-rrb-": ")"}
"""How a newspaper sets the marks of the Penn treebank."""


@frozen(eq=False)
class Soft:
    """How likely a teacher holds each answer for a sentence of n words, as half-precision numbers.

    Attributes:
        pos: (n, parts of speech).
        arcs: (n, n + 1), the root first.
        head: The likeliest head of each word.
        relation: (n, relations), to that head.
    """

    pos: NDArray[np.float16]
    arcs: NDArray[np.float16]
    head: tuple[int, ...]
    relation: NDArray[np.float16]


@frozen
class Sentence:
    """A sentence with what somebody marked in it; what nobody marked is empty.

    Attributes:
        words: The words as they stand in the data.
        pos: Universal part of speech.
        tag: Penn's part of speech.
        head: The number of the word that each word depends on, counted from 1; 0 for the root.
        relation: Universal dependency relation to it.
        label: Stanford dependency label, without the word it depends on.
        keep: Whether the editor's shorter sentence has the word.
        soft: What a teacher says.
        cased: Whether the words are written as they were; else lower case, digits #, rare words UNK.
    """

    words: tuple[str, ...]
    pos: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    head: tuple[int, ...] = ()
    relation: tuple[str, ...] = ()
    label: tuple[str, ...] = ()
    keep: tuple[bool, ...] = ()
    cased: bool = True
    soft: Soft | None = field(default=None, eq=False)


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from file


def trees(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file, by their syntactic words."""
    for blank, block in groupby(_lines(path), key=lambda line: not line.strip()):
        if blank:
            continue
        rows = [line.rstrip("\n").split("\t") for line in block if not line.startswith("#")]
        columns = list(zip(*(row for row in rows if row[0].isdigit()), strict=True))
        yield Sentence(
            words=columns[1],
            pos=columns[3],
            tag=columns[4],
            head=tuple(map(int, columns[6])),
            relation=columns[7],
        )


def compressions(path: Path) -> Iterator[Sentence]:
    """The sentences of a file of compressions (Filippova and Altun 2013), one JSON object a line."""
    for line in _lines(path):
        row = json.loads(line)
        words = tuple(row["words"].split())
        yield Sentence(
            words=words,
            tag=tuple(row.get("pos", "").split()),
            label=tuple(row.get("dep", "").split()),
            keep=tuple(one == "1" for one in row["keep"]),
            cased=any(word[:1].isupper() and word != "UNK" for word in words),
        )


def stories(path: Path, wanted: Callable[[str], bool]) -> Iterator[Sentence]:
    """The sentences, of 4 to 60 words, of stories that nobody has marked; by their `id` and `text`."""
    for line in _lines(path):
        row = json.loads(line)
        if not wanted(row["id"]):
            continue
        article = storysum.read(row["text"])
        for span in article.sentences:
            found = span.of(article.text)
            cut = tuple(word.of(found) for word in words(found))
            if 4 <= len(cut) <= 60:
                yield Sentence(cut)


_RARE = 2  # a word that was seen no more often stands for others that were not seen


class Cases:
    """How words are written where they do not open a sentence, and what rare words and numbers look like."""

    def __init__(self, marked: Iterable[Sentence], unmarked: Iterable[Sentence]) -> None:
        """From cased sentences; those with Penn's tags give the rare words of each."""
        forms: dict[str, Counter[str]] = {}
        tags: dict[str, str] = {}
        for one in (*marked, *unmarked):
            for word in one.words[1:]:
                forms.setdefault(word.lower(), Counter())[word] += 1
            tags.update(zip(one.words[1:], one.tag[1:], strict=False))
        self._form = {word: counts.most_common(1)[0][0] for word, counts in forms.items()}
        self._rare: dict[str, list[str]] = {}
        for word, tag in tags.items():
            digits = any(map(str.isdigit, word))
            if digits or (word.isalpha() and forms[word.lower()].total() <= _RARE):
                self._rare.setdefault("#" if digits else tag, []).append(word)

    def restored(self, sentence: Sentence, draw: random.Random) -> Sentence:
        """A sentence in lower case, with UNK and ##, as a newspaper could have printed it."""
        written = []
        for number, (word, tag) in enumerate(zip(sentence.words, sentence.tag, strict=True)):
            if word in ("UNK", "##"):
                rare = self._rare.get("#" if word == "##" else tag)
                if rare is None:
                    return sentence
                form = draw.choice(rare)
            else:
                form = self._form.get(word, word)
                if tag in ("NNP", "NNPS") and form.islower() and len(form) > len("the"):
                    form = form.capitalize()
            written.append(form[:1].upper() + form[1:] if number == 0 else form)
        return evolve(sentence, words=tuple(written), cased=True)
