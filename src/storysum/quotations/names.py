"""Names: capitalised runs of the text, taken apart into titles, roles, first names and surnames."""

import re
from collections.abc import Sequence
from functools import lru_cache
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
_PAST = frozenset(("former", "ex", "acting"))
LESSER = _PAST | frozenset(("deputy", "vice", "assistant", "shadow"))  # the former mayor is not the mayor
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
# Before a first name no name but what somebody is: Londoner, Oscar-winner, Democrats.
_DESCRIBES = re.compile(r"\w+-[a-z][\w-]*|\w{5,}(?:er|ian)|\w{4,}s")
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_CONTRACTED = ("'s", *CLITICS)


class _Piece(NamedTuple):
    """A word of a run, nicknames aside; without a genitive ending."""

    start: int
    end: int
    low: str  # in lower case, without a full stop
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
    known: bool  # the first name is a known one


@lru_cache(4_000)
def names_in(run: str) -> tuple[Name, ...]:
    """The names in a capitalised run; a genitive ends one.

    >>> [(name.words, name.gender) for name in names_in("Press Secretary Ida Vance’s Mr. Pike")]
    [(('ida', 'vance'), 'f'), (('pike',), 'm')]
    """
    groups: list[list[_Piece]] = [[]]
    last = run.rpartition(" ")[2]
    of_many = last in lexicon().organisations or last.lower() in lexicon().groups  # the Teachers’ Union
    for match in _PIECE.finditer(run):
        word = match.group().translate(UNSEEN)
        if word[:1] in "“\"‘'":
            continue  # a nickname
        low = word.lower().replace("’", "'")
        contracted = low.endswith(_CONTRACTED) and low.partition("'")[0] in lexicon().small
        genitive = 2 if low.endswith("'s") else 1 if low.endswith("s'") and not of_many else 0
        if not contracted:
            plain = low[: len(low) - genitive].rstrip(".")
            groups[-1].append(_Piece(match.start(), match.end() - genitive, plain, word[: len(word) - genitive]))
        if contracted or genitive:
            groups.append([])
    return tuple(name for group in groups if (name := _name(group)) is not None)


def _name(pieces: Sequence[_Piece]) -> Name | None:
    known = lexicon()
    whole = [piece for k, piece in enumerate(pieces) if not _is_date(pieces, k)]
    pieces = _after_title(whole)
    before = whole[: len(whole) - len(pieces)]
    titled = bool(before)
    gender = next((known.titles[one.low] for one in before if known.titles.get(one.low)), "")
    roles = [one.low for one in before if role_gender(one.low) is not None and not one.word.isupper()]
    role = roles[-1] if roles and LESSER.isdisjoint(one.low for one in before) else ""
    while len(pieces) > 1 and pieces[0].low in known.small | _PAST and not is_first_name(pieces[0].word):
        pieces = pieces[1:]
    if len(pieces) > 2 and is_first_name(pieces[1].word) and not is_first_name(pieces[0].word):
        pieces = pieces[_DESCRIBES.fullmatch(pieces[0].word) is not None :]
    while len(pieces) > 2 and pieces[-1].low in _SUFFIXES:
        pieces = pieces[:-1]
    while len(pieces) > 1 and pieces[-1].low in known.small and not is_first_name(pieces[-1].word):
        pieces = pieces[:-1]
    if not pieces:
        return None
    first = pieces[0].word
    if len(pieces) == 1:
        low, honoured = pieces[0].low, titled and known.titles.get(before[-1].low)
        if (low in known.small | _PAST and not titled) or (low in known.titles and not honoured):
            return None  # Mrs May and Mr King are names, the Prime Minister is none
    is_first = is_first_name(first)
    if len(pieces) > 1 and not (titled or is_first) and role_gender(pieces[-1].low) is not None:
        return None  # the European Commissioner: an office
    of = next((k for k, piece in enumerate(pieces) if piece.low == "of"), 0)
    if titled or not any(piece.word in known.organisations or piece.low in known.groups for piece in pieces[:of]):
        pieces = pieces[: of or None] if of > 1 or titled else pieces  # Matthew Vane of The Globe
    last = pieces[-1].low
    body = any(piece.word.rstrip(".,") in known.organisations for piece in pieces)
    body = body or _INITIALS.fullmatch(pieces[-1].word) is not None  # the U.N.
    if len(pieces) > 1 and not is_first:
        body = body or last in known.groups or (last.endswith("s") and role_gender(last[:-1]) is not None)
    if not gender and (first in known.female) != (first in known.male):
        gender = "f" if first in known.female else "m"
    words = tuple(piece.low for piece in pieces)
    return Name(pieces[0].start, pieces[-1].end, words, gender, titled, role, body, is_first)


def _is_date(pieces: Sequence[_Piece], k: int) -> bool:
    """Whether a word is a weekday or a month and no name, as in Ida May, Mrs May, Jan Kubik."""
    if pieces[k].low not in lexicon().dates:
        return False
    before = pieces[k - 1] if k else None
    named = before is not None and (is_first_name(before.word) or before.low in lexicon().titles)
    return not (is_first_name(pieces[k].word) and (named or (pieces[k].word == "Jan" and k < len(pieces) - 1)))


def is_first_name(word: str) -> bool:
    """Whether a word, with its capital, is a known first name."""
    return word in first_names()


def _after_title(pieces: list[_Piece]) -> list[_Piece]:
    """The name behind the last title of a run: Press Secretary Ida Vance, Secretary of State Jon Dane."""
    known = lexicon()
    for k in range(len(pieces) - 2, -1, -1):
        low = pieces[k].low
        is_role = role_gender(low) is not None and (k > 0 or len(pieces) > 2)
        if (low in known.titles or is_role) and not is_first_name(pieces[k].word):
            rest = pieces[k + 1 :]
            rest = rest[2:] if rest[0].low == "of" else rest
            plain = rest and rest[0].low not in _SUFFIXES | known.small
            if plain or (rest and is_first_name(rest[0].word)):  # Mrs May
                return rest
    return pieces
