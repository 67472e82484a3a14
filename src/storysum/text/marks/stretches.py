"""Quotation marks: where a marked stretch begins and where it ends, whoever speaks.

A stretch inside another is none of its own. Speech over several paragraphs, each opened anew and only the last one
closed, is one stretch a paragraph; any other mark without a partner is passed over. Where marks stand too thick for
prose there are no stretches at all.
"""

import re

from attrs import frozen

from storysum.marks import opening_mark
from storysum.memo import once_per_article
from storysum.model.article import Article
from storysum.model.span import Span
from storysum.text.marks.pairs import pair
from storysum.text.reporting import forms

_SPEECH = {'"', "“", "„", "‟"}  # a quotation that goes on may open by any of them
_LETTER = re.compile(r"\w")
_SMALL_WORD = re.compile(r"\b[a-z]+\b")
_REACH = 2000
_CROWD, _PACE = 40, 12  # stretches in a block; characters for each of them
_MANY, _THICK = 400, 30  # the same in a text
_LINE = 80  # characters of a paragraph; many shorter ones that all open and never close are no speech


@frozen
class Stretch:
    """A stretch between marks, the marks included."""

    start: int  # of the opening mark
    end: int  # past the closing mark, or of the block when the stretch goes on
    block: int  # the index of its block
    goes_on: bool  # no closing mark: the next block opens anew, or the next paragraph of the same block
    inside: Span  # the text between the marks
    adrift: bool = False  # it follows an opening mark that nothing closes, and might be part of that


def ending(text: str, stretch: Stretch) -> str:
    """The last character of what is said, marks that close within it aside: the comma of “… ‘Glass Hour,’”."""
    at = stretch.inside.end - 1
    while at > max(stretch.inside.start, stretch.inside.end - 4) and text[at] in "’'”\"":
        at -= 1
    return text[at]


@once_per_article
def marked(article: Article) -> tuple[Stretch, ...]:
    r"""The outermost marked stretches of body and list items, in the order of the text.

    >>> from storysum.model.article import Block
    >>> text = "“He said ‘wait,” she laughs. A 7\" single."
    >>> [text[s.start : s.end] for s in marked(Article(text, blocks=(Block(Span(0, len(text)), "body"),)))]
    ['“He said ‘wait,”']
    """
    text = article.text
    found: list[Stretch] = []
    waiting: tuple[str, Stretch] | None = None  # an open mark, and the stretch that goes on if a block opens by it
    chain = 0  # paragraphs in a row that go on
    for index, block in enumerate(article.blocks):
        if block.role not in ("body", "item"):
            continue
        start, end = block.span.start, block.span.end
        if waiting and ((mark := opening_mark(text, start)) == waiting[0] or {mark, waiting[0]} <= _SPEECH):
            found.append(waiting[1])
            chain += 1
        else:
            _drop_lines(found, chain)
            chain = 0
        waiting = None
        closed, left, adrift = pair(text, start, end)
        if len(closed) > _CROWD and len(closed) * _PACE > end - start:
            continue  # no prose has so many so close together
        if left is not None:
            waiting = left.mark, Stretch(left.start, end, index, True, Span(left.end, end))
        found.extend(
            Stretch(a, b, index, b == d and not _told_between(text, b, following), Span(c, d), a in adrift)
            for (a, b, c, d), following in zip(closed, [*(piece[0] for piece in closed[1:]), end], strict=False)
            if _LETTER.search(text, c, d)
        )
    _drop_lines(found, chain)
    return tuple(found) if len(found) <= _MANY or len(found) * _THICK <= len(text) else ()


def _told_between(text: str, start: int, end: int) -> bool:
    """Whether the writer speaks between two paragraphs of speech: the mark that closes the first was forgotten."""
    told = forms("reporting_verbs")
    return any(word in told for word in _SMALL_WORD.findall(text, start, min(end, start + _REACH)))


def _drop_lines(found: list[Stretch], chain: int) -> None:
    """Take away a run of stretches that only ever go on, where it is as long as no utterance and thin as noise."""
    if chain > _CROWD and found[-1].end - found[-chain].start < chain * _LINE:
        del found[-chain:]
