"""Counts of what was asked and how long it took, as Prometheus reads them."""

from collections import Counter, defaultdict
from collections.abc import Mapping

_BUCKETS = ("0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "10", "+Inf")


class Metrics:
    """What one server has done since it began."""

    def __init__(self) -> None:
        self.requests: Counter[str] = Counter()
        self.seconds: dict[str, float] = defaultdict(int)
        self.lines: Counter[str] = Counter()

    def note(self, path: str, status: int, seconds: float) -> None:
        """Count a request; `path` is one of a few, so that nobody outside makes the table grow."""
        self.requests[f'{{path="{path}",status="{status}"}}'] += 1
        for bucket in _BUCKETS:
            self.seconds[f'_bucket{{path="{path}",le="{bucket}"}}'] += seconds <= float(bucket)
        self.seconds[f'_sum{{path="{path}"}}'] += seconds
        self.seconds[f'_count{{path="{path}"}}'] += 1

    def text(self, now: Mapping[str, float]) -> str:
        """All of it, with other figures of now, by name; one whose name ends on `_total` only ever rises."""
        lines = {f'{{outcome="{outcome}"}}': count for outcome, count in self.lines.items()}
        told: list[tuple[str, str, Mapping[str, float]]] = [
            ("storysum_requests_total", "counter", self.requests),
            ("storysum_request_seconds", "histogram", self.seconds),
            ("storysum_batch_lines_total", "counter", lines),
        ]
        told += [(name, "counter" if name.endswith("_total") else "gauge", {"": value}) for name, value in now.items()]
        return "".join(
            f"# TYPE {name} {kind}\n" + "".join(f"{name}{of} {value}\n" for of, value in figures.items())
            for name, kind, figures in told
        )
