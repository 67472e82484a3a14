"""The weights of the model that chooses a headline: `python -m training.headline --data FOLDER`.

FOLDER holds `headlines/bbc-train.jsonl.gz`, a story a line with the writer's own title. First a logistic
regression learns which words of the first sentences stand in titles. Then each story has candidates,
cuts of its first sentences; the model gives each a probability in proportion to e to the sum of its
weighted features, and is fitted so that what it is expected to choose shares most with the title
(ROUGE-1). What such sharing cannot see, how a cut reads, has a weight of `MINDED` at most. The weights are rounded
to whole numbers. A fifth of the stories is left out, for a report.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np

import storysum
from storysum import api
from storysum.evaluation.metrics.rouge import tokens
from storysum.model.budget import HEADLINE
from storysum.shortening import features, headline
from storysum.shortening.sentences import sentences
from storysum.terms.words import TOKEN
from storysum.text.body import body_words

WEIGHTS = Path(headline.__file__).parent / "weights" / "headline.txt"
STEP = 1024  # a whole number of the file is so small a part of a log-odds
_PENALTY = 0.5  # on the squares of the weights of features of unit variance
FOLDS = 5
UNIT = 4096  # of the weights of words: 256 a sixteenth
MINDED = {
    "second": -4500,
    "third": -4700,
    "later": -5000,
    "paid": -96,
    "missed": -200,
    "doubts": -400,
    "modifiers": -500,
    "pronoun": -128,
    "opens on a pronoun": -8000,
    "opens on the": -256,
    "there is": -6000,
    "stops": -1200,
    "stops early": -50,
    "bare": -600,
    "short": -192,
    "lost": -32,
}
"""What a reader minds, in 1024ths: these weights are no higher. The first sentence is left for clear reason only."""
_HEADER = """\
# How much each feature of a cut speaks for it, in 1024ths of log-odds; of a word for being in the title, in 4096ths;
# and the chance, in thousandths, for each sixteenth of the sum from -6 to 6. Made by training/headline.py.\
"""

Case = tuple[np.ndarray, np.ndarray]
"""Of a story: a row of features for each candidate, and what each shares with the title."""


def stories(path: Path, *, report: bool = False) -> Iterator[tuple[str, str]]:
    """Title and text of each story, without the title in front; the fifth that is set aside, or the others."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            title, text = row.get("title") or "", row["text"]
            if title and (crc32(row["id"].encode()) % 5 == 0) is report:
                yield title, text[len(title) :].lstrip(" .\n") if text.startswith(title) else text


def shared(one: str, other: str) -> float:
    """ROUGE-1 F1 of two short texts, by their stems."""
    first, second = tokens(one), tokens(other)
    common = sum(min(first.count(word), second.count(word)) for word in {*first})
    return 2 * common / max(1, len(first) + len(second))


def known_words(title: str, text: str) -> Iterator[tuple[tuple[int, ...], bool]]:
    """The features of the words of the first sentences, and whether the title has each."""
    article = storysum.read(text)
    matter = features.Matter(article)
    wanted = {matter.normal(word) for word in TOKEN.findall(title)}
    first = range(min(6, len(article.sentences)))
    for index, sentence in zip(first, sentences(article, first), strict=True):
        words = [word for word in range(len(sentence.parse)) if not sentence.mark[word]]
        for form, told in features.words_of(sentence, matter, words, index == 0).items():
            yield told, form in wanted


def word_weights(told: Sequence[tuple[tuple[int, ...], bool]]) -> np.ndarray:
    """A logistic regression, by Newton's steps."""
    rows = np.array([features for features, _ in told], dtype=float)
    goal = np.array([hit for _, hit in told], dtype=float)
    scale = np.maximum(1e-9, np.abs(rows).max(axis=0))
    rows /= scale
    weights = np.zeros(rows.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-rows @ weights))
        curve = rows.T * (chance * (1 - chance)) @ rows + np.eye(len(weights))
        weights += np.linalg.solve(curve, rows.T @ (goal - chance) - weights)
    return weights / scale


def case(title: str, text: str) -> Case | None:
    """The candidates of a story; None where there is no choice."""
    article = storysum.read(text)
    analysis = api.Analysis(article)
    found = list(
        headline.headlines(
            article,
            analysis.placed.scores,
            quotes=analysis.shared.quotes,
            limits=HEADLINE.limits(body_words(article)),
            may_take=analysis.shared.may_take,
        )
    )
    if len(found) < 2:
        return None
    rows = np.array([[one.features.get(name, 0) for name in features.FEATURES] for one in found], dtype=float)
    texts = [" ".join(span.of(article.text) for span in one.cut.kept) for one in found]
    return rows, np.array([shared(title, one) for one in texts])


def fitted(cases: Sequence[Case], most: Sequence[float], *, steps: int = 500) -> np.ndarray:
    """The weights, each at most so high, by which what is chosen shares most with the titles (Adam's steps).

    Each candidate is chosen in proportion to e to its score; the sum over them of what they share, in hundredths,
    is what rises, less a penalty on the squares of the weights.
    """
    scale = np.maximum(1e-9, np.concatenate([rows for rows, _ in cases]).std(axis=0))
    sizes = [len(goal) for _, goal in cases]
    rows, goal = np.concatenate([one for one, _ in cases]) / scale, 100 * np.concatenate([one for _, one in cases])
    starts = np.cumsum([0, *sizes[:-1]])
    owner, highest = np.repeat(np.arange(len(cases)), sizes), np.array(most) * scale
    weights, mean, square = (np.zeros(rows.shape[1]) for _ in range(3))
    for step in range(1, steps + 1):
        values = rows @ weights
        values = np.exp(values - np.maximum.reduceat(values, starts)[owner])
        values /= np.add.reduceat(values, starts)[owner]
        expected = np.add.reduceat(values * goal, starts)[owner]
        slope = rows.T @ (values * (goal - expected)) / len(cases) - _PENALTY * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights += 0.03 * mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.999**step)) + 1e-9)
        weights = np.minimum(weights, highest)
    return weights / scale


def most() -> list[float]:
    """How high each weight may be, in the order of `FEATURES`."""
    return [MINDED.get(name, np.inf) / STEP for name in features.FEATURES]


def gain(cases: Sequence[Case], weights: np.ndarray) -> tuple[float, float, float]:
    """What the chosen, the first and the best candidates share with the titles, in the mean."""
    chosen = [goal[int(np.argmax(rows @ weights))] for rows, goal in cases]
    return tuple(float(np.mean(one)) for one in (chosen, [g[0] for _, g in cases], [g.max() for _, g in cases]))  # type: ignore[return-value]


def main(argv: Sequence[str] | None = None) -> None:
    """Fit on the stories that are not set aside, write the weights, say what they reach on the others."""
    ask = argparse.ArgumentParser(prog="python -m training.headline", description="Fit the choice of headlines.")
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--output", type=Path, default=WEIGHTS)
    ask.add_argument("--limit", type=int, help="so many stories at most")
    asked = ask.parse_args(argv)
    told = list(stories(asked.data / "headlines" / "bbc-train.jsonl.gz"))[: asked.limit]
    words = [f"word {name}".strip() for name in features.WORD_FEATURES]
    weights = np.rint(word_weights([one for title, text in told for one in known_words(title, text)]) * UNIT)
    lines = [f"{name}: {int(weight)}" for name, weight in zip(words, weights, strict=True)]
    sums = np.arange(-96, 97) / 16
    lines.append("chances: " + " ".join(str(int(one)) for one in np.rint(1000 / (1 + np.exp(-sums)))))
    asked.output.write_text("\n".join([_HEADER, *lines, ""]), encoding="utf-8")
    features.model.cache_clear()
    cases = [one for title, text in told if (one := case(title, text)) is not None]
    found = np.rint(fitted(cases, most()) * STEP).astype(int).tolist()
    lines = [*(f"{name}: {weight}" for name, weight in zip(features.FEATURES, found, strict=True)), *lines]
    asked.output.write_text("\n".join([_HEADER, *lines, ""]), encoding="utf-8")
    left_out = np.mean(
        [
            gain(cases[part::FOLDS], fitted([one for n, one in enumerate(cases) if n % FOLDS != part], most()))[0]
            for part in range(FOLDS)
        ]
    )
    chosen, _, best = gain(cases, np.array(found))
    print(
        f"{len(cases)} stories with a choice: ROUGE-1 {100 * chosen:.1f}, left out in turn {100 * left_out:.1f}, "
        f"the best cuts {100 * best:.1f}"
    )


if __name__ == "__main__":
    main()
