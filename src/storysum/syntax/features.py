"""What the network sees of a word: its pieces, its ends, its beginning and its shape, as numbers.

A word's features depend on its spelling alone, so each type is looked at once. Digits are all read
as 0, and everything but the shape is read without regard to case and accents, so that text in lower
case differs from text as it is written in one feature only.
"""

import re
import unicodedata
from collections.abc import Mapping
from zlib import crc32

UNKNOWN = "[UNK]"
PIECES = 8
"""So many pieces of a word are looked at."""
AFFIXES = (("ending 2", 2048), ("ending 3", 4096), ("ending 4", 6144), ("beginning 3", 4096), ("shape", 512))
"""The hashed features, each with the number of its rows; row 0 says that the feature is not known."""
_LONGEST = 64  # characters of a word that are looked at
_DIGIT = re.compile(r"\d|#")
_RUN = re.compile(r"(.)\1{2,}", re.S)


def normal(word: str) -> str:
    """A word in lower case, without accents, each digit a 0.

    >>> normal("Café1990"), normal("##")
    ('cafe0000', '00')
    """
    word = _DIGIT.sub("0", word[:_LONGEST].lower())
    if word.isascii():
        return word
    return "".join(one for one in unicodedata.normalize("NFD", word) if unicodedata.category(one) != "Mn")


def pieces(word: str, vocabulary: Mapping[str, int]) -> tuple[int, ...]:
    """The word pieces of a normal word, the longest first from the left (Wu et al. 2016), at most `PIECES`.

    >>> pieces("guitars", {"[UNK]": 0, "guitar": 1, "##s": 2})
    (1, 2)
    """
    found: list[int] = []
    start = 0
    while start < len(word) and len(found) < PIECES:
        before = "##" if start else ""
        ends = range(len(word), start, -1)
        end = next((end for end in ends if before + word[start:end] in vocabulary), start)
        if end == start:
            return (vocabulary[UNKNOWN],)
        found.append(vocabulary[before + word[start:end]])
        start = end
    return tuple(found) or (vocabulary[UNKNOWN],)


def affixes(word: str) -> tuple[int, ...]:
    """The rows of the hashed features of a word as it is written, in the order of `AFFIXES`.

    >>> len(affixes("Guitars")), affixes("guitars")[:4] == affixes("Guitars")[:4]
    (5, True)
    """
    plain = normal(word)
    shown = (plain[-2:], plain[-3:], plain[-4:], plain[:3], _shape(word))
    return tuple(
        1 + crc32(f"{kind}:{value}".encode("utf-8", "surrogatepass")) % (rows - 1)
        for value, (kind, rows) in zip(shown, AFFIXES, strict=True)
    )


def _shape(word: str) -> str:
    """The kinds of a word's letters, runs of one kind cut to two: Run-D.M.C. is XxX-X.X.X. without the run."""
    kinds = "".join(
        "X" if one.isupper() else "x" if one.isalpha() else "d" if one.isdigit() else one for one in word[:_LONGEST]
    )
    return _RUN.sub(r"\1\1", kinds)[:12]
