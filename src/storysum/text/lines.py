"""Facts about a line that need no parse: how it ends, whether it has a verb, whether it is in title case."""

import re
from collections.abc import Callable, Container, Sequence
from functools import cache

from attrs import evolve

from storysum.model.article import Block, Role
from storysum.text.reporting import finite
from storysum.wordlists import CLITICS, patterns, table, words

CLOSERS = "\"”’'»)*_"
LINE = 400
"""The most characters of a line; only prose is longer."""

Told = tuple[Role, str]
"""A role and the reason for it."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PAST = re.compile(r"[a-z]{2,}ed\Z")
_STOPS = frozenset(".!?…。！？؟۔।։።။")
_SENTENCE = 60


def as_role(block: Block, role: Role, reason: str) -> Block:
    """The same block in another role."""
    return evolve(block, role=role, reason=reason)


def all_as_role(blocks: list[Block], places: Container[int], role: Role, reason: str) -> list[Block]:
    """The same blocks, those at the given indices in another role."""
    return [as_role(block, role, reason) if index in places else block for index, block in enumerate(blocks)]


def by_own_words(tell: Callable[[str], Told | None], text: str, blocks: list[Block]) -> list[Block]:
    """Give a role, by its own words, to each line that is still body."""
    lines = (block.span.of(text) if block.role == "body" and len(block.span) <= LINE else "" for block in blocks)
    found = (tell(line) if line else None for line in lines)
    return [as_role(block, *what) if what else block for block, what in zip(blocks, found, strict=True)]


def listed(name: str, line: str) -> str | None:
    """The name of the first expression of a list that matches a line from its beginning; None if none does."""
    return next((reason for reason, pattern in patterns(name).items() if pattern.match(line)), None)


def last_mark(line: str) -> str:
    """The last character of a line, before any closing marks."""
    return line.rstrip(CLOSERS + " ")[-1:]


def announces(line: str) -> bool:
    """Whether a line ends with a colon, perhaps with a full stop that a page set behind it."""
    return line.removesuffix(".").rstrip().endswith(":")


def has_stop(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return last_mark(line) in _STOPS


def prose(text: str, blocks: Sequence[Block]) -> list[int]:
    """The indices of the paragraphs of the story."""
    return [index for index, block in enumerate(blocks) if block.role == "body" and _is_prose(text, block)]


def _is_prose(text: str, block: Block) -> bool:
    """Whether a block is a paragraph of a story, by its length and its end."""
    line, size = block.span.of(text), len(block.span)
    return size > LINE or (size >= _SENTENCE and has_stop(line) and (size > 2 * _SENTENCE or has_verb(line)))


@cache
def _finite() -> frozenset[str]:
    """Finite auxiliaries, and the -s forms and pasts of common verbs."""
    auxiliaries = frozenset(table("quote_small_words")["auxiliaries"].split())
    return (auxiliaries - {"be", "been", "being", "having", "doing"}) | finite("finite_verbs")


def has_verb(line: str) -> bool:
    """Whether a word looks like a finite verb: one of a list, one in -ed, or one with a clitic such as “'ll”.

    >>> has_verb("The van broke down"), has_verb("Jo Pettibone sold it"), has_verb("The van in Hull")
    (True, True, False)
    """
    for word in _WORD.findall(line):
        low = word.lower().replace("’", "'")
        if low in _finite() or low.endswith(CLITICS) or (_PAST.match(word) and word not in words("no_past_forms")):
            return True
    return False


def in_title_case(parts: Sequence[str]) -> bool:
    """Whether at least nine tenths of the words that a title capitalizes, four or more, have a capital."""
    small = words("title_small_words")
    telling = [part for part in parts if part[:1].isalpha() and part.strip(".,:;?!").lower() not in small]
    raised = sum(part[0].isupper() for part in telling)
    return len(telling) >= 4 and raised >= 0.9 * len(telling)
