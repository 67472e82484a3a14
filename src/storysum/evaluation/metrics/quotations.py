"""Quotations: what becomes of the speech of an article in its summary.

Three questions, of the quotations that a summary touches: are the marks balanced, are the words
unaltered and whole sentence by sentence, and is the speaker named where the article names one?
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from storysum import wordlists
from storysum.evaluation.metrics.metric import Column, Example, Statistics, Tally
from storysum.evaluation.metrics.taken import sentences_in, spans
from storysum.model.quote import Quote
from storysum.model.span import Span
from storysum.model.summary import Summary
from storysum.text.marks.balance import balanced

_WORD = re.compile(r"\w+")
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
            "balanced", "Balanced", "Share of summaries with speech whose marks are balanced.", "higher", needs="quotes"
        ),
        Column(
            "whole", "Whole", "Share of quotations with words unaltered and sentences whole.", "higher", needs="quotes"
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
        """Counts over the quotations that share a word with the summary; one with none has only the first figure."""
        text, said = example.article.text, spans(summary, example)
        quotes = [quote for quote in example.quotes if _shares_a_word(text, quote.span, said)]
        names = [found for quote in quotes if (found := named(quote, summary, example)) is not None]
        return {
            "quotes": Tally(len(quotes)),
            "balanced": Tally(float(balanced(summary.text))) if quotes else Tally(0.0, 0.0),
            "whole": Tally(sum(_whole(quote, summary, example) for quote in quotes), len(quotes)),
            "named": Tally(sum(names), len(names)),
        }


def _shares_a_word(text: str, one: Span, others: Sequence[Span]) -> bool:
    return any(
        one.overlaps(other) and _WORD.search(text, max(one.start, other.start), min(one.end, other.end))
        for other in others
    )


def _whole(quote: Quote, summary: Summary, example: Example) -> bool:
    """Whether each sentence of a quotation is in the summary entirely and unbroken, or not at all."""
    text, said = example.article.text, spans(summary, example)
    return all(
        _in_a_row(sentence.of(text), summary.text)
        for sentence in sentences_in(example.article, quote.span)
        if _shares_a_word(text, sentence, said)
    )


def named(quote: Quote, summary: Summary, example: Example) -> bool | None:
    """Whether a summary names the speaker of a quotation; None where the article does not."""
    text = example.article.text
    mentions = [span.of(text) for span in (quote.person, quote.speaker) if span is not None]
    names = [name for mention in mentions if (name := last_name(mention)) is not None]
    if not names:
        return None
    # The words of the quotation itself name nobody as its speaker.
    outside = " ".join(
        text[piece.span.start : min(piece.span.end, quote.span.start)]
        + " "
        + text[max(piece.span.start, quote.span.end) : piece.span.end]
        for piece in summary.pieces
    )
    return any(_in_a_row(name, outside) for name in names)


def _in_a_row(wanted: str, text: str) -> bool:
    """Whether a text has these words one after the other, whatever stands between them."""
    some, words = (" ".join(_WORD.findall(one.lower())) for one in (wanted, text))
    return f" {some} " in f" {words} "


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
    found = [word for word in found if word.lower() not in wordlists.words("pronouns") | wordlists.words("determiners")]
    while len(found) > 1 and found[-1].strip(".").lower() in _SUFFIXES:
        found.pop()
    return found[-1] if found else None
