"""What a sentence is expected to say of what an editor would: the default."""

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import ClassVar

import numpy as np
from attrs import field, frozen

from storysum.backends.base import number
from storysum.backends.textrank import TextRank
from storysum.model.article import Article
from storysum.model.ranking import Ranking
from storysum.ranking.rows import Vector
from storysum.terms.counts import Terms, terms
from storysum.text.body import in_body

FEATURES = tuple(
    "bias opening centrality repeated first opening-words length long question digits names sentences place".split()
)
_OPENING = 3


@frozen
class Blend:
    """A sentence is worth as many of an editor's word pairs as it is expected to have, a word of its own.

    A log-linear model of a dozen features says how many: where the sentence stands, in how long a story, how central it
    is (`textrank`), how much of it other sentences repeat, what it shares with the opening, its length, names, digits,
    whether it asks. The weights are in `salience.csv` beside this file, with what each is worth; `python -m
    training.salience` fits them (Poisson regression with the sentence's words as exposure). The selector takes the set
    of passages that says most for its words and most of what the story keeps saying, or the story's own opening where a
    reader would miss too much of it (`select.coverage`).

    Attributes:
        early: How much the place of a sentence matters: 1 as it was fitted, 0 not at all.

    Cost: linear in the text; besides, sixteen sentences at most are parsed.
    Source: ours; fitted on CNN and on documents of GUM, see docs/concepts/summaries.md.
    """

    name: ClassVar[str] = "blend"
    tightens: ClassVar[bool] = True
    way: ClassVar[str] = "coverage"

    early: float = field(default=1.0, validator=number(0, 10))

    def rank(self, article: Article) -> Ranking:
        """One score a sentence, list items zero: of fifty word pairs of an editor's summary, how many a word of it."""
        means, spreads, weights = _weights()
        by = weights * np.where(np.isin(FEATURES, ("opening", "first", "place")), self.early, 1.0)
        linear = ((features(article) - means) / spreads) @ by
        # Rounded before exp, and again after it, so that no processor's last bit decides.
        scores = np.exp(np.clip(np.round(linear, 9), -20, 20))
        return Ranking((scores * np.array(in_body(article), dtype=float)).tolist())


def features(article: Article) -> Vector:
    """(sentences, features) of an article, in the order of `FEATURES`; list items count nowhere and have zeros."""
    counted, body = terms(article), np.flatnonzero(in_body(article))
    central = np.array(TextRank().rank(article).scores)[body]
    sizes, count, place = np.diff(counted.indptr), len(body), np.arange(len(body))
    distinct = np.maximum(1, sizes[body])
    having = np.bincount(counted.indices, minlength=len(counted.vocabulary))
    repeated = _sums(counted, np.log(np.maximum(1, having)))[body]
    first, opening = (_shared(counted, body[:some])[body] / distinct for some in (1, _OPENING))
    looks = [_look(article.sentences[index].of(article.text)) for index in body]
    words, question, digits, names = np.array(looks, dtype=float).reshape(-1, 4).T
    size = np.log(max(1, count)) / 4
    columns = {
        "bias": np.ones(count),
        "opening": place < _OPENING,
        "centrality": central / central.max(initial=1e-300),
        "repeated": repeated / distinct,
        "first": np.where(place > 0, first, 0.0),
        "opening-words": np.where(place >= _OPENING, opening, first),
        "length": np.log(np.maximum(1, words)),
        "long": np.minimum(60, words) / 20,
        "question": question,
        "digits": digits,
        "names": names,
        "sentences": np.full(count, size),
        "place": -np.log1p(place) * size,
    }
    table = np.zeros((len(article.sentences), len(FEATURES)))
    table[body] = np.column_stack([columns[name] for name in FEATURES])
    return table


def _look(text: str) -> tuple[int, bool, float, float]:
    """The words of a sentence, whether it asks, ten times the part of its characters that are digits, capitals."""
    words = text.split()
    return (
        len(words),
        text.rstrip("”\"'’ ").endswith("?"),
        10 * sum([text.count(one) for one in set(text) if one.isdigit()]) / max(1, len(text)),
        sum([word[0].isupper() for word in words[1:]]) / max(1, len(words)),
    )


def _shared(counted: Terms, with_these: Iterable[int]) -> Vector:
    """How many distinct words each sentence shares with some sentences."""
    there = np.zeros(len(counted.vocabulary))
    for one in with_these:
        there[counted.row(one)] = 1
    return _sums(counted, there)


def _sums(counted: Terms, worth: Vector) -> Vector:
    """What the distinct words of each sentence are worth."""
    return np.bincount(counted.rows.numbers, worth[counted.indices], len(counted)).astype(np.float64)


@cache
def _weights() -> tuple[Vector, Vector, Vector]:
    """Of each feature the mean, the spread and the weight."""
    with (files("storysum.backends") / "salience.csv").open(encoding="utf-8") as file:
        rows = {row["feature"]: row for row in csv.DictReader(file)}
    mean, spread, weight = (
        np.array([float(rows[name][column]) for name in FEATURES]) for column in ("mean", "spread", "weight")
    )
    return mean, spread, weight
