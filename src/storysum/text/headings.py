"""Titles and headings: lines that are no sentences, and stand above what is told.

In the head of a page the title is the line next to the byline or the date, not the first line.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from storysum.model.article import Block, Role
from storysum.model.span import Span
from storysum.text.front import is_dateline_front, known_name, name_alone
from storysum.text.furniture import MAIL_HEAD
from storysum.text.lines import CLOSERS, LINE, as_role, has_stop, has_verb, in_title_case, last_mark, listed, prose
from storysum.text.turns import label_at, lines_above, questions
from storysum.wordlists import patterns, words

_LABELLED = re.compile(r"(?:title|headline|subject):\s+(?:(?:fwd?|re):\s+)*(?=\S)", re.IGNORECASE)
_TAG = re.compile(r"(?<!\S)#[^\W\d_]")
# “The loudest band in the county.” — Jude Ferrant
_SIGNED = re.compile(r"[“\"‘][^“”\"]{12,400}[”\"’]\s*(?:―|—|–|--?)\s*\w")
_QUOTE_MARKS = "“\"‘'«„"
_SPEAKER_LABEL = re.compile(r"[A-Z][^:]{0,40}:\s")
_ANNOUNCES = re.compile(r"(?:ed|said|says|told|wrote|writes|asks|adds|that|he|she|they):$", re.IGNORECASE)
_ADDRESS = re.compile(r"\S@\S|https?://|www\.")
_BARS = re.compile(r"\s[|»›>·•]\s|\w\|\w|\s/\s.*\s/\s")
# “Attendance: 1,204”, “Ref: SH/2019/4”, “Issue 9”
_FIGURES = re.compile(r"[A-Z][\w ]{0,20}:\s?(?:[\d\W]+|\S*\d\S*)$|.*\b(?:Issue|No\.|Vol\.) ?[\dIVXL]")
_LEANS = re.compile(
    r"\W{0,3}(?:He|She|They|It|His|Her|Their|Its|This|That|These|Those|But|And|However|Then|Both|Neither)\b"
)
_FIRST_LINE = "a first line that is no sentence"
_LONGEST_HEADING, _LONGEST_TITLE = 16, 24
_CROSSHEAD = 5
_KICKER, _FEWEST = 3, 4  # words of a label above the title, and of the title
_NEAR = 3
_LINES, _BELOW = 24, 12  # blocks among which the head, and the story below it, are looked for: the work stays linear
_FEW_DATES, _DECKS = 3, 3
_LONGEST_ABOVE, _MOST_WORDS = 200, 26  # characters of a line there, words of a title there


def own_marks(line: str) -> tuple[Role, str] | None:
    """A heading by its marks: `## The Early Years`, a rule of stars, a line of tags, “Hey Petra,”."""
    if reason := listed("headings", line):
        return "heading", reason
    tags = len(_TAG.findall(line)) if line[0] == "#" else 0
    return ("heading", "a line of tags") if tags > 1 and 3 * tags >= 2 * len(line.split()) else None


def plain_title(title: str | None) -> str | None:
    """A title without the marks or the label in front of it."""
    marks = patterns("headings")["marked as a heading"]
    return title and " ".join(_LABELLED.sub("", marks.sub("", title)).removesuffix(" ==").split())


def head_of_page(title: str | None, text: str, blocks: list[Block]) -> list[Block]:
    """The title above the first byline or date; what stands above it and what stands between is no body.

    A bare name above the date is a byline.
    """
    if any(block.role == "title" for block in blocks):
        return blocks
    given = title.casefold().split() if title else None
    pairs = [(sign, place) for sign in _signs(text, blocks) if (place := _title_above(text, blocks, sign, given)) >= 0]
    if not pairs:
        return blocks
    # “PA / 2 September / The title / By Nora Quill”: the first that has a title of some words above it.
    sign, place = next((pair for pair in pairs if len(blocks[pair[1]].span.of(text).split()) >= _FEWEST), pairs[0])
    found = list(blocks)
    for index, block in enumerate(blocks[: sign + 2]):
        line = block.span.of(text)[:_LONGEST_ABOVE] if block.role == "body" else ""
        if index == place:
            found[index] = as_role(block, "title", "the line next to the byline or the date")
        elif index < place and block.role in ("body", "item", "heading"):
            found[index] = as_role(block, "furniture", "above the title")
        elif index < place or not line:
            continue
        elif index == sign or (known_name(line) and (index < sign or blocks[sign].role == "dateline")):
            found[index] = as_role(block, "byline", "a name where a byline stands")
        elif index < sign:
            found[index] = as_role(block, "heading", "between the title and the byline")
    return found


def _signs(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """Where a byline or a date stands in the head of a page, which ends where the story begins."""
    paragraphs = prose(text, blocks)
    dates = [index for index, block in enumerate(blocks[: max(paragraphs, default=0)]) if block.role == "dateline"]
    decks, said = 0, False
    for index, block in enumerate(blocks[:_LINES]):
        line = block.span.of(text) if len(block.span) <= _LONGEST_ABOVE else ""
        story = next((place for place in paragraphs[: _LINES + 1] if place > index), len(blocks))
        if block.role == "body" and not line:
            return
        # Dates that come again are those of a diary.
        dated = {index, index + 1}.intersection(dates) and dates[-1] < story and len(dates) <= _FEW_DATES
        dated = dated and (not decks or dates[0] >= index)
        if story > index + _BELOW:
            continue
        signed = block.role == "body" and name_alone(line, sure=bool(dated))
        if block.role == "byline" or (block.role == "dateline" and dated) or signed:
            both = block.role == "byline" and blocks[index + 1 : index + 2] and blocks[index + 1].role == "dateline"
            if decks <= (_DECKS if both else 1) and not (signed and said and not dated):  # who says that
                yield index
        elif block.role == "body" and last_mark(line) == ".":
            decks += 1
            said = said or any(mark in line for mark in '“”"')


def _title_above(text: str, blocks: Sequence[Block], sign: int, given: Sequence[str] | None) -> int:
    """The block that is the title above a byline or a date, or -1.

    The one that was given, or the nearest line that can be one, a longer one above it rather than a word or three
    (“Climate”), and above a deck the line that has a deck.
    """
    lines = {place: block.span.of(text) for place, block in enumerate(blocks[:sign]) if block.role == "body"}
    for place, line in lines.items():
        if _LABELLED.match(line) or line.casefold().split() == given:
            return place
    able = [place for place, line in lines.items() if _can_be_title(line)]
    able = [place for place in able if not is_whole_quotation(lines[place])] or able
    if not able:  # “Metro / Band sells van. It was cold. / By Nora Quill”
        *labels, last = [len(line.split()) for line in lines.values()] or [0]
        return max(lines) if set(labels) == {1} and last <= _MOST_WORDS else -1
    place = next((one for one in reversed(able[-_NEAR:]) if len(lines[one].split()) >= _FEWEST), able[-1])
    if blocks[sign].role == "dateline" and any(last_mark(line) == "." for one, line in lines.items() if one < place):
        return -1  # a date may stand in the middle, too
    while place - 1 in able and _is_full(lines[place - 1]):
        place -= 1
    return place


def _can_be_title(line: str) -> bool:
    parts = line.split()
    if not 2 <= len(parts) <= _MOST_WORDS or not (line[0].isupper() or line[0].isdigit() or line[0] in "“\"‘'#¿¡$£€"):
        return False
    if last_mark(line) in ".,;:…" or is_of_the_page(line):
        return False
    return not patterns("front")["date"].search(line) and not is_dateline_front(line)


def _is_full(line: str) -> bool:
    """Whether a line above another has the words of a title."""
    parts, small = line.split(), words("title_small_words")
    return len(parts) >= _FEWEST and (any(part in small or part.islower() for part in parts) or has_verb(line))


def titles_and_headings(title: str | None, text: str, blocks: list[Block]) -> list[Block]:
    """Titles and headings, of a text whose title the caller may know."""
    title_words = title.casefold().split() if title else None
    marked = list(blocks)
    before_story, asked = True, questions(text, blocks)
    for index, (block, following) in enumerate(zip(blocks, [*blocks[1:], None], strict=False)):
        start = block.span.start
        if index == 0 and following is not None and text.startswith("# ", start):
            marked[0] = as_role(block, "title", "marked as the title")
        if block.role != "body":
            continue
        if start in lines_above(text) or (label_at(text, start) and not in_title_case(block.span.of(text).split())):
            before_story = False
        elif following is not None and before_story and _LABELLED.match(text, block.span.start, block.span.end):
            marked[index] = as_role(block, "title", "labelled as the title")
        elif title_words and len(block.span) < 300 and block.span.of(text).casefold().split() == title_words:
            marked[index] = as_role(block, "title", "the title that was given")
        elif before_story and _is_above_title(text, blocks, index):
            marked[index] = as_role(block, "furniture", "above the title")
        elif before_story and following is not None and _is_title(text, blocks, index, marked):
            marked[index] = as_role(block, "title", _FIRST_LINE)
        elif index in asked:
            before_story = False
        elif _is_heading(text, block.span, following) and not (before_story and _opens(text, blocks, index)):
            marked[index] = as_role(block, "heading", "a line without a stop")
        else:
            before_story = False
    for index, (block, below) in enumerate(pairwise(marked)):
        if block.reason == _FIRST_LINE and below.role == "heading" and _is_kicker(text, block.span, below.span):
            marked[index] = as_role(block, "heading", "a label above the title")
            marked[index + 1] = as_role(below, "title", _FIRST_LINE)
    if before_story or _mostly_headings(marked):
        # Verse, a chat or a list of lines: nothing here is a heading to any other part.
        return [old if new.role == "heading" else new for old, new in zip(blocks, marked, strict=True)]
    return marked


def _is_kicker(text: str, span: Span, below: Span) -> bool:
    """Whether a first line says of what kind the story is whose title stands below: POLITICS, Room 4."""
    line, longer = span.of(text), len(below.of(text).split())
    return longer >= _FEWEST and len(line.split()) <= (_KICKER if line.isupper() else 1)


def _mostly_headings(blocks: Sequence[Block]) -> bool:
    headings = [len(block.span) for block in blocks if block.role == "heading"]
    others = [len(block.span) for block in blocks if block.role in ("body", "item")]
    return sum(headings) > sum(others) or len(headings) > 2 * len(others) + 3


def is_of_the_page(line: str) -> bool:
    """Whether a line, no sentence, is no title: an address, parts between bars, a label and a number, in brackets."""
    known = MAIL_HEAD.match(line) or _ADDRESS.search(line) or _BARS.search(line) or _FIGURES.match(line)
    return not has_stop(line) and (bool(known) or line[0] + line[-1] in ("[]", "()"))


def _is_above_title(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether a line is none of the story, and one that can be its title stands below it."""
    below = [block.span.of(text) for block in blocks[index + 1 : index + 1 + _NEAR] if block.role == "body"]
    titles = (len(line.split()) >= _FEWEST and not has_stop(line) and not is_of_the_page(line) for line in below)
    return len(blocks[index].span) <= LINE and is_of_the_page(blocks[index].span.of(text)) and any(titles)


def _is_title(text: str, blocks: Sequence[Block], index: int, marked: Sequence[Block]) -> bool:
    """A first line that reads as a headline, where what follows can open a story without it."""
    span = blocks[index].span
    above = (one for one in islice(marked, index) if one.reason != "the section of a page")
    if len(span) > 200 or any(block.role not in ("furniture", "dateline") for block in above):
        return False
    line = span.of(text)
    parts, last = line.split(), last_mark(line)
    if index and marked[index - 1].role == "dateline" and len(parts) < _FEWEST:  # a place
        return False
    titled = in_title_case(parts)
    signed = index + 1 < len(blocks) and blocks[index + 1].role == "byline"
    longest = _LONGEST_TITLE if titled or signed else _LONGEST_HEADING
    if len(parts) > longest or MAIL_HEAD.match(line) or _ADDRESS.search(line) or is_whole_quotation(line):
        return False
    if last in (",", ";", ":") or is_dateline_front(line) or (last in "?!" and len(parts) > 14 and not titled):
        return False
    if last in ".…—–-。।۔" and not (last == "." and not line.endswith("..") and titled):
        return False
    return titled or not _opens(text, blocks, index)


def _opens(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether a line is a sentence that lost its stop: it has a verb, and the story below opens on “He…” or “That…”."""
    below = blocks[index + 1 : index + 1 + _BELOW]
    story = next((block.span for block in below if block.role == "body" and len(block.span) > 40), None)
    return story is not None and _LEANS.match(text, story.start) is not None and has_verb(blocks[index].span.of(text))


def _is_heading(text: str, span: Span, following: Block | None) -> bool:
    line = span.of(text)
    if len(line) > 120 or "\n" in line or not any(map(str.isalnum, line)):
        return False
    parts = line.split()
    if len(parts) > _LONGEST_HEADING or is_whole_quotation(line) or line[0] in "—–":
        return False
    last = last_mark(line)
    if last == ":":
        # `Holm told reporters:` and `The governor added:` bring on what stands below them.
        first = text[following.span.start] if following is not None else ""
        brings_on = following is not None and (first in _QUOTE_MARKS or following.role == "item")
        brings_on = brings_on or (first.islower() and len(parts) > 2)
        return not brings_on and len(parts) <= 6 and not _ANNOUNCES.search(line)
    if last == "?":
        return (len(parts) <= 8 or in_title_case(parts)) and not _SPEAKER_LABEL.match(line)
    if last == "." and line.isupper() and line[0].isalpha() and len(parts) > 2:  # THE FAIR AT GOOLE OPENS.
        return following is not None and not following.span.of(text).isupper()
    return last not in ".!…,;—–-。！؟۔।։።။、，" and not _SPEAKER_LABEL.match(line[:60] if len(parts) > 8 else "")


def is_whole_quotation(line: str) -> bool:
    """A pull quote, signed or not; not a heading that begins with a song."""
    if _SIGNED.match(line):
        return True
    stopped = line[-2:-1] in (".", "?", "!", ",")
    if line[0] in "‘'" and line.count("'") + line.count("’") < 3 and len(line.split()) <= _CROSSHEAD and not stopped:
        return False  # ‘Shaking with anger’
    spoken = len(line.split()) > 2 or stopped
    if line[0] not in _QUOTE_MARKS or line[-1] not in CLOSERS or not spoken:
        return False
    return not any(mark in line[1:-1] for mark in ("”", '"', "»", "“"))
