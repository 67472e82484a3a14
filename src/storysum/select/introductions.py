"""What a sentence takes as known: somebody by surname alone, or “the plan” that an earlier one brought up.

A summary that leaves the introduction out puzzles its reader. English only, but for the names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set

import numpy as np
from attrs import frozen

from storysum.memo import once_per_article
from storysum.model.article import Article
from storysum.quotations.people import roster
from storysum.select.openings import first_word
from storysum.terms.counts import Terms, terms
from storysum.terms.words import normalizer
from storysum.text.reporting import role_nouns

__all__ = ["Assumed", "assumed"]

_DEFINITE = re.compile(
    r"(?:The|These|Those|Both|Each|Another)[ \u00a0]([^\W\d_A-Z][\w’'-]*)(?:[ \u00a0]([^\W\d_A-Z][\w’'-]*))?"
)
# “…, the commission said”
_TELLER = re.compile(
    r"[,”\"’'] the ([^\W\d_A-Z][\w’'-]*)(?: ([^\W\d_A-Z][\w’'-]*))? (?:has |have |had )?"
    r"(?:said|says|told|tells|reported|added|adds|warned|announced|found|ruled)\b"
)
# “The singer”, “The Prime Minister”, “The 45-year-old”: somebody who was named shortly before.
_ROLE = re.compile(r"The" + r"(?:[ \u00a0]([^\W_][\w’'-]*))?" * 3)
_NAMED = re.compile(r",?[ \u00a0][^\W\d_a-z]")
_SHORTLY = 3
_TITLE_ROOM = 12
_REACH = 600


@frozen
class Assumed:
    """One thing that a sentence takes as known.

    Attributes:
        by: The sentences that introduce it, ascending: any of them, before this one, will do.
        opens: The sentence begins on it.
        name: It is a person; else a thing.
    """

    by: tuple[int, ...]
    opens: bool
    name: bool


@once_per_article
def assumed(article: Article) -> Mapping[int, Sequence[Assumed]]:
    """For each sentence that takes something as known, what that is.

    Cost: linear in the text, but for sorting.

    >>> from storysum.model.article import Block
    >>> from storysum.model.span import Span
    >>> text = "Petra Holm met three kids. Rain fell. The kids liked Holm."
    >>> spans = (Span(0, 26), Span(27, 37), Span(38, 58))
    >>> found = assumed(Article(text, blocks=(Block(Span(0, 58), "body"),), sentences=spans))
    >>> [(one.by, one.opens, one.name) for one in found[2]]
    [((0,), False, True), ((0,), True, False)]
    """
    found: dict[int, list[Assumed]] = {}
    if article.language == "en":
        _names(article, found)
        _nouns(article, found)
    return found


def _names(article: Article, found: dict[int, list[Assumed]]) -> None:
    starts = [sentence.start for sentence in article.sentences]

    def sentence_of(offset: int) -> int | None:
        index = bisect_right(starts, offset) - 1
        return index if index >= 0 and offset < article.sentences[index].end else None

    for person in roster(article).people:
        if len(person.names) < 2 or person.human < 0:
            continue
        given = [index for offset in person.given if (index := sentence_of(offset)) is not None]
        full = tuple(sorted({*given}))
        known = {*full}
        for start, _ in person.at():
            index = sentence_of(start)
            if index is None or index in known or not full or full[0] >= index:
                continue
            known.add(index)
            opens = start - first_word(article.text, starts[index], start) < _TITLE_ROOM
            found.setdefault(index, []).append(Assumed(full, opens, True))


def _nouns(article: Article, found: dict[int, list[Assumed]]) -> None:
    columns = {form: column for column, form in enumerate(terms(article).vocabulary)}
    normal = normalizer(article.language)
    definite: list[tuple[int, int]] = []
    for index, sentence in enumerate(article.sentences):
        first = first_word(article.text, sentence.start, sentence.end)
        if index and _opens_on_role(article.text, first, sentence.end):
            before = tuple(range(max(0, index - _SHORTLY), index))
            found.setdefault(index, []).append(Assumed(before, True, True))
            continue
        match = _DEFINITE.match(article.text, first, sentence.end) or _TELLER.search(
            article.text, first, min(sentence.end, first + _REACH)
        )
        forms = [normal(word) for word in match.groups() if word] if match else []
        noun = next((columns[form] for form in forms if form in columns), None)
        if noun is not None:
            definite.append((index, noun))
    rows = _Rows(terms(article), {noun for _, noun in definite})
    for index, noun in definite:
        if by := rows.before(noun, index):
            found.setdefault(index, []).append(Assumed(by, True, False))


def _opens_on_role(text: str, first: int, end: int) -> bool:
    """Whether a sentence begins on what somebody is (“The Prime Minister…”), and the name does not follow."""
    match = _ROLE.match(text, first, end)
    if match is None:
        return False
    roles = role_nouns()
    for number, word in enumerate(match.groups(), start=1):
        if word is not None and (word.lower() in roles or word.endswith("-year-old")):
            return _NAMED.match(text, match.end(number), end) is None
    return False


class _Rows:
    """The sentences that have a word, of some words."""

    def __init__(self, counted: Terms, columns: Set[int]) -> None:
        wanted = np.zeros(len(counted.vocabulary), dtype=bool)
        wanted[sorted(columns)] = True
        places = np.flatnonzero(wanted[counted.indices])
        order = np.argsort(counted.indices[places], kind="stable")
        self.rows = (np.searchsorted(counted.indptr, places, side="right") - 1)[order]
        self.columns = counted.indices[places][order]

    def before(self, column: int, index: int) -> tuple[int, ...]:
        """The first ones and the last ones before a sentence: a few of each."""
        start, end = np.searchsorted(self.columns, [column, column + 1])
        rows = self.rows[start:end]
        rows = rows[: np.searchsorted(rows, index)]
        few = rows if len(rows) <= 2 * _FEW else np.concatenate([rows[:_FEW], rows[-_FEW:]])
        return tuple(few.tolist())


_FEW = 4
