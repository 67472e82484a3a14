"""Reports: which words say that somebody speaks, and how strongly."""

from __future__ import annotations

from attrs import frozen

from storysum.text.quotes.ahead import phrase_at
from storysum.text.quotes.frames import Frame
from storysum.text.quotes.lexicon import Lexicon
from storysum.text.quotes.mentions import Mention

__all__ = ["Cue", "is_passive", "source_at", "tells", "weight_of"]


@frozen
class Cue:
    """Who is said to speak, and by which word.

    Attributes:
        mention: The speaker's noun phrase.
        first: The first token of the reporting word.
        last: Its last token.
        strong: The word reports speech as such.
        near: It stands right beside the quotation.
    """

    mention: Mention | None
    first: int
    last: int
    strong: bool
    near: bool


def tells(frame: Frame, v: int, words: Lexicon) -> bool:
    """Whether the word at v may be the verb of a reporting clause beside a quotation."""
    low = frame.low[v]
    if not frame.words[v][:1].islower() or (low in words.turning and frame.low[v - 1] == "to"):
        return False  # as the country waits to go
    if low in words.telling or low in words.turning or low in words.foreign:
        return True
    following = frame.low[v + 1] if v + 1 < len(frame) else ""
    return (low in ("put", "puts") and following == "it") or f"{low}-{following}" in words.phrasal


def weight_of(frame: Frame, v: int, words: Lexicon) -> float:
    """How much the word at v is a cue, before one looks at its surroundings: 0 not at all."""
    word, low = frame.words[v], frame.low[v]
    if low in ("known", "titled", "entitled"):
        return 0.0  # what is known as “…” is nobody's saying
    if low in ("went", "goes", "going") and v + 1 < len(frame) and frame.low[v + 1] == "on":
        return 3.0
    if word == "Q" or not (word[:1].islower() or v == 0):
        return 0.0
    count = frame.low[v - 1] if v else ""
    if low.endswith("s") and (count in words.numbers or (count.isdigit() and len(count) < 4)):
        return 0.0  # fifty questions
    if low in words.bases and frame.low[v + 1 : v + 2] == ["by"] and not is_passive(frame, v, words):
        return 0.0  # it cut its forecast by “…”
    if low in words.telling:
        return 3.0
    if low in words.foreign:
        return 3.0 if frame.words[v + 1 : v + 2] in ([":"], [","]) else 0.0
    if low in ("meaning", "feeling", "hearing", "reading", "understanding") and frame.low[v - 1 : v] != [","]:
        return 0.0  # nouns more often
    if low in words.saying:
        return 3.0 if low in words.telling_now else 2.5
    if low in ("put", "puts") and v + 1 < len(frame) and frame.low[v + 1] == "it":
        return 3.0
    if low in words.judging:
        return 2.0
    if low in words.thinking:
        return 1.0
    return 0.0


def is_passive(frame: Frame, v: int, words: Lexicon) -> bool:
    """Whether the word at v is a participle after a form of “be”: was called."""
    k = v - 1
    while k >= 0 and (frame.low[k] in words.adverbs or frame.low[k].endswith("ly")):
        k -= 1
    low = frame.low[v]
    return (
        k >= 0
        and frame.low[k] in words.being
        and not low.endswith("ing")
        and (low.endswith(("ed", "n", "t", "ung", "id")) or low in ("told", "said"))
    )


def source_at(frame: Frame, j: int, words: Lexicon) -> Cue | None:
    """A source phrase that begins at token j: according to Pike, per the contract."""
    size = len(frame)
    low = frame.low[j]
    if low == "according" and j + 1 < size and frame.low[j + 1] == "to":
        mention = phrase_at(frame, j + 2, words)
        return Cue(mention, j, j + 1, True, True) if mention else None
    if low in ("attributed", "credited") and j + 2 < size and frame.low[j + 1] == "to":
        mention = phrase_at(frame, j + 2, words)
        return Cue(mention, j, j, True, True) if mention and mention.kind == "name" else None
    if low == "per" and j + 1 < size:
        mention = phrase_at(frame, j + 1, words)
        return (
            Cue(mention, j, j, True, True)
            if mention and (mention.kind == "name" or frame.low[j + 1] in words.determiners)
            else None
        )
    return None
