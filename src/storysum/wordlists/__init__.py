"""Word lists: one word a line; `#` begins a comment, and the first line gives the source."""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

__all__ = ["CLITICS", "is_honorific", "keep_their_stop", "lines", "openers", "patterns", "table", "words"]

CLITICS = ("'d", "'ll", "'m", "'re", "'ve", "n't")
"""The clitics that are written at the end of another word, with a straight apostrophe."""
_NAMED = re.compile(r"\{([a-z][a-z ]*)\}")
_NAME = re.compile(r"\[([a-z][a-z ]*)( !)?\]")


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a list, in the order of the file, without comments and blank ones."""
    stripped = (line.partition("#")[0].strip() for line in _file(name))
    return tuple(line for line in stripped if line)


@cache
def table(name: str) -> dict[str, str]:
    """A list of words with values: the first word of each line, mapped to the rest of the line.

    >>> table("role_nouns")["actress"], table("role_nouns")["drummer"]
    ('f', '')
    """
    return {word: rest for word, _, rest in (line.partition(" ") for line in lines(name))}


@cache
def words(name: str) -> frozenset[str]:
    """The words of a list as a set; the list is named in the lines of `english.txt`, or is a file of its own."""
    small = [word for word, lists in table("english").items() if name in lists.split()]
    if name == "stop_words":
        small += [word + end for word in small for end in CLITICS]
    return frozenset(small or lines(name))


@cache
def first_names() -> frozenset[str]:
    """Common first names of women and men, as written."""
    return frozenset(" ".join((*lines("first_names_female"), *lines("first_names_male"))).split())


@cache
def openers() -> frozenset[str]:
    """Capitalized words that have their capital only at the beginning of a sentence, not as part of a name.

    >>> "The" in openers(), "It's" in openers(), "Will" in openers()
    (True, True, False)
    """
    small = {word for word in words("stop_words") | words("sentence_openers") if len(word) > 1 or word in "ai"}
    plain = {word.capitalize() for word in small - words("honorifics") - {"will", "may", "us"}}
    return frozenset(plain | {f"{word}'s" for word in plain})


def is_honorific(word: str) -> bool:
    """Whether a word is a form of address before a surname and no part of the name: Ms, prof., not King."""
    return word.lower().rstrip(".") in words("honorifics")


@cache
def keep_their_stop() -> frozenset[str]:
    """The abbreviations, without their stop, that always form one token with it: Capt, CAPT, capt; Mass, not mass."""
    found: set[str] = set()
    for word, said in table("abbreviations").items():
        if said in ("number", "counted") or "." in word:
            continue
        found.add(word)
        if word[0].islower():
            found.add(word.capitalize())
            if not said and len(word) < 5:
                found.add(word.upper())
    return frozenset(found)


@cache
def patterns(name: str) -> Mapping[str, re.Pattern[str]]:
    """A list of regular expressions under names in square brackets: each name with one that matches any of its lines.

    A name that ends on ` !` makes them case-sensitive; a name in braces stands for the expressions under it above.

    >>> patterns("furniture")["the number of a page"].match("Page 3 of 9") is not None
    True
    """
    found: dict[str, list[str]] = {}
    flags: dict[str, re.RegexFlag] = {}
    for line in _file(name):
        if (head := _NAME.fullmatch(line)) is not None:
            parts = found[head[1]] = []
            flags[head[1]] = re.NOFLAG if head[2] else re.IGNORECASE
        elif line and not line.startswith("# "):
            parts.append(_NAMED.sub(lambda named: f"(?:{'|'.join(found[named[1]])})", line))
    return {name: re.compile("|".join(parts), flags[name]) for name, parts in found.items()}


def _file(name: str) -> list[str]:
    return resources.files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines()
