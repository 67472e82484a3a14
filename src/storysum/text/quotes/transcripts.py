"""Transcripts and the like: labels before speech, signatures after it.

“…” — Jude Ferrant, The Evening Dial · DORRAN PIKE: “…” · Pike: … A label or a signature is
evidence of who speaks, as a reporting clause is.
"""

from __future__ import annotations

from storysum.text.quotes.ahead import phrase_at
from storysum.text.quotes.frames import Frame
from storysum.text.quotes.lexicon import Lexicon
from storysum.text.quotes.mentions import Mention, is_finite, is_name
from storysum.text.quotes.reports import Cue

__all__ = ["label_cue", "signature_cue"]

_DASHES = ("--", "―", "—", "–")


def signature_cue(frame: Frame, q: int, words: Lexicon) -> Cue | None:
    """A name behind a dash that closes the line: “…” — Jude Ferrant, The Evening Dial."""
    if q + 2 > len(frame) - 1 or frame.low[q + 1] not in _DASHES:
        return None
    i = q + 2
    if not is_name(frame, i + (frame.low[i] == "the" and i + 1 < len(frame)), words):
        return None
    mention = phrase_at(frame, i, words)
    if mention is None or mention.kind != "name" or mention.last - mention.first > 5:
        return None
    rest = mention.last + 1
    if rest < len(frame) and frame.words[rest] not in (",", "(", "Q", "?", "!"):
        return None
    return Cue(mention, q + 1, q + 1, True, True)


def _speaks_about(frame: Frame, q: int, words: Lexicon) -> Cue | None:
    """Lomax on the reunion: “…” · Lomax, in a letter to the label: “…”."""
    last = next((i for i in range(min(q, 6)) if not is_name(frame, i, words)), 0)
    on = last + (frame.words[last] == ",")
    if last < 1 or frame.low[on] not in words.prepositions or on > q - 3:
        return None
    if any(frame.words[i] in ("Q", ":", ",", ";") or is_finite(frame, i, words) for i in range(on, q - 1)):
        return None
    return Cue(Mention(0, last - 1, "name"), q - 1, q - 1, True, True)


def label_cue(frame: Frame, q: int, words: Lexicon) -> Cue | None:
    """A name and a colon that open the line: DORRAN PIKE: “…”."""
    if q > 3 and frame.words[q - 1] == ":":
        about = _speaks_about(frame, q, words)
        if about is not None:
            return about
    if not 2 <= q <= 9 or frame.words[q - 1] != ":" or any(frame.words[i] in (":", "Q") for i in range(q - 1)):
        return None
    last = q - 2
    if frame.words[last] == ")" and "(" in frame.words[:last]:
        last = frame.words.index("(") - 1  # PAUL HARKER (vocals): “…”
    if (
        not 0 <= last <= 5
        or not is_name(frame, last, words)
        or frame.low[0] in words.telling
        or frame.low[0] in words.headed
    ):
        return None
    if not all(
        frame.words[i][:1].isupper() or frame.words[i][:1].isdigit() or frame.low[i] in ("de", "van", "von", "of")
        for i in range(last + 1)
    ):
        return None
    return Cue(Mention(0, last, "name"), q - 1, q - 1, True, True)
