"""ROUGE-1, ROUGE-2 and ROUGE-Lsum, as rouge-score computes them (Lin 2004).

The words are those of the package's own tokenizer. Counting is done here, with a memory, since
references come again for every backend and sentences for every length; ROUGE-Lsum is counted in
`subsequence`. The numbers are the same to the last digit, which `tests/oracle/test_rouge.py` holds
against the package on any text. Of several references each type takes the one with the best
F-measure, which is what rouge-score's `score_multi` does.

rouge-score drops every letter outside a–z, so Greek or Chinese scores 0 with it. With `words="unicode"`
a word is a run of letters or digits of any script, and in scripts without spaces each character is one.
A reference with no word at all gives no figure rather than a 0.
"""

from __future__ import annotations

import importlib.metadata
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import ClassVar, Literal

from attrs import field, frozen, validators

from storysum.caching import cached
from storysum.errors import MissingDependency
from storysum.evaluation.metrics.metric import Column, Example, Score, Statistics, Tally, pooled
from storysum.evaluation.metrics.subsequence import shared
from storysum.evaluation.metrics.taken import lines
from storysum.model.summary import Summary

__all__ = ["Rouge", "installed", "tokens"]

_KINDS = {
    "1": Column("rouge1", "R-1", "Words shared with a reference (F).", "higher", needs="references"),
    "2": Column("rouge2", "R-2", "Pairs of neighbouring words shared (F).", "higher", needs="references"),
    "Lsum": Column(
        "rougeLsum",
        "R-Lsum",
        "Longest common subsequences, sentence by sentence (F).",
        "higher",
        needs="references",
    ),
}
_WORD = re.compile(r"[^\W_]+")
# Han, kana and Hangul characters, Thai, Lao, Khmer, Burmese: written without spaces between words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_REMEMBERED = 64_000_000


@frozen
class Rouge:
    """The F-measures of ROUGE, stemmed, against the best of several references.

    Attributes:
        types: Which of "1", "2", "Lsum".
        stem: Whether the Porter stemmer is used, which is for English.
        words: "latin", the words of rouge-score, or "unicode", those of every script.

    Raises:
        MissingDependency: On use, if rouge-score is not installed.

    >>> Rouge().signature
    'rouge|types:1,2,Lsum|stem:yes|words:latin|lines:sentences|measure:f|multi:best|v:rouge-score ...'
    """

    name: ClassVar[str] = "rouge"
    types: tuple[str, ...] = field(
        default=("1", "2", "Lsum"),
        converter=tuple,
        validator=validators.deep_iterable(validators.in_(sorted(_KINDS))),
    )
    stem: bool = True
    words: Literal["latin", "unicode"] = field(default="latin", validator=validators.in_(("latin", "unicode")))

    @property
    def columns(self) -> tuple[Column, ...]:
        """One for each type."""
        return tuple(_KINDS[kind] for kind in self.types)

    @property
    def signature(self) -> str:
        """The parameters and the version of rouge-score."""
        version = importlib.metadata.version("rouge-score") if installed() else "none"
        stem = "yes" if self.stem else "no"
        return (
            f"rouge|types:{','.join(self.types)}|stem:{stem}|words:{self.words}"
            f"|lines:sentences|measure:f|multi:best|v:rouge-score {version}"
        )

    def measure(self, summary: Summary, example: Example) -> Statistics:
        """The F-measure of each type, in [0, 1]; no count without a reference that has words."""
        names = {kind: _KINDS[kind].name for kind in self.types}
        references = [
            reference for reference in example.references if tokens(reference, stem=self.stem, words=self.words)
        ]
        if not references:
            return {name: Tally(0.0, 0.0) for name in names.values()}
        text = lines(summary, example)
        measure = {"1": self._runs, "2": self._runs, "Lsum": self._sentences}
        return {
            name: Tally(max(measure[kind](reference, text, kind) for reference in references))
            for kind, name in names.items()
        }

    def _runs(self, reference: str, text: str, kind: str) -> float:
        """ROUGE-1 or ROUGE-2 (F): what two bags of words, or of neighbouring pairs, have in common."""
        one, other = (_bag(part, int(kind), self.stem, self.words) for part in (reference, text))
        hits = sum(min(count, other[run]) for run, count in one.items() if run in other)
        return _f_measure(hits, one.total(), other.total())

    def _sentences(self, reference: str, text: str, kind: str) -> float:
        """ROUGE-Lsum (F): both texts a line a sentence."""
        one, other = (_sentences(part, self.stem, self.words) for part in (reference, text))
        total, mine = sum(map(len, one)), sum(map(len, other))
        return _f_measure(shared(one, other) if total and mine else 0, total, mine)

    def combine(self, statistics: Sequence[Statistics]) -> Score:
        """The mean over the articles."""
        return pooled(statistics)


def installed() -> bool:
    """Whether rouge-score is there."""
    try:
        importlib.metadata.version("rouge-score")
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def tokens(text: str, *, stem: bool = True, words: str = "latin") -> list[str]:
    """The words that ROUGE compares, in order.

    >>> tokens("The bands were rehearsing.")
    ['the', 'band', 'were', 'rehears']
    """
    found: list[str] = _tokenizer(stem, words).tokenize(text)
    return found


class _Stemmer:
    """nltk's Porter stemmer as rouge-score uses it, with a memory."""

    def __init__(self) -> None:
        from nltk.stem.porter import PorterStemmer

        self.stem = cached(_REMEMBERED)(PorterStemmer().stem)


class _Tokenizer:
    """rouge-score's own tokenization, or the one for every script, with a memory for whole texts."""

    def __init__(self, stem: bool, words: str) -> None:
        try:
            from rouge_score import tokenize
        except ImportError as error:
            raise MissingDependency(
                "ROUGE needs rouge-score, which is not installed: pip install storysum[evaluation]"
            ) from error
        stemmer = _Stemmer() if stem else None

        def latin(text: str) -> list[str]:
            found: list[str] = tokenize.tokenize(text, stemmer)
            return found

        def unicode(text: str) -> list[str]:
            spaced = _UNSPACED.sub(lambda match: f" {match.group()} ", text.casefold())
            found = _WORD.findall(spaced)
            return [stemmer.stem(word) if len(word) > 3 else word for word in found] if stemmer else found

        self.tokenize = cached(_REMEMBERED)(unicode if words == "unicode" else latin)


@cache
def _tokenizer(stem: bool, words: str) -> _Tokenizer:
    return _Tokenizer(stem, words)


@cached(_REMEMBERED)
def _sentences(text: str, stem: bool, words: str) -> tuple[tuple[str, ...], ...]:
    """The words of each line that is not empty."""
    return tuple(tuple(tokens(line, stem=stem, words=words)) for line in text.split("\n") if line)


@cached(_REMEMBERED)
def _bag(text: str, size: int, stem: bool, words: str) -> Counter[object]:
    """How often each word, or pair of neighbouring words, stands in a text."""
    found = tokens(text, stem=stem, words=words)
    return Counter(found if size == 1 else pairwise(found))


def _f_measure(hits: int, wanted: int, found: int) -> float:
    """As rouge-score computes it: another order of operations differs in the last digit."""
    if not hits:
        return 0.0
    recall, precision = hits / wanted, hits / found
    return 2 * precision * recall / (precision + recall)
