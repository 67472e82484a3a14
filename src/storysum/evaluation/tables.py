"""A Report as Markdown, which a notebook shows, and in the terminal."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from storysum.evaluation.metrics.metric import Column
from storysum.evaluation.report import PARTS, Figure, Pair, Report, Standing
from storysum.terminal import inert, inert_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_ABOUT_TIME = "Of a summary, once the article is read; failures do not count."
_ABOUT_FAILURES = "Summaries that were not made, each a full miss."

TerminalColumn = tuple[str, list[str], str]  # a head, cells, and what they say


def markdown(report: Report) -> str:
    """Tables of figures for each length, one of pairs, and what it was made with.

    Every figure with a good direction has its interval; `=` in a pair says that no difference is shown.
    """
    parts = [f"# {_cell(report.corpus)}: {_count(report)}"]
    parts += [part for length in report.lengths for part in _length(report, length)]
    return inert("\n\n".join([*parts, *_legend(report), *_made_with(report)])) + "\n"


def _length(report: Report, length: str) -> Iterator[str]:
    board = report.leaderboard(length)
    yield f"## {length.capitalize()}"
    measured = [column for column in report.columns if any(column.name in one.figures for one in board)]
    against_references = [column for column in measured if column.needs == "references"]
    for columns in filter(None, (against_references, [one for one in measured if one not in against_references])):
        head = ["Backend", *map(_head, columns)]
        rows = [[_named(one), *(_with_interval(one.figures.get(c.name), c) for c in columns)] for one in board]
        if columns[0] is measured[0]:
            head += ["Median time", "Failures"]
            for row, one in zip(rows, board, strict=True):
                row += [_seconds(one.seconds), f"{one.failures} of {one.cells}"]
        yield _grid(head, rows)
    if report.left_out[length]:
        yield "\n".join(f"- {_cell(line)}" for line in report.left_out[length])
    leading = report.leading(length)
    if leading is not None and len(board) > 1:
        yield f"### {length.capitalize()}: every pair in {leading.title}"
        yield (
            "Row less column in points, and the articles on which the row wins / ties / loses; "
            f"`=`: no difference shown at {report.level:.0%}; no sign where there are too few articles for an interval."
        )
        names = [one.backend for one in board]
        cells = [[_against(report.pair(one, other, length, leading.name), leading) for other in names] for one in names]
        yield _grid(["", *names], [[name, *row] for name, row in zip(names, cells, strict=True)])
    if failed := [(one.backend, *counted) for one in board for counted in one.errors[:3]]:
        yield "\n".join(f"- {name} failed {count} times: {_cell(error)}" for name, error, count in failed)


def _against(pair: Pair | None, column: Column) -> str:
    if pair is None or math.isnan(pair.difference):
        return ""
    same = "" if pair.better or pair.low is None else "= "
    difference = f"{pair.difference * column.scale:+.{column.digits}f}"
    # What rounds to nothing has no sign.
    unsigned = difference[1:] if float(difference) == 0 else difference
    return f"{same}{unsigned} ({pair.wins}/{pair.ties}/{pair.losses})"


def _legend(report: Report) -> Iterator[str]:
    ways = {"higher": " Higher is better.", "lower": " Lower is better.", None: ""}
    columns = [f"- **{column.title}**: {column.about}{ways[column.better]}" for column in report.columns]
    yield "## What the columns say"
    yield "\n".join([*columns, f"- **Median time**: {_ABOUT_TIME}", f"- **Failures**: {_ABOUT_FAILURES}"])
    yield (
        "A summary that failed counts as a full miss: 0 where higher is better, 100 where lower is. "
        "What could not be scored (no reference, no quotation) is in no mean."
    )


def _made_with(report: Report) -> Iterator[str]:
    versions = ", ".join(f"{name} {version}" for name, version in report.versions.items())
    yield "## Made with"
    yield f"Corpus `{report.checksum[:16]}`, {_count(report)}. {versions}."
    signatures = (*report.signatures.values(), *report.metrics)
    yield "\n".join(f"- `{' '.join(one.split()).replace('`', chr(39))}`" for one in signatures)
    if len(report.articles) > 1:
        how = f"{report.level:.0%}, paired percentile bootstrap over the articles, {report.resamples} resamples"
        yield f"Intervals: {how}, seed {report.seed}."
    else:
        yield "No intervals: they need two articles or more."


def _count(report: Report) -> str:
    return f"{len(report.articles)} article{'' if len(report.articles) == 1 else 's'}"


def _head(column: Column) -> str:
    return column.title + {"higher": " ↑", "lower": " ↓", None: ""}[column.better]


def _named(standing: Standing) -> str:
    part = PARTS.get(standing.backend)
    return f"{standing.backend} ({part})" if part else standing.backend


def _shown(figure: Figure | None, column: Column) -> str:
    """A score as a reader wants it; a dash where nothing could be scored."""
    return "–" if figure is None or math.isnan(figure.score) else f"{figure.score * column.scale:.{column.digits}f}"


def _with_interval(figure: Figure | None, column: Column) -> str:
    score = _shown(figure, column)
    if figure is None or column.better is None or figure.low is None or figure.high is None or score == "–":
        return score
    low, high = (end * column.scale for end in (figure.low, figure.high))
    return f"{score} [{low:.{column.digits}f}, {high:.{column.digits}f}]"


def _seconds(seconds: float) -> str:
    return "–" if math.isnan(seconds) else f"{1000 * seconds:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _grid(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    rule = ["---", *("---:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in (head, rule, *rows))


def _cell(text: str) -> str:
    """Nothing that a message says can break the table, become HTML or fetch anything."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;").replace("](", "]\\(")


def print_report(report: Report, console: Console | None = None) -> None:
    """The leaderboards as tables in the terminal, with the difference to `lead`.

    A narrow terminal gets fewer columns, never broken ones; the Markdown has all.
    """
    from rich.console import Console

    console = console or Console()

    def dim(text: str) -> None:
        console.print(inert_line(text), style="dim", markup=False, highlight=False)

    abouts: dict[str, str] = {}
    for length in report.lengths:
        columns = _terminal_columns(report, length, console.width)
        abouts |= {head: about for head, _, about in columns if about}
        console.print(_table(length.capitalize(), columns))
        for line in report.left_out[length]:
            dim(line)
    for head, about in abouts.items():
        dim(f"{head}: {about}")
    told = f"differences are told at {report.level:.0%}" if len(report.articles) > 1 else "too few for intervals"
    dim(f"{_count(report)} of {report.corpus}; {told}. A failure is a full miss.")


def _table(title: str, columns: list[TerminalColumn]) -> Table:
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for head, _, _ in columns:
        table.add_column(escape(inert_line(head)), justify="right" if table.columns else "left", no_wrap=True)
    for row in zip(*(cells for _, cells, _ in columns), strict=True):
        table.add_row(*(escape(inert_line(cell)) for cell in row))
    return table


def _terminal_columns(report: Report, length: str, width: int) -> list[TerminalColumn]:
    """The columns of a table, the most telling first, as many as fit."""
    board, leading = report.leaderboard(length), report.leading(length)
    found = [("backend", [_named(one) for one in board], "")]

    def figures(column: Column) -> TerminalColumn:
        return _head(column), [_shown(one.figures.get(column.name), column) for one in board], column.about

    if leading is not None:
        versus = "lead" if any(one.backend == "lead" for one in board) else board[0].backend
        cells = [_against(report.pair(one.backend, versus, length, leading.name), leading) for one in board]
        about = f"{leading.title} less that of {versus} (articles won/tied/lost); = where no difference is shown."
        found += [figures(leading), (f"− {versus}", cells, about)]
    if any(one.failures for one in board):
        found.append(("failed", [str(one.failures or "") for one in board], _ABOUT_FAILURES))
    found.append(("time", [_seconds(one.seconds) for one in board], _ABOUT_TIME))
    measured = {name for one in board for name in one.figures} - {leading.name if leading else ""}
    judging_first = sorted(report.columns, key=lambda column: column.better is None)
    found += [figures(column) for column in judging_first if column.name in measured]
    # A cell has a space on either side and a third between columns.
    ends = accumulate(max(map(len, (head, *cells))) + 3 for head, cells, _ in found)
    return found[: max(1, sum(end < width for end in ends))]
