"""Doubts: attributions of kinds that are wrong too often, so that nobody is named.

A wrong name is the worst answer. What the writer says right after a quotation is nearly never
misread; what stands before one may be another's words about somebody else's. The kinds here are
drawn by grammar, and each was wrong at least one time in five on news:

- two voices: “Holm said that Pike had called it ‘a wreck’”, where either may own the word;
- a rival: a second reporting verb, with a subject of its own, between the first and the quotation;
- what cannot speak: “party procedures give … ‘a vote’”, where no verb of telling stands beside it;
- a guess: no reporting verb at all, and neither “as” nor a colon to lead up to the quotation;
- what is not so: “I hope that she says ‘…’”;
- not the agent: “the letter, typed by a nephew, gave them ‘a week’”;
- nobody in particular: “when you start calling people ‘losers’”.
"""

from __future__ import annotations

from storysum.text.quotes.cues import reporter_at
from storysum.text.quotes.frames import Frame
from storysum.text.quotes.lexicon import Lexicon
from storysum.text.quotes.mentions import Mention, core_ending, is_finite, is_name, may_speak
from storysum.text.quotes.reports import Cue

__all__ = ["doubt"]

_UNREAL = frozenset(("hope", "hopes", "hoped", "wish", "wishes", "wished", "imagine", "imagines", "imagined", "if"))
_EMBEDDING = frozenset(("that", "what", "whether", "how", "why", "where"))


def doubt(frame: Frame, q: int, cue: Cue, words: Lexicon, low: int = 0) -> str:
    """Why the speaker that a cue gives for the quotation at token q is not to be trusted, or ""."""
    mention = cue.mention
    if mention is None or cue.first == cue.last == q + 1:
        return ""
    if mention.kind == "relative" and mention.of is None:
        return "nobody in particular"
    if mention.kind == "noun" and _is_broken(frame, mention, words):
        return "cannot speak"
    if frame.low[mention.last] == "it" and frame.low[cue.last] in words.thinking:
        return "cannot speak"  # it means that …
    anyone = frame.low[mention.last] in words.indefinites
    if not anyone and not may_speak(frame, mention, words) and not _tells_itself(frame, cue, mention, words):
        return "cannot speak"
    if cue.first > q:
        return ""
    if _is_unreal(frame, cue, mention):
        return "not so"
    if _dash_of_another(frame, q, cue, mention, words):
        return "rival"
    led = cue.near and (frame.words[q - 1] in (",", ":") or q - cue.last <= 2)  # Holm says Pike told her “…”
    if not cue.strong:
        return "" if frame.words[q - 1] == ":" or "as" in frame.low[max(0, q - 3) : q] else "guess"
    if mention.kind == "pronoun" and frame.low[mention.first] in ("you", "one"):
        return "nobody in particular"
    if mention.last > cue.last:
        return "not the agent" if _is_aside(frame, q, cue, mention, words) else ""
    embedded = _is_embedded(frame, cue, mention, words)
    if embedded and not (led and embedded != "relative") and _outer_voice(frame, mention, words, low, embedded):
        return "two voices"
    return "rival" if not cue.near and _inner_voice(frame, q, cue.last, mention, words, low) else ""


def _is_broken(frame: Frame, mention: Mention, words: Lexicon) -> bool:
    """Whether a verb stands within what was taken for a noun phrase: “These include bands”, “Pike sings in her …”."""
    if frame.low[mention.first] in ("these", "those") and is_finite(frame, mention.first + 1, words):
        return True
    return any(
        frame.low[k].endswith("s") and is_finite(frame, k, words) and frame.low[k + 1] in words.prepositions
        for k in range(mention.first + 1, mention.last)
    )


def _tells_itself(frame: Frame, cue: Cue, mention: Mention, words: Lexicon) -> bool:
    """Whether the noun phrase is the subject of a verb of telling, not of one that it shares: the clip says."""
    verb = frame.low[cue.last]
    if verb in words.telling_now and mention.last == cue.first - 1:
        return True  # with one buyer writing “…”
    if verb not in words.telling and verb not in ("to", "per") and not (verb in words.judging and cue.near):
        return False
    if mention.first > cue.last:
        return mention.first - cue.last <= 2
    k = cue.first - 1
    while k > mention.last and (frame.low[k] in words.adverbs or frame.low[k] in words.auxiliaries):
        k -= 1
    return frame.low[k] != "to" and frame.low[k] not in words.conjunctions


def _dash_of_another(frame: Frame, q: int, cue: Cue, mention: Mention, words: Lexicon) -> bool:
    """Whether a dash leads from somebody else to the quotation: they agree, including Holm -- “…”."""
    if frame.low[q - 1] != "--" or q - 2 <= cue.last or not is_name(frame, q - 2, words):
        return False
    name = core_ending(frame, q - 2, words)
    if name is None or name.first <= cue.last or frame.low[name.last] == frame.low[mention.last]:
        return False
    return frame.low[name.first - 1] not in words.prepositions


def _is_aside(frame: Frame, q: int, cue: Cue, mention: Mention, words: Lexicon) -> bool:
    """Whether “…ed by Holm” only describes something, and a verb with its own subject leads to the quotation."""
    return "by" in frame.low[cue.last + 1 : mention.first] and any(
        is_finite(frame, k, words) and frame.low[k - 1] not in words.relatives for k in range(mention.last + 1, q)
    )


def _is_unreal(frame: Frame, cue: Cue, mention: Mention) -> bool:
    """Whether the words are only hoped, wished or thought of: I hope that she says, if he says."""
    before = frame.low[max(0, mention.first - 4) : mention.first]
    return "," not in before and not _UNREAL.isdisjoint(before)


def _is_embedded(frame: Frame, cue: Cue, mention: Mention, words: Lexicon) -> str:
    """How the clause of a cue is a part of another: "relative", "complement", "owner", or "" for not at all."""
    if mention.kind == "relative":
        return ""  # Pike, who said that …
    if mention.kind == "noun" and not words.relatives.isdisjoint(frame.low[mention.last + 1 : cue.first]):
        return "relative"  # a woman who said that …
    before = mention.first - 1
    while before >= 0 and frame.low[before] in words.adverbs:
        before -= 1
    if before >= 0 and (frame.low[before] in _EMBEDDING or frame.low[before] in words.telling):
        return "complement"
    return "owner" if frame.possessive[mention.last] and frame.low[cue.first] in words.nouns else ""


def _outer_voice(frame: Frame, mention: Mention, words: Lexicon, low: int, embedded: str) -> bool:
    """Whether somebody else reports what the mention is said to report."""
    for v in range(mention.first - 1, low, -1):
        if embedded == "owner" and frame.low[v] not in words.telling:
            continue  # Holm attacks Pike's claim that “…”: no doubt whose it is
        outer = reporter_at(frame, v, mention.first, words, low)
        if outer is not None and outer.last < v and frame.low[outer.last] != frame.low[mention.last]:
            return True
    return False


def _inner_voice(frame: Frame, q: int, verb: int, mention: Mention, words: Lexicon, low: int) -> bool:
    """Whether a second reporting verb, with a subject of its own, stands between the first and the quotation."""
    named = -1  # where another name stands, which a pronoun after it may mean
    for v in range(verb + 1, q):
        if named < 0 and is_name(frame, v, words) and frame.low[v] != frame.low[mention.last]:
            named = v
        inner = reporter_at(frame, v, q, words, low)
        if inner is None or inner.first <= verb or frame.low[inner.last] == frame.low[mention.last]:
            continue
        if (inner.kind != "pronoun" or 0 <= named < inner.first) and "if" not in frame.low[verb : inner.first]:
            return True
    return False
