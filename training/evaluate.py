"""How good the weights that ship are, on sentences that they were not fitted on: in whole numbers, as they run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from storysum.syntax.network import Network
from storysum.syntax.parsing import read
from training.data import Sentence, compressions, trees

__all__ = ["figures", "kept_f1", "kept_threshold", "tree_figures"]


def tree_figures(reader: Network, sentences: Sequence[Sentence]) -> tuple[float, float, float]:
    """Part of speech, head, and head with relation (without subtype), each in percent of all words."""
    words = pos = head = both = 0
    for one, ours in zip(sentences, read(reader, [one.words for one in sentences]), strict=True):
        for k in range(len(one.words)):
            right = ours.head[k] == one.head[k]
            words += 1
            pos += ours.pos[k] == one.pos[k]
            head += right
            both += right and ours.relation[k].split(":")[0] == one.relation[k].split(":")[0]
    return 100 * pos / words, 100 * head / words, 100 * both / words


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
    """A line for each dev set."""
    for name in ("ewt", "gum"):
        pos, head, both = tree_figures(reader, list(trees(data / "treebanks" / f"{name}-dev.conllu.gz")))
        yield f"{name}-dev: UPOS {pos:.1f}, UAS {head:.1f}, LAS {both:.1f}"
    threshold, f1 = kept_threshold(reader, data)
    yield f"google-dev: keep above {threshold}: word F1 {f1:.1f}"


def kept_threshold(reader: Network, data: Path) -> tuple[float, float]:
    """The threshold that is best on a tenth of the cased sentences, and the F1 at it on google-dev.

    Those sentences are fitted on, so that the threshold is a little high.
    """
    chosen = list(compressions(data / "compression" / "google-cased.jsonl.gz"))[::10]
    best = max((k / 100 for k in range(25, 60, 5)), key=lambda threshold: kept_f1(reader, chosen, threshold))
    dev = list(compressions(data / "compression" / "google-dev.jsonl.gz"))
    return best, kept_f1(reader, dev, best)
