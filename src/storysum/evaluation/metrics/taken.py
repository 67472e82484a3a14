"""Which sentences of its article a summary has taken: what most metrics look at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict

from storysum.evaluation.metrics.metric import Example
from storysum.model.article import Article
from storysum.model.span import Span
from storysum.model.summary import Summary
from storysum.model.written import stretches

_WORD = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]+)*")


def words(text: str) -> list[str]:
    """Lower-case words of letters and digits, of any script; names such as AC/DC and R.E.M. stay whole.

    >>> words("AC/DC played “Jailbreak” in ’76.")
    ['ac/dc', 'played', 'jailbreak', 'in', '76']
    """
    return _WORD.findall(text.lower())


def taken(summary: Summary, example: Example) -> dict[int, list[Span]]:
    """What a summary says of each sentence, by its index in `Article.sentences`."""
    found: dict[int, list[Span]] = defaultdict(list)
    for span in spans(summary, example):
        for sentence, part in _by_sentence(example.article, span):
            if sentence is not None:
                found[sentence].append(part)
    return found


def spans(summary: Summary, example: Example) -> tuple[Span, ...]:
    """What a summary says, without the names that render adds to tell the speaker."""
    names = _names(example)
    # Such a name follows its quotation and is nothing but a name, wherever the article has it.
    return tuple(piece.span for number, piece in enumerate(summary.pieces) if not (number and piece.span in names))


def _names(example: Example) -> frozenset[Span]:
    """Where the article names those who speak."""
    return frozenset(span for quote in example.quotes for span in (quote.speaker, quote.person) if span is not None)


def _by_sentence(article: Article, span: Span) -> list[tuple[int | None, Span]]:
    """A piece cut where one sentence ends and the next begins; None for text from outside every sentence."""
    first = bisect_right(article.sentences, span.start, key=lambda sentence: sentence.start) - 1
    parts: list[tuple[int | None, Span]] = []
    for number, sentence in enumerate(article.sentences[max(0, first) :], start=max(0, first)):
        if sentence.start >= span.end:
            break
        if sentence.overlaps(span):
            parts.append((number, Span(max(sentence.start, span.start), min(sentence.end, span.end))))
    return parts or [(None, span)]


def lines(summary: Summary, example: Example) -> str:
    """The summary's text with a line break between two of its sentences, as ROUGE-Lsum wants it.

    Where the pieces cannot be found in the text again, the text is returned as it is.
    """
    names = _names(example)
    breaks: list[int] = []
    before: int | None = None
    at = 0
    for shown, number in stretches(summary.text, [piece.text for piece in summary.pieces]) or ():
        if number is not None and not (number and summary.pieces[number].span in names):
            span = summary.pieces[number].span
            for sentence, part in _by_sentence(example.article, span):
                if sentence is None or sentence != before:
                    breaks.append(at + part.start - span.start)
                before = sentence
        at += len(shown)
    return _broken(summary.text, breaks)


def _broken(text: str, breaks: list[int]) -> str:
    """A line break for the last white space before each offset."""
    parts, last = [], 0
    for offset in breaks:
        space = text.rfind(" ", last, offset)
        if space >= 0:
            parts.append(text[last:space])
            last = space + 1
    return "\n".join([*parts, text[last:]])


def sentences_in(article: Article, span: Span) -> tuple[Span, ...]:
    """The parts of a stretch that lie in one sentence each; all of it where it lies in none."""
    return tuple(part for _, part in _by_sentence(article, span))
