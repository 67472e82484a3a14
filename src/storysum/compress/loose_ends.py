"""Ends that leave a reader asking: a claim of what? a report on what? cut by how much?"""

from __future__ import annotations

from collections.abc import Sequence

from storysum.compress.clauses import Clause
from storysum.compress.lexicon import lemma, listed
from storysum.compress.sentence import Sentence
from storysum.compress.shortening import Shortening
from storysum.compress.tags import VERBAL, Tag
from storysum.compress.times import time_phrase
from storysum.model.span import Span

__all__ = ["closed_first", "loose_ends"]

_OPENS = frozenset({Tag.TO, Tag.RELATIVE, Tag.SUBORDINATOR, Tag.ING, Tag.PARTICIPLE, Tag.PREPOSITION})
_APART = frozenset(["after", "although", "as", "because", "before", "despite", "during", "since", "when", "while"])
_AMOUNTS = frozenset(["by", "from", "to"])
_NEAR = 0.12
_HAIR = 1e-5
_LEVELS = frozenset(["high", "highest", "low", "lowest", "peak", "record"])
_EMPTY = frozenset(["act", "go", "meet", "move", "return", "travel"])
_MOVES = frozenset(["boost", "cut", "lift", "lower", "raise", "reduce"])


def loose_ends(sentence: Sentence, clause: Clause) -> list[tuple[int, int]]:
    """Where a word begins that wants what comes behind it, and where that begins; in characters.

    >>> from storysum.compress.clauses import main_clause
    >>> from storysum.compress.sentence import parse
    >>> text = "Holm has dismissed claims that the tour lost money."
    >>> read = parse(text, Span(0, len(text)))
    >>> loose_ends(read, main_clause(read))
    [(19, 26)]
    """
    found = []
    for start in range(clause.verb + 1, clause.end):
        head = _wanted_by(sentence, clause, start)
        if head is not None:
            found.append((sentence.tokens[head].start, sentence.tokens[start].start))
    return found


def closed_first(
    scored: list[tuple[Shortening, float]], ends: Sequence[tuple[int, int]]
) -> list[tuple[Shortening, float]]:
    """Of one sentence, what says of what a claim or by how much goes before what leaves it open, if it is near."""
    answers = [_closed(ends, shorter.kept) for shorter, _ in scored]
    best = max((score for (_, score), answer in zip(scored, answers, strict=True) if answer is False), default=None)
    if best is None:
        return scored
    return [
        (shorter, best + _HAIR * (2 + score) if answer and best - _NEAR < score <= best else score)
        for (shorter, score), answer in zip(scored, answers, strict=True)
    ]


def _closed(ends: Sequence[tuple[int, int]], kept: Sequence[Span]) -> bool | None:
    """Whether most of those words that stay have what they want; None where none of them stays."""
    found = [_stays(start, kept) for head, start in ends if _stays(head, kept)]
    return 2 * sum(found) > len(found) if found else None


def _stays(place: int, kept: Sequence[Span]) -> bool:
    return any(span.start <= place < span.end for span in kept)


def _wanted_by(sentence: Sentence, clause: Clause, start: int) -> int | None:
    """The noun or verb that wants what begins here, if any."""
    tag, low = sentence.tag(start), sentence.low(start)
    if tag not in _OPENS or low in _APART or time_phrase(sentence, start, clause.end):
        return None
    if _to_what_end(sentence, start) and lemma(sentence.low(_verb_before(sentence, clause, start))) in _EMPTY:
        return _verb_before(sentence, clause, start)
    head = start - 1
    while head > clause.verb and sentence.tag(head) is Tag.ASIDE:
        head -= 1
    if sentence.tag(head) is Tag.NOUN and listed("drop_vague_nouns", sentence.low(head)):
        return head
    if low not in _AMOUNTS or not any(_measures(sentence, ahead) for ahead in range(start, start + 5)):
        return None
    head = _verb_before(sentence, clause, start)
    return head if _moves(sentence, head) else None


def _to_what_end(sentence: Sentence, start: int) -> bool:
    """Whether an aim comes next: "in an attempt to", "to seek"."""
    aim = any(sentence.low(index) in ("attempt", "bid", "effort") for index in (start + 1, start + 2))
    return sentence.tag(start) is Tag.TO or (sentence.low(start) == "in" and aim)


def _verb_before(sentence: Sentence, clause: Clause, start: int) -> int:
    """The nearest verb, or what the tagger took for a noun: "has seen profits climb"."""
    head = start - 1
    while head > clause.verb and sentence.tag(head) not in VERBAL and not _moves(sentence, head):
        head -= 1
    return head


def _moves(sentence: Sentence, index: int) -> bool:
    base = lemma(sentence.low(index))
    return base in _MOVES or listed("grammar_change_verbs", base)


def _measures(sentence: Sentence, index: int) -> bool:
    return sentence.tag(index) is Tag.NUMBER or sentence.low(index) in _LEVELS
