"""Utterances: which marked stretches are speech, whole or partial, and which are something else.

Titles, nicknames, words as words, lyrics, signs and words that nobody said stand in the same
marks as speech does. What tells them apart is grammar: the noun before (“the song”, “the
chorus”), the capitals of a title, a verb right after that makes the stretch its subject, and
above all whether anybody is said to speak.
"""

from __future__ import annotations

import re

from storysum.text.quotes.cues import Cue
from storysum.text.quotes.frames import Frame
from storysum.text.quotes.lexicon import Lexicon
from storysum.text.quotes.mentions import is_finite, is_name, singular
from storysum.text.quotes.marks import Stretch

__all__ = ["is_partial", "is_speech", "is_title_case"]

_WORD = re.compile(r"[\w$][\w’'&.-]*")


def words_of(text: str, stretch: Stretch) -> list[str]:
    """The words within the marks."""
    return _WORD.findall(text, stretch.inside.start, min(stretch.inside.end, stretch.inside.start + 2000))


def is_title_case(tokens: list[str], words: Lexicon) -> bool:
    """Whether all words but the small ones are capitalised.

    >>> from storysum.text.quotes.lexicon import lexicon
    >>> is_title_case("Walk This Way".split(), lexicon()), is_title_case("We are done".split(), lexicon())
    (True, False)
    """
    if not tokens or len(tokens) > 12:
        return False
    if not (tokens[0][:1].isupper() or tokens[0][:1].isdigit()):
        return False
    return all(
        token[:1].isupper() or token[:1].isdigit() or (token.lower() in words.small and len(token) <= 5)
        for token in tokens
    ) and (len(tokens) == 1 or sum(token[:1].isupper() and len(token) > 1 for token in tokens[1:]) >= 1)


def is_partial(text: str, stretch: Stretch, frame: Frame, q: int) -> bool:
    """Whether the words are woven into the writer's sentence rather than an utterance of their own."""
    first = text[stretch.inside.start : stretch.inside.start + 1]
    opening = q == 0 or frame.words[q - 1] in (",", ":", "Q") or frame.low[q - 1] == "--"
    if first.islower():
        return True
    if opening:
        return False
    return (
        not text[stretch.inside.end - 1 : stretch.inside.end] in (".", "?", "!", ",")
        or len(words_of(text, stretch)) < 3
    )


def is_speech(text: str, stretch: Stretch, frame: Frame, q: int, cue: Cue | None, words: Lexicon) -> bool:
    """Whether somebody is said to have spoken the words between the marks."""
    tokens = words_of(text, stretch)
    if not tokens:
        return False
    if is_nickname(frame, q, len(tokens), words):
        return False
    before = frame.low[q - 1] if q > 0 else ""
    if cue is not None and frame.low[cue.last] in words.singing:
        return False
    if _is_sung(frame, q, words):
        return False
    if cue is None and _is_subject(text, stretch, frame, q, words) and len(tokens) <= 6:
        return False
    direct = cue is not None and cue.near and cue.strong
    if before == "," and q > 1:
        if frame.low[q - 2] in words.works or (
            frame.low[q - 2] in words.wording and frame.low[q - 2] not in ("label",)
        ):
            return False
    woven = (
        direct
        and tokens[0][:1].islower()
        and cue is not None
        and (
            frame.low[cue.last] in words.judging
            or frame.low[cue.last] in words.calling
            or frame.low[cue.last] in words.thinking
        )
    )
    if (before in words.works and not woven) or before in words.wording:
        return False
    if any(frame.low[k] == "known" for k in range(max(0, q - 4), q)) and len(tokens) < 7:
        return False
    if cue is not None and cue.mention is not None and _is_inscribed(frame, cue, words):
        return False
    if before in words.naming and (cue is None or cue.mention is None) and len(tokens) < 8:
        return False
    if is_title_case(tokens, words) and (len(tokens) > 1 or not direct):
        ended = text[stretch.inside.end - 1 : stretch.inside.end] in ".?!," or before in (":", ",")
        alone = len(frame) == 1 and text[stretch.inside.end - 1 : stretch.inside.end] in ".?!"
        naming = (
            direct
            and cue is not None
            and cue.mention is not None
            and (frame.low[cue.last] in words.judging or frame.low[cue.last] in words.calling)
            and frame.low[cue.mention.first] not in words.indefinites
            and not any(frame.low[k] in words.works for k in range(cue.last + 1, q))
        )
        if not (direct and ended) and not alone and not naming:
            return False
    if cue is not None and cue.mention is not None and _said_by_nobody(frame, cue, words):
        return False
    return not (len(tokens) <= 4 and _is_scare(frame, q, len(tokens), cue, words))


def _is_scare(frame: Frame, q: int, size: int, cue: Cue | None, words: Lexicon) -> bool:
    """A few words in marks that nobody is said to have used: a “quack” cure, the “carried interest” loophole."""
    if cue is not None and cue.mention is None and cue.near and size <= 4:
        return True  # what is known as “the rule”
    if cue is not None and cue.strong:
        return False
    if (
        q + 1 < len(frame)
        and (frame.words[q + 1][:1].isalnum() and frame.low[q + 1] not in words.small)
        and frame.low[q + 1] not in words.telling
    ):
        return True
    return (
        cue is not None
        and size <= 3
        and (q == 0 or frame.low[q - 1] not in (":", "as") and (q < 2 or frame.low[q - 2] != "as"))
    )


def _said_by_nobody(frame: Frame, cue: Cue, words: Lexicon) -> bool:
    """Nobody ever said “…”, Pike never said “…”."""
    if cue.mention is None or cue.last >= len(frame):
        return False
    subject = frame.low[cue.mention.first : cue.mention.last + 1]
    if subject and (subject[0] in words.nobody or subject[:2] == ["no", "one"] or subject[0] == "no"):
        return True
    verb = frame.low[max(0, cue.first - 3) : cue.first]
    return (
        any(token in ("never", "not") or token.endswith("n't") for token in verb)
        and cue.mention.last < cue.first
    )


def _is_sung(frame: Frame, q: int, words: Lexicon) -> bool:
    """“…,” she sings: a lyric."""
    if q > 0 and frame.low[q - 1] in words.singing:
        return True
    for k in range(q + 1, min(len(frame), q + 6)):
        if frame.words[k] == "Q":
            return False
        if frame.low[k] in words.singing and (k + 1 >= len(frame) or frame.words[k + 1] != "Q"):
            return True
    return False


def _is_inscribed(frame: Frame, cue: Cue, words: Lexicon) -> bool:
    """A sign, a badge or a chorus has words, but does not speak."""
    mention = cue.mention
    if mention is None or mention.kind != "noun" or mention.last >= len(frame):
        return False
    head = mention.last
    for k in range(mention.first + 1, mention.last + 1):
        if frame.low[k] in words.prepositions:
            head = k - 1
            break
    return singular(frame.low[head]) in words.inscribed


def _is_subject(text: str, stretch: Stretch, frame: Frame, q: int, words: Lexicon) -> bool:
    """Whether the marked words are the subject of the writer's own verb: “Glass Hour” was a hit."""
    if q + 1 >= len(frame) or text[stretch.inside.end - 1 : stretch.inside.end] in ".?!,":
        return False
    return is_finite(frame, q + 1, words) and frame.low[q + 1] not in words.telling


def is_nickname(frame: Frame, q: int, size: int, words: Lexicon) -> bool:
    """Joseph “Duke” Hallam: a word or two between two words of a name."""
    return (
        size <= 3
        and 0 < q < len(frame) - 1
        and is_name(frame, q - 1, words)
        and not frame.possessive[q - 1]
        and is_name(frame, q + 1, words)
        and frame.starts[q + 1] - frame.ends[q] <= 1
    )
