"""How the weights of `storysum.quotations` are made: `python -m training.quotations --data FOLDER`.

Two log-linear models over the features of `storysum.quotations.features` with an L2 penalty: which marked stretches
are speech (L-BFGS), and who of the candidates speaks (Adam, with a hidden layer over the states of the parser's
network besides). Both are chosen with each newspaper of the training data left out in turn (`--table` prints that),
pruned to their strongest weights and rounded to int8.

FOLDER holds `quotes/polnear-train-all.jsonl.gz`, in the form that ../shared/tools/score_quotes.py describes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from storysum.quotations.candidates import cases
from storysum.quotations.finding import found_by
from storysum.quotations.ranker import Ranker
from storysum.quotations.templates import named
from storysum.text.marks.stretches import marked
from storysum.text.read import read
from training.quotations.examples import Story, make_vocabulary, person_examples, said_examples, speech_examples, story
from training.quotations.fitting import SCALE, Fit, Outcome, calibrated, fit, fit_with_states, outcomes, rounded
from training.quotations.labels import measures, paper, reported, rows_of, tally

CARD = """# english.npz: a model card

Says of an English article's marked words whether they are speech, and whose. Used by `storysum.quotations`.

- **What**: {count:,} int8 weights of three log-linear models over numbered features (speech or not; who of the
  candidates; whom “he” means), a hidden layer of 64 over what the parser's network has of four words of each candidate
  (who of them), a vocabulary of lower-case words, a table in place of `exp`, and a table of how often an answer was
  right by its share. The strongest weights in words: `strongest.txt`.
- **Figures and weak spots**: docs/concepts/quotations.md.
- **Made by** `python -m training.quotations --data FOLDER`; minutes on one processor.
- **Trained on** the train split of PolNeAR (Newell et al. 2018), US political news of seven papers, 2015 and 2016,
  without a fifth of its articles; no licence is stated, the articles are press text under copyright. Nothing of them is
  in the weights but counts of features and single lower-case words. The features read the trees of
  `storysum.syntax`, whose weights have a card of their own.
- **No feature is a person's name.**
- **Licence**: that of storysum.
- **SHA-256** `{digest}`
"""
LIMITS = ("speech", "speech_named", "least", "person")
WEIGHTS = Path(__file__).resolve().parents[2] / "src" / "storysum" / "quotations" / "weights"


def made(
    models: Sequence[Fit], vocabulary: dict[str, int], confidence: Sequence[float], limits: dict[str, int]
) -> Ranker:
    """The weights as they run."""
    return Ranker(
        {f: round(w * SCALE) for one in models for f, w in one.weights.items()},
        vocabulary,
        [round(2**20 * np.exp(-k / SCALE)) for k in range(SCALE * 12)],
        list(confidence),
        **limits,
        layer=models[1].layer,
    )


def ship(model: Ranker) -> None:
    """Write the weights, and their strongest in words."""
    weights = model.weights
    order = sorted(weights)
    told = {"vocabulary": sorted(model.vocabulary, key=lambda word: model.vocabulary[word])}
    limits = {name: getattr(model, name) for name in LIMITS}
    layer = model.layer
    assert layer is not None
    parts = {
        f"{name}.{part}": getattr(linear, part).astype(np.int8 if part == "weight" else np.float32)
        for name, linear in (("inner", layer.inner), ("outer", layer.outer))
        for part in ("weight", "scale", "bias", "grid")
    }
    WEIGHTS.mkdir(exist_ok=True)
    with (WEIGHTS / "english.npz").open("wb") as file:
        np.savez_compressed(
            file,
            features=np.array(order, dtype=np.uint64),
            weights=np.array([weights[f] for f in order], dtype=np.int8),
            where=layer.where,
            **parts,
            falls=np.array(model.falls, dtype=np.int32),
            confidence=np.array(model.confidence),
            told=np.frombuffer(json.dumps(told | limits).encode("utf-8"), dtype=np.uint8),
        )
    words = ["", *told["vocabulary"]]
    strongest = sorted(weights, key=lambda f: (-abs(weights[f]), f))[:300]
    lines = ["# The strongest weights, in thirty-seconds of a log-odd, and what they say; made by training/quotations"]
    lines += [f"{weights[f]:+4d}  {named(f, words)}" for f in strongest]
    (WEIGHTS / "strongest.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    digest = hashlib.sha256((WEIGHTS / "english.npz").read_bytes()).hexdigest()
    (WEIGHTS / "README.md").write_text(CARD.format(count=len(order), digest=digest), encoding="utf-8")


def main() -> None:
    """Fit, choose, and write the weights."""
    ask = argparse.ArgumentParser(prog="python -m training.quotations", description=__doc__)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--table", action="store_true", help="only print each newspaper left out")
    ask.add_argument("--penalty", type=float, default=3.0)
    ask.add_argument("--most", type=int, default=15_000, help="weights of who speaks that are kept")
    ask.add_argument("--speech", type=float, default=0.3, help="log-odds from which a stretch is speech")
    ask.add_argument("--speech-named", type=float, default=-0.5, help="the same where somebody is named")
    ask.add_argument("--least", type=int, default=720, help="share in thousandths from which somebody is named")
    ask.add_argument("--person", type=int, default=600, help="share from which a pronoun's person is named")
    asked = ask.parse_args()
    path = asked.data / "quotes" / "polnear-train-all.jsonl.gz"
    vocabulary = make_vocabulary(path, 4095)
    rows = {row["id"]: row for row in rows_of(path) if not reported(row["id"])}
    train = [story(row, vocabulary) for row in rows.values()]

    def learn(some: Sequence[Story]) -> tuple[Fit, Fit]:
        speech = rounded(fit(speech_examples(some), least=3, penalty=asked.penalty), 3_000)
        return speech, rounded(fit_with_states(said_examples(some), least=3, penalty=asked.penalty), asked.most)

    limits = {
        "speech": round(asked.speech * SCALE),
        "speech_named": round(asked.speech_named * SCALE),
        "least": asked.least,
        "person": asked.person,
    }
    pronouns = person_examples(rows.values())
    persons = rounded(fit(pronouns, least=3, penalty=asked.penalty), 1_000)
    found: list[Outcome] = []
    steps = sorted({0, 500, 550, 600, 650, 700, 750, 800, asked.least})
    whole: dict[tuple[int, bool], Counter[str]] = {}
    for name in sorted({paper(one.name) for one in train}):
        models = learn([one for one in train if paper(one.name) != name])
        rest = [one for one in train if paper(one.name) == name]
        found += [outcome for one in rest for outcome in outcomes(one, models[1])]
        mine: dict[tuple[int, bool], Counter[str]] = {}
        for one in rest:
            article = read(rows[one.name]["text"])
            prepared = list(cases(article, vocabulary)) if marked(article) else []
            for least in steps if asked.table else [asked.least]:
                model = made((*models, persons), vocabulary, [0.0] * 1001, limits | {"least": least})
                quotes = found_by(model, article, prepared)
                for five in (False, True):
                    mine.setdefault((least, five), Counter()).update(tally(rows[one.name], quotes, five=five))
        for key, counts in mine.items():
            whole.setdefault(key, Counter()).update(counts)
        print(
            f"{name:13s} {measures(mine[asked.least, False])}   five words up: {measures(mine[asked.least, True])}",
            flush=True,
        )
    for (least, five), counts in sorted(whole.items()):
        print(f"all, named from .{least:03d}{', five words up' if five else ''}: {measures(counts)}")
    if not asked.table:
        ship(made((*learn(train), persons), vocabulary, calibrated(found), limits))


if __name__ == "__main__":
    main()
