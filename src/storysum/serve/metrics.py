"""Counts of what was asked and how long it took, as Prometheus reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

__all__ = ["Metrics"]

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """What one server has done since it began.

    >>> metrics = Metrics()
    >>> metrics.note("/digest", 200, 0.02)
    >>> print(metrics.text({"storysum_waiting": 0}).splitlines()[1])
    storysum_requests_total{path="/digest",status="200"} 1
    """

    def __init__(self) -> None:
        self.requests: Counter[tuple[str, int]] = Counter()
        self.lines: Counter[str] = Counter()
        self.within: Counter[tuple[str, float]] = Counter()
        self.seconds: Counter[str] = Counter()

    def note(self, path: str, status: int, seconds: float) -> None:
        """Count a request; `path` is one of a few, so that nobody outside makes the table grow."""
        self.requests[path, status] += 1
        self.seconds[path] += seconds  # type: ignore[assignment]  # a Counter adds any numbers
        self.within.update((path, bucket) for bucket in BUCKETS if seconds <= bucket)

    def text(self, now: Mapping[str, float]) -> str:
        """All of it.

        Args:
            now: Other figures, by name; one whose name ends on `_total` only ever rises.
        """
        lines = ["# TYPE storysum_requests_total counter"]
        lines += [
            f'storysum_requests_total{{path="{path}",status="{status}"}} {count}'
            for (path, status), count in sorted(self.requests.items())
        ]
        lines.append("# TYPE storysum_request_seconds histogram")
        for path in sorted(self.seconds):
            count = sum(count for (other, _), count in self.requests.items() if other == path)
            lines += [
                f'storysum_request_seconds_bucket{{path="{path}",le="{bucket:g}"}} {self.within[path, bucket]}'
                for bucket in BUCKETS
            ]
            lines.append(f'storysum_request_seconds_bucket{{path="{path}",le="+Inf"}} {count}')
            lines.append(f'storysum_request_seconds_sum{{path="{path}"}} {self.seconds[path]:.6f}')
            lines.append(f'storysum_request_seconds_count{{path="{path}"}} {count}')
        lines.append("# TYPE storysum_batch_lines_total counter")
        lines += [f'storysum_batch_lines_total{{outcome="{name}"}} {n}' for name, n in sorted(self.lines.items())]
        for name, value in now.items():
            lines += [f"# TYPE {name} {'counter' if name.endswith('_total') else 'gauge'}", f"{name} {value:g}"]
        return "\n".join(lines) + "\n"
