"""How the weights of `storysum.quotations` are made: `python -m training.quotations --data FOLDER`.

Two log-linear models over the features of `storysum.quotations.features` with an L2 penalty: which marked stretches
are speech (L-BFGS), and who of the candidates speaks (Adam, with a hidden layer over the states of the parser's
network besides). Both are chosen with each newspaper of the training data left out in turn (`--table` prints that),
pruned to their strongest weights and rounded to int8.

FOLDER holds `quotes/polnear-train-all.jsonl.gz`, in the form that ../shared/tools/score_quotes.py describes.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from storysum.model.quote import Quote
from storysum.model.span import Span
from storysum.quotations.candidates import Case, cases
from storysum.quotations.features import named, vocabulary_words
from storysum.quotations.finding import found_by
from storysum.quotations.persons import People
from storysum.quotations.ranker import Layer, Ranker
from storysum.syntax.network import Linear
from storysum.text.marks.stretches import marked
from storysum.text.read import read

EDGE = "“”\"'‘’`«»„‟‹› \n\t,.;:!?…—–-()[]"
_PRONOUNS = {"he", "she", "they", "it", "i", "we", "him", "her", "them", "who"}
_NO_NAME = frozenset(
    ("the", "a", "an", "of", "and", "or", "for", "in", "at", "to",
     "his", "her", "their", "its", "mr", "mrs", "ms", "dr", "sen", "rep",
     "gov", "president", "former", "who", "said", "secretary", "campaign", "spokesman", "spokeswoman")
)  # fmt: skip
Floats = NDArray[np.float64]
# Of the hidden layer: its size, and how it is fitted.
HIDDEN, DROPPED, ROUNDS, BATCH, RATE = 64, 0.3, 16, 256, 0.003
DENSE = 8.0
"""How many times the penalty of sparse weights those of the layer have."""


class Example(NamedTuple):
    """One softmax: its candidates, which of them are right, and which name each bears; for `fit_with_states` more."""

    features: list[list[int]]
    right: list[bool]
    keys: list[str]
    states: NDArray[np.int8] = np.zeros((0, 0), np.int8)
    where: Sequence[int] = ()


class Story(NamedTuple):
    """What is learned from one article.

    Attributes:
        name: Its id.
        gold: How many quotations it has, all and of five words up.
        spoken: For each stretch the features that tell speech, whether it is, and whether it has five words.
        said: For each stretch who may have said it; None where it is no quotation.
    """

    name: str
    gold: tuple[int, int]
    spoken: list[tuple[list[int], bool, bool]]
    said: list[Example]


def core(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without its marks and the punctuation at its edges."""
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return start, end


def name_words(name: str) -> list[str]:
    """The words of a name, titles aside."""
    return [w for w in re.findall(r"[^\W\d_]+", re.sub(r"['’]s\b", "", name).lower()) if w not in _NO_NAME]


def is_right(text: str, gold: dict[str, Any], start: int, end: int) -> bool:
    """Whether a mention is the speaker that the label names."""
    wanted = gold.get("speaker_text") or gold.get("speaker_name") or ""
    if not wanted:
        return False
    if gold.get("speaker_start") is not None:
        a, b = gold["speaker_start"], gold["speaker_end"]
        if 2 * (min(b, end) - max(a, start)) >= b - a and end - start <= 2 * (b - a) + 20:
            return True
        if wanted.lower() in _PRONOUNS or wanted[:1].islower():
            return False
    return len(text[start:end].split()) <= 12 and same_name(text[start:end], wanted)


def same_name(a: str, b: str) -> bool:
    """Whether the last word of one name is in the other."""
    x, y = name_words(a), name_words(b)
    return bool(x and y and (x[-1] in y or y[-1] in x))


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The articles of a file."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in raw.decode("utf-8").split("\n") if line.strip()]


def stories(path: Path, vocabulary: dict[str, int]) -> Iterable[Story]:
    """The articles of a file with the features of their quotations."""
    return (story(row, vocabulary) for row in rows_of(path))


def story(row: dict[str, Any], vocabulary: dict[str, int]) -> Story:
    """What is learned from one article."""
    text = row["text"]
    article = read(text)
    stretches = marked(article)
    labels = {core(text, q["start"], q["end"]): q for q in row["quotes"]}
    spoken, said = [], []
    for case in cases(article, stretches, vocabulary) if stretches else ():
        scene = case.scene
        span = core(text, scene.stretch.start, scene.stretch.end)
        gold = labels.get(span)
        five = len(re.findall(r"\w+", text[span[0] : span[1]])) >= 5
        spoken.append((scene.speech(), gold is not None, five))
        said.append(_example(text, case, gold))
    sizes = [len(re.findall(r"\w+", text[a:b])) >= 5 for a, b in labels]
    return Story(row["id"], (len(sizes), sum(sizes)), spoken, said)


def _example(text: str, case: Case, gold: dict[str, Any] | None) -> Example:
    features, right, keys = [], [], []
    for number, one in enumerate(case.candidates):
        features.append(one.features)
        mention = one.mention
        right.append(mention is not None and gold is not None and is_right(text, gold, mention.start, mention.end))
        keys.append(mention.key or f"#{number}" if mention is not None else "")
    if gold is not None and not any(right):
        right[0] = True
    return Example(features, right, keys, case.states(), case.where())


class Fit(NamedTuple):
    """Weights by feature, and what weighs the states besides."""

    weights: dict[int, float]
    layer: Layer | None = None

    def scores(self, one: Example) -> Floats:
        """The score of each candidate."""
        get = self.weights.get
        found = np.array([sum(get(f, 0.0) for f in some) for some in one.features])
        return found if self.layer is None else found + np.array(self.layer.scores(one.states, one.where)) / SCALE


def fit(examples: Sequence[Example], *, least: int, penalty: float) -> Fit:
    """A log-linear model by maximum likelihood: of all that are right, that one of them wins."""
    counts = Counter(f for one in examples for some in one.features for f in some)
    column = {f: n for n, f in enumerate(sorted(f for f, count in counts.items() if count >= least))}
    indices, indptr, right, group = [], [0], [], []
    for number, one in enumerate(examples):
        for some, good in zip(one.features, one.right, strict=True):
            indices += [column[f] for f in some if f in column]
            indptr.append(len(indices))
            right.append(good)
            group.append(number)
    matrix = csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(right), len(column)))
    turned = matrix.T.tocsr()
    rights, of = np.array(right), np.array(group)
    starts = np.flatnonzero(np.r_[True, of[1:] != of[:-1]])

    def loss(w: Floats) -> tuple[float, Floats]:
        s: Floats = np.asarray(matrix @ w)
        s -= np.maximum.reduceat(s, starts)[of]
        e = np.exp(s)
        whole, part = np.add.reduceat(e, starts), np.add.reduceat(e * rights, starts)
        gradient = turned @ (e / whole[of] - e * rights / np.maximum(part, 1e-300)[of])
        value = float(np.sum(np.log(whole) - np.log(np.maximum(part, 1e-300))))
        return value + penalty / 2 * float(w @ w), gradient + penalty * w

    found = minimize(loss, np.zeros(len(column)), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return Fit({f: float(found.x[n]) for f, n in column.items()})


class _Joint(torch.nn.Module):
    """Sparse weights and a hidden layer over states."""

    def __init__(self, count: int, width: int) -> None:
        super().__init__()
        self.sparse = torch.nn.Parameter(torch.zeros(count))
        self.inner = torch.nn.Linear(width, HIDDEN)
        self.where = torch.nn.Parameter(torch.zeros(3, HIDDEN))
        self.outer = torch.nn.Linear(HIDDEN, 1, bias=False)
        self.drop = torch.nn.Dropout(DROPPED)

    def forward(self, x: torch.Tensor, where: torch.Tensor) -> torch.Tensor:
        """What the states say of each candidate."""
        hidden = torch.relu(self.inner(self.drop(x)) + self.where[where])
        return self.outer(self.drop(hidden)).squeeze(1)


def fit_with_states(examples: Sequence[Example], *, least: int, penalty: float) -> Fit:
    """The same model with a hidden layer over the states, fitted together by Adam."""
    torch.manual_seed(0)
    counts = Counter(f for one in examples for some in one.features for f in some)
    column = {f: n for n, f in enumerate(sorted(f for f, count in counts.items() if count >= least))}
    ready = []
    for one in examples:
        pairs = [(column[f], row) for row, some in enumerate(one.features) for f in some if f in column]
        ready.append((torch.tensor(pairs).reshape(-1, 2), torch.tensor(one.where), torch.tensor(one.right)))
    states = [one.states.astype(np.float32) / 16 for one in examples]
    width = states[0].shape[1]
    words = np.concatenate(states).reshape(-1, width // 4)
    words = words[words.any(axis=1)]
    mean, spread = np.tile(words.mean(axis=0), 4), np.tile(words.std(axis=0) + 1e-3, 4)
    inputs = [torch.tensor((one - mean) / spread) for one in states]
    model = _Joint(len(column), width)
    dense = [value for name, value in model.named_parameters() if name != "sparse"]
    adam = torch.optim.Adam([{"params": [model.sparse], "lr": 3 * RATE}, {"params": dense, "lr": RATE}])
    steps = ROUNDS * -(-len(ready) // BATCH)
    rate = torch.optim.lr_scheduler.LinearLR(adam, 1.0, 0.05, steps)
    for turn in range(ROUNDS):
        order = np.random.RandomState(turn).permutation(len(ready))
        for start in range(0, len(order), BATCH):
            batch = [ready[k] for k in order[start : start + BATCH]]
            sizes = [len(one[1]) for one in batch]
            starts = np.cumsum([0, *sizes[:-1]])
            pairs = torch.cat([one[0] + torch.tensor([0, at]) for one, at in zip(batch, starts.tolist(), strict=True)])
            right = torch.cat([one[2] for one in batch])
            x = torch.cat([inputs[k] for k in order[start : start + BATCH]])
            scores = model(x, torch.cat([one[1] for one in batch]))
            scores = scores.index_add(0, pairs[:, 1], model.sparse[pairs[:, 0]])
            loss = torch.stack(
                [
                    torch.logsumexp(some, 0) - torch.logsumexp(some[good], 0)
                    for some, good in zip(scores.split(sizes), right.split(sizes), strict=True)
                ]
            ).mean()
            squares = (model.sparse**2).sum() + DENSE * sum((value**2).sum() for value in dense)
            adam.zero_grad()
            (loss + penalty / 2 / len(ready) * squares).backward()
            adam.step()
            rate.step()
    weights = model.sparse.detach().numpy()
    model.eval()
    with torch.no_grad():
        units = [model.inner(x) + model.where[one[1]] for x, one in zip(inputs, ready, strict=True)]
    most = max(float(one.max()) for one in units)
    return Fit({f: float(weights[n]) for f, n in column.items()}, _layer(model, mean, spread, most))


def _layer(model: _Joint, mean: Floats, spread: Floats, most: float) -> Layer:
    """The hidden layer in whole numbers; its input is in sixteenths, its output in thirty-seconds.

    `most` is the largest value of its hidden units.
    """
    inner, bias, outer = (one.detach().numpy().astype(float) for one in (*model.inner.parameters(), model.outer.weight))
    bias = bias - inner @ (mean / spread)
    inner = (inner / spread).T / 16  # (states, hidden)
    outer = outer.T * SCALE
    scale, out = np.abs(inner).max(axis=0) / 127, np.abs(outer).max() / 127
    grid = 127 / most

    def single(*values: Any) -> list[Any]:
        return [np.asarray(one, np.float32) for one in values]

    return Layer(
        Linear(*single(np.rint(inner / scale), scale, bias, 1)),
        model.where.detach().numpy(),
        Linear(*single(np.rint(outer / out), out / grid, 0, grid)),
    )


def speech_examples(some: Iterable[Story]) -> list[Example]:
    """The stretches as choices between speech and none."""
    return [Example([[], f], [not good, good], ["", "x"]) for one in some for f, good, _ in one.spoken]


def said_examples(some: Iterable[Story]) -> list[Example]:
    """The quotations as choices between candidates."""
    return [said for one in some for (_, good, _), said in zip(one.spoken, one.said, strict=True) if good]


class Outcome(NamedTuple):
    """One stretch: how likely it is speech, who was chosen with what probability, and whether that is right."""

    speech: float
    sure: float
    named: bool
    right: bool
    rightly_nobody: bool
    gold: bool
    has_speaker: bool
    five: bool


def outcomes(one: Story, speech: Fit, said: Fit) -> list[Outcome]:
    """What two models make of a story."""
    found = []
    for (features, good, five), example in zip(one.spoken, one.said, strict=True):
        likely = float(speech.scores(Example([features], [], []))[0])
        best, sure = choose(said.scores(example), example.keys)
        has = good and not example.right[0] if example.right else False
        found.append(
            Outcome(likely, sure, best > 0, example.right[best] and best > 0, example.right[0], good, has, five)
        )
    return found


def choose(scores: Floats, keys: Sequence[str]) -> tuple[int, float]:
    """The best mention of the most likely name, and how likely that is."""
    e = np.exp(scores - scores.max())
    sums: dict[str, float] = {}
    for key, value in zip(keys, e, strict=True):
        sums[key] = sums.get(key, 0.0) + float(value)
    best_key = max(sums, key=lambda key: sums[key])
    best = max((k for k in range(len(keys)) if keys[k] == best_key), key=lambda k: e[k])
    return best, sums[best_key] / float(e.sum())


def figures(
    found: Sequence[tuple[Story, list[Outcome]]], speech_at: float, sure_at: float, five: bool
) -> dict[str, float]:
    """The measures of score_quotes.py."""
    gold = sum(one.gold[int(five)] for one, _ in found)
    some = [o for _, outs in found for o in outs if o.speech >= speech_at and (o.five or not five)]
    spans = sum(o.gold for o in some)
    given = [o for o in some if o.named and o.sure >= sure_at and o.gold]
    right = sum(o.right for o in given)
    silent = sum(
        o.gold and o.rightly_nobody and not (o.named and o.sure >= sure_at) and not o.has_speaker for o in some
    )
    total = len(some) + gold
    speakers = sum(o.gold and o.has_speaker for o in some)
    return {
        "span": 2 * spans / total,
        "e2e": 2 * (right + silent) / total,
        "wrong": (len(given) - right) / max(1, len(given)),
        "coverage": len(given) / max(1, speakers),
    }


def paper(name: str) -> str:
    """The newspaper that an id names."""
    return name.split("/")[-1].split("_")[0]


def reported(name: str) -> bool:
    """Whether an article is of the fifth whose figures are reported."""
    return crc32(name.encode("utf-8")) % 5 == 0


def left_out(
    some: Sequence[Story], learn: Callable[[Sequence[Story]], tuple[Fit, Fit]]
) -> list[tuple[Story, list[Outcome]]]:
    """What models fitted on all other newspapers make of each newspaper."""
    found = []
    for name in sorted({paper(one.name) for one in some}):
        speech, said = learn([one for one in some if paper(one.name) != name])
        found += [(one, outcomes(one, speech, said)) for one in some if paper(one.name) == name]
    return found


def make_vocabulary(path: Path, most: int) -> dict[str, int]:
    """The commonest small words of the sentences that are parsed."""
    counts: Counter[str] = Counter()
    for row in rows_of(path):
        if reported(row["id"]):
            continue
        article = read(row["text"])
        seen = {id(case.scene.sentence): case.scene.sentence for case in cases(article, marked(article), {})}
        counts.update(vocabulary_words(list(seen.values())))
    chosen = sorted(word for word, count in counts.items() if count >= 3)
    chosen = sorted(chosen, key=lambda word: (-counts[word], word))[:most]
    return {word: number for number, word in enumerate(sorted(chosen), start=1)}


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
SCALE = 32
"""Weights are told in thirty-seconds."""
WEIGHTS = Path(__file__).resolve().parents[1] / "src" / "storysum" / "quotations" / "weights"


def rounded(found: Fit, most: int) -> Fit:
    """The strongest weights, as whole numbers of thirty-seconds."""
    whole = {f: float(np.clip(round(w * SCALE), -127, 127)) for f, w in found.weights.items()}
    strongest = sorted((f for f, w in whole.items() if w), key=lambda f: (-abs(whole[f]), f))[:most]
    return Fit({f: whole[f] / SCALE for f in strongest}, found.layer)


def calibrated(found: Sequence[tuple[Story, list[Outcome]]]) -> list[float]:
    """How often an answer was right by its share in thousandths: pool adjacent violators over left-out stories."""
    pairs = sorted((int(1000 * o.sure), o.right) for _, outs in found for o in outs if o.named and o.gold)
    blocks: list[list[float]] = []
    for share, right in pairs:
        blocks.append([share, 1.0, float(right)])
        while len(blocks) > 1 and blocks[-2][2] / blocks[-2][1] >= blocks[-1][2] / blocks[-1][1]:
            _, more, well = blocks.pop()
            blocks[-1][1] += more
            blocks[-1][2] += well
    table, at = [], 0
    for share in range(1001):
        while at + 1 < len(blocks) and blocks[at + 1][0] <= share:
            at += 1
        _, count, sum_right = blocks[at]
        table.append(round((sum_right + 1) / (count + 2), 3))
    return [max(table[: k + 1]) for k in range(len(table))]


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
    lines = [
        "# The strongest weights, in thirty-seconds of a log-odd, and what they say; made by training/quotations.py"
    ]
    lines += [f"{weights[f]:+4d}  {named(f, words)}" for f in strongest]
    (WEIGHTS / "strongest.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    digest = hashlib.sha256((WEIGHTS / "english.npz").read_bytes()).hexdigest()
    (WEIGHTS / "README.md").write_text(CARD.format(count=len(order), digest=digest), encoding="utf-8")


def person_examples(rows: Iterable[dict[str, Any]]) -> list[Example]:
    """Pronouns that speak, where gender leaves one of the people named before: gender itself is hidden."""
    found = []
    for row in rows:
        text = row["text"]
        article = read(text)
        people = People(article, marked(article), None)
        for label in sorted(row["quotes"], key=lambda one: one["start"]):
            wanted, at = label.get("speaker_text") or "", label.get("speaker_start")
            if at is None:
                continue
            gender = {"he": "m", "she": "f"}.get(wanted.lower())
            if gender is None:
                named_one = people.roster.named(Span(at, label["speaker_end"])) if wanted[:1].isupper() else None
                if named_one is not None:
                    people.spoke.append((label["start"], named_one.index))
                continue
            fit, features = people.salience(min(at, label["start"]), label["start"])
            same = [k for k, one in enumerate(fit) if one.gender == gender and one.human >= 0]
            unknown = [one for one in fit if not one.gender and one.human > 0]
            others = [k for k, one in enumerate(fit) if one.gender and one.gender != gender and one.human > 0]
            if len(same) == 1 and not unknown and others:
                keep = same + others
                found.append(Example([features[k] for k in keep], [k == same[0] for k in keep], [str(k) for k in keep]))
                people.spoke.append((label["start"], fit[same[0]].index))
    return found


def tally(row: dict[str, Any], quotes: Sequence[Quote], *, five: bool) -> Counter[str]:
    """The counts of score_quotes.py for one article."""
    text = row["text"]
    found = {core(text, q.span.start, q.span.end): q for q in quotes}

    def long(span: tuple[int, int]) -> bool:
        return not five or len(re.findall(r"\w+", text[span[0] : span[1]])) >= 5

    labels = {core(text, q["start"], q["end"]): q for q in row["quotes"]}
    counts: Counter[str] = Counter(gold=sum(map(long, labels)), found=sum(map(long, found)))
    for span, label in labels.items():
        quote = found.get(span)
        if quote is None or not long(span):
            continue
        wanted = label.get("speaker_text") or label.get("speaker_name") or ""
        counts["span"] += 1
        counts["speakers"] += bool(wanted)
        if quote.speaker is None:
            counts["right"] += not wanted
            continue
        person = quote.person.of(text) if quote.person is not None else ""
        right = is_right(text, label, quote.speaker.start, quote.speaker.end) or (
            bool(wanted) and not (wanted.lower() in _PRONOUNS or wanted[:1].islower()) and same_name(person, wanted)
        )
        counts["named"] += 1
        counts["right"] += right
        counts["wrong"] += not right
    return counts


def measures(counts: Counter[str]) -> str:
    """Span F1, end-to-end F1, misattribution and coverage of some counts, in words."""
    total = counts["gold"] + counts["found"]
    return (
        f"span {2 * counts['span'] / total:.3f}  end-to-end {2 * counts['right'] / total:.3f}  "
        f"misattribution {counts['wrong'] / max(1, counts['named']):.3f} "
        f"at {counts['named'] / max(1, counts['speakers']):.3f}"
    )


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
    train = [one for one in stories(path, vocabulary) if not reported(one.name)]

    def learn(some: Sequence[Story]) -> tuple[Fit, Fit]:
        speech = rounded(fit(speech_examples(some), least=3, penalty=asked.penalty), 3_000)
        return speech, rounded(fit_with_states(said_examples(some), least=3, penalty=asked.penalty), asked.most)

    limits = {
        "speech": round(asked.speech * SCALE),
        "speech_named": round(asked.speech_named * SCALE),
        "least": asked.least,
        "person": asked.person,
    }
    rows = {row["id"]: row for row in rows_of(path) if not reported(row["id"])}
    pronouns = person_examples(rows.values())
    persons = rounded(fit(pronouns, least=3, penalty=asked.penalty), 1_000)
    found: list[tuple[Story, list[Outcome]]] = []
    steps = sorted({0, 500, 550, 600, 650, 700, 750, 800, asked.least})
    whole: dict[tuple[int, bool], Counter[str]] = {}
    for name in sorted({paper(one.name) for one in train}):
        models = learn([one for one in train if paper(one.name) != name])
        rest = [one for one in train if paper(one.name) == name]
        found += [(one, outcomes(one, *models)) for one in rest]
        mine: dict[tuple[int, bool], Counter[str]] = {}
        for one in rest:
            article = read(rows[one.name]["text"])
            stretches = marked(article)
            prepared = list(cases(article, stretches, vocabulary)) if stretches else []
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
