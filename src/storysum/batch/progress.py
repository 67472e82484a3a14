"""How far a batch is: a line that stays in its place on a terminal, a quiet line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from storysum.batch.run import Report

__all__ = ["shown"]

_EVERY, _ON_TERMINAL = 30.0, 0.2


@contextmanager
def shown(share: Callable[[], float | None], *, quiet: bool = False) -> Iterator[Callable[[Report], None] | None]:
    """A function that is told after each row, and shows it on standard error.

    Args:
        share: How much of the source has been read, from 0 to 1, or None.
        quiet: Say nothing.
    """
    if quiet:
        yield None
        return
    terminal = sys.stderr.isatty()
    begun = last = time.monotonic()

    def told(report: Report) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= (_ON_TERMINAL if terminal else _EVERY):
            last = now
            line = _line(report, share(), now - begun)
            sys.stderr.write(f"\r\x1b[K{line}" if terminal else f"storysum: {line}\n")
            sys.stderr.flush()

    try:
        yield told
    finally:
        if terminal:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _line(report: Report, share: float | None, seconds: float) -> str:
    """Where the batch stands; what an earlier run did took no time now.

    >>> _line(Report(done=99, failed=1), 0.5, 10.0)
    '100 stories, 1 failed, 10.0 a second, 0:00:10 left'
    """
    new = report.total - report.kept
    said = [f"{report.total:,} stories", f"{report.failed:,} failed", f"{new / max(seconds, 1e-9):,.1f} a second"]
    if share and new:
        minutes, left = divmod(round(seconds * (1 - share) * report.total / (share * new)), 60)
        said.append(f"{minutes // 60}:{minutes % 60:02}:{left:02} left")
    return ", ".join(said)
