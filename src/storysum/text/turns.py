"""Turns: lines of a transcript or an interview, each of which begins with who speaks (`PIKE: …`, `Q: …`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from storysum.model.article import Article

__all__ = ["label_at", "labels", "turns"]

_LABEL = r"(?:[^\W\d_a-z][\w.’'-]{0,20}(?: [\w.’'-]{1,20}){0,3})"
_CODE = r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])]?[ \t]*(?:[-–][ \t]*)?)?"
_TURN = re.compile(rf"^[ \t]*{_CODE}({_LABEL}):[ \t]+(?=\S)", re.MULTILINE)
_ASKS, _ANSWERS = frozenset(("Q", "Question")), frozenset(("A", "Answer"))


@lru_cache(maxsize=1)  # of the story that is being read
def labels(text: str) -> frozenset[str]:
    r"""The labels of a text whose lines begin with who speaks; none where no label comes twice, nor Q and A do.

    >>> sorted(labels("PIKE: We left.\nHOLM: Why?\nPIKE: It rained.")), sorted(labels("Q: Why?\nA: It rained."))
    (['HOLM', 'PIKE'], ['A', 'Q'])
    """
    found = Counter(_TURN.findall(text))
    asked = not _ASKS.isdisjoint(found) and not _ANSWERS.isdisjoint(found)
    return frozenset(found) if asked or (len(found) > 1 and max(found.values()) > 1) else frozenset()


def label_at(text: str, start: int) -> str:
    """The label on which a line begins, if it is one of a transcript's; else nothing."""
    match = _TURN.match(text, text.rfind("\n", 0, start) + 1) if ":" in text[start : start + 90] else None
    return match.group(1) if match is not None and match.end() > start and match.group(1) in labels(text) else ""


def turns(article: Article, starts: Sequence[int]) -> set[int]:
    """The sentences that go with the next one: those of one turn, and a question with its answer.

    What is said further on in a turn has its speaker in front only, and an answer says little alone.

    Args:
        article: With its sentences.
        starts: Where each sentence begins.
    """
    joined: set[int] = set()
    if not labels(article.text):
        return joined
    asked = -1  # the first sentence of a question that waits for its answer
    for block in article.blocks:
        label = label_at(article.text, block.span.start) if block.role == "body" else ""
        first, after = bisect_left(starts, block.span.start), bisect_left(starts, block.span.end)
        if not label or first >= after:
            continue
        joined.update(range(first, after - 1))
        if asked >= 0 and label not in _ASKS:
            joined.update(range(asked, first))
        asked = first if article.text[block.span.start : block.span.end].rstrip('"”’ ').endswith("?") else -1
    return joined
