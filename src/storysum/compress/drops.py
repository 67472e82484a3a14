"""A drop: tokens that may go, and what that costs.

Costs are on one scale: 0 takes nothing away, 1 takes away what the reader came for.
"""

from __future__ import annotations

from attrs import field, frozen

__all__ = ["Drop"]


@frozen
class Drop:
    """Tokens `start` up to `end` may go, at a cost; with them `mark`, a comma elsewhere without its partner."""

    start: int
    end: int
    cost: float
    mark: int | None = field(default=None, repr=False)
