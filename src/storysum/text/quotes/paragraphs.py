"""Paragraphs: what the paragraphs around a quotation tell of who speaks it.

A paragraph that announces the next one (Holm told reporters: ¶ “…”), a name on a line of its own,
a signature on the line after. A bare paragraph never inherits the speaker of the one before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from storysum.model.article import Article
from storysum.text.quotes.cues import cue_before, main_subject
from storysum.text.quotes.frames import make_frame
from storysum.text.quotes.lexicon import Lexicon
from storysum.text.quotes.marks import Stretch
from storysum.text.quotes.mentions import Mention
from storysum.text.quotes.names import names_in
from storysum.text.quotes.reports import Cue
from storysum.text.quotes.transcripts import signature_cue
from storysum.text.quotes.turns import Said

__all__ = ["announced_before", "signed_after"]


def announced_before(
    article: Article, block: int, found: list[Said], stretches: Sequence[Stretch], words: Lexicon
) -> None:
    """A paragraph that announces the next one: Holm told reporters: ¶ “There will be no reunion”."""
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
    if _from_name_line(article, block, waiting, words) or article.blocks[block - 1].role not in ("body", "item"):
        return
    announced = text[end - 1 : end] in (":", ",")
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
        if text[end - 1] == "," and (cue is None or cue.last < len(frame) - 4):
            return  # a line that only ends on a comma
    if cue is None or cue.mention is None:
        return
    for said in waiting:
        said.cue, said.source, said.how = cue, frame, "before"


def _from_name_line(article: Article, block: int, waiting: list[Said], words: Lexicon) -> bool:
    """A name that has the line above to itself, as in oral histories; only one with a known first name."""
    span = article.blocks[block - 1].span
    line = span.of(article.text) if len(span) < 60 else ""
    names = names_in(line.strip().rstrip(":").title()) if line and not any(mark in line for mark in '.,;!?“"') else ()
    if len(names) != 1 or not names[0].known or not 2 <= len(line.split()) <= 3 or not line.strip()[:1].isupper():
        return False
    frame = make_frame(article.text, span.start, span.end, block - 1, ())
    last = len(frame) - 1 - (frame.words[-1] == ":")
    for said in waiting:
        said.cue, said.source, said.how = Cue(Mention(0, last, "name"), last, last, True, False), frame, "before"
    return True


def signed_after(article: Article, block: int, found: list[Said], stretches: Sequence[Stretch], words: Lexicon) -> None:
    """A signature on a line of its own: — Jude Ferrant."""
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
