"""Names: capitalised runs of the text, taken apart into titles, roles, first names and surnames."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from attrs import frozen

from storysum.quotations.lexicon import lexicon
from storysum.text.gaps import UNSEEN
from storysum.text.reporting import role_gender
from storysum.wordlists import CLITICS, first_names

# Accents may stand behind their letters (NFD), and soft hyphens or zero-width spaces between them.
_LETTER = r"\w\u0300-\u036f\u200b-\u200d\xad"
_WORD = (
    r"(?:(?:[A-Z]\.){1,4}"
    r"|(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Rev|St|Lt|Gen|Col|Maj|Capt|Sgt|Prof|Del|Messrs|Hon)\.(?=[ \t\xa0])"
    rf"|(?:[ae]l-)?[^\W\d_a-z](?:[{_LETTER}’'-]|&(?=\w))*(?:[.’'-][{_LETTER}]+)*)"
)
_NICK = r"[“\"‘'][^\W\d_][\w’'. -]{0,20}[”\"’'](?=[ \t\xa0])"
_PARTICLES = r"(?:(?:de|da|di|du|von|van|der|la|le|bin|al|of the|of|&)[ \t\xa0]){0,2}"
RUN = re.compile(rf"(?<![\w’'-]){_WORD}(?:[ \t\xa0](?:{_NICK}[ \t\xa0]|{_PARTICLES}){_WORD}){{0,7}}")
_PIECE = re.compile(rf"{_NICK}|\S+")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "jr.", "sr."))
_MONTHS = frozenset(("march", "april", "may", "june", "august"))  # which are surnames, too
LESSER = frozenset(("deputy", "vice", "assistant", "former", "ex", "acting", "shadow"))
SAINTS = frozenset(("st", "saint"))  # after whom a place is named, and surnames: Ian St John
# Before a first name no name but what somebody is: Londoner, Oscar-winner, Democrats.
_DESCRIBES = re.compile(r"\w+-[a-z][\w-]*|\w{5,}(?:er|ian)|\w{4,}s")
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_CONTRACTED = ("'s", *CLITICS)


class _Piece(NamedTuple):
    """A word of a run, nicknames aside."""

    start: int
    end: int  # without a genitive ending
    low: str  # in lower case, without that ending and a full stop
    word: str


@frozen
class Name:
    """One name of a run, offsets relative to the run."""

    start: int  # of the name without titles
    end: int  # without a genitive ending
    words: tuple[str, ...]  # in lower case, without a nickname
    gender: str  # "m", "f" or "" where nothing tells
    titled: bool  # a title of a person stands before it
    role: str  # a role that stands before it with a capital, or ""
    body: bool  # a word in it marks an organisation or a place
    known: bool  # the first name is a known one, or an initial


def names_in(run: str) -> list[Name]:
    """The names in a capitalised run; a genitive ends one.

    >>> [(name.words, name.gender) for name in names_in("Press Secretary Ida Vance’s Mr. Pike")]
    [(('ida', 'vance'), 'f'), (('pike',), 'm')]
    """
    groups: list[list[_Piece]] = [[]]
    last = run.rpartition(" ")[2]
    of_many = last in lexicon().organisations or last.lower() in lexicon().groups  # the Teachers’ Union
    for match in _PIECE.finditer(run):
        word = match.group()
        if word[0] in "“\"‘'":
            continue  # a nickname
        low = word.lower().translate(UNSEEN).replace("’", "'")
        contracted = low.endswith(_CONTRACTED) and low.partition("'")[0] in lexicon().small
        genitive = 2 if low.endswith("'s") else 1 if low.endswith("s'") and not of_many else 0
        if not contracted:
            plain = low[: len(low) - genitive].rstrip(".")
            groups[-1].append(_Piece(match.start(), match.end() - genitive, plain, word.translate(UNSEEN)))
        if contracted or genitive:
            groups.append([])
    return [name for group in groups if (name := _name(group)) is not None]


def _name(pieces: Sequence[_Piece]) -> Name | None:
    known = lexicon()
    end = len(pieces) - 1
    pieces = [
        piece
        for k, piece in enumerate(pieces)
        if piece.low not in known.dates or _is_surname(pieces[: k + 1]) or (piece.word == "Jan" and k < end)
    ]
    whole, pieces = pieces, _after_title(pieces)
    before = whole[: len(whole) - len(pieces)]
    titled, gender = bool(before), ""
    role = next((piece.low for piece in reversed(before) if role_gender(piece.low) is not None), "")
    if not LESSER.isdisjoint(piece.low for piece in before):
        role = ""  # the deputy mayor is not the mayor
    a_month = _is_surname(pieces)
    while pieces and (pieces[0].low in known.small or pieces[0].low in known.titles):
        if (pieces[0].low == "will" and len(pieces) > 1) or (a_month and len(pieces) == 1):
            break
        titled = titled or pieces[0].low in known.titles
        gender = known.titles.get(pieces[0].low) or gender
        pieces = pieces[1:]
    while len(pieces) > 1 and pieces[0].low.endswith("s") and pieces[0].low in known.telling:
        pieces = pieces[1:]  # Says Pike
    while len(pieces) > 2 and role_gender(pieces[0].low) is not None and not is_first_name(pieces[0].word):
        role = pieces[0].low
        pieces = pieces[1:]
    if len(pieces) > 2 and is_first_name(pieces[1].word) and not is_first_name(pieces[0].word):
        pieces = pieces[_DESCRIBES.fullmatch(pieces[0].word) is not None :]
    while len(pieces) > 2 and pieces[-1].low in _SUFFIXES:
        pieces = pieces[:-1]
    while pieces and pieces[-1].low in known.small and not a_month:
        pieces = pieces[:-1]
    if not pieces:
        return None
    first = pieces[0].word
    is_first, initial = is_first_name(first), first[1:2] == "."
    if len(pieces) > 1 and not (titled or is_first) and role_gender(pieces[-1].low) is not None:
        return None  # the European Commissioner: an office
    of = next((k for k, piece in enumerate(pieces) if piece.low == "of"), 0)
    body = any(piece.word in known.organisations or piece.low in known.groups for piece in pieces[:of])
    whose = of > 1 and (of == 2 or is_first or initial)
    if (whose and not body) or (of and titled):
        pieces = pieces[:of]  # Matthew Vane of The Globe
    body = any(piece.word.rstrip(".,").removesuffix("'s").removesuffix("’s") in known.organisations for piece in pieces)
    if not gender and not body and (first in known.female) != (first in known.male):
        gender = "f" if first in known.female else "m"
    last = pieces[-1].low
    body = body or _INITIALS.fullmatch(pieces[-1].word) is not None or pieces[0].low in SAINTS  # the U.N., St. Louis
    if not body and len(pieces) > 1 and not is_first:
        body = last in known.groups or (last.endswith("s") and role_gender(last[:-1]) is not None)
    is_known = is_first or (initial and not body)
    words = tuple(piece.low for piece in pieces)
    return Name(pieces[0].start, pieces[-1].end, words, gender, titled, role, body, is_known)


def _is_surname(pieces: Sequence[_Piece]) -> bool:
    """Whether a month is the surname behind a first name or a title: Ida May, Mrs May."""
    if len(pieces) < 2 or pieces[-1].low not in _MONTHS:
        return False
    return is_first_name(pieces[-2].word) or lexicon().titles.get(pieces[-2].low, "") != ""


def is_first_name(word: str) -> bool:
    """Whether a word, with its capital, is a known first name."""
    return word in first_names()


def _after_title(pieces: list[_Piece]) -> list[_Piece]:
    """The name behind the last title of a run: Press Secretary Ida Vance, Secretary of State Jon Dane."""
    known = lexicon()

    def is_title(piece: _Piece) -> bool:
        return piece.low in known.titles or role_gender(piece.low) is not None

    for k in range(len(pieces) - 2, 0, -1):
        if not is_title(pieces[k]) or is_first_name(pieces[k].word):
            continue
        rest = pieces[k + 1 :]
        if rest[0].low == "of":
            rest = rest[2:]
        if rest and rest[0].low not in _SUFFIXES and rest[0].low not in known.small:
            return rest
    return pieces[3:] if len(pieces) > 3 and pieces[1].low == "of" and is_title(pieces[0]) else pieces
