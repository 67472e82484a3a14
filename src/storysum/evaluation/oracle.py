"""The ceiling: the best extract that one finds who has seen the references.

For a summary the oracle takes, again and again, the sentence that raises ROUGE-1 plus ROUGE-2 (F)
most and still fits, until none does (the greedy oracle of Nallapati et al. 2017). For a headline it
keeps, of each sentence, the words that a reference has too, and takes the best of these. It is a
ceiling for ROUGE and for nothing else: it minds neither quotations nor what a sentence leans on, since
whatever it had to mind a backend might do without, and come out above it.
Being greedy it is not quite the best possible extract.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Any, ClassVar, Literal

from attrs import field, frozen, validators

from storysum.evaluation.metrics.metric import Example
from storysum.evaluation.metrics.rouge import tokens
from storysum.model.budget import Budget, Limits, count_words
from storysum.model.span import Span
from storysum.model.summary import Piece, Summary
from storysum.text.body import body_words, in_body

__all__ = ["Oracle"]

# A single space may stand in a summary as it is; any other white space becomes one.
_SPACES = re.compile(r"[^\S ]\s*| \s+")
_WORD = re.compile(r"\S+")


@frozen
class Oracle:
    """Takes part in every comparison where there are references.

    Attributes:
        words: The words that ROUGE compares: "latin" or "unicode".

    >>> Oracle().signature
    'oracle|greedy:rouge1+rouge2|words:latin|v:1'
    """

    name: ClassVar[str] = "oracle"
    words: Literal["latin", "unicode"] = field(default="latin", validator=validators.in_(("latin", "unicode")))

    @property
    def signature(self) -> str:
        """What it looks at."""
        return f"oracle|greedy:rouge1+rouge2|words:{self.words}|v:1"

    def takes(self, example: Example) -> bool:
        """Only with a reference."""
        return bool(example.references)

    def write(self, example: Example, budget: Budget) -> Summary:
        """The best extract it can find within the budget."""
        text, article = example.article.text, example.article
        split = partial(tokens, stem=True, words=self.words)
        target = _Target([split(reference) for reference in example.references])
        sentences = [span for span, inside in zip(article.sentences, in_body(article), strict=True) if inside]
        pick = _headline if example.length == "headline" else _extract
        spans, gains = pick(text, sentences, target, budget.limits(body_words(article)), split)
        return Summary(
            text=_shown(text, spans),
            pieces=tuple(
                Piece(part, part.of(text), gain, rank)
                for span, (gain, rank) in zip(spans, gains, strict=True)
                for part in _plain(text, span)
            ),
            budget=budget,
            backend=self.name,
            signature=self.signature,
            shortfall=None if spans else "No sentence that fits has a word of a reference.",
        )


class _Target:
    """The references, counted once."""

    def __init__(self, references: Sequence[list[str]]) -> None:
        self.counted = [(Counter(words), Counter(pairwise(words))) for words in references if words]

    def score(self, words: Sequence[str]) -> float:
        """ROUGE-1 plus ROUGE-2 (F), each against the reference that it is best for."""
        if not self.counted or not words:
            return 0.0
        ones, twos = Counter(words), Counter(pairwise(words))
        return max(_overlap(ones, one) for one, _ in self.counted) + max(_overlap(twos, two) for _, two in self.counted)


def _overlap(found: Counter[Any], wanted: Counter[Any]) -> float:
    """The F-measure of two bags."""
    shared = sum(min(count, wanted[item]) for item, count in found.items() if item in wanted)
    return 2 * shared / (found.total() + wanted.total()) if shared else 0.0


Split = Callable[[str], list[str]]
Picked = tuple[list[Span], list[tuple[float, int]]]


def _extract(text: str, sentences: Sequence[Span], target: _Target, limits: Limits, split: Split) -> Picked:
    """Whole sentences, each the one that helps most; in the order of the article, with gain and rank."""
    words = [split(span.of(text)) for span in sentences]
    shown = [_shown(text, [span]) for span in sentences]
    sizes = [(count_words(one), len(one) + 1) for one in shown]
    taken: dict[int, tuple[float, int]] = {}
    best = 0.0
    while True:
        used = [sum(sizes[index][which] for index in taken) for which in (0, 1)]
        tried = (
            (target.score([word for index in sorted([*taken, new]) for word in words[index]]), -new)
            for new, (count, characters) in enumerate(sizes)
            if new not in taken
            and limits.allow(words=used[0] + count, characters=used[1] + characters - 1, sentences=len(taken) + 1)
        )
        score, minus = max(tried, default=(0.0, 0))
        if score <= best:
            order = sorted(taken)
            return [sentences[index] for index in order], [taken[index] for index in order]
        taken[-minus] = (round(score - best, 9), len(taken) + 1)
        best = score


def _headline(text: str, sentences: Sequence[Span], target: _Target, limits: Limits, split: Split) -> Picked:
    """Of each sentence the words that a reference has too; the best of all sentences and references."""
    best: tuple[float, list[Span]] = (0.0, [])
    for sentence in sentences:
        found = _WORD.finditer(text, sentence.start, sentence.end)
        worded = [(Span(match.start(), match.end()), split(match.group())) for match in found]
        for reference, _ in target.counted:
            left = Counter(reference)
            kept: list[Span] = []
            for span, words in worded:
                wanted = Counter(words)
                if words and wanted <= left and _fits(text, [*kept, span], limits):
                    left -= wanted
                    kept.append(span)
            score = target.score([word for span in kept for word in split(span.of(text))])
            if score > best[0]:
                best = (score, kept)
    score, kept = best
    return kept, [(round(score, 9), 1)] * len(kept)


def _fits(text: str, spans: Sequence[Span], limits: Limits) -> bool:
    """Whether words of one sentence stay within the limits."""
    shown = _shown(text, spans)
    return limits.allow(words=count_words(shown), sentences=1, characters=len(shown))


def _shown(text: str, spans: Sequence[Span]) -> str:
    return " ".join(_SPACES.sub(" ", span.of(text)) for span in spans)


def _plain(text: str, span: Span) -> Iterator[Span]:
    """A stretch without the white space that is written as one space."""
    start = span.start
    for gap in _SPACES.finditer(text, span.start, span.end):
        yield Span(start, gap.start())
        start = gap.end()
    yield Span(start, span.end)
