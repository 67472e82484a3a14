"""Sentences that need the one before them: “He…”, “That…”, “However…”.

The list of such openings is the data file `dangling_openings.txt`. English only.
"""

import re
from functools import cache
from itertools import islice

from storysum.wordlists import lines, words

# What may stand in front of the first word of a sentence.
_BEFORE = re.compile(r"[\s\"“”„«»‘’'`\[\](){}*_…–—.-]*")
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Openings of a clause that never stands alone (`relative`), or not without a comma before a main clause.
_HALF = re.compile(
    r"(?:(?P<relative>Which|Whose|Whom|Because(?=,))|Because(?! of\b)|Whereas|Although|Lest"
    r"|Where(?!.{0,100}\s(?:is|are|was|were)\s))\b"
)
# Numbers and ranks that refer to a group named before: “One, Petra Holm, sang.”, “Four did.”
_COUNTED = re.compile(
    r"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Half|A third)"
    r"(?:,| (?=(?:of whom|did|do|does|was|were|are|is|has|have|had|would|will|could)\b))"
    r"|The (?:first|second|third|last|next)(?: one\b|,| (?=(?:was|is|says?|said)\b))"
)
# A word in small letters; iPhone and eBay are names and do not match.
_SMALL = re.compile(r"[a-z]+(?![\w@])")
_ENDED = re.compile(r"[.!?…][\"”’')]?[ \u00a0]$")
# Within so many words a pronoun is still the subject: “Now he and…”, “In 1991 she…”.
_EARLY = 6
_SHORT = 5  # words at most, as in “They were not.”
_DENIALS = frozenset(("not", "no", "never", "wrong"))
_PEOPLE = frozenset(("he", "she", "they", "his", "her", "their", "him", "them"))


@cache
def _openings() -> tuple[dict[tuple[str, ...], str], int]:
    """The lines of the list by their words, with and without clitics, and the length of the longest in words."""
    found = {
        tuple((line.lower().strip("!,") + clitic).split()): line
        for line in lines("dangling_openings")
        for clitic in ("", "'d", "'ll", "'re", "'s", "'ve")
    }
    return found, max(map(len, found))


def leans(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] needs what stands before it: it begins with a listed opening, or soon with “he”.

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
        low = word.lower()
        if low in _PEOPLE:
            return True
        if number == 0 and not (low.endswith("ing") or low in words("prepositions") | words("time_openings")):
            return False
    return False


def takes_back(text: str, start: int, end: int) -> bool:
    """Whether a sentence takes back what stands before it, which must then not be told alone.

    >>> [takes_back(text, 0, len(text)) for text in ("They were not.", "But I was late.", "They were red.")]
    [True, True, False]
    """
    said = [word.lower().replace("’", "'") for word in _WORDS.findall(text, start, end)]
    if said[:1] and said[0] in ("but", "except", "however", "not", "yet"):
        return True
    return len(said) <= _SHORT and any(word in _DENIALS or word.endswith("n't") for word in said)


def starts_small(text: str, start: int) -> bool:
    """Whether a word in small letters begins at `start`; not a name such as iPhone."""
    return _SMALL.match(text, start) is not None


def _is_half(text: str, start: int, end: int) -> bool:
    """Whether a sentence only continues the one before: “Because money talks.” or “is a word.” alone."""
    marks = _BEFORE.match(text, start, end)
    first = marks.end() if marks else start
    if starts_small(text, first) and _ENDED.search(text, max(0, start - 3), start):
        return True
    if _COUNTED.match(text, first, end):
        return True
    match = _HALF.match(text, first, end)
    if match is None or text[start:end].rstrip(" \"”’'»)]").endswith("?"):
        return False
    return match["relative"] is not None or "," not in text[first:end]


def opening(text: str, start: int, end: int) -> str | None:
    """The listed words that a sentence begins with, in lower case, or None.

    >>> opening("He left.", 0, 8), opening("As a result, it closed.", 0, 23), opening("Holm left.", 0, 10)
    ('he', 'as a result', None)
    """
    openings, longest = _openings()
    found = list(islice(_WORDS.finditer(text, start, end), longest))
    for size in range(len(found), 0, -1):
        after = found[size - 1].end()
        said = tuple(match.group().lower().replace("’", "'") for match in found[:size])
        line = openings.get(said)
        # “Then-manager” and “So-called” are other words.
        if line and not text.startswith(("-", "‑"), after) and (line[-1] != "," or text.startswith(",", after)):
            return None if line.startswith("!") else " ".join(said)
    return None
