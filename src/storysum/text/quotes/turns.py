"""Turns: what the stretches of a whole article tell about each other.

Labels within a transcript, utterances over several paragraphs, dialogue that alternates, the one
style of marks in which a text speaks; and which stretches are parts of one utterance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import mutable

from storysum.marks import SINGLE, opening_mark
from storysum.text.quotes.frames import Frame, make_frame
from storysum.text.quotes.lexicon import Lexicon
from storysum.text.quotes.marks import Stretch
from storysum.text.quotes.mentions import Mention
from storysum.text.quotes.reports import Cue

__all__ = ["Said", "take_turns"]

_CLAUSE_AT_END = re.compile(
    r",[”’'\"]?[ \xa0](?:([a-z]+)[ \xa0](?:[a-z]+[ \xa0]){0,3}[A-Z][\w.’'-]*(?:[ \xa0][A-Z][\w.’'-]*){0,3}"
    r"|(?:[A-Z][\w.’'-]*[ \xa0]){1,3}([a-z]+)|(?:he|she|they)[ \xa0]([a-z]+))\.$"
)
_INNER_LABEL = re.compile(r"([A-Z][A-Z.'’-]*(?: [A-Z][A-Z.'’-]*){0,3}): ")


@mutable
class Said:
    """What is known of one stretch.

    Attributes:
        stretch: Its index.
        frame: The sentence in which it stands.
        q: Its token there.
        source: The sentence in which its speaker is mentioned.
        cue: By which words.
        speech: Whether anybody is said to have spoken the words.
        partial: Whether they are woven into the writer's own sentence.
        how: "own" (its own sentence tells), "on" (its speaker goes on), "before" (a sentence before),
            "turn" (dialogue), or "" (nothing tells).
        group: Which utterance it is a part of.
    """

    stretch: int
    frame: Frame
    q: int
    speech: bool = True
    partial: bool = False
    source: Frame | None = None
    cue: Cue | None = None
    how: str = ""
    group: int = -1

    @property
    def mention(self) -> Mention | None:
        """The speaker's noun phrase, a run of tokens of `source`."""
        return self.cue.mention if self.cue is not None else None


def take_turns(text: str, everything: list[Said], stretches: Sequence[Stretch], words: Lexicon) -> None:
    """Fill in what only the neighbours of a stretch tell, in the order of the text."""
    _one_style(text, everything, stretches)
    _drop_unclosed(text, everything, stretches, words)
    _follow_labels(text, everything, stretches)
    _share_over_paragraphs(everything, stretches)
    _alternate(everything)
    _group(everything, stretches)


def _one_style(text: str, everything: list[Said], stretches: Sequence[Stretch]) -> None:
    """A text that speaks in double marks keeps single ones for headings and words as words."""
    single = [said for said in everything if opening_mark(text, stretches[said.stretch].start) in SINGLE]
    double = len(everything) - len(single)
    if double < 2 or double < 2 * len(single):
        return
    for said in single:
        ended = text[stretches[said.stretch].inside.end - 1] in ",.?!"
        if not (said.how == "own" and said.cue is not None and said.cue.near and said.cue.strong and ended):
            said.speech = False


def _drop_unclosed(text: str, everything: list[Said], stretches: Sequence[Stretch], words: Lexicon) -> None:
    """A paragraph that ends on “, says Pike.” was never closed: what it quotes cannot be told."""
    for said in everything:
        stretch = stretches[said.stretch]
        if not stretch.goes_on:
            continue
        match = _CLAUSE_AT_END.search(text, max(stretch.inside.start, stretch.end - 90), stretch.end)
        if match is not None and any(group in words.telling for group in match.groups() if group):
            said.speech = False


def _follow_labels(text: str, everything: list[Said], stretches: Sequence[Stretch]) -> None:
    """A transcript within marks (“PIKE: …): its labels tell who speaks until the next one."""
    label = (-1, -1)
    before: Said | None = None  # the stretch before, where a label is in force
    for said in everything:
        inside = stretches[said.stretch].inside
        match = _INNER_LABEL.match(text, inside.start, min(inside.end, inside.start + 60))
        if match is not None:
            label = match.span(1)
            said.speech = False  # the label is no part of what was said
        elif text[inside.start] == "(" and text[max(inside.start, inside.end - 2) : inside.end].rstrip()[-1:] == ")":
            said.speech = False  # (applause)
        elif before is None or said.how or not _goes_on_in(before, said, stretches):
            before = None
            continue
        else:
            frame = make_frame(text, *label, said.frame.block, ())
            mention = Mention(0, len(frame) - 1, "name")
            said.cue, said.source, said.how = Cue(mention, 0, 0, True, False), frame, "on"
        before = said


def _goes_on_in(last: Said, said: Said, stretches: Sequence[Stretch]) -> bool:
    return stretches[last.stretch].goes_on and said.stretch == last.stretch + 1


def _share_over_paragraphs(everything: list[Said], stretches: Sequence[Stretch]) -> None:
    """An utterance over several paragraphs has one speaker, wherever he is named."""
    at = 0
    while at < len(everything):
        end = at + 1
        while (
            end < len(everything)
            and everything[end - 1].speech
            and _goes_on_in(everything[end - 1], everything[end], stretches)
        ):
            end += 1
        told = next((said for said in everything[at:end] if said.cue is not None), None)
        for said in everything[at:end]:
            if told is not None and said.cue is None:
                said.cue, said.source, said.how = told.cue, told.source, "on"
        at = end


def _alternate(everything: list[Said]) -> None:
    """Dialogue: a bare paragraph is by the speaker before the last one, when two have taken turns."""
    turns: list[tuple[int, Said]] = []
    by_block: dict[int, list[Said]] = {}
    for said in everything:
        if said.speech:
            by_block.setdefault(said.frame.block, []).append(said)
    for block, saids in by_block.items():
        first = saids[0]
        bare = first.how == "" and first.q == 0 and len(saids) == 1 and len(first.frame) == 1
        if bare and len(turns) >= 2 and turns[-1][0] == block - 1 and turns[-2][0] == block - 2:
            before = turns[-2][1]
            if before.cue is not None and turns[-1][1].cue is not None and _differ(before, turns[-1][1]):
                first.cue, first.source, first.how = before.cue, before.source, "turn"
        if first.q == 0:
            turns.append((block, first))
        else:
            turns.append((-9, first))


def _differ(a: Said, b: Said) -> bool:
    if a.mention is None or b.mention is None or a.source is None or b.source is None:
        return False
    return a.source.low[a.mention.last] != b.source.low[b.mention.last]


def _group(everything: list[Said], stretches: Sequence[Stretch]) -> None:
    """Number the utterances: parts that a reporting clause interrupts, and paragraphs that go on, are one."""
    number = -1
    last: Said | None = None
    for said in everything:
        if not said.speech:
            continue
        if last is None or not _goes_with(last, said, stretches):
            number += 1
        said.group = number
        last = said


def _goes_with(last: Said, said: Said, stretches: Sequence[Stretch]) -> bool:
    if _goes_on_in(last, said, stretches):
        return True
    whole = not said.partial and not last.partial
    return whole and said.frame.block == last.frame.block and _same_clause(last, said)


def _same_clause(a: Said, b: Said) -> bool:
    """Whether b goes on where a reporting clause interrupted a."""
    if a.cue is None or b.cue is None or a.source is not b.source:
        return False
    if a.frame is b.frame:
        return a.cue.mention == b.cue.mention
    return b.how == "on" and b.q == 0
