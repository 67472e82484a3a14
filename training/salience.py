"""The weights of the default backend: `python -m training.salience --data FOLDER`.

FOLDER holds `summaries/cnndm-train.jsonl.gz` and `summaries/gum-train.jsonl`. How many word pairs of its references a
sentence has, for fifty pairs of each, is taken for a Poisson count with the sentence's words as exposure; the fit is
Newton's, with a quadratic penalty; each article weighs the same. Without --output, the table of what is left out in
turn is printed: CNN, and each group of GUM's genres.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from attrs import frozen
from numpy.typing import NDArray
from rouge_score import rouge_scorer, tokenizers

import storysum
from storysum import Budget
from storysum.backends import blend

PENALTY, ROUNDS = 100.0, 30
PAIRS = 50  # of each reference
GUM_WEIGHS = 3  # documents of GUM are fewer
GROUPS = {
    "academic": "written", "textbook": "written", "court": "spoken", "conversation": "spoken", "vlog": "spoken",
    "speech": "spoken", "interview": "people", "bio": "people", "news": "news", "voyage": "news",
}  # fmt: skip
_ID = re.compile("[0-9a-f]{40}")  # other rows of CNN/Daily Mail's file begin in the middle of a story

Array = NDArray[np.float64]


@frozen(eq=False)
class Document:
    """An article with what its sentences have, and what they say of the references."""

    article: storysum.Article
    domain: str
    references: tuple[str, ...]
    features: Array
    pairs: Array
    words: Array


def documents(data: Path) -> Iterator[Document]:
    """Those of train, but for the fifth whose figures are reported."""
    tokenizer = tokenizers.DefaultTokenizer(use_stemmer=True)
    for name in ("cnndm-train.jsonl.gz", "gum-train.jsonl"):
        path = data / "summaries" / name
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            for row in map(json.loads, file):
                gum = row["id"].startswith("GUM_")
                if not gum and (not _ID.fullmatch(row["id"]) or crc32(row["id"].encode()) % 5 == 0):
                    continue
                article = storysum.read(row["text"])
                if not article.sentences:
                    continue
                references = tuple(row["summaries"][:11])
                counts = [_pairs(tokenizer.tokenize(one)) for one in references]
                own = [_pairs(tokenizer.tokenize(one.of(article.text))) for one in article.sentences]
                pairs = [
                    sum((mine & theirs).total() / max(1, theirs.total()) for theirs in counts) / len(counts)
                    for mine in own
                ]
                yield Document(
                    article,
                    GROUPS[row["id"].split("_")[1]] if gum else "CNN",
                    references,
                    blend.features(article),
                    PAIRS * np.array(pairs),
                    np.array([max(3, len(one.of(article.text).split())) for one in article.sentences], dtype=float),
                )


def _pairs(tokens: Sequence[str]) -> Counter[Any]:
    return Counter(zip(tokens, tokens[1:], strict=False))


def fit(some: Sequence[Document]) -> tuple[Array, Array, Array]:
    """Means, spreads and weights of the features."""
    x = np.vstack([one.features for one in some])
    pairs, exposure = np.concatenate([one.pairs for one in some]), np.concatenate([one.words for one in some])
    each = np.concatenate(
        [
            np.full(len(one.pairs), (1 if one.domain == "CNN" else GUM_WEIGHS) * 10 / max(5.0, one.pairs.sum()))
            for one in some
        ]
    )
    means, spreads = x.mean(0), x.std(0) + 1e-9
    means[0], spreads[0] = 0, 1  # the bias
    z = (x - means) / spreads
    weights, penalty = np.zeros(z.shape[1]), np.full(z.shape[1], PENALTY)
    weights[0], penalty[0] = np.log(pairs.sum() / exposure.sum()), 0
    for _ in range(ROUNDS):
        expected = exposure * np.exp(np.clip(z @ weights, -20, 5))
        slope = z.T @ (each * (pairs - expected)) - penalty * weights
        curve = (z * (each * expected)[:, None]).T @ z + np.diag(penalty)
        weights += np.clip(np.linalg.solve(curve, slope), -1, 1)
    return means, spreads, weights


def worth(some: Sequence[Document], fitted: tuple[Array, Array, Array]) -> float:
    """The Poisson log-likelihood of a document, but for what does not depend on the weights."""
    means, spreads, weights = fitted
    total = 0.0
    for one in some:
        linear = (one.features - means) / spreads @ weights + np.log(one.words)
        total += 10 / max(5.0, one.pairs.sum()) * float((one.pairs * linear - np.exp(linear)).sum())
    return total / len(some)


def gained(some: Sequence[Document], fitted: tuple[Array, Array, Array], words: int) -> float:
    """ROUGE-2 at so many words above whole first sentences."""
    scorer = rouge_scorer.RougeScorer(["rouge2"], use_stemmer=True)
    blend._weights = lambda: fitted  # type: ignore[assignment]
    found = []
    for one in some:
        made = [
            str(storysum.summarize(one.article, length=Budget(words=words), backend=name)) for name in ("blend", "lead")
        ]
        ours, theirs = (
            np.mean([scorer.score(reference, text)["rouge2"].fmeasure for reference in one.references]) for text in made
        )
        found.append(100 * float(ours - theirs))
    return sum(found) / len(found)


def main() -> None:
    """Fit, and write the weights; or print what is left out in turn."""
    ask = argparse.ArgumentParser(prog="python -m training.salience", description=__doc__)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--output", type=Path, help="salience.csv")
    asked = ask.parse_args()
    some = list(documents(asked.data))
    if asked.output is None:
        print("| left out | documents | 60 words | 150 words |\n|---|---:|---:|---:|")
        for domain in ("CNN", *dict.fromkeys(GROUPS.values())):
            fitted = fit([one for one in some if one.domain != domain])
            out = [one for one in some if one.domain == domain]
            print(f"| {domain} | {len(out)} | {gained(out, fitted, 60):+.2f} | {gained(out, fitted, 150):+.2f} |")
        return
    fitted = fit(some)
    whole = worth(some, fitted)
    with asked.output.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["feature", "mean", "spread", "weight", "worth"])
        for number, name in enumerate(blend.FEATURES):
            without = [array.copy() for array in fitted]
            without[2][number] = 0
            lost = whole - worth(some, (without[0], without[1], without[2]))
            table.writerow([name, *(f"{array[number]:.6g}" for array in fitted), f"{lost:.3f}"])


if __name__ == "__main__":
    main()
