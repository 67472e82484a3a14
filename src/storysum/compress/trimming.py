"""Trimming a sentence of a summary: whole clauses and asides that may go where room is short."""

from __future__ import annotations

from attrs import frozen

from storysum.compress.asides import asides
from storysum.compress.clauses import CLAUSE, clause_follows, main_clause, takes_clause
from storysum.compress.drops import Drop
from storysum.compress.fluent import reads
from storysum.compress.lexicon import listed
from storysum.compress.sentence import Sentence, parsed
from storysum.compress.tags import FINITE, NOMINAL, Tag
from storysum.compress.tails import tails
from storysum.compress.times import time_phrase
from storysum.model.article import Article
from storysum.model.span import Span

__all__ = ["Trim", "trims"]

_MOST = 6
_THEN = frozenset({"after", "before", "during", "following", "since", "amid", "amidst", "despite"})
_AS_MANY = frozenset(("as", word) for word in ("few", "little", "long", "many", "much", "soon", "well"))
_FEWEST = 6
_BRACKET = 0.03  # brackets go anyway


@frozen
class Trim:
    """What may go of a sentence, together.

    Attributes:
        gone: Ascending, disjoint, inside the sentence.
        cost: How much meaning is given up, from 0 to 1.
    """

    gone: tuple[Span, ...]
    cost: float


def trims(article: Article, sentence: Span) -> tuple[Trim, ...]:
    """Ways to trim a sentence so that a whole, shorter one stays, articles and all.

    What says something else, or limits or turns what is said (“but”, “unless”, who claims it), stays.

    Args:
        article: The article.
        sentence: One of its sentences, without quoted speech.

    Returns:
        The mildest ways first, six at most; none where the sentence is longer than `LONGEST`
        characters, its marks do not pair, or its main clause is not plain.

    Cost: linear in the sentence.

    >>> article = Article("The band sold the old van, which had never started in the rain.")
    >>> [trim.gone[0].of(article.text) for trim in trims(article, Span(0, 63))]
    [', which had never started in the rain']
    """
    read = parsed(article, sentence)
    if read is None:
        return ()
    clause = main_clause(read)
    if clause is None or any(read.tag(index) in CLAUSE for index in range(clause.subject, clause.verb)):
        return ()
    inner = [drop for drop in asides(read, clause) if drop.cost > _BRACKET and not _quotes(read, drop)]
    ends = tails(read, clause, among=lambda start: _spare(read, start, clause.end))
    ends = [drop for drop in ends if not _quotes(read, drop)]
    found: dict[tuple[Span, ...], float] = {}
    for end in (None, *ends):
        before = [drop for drop in inner if end is None or drop.end <= end.start]
        for drops in (before, []) if before else ([],):
            chosen = sorted([*drops, *([end] if end else [])], key=lambda drop: drop.start)
            if chosen and _stays(read, chosen):
                gone = tuple(Span(_left(read, drop), read.tokens[drop.end - 1].end) for drop in chosen)
                found.setdefault(gone, sum(drop.cost for drop in chosen))
    return tuple(Trim(gone, cost) for gone, cost in sorted(found.items(), key=lambda item: (item[1], item[0]))[:_MOST])


def _left(read: Sentence, drop: Drop) -> int:
    """Where a drop begins, with the white space before it."""
    return read.tokens[drop.start - 1].end if drop.start else read.tokens[0].start


def _quotes(read: Sentence, drop: Drop) -> bool:
    return any(start < drop.end and drop.start < end for start, end in read.quotations)


def _spare(read: Sentence, start: int, end: int) -> bool:
    """Whether an end is a clause of its own, or says when: not what turns or completes the rest."""
    marked = read.is_mark(start, ",;:–—-")
    first = start + 1 if marked else start
    if listed("keep_turns", read.low(first)) or read.tag(first) in FINITE or _resumes(read, first, end):
        return False
    if takes_clause(read, start - 1) or (read.low(start), read.low(start + 1)) in _AS_MANY:
        return False
    if marked:
        return read.tag(first) not in NOMINAL or not _has_a_verb(read, first, end)
    if read.tag(start) is Tag.SUBORDINATOR:
        return True
    if read.tag(start) is Tag.CONJUNCTION:
        return read.tag(start + 1) in FINITE or clause_follows(read, start + 1, end)
    return read.tag(start) is Tag.PREPOSITION and (read.low(start) in _THEN or time_phrase(read, start, read.end) > 0)


def _resumes(read: Sentence, start: int, end: int) -> bool:
    """Whether a verb comes back after another comma: ", now a trio, have split" only interrupts."""
    for index in range(start, end - 1):
        if read.is_mark(index, ",–—-"):
            following = index + 1
            while following < end and read.tag(following) is Tag.ADVERB:
                following += 1
            if read.tag(following) in FINITE:
                return True
    return False


def _has_a_verb(read: Sentence, start: int, end: int) -> bool:
    """Whether a stretch has a finite verb that no relative pronoun or conjunction introduces."""
    for index in range(start, end):
        if read.tag(index) in CLAUSE:
            return False
        if read.tag(index) in FINITE:
            return True
    return False


def _stays(read: Sentence, drops: list[Drop]) -> bool:
    gone = {index for drop in drops for index in range(drop.start, drop.end)}
    stay = [index for index in range(read.end) if index not in gone]
    return sum(read.tokens[index].word for index in stay) >= _FEWEST and reads(read, stay)
