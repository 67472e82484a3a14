"""Captions, credits and calls to the reader, on lines of their own or glued into a paragraph.

They are recognized by the expressions in `wordlists/captions.txt`.
"""

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from operator import itemgetter

from storysum.model.article import Block
from storysum.model.span import Span
from storysum.text.furniture import conventional_line, speaks_to_reader
from storysum.text.lines import LINE, Told, as_role, has_stop, has_verb
from storysum.text.reporting import forms, role_gender
from storysum.text.turns import LABEL, YOU, label_at
from storysum.wordlists import openers, patterns

Splitter = Callable[[str, int, int], list[tuple[int, int]]]
"""Gives the (start, end) of each sentence of text[start:end]."""

_SPEAKER = re.compile(f"{LABEL}:")  # “PIKE: We met in Hull.”
# A clause: a sentence that has one may name a number or an address by the way.
_CLAUSE = re.compile(r"\b(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|is|are|was|were|has|had)\b")
_SENTENCE_ENDS = re.compile(r"(?<=[\w)”’\"%][.!?])(?:[”’\"')])?[ \xa0]+(?=[“\"‘'(\[©]?[^\W\d_a-z]|©)")
_NO_PAGE, _FEW_WORDS = 70, 6
_REACH, _LABEL_NEAR, _LABEL_ENDS, _NEAR, _LONGEST_CREDIT = 400, 40, 160, 5000, 120
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "both", "all")
_LABEL_CAPTION: Told = ("caption", "a label, then what is shown")
_ASKS: Told = ("furniture", "the page speaks to its reader")
_NOTE: Told = ("furniture", "a note about the story")
_ADDRESS: Told = ("furniture", "where to write or ring")
_LINE_WITHOUT_STOP: Told = ("heading", "a line that had no stop")
# Where lines were joined, a line without a stop got one with a space before it: “Getting emotional .”. Where more than
# a third of the sentences end so, the text was cut into tokens instead.
_APART, _TOUCHED = re.compile(r"[^\s.][ \u00a0]\.(?=\s|\Z)"), re.compile(r"\w[.!?][\"”’')]?(?=\s|\Z)")
_LEANS = frozenset("he she it they we i you this that these those but and it's he's she's they're".split())
_LONGEST_LINE = 12  # words
_WHERE = " left| right|(left|(right|, cent|, pictured|(library |(file |(stock |L-R|l-r|eft to|lockwise"
_WRITERS = "contributed |used in |eporting |ts reserved|ed by|graphy by|graphs by|Illustration|ic by"
# For each expression the role of a sentence that matches, and strings of which such a sentence has one: found faster.
_LOOKS: dict[str, tuple[Told, list[str]]] = {
    "who stands where": (("caption", "who stands where in the picture"), _WHERE.split("|")),
    "who else wrote it": (("furniture", "who else wrote it"), [*_WRITERS.split("|"), "und by", "©", "opyright ("]),
    "where to write": (_ADDRESS, ["@", "☎", "hone:", "el:", "doi"]),
    "a notice": (_ASKS, ["rivacy", "ookie", "sletter"]),
}


def caption_line(line: str) -> Told | None:
    """The role of a caption or credit on a line of its own; None for a paragraph with a credit at its end."""
    known = patterns("captions")
    if known["a line begins"].match(line):
        return "caption", "it begins as a caption does"
    tail = line[-_LONGEST_CREDIT:]
    if len(line) < 300 and (known["ends on a credit"].search(tail) or known["names with a slash"].search(tail)):
        *story, last = _SENTENCE_ENDS.split(line)
        return None if story and not has_verb(last) and _tells(story) else ("caption", "it ends on a credit")
    return None


def _tells(parts: Sequence[str]) -> bool:
    """Whether the sentences before a credit tell a story: two with a verb or a reported one, none of a picture."""
    known = patterns("captions")
    if known["somebody is shown"].match(parts[0]) or any(map(known["who stands where"].search, parts)):
        return False
    return has_verb(parts[0]) and (any(map(has_verb, parts[1:])) or _is_reported(parts[-1]))


def glued_captions(split: Splitter, text: str, blocks: list[Block]) -> list[Block]:
    """Split captions, credits and calls off the paragraphs that they are glued into."""
    found: list[Block] = []
    story, apart = False, len(_APART.findall(text))
    joined = 0 < 3 * apart <= apart + len(_TOUCHED.findall(text))
    for block in blocks:
        plain = block.role == "body" and not block.reason and not block.gaps
        pieces = _parted(text, block, split, opens=not story, joined=joined) if plain else [block]
        story = story or any(piece.role == "body" for piece in pieces)
        found.extend(pieces)
    # A text of nothing but captions is read as it stands, and so is one of a line or two.
    return found if story and len(text) > _NO_PAGE else blocks


def _parted(text: str, block: Block, split: Splitter, *, opens: bool, joined: bool) -> list[Block]:
    """The parts of a block; of the first sentence of a story only its label is split off."""
    sentences = list(split(text, block.span.start, block.span.end))
    told = [why_no_sentence(text, *sentence) for sentence in sentences]
    for place in range(len(sentences)) if joined else ():
        line = text[slice(*sentences[place])]
        told[place] = told[place] or (_LINE_WITHOUT_STOP if _had_no_stop(line) else None)
    if len(sentences) > 1 and told[-1] is None:
        told[-1] = _behind_paragraph(text[slice(*sentences[-1])])
    if len(block.span) <= LINE and (whole := _of_all(text, sentences, told)) is not None:
        return [as_role(block, *whole)]
    pieces: list[Block] = []
    start, stop = sentences[0]
    if opens and told[0] == _LABEL_CAPTION and (label := _label_before_story(text[start:stop])):
        told[0] = None
        if text[start + label].islower() or text[start : start + label].isupper():  # else it may say who speaks
            pieces.append(Block(Span(start, start + label - 1), "heading", "a label in front of the first sentence"))
            sentences[0] = start + label, stop
    if not any(told) and not pieces:
        return [block]
    for what, run in groupby(zip(told, sentences, strict=True), itemgetter(0)):
        spans = [Span(*sentence) for _, sentence in run]
        if what is None:
            pieces.append(Block(Span(spans[0].start, spans[-1].end), "body"))
        else:
            pieces += [Block(span, *what) for span in spans]
    return pieces


def _had_no_stop(line: str) -> bool:
    """Whether a sentence of a text with joined lines was a short line without a stop: “Getting emotional .”."""
    words = line.split()
    leans = words[0].lower().replace("’", "'") in _LEANS
    return 1 < len(words) <= _LONGEST_LINE + 1 and words[-1] == "." and words[-2][-1] not in ",;:" and not leans


def _behind_paragraph(line: str) -> Told | None:
    """The role of a credit or of a button's label (“Share this article”) at the end of a paragraph; None for others."""
    told = None if has_verb(line) else caption_line(line)
    return told or (None if has_stop(line) else conventional_line(line))


def _label_before_story(line: str) -> int:
    """The length of the label in front of a sentence of the story; 0 where there is none."""
    known = patterns("captions")
    label = known["a label"].match(line[:_LABEL_ENDS])
    if label is None or known["who stands where"].search(line) or not has_verb(line[label.end() :]):
        return 0
    return label.end()


def _of_all(text: str, sentences: Sequence[tuple[int, int]], told: Sequence[Told | None]) -> Told | None:
    """The role of a short paragraph as a whole: a note if its first sentence is, a call if the rest goes with it."""
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


def why_no_sentence(text: str, start: int, end: int) -> Told | None:
    """The role of a sentence that is not of the story, with the reason; None where it is of the story."""
    line = text[start:end]
    told = _told(text, start, end)
    if told is not None and (line.count('"') % 2 or line.count("“") != line.count("”")):
        return None  # it is part of a quotation
    if told in (_ASKS, _NOTE) and ":" not in line[:_LABEL_NEAR] and _is_reported(line):
        return None
    return told


def _is_reported(line: str) -> bool:
    """Whether a sentence ends with its reporting clause, as in “Send us a card, she told them”."""
    _, comma, tail = line.rpartition(",")
    found = (word.rstrip(".!?") for word in tail.split() if comma)
    return any(word in forms("reporting_verbs") and word[-1] in "ds" for word in found)


def _told(text: str, start: int, end: int) -> Told | None:
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
    for name, (told, letters) in _LOOKS.items():
        if any(map(line.__contains__, letters)):
            found = speaks_to_reader(line) if name == "a notice" else known[name].search(line)
            if found and not (told == _ADDRESS and _CLAUSE.search(line)):
                return told
    return None


def _speaks(text: str, start: int) -> bool:
    """Whether a line begins with the label of a speaker, which other lines have, too."""
    label = _SPEAKER.match(text, start) if start == 0 or text[start - 1] == "\n" else None
    again = label is not None and _stands_near(text, f"\n{label.group()}", start, label.end())
    return again or label_at(text, start) != ""


def _is_labelled(text: str, start: int, line: str) -> bool:
    """Whether a sentence begins with a label that is no speaker: “Feat: The drummer…”, “Affordable: bulgaria has…”."""
    label, known = line.partition(":")[0].strip("'‘’"), patterns("captions")
    parts = label.split()
    if known["a label and a small letter"].match(line):
        told = has_verb(label)
    else:  # “The bet: If…”, “Among them: A van…”
        told = known["a label and a capital"].match(line) is None or parts[0] in openers()
    if told or role_gender(parts[-1].lower()) is not None or parts[0].lower() in _NUMBERS:
        return False  # “Two answers: …”, “Federal judge: …”
    return not (parts[-1][0].isupper() and _stands_near(text, f" {parts[-1]}", start, start + len(label)))


def _stands_near(text: str, what: str, start: int, end: int) -> bool:
    return what in text[max(0, start - _NEAR) : start] or what in text[end : end + _NEAR]


def _is_line(line: str) -> bool:
    """Whether a line without a stop of its own describes a picture or has a label: “Loud: ‘We play’ ."""
    known = patterns("captions")
    if known["somebody is shown"].match(line[:160]):
        return True
    label = known["a label"].match(line[:80])
    last = label.group().split()[-1].rstrip(":").lower() if label is not None else ""
    return label is not None and last not in forms("reporting_verbs") and role_gender(last) is None
