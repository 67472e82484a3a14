"""Which sentences of its article a summary has taken: what most metrics look at."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from operator import attrgetter

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
    for span in said(summary, example).values():
        for sentence, part in by_sentence(example.article, span):
            if sentence is not None:
                found[sentence].append(part)
    return found


def said(summary: Summary, example: Example) -> dict[int, Span]:
    """What a summary says, by the number of the piece, without the names that render adds to tell the speaker."""
    names = {span for quote in example.quotes for span in (quote.speaker, quote.person)}
    # Such a name follows its quotation and is nothing but a name, wherever the article has it.
    return {number: one.span for number, one in enumerate(summary.pieces) if not (number and one.span in names)}


def by_sentence(article: Article, span: Span) -> list[tuple[int | None, Span]]:
    """A stretch cut where one sentence ends and the next begins; None for text from outside every sentence."""
    first = bisect_right(article.sentences, span.start, key=attrgetter("end"))
    touched = article.sentences[first : bisect_left(article.sentences, span.end, key=attrgetter("start"))]
    parts = (Span(max(one.start, span.start), min(one.end, span.end)) for one in touched)
    return [*enumerate(parts, start=first)] or [(None, span)]


def lines(summary: Summary, example: Example) -> str:
    """The summary's text with a line break between two of its sentences, as ROUGE-Lsum wants it.

    A break takes the place of the last space before a sentence. Where the pieces cannot be found in the text again,
    the text is returned as it is.
    """
    text, spans = summary.text, said(summary, example)
    broken = list(text)
    before: int | None = None
    at = last = 0
    for shown, number in stretches(text, [piece.text for piece in summary.pieces]) or ():
        if number is not None and (span := spans.get(number)) is not None:
            for sentence, part in by_sentence(example.article, span):
                space = text.rfind(" ", last, at + part.start - span.start)
                if (sentence is None or sentence != before) and space >= 0:
                    broken[space] = "\n"
                    last = space + 1
                before = sentence
        at += len(shown)
    return "".join(broken)
