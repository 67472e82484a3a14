"""`storysum batch`: an archive from the command line."""

import argparse
import sys
import time
from collections.abc import Callable
from datetime import timedelta

from storysum.arguments import add_backend, add_tighten, chosen_backend
from storysum.batch.pool import LIMIT, WorkerPool
from storysum.batch.run import Report, run, sink, source
from storysum.batch.sources import Files, Names
from storysum.files import drop_output
from storysum.terminal import inert_line

_SHOWN = 20
_EVERY = 10.0  # seconds from one line that tells how far it is to the next


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `storysum batch` understands."""
    add = parser.add_argument
    add(
        "input",
        metavar="IN",
        help="JSON Lines, CSV, Parquet, a folder of files (text, Markdown, HTML, e-mail, subtitles, PDF, Word), "
        "an .mbox or a WARC; - for a pipe",
    )
    add("output", metavar="OUT", help="JSON Lines, or a folder NAME.parquet; - for a pipe")
    add("--from", dest="form", choices=("jsonl", "texts", "csv", "parquet"), help="where IN's name does not tell")
    add("--to", choices=("jsonl", "parquet"), help="where OUT's name does not tell")
    add("--fresh", action="store_true", help="throw away what OUT has; without it the batch goes on from there")
    add("--processes", type=int, metavar="N", help="one for each processor unless told; 0 is none but this one")
    add(
        "--time-limit", type=float, default=LIMIT, metavar="S", help=f"seconds for one story ({LIMIT:g}); 0 is no limit"
    )
    add("--language", metavar="CODE", help="guessed for each story unless told")
    add("--id-field", default="id", metavar="NAME", help="of JSON or a table")
    add("--text-field", default="text", metavar="NAME")
    add("--title-field", default="title", metavar="NAME")
    add_backend(parser)
    add_tighten(parser)
    add("--quiet", action="store_true", help="say nothing but what went wrong")


def batch(options: argparse.Namespace) -> int:
    """Run a batch; the exit code is 1 where a story failed, or not all rows could be written."""
    backend = chosen_backend(options)
    stories = source(options.input, Names(options.id_field, options.text_field, options.title_field), form=options.form)
    rows = sink(options.output, fresh=options.fresh, form=options.to)
    mapper = map if options.processes == 0 else WorkerPool(options.processes, options.time_limit or None)
    report = run(
        stories,
        rows,
        backend=backend,
        tighten=options.tighten,
        language=options.language,
        mapper=mapper,
        progress=None if options.quiet else _progress(stories),
    )
    _tell(report, quiet=options.quiet)
    if report.stopped is not None and options.output == "-":
        drop_output()
    return int(report.failed > 0 or report.stopped is not None)


def _tell(report: Report, *, quiet: bool) -> None:
    said = []
    if not quiet or report.failed or report.stopped:
        before = f" ({report.kept:,} of them before)" if report.kept else ""
        said.append(f"{report.total:,} stories{before}, {report.failed:,} failed")
    said += [f"failed: {failure.id}: {failure.error}" for failure in report.failures]
    more = report.failed - len(report.failures)
    if more > 0:
        said.append(f"failed: {more:,} more; their rows have an error")
    if report.repeated:
        rows = ", ".join(map(str, report.repeated[:_SHOWN])) + (", …" if len(report.repeated) > _SHOWN else "")
        said.append(f"ids that come again: {len(report.repeated):,} (rows: {rows})")
    if report.stopped is not None:
        said.append(f"stopped: {report.stopped}; the rows before are whole: run it again to go on from there")
    sys.stderr.write("".join(f"storysum: {inert_line(line)}\n" for line in said))


def _progress(stories: Files) -> Callable[[Report], None]:
    """A function that is told after each row, and now and then says on standard error how far it is."""
    begun = last = time.monotonic()

    def told(report: Report) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _EVERY:
            last = now
            sys.stderr.write(f"storysum: {_line(report, stories.share, now - begun)}\n")
            sys.stderr.flush()

    return told


def _line(report: Report, share: float | None, seconds: float) -> str:
    """Where the batch stands; what an earlier run did took no time now.

    >>> _line(Report(done=99, failed=1), 0.5, 10.0)
    '100 stories, 1 failed, 10.0 a second, 0:00:10 left'
    """
    new = report.total - report.kept
    said = [f"{report.total:,} stories", f"{report.failed:,} failed", f"{new / max(seconds, 1e-9):,.1f} a second"]
    if share and new:
        said.append(f"{timedelta(seconds=round(seconds * (1 - share) * report.total / (share * new)))} left")
    return ", ".join(said)
