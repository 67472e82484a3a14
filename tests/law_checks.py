"""The four laws as functions that fail with a message; written without looking at how storysum keeps them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

import storysum
from storysum import Article, Quote, Summary
from storysum.marks import CLOSING, OPENING

# All that may stand between the slices: see the docstring of storysum.render.
WRITTEN = set(" …—.") | {character for mark in OPENING | CLOSING for character in mark}
BALANCED = {"“": "”", "«": "»"}


def every_word_is_the_articles(summary: Summary, article: Article) -> None:
    """Law 1: pieces are slices, in the order in which they stand, and little else stands between them."""
    at = 0
    may_be_written = WRITTEN | set(unescape("".join(re.findall(r"&#?\w+;", article.text))))
    for piece in summary.pieces:
        assert piece.text == article.text[piece.span.start : piece.span.end]
        found = _find(summary.text, piece.text, at)
        assert found >= 0, f"{piece.text!r} does not stand in {summary.text[at:]!r}"
        between = summary.text[at:found]
        assert set(between) <= may_be_written, f"render wrote {between!r}"
        at = found + len(piece.text)
    assert set(summary.text[at:]) <= may_be_written, f"render wrote {summary.text[at:]!r}"


def _find(text: str, piece: str, at: int) -> int:
    """Where a piece stands, its first letter raised perhaps."""
    places = [text.find(piece, at), text.find(piece[:1].upper() + piece[1:], at)]
    return min((place for place in places if place >= 0), default=-1)


def caps_hold(summary: Summary, article: Article) -> None:
    """Law 2: no cap is exceeded, counted from the text alone."""
    caps = summary.budget.caps
    count = len(summary.text.split())
    assert count <= caps.get("words", count)
    assert len(summary.text) <= caps.get("characters", len(summary.text))
    touched = {
        index
        for index, sentence in enumerate(article.sentences)
        for piece in summary.pieces
        if sentence.start < piece.span.end and piece.span.start < sentence.end
    }
    assert len(touched) <= caps.get("sentences", len(touched))
    if "fraction" in caps:
        body = sum(
            len(article.text[block.span.start : block.span.end].split())
            for block in article.blocks
            if block.role == "body"
        )
        assert count <= max(1, int(caps["fraction"] * body))
    assert bool(summary.text) == bool(summary.pieces)
    assert summary.text or summary.shortfall


def only_the_body_speaks(summary: Summary, article: Article) -> None:
    """No title, byline, dateline, heading, caption or list item is in the text; a speaker's name may come from one."""
    others = [block for block in article.blocks if block.role != "body"]
    for piece in summary.pieces:
        for block in others:
            apart = piece.span.end <= block.span.start or block.span.end <= piece.span.start
            assert apart or f"— {piece.text}" in summary.text, f"{block.role}: {piece.text!r}"


def no_quotation_is_orphaned(summary: Summary, article: Article, quotes: Sequence[Quote]) -> None:
    """Law 4: marks are balanced, and whoever is quoted is named where the article names them."""
    for opening, closing in BALANCED.items():
        assert _balanced(summary.text, opening, closing), f"unbalanced {opening}{closing}: {summary.text!r}"
    for quote in quotes:
        inside = [piece for piece in summary.pieces if _overlap(piece.span, quote.span)]
        name = quote.person
        if not inside or name is None:
            continue
        # The last name, or another part of the name where the article says so right there: “ABC said”, of ABC Inc.
        parts = article.text[name.start : name.end].split()[-1:]
        if quote.speaker is not None and any(_covers(piece.span, quote.speaker) for piece in summary.pieces):
            mention = article.text[quote.speaker.start : quote.speaker.end]
            parts += [word for word in mention.split() if word[0].isupper()]
        assert any(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", summary.text) for part in parts), (
            f"{parts} is quoted but not named: {summary.text!r}"
        )


def _covers(one: object, other: object) -> bool:
    return one.start <= other.start and other.end <= one.end  # type: ignore[attr-defined]


def _overlap(one: object, other: object) -> bool:
    return one.start < other.end and other.start < one.end  # type: ignore[attr-defined]


def _balanced(text: str, opening: str, closing: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == opening) - (character == closing)
        if depth < 0:
            return False
    return depth == 0


def keeps_the_laws(text: str, *backends: str) -> None:
    """All of them, on a text as backends digest it."""
    article = storysum.read(text)
    for backend in backends:
        digest = storysum.digest(article, backend=backend)
        for summary in (digest.headline, digest.short, digest.medium):
            every_word_is_the_articles(summary, article)
            caps_hold(summary, article)
            if summary is not digest.headline:
                no_quotation_is_orphaned(summary, article, digest.quotes)
