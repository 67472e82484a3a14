"""Cues: the words that say that somebody speaks, and who by their grammar does.

For a quotation in its frame there are, in order of strength: an inverted or a plain reporting
clause right after it (“…,” laughs Pike · “…,” Pike told the crowd), a source phrase (according to
Holm), a reporting verb before it with its subject (Pike says that … “…”), and at last any verb
whose subject could have used the quoted words (Pike hates the “machine”).
"""

from __future__ import annotations

from attrs import frozen

from storysum.text.quotes.frames import Frame
from storysum.text.quotes.lexicon import Lexicon
from storysum.text.quotes.mentions import Mention, core_ending, is_finite, is_name, may_speak
from storysum.text.quotes.phrases import owner_at, phrase_at
from storysum.text.quotes.subjects import outermost, subject_of

__all__ = [
    "Cue",
    "cue_after",
    "cue_before",
    "main_subject",
    "plain_clause",
    "reporter_at",
    "tail_cue",
    "weak_cue_before",
]


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


def cue_after(frame: Frame, q: int, words: Lexicon) -> Cue | None:
    """The reporting clause that begins right after the quotation at token q."""
    size = len(frame)
    j = q + 1
    while j < size and (frame.words[j] in ",…" or frame.low[j] == "--"):
        j += 1
    if j >= size or frame.words[j] == "Q":
        return None
    source = _source_at(frame, j, words)
    if source is not None:
        return source
    if frame.low[j] == "by":
        return _agent_after(frame, q, j, words)
    if frame.low[j] == "as" and j + 1 < size:
        j += 1
    if frame.low[j] in words.being and j + 2 < size and frame.low[j + 1] in ("how", "what"):
        for v in range(j + 3, min(size, j + 25)):  # “Terrified” is how Pike describes it
            if _weight(frame, v, words) >= 2 or _tells(frame, v, words):
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
    if k + 1 < size and _tells(frame, k, words):
        following = frame.low[k + 1]
        if following not in words.obliques and following not in ("that", "to"):
            mention = phrase_at(frame, k + 1, words)
            if mention is not None and mention.first - k <= 9:
                return Cue(mention, k, k, True, True)
    return plain_clause(frame, j, words)


def _agent_after(frame: Frame, q: int, j: int, words: Lexicon) -> Cue | None:
    """By whom it was described as “…”."""
    for v in range(q - 1, max(-1, q - 25), -1):
        if _weight(frame, v, words) >= 2 and _is_passive(frame, v, words):
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
        if not _tells(frame, v, words):
            continue
        subject = subject_of(frame, v, j, words)
        if subject is None or subject.kind == "relative":
            continue
        if subject.first == j or (subject.first - j <= 8 and _only_nouns(frame, j, subject.first, words)):
            return Cue(subject, v, v, True, True)
        return None
    return None


def _tells(frame: Frame, v: int, words: Lexicon) -> bool:
    """Whether the word at v may be the verb of a reporting clause beside a quotation."""
    low = frame.low[v]
    if not frame.words[v][:1].islower():
        return False
    if low in words.telling or low in words.turning or low in words.foreign:
        return True
    following = frame.low[v + 1] if v + 1 < len(frame) else ""
    return (low in ("put", "puts") and following == "it") or f"{low}-{following}" in words.phrasal


def _only_nouns(frame: Frame, first: int, end: int, words: Lexicon) -> bool:
    for i in range(first, end):
        low = frame.low[i]
        if is_finite(frame, i, words) and low not in words.roles and low not in words.groups:
            return False
        if low in words.subordinators or (low in words.conjunctions and low != "and"):
            return False
    return True


def _source_at(frame: Frame, j: int, words: Lexicon) -> Cue | None:
    size = len(frame)
    low = frame.low[j]
    if low == "according" and j + 1 < size and frame.low[j + 1] == "to":
        mention = phrase_at(frame, j + 2, words)
        return Cue(mention, j, j + 1, True, True) if mention else None
    if low == "per" and j + 1 < size:
        mention = phrase_at(frame, j + 1, words)
        return (
            Cue(mention, j, j, True, True)
            if mention and (mention.kind == "name" or frame.low[j + 1] in words.determiners)
            else None
        )
    return None


def tail_cue(frame: Frame, q: int, words: Lexicon) -> Cue | None:
    """A reporting clause at the end of the sentence: … “x” and more, Pike said."""
    size = len(frame)
    for v in range(q + 2, min(size, q + 60)):
        if frame.words[v] == "Q":
            return None
        low = frame.low[v]
        if low == "according":
            return _source_at(frame, v, words)
        if not _tells(frame, v, words) or low in words.turning:
            continue
        if v + 1 < size and frame.words[v - 1] == "," and low not in ("told", "tells"):  # told whom
            mention = phrase_at(frame, v + 1, words)
            if mention is not None and may_speak(frame, mention, words):
                return Cue(mention, v, v, True, False)
        subject = subject_of(frame, v, q + 1, words)
        if subject is None or subject.kind == "relative":
            continue
        before = subject.first - 1
        if before > q and (frame.words[before] == "," or frame.low[before] == "as"):
            return Cue(subject, v, v, True, False)
    return None


def _weight(frame: Frame, v: int, words: Lexicon) -> float:
    """How much the word at v is a cue, before one looks at its surroundings: 0 not at all."""
    word, low = frame.words[v], frame.low[v]
    if low in ("known", "titled", "entitled"):
        return 0.0  # what is known as “…” is nobody's saying
    if low in ("went", "goes", "going") and v + 1 < len(frame) and frame.low[v + 1] == "on":
        return 3.0
    if word == "Q" or not (word[:1].islower() or v == 0):
        return 0.0
    if low in words.telling:
        return 3.0
    if low in words.saying:
        return 3.0 if low in words.telling_now else 2.5
    if low in ("put", "puts") and v + 1 < len(frame) and frame.low[v + 1] == "it":
        return 3.0
    if low in words.judging:
        return 2.0
    if low in words.thinking:
        return 1.0
    return 0.0


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
        if frame.low[v] == "according":
            cue, weight = _source_at(frame, v, words), 3.5
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
        if cue.near:
            weight += 0.5 if weight < 2 else 2.0
        if cue.mention is not None and cue.mention.kind == "relative":
            weight -= 1.5
        weight -= 0.02 * (q - v)
        if weight > best_weight:
            best, best_weight = cue, weight
        if best_weight > 4:
            break
    return best


def _verb_cue(frame: Frame, v: int, q: int, low: int, words: Lexicon) -> tuple[Cue | None, float]:
    weight = _weight(frame, v, words)
    if not weight or (v > low and frame.low[v - 1] in _MODALS):
        return None, 0.0  # what will or should be said is nobody's words yet
    return _cue_of(frame, v, q, low, words), weight


def reporter_at(frame: Frame, v: int, q: int, words: Lexicon, low: int) -> Mention | None:
    """Who tells or judges by the finite verb at token v, which stands before token q."""
    if frame.low[v] in words.saying or frame.low[v - 1] in _MODALS or _weight(frame, v, words) < 2:
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
    owner = owner_at(frame, k, words)
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
            and not any(frame.low[k] in words.prepositions or frame.low[k] == "that" for k in range(v + 1, q))
        )
    )
    if frame.low[v] not in words.saying and _is_passive(frame, v, words):
        for k in range(v + 1, min(len(frame), v + 12)):
            if frame.low[k] == "by":
                agent = phrase_at(frame, k + 1, words)
                if agent is not None:
                    return Cue(agent, v, v, True, near)
        if frame.low[v] not in words.hearing:
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
    subject = subject_of(frame, v, low, words)
    if subject is None and frame.low[v] in words.saying and v <= low + 3:
        subject = _main_after(frame, v, words)
    if subject is None:
        return None
    return Cue(outermost(frame, subject, low, words), v, v, True, near)


def _leads_up(frame: Frame, i: int, q: int) -> bool:
    """Whether nothing but a comma or a colon stands from token i to the quotation, or a colon begins it."""
    return i == q or frame.words[i] == ":" or (frame.words[i] == "," and i + 1 == q)


_NOBODY = frozenset(("it", "there", "you"))
_MODALS = frozenset(("may", "might", "could", "should", "must", "'ll", "will", "shall"))
_LIGHT = frozenset([",", ":", "--", "that", "as", "it", "him", "her", "them", "how", "why", "what"])


def _is_passive(frame: Frame, v: int, words: Lexicon) -> bool:
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
        frame.low[v] in words.telling and frame.words[v][:1].islower() and frame.low[v] in words.pasts
        for v in range(low, q)
    ):
        return None
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
            return _source_at(frame, v, words)
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
