"""Utterances: which marked stretches are speech, whole or partial, and which are something else.

Titles, nicknames, words as words, lyrics, signs and words that nobody said stand in the same
marks as speech does. What tells them apart is grammar: the noun before (“the song”, “the
chorus”), the capitals of a title, a verb right after that makes the stretch its subject, and
above all whether anybody is said to speak.
"""

from __future__ import annotations

import re

from storysum.text.quotes.frames import Frame
from storysum.text.quotes.lexicon import Lexicon
from storysum.text.quotes.marks import Stretch, ending
from storysum.text.quotes.mentions import head_of, is_finite, is_name, is_noun, may_speak, singular
from storysum.text.quotes.reports import Cue

__all__ = ["is_partial", "is_speech", "is_title_case"]

_STOPS = frozenset(".,?!")
_ENDS = frozenset(".?!")
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
    if text[stretch.inside.start : stretch.inside.start + 1].islower():
        return True
    if q == 0 or frame.words[q - 1] in (",", ":", "Q") or frame.low[q - 1] == "--":
        return False
    return ending(text, stretch) not in _STOPS or len(words_of(text, stretch)) < 3


def is_speech(text: str, stretch: Stretch, frame: Frame, q: int, cue: Cue | None, words: Lexicon) -> bool:
    """Whether somebody is said to have spoken the words between the marks.

    Args:
        text: The article's.
        stretch: The marked words.
        frame: Their sentence.
        q: Their token in it.
        cue: What that sentence tells about who spoke, if anything.
        words: The lists.
    """
    tokens = words_of(text, stretch)
    if not tokens or (len(tokens) == 1 and tokens[0].isdigit() and ending(text, stretch) not in _STOPS):
        return False  # nothing, or a bare number: “808”
    if is_nickname(frame, q, len(tokens), words) or _is_sung(frame, q, cue, words):
        return False
    if cue is None and len(tokens) <= 6 and _is_subject(text, stretch, frame, q, words):
        return False
    if _is_named(frame, q, tokens, cue, words):
        return False
    if cue is not None and (_is_inscribed(frame, cue, words) or _said_by_nobody(frame, cue, words)):
        return False
    if is_title_case(tokens, words) and (
        _is_explained(frame, q, words) or not _speaks_in_capitals(text, stretch, frame, q, len(tokens), cue, words)
    ):
        return False
    ended = ending(text, stretch) in _STOPS
    return not (len(tokens) <= 4 and _is_scare(frame, q, len(tokens), cue, words, ended=ended))


def _is_explained(frame: Frame, q: int, words: Lexicon) -> bool:
    """“Salt Hours,” a record that …: what a title is the title of."""
    k = q + 1 + (frame.words[q + 1 : q + 2] == [","])
    return frame.low[k : k + 1] in (["a"], ["an"], ["the"], ["their"], ["his"], ["her"]) and not words.works.isdisjoint(
        frame.low[k + 1 : k + 5]
    )


def _beside(cue: Cue | None) -> bool:
    return cue is not None and cue.near and cue.strong


def _is_named(frame: Frame, q: int, tokens: list[str], cue: Cue | None, words: Lexicon) -> bool:
    """Whether the noun before says what the marked words are: the song “…”, known as “…”."""
    before = frame.low[q - 1] if q > 0 else ""
    if before in (",", "--") and q > 1:
        earlier = frame.low[q - 2]
        return earlier in words.works or (earlier in words.wording and earlier != "label")
    if before == "pronounced" and len(tokens) < 3:
        return True
    if before in words.wording or (cue is None and before in ("line", "lines")):
        return True
    if before in words.works and len(tokens) > 2 and tokens[0][:1].islower() and cue is not None and cue.strong:
        return False  # said the film “has been well received”
    if before in words.works:
        # Pike called the album “a slow goodbye”: no title, but what he called it.
        return not (_beside(cue) and tokens[0][:1].islower() and _judges(frame, cue, words, words.thinking))
    if len(tokens) < 7 and "known" in frame.low[max(0, q - 4) : q]:
        return True
    if before not in words.naming or len(tokens) >= 8:
        return False
    return cue is None or cue.mention is None or (cue.last == q - 1 and not may_speak(frame, cue.mention, words))


def _judges(frame: Frame, cue: Cue | None, words: Lexicon, more: frozenset[str]) -> bool:
    verb = frame.low[cue.last] if cue is not None else ""
    return verb in words.judging or verb in words.calling or verb in more


def _speaks_in_capitals(
    text: str, stretch: Stretch, frame: Frame, q: int, size: int, cue: Cue | None, words: Lexicon
) -> bool:
    """Whether what looks like a title is speech all the same: “Loud,” says Pike; called Pike “Big Ears”."""
    if size == 1 and _beside(cue):
        return True
    if len(frame) == 1 and ending(text, stretch) in _ENDS:
        return True
    if cue is None or not _beside(cue) or (frame.low[cue.first] == "according" and cue.first > q + 2):
        return False
    led = frame.words[q - 1] in (":", ",")
    if led or (
        ending(text, stretch) in _STOPS and not (size > 2 and ending(text, stretch) in "?!" and cue.last == q - 1)
    ):
        return True  # but not: Pike wrote “Where Did the Drummer Go?”
    if cue.mention is None or frame.low[cue.mention.first] in words.indefinites:
        return False
    return _judges(frame, cue, words, frozenset()) and words.works.isdisjoint(frame.low[cue.last + 1 : q])


def _is_scare(frame: Frame, q: int, size: int, cue: Cue | None, words: Lexicon, *, ended: bool) -> bool:
    """A few words that nobody is said to have used: a “miracle” cure, the “winter rate” clause."""
    if cue is not None and cue.mention is None and cue.near:
        return True  # what is called “the rule”
    if cue is not None and cue.strong:
        told = cue.near or ended or cue.last > q or size > 3 or frame.low[cue.last] in words.telling
        return not told and _is_label(frame, q, words)
    if q + 1 < len(frame) and not ended:
        after = frame.low[q + 1]
        if frame.words[q + 1][:1].isalnum() and after not in words.small and after not in words.telling:
            return True
    as_one = q > 0 and (frame.low[q - 1] in (":", "as") or frame.low[max(0, q - 2)] == "as")
    return cue is not None and size <= 3 and not as_one


def _is_label(frame: Frame, q: int, words: Lexicon) -> bool:
    """Whether a common noun stands right before the marked words, as in a red “reset button” switch."""
    low = frame.low[q - 1]
    return (
        is_noun(frame, q - 1, words)
        and frame.words[q - 1].islower()
        and low not in words.verbs
        and low not in words.nouns
        and low not in words.groups
        and singular(low) not in words.roles
        and not low.endswith(("ed", "ing", "ly"))
    )


def _said_by_nobody(frame: Frame, cue: Cue, words: Lexicon) -> bool:
    """Nobody ever said “…”, Pike never said “…”."""
    if cue.mention is None:
        return False
    subject = frame.low[cue.mention.first : cue.mention.last + 1]
    if subject[0] in words.nobody or subject[0] in ("no", "anyone", "anybody"):
        return True
    if cue.mention.first > 0 and frame.low[cue.mention.first - 1] == "if" and cue.mention.kind == "pronoun":
        return True  # if they say “jump”
    verb = frame.low[max(0, cue.first - 3) : cue.first]
    denied = any(token in ("never", "not") or token.endswith("n't") for token in verb)
    return denied and cue.mention.last < cue.first


def _is_sung(frame: Frame, q: int, cue: Cue | None, words: Lexicon) -> bool:
    """“…,” she sings: a lyric."""
    if (cue is not None and frame.low[cue.last] in words.singing) or (q > 0 and frame.low[q - 1] in words.singing):
        return True
    for k in range(q + 1, min(len(frame), q + 6)):
        if frame.words[k] == "Q":
            return False
        if frame.low[k] in words.singing and not (frame.low[k].endswith("ing") and frame.words[k - 1] != ","):
            return frame.words[k + 1 : k + 2] != ["Q"]
    return False


def _is_inscribed(frame: Frame, cue: Cue, words: Lexicon) -> bool:
    """A sign, a badge or a chorus has words, but does not speak."""
    mention = cue.mention
    if mention is None or mention.kind != "noun":
        return False
    return singular(frame.low[head_of(frame, mention, words)]) in words.inscribed


def _is_subject(text: str, stretch: Stretch, frame: Frame, q: int, words: Lexicon) -> bool:
    """Whether the marked words are the subject of the writer's own verb: “Glass Hour” was a hit."""
    if q + 1 >= len(frame) or ending(text, stretch) in _STOPS:
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
