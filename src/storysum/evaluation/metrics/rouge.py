"""ROUGE-1, ROUGE-2 and ROUGE-Lsum (Lin 2004), computed by rouge-score.

Of several references each type takes the one with the best F-measure (rouge-score's `score_multi`). A reference with
no word at all gives no figure rather than a 0.

rouge-score drops every letter outside a–z, so Greek or Chinese scores 0 with it. With `words="unicode"`
a word is a run of letters or digits of any script, and in scripts without spaces each character is one.
"""

import importlib.metadata
import importlib.util
import re
from functools import cache, lru_cache, partial
from typing import Any, Literal

from attrs import field, frozen, validators

from storysum.errors import needed
from storysum.evaluation.metrics.metric import NOTHING, Column, Example, Statistics, Tally
from storysum.evaluation.metrics.taken import lines
from storysum.model.summary import Summary

_WORD = re.compile(r"[^\W_]+")
# Han, kana and Hangul characters, Thai, Lao, Khmer, Burmese: written without spaces between words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_TYPES = ("rouge1", "rouge2", "rougeLsum")
_against_references = partial(Column, better="higher", needs="references")


@frozen
class Rouge:
    """The F-measures of ROUGE, stemmed, against the best of several references.

    Attributes:
        stem: Whether the Porter stemmer is used, which is for English.
        words: "latin", the words of rouge-score, or "unicode", those of every script.

    >>> Rouge().signature
    'rouge|types:1,2,Lsum|stem:yes|words:latin|lines:sentences|measure:f|multi:best|v:rouge-score ...'
    """

    stem: bool = True
    words: Literal["latin", "unicode"] = field(default="latin", validator=validators.in_(("latin", "unicode")))

    columns = (
        _against_references("rouge1", "R-1", "Words shared with a reference (F)."),
        _against_references("rouge2", "R-2", "Pairs of neighbouring words shared (F)."),
        _against_references("rougeLsum", "R-Lsum", "Longest common subsequences, sentence by sentence (F)."),
    )

    @property
    def signature(self) -> str:
        """The parameters and the version of rouge-score."""
        version = importlib.metadata.version("rouge-score") if installed() else "none"
        return (
            f"rouge|types:1,2,Lsum|stem:{'yes' if self.stem else 'no'}|words:{self.words}"
            f"|lines:sentences|measure:f|multi:best|v:rouge-score {version}"
        )

    def measure(self, summary: Summary, example: Example) -> Statistics:
        """The F-measure of each type, in [0, 1]; no count without a reference that has words."""
        tokenizer, scorer = _scorer(self.stem, self.words)
        references = [reference for reference in example.references if tokenizer.tokenize(reference)]
        if not references:
            return dict.fromkeys(_TYPES, NOTHING)
        found = scorer.score_multi(references, lines(summary, example))
        return {name: Tally(found[name].fmeasure) for name in _TYPES}


def installed() -> bool:
    """Whether rouge-score is there."""
    return importlib.util.find_spec("rouge_score") is not None


def tokens(text: str) -> list[str]:
    """The words that ROUGE compares in English, in order.

    >>> tokens("The bands were rehearsing.")
    ['the', 'band', 'were', 'rehears']
    """
    return _scorer(True, "latin")[0].tokenize(text)


class _Tokenizer:
    """rouge-score's own tokenization, or the one for every script; stemming takes the time, so stems are kept."""

    def __init__(self, stem: bool, words: str) -> None:
        from nltk.stem.porter import PorterStemmer

        self.words = words
        self.stem = lru_cache(maxsize=100_000)(PorterStemmer().stem)
        self.stemmer = self if stem else None

    def tokenize(self, text: str) -> list[str]:
        from rouge_score import tokenize

        if self.words == "latin":
            found: list[str] = tokenize.tokenize(text, self.stemmer)
            return found
        spaced = _WORD.findall(_UNSPACED.sub(lambda match: f" {match.group()} ", text.casefold()))
        return [self.stem(word) if len(word) > 3 else word for word in spaced] if self.stemmer else spaced


@cache
def _scorer(stem: bool, words: str) -> tuple[_Tokenizer, Any]:
    told = "ROUGE needs rouge-score, which is not installed: pip install storysum[evaluation]"
    tokenizer = _Tokenizer(stem, words)
    return tokenizer, needed("rouge_score.rouge_scorer", told).RougeScorer(_TYPES, tokenizer=tokenizer)
