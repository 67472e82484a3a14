"""The four laws on articles from a grammar, and on texts that nobody would write."""

from __future__ import annotations

import json

import law_checks
import strategies
from hypothesis import example, given, settings
from hypothesis import strategies as st

import storysum
from storysum import Budget
from storysum.corpus import CorpusArticle, load
from storysum.errors import InputError
from storysum.text.gaps import without

OWN = ("lead", "random", "lsa", "textrank", "quote-first", "blend")
thorough = settings(max_examples=80)


@thorough
@given(strategies.texts, strategies.budgets, st.sampled_from((None, True, False)))
def test_the_laws_hold_on_any_text_under_any_budget(text: str, budget: Budget, tighten: bool | None) -> None:
    try:
        article = storysum.read(text)
    except InputError:
        return
    found = storysum.quotes(article)
    for backend in OWN:
        for summary in (
            storysum.summarize(article, length=budget, backend=backend, tighten=tighten),
            storysum.headline(article, backend=backend),
            storysum.headline(article, budget=budget, backend=backend),
        ):
            law_checks.every_word_is_the_articles(summary, article)
            law_checks.caps_hold(summary, article)
            law_checks.only_the_body_speaks(summary, article)
            law_checks.no_quotation_is_orphaned(summary, article, found)
            json.dumps(summary.to_dict())


@thorough
@given(strategies.texts)
@example("|")
def test_spans_of_an_article_are_ordered_and_cover_the_body(text: str) -> None:
    try:
        article = storysum.read(text)
    except InputError:
        return
    for spans in ([block.span for block in article.blocks], list(article.sentences)):
        assert spans == sorted(spans)
        assert all(one.end <= two.start for one, two in zip(spans, spans[1:], strict=False))
    for sentence in article.sentences:
        homes = [block for block in article.blocks if block.span.covers(sentence)]
        assert len(homes) == 1
        assert homes[0].role in ("body", "item")
    told = [block.span for block in article.blocks if block.role in ("body", "item")]
    covered, body = (
        "".join(without(text, span, article.gaps) for span in spans) for spans in (article.sentences, told)
    )
    assert "".join(covered.split()) == "".join(body.split())  # the bullet of an item is a gap


@thorough
@given(strategies.texts)
def test_quotations_are_ordered_marked_and_their_mentions_lie_in_the_text(text: str) -> None:
    try:
        found = storysum.quotes(text)
    except InputError:
        return
    spans = [quote.span for quote in found]
    assert all(one.end <= two.start for one, two in zip(spans, spans[1:], strict=False))
    for quote in found:
        assert text[quote.span.start] in "“”\"'‘«»„‚`‟‛"
        for span in (quote.speaker, quote.person, quote.cue):
            assert span is None or span.of(text).strip() == span.of(text) != ""


@thorough
@given(strategies.articles())
def test_a_larger_budget_never_leaves_the_summary_empty(text: str) -> None:
    article = storysum.read(text)
    small = storysum.summarize(article, length=Budget(words=12))
    large = storysum.summarize(article, length=Budget(words=120))
    assert bool(large.text) >= bool(small.text)


@thorough
@given(st.sampled_from(load()), st.floats(0, 1), st.integers(1, 250))
def test_any_stretch_of_a_story_has_a_headline_or_says_why_not(story: CorpusArticle, start: float, size: int) -> None:
    begin = int(start * len(story.text))
    stretch = story.text[begin : begin + size]
    article = storysum.read(stretch)
    for summary in (storysum.headline(article), storysum.summarize(article, backend="quote-first")):
        law_checks.every_word_is_the_articles(summary, article)
        law_checks.caps_hold(summary, article)
