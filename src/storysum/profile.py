"""Where the time of a digest goes, stage by stage.

What an article has been found to be is kept with it, so a stage that asks for the work of an earlier
one gets it at once. Asking in the order of the pipeline therefore shows what each stage adds.
"""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from storysum import api
from storysum.analysis import Analysis
from storysum.quotations.finding import find_quotes
from storysum.terms.counts import terms


def profile(
    text: str | Path, *, backend: str | api.Backend | None = None, language: str | None = None
) -> dict[str, float]:
    """Make a digest of a text, and say how many seconds each stage took.

    A first digest of a short one loads what is loaded on use; that is the first stage.

    >>> list(profile("Holm sold the van. It was red."))[:3]
    ['start', 'read', 'quotations']
    """
    found: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        result = work()
        found[stage] = time.perf_counter() - start
        return result

    timed("start", lambda: api.digest("A first sentence. And a second one.", backend=backend))
    article = timed("read", lambda: api.read(text, language=language))
    analysis = Analysis(article, backend=backend)
    timed("quotations", lambda: find_quotes(article))
    timed("passages", lambda: analysis.passages)
    timed("count words", lambda: terms(article))
    timed("rank", lambda: analysis.ranking)
    timed("headline", lambda: analysis.headline(api.LENGTHS["headline"]))
    timed("short", lambda: analysis.summary(api.LENGTHS["short"]))
    timed("medium", lambda: analysis.summary(api.LENGTHS["medium"]))
    return found


def told(stages: Mapping[str, float]) -> str:
    """The stages as a table, with the part of the whole that each takes; starting is left out of the whole.

    >>> print(told({"start": 0.5, "read": 0.001, "rank": 0.003}))
    start                 500.0 ms
    read                    1.0 ms   25 %
    rank                    3.0 ms   75 %
    in all                  4.0 ms  100 %
    """
    whole = sum(seconds for name, seconds in stages.items() if name != "start")
    return "\n".join(
        f"{name:<16}{seconds * 1e3:12.1f} ms"
        + ("" if name == "start" else f"{seconds / whole:7.0%}".replace("%", " %"))
        for name, seconds in {**stages, "in all": whole}.items()
    )
