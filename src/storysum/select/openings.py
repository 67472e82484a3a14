"""Sentences that lean on the one before them: “He…”, “That…”, “However…”.

The list of openings is a data file, `dangling_openings.txt`; what begins a title or a name is no such
opening. English only.
"""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

from storysum.text.data import lines, words

__all__ = ["first_word", "leans", "opening"]

# What may stand in front of the first word of a sentence.
_BEFORE = re.compile(r"[\s\"“”„«»‘’'`\[\](){}*_…–—.-]*")
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_OPENING_MARK = re.compile(r"[\"“„«‘'`*_]$")
# A title in marks: every word but the small ones is capitalised, and it is soon closed.
_MARKED = re.compile(r"[^\"”“«»‘’*_\n]{1,80}")
_CLOSING_MARK = re.compile(r"[,?!]?[\"”»’'*_]")
_SENTENCE_END = re.compile(r"[.;:]")
_CAPITALS = re.compile(r"(?:[ \u00a0](?!I\b)[^\W\d_a-z][\w’'.-]*)+")
# A clause that cannot stand alone, and one that cannot where no comma parts it from a main clause.
_HALF = re.compile(
    r"(?:(?P<relative>Which|Whose|Whom|Because(?=,))|Because(?! of\b)|Whereas|Although|Lest"
    r"|Where(?!.{0,100}\s(?:is|are|was|were)\s))\b"
)
# A small letter where no paragraph begins; iPhone and eBay are names.
_SMALL = re.compile(r"[a-z]+(?![\w@])")
_ENDED = re.compile(r"[.!?…][\"”’')]?[ \u00a0]$")
# “Drummers, who never rest.”: a name and what is told of it by the way, and nothing else.
_BARE = re.compile(r"[^\W\d_a-z][\w’'.-]*(?: [^\W\d_a-z][\w’'.-]*){0,3}, who(?:se|m)? [^,]*$")
# So far into a sentence a pronoun is still its subject, as in “Now he and…”, “In 1991 she…”.
_EARLY = 6
_PEOPLE = frozenset(("he", "she", "they", "his", "her", "their", "him", "them"))


@frozen
class _Opening:
    """A line of the list."""

    leans: bool
    comma: bool


@cache
def _openings() -> dict[tuple[str, ...], _Opening]:
    return {
        tuple((line.lower().strip("!,") + clitic).split()): _Opening(not line.startswith("!"), line.endswith(","))
        for line in lines("dangling_openings")
        for clitic in ("", "'d", "'ll", "'re", "'s", "'ve")
    }


@cache
def _longest() -> int:
    return max(map(len, _openings()))


def leans(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] needs what stands before it: it opens on such a word, or soon says “he”.

    >>> leans("“He came back,” says Holm.", 0, 26), leans("Now she drives.", 0, 15)
    (True, True)
    >>> leans("Holm says she drives.", 0, 21), leans("Because money talks.", 0, 20)
    (False, True)
    """
    if opening(text, start, end) is not None or _is_half(text, start, end):
        return True
    for number, match in enumerate(_WORDS.finditer(text, start, end)):
        word = match.group()
        if number == _EARLY or (number and word[0].isupper() and word != "I"):
            return False
        if word.lower() in _PEOPLE:
            return True
        if number == 0 and word.lower() not in words("prepositions") | words("time_openings"):
            return False
    return False


def _is_half(text: str, start: int, end: int) -> bool:
    """Whether a sentence is a part of the one before: “Because money talks.” or “is a word.” alone."""
    first = first_word(text, start, end)
    if _BARE.match(text, first, end) or (
        _SMALL.match(text, first, end) and _ENDED.search(text, max(0, start - 3), start)
    ):
        return True
    match = _HALF.match(text, first, end)
    if match is None or text[start:end].rstrip(" \"”’'»)]").endswith("?"):
        return False
    return match["relative"] is not None or "," not in text[first:end]


def opening(text: str, start: int, end: int) -> str | None:
    """The words of the list that a sentence begins on, or None; a title or a name is no such opening.

    >>> opening("He left.", 0, 8), opening("As a result, it closed.", 0, 23), opening("Holm left.", 0, 10)
    ('he', 'as a result', None)
    >>> opening("They Might Be Giants met.", 0, 25), opening("“This Charming Man” sold.", 0, 25)
    (None, None)
    """
    first = first_word(text, start, end)
    found = []
    for match in _WORDS.finditer(text, first, end):
        found.append(match)
        if len(found) == _longest():
            break
    for size in range(len(found), 0, -1):
        after = found[size - 1].end()
        said = tuple(match.group().lower().replace("’", "'") for match in found[:size])
        line = _openings().get(said)
        # “Then-manager”, “So-called” are words of their own.
        if line is None or text.startswith(("-", "‑"), after) or (line.comma and not text.startswith(",", after)):
            continue
        if not line.leans or _is_name(text, first, after, end):
            return None
        return " ".join(said)
    return None


def first_word(text: str, start: int, end: int) -> int:
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
    found = _WORDS.findall(title)
    small = words("title_small_words")
    return len(found) > 1 and all(word[0].isupper() or word.lower() in small for word in found)
