"""Dangling openings: sentences that lean on one that the summary left out.

A sentence of a summary dangles where the sentence before it in the article was not taken and it
begins on a pronoun of the third person, a demonstrative or a connective (a list kept as a data
file). It does not where those words are the beginning of a title or a name, or where the text taken
says who the pronoun means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import ClassVar

from attrs import frozen

from storysum.evaluation.metrics.metric import Column, Example, Score, Statistics, Tally, pooled
from storysum.evaluation.metrics.quotations import named
from storysum.evaluation.metrics.taken import Taken, taken
from storysum.model.summary import Summary
from storysum.text import data

__all__ = ["Dangling", "opening"]

# What may stand in front of the first word of a sentence.
_BEFORE = re.compile(r"[\s\"“”„«»‘’'`\[\](){}*_…–—.-]*")
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_OPENING_MARK = re.compile(r"[\"“„«‘'`*_]$")
# A title in marks: every word but the small ones is capitalised, and it is soon closed.
_MARKED = re.compile(r"[^\"”“«»‘’*_\n]{1,80}")
_CLOSING_MARK = re.compile(r"[,?!]?[\"”»’'*_]")
_SENTENCE_END = re.compile(r"[.;:]")
_CAPITALS = re.compile(r"(?:[ \u00a0](?!I\b)[^\W\d_a-z][\w’'.-]*)+")


@frozen
class _Opening:
    """A line of the list."""

    leans: bool
    comma: bool


@cache
def _openings() -> dict[tuple[str, ...], _Opening]:
    return {
        tuple(line.lower().strip("!,").split()): _Opening(not line.startswith("!"), line.endswith(","))
        for line in data.lines("dangling_openings")
    }


@cache
def _longest() -> int:
    return max(map(len, _openings()))


@frozen
class Dangling:
    """The share of sentences that begin by pointing at something that was left out (English only)."""

    name: ClassVar[str] = "dangling"

    @property
    def columns(self) -> tuple[Column, ...]:
        """One figure, lower is better."""
        return (Column("dangling", "Dangling", "Share of sentences that point back at one left out.", "lower"),)

    @property
    def signature(self) -> str:
        """Where the list is, and what is let off."""
        return "dangling|list:dangling_openings|excused:title,name,speaker|v:1"

    def measure(self, summary: Summary, example: Example) -> Statistics:
        """Dangling sentences of all sentences; no count in another language than English."""
        parts = [part for part in taken(summary, example) if part.sentence is not None]
        if example.article.language != "en":
            return {"dangling": Tally(0.0, 0.0)}
        present = {part.sentence for part in parts}
        loose = sum(
            part.sentence not in (0, None)
            and part.sentence - 1 not in present
            and opening(example.article.text, part.spans[0].start, part.spans[0].end) is not None
            and not _resolved(part, summary, example)
            for part in parts
        )
        return {"dangling": Tally(loose, len(parts))}

    def combine(self, statistics: Sequence[Statistics]) -> Score:
        """The share of all sentences of all summaries."""
        return pooled(statistics)


def opening(text: str, start: int, end: int) -> str | None:
    """The words of the list that a sentence begins on, or None; a title or a name is no such opening.

    >>> opening("He left.", 0, 8), opening("As a result, it closed.", 0, 23), opening("Holm left.", 0, 10)
    ('he', 'as a result', None)
    >>> opening("They Might Be Giants met.", 0, 25), opening("“This Charming Man” sold.", 0, 25)
    (None, None)
    """
    first = _first(text, start, end)
    found = []
    for match in _WORDS.finditer(text, first, end):
        found.append(match)
        if len(found) == _longest():
            break
    for size in range(len(found), 0, -1):
        after = found[size - 1].end()
        words = tuple(match.group().lower().replace("’", "'") for match in found[:size])
        line = _openings().get(words)
        # “Then-manager”, “So-called” are words of their own.
        if line is None or text.startswith(("-", "‑"), after) or (line.comma and not text.startswith(",", after)):
            continue
        if not line.leans or _is_name(text, first, after, end):
            return None
        return " ".join(words)
    return None


def _first(text: str, start: int, end: int) -> int:
    """Where the first word begins, marks and brackets in front of it left out."""
    match = _BEFORE.match(text, start, end)
    return match.end() if match else start


def _is_name(text: str, first: int, after: int, end: int) -> bool:
    """Whether the opening is the beginning of a title in marks, or of a capitalised name."""
    if _OPENING_MARK.search(text, max(0, first - 1), first) and (marked := _MARKED.match(text, first, end)):
        closed = _CLOSING_MARK.match(text, marked.end()) or _CLOSING_MARK.match(text, marked.end() - 1)
        if closed and not _SENTENCE_END.search(marked.group()) and _capitalised(marked.group()):
            return True
    # “They Might Be Giants”, “This Mortal Coil”: a capital after the opening, where no name could follow it.
    capitals = _CAPITALS.match(text, after, end)
    if capitals is None:
        return False
    if text[first:after].lower() in ("he", "she", "it", "they"):
        return True
    if text[first:after].lower() in ("this", "that", "these", "those", "such") and capitals.group().count(" ") > 1:
        return True
    # “So Solid Crew”: the same words in mid-sentence elsewhere, capital and all.
    return _in_mid_sentence(text[first : after + len(capitals.group())], text, first)


def _in_mid_sentence(name: str, text: str, here: int) -> bool:
    found = text.find(name)
    while found >= 0:
        if (
            found != here
            and found > 1
            and (text[found - 2].isalnum() or text[found - 2] == ",")
            and text[found - 1] == " "
        ):
            return True
        found = text.find(name, found + 1)
    return False


def _capitalised(title: str) -> bool:
    words = _WORDS.findall(title)
    small = data.words("title_small_words")
    return len(words) > 1 and all(word[0].isupper() or word.lower() in small for word in words)


def _resolved(part: Taken, summary: Summary, example: Example) -> bool:
    """Whether the opening is the mention of a speaker whose name stands in the text taken."""
    first = _first(example.article.text, part.spans[0].start, part.spans[0].end)
    return any(
        quote.speaker is not None and quote.speaker.start == first and named(quote, summary, example) is True
        for quote in example.quotes
    )
