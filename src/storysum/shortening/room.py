"""What summaries leave out: an opening And, and so much of one sentence that it fits into the room there is."""

from __future__ import annotations

import re

from storysum.model.span import Span
from storysum.shortening.constraints import LEAST_MARGIN
from storysum.shortening.sentences import Cut, Sentence

__all__ = ["opened", "to_room"]

# “But for the rain…” is no joint; “However he did it…” has no comma.
_JOINT = re.compile(r"(?:And|But(?! for\b))[ \u00a0]+(?=[\w“\"‘'])(?!then\b|yet\b)|However,[ \u00a0]+(?=[\w“\"‘'])")
# Keep's log-odds of each word are raised by so much, in sixteenths: little goes.
_BIAS = 48
# So much of keep may be lost, in sixteenths for each word that stays.
_MOST_LOST = 4


def opened(text: str, sentence: Span) -> Span:
    """A sentence without the And, But or However that ties it to the one before.

    >>> text = "But the album sold well."
    >>> opened(text, Span(0, len(text))).of(text)
    'the album sold well.'
    """
    match = _JOINT.match(text, sentence.start, sentence.end)
    return sentence if match is None else Span(match.end(), sentence.end)


def to_room(sentence: Sentence, *, words: int | None, characters: int | None) -> Cut | None:
    """A sentence shortened to exactly the room there is; None where the cut is not sure.

    Sure is a cut that pays no price of the table, cuts no arc that another head nearly won, and loses
    little of what keep would have kept.
    """
    if sentence.whole:
        return None
    cut = sentence.cut(words=words, characters=characters, bias=_BIAS)
    if cut is None or cut.paid or cut.margin < LEAST_MARGIN or cut.clause:
        return None
    size = sum(not sentence.mark[word] for word in cut.words)
    return cut if cut.lost <= _MOST_LOST * size else None
