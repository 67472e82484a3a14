"""Attribution: who speaks each marked stretch, from its own sentence or from those around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from attrs import field, frozen, mutable

from storysum.model.article import Article
from storysum.model.span import Span
from storysum.text.quotes.cues import (
    Cue,
    cue_after,
    cue_before,
    main_subject,
    plain_clause,
    tail_cue,
    weak_cue_before,
)
from storysum.text.quotes.frames import Frame, make_frame
from storysum.text.quotes.lexicon import Lexicon
from storysum.text.quotes.marks import Stretch
from storysum.text.quotes.mentions import Mention
from storysum.text.quotes.transcripts import label_cue, signature_cue
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


def attribute(
    article: Article, stretches: Sequence[Stretch], frames: dict[int, list[Frame]], words: Lexicon
) -> list[Said]:
    """What is known of every stretch, in the order of the text."""
    everything: list[Said] = []
    for block, cut in frames.items():
        said = _block(article.text, stretches, cut, words)
        _from_block_before(article, block, said, stretches, words)
        _from_signature_after(article, block, said, stretches, words)
        everything.extend(said)
    everything.sort(key=lambda said: said.stretch)
    _one_style(article.text, everything, stretches)
    _drop_unclosed(article.text, everything, stretches, words)
    _follow_labels(article.text, everything, stretches)
    _share_over_paragraphs(everything, stretches)
    _alternate(everything, article)
    _group(everything, stretches)
    return everything


def _block(text: str, stretches: Sequence[Stretch], cut: list[Frame], words: Lexicon) -> list[Said]:
    found: list[Said] = []
    last: Said | None = None  # the last speech of the block
    narration: Frame | None = None  # a frame without quotations since then
    for number, frame in enumerate(cut):
        if not frame.quotes:
            narration = frame
            continue
        if len(frame.quotes) > _MOST:
            found.extend(Said(index, frame, q, speech=False) for q, index in frame.quotes.items())
            continue
        for q in sorted(frame.quotes):
            index = frame.quotes[q]
            stretch = stretches[index]
            said = Said(index, frame, q)
            said.partial = is_partial(text, stretch, frame, q)
            cue = own_cue(text, stretch, frame, q, said.partial, words)
            said.speech = is_speech(text, stretch, frame, q, cue, words)
            if cue is not None and not cue.strong and cue.mention is not None and cue.mention.kind != "name":
                cue = None  # a guess upon a guess
            if cue is not None and cue.mention is not None:
                said.cue, said.source, said.how = cue, frame, "own"
            elif said.speech and cue is None:
                _from_next(text, said, stretch, cut, number, words)
                if not said.how:
                    _from_before(said, last, narration, frame, words)
                if (
                    said.how == "before"
                    and said.cue is not None
                    and not said.cue.strong
                    and number + 1 < len(cut)
                    and _points_back(cut[number + 1], words)
                ):
                    said.cue, said.source, said.how = None, None, ""
            if stretch.adrift and not (said.how == "own" and said.cue is not None and said.cue.near):
                said.speech = False  # it may be a part of what was never closed
            if said.speech and said.how == "" and said.partial and len(words_of(text, stretch)) < 5:
                said.speech = False
            found.append(said)
            if said.partial and last is not None and last.frame is frame and _resumes(last, said):
                said.partial = False
            if said.speech:
                last, narration = said, None
    return found


def _points_back(frame: Frame, words: Lexicon) -> bool:
    """“…” That was the verdict: a sentence that says whose words they were, in a way no rule can read."""
    return len(frame) > 1 and frame.low[0] in ("that", "this", "so") and frame.low[1] in words.auxiliaries


def _resumes(last: Said, said: Said) -> bool:
    """Whether a reporting clause only interrupts: “They had money,” says Pike, “and we had a tin.”"""
    if last.partial or said.cue is None or last.cue is None or said.mention != last.mention:
        return False
    return said.frame.words[said.q - 1] in (",", ":") or said.frame.low[said.q - 1] == "--"


def _from_next(
    text: str, said: Said, stretch: Stretch, cut: list[Frame], number: int, words: Lexicon
) -> None:
    """A reporting clause that a splitter took for a sentence: “Vote!” Holm's niece, Ada Pike, shouted."""
    if said.q != len(said.frame) - 1 or number + 1 >= len(cut) or text[stretch.inside.end - 1] not in "?!":
        return
    ahead = cut[number + 1]
    cue = plain_clause(ahead, 0, words) if len(ahead) > 1 else None
    if cue is not None and len(ahead) - cue.last <= 6:
        said.cue, said.source, said.how = cue, ahead, "own"


def _from_block_before(
    article: Article, block: int, found: list[Said], stretches: Sequence[Stretch], words: Lexicon
) -> None:
    """Holm told reporters: ¶ “There will be no reunion.”"""
    waiting = [said for said in found if said.speech and said.how == ""]
    if not waiting or waiting[0] is not found[0] or found[0].q > 1 or block == 0:
        return
    if found[0].stretch and stretches[found[0].stretch - 1].goes_on:
        return
    span = article.blocks[block - 1].span
    text = article.text
    end = span.end
    while end > span.start and text[end - 1].isspace():
        end -= 1
    if article.blocks[block - 1].role not in ("body", "item"):
        return
    announced = text[end - 1 : end] == ":"
    if not announced and (text[end - 1 : end] != "." or len(found) > 1 or len(found[0].frame) > 1):
        return
    start = max(span.start, end - 600)
    first = _first_from(article, start)
    starts = [sentence.start for sentence in article.sentences[first : first + 40] if sentence.start < end]
    frame = make_frame(text, starts[-1] if starts else start, end, block - 1, ())
    if not announced:
        cue = main_subject(frame, words)
        if cue is None or not cue.strong or any(mark in text[frame.start : end] for mark in '“”"‘'):
            return  # only a sentence that announces speech: Holm remembers that night.
    else:
        cue = cue_before(frame, len(frame), words) or main_subject(frame, words)
    if cue is None or cue.mention is None:
        return
    for said in waiting:
        said.cue, said.source, said.how = cue, frame, "before"


def _from_signature_after(
    article: Article, block: int, found: list[Said], stretches: Sequence[Stretch], words: Lexicon
) -> None:
    """“…” ¶ — Jude Ferrant"""
    if not found or block + 1 >= len(article.blocks):
        return
    last = found[-1]
    span = article.blocks[block + 1].span
    if not last.speech or last.how or last.q != len(last.frame) - 1 or len(span) > 90:
        return
    text = article.text
    if text[span.start : span.end].lstrip()[:1] not in ("—", "–", "―", "-"):
        return
    frame = make_frame(
        text, stretches[last.stretch].start, span.end, block + 1, ((last.stretch, stretches[last.stretch]),)
    )
    cue = signature_cue(frame, 0, words)
    if cue is not None:
        last.cue, last.source, last.how = cue, frame, "own"


def _first_from(article: Article, position: int) -> int:
    return bisect_left(article.sentences, position, key=lambda sentence: sentence.start)


def _one_style(text: str, everything: list[Said], stretches: Sequence[Stretch]) -> None:
    """A text that speaks in double marks keeps single ones for headings and words as words."""
    single = [
        said
        for said in everything
        if text[stretches[said.stretch].start] in "'‘‚‛" and text[stretches[said.stretch].start :][:2] != "''"
    ]
    double = len(everything) - len(single)
    if double < 2 or double < 2 * len(single):
        return
    for said in single:
        ended = text[stretches[said.stretch].inside.end - 1] in ",.?!"
        if not (said.how == "own" and said.cue is not None and said.cue.near and said.cue.strong and ended):
            said.speech = False


_CLAUSE_AT_END = re.compile(
    r",[”’'\"]?[ \xa0](?:([a-z]+)[ \xa0](?:[a-z]+[ \xa0]){0,3}[A-Z][\w.’'-]*(?:[ \xa0][A-Z][\w.’'-]*){0,3}|(?:[A-Z][\w.’'-]*[ \xa0]){1,3}([a-z]+)|(?:he|she|they)[ \xa0]([a-z]+))\.$"
)


def _drop_unclosed(text: str, everything: list[Said], stretches: Sequence[Stretch], words: Lexicon) -> None:
    """A paragraph that ends on “, says Pike.” was never closed: what it quotes cannot be told."""
    for said in everything:
        stretch = stretches[said.stretch]
        if not stretch.goes_on:
            continue
        match = _CLAUSE_AT_END.search(text, max(stretch.inside.start, stretch.end - 90), stretch.end)
        if match is not None and any(group in words.telling for group in match.groups() if group):
            said.speech = False


_MOST = 24  # marked stretches in one sentence: a list of words, or noise, but no speech
_STEP = 80  # tokens; a sentence longer than that is read in windows, in even steps so that they are shared
_INNER_LABEL = re.compile(r"([A-Z][A-Z.'’-]*(?: [A-Z][A-Z.'’-]*){0,3}): ")


def _follow_labels(text: str, everything: list[Said], stretches: Sequence[Stretch]) -> None:
    """A transcript within marks (“PIKE: …): its labels tell who speaks until the next one."""
    label: tuple[Said, int, int] | None = None
    for said in everything:
        stretch = stretches[said.stretch]
        match = _INNER_LABEL.match(
            text, stretch.inside.start, min(stretch.inside.end, stretch.inside.start + 60)
        )
        if match is not None:
            label = (said, match.start(1), match.end(1))
            said.speech = False
        elif (
            text[stretch.inside.start] == "("
            and text[stretch.inside.start : stretch.inside.end].rstrip()[-1:] == ")"
        ):
            said.speech = False
        elif (
            label is not None
            and (said.how == "" and said.stretch == label[0].stretch + 1)
            and stretches[label[0].stretch].goes_on
        ):
            frame = make_frame(text, label[1], label[2], said.frame.block, ())
            if len(frame):
                said.cue, said.source, said.how = (
                    Cue(Mention(0, len(frame) - 1, "name"), 0, 0, True, False),
                    frame,
                    "on",
                )
            label = (said, label[1], label[2])
        else:
            label = None


def _share_over_paragraphs(everything: list[Said], stretches: Sequence[Stretch]) -> None:
    """An utterance over several paragraphs has one speaker, wherever he is named."""
    at = 0
    while at < len(everything):
        end = at
        while (
            end + 1 < len(everything)
            and everything[end].speech
            and stretches[everything[end].stretch].goes_on
            and everything[end + 1].stretch == everything[end].stretch + 1
        ):
            end += 1
        if end > at:
            told = next((said for said in everything[at : end + 1] if said.cue is not None), None)
            for said in everything[at : end + 1]:
                said.group = at
                if said.cue is None and told is not None:
                    said.cue, said.source, said.how = told.cue, told.source, "on"
        at = end + 1


def _alternate(everything: list[Said], article: Article) -> None:
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
        one = last is not None and (
            (last.group >= 0 and False)
            or stretches[last.stretch].goes_on
            and said.stretch == last.stretch + 1
            or not said.partial
            and not last.partial
            and said.frame.block == last.frame.block
            and _same_clause(last, said)
        )
        if not one:
            number += 1
        said.group = number
        last = said


def _same_clause(a: Said, b: Said) -> bool:
    """Whether b goes on where a reporting clause interrupted a."""
    if a.cue is None or b.cue is None or a.source is not b.source:
        return False
    if a.frame is b.frame:
        return a.cue.mention == b.cue.mention
    return b.how == "on" and b.q == 0


def own_cue(text: str, stretch: Stretch, frame: Frame, q: int, partial: bool, words: Lexicon) -> Cue | None:
    """The cue in the quotation's own sentence."""
    told = signature_cue(frame, q, words) or label_cue(frame, q, words)
    if told is not None:
        return told
    low = _clause_start(frame, q)
    ended = text[stretch.inside.end - 1 : stretch.inside.end]
    after = cue_after(frame, q, words) if ended not in (".",) or _goes_on_small(frame, q) else None
    before = cue_before(frame, q, words, low)
    if before is not None and before.near:
        if after is None or partial or (q > 0 and frame.words[q - 1] in (":", ",")):
            return before
    if (
        after is not None
        and partial
        and (
            _in_opening_clause(frame, q, words)
            or q > 0
            and frame.words[after.last + 1 : after.last + 2] == ["Q"]
        )
    ):
        after = None
    if after is not None:
        return after
    if before is not None:
        return before
    tail = tail_cue(frame, q, words)
    if tail is not None:
        return tail
    return weak_cue_before(frame, q, words, low)


def _in_opening_clause(frame: Frame, q: int, words: Lexicon) -> bool:
    """Whether the quotation stands in a clause like “when Pike called it …”, which the main one follows."""
    for k in range(q - 1, max(-1, q - 40), -1):
        if frame.words[k] in (",", ";", ":"):
            return False
        if (
            frame.low[k] in ("when", "while", "as", "after", "before", "although", "though", "if", "because")
            and k + 1 < q
        ):
            return frame.low[k + 1] in words.nominatives or frame.words[k + 1][:1].isupper() and k + 2 < q
    return False


def _goes_on_small(frame: Frame, q: int) -> bool:
    return q + 1 < len(frame) and frame.words[q + 1][:1].islower()


def _clause_start(frame: Frame, q: int) -> int:
    """Where to begin to look: after a semicolon, or some hundred tokens before, in even steps."""
    floor = max(0, q // _STEP - 1) * _STEP
    for k in range(q - 1, floor - 1, -1):
        if frame.words[k] == ";":
            return k + 1
    return floor


def _from_before(
    said: Said, last: Said | None, narration: Frame | None, frame: Frame, words: Lexicon
) -> None:
    if said.q > 0 and 0 not in frame.quotes:
        return
    if narration is not None:
        cue = main_subject(narration, words)
        if cue is not None:
            said.cue, said.source, said.how = cue, narration, "before"
        return
    if last is not None and last.cue is not None:
        again = (
            cue_after(last.frame, last.q, words) if last.frame is not frame and last.how == "own" else None
        )
        said.cue, said.source, said.how = again or last.cue, last.frame if again else last.source, "on"
