"""Backends × articles × lengths: records, a table in the terminal, and Markdown.

    python benchmarks/quality/run.py                             # the shipped corpus
    python benchmarks/quality/run.py ../shared/data/summaries/cnndm-dev.jsonl --backends lead,textrank
    python benchmarks/quality/run.py --results                   # all that stands in benchmarks/results/

Records are kept under build/quality/, so that a run resumes where it stopped; `--score-only` scores
and reports what is there without summarizing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import rivals

from storysum import evaluation
from storysum.errors import StorysumError
from storysum.evaluation.command import bar
from storysum.evaluation.run import LENGTHS

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SHARED = ROOT.parent / "shared" / "data"
RESULTS = HERE.parent / "results"
RECORDS = ROOT / "build" / "quality"
ON_RECORD = ("summaries/cnndm-dev.jsonl", "summaries/gum-dev.jsonl", "headlines/bbc-dev.jsonl")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark."""
    options = _parser().parse_args(arguments)
    try:
        for corpus in list(_corpora(options)):
            _one(corpus, options)
    except StorysumError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", type=Path, help="files of JSON Lines; none for the shipped corpus")
    parser.add_argument("--results", action="store_true", help="the corpora of benchmarks/results/, and write them")
    parser.add_argument("--backends", help="names, with commas between; all and the oracle if not given")
    parser.add_argument("--lengths", help="with commas between; those that have references if not given")
    parser.add_argument("--processes", type=int, help="workers; one a processor if not given")
    parser.add_argument("--fresh", action="store_true", help="do not resume: make every record anew")
    parser.add_argument("--score-only", action="store_true", help="use the records that are there")
    return parser


def _corpora(options: argparse.Namespace) -> Iterator[evaluation.Corpus]:
    if options.results or not options.corpora:
        yield evaluation.shipped()
    paths = [*options.corpora, *((SHARED / name for name in ON_RECORD) if options.results else ())]
    for path in paths:
        if options.results and not path.exists():
            print(f"{path.name} is not here: left out", file=sys.stderr)
            continue
        yield evaluation.load(path)


def _one(corpus: evaluation.Corpus, options: argparse.Namespace) -> None:
    RECORDS.mkdir(parents=True, exist_ok=True)
    records = RECORDS / f"{corpus.name}.jsonl"
    if options.score_only:
        made = evaluation.read_records(records)
    else:
        with bar(f"{corpus.name}: summarizing") as progress:
            made = evaluation.run(
                corpus,
                _systems(options),
                options.lengths.split(",") if options.lengths else _with_references(corpus),
                output=records,
                processes=options.processes,
                fresh=options.fresh,
                progress=progress,
            )
    with bar(f"{corpus.name}: scoring") as progress:
        scored = evaluation.score(made, corpus, progress=progress)
    evaluation.write_records(records, scored)
    report = evaluation.compare(scored, corpus)
    evaluation.print_report(report)
    if options.results:
        (RESULTS / f"{corpus.name}.md").write_text(evaluation.markdown(report), "utf-8")


def _systems(options: argparse.Namespace) -> list[evaluation.System]:
    names = options.backends.split(",") if options.backends else None
    ours = {one.name: one for one in rivals.with_a_model(ROOT / "build")}
    if names is not None:
        return [*evaluation.systems([ours.get(name, name) for name in names])]
    return [*evaluation.systems(), *(evaluation.systems(ours.values()) if ours else ()), *rivals.installed()]


def _with_references(corpus: evaluation.Corpus) -> list[str]:
    """The lengths that anybody wrote something at; all where nobody did."""
    found = [length for length in LENGTHS if any(entry.references_at(length) for entry in corpus.entries)]
    return found or list(LENGTHS)


if __name__ == "__main__":
    sys.exit(main())
