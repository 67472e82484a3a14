"""`storysum compare`: the harness from the command line."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from storysum.errors import InputError
from storysum.evaluation import corpus as corpora
from storysum.evaluation import page
from storysum.evaluation.compare import compare as compared
from storysum.evaluation.corpus import Corpus
from storysum.evaluation.records import OWN, read_records, with_others, write_records
from storysum.evaluation.run import LENGTHS, LIMIT, run
from storysum.evaluation.score import score
from storysum.evaluation.system import systems
from storysum.evaluation.tables import markdown, print_report
from storysum.files import fingerprint, never_overwrite, replace, replaceable
from storysum.sources import is_address
from storysum.terminal import json_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `storysum compare` understands."""
    parser.add_argument("articles", nargs="*", metavar="ARTICLE", help="files or pages of the web to compare on")
    parser.add_argument("--corpus", type=Path, metavar="FILE", help="JSON Lines of {id, text, summaries?, title?}")
    parser.add_argument("--backends", metavar="A,B", help="names with commas between; all and the oracle unless told")
    parser.add_argument("--lengths", metavar="L,M", default=",".join(LENGTHS), help="of headline, short, medium")
    parser.add_argument("--first", type=int, metavar="N", help="only the first N articles of the corpus")
    parser.add_argument("--records", type=Path, metavar="FILE", help="keep what was made here, and resume from it")
    parser.add_argument("--score-only", action="store_true", help="use the records that are there; summarize nothing")
    parser.add_argument("--fresh", action="store_true", help="make every record anew")
    parser.add_argument("--html", type=Path, metavar="PAGE", help="write one page to look at")
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="of the report")
    parser.add_argument("--processes", type=int, metavar="N", help="workers; one a processor unless told")
    parser.add_argument("--time-limit", type=float, default=LIMIT, metavar="S", help="for one backend and article")


def compare(options: argparse.Namespace) -> int:
    """Run, score and report; the exit code is 1 where a cell failed."""
    _look_first(options)
    corpus = _corpus(options)
    if options.score_only:
        there = read_records(options.records)
        texts = {(entry.id, fingerprint(entry.text)) for entry in corpus.entries}
        # The file may hold records of other articles; where it holds no others, score() says what is wrong.
        made = tuple(record for record in there if (record.article, record.source) in texts) or there
    else:
        with bar("summarizing") as progress:
            made = run(
                corpus,
                systems(options.backends.split(",") if options.backends else None),
                options.lengths.split(","),
                output=options.records,
                processes=options.processes,
                limit=options.time_limit,
                fresh=options.fresh,
                progress=progress,
            )
    with bar("scoring") as progress:
        scored = score(made, corpus, progress=progress)
    if options.records is not None:
        write_records(options.records, with_others(scored, read_records(options.records)))
    report = compared(scored, corpus)
    if options.format == "json":
        sys.stdout.write(json_line(report.to_dict()))
    elif options.format == "markdown":
        sys.stdout.write(markdown(report) + "\n")
    else:
        print_report(report)
    if options.html is not None:
        replace(options.html, [page.render_page(report, scored, corpus)])
    return int(any(record.failed for record in scored))


def _look_first(options: argparse.Namespace) -> None:
    """Refuse what would fail, or do harm, after all the work."""
    never_overwrite(
        [*(Path(name) for name in options.articles if not is_address(name)), *filter(None, [options.corpus])],
        filter(None, [options.records, options.html]),
    )
    if options.score_only and options.records is None:
        raise InputError("--score-only needs --records FILE")
    for path, own in ((options.records, OWN), (options.html, page.OWN)):
        if path is not None:
            replaceable(path, own)


def _corpus(options: argparse.Namespace) -> Corpus:
    if options.articles and options.corpus:
        raise InputError("name articles or a corpus, not both")
    if options.articles:
        return corpora.from_files(options.articles)
    if options.corpus:
        return corpora.load(options.corpus, limit=options.first)
    return corpora.shipped()


@contextmanager
def bar(title: str) -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar on standard error; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
