"""Quotations: what becomes of the speech of an article in its summary.

Three questions, of the quotations that a summary touches: are the marks balanced, are the words
unaltered and whole sentence by sentence, and is the speaker named where the article names one?
"""

import re
from collections.abc import Iterable
from functools import partial

from storysum import wordlists
from storysum.evaluation.metrics.metric import NOTHING, Column, Example, Statistics, Tally
from storysum.evaluation.metrics.taken import by_sentence, said
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
_of_speech = partial(Column, better="higher", needs="quotes")


class Quotations:
    """Balanced marks, whole sentences, named speakers."""

    columns = (
        Column("quotes", "Quotes", "Quotations touched, a summary.", scale=1.0),
        _of_speech("balanced", "Balanced", "Share of summaries with speech whose marks are balanced."),
        _of_speech("whole", "Whole", "Share of quotations with words unaltered and sentences whole."),
        _of_speech("named", "Named", "Share of quotations with a known speaker whose speaker is named."),
    )
    signature = "quotations|whole:sentences|named:last-name|v:2"

    def measure(self, summary: Summary, example: Example) -> Statistics:
        """Counts over the quotations that share a word with the summary; one with none has only the first figure."""
        text, spans = example.article.text, said(summary, example).values()
        quotes = [quote for quote in example.quotes if _shares_a_word(text, quote.span, spans)]
        names = [found for quote in quotes if (found := named(quote, summary, example)) is not None]
        return {
            "quotes": Tally(len(quotes)),
            "balanced": Tally(float(balanced(summary.text))) if quotes else NOTHING,
            "whole": Tally(sum(_whole(quote, summary, example) for quote in quotes), len(quotes)),
            "named": Tally(sum(names), len(names)),
        }


def _shares_a_word(text: str, one: Span, others: Iterable[Span]) -> bool:
    return any(
        one.overlaps(other) and _WORD.search(text, max(one.start, other.start), min(one.end, other.end))
        for other in others
    )


def _whole(quote: Quote, summary: Summary, example: Example) -> bool:
    """Whether each sentence of a quotation is in the summary entirely and unbroken, or not at all."""
    text, spans = example.article.text, said(summary, example).values()
    return all(
        _in_a_row(sentence.of(text), summary.text)
        for _, sentence in by_sentence(example.article, quote.span)
        if _shares_a_word(text, sentence, spans)
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
        part
        for start, end in ((piece.span.start, piece.span.end) for piece in summary.pieces)
        for part in (text[start : min(end, quote.span.start)], text[max(start, quote.span.end) : end])
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
    no_names = wordlists.words("pronouns") | wordlists.words("determiners")
    found = [_POSSESSIVE.sub("", word) for word in _NAME_WORD.findall(head)]
    found = [word for word in found if word[0].isupper() and word.lower() not in no_names]
    while len(found) > 1 and found[-1].strip(".").lower() in _SUFFIXES:
        found.pop()
    return found[-1] if found else None
