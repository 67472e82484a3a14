"""What the default's numbers were tuned on, how they fare where they were not, and what each part of it brings.

    python benchmarks/quality/tuning.py              # to the terminal
    python benchmarks/quality/tuning.py --results    # and benchmarks/results/tuning.md; a quarter of an hour

Needs the development sets under ../shared/data/summaries. ROUGE-2 (rouge-score, stemmed; the mean over the
references) at a hard cap of words. "Cut lead" is the first words of the story, cut at the cap in
mid-sentence: no summary that anybody would publish, and harder to beat than whole sentences.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import numpy as np
from rouge_score.rouge_scorer import RougeScorer

import storysum
from storysum.backends.blend import Blend

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[2] / "shared" / "data" / "summaries"
RESULTS = HERE.parent / "results" / "tuning.md"
SETS = ("cnndm-dev", "gum-dev")
CAPS = (60, 150)
FOLDS = 5
HALVES, FLOORS, SPEECH = (1.0, 1.5, 2.0, 3.0, 4.0), (0.05, 0.1, 0.2, 0.3), (0.4, 0.8)

Scores = dict[tuple[str, int], np.ndarray]
Summarizer = Callable[[storysum.Article, int], str]


class Bench:
    """The development sets, read once, and their scores."""

    def __init__(self) -> None:
        self.scorer = RougeScorer(["rouge2"], use_stemmer=True)
        self.sets = {name: list(_stories(name)) for name in SETS}
        self._known: dict[tuple[str, str], float] = {}

    def __call__(self, summarize: Summarizer) -> Scores:
        """One score an article, for each set and cap."""
        return {
            (name, cap): np.array([self._score(references, summarize(article, cap)) for article, references in stories])
            for name, stories in self.sets.items()
            for cap in CAPS
        }

    def _score(self, references: list[str], summary: str) -> float:
        return 100 * float(np.mean([self._one(reference, summary) for reference in references]))

    def _one(self, reference: str, summary: str) -> float:
        key = reference, summary
        if key not in self._known:
            self._known[key] = self.scorer.score(reference, summary)["rouge2"].fmeasure
        return self._known[key]


def _stories(name: str) -> Iterator[tuple[storysum.Article, list[str]]]:
    for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        story = json.loads(line)
        yield storysum.read(story["text"]), story["summaries"][:3]


def by(backend: object, *, tighten: bool | None = None) -> Summarizer:
    """A summarizer from a backend, its name or one made with options."""

    def summarize(article: storysum.Article, cap: int) -> str:
        return storysum.summarize(article, length=storysum.Budget(words=cap), backend=backend, tighten=tighten).text

    return summarize


def cut_lead(article: storysum.Article, cap: int) -> str:
    """The first words."""
    return " ".join(article.text.split()[:cap])


@contextmanager
def _none_fitted() -> Iterator[None]:
    with patch("storysum.select.shelf.FITTED", 0):
        yield


@contextmanager
def _one_beginning() -> Iterator[None]:
    with patch("storysum.select.together._BEGINNINGS", 0), patch("storysum.select.together._OPENINGS", 0):
        yield


@contextmanager
def _in_any_order() -> Iterator[None]:
    with patch("storysum.select.together.COHERENCE", 0), patch("storysum.select.together.OPENING", 0):
        yield


@contextmanager
def _with_interjections() -> Iterator[None]:
    with patch("storysum.select.basket.SHORT", 0):
        yield


@contextmanager
def _nothing_assumed() -> Iterator[None]:
    with patch("storysum.select.shelf.assumed", lambda article: {}):
        yield


def ablations(bench: Bench) -> Iterator[tuple[str, Scores]]:
    """The default, and the default without each of its parts."""
    yield "`blend`, as it is", bench(by(Blend()))
    yield "without places (`half=0`)", bench(by(Blend(half=0)))
    yield "without speech (`speech=0`)", bench(by(Blend(speech=0)))
    yield "verbatim (`tighten=False`)", bench(by(Blend(), tighten=False))
    for told, without in (
        ("without shortening the sentence that does not fit", _none_fitted),
        ("from one beginning only", _one_beginning),
        ("without regard to how it reads on", _in_any_order),
        ("with interjections at their full worth", _with_interjections),
        ("without regard to what a sentence takes for known", _nothing_assumed),
    ):
        with without():
            yield told, bench(by(Blend()))


def crossed(bench: Bench) -> list[tuple[str, Scores, str]]:
    """The choice of numbers made on four fifths and scored on the fifth, and made and scored on all."""
    grid = [Blend(half=h, floor=f, speech=s) for h, f, s in itertools.product(HALVES, FLOORS, SPEECH)]
    scores = [bench(by(backend)) for backend in grid]
    held = {key: np.zeros(len(values)) for key, values in scores[0].items()}
    chosen: list[str] = []
    for fold in range(FOLDS):
        inside = {key: np.arange(len(values)) % FOLDS == fold for key, values in held.items()}
        best = max(range(len(grid)), key=lambda one: _mean({k: scores[one][k][~inside[k]] for k in inside}))
        chosen.append(_told(grid[best]))
        for key, mask in inside.items():
            held[key][mask] = scores[best][key][mask]
    best = max(range(len(grid)), key=lambda one: _mean(scores[one]))
    return [
        ("chosen on four folds, scored on the fifth", held, "; ".join(dict.fromkeys(chosen))),
        ("chosen and scored on all", scores[best], _told(grid[best])),
        ("mean over the whole grid", {key: np.mean([one[key] for one in scores], axis=0) for key in held}, ""),
    ]


def _told(backend: Blend) -> str:
    return f"half {backend.half:g}, floor {backend.floor:g}, speech {backend.speech:g}"


def _mean(scores: Scores) -> float:
    return float(np.mean([values.mean() for values in scores.values()]))


def _row(told: str, scores: Scores, base: Scores) -> str:
    cells = []
    for key, values in scores.items():
        differences = values - base[key]
        spread = 1.96 * differences.std(ddof=1) / len(differences) ** 0.5
        cells.append(f"{values.mean():.2f} ({differences.mean():+.2f} ± {spread:.2f})")
    return f"| {told} | {' | '.join(cells)} |"


def report() -> Iterator[str]:
    """The tables, line by line."""
    bench = Bench()
    base = bench(cut_lead)
    head = " | ".join(f"{name}, {cap} words" for name in SETS for cap in CAPS)
    rule = " | ".join("---:" for _ in range(len(SETS) * len(CAPS)))
    sizes = ", ".join(f"{len(stories)} of {name}" for name, stories in bench.sets.items())
    yield f"# What tuning did: ROUGE-2 on {sizes}\n"
    yield "In brackets the mean difference from the cut lead, ± 1.96 standard errors. Made by `tuning.py`.\n"
    for title, rows in (
        (
            "Backends",
            [("cut lead", base), *((name, bench(by(name))) for name in ("lead", "textrank", "lsa", "quote-first"))],
        ),
        ("The default and its parts", list(ablations(bench))),
    ):
        yield f"## {title}\n\n| | {head} |\n| --- | {rule} |"
        yield from (_row(told, scores, base) for told, scores in rows)
        yield ""
    yield f"## Cross-validation\n\nHalf {HALVES}, floor {FLOORS}, speech {SPEECH}; {FOLDS} folds.\n"
    yield f"| | {head} | numbers |\n| --- | {rule} | --- |"
    for told, scores, numbers in crossed(bench):
        yield f"{_row(told, scores, base)} {numbers} |"


def main() -> None:
    """Print the tables, and write them where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", action="store_true", help="write benchmarks/results/tuning.md")
    options = parser.parse_args()
    lines: list[str] = []
    for line in report():
        print(line, flush=True)
        lines.append(line)
    if options.results:
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
