"""How good the weights that ship are, on sentences that they were not fitted on: in whole numbers, as they run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from storysum.syntax.network import Network
from storysum.syntax.parsing import read
from training.data import Sentence, compressions, trees

__all__ = ["TABLE", "figures", "kept_f1", "kept_figure", "kept_threshold", "tree_figures", "tree_row"]

_KEY = ("nsubj", "obj", "root")
TABLE = ("| | UPOS | UAS | LAS | nsubj | obj | root |", "|---|---:|---:|---:|---:|---:|---:|")


def tree_figures(reader: Network, sentences: Sequence[Sentence]) -> dict[str, float]:
    """How much is right, in percent of all words, and of some relations the F1.

    Part of speech, head, and head with relation (without subtype); of a relation the head has to be right, too.
    """
    right: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    words = 0
    for gold, found in zip(sentences, read(reader, [one.words for one in sentences]), strict=True):
        for k in range(len(gold.words)):
            head = found.head[k] == gold.head[k]
            words += 1
            right["UPOS"] += found.pos[k] == gold.pos[k]
            right["UAS"] += head
            right["LAS"] += head and found.relation[k].split(":")[0] == gold.relation[k].split(":")[0]
            right[gold.relation[k]] += head and found.relation[k] == gold.relation[k]
            ours[found.relation[k]] += 1
            theirs[gold.relation[k]] += 1
    told = {name: 100 * right[name] / words for name in ("UPOS", "UAS", "LAS")}
    return told | {name: 200 * right[name] / max(1, ours[name] + theirs[name]) for name in _KEY}


def tree_row(reader: Network, sentences: Sequence[Sentence]) -> str:
    """The cells of a row of `TABLE`."""
    return " | ".join(f"{value:.1f}" for value in tree_figures(reader, sentences).values())


def kept_f1(reader: Network, sentences: Sequence[Sentence], threshold: float) -> float:
    """The mean F1, in percent, of the words whose `keep` is above a threshold against the editors' words."""
    scores = []
    for one, ours in zip(sentences, read(reader, [one.words for one in sentences]), strict=True):
        spoken = [k for k, word in enumerate(one.words) if any(map(str.isalnum, word))]
        gold = {k for k in spoken if one.keep[k]}
        kept = {k for k in spoken if ours.keep[k] > threshold}
        scores.append(2 * len(gold & kept) / max(1, len(gold) + len(kept)))
    return 100 * sum(scores) / max(1, len(scores))


def figures(reader: Network, data: Path) -> Iterator[str]:
    """The lines of a table of the dev sets, and one for `keep`."""
    yield from TABLE
    for name in ("EWT", "GUM"):
        sentences = list(trees(data / "treebanks" / f"{name.lower()}-dev.conllu.gz"))
        yield f"| UD English {name} dev | {tree_row(reader, sentences)} |"
    yield ""
    yield kept_figure(reader, data)


def kept_figure(reader: Network, data: Path) -> str:
    """A line on `keep`; its figure is 0 where that was not yet fitted."""
    threshold, f1 = kept_threshold(reader, data)
    return f"`keep` alone on 1,500 news sentences (google-dev), kept above {threshold:.2f}: word F1 {f1:.1f}."


def kept_threshold(reader: Network, data: Path) -> tuple[float, float]:
    """The threshold that is best on a tenth of the cased sentences, kept from fitting; and the F1 on google-dev."""
    chosen = list(compressions(data / "compression" / "google-cased.jsonl.gz"))[::10]
    best = max((k / 100 for k in range(25, 60, 5)), key=lambda threshold: kept_f1(reader, chosen, threshold))
    dev = list(compressions(data / "compression" / "google-dev.jsonl.gz"))
    return best, kept_f1(reader, dev, best)
