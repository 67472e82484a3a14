"""How far a batch is: a line that stays in its place on a terminal, a quiet line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from storysum.batch.run import Report

__all__ = ["Meter", "shown"]

_EVERY = 30.0
_ON_TERMINAL = 0.2


class Meter:
    """Rate and estimate.

    Args:
        share: How much of the source has been read, from 0 to 1, or None.
        clock: Seconds; only differences count.

    >>> ticks = iter([0.0, 10.0])
    >>> Meter(lambda: 0.5, clock=lambda: next(ticks)).line(Report(done=99, failed=1))
    '100 stories, 1 failed, 10.0 a second, 0:00:10 left'
    """

    def __init__(self, share: Callable[[], float | None], clock: Callable[[], float] = time.monotonic) -> None:
        self.share = share
        self.clock = clock
        self.begun = clock()

    def line(self, report: Report) -> str:
        """Where the batch stands."""
        passed = max(self.clock() - self.begun, 1e-9)
        rate = (report.total - report.kept) / passed
        said = [f"{report.total:,} stories", f"{report.failed:,} failed", f"{rate:,.1f} a second"]
        left = self._left(report, passed)
        if left is not None:
            hours, seconds = divmod(round(left), 3600)
            said.append(f"{hours}:{seconds // 60:02}:{seconds % 60:02} left")
        return ", ".join(said)

    def _left(self, report: Report, passed: float) -> float | None:
        share = self.share()
        if not share or report.total == report.kept:
            return None
        # What an earlier run did took no time now.
        mine = share * (report.total - report.kept) / report.total
        return passed * (1 - share) / mine


@contextmanager
def shown(share: Callable[[], float | None], *, quiet: bool = False) -> Iterator[Callable[[Report], None] | None]:
    """A function that is told after each row, and shows it on standard error."""
    if quiet:
        yield None
        return
    terminal = sys.stderr.isatty()
    meter = Meter(share)
    every = _ON_TERMINAL if terminal else _EVERY
    next_time = time.monotonic() + every

    def told(report: Report) -> None:
        nonlocal next_time
        now = time.monotonic()
        if now >= next_time:
            next_time = now + every
            sys.stderr.write(f"\r\x1b[K{meter.line(report)}" if terminal else f"storysum: {meter.line(report)}\n")
            sys.stderr.flush()

    try:
        yield told
    finally:
        if terminal:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
