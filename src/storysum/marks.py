"""The quotation marks that storysum knows, in one table for all modules.

A mark may be closed by those that stand beside it; the first is written where a quotation is cut or was closed by a
mark of another style. Other marks are letters like any other.
"""

import re

CLOSERS: dict[str, tuple[str, ...]] = {
    '"': ('"', "”", "“", "''", "‟"),
    "“": ("”", '"', "“", "''", "‟"),
    "”": ("”", '"', "“", "''", "‟"),
    "‟": ("”", '"', "“", "''", "‟"),
    "„": ("“", "”", '"', "‟"),
    "``": ("''", '"', "”"),
    "''": ("''", '"', "”"),
    "«": ("»",),
    "»": ("«",),
    "‹": ("›",),
    "›": ("‹",),
    "「": ("」",),
    "『": ("』",),
    "〝": ("〞", "〟"),
    "❝": ("❞",),
    "＂": ("＂", '"'),
    "'": ("'", "’"),
    "‘": ("’", "'", "‘"),
    "’": ("’", "'", "‘"),
    "‚": ("‘", "’", "'"),
    "‛": ("’", "'", "‘"),
    "❛": ("❜",),
}
OPENING = frozenset(CLOSERS)
CLOSING = frozenset(closing for closers in CLOSERS.values() for closing in closers)
SINGLE = frozenset("'‘’‚‛❛❜")
DOUBLE = (OPENING | CLOSING) - SINGLE
ONLY_OPENING = frozenset(("„", "``", "「", "『", "〝", "❝", "❛", "‚", "‛"))
ONLY_CLOSING = CLOSING - OPENING


def one_of(marks: frozenset[str]) -> str:
    """A regular expression that finds any of some marks, those of two characters first."""
    return "|".join(map(re.escape, sorted(marks, key=lambda mark: (-len(mark), mark))))


def east_asian(character: str) -> bool:
    """Whether a character is of a script in which a word can continue right after a mark (‘종이등’은)."""
    return character >= "\u2e80"


def opening_mark(text: str, at: int) -> str:
    """The opening mark at an offset, of one or two characters."""
    return text[at : at + 2] if text[at : at + 2] in CLOSERS else text[at]
