"""How often functions are called: work that is counted, not timed."""

from __future__ import annotations

import cProfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import CodeType

import storysum

ROOT = Path(storysum.__file__).parents[1]


def calls(work: Callable[[], object]) -> Counter[str]:
    """The calls of each function by its full name; what is not of storysum, all of C among it, stands under ""."""
    profile = cProfile.Profile()
    profile.runcall(work)
    found: Counter[str] = Counter()
    for entry in profile.getstats():
        found[_name(entry.code)] += entry.callcount
    return found


def _name(code: CodeType | str) -> str:
    if isinstance(code, str) or not (path := Path(code.co_filename)).is_relative_to(ROOT):
        return ""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts) + f".{code.co_qualname}"
