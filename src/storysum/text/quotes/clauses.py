"""Clauses: the reporting clause behind a quotation, beside it or at the end of its sentence.

“…,” laughs Pike · “…,” Pike told the crowd · “…”, according to Pike · … “…” and more, Pike said.
Nothing tells more surely who speaks.
"""

from __future__ import annotations

from storysum.text.quotes.ahead import phrase_at
from storysum.text.quotes.frames import Frame
from storysum.text.quotes.lexicon import Lexicon
from storysum.text.quotes.mentions import is_finite, may_speak
from storysum.text.quotes.reports import Cue, is_passive, source_at, tells, weight_of
from storysum.text.quotes.subjects import skip_back, subject_of

__all__ = ["cue_after", "plain_clause", "tail_cue"]


def cue_after(frame: Frame, q: int, words: Lexicon) -> Cue | None:
    """The reporting clause that begins right after the quotation at token q."""
    size = len(frame)
    j = q + 1
    while j < size and (frame.words[j] in ",…" or frame.low[j] == "--"):
        j += 1
    if j >= size or frame.words[j] in ("Q", ";"):
        return None
    source = source_at(frame, j, words)
    if source is not None:
        return source
    if frame.low[j] == "by":
        return _agent_after(frame, q, j, words)
    if frame.low[j] == "as" and j + 1 < size:
        j += 1
    if frame.low[j] in words.being and j + 2 < size and frame.low[j + 1] in ("how", "what"):
        for v in range(j + 3, min(size, j + 25)):  # “Terrified” is how Pike describes it
            if weight_of(frame, v, words) >= 2 or tells(frame, v, words):
                subject = subject_of(frame, v, j + 2, words)
                return None if subject is None else Cue(subject, v, v, True, True)
    k = j
    while (
        k < size
        and k - j < 3
        and frame.words[k][:1].islower()
        and (frame.low[k] in words.adverbs or frame.low[k].endswith("ly"))
    ):
        k += 1
    if k + 1 < size and tells(frame, k, words):
        following = frame.low[k + 1]
        if following not in words.obliques and following not in ("that", "to"):
            mention = phrase_at(frame, k + 1, words)
            if mention is not None and mention.first - k <= 9:
                return Cue(mention, k, k, True, True)
    return plain_clause(frame, j, words)


def _agent_after(frame: Frame, q: int, j: int, words: Lexicon) -> Cue | None:
    """By whom it was described as “…”."""
    for v in range(q - 1, max(-1, q - 25), -1):
        if weight_of(frame, v, words) >= 2 and is_passive(frame, v, words):
            agent = phrase_at(frame, j + 1, words)
            return None if agent is None else Cue(agent, v, v, True, False)
        if frame.words[v] == ";":
            break
    return None


def plain_clause(frame: Frame, j: int, words: Lexicon) -> Cue | None:
    """A reporting clause whose subject begins at token j: Pike's brother, the drummer, shouted."""
    size = len(frame)
    if (
        frame.low[j] in words.conjunctions
        or frame.low[j] in words.relatives
        or frame.low[j] in words.prepositions
        or frame.low[j] in words.saying
    ):
        return None
    for v in range(j + 1, min(size, j + 45)):
        if frame.words[v] == "Q":
            if v + 1 < size and frame.ends[v] - frame.starts[v] < 30:
                continue
            return None
        if not tells(frame, v, words):
            continue
        if frame.low[skip_back(frame, v - 1, j, words)] in words.relatives:
            continue  # most of them women, who questioned
        subject = subject_of(frame, v, j, words)
        if subject is None or subject.kind == "relative":
            continue
        if subject.first == j or (subject.first - j <= 8 and _only_nouns(frame, j, subject.first, words)):
            return Cue(subject, v, v, True, True)
        return None
    return None


def _only_nouns(frame: Frame, first: int, end: int, words: Lexicon) -> bool:
    for i in range(first, end):
        low = frame.low[i]
        if low in (":", ";"):
            return False
        if is_finite(frame, i, words) and low not in words.roles and low not in words.groups:
            return False
        if low in words.subordinators or (low in words.conjunctions and low != "and"):
            return False
    return True


def tail_cue(frame: Frame, q: int, words: Lexicon) -> Cue | None:
    """A reporting clause at the end of the sentence: … “x” and more, Pike said."""
    size = len(frame)
    for v in range(q + 1, min(size, q + 60)):
        if frame.words[v] in ("Q", ";"):
            return None
        if v == q + 1:
            continue
        low = frame.low[v]
        if low == "according":
            return source_at(frame, v, words)
        if not tells(frame, v, words) or low in words.turning:
            continue
        if v + 1 < size and frame.words[v - 1] == "," and low not in ("told", "tells"):  # told whom
            mention = phrase_at(frame, v + 1, words)
            whose = mention is not None and mention.kind == "pronoun" and is_finite(frame, min(v + 2, size - 1), words)
            if mention is not None and not whose and may_speak(frame, mention, words):
                return Cue(mention, v, v, True, False)  # but not: Pike, the drummer, said it was
        subject = subject_of(frame, v, q + 1, words)
        if subject is None or subject.kind == "relative":
            continue
        before = subject.first - 1
        if before > q and (frame.words[before] == "," or frame.low[before] == "as"):
            return Cue(subject, v, v, True, False)
    return None
