"""Quotations: what becomes of the speech of an article in its summary.

Three questions, of the quotations that a summary touches: are the marks balanced, are the words
unaltered and whole sentence by sentence, and is the speaker named where the article names one?
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from storysum import wordlists
from storysum.evaluation.metrics.metric import Column, Example, Statistics, Tally
from storysum.evaluation.metrics.taken import sentences_in, spans
from storysum.model.quote import Quote
from storysum.model.span import Span
from storysum.model.summary import Summary
from storysum.text.marks.balance import balanced

__all__ = ["Quotations", "last_name", "named", "touched", "whole"]

_LETTERS = re.compile(r"\w+")
_NAME_WORD = re.compile(r"[^\W\d_][\w.’'&/-]*")
_POSSESSIVE = re.compile(r"['’]s?$")
# What is no part of the name that people go by: what follows it, and what stands before it.
_AFTER_NAME = re.compile(r",|\s(?:of|from|for|at|in|on|who)\s")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


class Quotations:
    """Balanced marks, whole sentences, named speakers."""

    columns = (
        Column("quotes", "Quotes", "Quotations touched, a summary.", scale=1.0),
        Column(
            "balanced",
            "Balanced",
            "Share of summaries with speech whose marks are balanced.",
            "higher",
            needs="quotes",
        ),
        Column(
            "whole",
            "Whole",
            "Share of quotations with words unaltered and sentences whole.",
            "higher",
            needs="quotes",
        ),
        Column(
            "named",
            "Named",
            "Share of quotations with a known speaker whose speaker is named.",
            "higher",
            needs="quotes",
        ),
    )
    signature = "quotations|whole:sentences|named:last-name|v:2"

    def measure(self, summary: Summary, example: Example) -> Statistics:
        """Counts over the quotations that pieces overlap; a summary with none has only the first figure."""
        quotes = touched(summary, example)
        names = [found for quote in quotes if (found := named(quote, summary, example)) is not None]
        return {
            "quotes": Tally(len(quotes)),
            "balanced": Tally(float(balanced(summary.text))) if quotes else Tally(0.0, 0.0),
            "whole": Tally(sum(whole(quote, summary, example) for quote in quotes), len(quotes)),
            "named": Tally(sum(names), len(names)),
        }


def touched(summary: Summary, example: Example) -> tuple[Quote, ...]:
    """The quotations that share a letter or a digit with what the summary says."""
    text, said = example.article.text, spans(summary, example)
    return tuple(
        quote
        for quote in example.quotes
        if any(
            _LETTERS.search(text, max(span.start, quote.span.start), min(span.end, quote.span.end))
            for span in said
            if span.overlaps(quote.span)
        )
    )


def whole(quote: Quote, summary: Summary, example: Example) -> bool:
    """Whether each sentence of a quotation is in the summary entirely and unbroken, or not at all."""
    text = example.article.text
    shown, said = " ".join(_LETTERS.findall(summary.text.lower())), spans(summary, example)
    for sentence in sentences_in(example.article, quote.span):
        wanted = _LETTERS.findall(sentence.of(text).lower())
        present = any(
            _LETTERS.search(text, max(span.start, sentence.start), min(span.end, sentence.end))
            for span in said
            if span.overlaps(sentence)
        )
        if present and f" {' '.join(wanted)} " not in f" {shown} ":
            return False
    return True


def named(quote: Quote, summary: Summary, example: Example) -> bool | None:
    """Whether a summary names the speaker of a quotation; None where the article does not."""
    text = example.article.text
    mentions = [span.of(text) for span in (quote.person, quote.speaker) if span is not None]
    names = [name for mention in mentions if (name := last_name(mention)) is not None]
    if not names:
        return None
    # The words of the quotation itself name nobody as its speaker.
    present = _LETTERS.findall(_without(quote, summary, text).lower())
    return any(_follows(_LETTERS.findall(name.lower()), present) for name in names)


def _without(quote: Quote, summary: Summary, text: str) -> str:
    """What the summary takes from outside a quotation."""
    parts: list[str] = []
    for piece in summary.pieces:
        before = Span(min(piece.span.start, quote.span.start), min(piece.span.end, quote.span.start))
        after = Span(max(piece.span.start, quote.span.end), max(piece.span.end, quote.span.end))
        parts.extend(span.of(text) for span in (before, after))
    return " ".join(parts)


def _follows(name: Sequence[str], words: Sequence[str]) -> bool:
    size = len(name)
    return any(list(words[at : at + size]) == list(name) for at in range(len(words) - size + 1))


@cache
def _no_names() -> frozenset[str]:
    return wordlists.words("pronouns") | wordlists.words("determiners")


def last_name(mention: str) -> str | None:
    """What a reader would know a person by; None for a pronoun or a role (“he”, “the guitarist”).

    >>> [last_name(mention) for mention in ("Petra Holm", "D.J. Quill of Neon-D.R.V.", "the drummer", "He")]
    ['Holm', 'Quill', None, None]
    """
    head = _AFTER_NAME.split(mention, maxsplit=1)[0]
    found = [
        word
        for match in _NAME_WORD.finditer(head)
        if (word := _POSSESSIVE.sub("", match.group())) and word[0].isupper()
    ]
    found = [word for word in found if word.lower() not in _no_names()]
    while len(found) > 1 and found[-1].strip(".").lower() in _SUFFIXES:
        found.pop()
    return found[-1] if found else None
