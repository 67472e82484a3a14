"""Names: capitalised runs of the text, taken apart into titles, roles, first names and surnames.

Pure functions of a short string, so that what was learned of “Mr. Pike” once is known for good.
"""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import frozen

from storysum.quotations.lexicon import Lexicon, lexicon

__all__ = ["LESSER", "RUN", "Name", "names_in"]

_WORD = (
    r"(?:(?:[A-Z]\.){1,4}"
    r"|(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Rev|St|Lt|Gen|Col|Maj|Capt|Sgt|Prof|Del|Messrs|Hon)\.(?=[ \xa0])"
    r"|(?:[ae]l-)?[^\W\d_a-z](?:[\w’'-]|&(?=\w))*(?:[.’'-]\w+)*)"
)
_NICK = r"[“\"‘'][^\W\d_][\w’'. -]{0,20}[”\"’'][ \xa0]"
_PARTICLES = r"(?:(?:de|da|di|du|von|van|der|la|le|bin|al|of the|of|&)[ \xa0]){0,2}"
RUN = re.compile(rf"(?<![\w’'-]){_WORD}(?:[ \xa0](?:{_NICK}|{_PARTICLES}){_WORD}){{0,7}}")
_PIECE = re.compile(r"[“\"‘'][^\W\d_][\w’'. -]{0,20}[”\"’'](?=[ \xa0])|[^\s\xa0]+")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "jr.", "sr."))
LESSER = frozenset(("deputy", "vice", "assistant", "former", "ex", "acting", "shadow"))
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_CONTRACTED = ("'m", "'s", "'re", "'ve", "'d", "'ll", "n't")
_LONG = 100  # characters of a run; longer ones are not remembered
_Piece = tuple[int, int, str, str]


@frozen
class Name:
    """One name of a run, offsets relative to the run.

    Attributes:
        start: Of the name without titles.
        end: Without a genitive ending.
        words: In lower case, without a nickname.
        gender: "m", "f" or "" where nothing tells.
        titled: A title of a person stands before it.
        role: A role that stands before it with a capital, or "".
        body: A word in it marks an organisation or a place.
        known: The first name is a known one, or an initial.
    """

    start: int
    end: int
    words: tuple[str, ...]
    gender: str
    titled: bool
    role: str
    body: bool
    known: bool


def names_in(run: str) -> tuple[Name, ...]:
    """The names in a capitalised run; a genitive ends one.

    >>> [(name.words, name.gender) for name in names_in("Press Secretary Ida Vance’s Mr. Pike")]
    [(('ida', 'vance'), 'f'), (('pike',), 'm')]
    """
    return (_remembered if len(run) <= _LONG else _names_in)(run)


def _names_in(run: str) -> tuple[Name, ...]:
    known = lexicon()
    found: list[Name] = []
    pieces: list[_Piece] = []
    for match in _PIECE.finditer(run):
        word = match.group()
        if word[0] in "“\"‘'":
            continue  # a nickname
        low = word.lower().replace("’", "'")
        stop = match.end()
        genitive = False
        if "'" in low:
            if low.endswith(_CONTRACTED) and low.partition("'")[0] in known.small:
                _take(pieces, found, known)
                pieces = []
                continue
            if low.endswith("'s"):
                genitive, stop = True, stop - 2
            elif low.endswith("s'"):
                genitive, stop = True, stop - 1
        plain = low[: stop - match.start()]
        if len(plain) > 2:
            plain = plain.rstrip(".")
        pieces.append((match.start(), stop, plain, word))
        if genitive:
            _take(pieces, found, known)
            pieces = []
    _take(pieces, found, known)
    return tuple(found)


_remembered = lru_cache(1_000)(_names_in)


def _take(pieces: list[_Piece], found: list[Name], known: Lexicon) -> None:
    gender = role = ""
    titled = False
    pieces = [piece for piece in pieces if piece[2] not in known.dates]
    before = pieces
    pieces = _after_title(pieces, known)
    if pieces is not before:
        titled = True
        role = next(
            (piece[2] for piece in reversed(before[: len(before) - len(pieces)]) if piece[2] in known.roles), ""
        )
    if any(piece[2] in LESSER for piece in before[: len(before) - len(pieces)]):
        role = ""  # the deputy mayor is not the mayor
    while (
        pieces
        and (pieces[0][2] in known.small or pieces[0][2] in known.titles)
        and not (pieces[0][2] == "will" and len(pieces) > 1)
    ):
        told = known.titles.get(pieces[0][2])
        if told is not None:
            titled = True
            gender = told or gender
        pieces = pieces[1:]
    while len(pieces) > 1 and pieces[0][2].endswith("s") and pieces[0][2] in known.telling:
        pieces = pieces[1:]  # Says Pike
    while len(pieces) > 2 and pieces[0][2] in known.roles and not _is_first_name(pieces[0][3], known):
        role = pieces[0][2]
        pieces = pieces[1:]
    while len(pieces) > 2 and pieces[-1][2] in _SUFFIXES:
        pieces = pieces[:-1]
    while pieces and pieces[-1][2] in known.small:
        pieces = pieces[:-1]
    if not pieces:
        return
    first = pieces[0][3]
    if len(pieces) > 1 and not (titled or _is_first_name(first, known)) and pieces[-1][2] in known.roles:
        return  # the European Commissioner: an office
    of = next((k for k, piece in enumerate(pieces) if piece[2] == "of"), 0)
    body = any(piece[3] in known.organisations or piece[2] in known.groups for piece in pieces[:of])
    whose = of > 1 and (of == 2 or _is_first_name(first, known) or first[1:2] == ".")
    if (whose and not body) or (of and titled):
        pieces = pieces[:of]  # Matthew Vane of The Globe
    body = any(
        word.rstrip(".,").removesuffix("'s").removesuffix("’s") in known.organisations for _, _, _, word in pieces
    )
    if not gender and not body:
        female, male = first in known.female, first in known.male
        gender = "" if female == male else "f" if female else "m"
    is_first = _is_first_name(first, known)
    if _INITIALS.fullmatch(pieces[-1][3]):
        body = True  # the U.N.
    elif len(pieces) > 1 and not is_first:
        last = pieces[-1][2]
        body = body or last in known.groups or (last.endswith("s") and last[:-1] in known.roles)
    is_known = is_first or (first[1:2] == "." and not body)
    words = tuple(piece[2] for piece in pieces)
    found.append(Name(pieces[0][0], pieces[-1][1], words, gender, titled, role, body, is_known))


def _is_first_name(word: str, known: Lexicon) -> bool:
    return word in known.female or word in known.male


def _after_title(pieces: list[_Piece], known: Lexicon) -> list[_Piece]:
    """The name behind the last title of a run: Press Secretary Ida Vance, Secretary of State Jon Dane."""
    for k in range(len(pieces) - 2, 0, -1):
        low = pieces[k][2]
        if (low not in known.titles and low not in known.roles) or _is_first_name(pieces[k][3], known):
            continue
        rest = pieces[k + 1 :]
        if rest[0][2] == "of":
            rest = rest[2:]
        if rest and rest[0][2] not in _SUFFIXES and rest[0][2] not in known.small:
            return rest
    if len(pieces) > 3 and pieces[1][2] == "of" and (pieces[0][2] in known.titles or pieces[0][2] in known.roles):
        return pieces[3:]
    return pieces
