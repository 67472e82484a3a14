"""The ceiling: the best extract that one finds who has seen the references.

For a summary the oracle takes, again and again, the sentence that raises ROUGE-1 plus ROUGE-2 (F) most and still fits,
until none does (the greedy oracle of Nallapati et al. 2017). For a headline it keeps, of each sentence, the words that
a reference has too, and takes the best of these. It is a ceiling for ROUGE and for nothing else: it minds neither
quotations nor what a sentence leans on, since whatever it had to mind a backend might do without, and come out above
it. Being greedy it is not quite the best possible extract.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, product
from operator import itemgetter
from typing import Any, ClassVar

from attrs import frozen

from storysum.evaluation.metrics.metric import Example
from storysum.evaluation.metrics.rouge import tokens
from storysum.model.budget import Budget, Limits, count_words
from storysum.model.span import Span
from storysum.model.summary import Piece, Summary
from storysum.text.body import body_words, in_body

_WORD = re.compile(r"\S+")
# A single space may stand in a summary as it is; any other white space becomes one.
_SINGLE_SPACED = re.compile(r"\S+(?: \S+)*")

Counted = tuple[Counter[str], Counter[tuple[str, str]]]  # the words and the pairs of words of a text
Picked = list[tuple[Span, float, int]]  # what to take of the article, each with gain and rank


@frozen
class Oracle:
    """Takes part in every comparison where there are references."""

    name: ClassVar[str] = "oracle"
    signature: ClassVar[str] = "oracle|greedy:rouge1+rouge2|words:latin|v:1"

    def takes(self, example: Example) -> bool:
        """Only with a reference."""
        return bool(example.references)

    def write(self, example: Example, budget: Budget) -> Summary:
        """The best extract it can find within the budget."""
        text, article = example.article.text, example.article
        references = [_counted(reference) for reference in example.references if tokens(reference)]
        sentences = [span for span, inside in zip(article.sentences, in_body(article), strict=True) if inside]
        pick = _headline if example.length == "headline" else _extract
        pieces = tuple(
            Piece(Span(*part.span()), part.group(), gain, rank)
            for span, gain, rank in pick(text, sentences, references, budget.limits(body_words(article)))
            for part in _SINGLE_SPACED.finditer(text, span.start, span.end)
        )
        return Summary(
            text=" ".join(piece.text for piece in pieces),
            pieces=pieces,
            budget=budget,
            backend=self.name,
            signature=self.signature,
            shortfall=None if pieces else "No sentence that fits has a word of a reference.",
        )


def _extract(text: str, sentences: Sequence[Span], references: Sequence[Counted], limits: Limits) -> Picked:
    """Whole sentences, each the one that helps most; in the order of the article."""
    taken: dict[int, tuple[float, int]] = {}
    best = 0.0
    while True:
        tried = [(0.0, 0)]
        for new in range(len(sentences)):
            shown = _shown(text, [sentences[index] for index in sorted({*taken, new})])
            if new not in taken and _fits(shown, limits, sentences=len(taken) + 1):
                tried.append((_score(shown, references), -new))
        score, minus = max(tried)
        if score <= best:
            return [(sentences[index], *taken[index]) for index in sorted(taken)]
        taken[-minus] = (round(score - best, 9), len(taken) + 1)
        best = score


def _headline(text: str, sentences: Sequence[Span], references: Sequence[Counted], limits: Limits) -> Picked:
    """Of each sentence the words that a reference has too; the best of all sentences and references."""
    best: tuple[float, list[Span]] = (0.0, [])
    for sentence, (reference, _) in product(sentences, references):
        left = Counter(reference)
        kept: list[Span] = []
        for match in _WORD.finditer(text, sentence.start, sentence.end):
            wanted = Counter(tokens(match.group()))
            longer = [*kept, Span(*match.span())]
            if wanted and wanted <= left and _fits(_shown(text, longer), limits, sentences=1):
                left -= wanted
                kept = longer
        # Of equals the first.
        best = max(best, (_score(_shown(text, kept), references), kept), key=itemgetter(0))
    return [(span, round(best[0], 9), 1) for span in best[1]]


def _shown(text: str, spans: Sequence[Span]) -> str:
    return " ".join(part for span in spans for part in _SINGLE_SPACED.findall(text, span.start, span.end))


def _fits(shown: str, limits: Limits, *, sentences: int) -> bool:
    return limits.allow(words=count_words(shown), sentences=sentences, characters=len(shown))


def _counted(text: str) -> Counted:
    words = tokens(text)
    return Counter(words), Counter(pairwise(words))


def _score(text: str, references: Sequence[Counted]) -> float:
    """ROUGE-1 plus ROUGE-2 (F), each against the reference that it is best for."""
    ones, twos = _counted(text)
    best_one = max((_overlap(ones, one) for one, _ in references), default=0.0)
    return best_one + max((_overlap(twos, two) for _, two in references), default=0.0)


def _overlap(found: Counter[Any], wanted: Counter[Any]) -> float:
    """The F-measure of two bags."""
    shared = (found & wanted).total()
    return 2 * shared / (found.total() + wanted.total()) if shared else 0.0
