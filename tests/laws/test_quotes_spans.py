"""What holds of every span that a quotation points to, whatever the text."""

from __future__ import annotations

import json
from bisect import bisect_right
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from storysum.model.article import Article
from storysum.model.span import Span
from storysum.quotations.finding import find_quotes
from storysum.text.read import read

PIECES = (
    "Lena Quist", "Abel Foss", "Foss", "Dr. Holm", "J. R.", "U.S.", "In May", "English", "Vitamin C.", "the band",
    "he", "she", "says", "said", "met", "and", "who", "that", "“Go on,”", "“No.”", "“We left", "”", "(", ")",
    ",", ".", "?", ":", "—", "\n\n", "\n", " ", "a drummer", "told Pike", "according to", "of", "Mr.", "St. Ives",
)  # fmt: skip


def check(article: Article) -> None:
    sentences = [sentence.start for sentence in article.sentences]
    blocks = [block.span.start for block in article.blocks]
    for quote in find_quotes(article):
        for span in (quote.speaker, quote.person, quote.cue):
            if span is not None:
                assert _within(span, sentences), span.of(article.text)
                assert _within(span, blocks), span.of(article.text)


def _within(span: Span, starts: list[int]) -> bool:
    return bisect_right(starts, span.start) == bisect_right(starts, span.end - 1)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_nobody_that_a_quotation_names_stands_across_a_sentence_end_or_a_paragraph(text: str) -> None:
    check(read(text))


def test_the_same_holds_of_real_articles(shared: Path) -> None:
    for line in (shared / "data" / "quotes" / "polnear-dev.jsonl").read_text(encoding="utf-8").splitlines():
        check(read(json.loads(line)["text"]))
