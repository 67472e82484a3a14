"""Lines under pictures, credits, and what a page asks: on lines of their own, and glued into a paragraph.

They are told by what they say: who stands where, a label in front of what is shown, what
to do with it. The expressions are in `wordlists/captions.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from storysum.model.article import Block
from storysum.model.span import Span
from storysum.text.furniture import conventional_line, speaks_to_reader
from storysum.text.lines import LINE, Told, has_stop, has_verb, retold
from storysum.text.reporting import forms, role_gender
from storysum.text.turns import LABEL, YOU, label_at
from storysum.wordlists import openers, patterns

Splitter = Callable[[str, int, int], list[tuple[int, int]]]
"""Gives the sentences of a paragraph."""

_SPEAKER = re.compile(f"{LABEL}:")  # “PIKE: We met in Hull.”
# What tells something and names a number or an address on the way.
_CLAUSE = re.compile(r"\b(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|is|are|was|were|has|had)\b")
_SENTENCE_ENDS = re.compile(r"(?<=[\w)”’\"%][.!?])(?:[”’\"')])?[ \xa0]+(?=[“\"‘'(\[©]?[^\W\d_a-z]|©)")
_NO_PAGE, _FEW_WORDS = 70, 6
_REACH, _LABEL_NEAR, _LABEL_ENDS, _NEAR, _LONGEST_CREDIT = 400, 40, 160, 5000, 120
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "both", "all")
_LABEL_CAPTION: Told = ("caption", "a label, then what is shown")
_ASKS: Told = ("furniture", "the page speaks to its reader")
_NOTE: Told = ("furniture", "a note about the story")
_ADDRESS: Told = ("furniture", "where to write or ring")
_WHERE = tuple(
    " left| right|(left|(right|, cent|, pictured|(library |(file |(stock |L-R|l-r|eft to|lockwise".split("|")
)
_WRITERS = (
    "contributed ",
    "eporting ",
    "ts reserved",
    "rote ",
    "hotography by",
    "hotographs by",
    "Edited by",
    "Produced by",
    "Translated by",
    "Illustration",
    "Music by",
    "Sound by",
    "©",
    "opyright (",
)
# Looks by name: what such a sentence is, and letters of which it has some.
_LOOKS: dict[str, tuple[Told, tuple[str, ...]]] = {
    "who stands where": (("caption", "who stands where in the picture"), _WHERE),
    "who else wrote it": (("furniture", "who else wrote it"), _WRITERS),
    "where to write": (_ADDRESS, ("@", "☎", "hone:", "el:", "doi")),
    "a notice": (_ASKS, ("rivacy", "ookie", "sletter")),
}


def _worth(text: str, looks: Iterable[str] = _LOOKS) -> Sequence[str]:
    """Which looks a text, a paragraph or a sentence is worth: to look for a few letters is nearly free."""
    return [name for name in looks if any(map(text.__contains__, _LOOKS[name][1]))]


def caption_line(line: str) -> Told | None:
    """A caption or a credit on a line of its own."""
    known = patterns("captions")
    if known["a line begins"].match(line):
        return "caption", "it begins as a caption does"
    tail = line[-_LONGEST_CREDIT:]
    if len(line) < 300 and (known["ends on a credit"].search(tail) or known["names with a slash"].search(tail)):
        return "caption", "it ends on a credit"
    return None


def described_pictures(text: str, blocks: list[Block]) -> list[Block]:
    """What a picture shows in front of the story: without a verb above its caption, or done now below its credit."""
    found = list(blocks)
    shows = patterns("captions")["somebody does something"]
    for index, (block, below) in enumerate(pairwise(blocks)):
        line = block.span.of(text) if block.role == "body" and len(block.span) <= LINE else ""
        under = (
            index > 0
            and blocks[index - 1].role == "caption"
            and text.count("\n", blocks[index - 1].span.end, block.span.start) == 1
        )
        if under and shows.match(line) and not _SENTENCE_ENDS.search(line):
            found[index] = retold(block, "caption", "what a picture shows, below its credit")
        elif block.role == "body" and (not line or has_verb(line)):
            break
        elif below.role == "caption" and has_stop(line) and line.count(" ") >= _FEW_WORDS:
            found[index] = retold(block, "caption", "what a picture shows, above its caption")
    return found


def credits_behind(text: str, blocks: list[Block]) -> list[Block]:
    """A credit or a button parted from the end of a paragraph of the story, lest all of that is taken for one."""
    found: list[Block] = []
    for block in blocks:
        start, end = block.span.start, block.span.end
        plain = block.role == "body" and not block.reason and not block.gaps
        for edge in _SENTENCE_ENDS.finditer(text, max(start, end - _LONGEST_CREDIT), end) if plain else ():
            told = _of_credit(text[edge.end() : end])
            if told is not None and _tells(text[start : min(edge.start(), start + _REACH)], told):
                found += [Block(Span(start, edge.start()), "body"), Block(Span(edge.end(), end), *told)]
                break
        else:
            found.append(block)
    return found


def _of_credit(line: str) -> Told | None:
    """What stands behind a paragraph: a credit, or what stands on a button (“Share this article”)."""
    told = None if has_verb(line) else caption_line(line)
    return told or (None if has_stop(line) else conventional_line(line))


def _tells(line: str, behind: Told) -> bool:
    """Whether what stands in front is of the story: two sentences or one that somebody says, and no caption nor call.

    >>> credit = ("caption", "it ends on a credit")
    >>> _tells("Petra Holm plays in Hull. She has a van.", credit), _tells("The van broke down. It was old.", credit)
    (False, True)
    """
    known = patterns("captions")
    shown = known["somebody is shown"].match(line) or known["who stands where"].search(line)
    if shown or (behind[0] == "furniture" and patterns("page_talk")["addresses"].search(line)):
        return False
    first, *others = _SENTENCE_ENDS.split(line)
    return has_verb(first) and (any(map(has_verb, others)) or _is_reported(line))


def glued_captions(split: Splitter, text: str, blocks: list[Block]) -> list[Block]:
    """Such sentences parted from the paragraphs that they are glued into."""
    found: list[Block] = []
    story, worth = False, _worth(text)
    for block in blocks:
        plain = block.role == "body" and not block.reason and not block.gaps
        pieces = _parted(text, block, split, worth, opens=not story) if plain else [block]
        story = story or any(piece.role == "body" for piece in pieces)
        found.extend(pieces)
    # A text that is captions and nothing else is read as it stands; one or two lines are no page.
    return found if story and len(text) > _NO_PAGE else blocks


def _parted(text: str, block: Block, split: Splitter, looks: Sequence[str], *, opens: bool) -> list[Block]:
    """A block without its captions; the first sentence of a story loses its label, not itself."""
    worth = _worth(block.span.of(text), looks)
    sentences = split(text, block.span.start, block.span.end)
    known_of = [why_no_sentence(text, *sentence, worth) for sentence in sentences]
    if len(block.span) <= LINE and (whole := _of_all(text, sentences, known_of)) is not None:
        return [retold(block, *whole)]
    pieces: list[Block] = []
    begin = end = block.span.start
    for (start, stop), told in zip(sentences, known_of, strict=True):
        if told is None:
            begin, end = (start if begin == end else begin), stop
            continue
        if begin < end:
            pieces.append(Block(Span(begin, end), "body"))
        begin = end = stop
        known = patterns("captions")
        label = known["a label"].match(text, start, min(stop, start + 80)) if opens and not pieces else None
        shown = told[0] == "furniture" or known["who stands where"].search(text, start, stop)
        if label is None or shown or stop - label.end() <= 20 or not has_verb(text[label.end() : stop]):
            pieces.append(Block(Span(start, stop), *told))
            continue
        begin = start
        if text[label.end()].islower() or label.group().isupper():  # else it may be who says so
            pieces.append(Block(Span(start, label.end() - 1), "heading", "a label in front of the first sentence"))
            begin = label.end()
    return [*pieces, Block(Span(begin, end), "body")] if pieces and begin < end else pieces or [block]


def _of_all(text: str, sentences: Sequence[tuple[int, int]], told: Sequence[Told | None]) -> Told | None:
    """What a short paragraph is as a whole: a note by its first sentence, or a call where the rest goes with it."""
    if _NOTE in told[:1]:
        return _NOTE
    call = next((place for place, what in enumerate(told) if what in (_ASKS, _ADDRESS)), len(told))
    rest = (
        what is not None
        or text[end - 1] == "?"
        or YOU.search(text, start, end) is not None
        or (place > call and text.count(" ", start, end) < _FEW_WORDS)
        for place, ((start, end), what) in enumerate(zip(sentences, told, strict=True))
    )
    return told[call] if call < len(told) and all(rest) else None


def why_no_sentence(text: str, start: int, end: int, worth: Sequence[str] | None = None) -> Told | None:
    """The role of a sentence that is none of the story, and the reason; None where it is one.

    >>> line = "Duo: Petra Holm, left, with Cleo Marsh in Hull."
    >>> why_no_sentence(line, 0, len(line)), why_no_sentence("Petra Holm left Hull.", 0, 21)
    (('caption', 'a label, then what is shown'), None)
    """
    line = text[start:end]
    told = _told(text, start, end, _worth(line) if worth is None else worth)
    if told is not None and (line.count('"') % 2 or line.count("“") != line.count("”")):
        return None  # part of somebody's speech
    if told in (_ASKS, _NOTE) and ":" not in line[:_LABEL_NEAR] and _is_reported(line):
        return None
    return told


def _is_reported(line: str) -> bool:
    """Whether a sentence ends on who says it, as in “Send us a card, she told them”."""
    _, comma, tail = line.rpartition(",")
    found = (word.rstrip(".!?") for word in tail.split() if comma)
    return any(word in forms("reporting_verbs") and word[-1] in "ds" for word in found)


def _told(text: str, start: int, end: int, worth: Sequence[str]) -> Told | None:
    line, known = text[start : min(end, start + _REACH)], patterns("captions")
    if known["a note about the story"].match(line):
        return _NOTE
    if ": " in line[:_LABEL_ENDS]:
        if _speaks(text, start):
            return None
        if _is_labelled(text, start, line):
            return _LABEL_CAPTION
    if text.endswith(" .", start, end) and _is_line(line):
        return _LABEL_CAPTION
    if known["asks the reader"].match(line):
        return _ASKS
    if known["a sentence begins"].match(line):
        return "caption", "it begins as a caption does"
    for name in worth:
        found = speaks_to_reader(line) if name == "a notice" else known[name].search(line)
        if found and not (name == "where to write" and _CLAUSE.search(line)):
            return _LOOKS[name][0]
    return None


def _speaks(text: str, start: int) -> bool:
    """Whether a line begins on the label of a speaker: on one that others begin on, too."""
    label = _SPEAKER.match(text, start) if start == 0 or text[start - 1] == "\n" else None
    again = label is not None and _stands_near(text, f"\n{label.group()}", start, label.end())
    return again or label_at(text, start) != ""


def _is_labelled(text: str, start: int, line: str) -> bool:
    """Whether a sentence opens on a label that is no speaker: “Feat: The drummer…”, “Affordable: bulgaria has…”."""
    label, known = line.partition(":")[0].strip("'‘’"), patterns("captions")
    if known["a label and a small letter"].match(line):
        told = has_verb(label) or "'" in label or "’" in label
    else:  # “The bet: If…”, “Among them: A van…”
        told = known["a label and a capital"].match(line) is None or label.split()[0] in openers()
    parts = label.split()
    told = told or parts[-1] in ("is", "are", "was", "were")  # “Present were: …”
    if told or role_gender(parts[-1].lower()) is not None or parts[0].lower() in _NUMBERS:
        return False  # “Two answers: …”, “Federal judge: …”
    return not (parts[-1][0].isupper() and _stands_near(text, f" {parts[-1]}", start, start + len(label)))


def _stands_near(text: str, what: str, start: int, end: int) -> bool:
    return what in text[max(0, start - _NEAR) : start] or what in text[end : end + _NEAR]


def _is_line(line: str) -> bool:
    """Whether a line had no stop of its own, so that one stands apart, and shows something: “Loud: ‘We play’ ."""
    known = patterns("captions")
    if known["somebody is shown"].match(line[:160]):
        return True
    label = known["a label"].match(line[:80])
    last = label.group().split()[-1].rstrip(":").lower() if label is not None else ""
    return label is not None and last not in forms("reporting_verbs") and role_gender(last) is None
