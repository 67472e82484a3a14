"""The weights of the model that chooses a headline: `python -m training.headline --data FOLDER`.

FOLDER holds stories with what their own desk made of them: `headlines/bbc-train.jsonl.gz` with titles,
`summaries/cnndm-train.jsonl.gz` with highlights. First a logistic regression learns which words of the first
sentences stand in those. Then a linear one learns how good a cut is: `grades.jsonl`, beside this file, has grades that
readers gave to cuts of such stories, from 0 (wrong) to 4 (run it); and which cut tells the news, from what the cuts of
stories with titles share with those (ROUGE-1). What is told is how good the cuts are that are chosen, each tenth of the
stories left out in turn. A fifth of the stories is set aside for a report and neither graded nor read.
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
GRADES = Path(__file__).parent / "grades.jsonl"
STEP = 65536  # a whole number of the file is so small a part of a grade
UNIT = 4096  # of the weights of words: 256 a sixteenth
FOLDS = 10
_PENALTY = 10  # on the squares of the weights of features of unit variance
_TITLED = 0.2  # what a cut of a story with a title counts beside one with a grade
_WORTH = 10  # the grades between a cut that shares all with a title and one that shares nothing
MINDED = {"opens on a pronoun": -1.25, "later": -0.3, "brief": -0.6, "stump": -0.6, "bare": -0.6}
"""What an editor minds more than readers of one story do: these weights are no higher."""
GIVEN = {"behind": -0.15}
"""What readers minded who saw two headlines of one story, which grades of cuts do not say: not fitted."""
# Among the graded cuts are some of variants that are not tried when a headline is made.
_VARIANTS = (*headline.VARIANTS, (128, False, None), (24, False, 10), (64, True, 8))
_HEADER = """\
# How much each feature of a cut adds to its grade, in 65536ths; to a word's being in a title, in 4096ths;
# and the chance, in thousandths, for each sixteenth of the sum from -6 to 6. Made by training/headline.py.\
"""

Case = tuple[np.ndarray, np.ndarray]
"""Of a story: a row of features for each cut, and its grade or what it shares with the title."""


def stories(data: Path, *, report: bool = False) -> Iterator[tuple[str, str, str]]:
    """Id, title or highlights, and text of each story without its title; the fifth set aside, or the others."""
    for path in (data / "headlines" / "bbc-train.jsonl.gz", data / "summaries" / "cnndm-train.jsonl.gz"):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                title, text = row.get("title") or " ".join(row.get("summaries", [])[:1]), row["text"]
                whole = "title" in row or len(row["id"]) == 40  # the others of cnndm-train are cut short
                if title and whole and (crc32(row["id"].encode()) % 5 == 0) is report:
                    yield row["id"], title, text[len(title) :].lstrip(" .\n") if text.startswith(title) else text


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


def case(text: str, cuts: Sequence[dict[str, object]]) -> Case:
    """The graded cuts of a story, of those that the code as it is would make."""
    article = storysum.read(text)
    grades = {(cut["sentence"], tuple(cut["words"])): cut["grade"] for cut in cuts}  # type: ignore[arg-type]
    found = headline.candidates(
        article,
        sorted({place for place, _ in grades}),  # type: ignore[type-var]
        quotes=storysum.quotes(article),
        limits=HEADLINE.limits(body_words(article)),
        variants=_VARIANTS,
    )
    graded = [one for one in found if (one.sentence, one.cut.words) in grades]
    rows = [[one.features.get(name, 0) for name in features.FEATURES] for one in graded]
    goal = [grades[one.sentence, one.cut.words] for one in graded]
    return np.array(rows, dtype=float).reshape(-1, len(features.FEATURES)), np.array(goal, dtype=float)


def titled(title: str, text: str) -> Case:
    """All cuts of the first sentences of a story, and what each shares with the title (ROUGE-1)."""
    article = storysum.read(text)
    limits = HEADLINE.limits(body_words(article))
    able = headline.able(article, limits, api.Analysis(article).may_take)
    found = headline.candidates(article, able, quotes=storysum.quotes(article), limits=limits)
    rows = [[one.features.get(name, 0) for name in features.FEATURES] for one in found]
    texts = [" ".join(span.of(article.text) for span in one.cut.kept) for one in found]
    return np.array(rows, dtype=float).reshape(-1, len(features.FEATURES)), np.array(
        [shared(title, one) for one in texts]
    )


def shared(one: str, other: str) -> float:
    """ROUGE-1 F1 of two short texts, by their stems."""
    first, second = tokens(one), tokens(other)
    common = sum(min(first.count(word), second.count(word)) for word in {*first})
    return 2 * common / max(1, len(first) + len(second))


def fitted(graded: Sequence[Case], titled: Sequence[Case]) -> np.ndarray:
    """The weights, that of "always" first, by a ridge regression.

    Of a graded cut the grade is to be told; of a cut of a story with a title only how much more it shares with
    that than the story's other cuts, in grades.
    """
    fits = np.array([name not in GIVEN for name in features.FEATURES])
    rows, goal = fits * np.concatenate([one for one, _ in graded]), np.concatenate([one for _, one in graded])
    mean, scale = rows.mean(axis=0), np.maximum(1e-9, rows.std(axis=0))
    rows = (rows - mean) / scale
    square, product = rows.T @ rows + _PENALTY * np.eye(rows.shape[1]), rows.T @ (goal - goal.mean())
    for one, shares in titled:
        apart = fits * (one - one.mean(axis=0)) / scale
        square += _TITLED * apart.T @ apart
        product += _TITLED * apart.T @ (_WORTH * (shares - shares.mean()))
    weights = np.linalg.solve(square, product) / scale
    for name, highest in {**MINDED, **GIVEN}.items():
        weights[list(features.FEATURES).index(name)] = min(highest, weights[list(features.FEATURES).index(name)])
    weights[0] = goal.mean() - mean @ weights
    return weights


def left_out(graded: Sequence[Case], titled: Sequence[Case]) -> tuple[np.ndarray, np.ndarray]:
    """The grade and the share of what is chosen in each story, by weights that were fitted without it."""
    chosen = np.zeros(len(graded)), np.zeros(len(titled))
    for part in range(FOLDS):
        weights = fitted(*([one for n, one in enumerate(kind) if n % FOLDS != part] for kind in (graded, titled)))
        for kind, found in zip((graded, titled), chosen, strict=True):
            for n in range(part, len(kind), FOLDS):
                rows, goal = kind[n]
                found[n] = goal[int(np.argmax(rows @ weights))]
    return chosen


def main(argv: Sequence[str] | None = None) -> None:
    """Fit on the stories that are not set aside, write the weights, say how good what is chosen is."""
    ask = argparse.ArgumentParser(prog="python -m training.headline", description="Fit the choice of headlines.")
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--output", type=Path, default=WEIGHTS)
    ask.add_argument("--limit", type=int, help="so many stories at most")
    asked = ask.parse_args(argv)
    told = list(stories(asked.data))[: asked.limit]
    words = [f"word {name}".strip() for name in features.WORD_FEATURES]
    weights = np.rint(word_weights([one for _, title, text in told for one in known_words(title, text)]) * UNIT)
    lines = [f"{name}: {int(weight)}" for name, weight in zip(words, weights, strict=True)]
    sums = np.arange(-96, 97) / 16
    lines.append("chances: " + " ".join(str(int(one)) for one in np.rint(1000 / (1 + np.exp(-sums)))))
    asked.output.write_text("\n".join([_HEADER, *lines, ""]), encoding="utf-8")
    features.model.cache_clear()
    texts = {name: text for name, _, text in told}
    read = [json.loads(line) for line in GRADES.read_text(encoding="utf-8").splitlines()]
    graded = [case(texts[one["id"]], one["cuts"]) for one in read if one["id"] in texts]
    graded = [one for one in graded if len(one[1])]
    cases = [titled(title, text) for name, title, text in told if name.startswith("bbc")]
    cases = [one for one in cases if len(one[1])]
    found = np.rint(fitted(graded, cases) * STEP).astype(int).tolist()
    lines = [*(f"{name}: {weight}" for name, weight in zip(features.FEATURES, found, strict=True)), *lines]
    asked.output.write_text("\n".join([_HEADER, *lines, ""]), encoding="utf-8")
    chosen, shares = left_out(graded, cases)
    told_of = {
        "what is chosen, left out in turn": chosen,
        "the first": np.array([goal[0] for _, goal in graded]),
        "the best": np.array([goal.max() for _, goal in graded]),
    }
    print(f"{sum(len(goal) for _, goal in graded)} graded cuts of {len(graded)} stories:")
    for name, grades in told_of.items():
        good, bad = (100 * np.mean(one) for one in (grades >= 3, grades <= 1))
        print(f"{name}: grade {grades.mean():.2f}, 3 or 4 {good:.0f} %, 0 or 1 {bad:.0f} %")
    best = np.mean([goal.max() for _, goal in cases])
    print(f"{len(cases)} stories with titles: ROUGE-1 {100 * shares.mean():.1f}, the best cuts {100 * best:.1f}")


if __name__ == "__main__":
    main()
