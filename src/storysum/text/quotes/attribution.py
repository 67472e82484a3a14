"""Attribution: who speaks each marked stretch, from its own sentence or from those around it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field, frozen, mutable

from storysum.model.article import Article
from storysum.model.span import Span
from storysum.text.quotes.cues import Cue, cue_after, cue_before, main_subject, tail_cue, weak_cue_before
from storysum.text.quotes.frames import Frame
from storysum.text.quotes.lexicon import Lexicon
from storysum.text.quotes.marks import Stretch
from storysum.text.quotes.mentions import Mention
from storysum.text.quotes.utterances import is_partial, is_speech, words_of

__all__ = ["Said", "attribute"]


@mutable
class Said:
    """What is known of one stretch.

    Attributes:
        stretch: Its index.
        frame: The frame in which it stands, and its token there.
        source: The frame in which its speaker is mentioned.
        cue: By which words.
        how: "own" (its own sentence), "on" (its speaker goes on), "before" (a sentence before), or "".
    """

    stretch: int
    frame: Frame
    q: int
    speech: bool = True
    partial: bool = False
    source: Frame | None = None
    cue: Cue | None = None
    how: str = ""
    group: int = field(default=-1)

    @property
    def mention(self) -> Mention | None:
        return self.cue.mention if self.cue is not None else None


def attribute(article: Article, stretches: Sequence[Stretch], frames: dict[int, list[Frame]], words: Lexicon) -> list[Said]:
    """What is known of every stretch, in the order of the text."""
    everything: list[Said] = []
    for block, cut in frames.items():
        everything.extend(_block(article.text, stretches, cut, words))
    everything.sort(key=lambda said: said.stretch)
    return everything


def _block(text: str, stretches: Sequence[Stretch], cut: list[Frame], words: Lexicon) -> list[Said]:
    found: list[Said] = []
    last: Said | None = None  # the last speech of the block
    narration: Frame | None = None  # a frame without quotations since then
    for frame in cut:
        if not frame.quotes:
            narration = frame
            continue
        for q in sorted(frame.quotes):
            index = frame.quotes[q]
            said = Said(index, frame, q)
            said.partial = is_partial(text, stretches[index], frame, q)
            cue = own_cue(text, stretches[index], frame, q, said.partial, words)
            said.speech = is_speech(text, stretches[index], frame, q, cue, words)
            if cue is not None and cue.mention is not None:
                said.cue, said.source, said.how = cue, frame, "own"
            elif said.speech and cue is None:
                _from_before(said, last, narration, frame, words)
            if said.speech and said.how == "" and len(words_of(text, stretches[index])) < 3 and said.partial:
                said.speech = False
            found.append(said)
            if said.speech:
                last, narration = said, None
    return found


def own_cue(text: str, stretch: Stretch, frame: Frame, q: int, partial: bool, words: Lexicon) -> Cue | None:
    """The cue in the quotation's own sentence."""
    low = _clause_start(frame, q)
    ended = text[stretch.inside.end - 1 : stretch.inside.end]
    after = cue_after(frame, q, words) if ended not in (".",) or _goes_on_small(frame, q) else None
    before = cue_before(frame, q, words, low)
    if before is not None and before.near:
        if after is None or partial or (q > 0 and frame.words[q - 1] in (":", ",")):
            return before
    if after is not None and not (partial and _in_opening_clause(frame, q, words)):
        return after
    if before is not None:
        return before
    tail = tail_cue(frame, q, words)
    if tail is not None:
        return tail
    return weak_cue_before(frame, q, words, low)


def _in_opening_clause(frame: Frame, q: int, words: Lexicon) -> bool:
    """Whether the quotation stands in a clause like “when Pike called it …”, which the main one follows."""
    for k in range(q - 1, -1, -1):
        if frame.words[k] in (",", ";", ":"):
            return False
        if frame.low[k] in ("when", "while", "as", "after", "before", "although", "though", "if", "because") and k + 1 < q:
            return frame.low[k + 1] in words.nominatives or frame.words[k + 1][:1].isupper() and k + 2 < q
    return False


def _goes_on_small(frame: Frame, q: int) -> bool:
    return q + 1 < len(frame) and frame.words[q + 1][:1].islower()


def _clause_start(frame: Frame, q: int) -> int:
    for k in range(q - 1, -1, -1):
        if frame.words[k] == ";":
            return k + 1
    return 0


def _from_before(said: Said, last: Said | None, narration: Frame | None, frame: Frame, words: Lexicon) -> None:
    if said.q > 1 and not (frame.quotes.get(0) is not None):
        return
    if narration is not None:
        cue = main_subject(narration, words)
        if cue is not None:
            said.cue, said.source, said.how = cue, narration, "before"
        return
    if last is not None and last.cue is not None:
        again = cue_after(last.frame, last.q, words) if last.frame is not frame and last.how == "own" else None
        said.cue, said.source, said.how = again or last.cue, last.frame if again else last.source, "on"
