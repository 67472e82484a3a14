"""Turns: lines of a transcript or an interview, with who speaks in front (`PIKE: …`, `Q: …`) or without."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from operator import attrgetter

from storysum.memo import once_per_article
from storysum.model.article import Article, Block
from storysum.model.span import Span
from storysum.text.body import sentences_in
from storysum.text.marks.stretches import Stretch, marked

_LABEL = r"(?:[^\W\d_a-z][\w.’'-]{0,20}(?: [\w.’'-]{1,20}){0,3})"
_TIME = r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?[ T])?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?(?:[ \u202f]?[ap]m)?"
_CODE = rf"(?:[\[(]?{_TIME}[\])]?[ \t]*(?:[-–][ \t]*)?)?"
_BEHIND = r"(?:[ \t]*[\[(][^()\[\]\n]{0,20}\d:\d\d[^()\[\]\n]{0,4}[\])])?"
_TURN = re.compile(rf"^[ \t]*{_CODE}({_LABEL}){_BEHIND}:[ \t]+(?=\S)", re.MULTILINE)
_ME = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Ww]e|[Uu]s|[Oo]ur)\b")
_I = re.compile(r"\b(?:I|[Mm]y)\b")
_YOU = re.compile(r"\b[Yy]ou(?:r|rs)?\b")
_FEW_WORDS, _TURNS = 5, 12
_ASKS, _ANSWERS = frozenset(("Q", "Question")), frozenset(("A", "Answer"))


@lru_cache(maxsize=1)  # of the story that is being read
def labels(text: str) -> frozenset[str]:
    r"""The labels of a text whose lines begin with who speaks; none where no label comes twice, nor Q and A do.

    >>> sorted(labels("PIKE: We left.\nHOLM: Why?\nPIKE: It rained.")), sorted(labels("Q: Why?\nA: It rained."))
    (['HOLM', 'PIKE'], ['A', 'Q'])
    """
    found = Counter(_TURN.findall(text))
    asked = not _ASKS.isdisjoint(found) and not _ANSWERS.isdisjoint(found)
    return frozenset(found) if asked or (len(found) > 1 and max(found.values()) > 1) else frozenset()


def label_at(text: str, start: int) -> str:
    """The label on which a line begins, if it is one of a transcript's; else nothing."""
    match = _TURN.match(text, text.rfind("\n", 0, start) + 1) if ":" in text[start : start + 90] else None
    return match.group(1) if match is not None and match.end() > start and match.group(1) in labels(text) else ""


def turns(article: Article) -> set[int]:
    """The sentences that go with the next one: those of one turn, and a question with its answer.

    What is said further on in a turn has its speaker in front only, and an answer says little alone.
    """
    joined: set[int] = set()
    asked = -1  # the first sentence of a question that waits for its answer
    for block in article.blocks:
        label = label_at(article.text, block.span.start) if block.role == "body" else ""
        turn = sentences_in(article, block.span)
        if not label or not turn:
            continue
        joined.update(turn[:-1])
        if asked >= 0 and label not in _ASKS:
            joined.update(range(asked, turn.start))
        asked = turn.start if block.span.of(article.text).rstrip('"”’ ').endswith("?") else -1
    return joined


@once_per_article
def unnamed_turns(article: Article) -> tuple[Span, ...]:
    """The paragraphs in which somebody speaks whom nothing names, where several people do; none in other texts.

    An interview: two times or more a paragraph without “I” asks “you”, and the next one, which asks nothing, answers
    of “me” or “us”. Talk: of a dozen paragraphs or more a quarter has five words or fewer, a quarter speaks of “me” or
    “you”, and one answers another. What stands in quotation marks does not count, and a text with labels names who
    speaks. English only.

    Cost: linear in the text. What it finds and what not: docs/concepts/summaries.md.
    """
    text = article.text
    if article.language != "en" or not _YOU.search(text) or labels(text):
        return ()
    inside = {block: list(found) for block, found in groupby(marked(article), attrgetter("block"))}
    turns = [
        _Turn(text, block, inside.get(index, ()))
        for index, block in enumerate(article.blocks)
        if block.role in ("body", "heading", "title")  # a short question reads as a heading
    ]
    interview = sum(one.inquires and two.me and not two.asks for one, two in pairwise(turns)) > 1
    turns = [one for one in turns if one.block.role == "body"]
    personal = tuple(one.block.span for one in turns if one.me or one.you)
    answered = any(one.you and two.me for one, two in pairwise(turns))
    talk = answered and _TURNS <= len(turns) <= 4 * min(len(personal), sum(one.few for one in turns))
    return personal if talk or interview else ()


class _Turn:
    """A paragraph, without what stands in marks: whether it speaks of “me” or of “you”, asks, has few words."""

    def __init__(self, text: str, block: Block, inside: Sequence[Stretch]) -> None:
        self.block = block
        edges = [block.span.start, *(edge for one in inside for edge in (one.start, one.end)), block.span.end]
        said = " ".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
        self.me, self.you = _ME.search(said) is not None, _YOU.search(said) is not None
        self.asks = said.rstrip(' )”"').endswith("?")
        self.inquires = self.asks and self.you and _I.search(said) is None
        self.few = not inside and len(said.split()) <= _FEW_WORDS
