"""Names that have a stop in them or at their end: Wham!, Portugal. The Man."""

from __future__ import annotations

from functools import cache

from storysum.text.data import lines, words
from storysum.text.sentences.stops import MARKS

__all__ = ["in_a_name", "tails"]

_LONGEST = 40


@cache
def _heads() -> dict[str, list[tuple[str, str]]]:
    """By the word with the stop: the name as far as the stop, and the rest of it."""
    heads: dict[str, list[tuple[str, str]]] = {}
    for name in lines("sentence_names_with_stops"):
        for index, character in enumerate(name, start=1):
            if character in MARKS:
                head, rest = name[:index], name[index:].strip()
                heads.setdefault(head.rsplit(None, 1)[-1], []).append((head, rest))
    return heads


def in_a_name(text: str, begin: int, stop: int, following: int, word: str) -> bool:
    """Whether the stop belongs to a name, and the sentence goes on after it.

    Where the name ends with it, the next word decides: “Wham! The” is two sentences.

    Args:
        text: The paragraph.
        begin: Where the sentence begins.
        stop: Where the stop stands.
        following: Where the next word stands.
        word: That word.

    >>> in_a_name("Portugal. The Man played.", 0, 8, 10, "The"), in_a_name("Wham! The", 0, 4, 6, "The")
    (True, False)
    """
    tokens = text[max(begin, stop - _LONGEST) : stop + 1].rsplit(None, 1)
    for head, rest in _heads().get(tokens[-1], ()):
        if text.endswith(head, begin, stop + 1):
            return text.startswith(rest, following) if rest else word not in words("sentence_openers")
    return False


def tails(length: int) -> frozenset[str]:
    """The last letters before each full stop inside a name."""
    return frozenset(word[:-1][-length:] for word in _heads() if word.endswith("."))
