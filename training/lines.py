"""The weights that tell what each block of a page is: `python -m training.lines --data FOLDER`.

Fitted to `training/pages`: 776 pages that were written for it, as they come out of a browser, a mail or an archive, a
letter in front of each line; to the articles that ship; and, of the data in FOLDER, to the first paragraphs of stories
of the BBC's. Sixteen hands wrote the pages; four more wrote `dev.txt`, by which it was chosen what the passes do, and
`test.txt`, `test2.txt` and `test3.txt`, which decide and are not read. Told are the paragraphs of stories of train that
would be lost.

A linear-chain CRF with a quadratic penalty, by L-BFGS (five minutes). `--folds` leaves out each hand in turn and tells
how many of a hundred lines of the page are left out where 97, 98 and 99 of the story's paragraphs are kept.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path
from zlib import crc32

import numpy as np
from attrs import frozen
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import logsumexp

from storysum.corpus import load
from storysum.model.article import Block
from storysum.text import line_roles
from storysum.text.gaps import find_gaps, masked
from storysum.text.line_features import features
from storysum.text.line_roles import LABELS, Chain, as_the_page_reads
from storysum.text.passes import as_their_words_say
from storysum.text.read import blocks_of

PAGES = Path(__file__).parent / "pages"
WEIGHTS = Path(line_roles.__file__).parent / "weights" / "lines.txt"
HELD = ("dev", "test", "test2", "test3")
LETTERS = dict(zip("BTSYDHCPF", LABELS, strict=True)) | {"I": "body", "L": "body"}
"""Of the pages: items and the names of speakers are of the story."""
PENALTY, ROUNDS = 8.0, 100
TIMES = 4  # that an article which ships counts
PAGES_WITH = 2  # pages that must have a feature; a page that is told again is no other one
EVERY, PARAGRAPHS = 3, 6  # of published stories, and of their first paragraphs
UNIT = 32  # of a log-odd
LEAST = 3  # what a weight must reach somewhere for its feature to ship
BEFORE = ("", "(WIRE)", "HULL (Wire) ", "", "HULL, England (WIRE)", "Hull (PA) — ")
"""What stands in front of a story that is one line."""
SHARES = (("BIL", 0.05), ("BIL", 0.15), ("BILTYH", 0.02))
"""What stays of a page that is told again: lines of these letters, and of the others so many."""
_STOP = re.compile(r"(?<=\w[.!?])\s+(?=[A-Z“\"])")
_LINE = re.compile(r"([A-Z])\t(.*)")
_HEADER = """\
# What each feature of a line adds to each label, in thirty-seconds of a log-odd. Made by training/lines.py. The labels:
# {}\
"""

Array = NDArray[np.float64]


@frozen(eq=False)
class Page:
    """A page: the text it was told from, its blocks, their features and labels, and the letter of most of each."""

    source: str
    blocks: Sequence[Block]
    features: Sequence[Sequence[str]]
    labels: Sequence[int]
    letters: Sequence[str]


def pages(name: str, *, bare: bool = False) -> Iterator[Page]:
    """The pages of a hand; `bare` adds the story of each alone, with few other lines, in brief, in one line."""
    draw = random.Random(name)
    for number, written in enumerate((PAGES / f"{name}.txt").read_text(encoding="utf-8").split("\n===\n")):
        page = partial(page_of, f"{name} {number}")
        yield page(written)
        story = [line for line in written.split("\n") if line[:2] in ("B\t", "I\t", "L\t")]
        if bare and story:
            yield page("\n\n".join(story))
            yield page("\n\n".join(_with_notes(written, draw)))
            for letters, share in SHARES:
                lines = (line for line in written.split("\n") if line[:1] in letters or draw.random() < share)
                yield page("\n\n".join(line for line in lines if line.strip()))
        if bare:
            yield page(
                "\n\n".join(map(_brief, [line for line in written.split("\n") if line[:1] in "BTYH" and line][:6]))
            )
        if bare and number % 2:
            joined = " ".join(line[2:].strip() for line in story if line[0] == "B")
            yield page("B\t" + BEFORE[number // 2 % len(BEFORE)] + joined)


def _with_notes(written: str, draw: random.Random) -> list[str]:
    """A few sentences of the story with a line or two of the page before, within or behind them."""
    lines = [line for line in written.split("\n") if line.strip()]
    told = [_brief(line) for line in lines if line[0] in "BIL"][: draw.randint(2, 5)]
    others = [line for line in lines if line[0] in "FCYD"]
    for line in draw.sample(others, min(len(others), draw.randint(1, 2))):
        told.insert(draw.choice((0, len(told) // 2, len(told))), line)
    return told


def _brief(line: str) -> str:
    """A paragraph cut off behind its first sentence."""
    return _STOP.split(line, maxsplit=1)[0] if line[0] == "B" else line


def shipped() -> Iterator[Page]:
    """The articles that ship with storysum, of which every block is known."""
    letters = {LABELS[label][0]: letter for letter, label in reversed(LETTERS.items())} | {
        "item": "I",
        "furniture": "F",
    }
    for story in load():
        marks = {mark.span.start: letters[mark.kind] for mark in story.roles}
        lines = story.text.split("\n")
        starts = accumulate((len(line) + 1 for line in lines), initial=0)
        told = ((marks.get(start, "B"), line) for start, line in zip(starts, lines, strict=False))
        yield page_of(story.id, "\n".join(f"{letter}\t{line}" if line.strip() else line for letter, line in told))


def published(data: Path) -> Iterator[Page]:
    """Stories of the BBC's as far as is surely theirs: the first paragraphs, every other one under its title."""
    with gzip.open(data / "headlines/bbc-train.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if crc32(row["id"].encode()) % 5]
    for number, row in enumerate(rows[::EVERY]):
        paragraphs = [f"B\t{one}" for one in row["text"].split("\n") if one.strip()][:PARAGRAPHS]
        yield page_of("", "\n\n".join([f"T\t{row['title']}"] * (number % 2) + paragraphs))


def page_of(source: str, written: str) -> Page:
    """A page from its lines, each with its letter."""
    text, lines = lines_of(written)
    blocks = blocks_before(text)
    letters = [_letter(block, lines) for block in blocks]
    names = list(LABELS)
    labels = [names.index(LETTERS[letter]) for letter in letters]
    return Page(source, blocks, list(features(text, blocks)), labels, letters)


def lines_of(written: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text of a page, and start, end and letter of each line that has something in it."""
    lines, parts, at = [], [], 0
    for line in written.split("\n"):
        found = _LINE.fullmatch(line)
        shown = found[2] if found else line
        if found and shown.strip():
            lines.append((at, at + len(shown), found[1]))
        parts.append(shown)
        at += len(shown) + 1
    return "\n".join(parts), lines


def blocks_before(text: str) -> list[Block]:
    """The blocks of a text as they are when the chain sees them."""
    clean = masked(text, find_gaps(text))
    return as_their_words_say(clean, blocks_of(text, clean))


def _letter(block: Block, lines: Sequence[tuple[int, int, str]]) -> str:
    """The letter of most of a block."""
    held: Counter[str] = Counter()
    for start, end, letter in lines:
        held[letter] += max(0, min(end, block.span.end) - max(start, block.span.start))
    return held.most_common(1)[0][0]


@frozen(eq=False)
class Fitted:
    """A chain in floats."""

    vocabulary: dict[str, int]
    weights: Array  # a row a feature
    steps: Array
    first: Array
    last: Array

    def margins(self, told: Sequence[Sequence[str]]) -> Array:
        """Of each block how far the best labelling with it as body lies above the best one without."""
        emitted = np.zeros((len(told), len(LABELS)))
        for row, some in zip(emitted, told, strict=True):
            known = [self.vocabulary[one] for one in set(some) if one in self.vocabulary]
            row += self.weights[known].sum(axis=0)
        ahead, behind = np.empty_like(emitted), np.empty_like(emitted)
        ahead[0], behind[-1] = self.first + emitted[0], self.last
        for at in range(1, len(told)):
            ahead[at] = (ahead[at - 1][:, None] + self.steps).max(axis=0) + emitted[at]
            behind[-at - 1] = (self.steps + emitted[-at] + behind[-at]).max(axis=1)
        both = ahead + behind
        return np.asarray(both[:, 0] - both[:, 1:].max(axis=1))

    def whole(self) -> Chain:
        """The chain that ships: whole weights, features that say next to nothing left out."""
        rounded = np.rint(UNIT * self.weights).astype(int)
        shipped = {name: rounded[row].tolist() for name, row in self.vocabulary.items() if _says(rounded[row])}
        steps, first, last = (np.rint(UNIT * one).astype(int).tolist() for one in (self.steps, self.first, self.last))
        return Chain(shipped, steps, first, last)


def _says(row: NDArray[np.int_]) -> bool:
    return bool(np.abs(row).max() >= LEAST)


def fit(some: Sequence[Page]) -> Fitted:
    """The weights of the least penalized loss."""
    many = len(LABELS)
    told_in = {(name, one.source) for one in some if one.source for told in one.features for name in told}
    seen = Counter(name for name, _ in told_in)
    vocabulary = {name: row for row, name in enumerate(sorted(name for name in seen if seen[name] >= PAGES_WITH))}
    told = [one for page in some for one in page.features]
    rows, columns = np.array(
        [(row, vocabulary[name]) for row, one in enumerate(told) for name in sorted(set(one)) if name in vocabulary]
    ).T
    x = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(told), len(vocabulary)))
    ends = np.cumsum([len(page.labels) for page in some])
    starts = ends - [len(page.labels) for page in some]
    long = int((ends - starts).max())
    places = np.where(np.arange(long) < (ends - starts)[:, None], starts[:, None] + np.arange(long), -1)
    inside = places >= 0
    labels = np.concatenate([page.labels for page in some])
    wanted = np.eye(many)[labels]
    had = (
        x.T @ wanted,
        sum(np.eye(many)[list(page.labels[:-1])].T @ np.eye(many)[list(page.labels[1:])] for page in some),
        wanted[starts].sum(axis=0),
        wanted[ends - 1].sum(axis=0),
    )
    sizes = [part.size for part in had]

    def parted(flat: Array) -> tuple[Array, ...]:
        cut = np.split(flat, np.cumsum(sizes)[:-1])
        return tuple(one.reshape(part.shape) for one, part in zip(cut, had, strict=True))

    def loss(flat: Array) -> tuple[float, Array]:
        weights, steps, first, last = parted(flat)
        emitted = np.where(inside[..., None], (x @ weights)[places], 0)
        ahead, behind = np.zeros_like(emitted), np.zeros_like(emitted)
        ahead[:, 0], behind[:, -1] = emitted[:, 0] + first, last
        for at in range(1, long):
            on = inside[:, at, None]
            ahead[:, at] = np.where(
                on, _summed(ahead[:, at - 1, :, None] + steps, 1) + emitted[:, at], ahead[:, at - 1]
            )
        for at in range(long - 2, -1, -1):
            below = (emitted[:, at + 1] + behind[:, at + 1])[:, None, :]
            behind[:, at] = np.where(inside[:, at + 1, None], _summed(steps + below, 2), last)
        total = logsumexp(ahead[:, -1] + last, axis=1)
        likely = np.exp(ahead + behind - total[:, None, None]) * inside[..., None]
        blocks = np.zeros((len(told), many))
        blocks[places[inside]] = likely[inside]
        both = np.zeros((many, many))
        for at in range(1, long):
            on = inside[:, at]
            below = (emitted[on, at] + behind[on, at])[:, None, :]
            both += np.exp(ahead[on, at - 1, :, None] + steps + below - total[on, None, None]).sum(axis=0)
        have = (x.T @ blocks, both, likely[:, 0].sum(axis=0), blocks[ends - 1].sum(axis=0))
        worth = sum(float((a * b).sum()) for a, b in zip(had, parted(flat), strict=True)) - total.sum()
        slope = np.concatenate([(b - a).ravel() for a, b in zip(had, have, strict=True)])
        return 0.5 * PENALTY * float(flat @ flat) - worth, slope + PENALTY * flat

    found = minimize(loss, np.zeros(sum(sizes)), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    return Fitted(vocabulary, *parted(found.x))


def _summed(scores: Array, axis: int) -> Array:
    """The logarithm of a sum of exponentials, over an axis."""
    most = scores.max(axis=axis, keepdims=True)
    return np.asarray(np.log(np.exp(scores - most).sum(axis=axis)) + most.squeeze(axis))


def left_out(told: Sequence[tuple[str, float]], kept: float) -> float:
    """How many of a hundred lines of the page lie below the margin above which so many paragraphs of the story lie."""
    story = np.sort([margin for letter, margin in told if letter == "B"])
    others = np.array([margin for letter, margin in told if letter not in "BILH"])
    return 100 * float((others < story[int(len(story) * (1 - kept))]).mean())


def written(chain: Chain) -> str:
    """A chain as its file has it."""
    rows = {f"from {label}": row for label, row in zip(LABELS, chain.steps, strict=True)}
    rows |= {"the first": chain.first, "the last": chain.last, **chain.weights}
    lines = (f"{name}\t{' '.join(map(str, row))}" for name, row in sorted(rows.items()))
    return "\n".join([_HEADER.format(", ".join(LABELS)), *lines, ""])


def lost(data: Path) -> Iterator[tuple[str, str]]:
    """The role and the text of each paragraph of real stories that would be no body by what stands around it."""
    for file in ("summaries/cnndm-train.jsonl.gz", "headlines/bbc-train.jsonl.gz", "quotes/polnear-train-all.jsonl.gz"):
        with gzip.open(data / file, "rt", encoding="utf-8") as rows:
            for row in list(map(json.loads, rows))[:400]:
                blocks = blocks_before(row["text"])
                for old, new in zip(blocks, as_the_page_reads(row["text"], blocks), strict=True):
                    if old.role == "body" != new.role:
                        yield new.role, new.span.of(row["text"])


def main() -> None:
    """Fit and write the weights; or tell how good they are on hands left out."""
    ask = argparse.ArgumentParser(prog="python -m training.lines", description=__doc__)
    ask.add_argument("--data", type=Path)
    ask.add_argument("--folds", action="store_true")
    ask.add_argument("--output", type=Path, default=WEIGHTS)
    asked = ask.parse_args()
    hands = {
        path.stem: list(pages(path.stem, bare=True)) for path in sorted(PAGES.glob("*.txt")) if path.stem not in HELD
    }
    theirs = list(published(asked.data)) if asked.data else []
    told: list[tuple[str, float]] = []
    for held in hands if asked.folds else ():
        fitted = fit([*theirs, *(one for name, some in hands.items() if name != held for one in some)])
        own = [pair for one in hands[held] for pair in zip(one.letters, fitted.margins(one.features), strict=True)]
        print(held, *(f"{left_out(own, kept):.1f}" for kept in (0.97, 0.98, 0.99)), flush=True)
        told += own
    if told:
        print("all", *(f"{left_out(told, kept):.1f}" for kept in (0.97, 0.98, 0.99)))
        return
    fitted = fit([one for some in (*hands.values(), *[list(shipped())] * TIMES, theirs) for one in some])
    chain = fitted.whole()
    asked.output.write_text(written(chain), encoding="utf-8")
    own = [pair for one in pages("dev") for pair in zip(one.letters, fitted.margins(one.features), strict=True)]
    print(len(chain.weights), "features; dev", *(f"{left_out(own, kept):.1f}" for kept in (0.97, 0.98, 0.99)))
    if asked.data:
        for label, text in lost(asked.data):
            print(label, repr(text[:150]))


if __name__ == "__main__":
    main()
