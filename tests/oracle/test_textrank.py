"""TextRank against networkx and sumy, on real sentences' words and on made ones."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import networkx
import numpy as np
import pytest
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.summarizers.text_rank import TextRankSummarizer

from storysum import corpus
from storysum.backends import get
from storysum.model.article import Article
from storysum.model.span import Span
from storysum.terms.words import content
from storysum.text.body import in_body
from storysum.text.read import read


def made(sentences: int, seed: int) -> Article:
    """A text of made words whose frequencies fall off as a language's do."""
    chance = np.random.default_rng(seed)
    frequency = 1 / np.arange(1, 400)
    text, spans = "", []
    for _ in range(sentences):
        words = chance.choice(399, size=chance.integers(1, 20), p=frequency / frequency.sum())
        sentence = " ".join(f"w{word}" for word in words) + "."
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + " "
    return Article(text, sentences=tuple(spans))


def stories() -> list[Article]:
    return [read(story.text) for story in corpus.load()]


def words_of(article: Article) -> list[tuple[str, ...]]:
    """The words of each sentence; a list item has none, as it must not sway the body."""
    sentences = zip(article.sentences, in_body(article), strict=True)
    return [content(sentence.of(article.text)) if inside else () for sentence, inside in sentences]


def by_networkx(sentences: Sequence[Sequence[str]], *, damping: float, self_loops: bool) -> list[float]:
    """Every pair of sentences by the definition, into a graph, and networkx's PageRank of it."""
    graph = networkx.Graph()
    graph.add_nodes_from(range(len(sentences)))
    for i, some in enumerate(sentences):
        for j in range(i if self_loops else i + 1, len(sentences)):
            shared = sum(sentences[j].count(word) for word in some)
            if shared:
                logarithms = log(len(some)) + log(len(sentences[j]))
                graph.add_edge(i, j, weight=shared / logarithms if logarithms else shared)
    ranked = networkx.pagerank(graph, alpha=damping, tol=1e-12, max_iter=10_000)
    return [ranked[node] for node in range(len(sentences))]


def by_sumy(sentences: Sequence[Sequence[str]]) -> list[float]:
    """sumy's own scores, given our words: a sentence's text is its number, to keep equal ones apart."""

    class Words:
        def to_words(self, number: str) -> tuple[str, ...]:
            return tuple(sentences[int(number)])

    document = ObjectDocumentModel([Paragraph([Sentence(str(at), Words()) for at in range(len(sentences))])])
    summarizer = TextRankSummarizer()
    summarizer.epsilon = 1e-7
    ranked = summarizer.rate_sentences(document)
    return [ranked[sentence] for sentence in document.sentences]


@pytest.mark.parametrize("self_loops", [True, False])
@pytest.mark.parametrize("damping", [0.5, 0.85])
@pytest.mark.parametrize("sentences", [1, 2, 3, 50, 260])
def test_scores_are_networkxs_pagerank_of_the_same_graph(sentences: int, damping: float, self_loops: bool) -> None:
    article = made(sentences, seed=sentences)
    scores = get("textrank", damping=damping, self_loops=self_loops).rank(article).scores
    assert scores == pytest.approx(by_networkx(words_of(article), damping=damping, self_loops=self_loops), abs=1e-6)


@pytest.mark.parametrize("sentences", [1, 2, 3, 10, 30, 50])
def test_scores_are_sumys_on_made_texts(sentences: int) -> None:
    article = made(sentences, seed=sentences + 1)
    assert get("textrank").rank(article).scores == pytest.approx(by_sumy(words_of(article)), abs=1e-6)


def test_scores_are_networkxs_and_sumys_on_the_stories_that_ship() -> None:
    for article in stories():
        words = words_of(article)
        ours = get("textrank").rank(article).scores
        assert ours == pytest.approx(by_networkx(words, damping=0.85, self_loops=True), abs=1e-6)
        if all(words) and len(words) <= 50:
            assert ours == pytest.approx(by_sumy(words), abs=1e-6)


def test_our_sumy_backend_gives_sumys_scores() -> None:
    article = made(30, seed=4)
    scores = get("sumy-text-rank", epsilon=1e-7).rank(article).scores
    assert scores == pytest.approx(by_sumy(words_of(article)), rel=1e-8)
