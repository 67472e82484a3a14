"""Whose name must stand under an excerpt: of speakers whom it quotes and does not name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve

from storysum.model.article import Article
from storysum.model.quote import Quote
from storysum.model.selection import Excerpt
from storysum.model.span import Span
from storysum.text.data import words
from storysum.text.passages import quotes_in

__all__ = ["names", "signed", "unnamed"]


def signed(article: Article, quotes: Sequence[Quote], excerpt: Excerpt) -> Excerpt | None:
    """An excerpt with the name of the speaker whom it does not name; None where there are two."""
    people = [*unnamed(article, quotes, excerpt)]
    if len({person.of(article.text) for person in people}) > 1:
        return None
    return evolve(excerpt, speaker=min(people)) if people else excerpt


def unnamed(article: Article, quotes: Sequence[Quote], excerpt: Excerpt, *, before: str = "") -> Iterator[Span]:
    """The names of those whom an excerpt quotes and neither it nor, behind a “he said”, the text before it names."""
    text = article.text
    quoted = quotes_in(quotes, Span(excerpt.kept[0].start, excerpt.kept[-1].end))
    if not quoted:
        return
    shown = " ".join(span.of(text) for span in excerpt.kept)
    pronouns = words("speaker_pronouns")
    for quote in quoted:
        attributed = quote.speaker is not None and any(span.covers(quote.speaker) for span in excerpt.kept)
        name = quote.person or quote.speaker
        if name is None or (quote.person is None and name.of(text).lower() in pronouns):
            continue
        if names(shown, name.of(text)) or (attributed and names(before, name.of(text))):
            continue
        yield name


def names(text: str, name: str) -> bool:
    """Whether a text has a person's last name, or all of another kind of name, as a word.

    >>> names("Holm sold it.", "Petra Holm"), names("Holmes sold it.", "Petra Holm")
    (True, False)
    """
    last = re.split(r"\s+", name.strip())[-1]
    return re.search(rf"(?<!\w){re.escape(last)}(?!\w)", text) is not None
