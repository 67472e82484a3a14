"""sumy's own summarizers, each made a backend over our sentences and our words."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, ClassVar

import numpy as np
from attrs import field, frozen
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.summarizers.edmundson import EdmundsonSummarizer
from sumy.summarizers.kl import KLSummarizer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.reduction import ReductionSummarizer
from sumy.summarizers.sum_basic import SumBasicSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from storysum.backends.base import body_of, number, whole
from storysum.model.article import Article
from storysum.model.ranking import Ranking
from storysum.terms.words import content, cut, normalizer

_WHY_SO_FEW = ": sumy's time grows with their square or faster; raise max_sentences and wait, or take textrank or lsa"


class _Rated:
    """Gives the rating of every sentence where sumy would choose the best of them."""

    def _get_best_sentences(self, sentences: Iterable[Any], _: int, rating: Any, *given: Any) -> list[float]:
        rate = rating.__getitem__ if isinstance(rating, dict) else rating
        return [rate(sentence, *given) for sentence in sentences]


class _LSA(_Rated, LsaSummarizer):  # type: ignore[misc]
    """sorted, where sumy numbers the words by iterating a set; and without its warning on short texts."""

    def _create_dictionary(self, document: Any) -> dict[str, int]:
        return {word: row for row, word in enumerate(sorted({*document.words} - self._stop_words))}

    def _create_matrix(self, document: Any, dictionary: dict[str, int]) -> Any:
        matrix = np.zeros((len(dictionary), len(document.sentences)))
        for column, sentence in enumerate(document.sentences):
            for word in sentence.words:
                if word in dictionary:
                    matrix[dictionary[word], column] += 1
        return matrix


class _LexRank(_Rated, LexRankSummarizer):  # type: ignore[misc]
    """sorted, where sumy adds floats by iterating a set; and no division where nothing is alike."""

    @staticmethod
    def cosine_similarity(some: Any, others: Any, tf1: Any, tf2: Any, idf: Any) -> float:
        shared = sum(tf1[word] * tf2[word] * idf[word] ** 2 for word in sorted({*some} & {*others}))
        lengths = [sum((tf[word] * idf[word]) ** 2 for word in sorted(tf)) for tf in (tf1, tf2)]
        return shared / math.sqrt(lengths[0]) / math.sqrt(lengths[1]) if min(lengths) > 0 else 0.0

    @staticmethod
    def power_method(matrix: Any, epsilon: float) -> Any:
        return LexRankSummarizer.power_method(matrix, epsilon) if matrix.any() else np.zeros(len(matrix))


def _rated(kind: type) -> type:
    return type(kind.__name__, (_Rated, kind), {})


@frozen
class _FromSumy:
    """What all eight have in common.

    sumy is given the sentences of the body, and as their words our normal forms; a stop word is "" there, and "" its
    only stop word. It tells sentences apart by their text: it is given a number as each one's text, so that equal
    sentences stay apart. List items score as low as the lowest of the body.
    """

    name: ClassVar[str]
    kind: ClassVar[type]

    max_sentences: int = field(default=1500, validator=whole(1))

    def rank(self, article: Article) -> Ranking:
        """One score a sentence, as sumy rates it."""
        body = body_of(self, article, self.max_sentences, _WHY_SO_FEW)
        summarizer = type(self).kind()
        summarizer.stop_words = frozenset([""])
        headings = self._prepared(summarizer, article)
        rated = summarizer(_document(article, body, headings), 0) if body else ()
        finite = [float(score) if math.isfinite(score) else 0.0 for score in rated] or [0.0] * len(body)
        scores = [min(finite, default=0.0)] * len(article.sentences)
        for index, score in zip(body, finite, strict=True):
            scores[index] = score
        return Ranking(scores)

    def _prepared(self, summarizer: Any, article: Article) -> Sequence[str]:
        """Set what else the summarizer wants to know; the headings that it looks at."""
        return ()


def _plain(called: str, kind: type, told: str, most: int = 1500) -> type[_FromSumy]:
    """The backend of one of sumy's that wants to know nothing more."""

    @frozen
    class Plain(_FromSumy):
        name: ClassVar[str] = f"sumy-{called.lower()}"
        max_sentences: int = field(default=most, validator=whole(1))

    Plain.kind, Plain.__doc__ = kind, told
    Plain.__name__ = Plain.__qualname__ = f"Sumy{called.replace('-', '')}"
    return Plain


SumyLSA = _plain("LSA", _LSA, "sumy's LSA: the plain length of a sentence, since it keeps every topic.")
SumyLexRank = _plain(
    "Lex-Rank", _LexRank, "sumy's LexRank: centrality among sentences whose cosine is above a threshold.", most=1000
)
SumyLuhn = _plain("Luhn", _rated(LuhnSummarizer), "sumy's Luhn: how densely frequent words stand.")
SumyKL = _plain(
    "KL",
    _rated(KLSummarizer),
    "sumy's KL-Sum: greedily the nearest to the article's words. A score is minus its turn.",
    most=200,
)
SumySumBasic = _plain(
    "Sum-Basic",
    _rated(SumBasicSummarizer),
    "sumy's SumBasic: frequent words, each less so once it is chosen. A score is minus its turn.",
)
SumyReduction = _plain(
    "Reduction", _rated(ReductionSummarizer), "sumy's Reduction: the sum of a sentence's overlaps with all others."
)


@frozen
class SumyTextRank(_FromSumy):
    """sumy's TextRank: quadratic, and stopped when a step moves the scores by less than `epsilon`."""

    name: ClassVar[str] = "sumy-text-rank"
    kind = _rated(TextRankSummarizer)
    epsilon: float = field(default=1e-4, validator=number(1e-12, 1))

    def _prepared(self, summarizer: Any, article: Article) -> Sequence[str]:
        summarizer.epsilon = self.epsilon
        return ()


@frozen
class SumyEdmundson(_FromSumy):
    """sumy's Edmundson: words of the title, and where the sentence stands.

    The words that speak for a sentence are the title's, those against it none: lists of cue words made
    for this (“important”, “hardly”) cost more than they gave, 0.9 ROUGE-1 on the stories of the training data.
    """

    name: ClassVar[str] = "sumy-edmundson"
    kind = _rated(EdmundsonSummarizer)
    max_sentences: int = field(default=5000, validator=whole(1))

    def _prepared(self, summarizer: Any, article: Article) -> Sequence[str]:
        # sumy refuses empty sets; no word is a space.
        summarizer.bonus_words = [" ", *content(article.title or "", article.language)]
        summarizer.null_words, summarizer.stigma_words = [""], [" "]
        texts = [block.span.of(article.text) for block in article.blocks if block.role == "heading"]
        return [article.title or "", *texts]


def _document(article: Article, body: Sequence[int], headings: Sequence[str]) -> ObjectDocumentModel:
    """Sumy's document: a paragraph for the sentences that begin in the same block, and the headings in the first."""
    words = _Words([*(article.sentences[index].of(article.text) for index in body), *headings], article.language)
    starts = [block.span.start for block in article.blocks]
    blocks = [bisect_right(starts, article.sentences[index].start) for index in body]
    paragraphs = [
        [Sentence(str(place), words) for place in places]
        for _, places in groupby(range(len(body)), key=blocks.__getitem__)
    ]
    paragraphs[0] += [Sentence(str(len(body) + place), words, is_heading=True) for place in range(len(headings))]
    return ObjectDocumentModel(map(Paragraph, paragraphs))


class _Words:
    """sumy's tokenizer: from what it takes for a sentence's text, our number, to our words."""

    def __init__(self, texts: Sequence[str], language: str) -> None:
        self.texts, self.normal = texts, normalizer(language)

    def to_words(self, number: str) -> tuple[str, ...]:
        return tuple(map(self.normal, cut(self.texts[int(number)])))
