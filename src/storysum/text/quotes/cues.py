"""Cues: what stands before a quotation and says who speaks.

A reporting verb with its subject (Pike says that … “…”), a source phrase (in the words of Holm),
a reporting noun with its owner (Holm's claim that “…”), and at last any verb whose subject could
have used the quoted words (Pike hates the “machine”).
"""

from __future__ import annotations

from storysum.text.quotes.ahead import owner_at, phrase_at
from storysum.text.quotes.frames import Frame
from storysum.text.quotes.lexicon import Lexicon
from storysum.text.quotes.mentions import Mention, core_ending, is_finite, is_name, may_speak
from storysum.text.quotes.reports import Cue, is_passive, source_at, weight_of
from storysum.text.quotes.subjects import outermost, subject_of

__all__ = ["cue_before", "main_subject", "reporter_at", "weak_cue_before"]

_HELPING = frozenset(("help", "helps", "helped", "let", "lets", "make", "makes", "made"))
_NOBODY = frozenset(("it", "there", "you"))
_MODALS = frozenset(("may", "might", "could", "should", "must", "'ll", "will", "shall"))
_BREAKS = frozenset([",", ":", "--", ";", "(", ")"])
_LIGHT = frozenset([",", ":", "--", "that", "as", "it", "him", "her", "them", "how", "why", "what"])


def cue_before(frame: Frame, q: int, words: Lexicon, low: int = 0) -> Cue | None:
    """The best reporting word before the quotation at token q.

    A verb of telling is better than one of judging, and that better than one of thinking; one
    right beside the quotation is better than any other; of equals the nearest.
    """
    best: Cue | None = None
    best_weight = 0.5
    if q - 2 >= low and frame.words[q - 1] == "(" and is_name(frame, q - 2, words):
        name = core_ending(frame, q - 2, words)
        return None if name is None else Cue(name, q - 1, q - 1, True, True)  # praised by Harker (“my best”)
    for v in range(q - 1, low - 1, -1):
        if frame.low[v] in ("according", "attributed", "credited"):
            cue, weight = source_at(frame, v, words), 3.5
        elif frame.low[v : v + 2] == ["words", "of"] and v > low:
            told = phrase_at(frame, v + 2, words)  # in the words of Hugo Lund
            cue, weight = (Cue(told, v, v, True, False) if told else None), 3.5
        elif frame.low[v] in words.nouns and frame.words[v][:1].islower() and v > low:
            cue, weight = _owner(frame, v, q, words), 2.2
            if cue is None:
                cue, weight = _verb_cue(frame, v, q, low, words)
        else:
            cue, weight = _verb_cue(frame, v, q, low, words)
        if cue is None:
            continue
        if cue.mention is None and _is_reported(frame, v, words):
            weight = 0.6  # Holm argued that it should be seen as “…”: by whom is said before
        elif cue.near:
            weight += 0.5 if weight < 2 else 2.0
        if cue.mention is not None and cue.mention.kind == "relative":
            weight -= 1.5
        weight -= 0.02 * (q - v)
        if weight > best_weight:
            best, best_weight = cue, weight
        if best_weight > 4:
            break
    return best


def _is_reported(frame: Frame, v: int, words: Lexicon) -> bool:
    """Whether a passive without an agent may stand in what somebody is said to say: not “in what was called …”."""
    low = frame.low[v]
    return low not in words.naming and low not in words.calling and "what" not in frame.low[max(0, v - 4) : v]


def _verb_cue(frame: Frame, v: int, q: int, low: int, words: Lexicon) -> tuple[Cue | None, float]:
    weight = weight_of(frame, v, words)
    if not weight or (v > low and (frame.low[v - 1] in _MODALS or (weight < 3 and frame.low[v - 1] == "can"))):
        return None, 0.0  # what will or should be said is nobody's words yet
    if v + 1 < q and frame.low[v + 1] in words.auxiliaries and frame.low[v].endswith("s") and weight < 3:
        return None, 0.0  # talks were
    cue = _cue_of(frame, v, q, low, words)
    if weight < 2 and cue is not None and cue.mention is not None and frame.low[cue.mention.first - 1] in _HELPING:
        return None, 0.0  # to help graduates find “…”
    if cue is not None and cue.mention is not None and not cue.near:
        if cue.mention.first > v and frame.low[q - 1] not in ("as", ":", ","):
            weight -= 1.5  # Holm said it was agreed by Pike “in the end”
        elif cue.mention.first > low + 1 and _has_named(frame, cue.mention.first, words):
            weight -= 1.5  # instead of the “truce” Pike had promised there was a “war”
    if cue is not None and not cue.near and weight < 2.5 and v > low and frame.low[v - 1] == "to":
        weight -= 1.0  # Pike, who wanted to direct it, said it was “…”
    return cue, weight


def _has_named(frame: Frame, first: int, words: Lexicon) -> bool:
    """Whether a clause that begins at token `first` only says whose words the ones before it are."""
    return frame.words[first - 1] == "Q" and frame.low[first - 2] in words.determiners


def reporter_at(frame: Frame, v: int, q: int, words: Lexicon, low: int) -> Mention | None:
    """Who tells or judges by the finite verb at token v, which stands before token q."""
    if frame.low[v] in words.saying or frame.low[v - 1] in _MODALS or weight_of(frame, v, words) < 2:
        return None
    cue = _cue_of(frame, v, q, low, words)
    return cue.mention if cue is not None else None


def _owner(frame: Frame, v: int, q: int, words: Lexicon) -> Cue | None:
    """Holm's claim that “…”: whose words a reporting noun says they are."""
    k = v - 1
    if k >= 0 and frame.low[k] in ("his", "her"):
        if k and (frame.low[k - 1] in words.saying or frame.low[k - 1] in words.judging) and v + 1 == q:
            return None  # calling his remarks “absurd”
        near = all(
            frame.low[t] in _LIGHT or frame.low[t] in words.determiners or frame.low[t] == "of" for t in range(v + 1, q)
        )
        return Cue(Mention(k, k, "pronoun"), v, v, True, near) if near or frame.low[v + 1] == "that" else None
    while k >= 0 and v - k < 5 and not frame.possessive[k]:
        if frame.low[k] in words.small or not frame.words[k][:1].islower():
            return None
        k -= 1
    if k < 0 or not frame.possessive[k] or frame.words[k] == "Q":
        return None
    near = v + 1 < q and all(
        frame.low[t] in _LIGHT or frame.low[t] in words.determiners or frame.low[t] in ("of", "about")
        for t in range(v + 1, q)
    )
    if frame.low[v] not in words.answers and any(frame.low[t] in words.being for t in range(v + 1, min(v + 3, q))):
        return None  # Pike's statement was “false”: somebody else's verdict
    owner = owner_at(frame, k, words)
    within = owner is not None and owner.first > 0 and frame.low[owner.first - 1] == "in"  # in Pike's words, it was “…”
    if not near and not within and frame.words[q - 1] != ":" and any(frame.low[t] in _BREAKS for t in range(v + 1, q)):
        return None  # a fraction of Pike's request - including money for a “…”
    return None if owner is None else Cue(owner, v, v, True, near)


def _cue_of(frame: Frame, v: int, q: int, low: int, words: Lexicon) -> Cue | None:
    near = (
        all(frame.low[k] in _LIGHT or frame.low[k] in words.determiners for k in range(v + 1, q))
        or (frame.low[q - 1] == "as" and frame.low[v] in words.judging and q - v < 12)
        or (
            frame.low[v] in ("call", "called", "calls", "calling", "dubbed", "told")
            and q - v < 7
            and frame.low[q - 1] not in words.prepositions
        )
        or (
            frame.low[v] in words.finding
            and 1 < q - v < 8
            and not any(frame.low[k] in words.prepositions or frame.low[k] in ("that", "and") for k in range(v + 1, q))
        )
    )
    apart = (
        v == q - 1 > low and frame.words[v - 1] == "," and words.relatives.isdisjoint(frame.low[max(low, v - 12) : v])
    )
    if apart and frame.low[v] in words.naming:
        return Cue(None, v, v, True, near)  # a group of volunteers, labelled “the Unknown”, were …
    if frame.low[v] not in words.saying and is_passive(frame, v, words):
        for k in range(v + 1, min(len(frame), v + 12)):
            if frame.low[k] == "by":
                agent = phrase_at(frame, k + 1, words)
                if agent is not None:
                    return Cue(agent, v, v, True, near)
        if frame.low[v] not in words.hearing or frame.low[v + 1 : v + 2] == ["to"]:
            return Cue(None, v, v, True, near) if near else None
    elif (
        v + 1 < len(frame)
        and frame.low[v + 1] == "by"
        and (frame.low[v].endswith("ed") or frame.low[v] in ("written", "sung"))
    ):
        agent = phrase_at(frame, v + 2, words)
        if agent is not None:
            return Cue(agent, v, v, True, near)
    if v == low and frame.low[v] in words.telling and v + 1 < q:
        opened = phrase_at(frame, v + 1, words)  # Said Ellis: “…”
        if opened is not None and opened.last < q and _leads_up(frame, opened.last + 1, q):
            return Cue(opened, v, v, True, True)
    if v > low and frame.words[v - 1] == "," and frame.low[v] in words.telling:
        aside = phrase_at(frame, v + 1, words)
        if (
            aside is not None
            and aside.kind != "pronoun"
            and may_speak(frame, aside, words)
            and _ends_aside(frame, aside.last + 1, q, words)
        ):
            return Cue(aside, v, v, True, near)  # the comments, said Pike of Leeds, were “…”
    subject = subject_of(frame, v, low, words)
    if subject is None and frame.low[v] in words.saying and v <= low + 3:
        subject = _main_after(frame, v, words)
    if subject is None:
        return None
    return Cue(outermost(frame, subject, low, words), v, v, True, near)


def _ends_aside(frame: Frame, i: int, q: int, words: Lexicon) -> bool:
    """Whether nothing but phrases stands from token i to the comma that closes an aside."""
    for k in range(i, min(q, i + 12)):
        if frame.words[k] == ",":
            return True
        if is_finite(frame, k, words) or frame.words[k] == "Q":
            return False
    return False


def _leads_up(frame: Frame, i: int, q: int) -> bool:
    """Whether nothing but a comma or a colon stands from token i to the quotation, or a colon begins it."""
    return i == q or frame.words[i] == ":" or (frame.words[i] == "," and i + 1 == q)


def _main_after(frame: Frame, v: int, words: Lexicon) -> Mention | None:
    """The subject of the main clause that follows a participle clause which opens the sentence."""
    size = len(frame)
    for j in range(v + 1, size - 1):
        if frame.words[j] in ",Q" and frame.words[j + 1] not in (",", "Q"):
            for w in range(j + 2, min(size, j + 20)):
                if is_finite(frame, w, words):
                    subject = subject_of(frame, w, j + 1, words)
                    if subject is not None and subject.first == j + 1:
                        return subject
    return None


def weak_cue_before(frame: Frame, q: int, words: Lexicon, low: int = 0) -> Cue | None:
    """The first verb of the sentence before the quotation that has a subject: Pike hates the “machine”.

    None where a verb of telling stands before the quotation whose subject was not understood.
    """
    if any(
        frame.low[v] in words.telling
        and frame.words[v][:1].islower()
        and frame.low[v] in words.pasts
        and not (v and frame.low[v - 1] in words.subordinators)  # when asked why, Pike shrugs: “…”
        for v in range(low, q)
    ):
        return None
    if any(weight_of(frame, v, words) >= 2 and is_passive(frame, v, words) for v in range(low + 1, q)):
        return None  # Pike was criticised as being “…”: by somebody else
    for v in range(low + 1, q):
        if frame.words[v] == "Q" or not is_finite(frame, v, words):
            continue
        subject = subject_of(frame, v, low, words)
        if subject is not None and subject.kind != "relative" and may_speak(frame, subject, words):
            return Cue(outermost(frame, subject, low, words), v, v, False, False)
    return None


def main_subject(frame: Frame, words: Lexicon) -> Cue | None:
    """Who a sentence of the writer's own is about: the subject of a reporting verb, or of its first verb."""
    first = None
    for v in range(min(len(frame), 80)):
        if frame.low[v] == "according":
            return source_at(frame, v, words)
        if v == 0 or frame.words[v] == "Q":
            continue
        kind = 2 if frame.low[v] in words.telling and frame.words[v][:1].islower() else 0
        if kind < 2 and not (first is None and is_finite(frame, v, words)):
            continue
        subject = subject_of(frame, v, 0, words)
        if subject is None or subject.kind == "relative":
            continue
        if kind == 2:
            return Cue(subject, v, v, True, False)
        if first is None and may_speak(frame, subject, words) and frame.low[subject.first] not in _NOBODY:
            first = Cue(subject, v, v, False, False)
    return first
