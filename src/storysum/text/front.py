"""What stands in front of the first sentence without a line of its own: a byline, stamps, a place.

Pages are saved as text with the newlines taken out, and where a line had no stop one is set that no
word touches: “By . Nora Quill . UPDATED: . 09:53 GMT, 12 March 2012 . The band met in 1979.”
"""

from __future__ import annotations

import datetime
import re

from attrs import evolve, frozen

from storysum.model.article import Block, Role
from storysum.model.span import Span
from storysum.text.data import words
from storysum.text.dates import DATE, DATE_LINE, MONTHS, TIME, date_in
from storysum.text.lines import Told, by_own_words, retold

__all__ = [
    "bylines_in_the_middle",
    "facts",
    "front_lines",
    "glued_fronts",
    "is_dateline_front",
    "places",
]


@frozen
class Front:
    """What stands in front of a story.

    Attributes:
        parts: The role, start and end of each.
        begin: Where the story begins.
        byline: The name that it gives.
        published: The date that it gives.
    """

    parts: tuple[tuple[Role, int, int], ...]
    begin: int
    byline: str | None = None
    published: datetime.date | None = None


# `date 2026-02-07 ` glued in front of the story by whatever saved it.
STAMP = re.compile(
    rf"\s*(?:date|published|posted|updated)\s*:?\s*(?:on\s+)?{DATE}(?:T?\s*\d\d:\d\d(?::\d\d)?Z?)?"
    r"(?:\s+[-–—|]+|(?=\s|$))\s*",
    re.IGNORECASE,
)
# LONDON (Reuters) — · NEW YORK, March 3 (AP) - · LEEDS, England — · (CNN) --
PLACE = re.compile(
    r"(?:(?:[A-Z][A-Z’'.-]+(?:\s[A-Z][A-Z’'.-]+){0,3}(?:,\s+[A-Z][\w.’ -]{1,24}){0,2}?"
    r"|[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2}(?:,\s[A-Z][\w.’ ]{1,20})?(?=\s\([A-Z][\w /.-]{1,24}\)))"
    rf"(?:,\s(?:{MONTHS})\.?\s\d{{1,2}}(?:,\s\d{{4}})?)?(?:\s*\([A-Z][\w /.-]{{1,24}}\))?\s*(?:—|–|--?)\s+"
    r"|\([A-Z][A-Za-z /.-]{1,24}\)\s*(?:—|–|--?)\s+"
    r"|[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2},\s(?:[A-Z]\.){2,3}\s?(?:—|–|--?)\s?"
    r"|[A-Z][A-Z’'.-]+(?:\s[A-Z][A-Z’'.-]+){0,3}(?:,\s[A-Z][\w.’]{1,20})?\s\((?:Reuters|AP|AFP|CNN|UPI)\)\s+"
    r"|\((?:Reuters|AP|AFP|CNN|UPI)\)\s*)(?=\S)"
)
# Preston, Victoria, Australia, as far as the last comma.
_PLACES = re.compile(r"(?:[^\W\d_a-z][\w’'.-]{1,20}(?: [^\W\d_a-z][\w’'.-]{1,20}){0,2}, ){1,2}")
_PLACE_LINE = re.compile(_PLACES.pattern + r"[^\W\d_a-z][\w’'.-]{1,20}(?: [^\W\d_a-z][\w’'.-]{1,20}){0,2}")
_CAPITAL_OR_DASH = re.compile(r"(?P<dash>(?:—|–|--?)\s+)?(?P<word>[^\W\d_a-z][\w’'-]{0,20})\s+(?=\S)")

# The stop that stands for the end of a line.
_APART = r"\s{1,9}\.(?=\s|$)"
_NAME = rf"(?P<name>[^\W\d_a-z](?:(?!{_APART})[^\n]){{1,90}}+){_APART}\s*"
_BY = re.compile(rf"\s{{0,9}}(?:(?:Written|Reported) b|B)y(?P<apart>{_APART})?\s{{1,9}}{_NAME}")
_AND = re.compile(rf"(?:and\s(?:\.\s)?)?{_NAME}")
_STAMPED = re.compile(
    rf"(?:(?:(?:first |last )?(?:published|updated|posted|created|modified)(?: at| on)?\s?:?(?:{_APART})?\s{{0,9}}"
    rf"(?:{TIME}\s?(?:,|on)?\s{{0,9}})?(?:{DATE})?|(?:{TIME}\s?,?\s(?:on\s)?)?{DATE})(?:{_APART}|\s?\|(?:{_APART})?)"
    rf"|\|(?:{_APART})?)\s*",
    re.IGNORECASE,
)
# “Friday, May 9, 2014 On Tuesday …”
_RUN_IN_DATE = re.compile(rf"(?i:{DATE})\s+(?=(?P<word>[^\W\d_a-z][\w’']*)\s)")
# What a paper puts in front of its first sentence.
_LABEL = re.compile(
    r"(?:Abstract|ABSTRACT|Summary|SUMMARY|UPDATED?|EXCLUSIVE|BREAKING(?: NEWS)?|WATCH|VIDEO|OPINION|REVIEW|LIVE)"
    r"(?:[.:]|\s?[—–-])\s+(?=[^\W\d_a-z]|[“\"‘'])"
)
_LOOK_AT = 200

_BYLINE = re.compile(
    r"(?:(?:written|words|text|story|reported|reporting|posted|report|interview)\s+by[:\s]|by\s|by:\s?"
    r"|byline:\s?|words:\s?|text:\s?|author:\s?|writer:\s?)\s*(?:\.\s+)?(?P<name>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
# What may follow the name in a byline: a date, a paper, a trade.
_AFTER_NAME = re.compile(r"\s*(?:[,|•·–—/@(]|\s-\s|\s\.\s+and\s|\b[Ff]or\s|\bin\s|\bat\s|\bon\s|\d).*", re.DOTALL)
# The stop of a line that was joined to the next, which is no second name.
_STORY_BEHIND = re.compile(r"\s\.\s+(?!and\b)\S")
_NAME_WORD = re.compile(r"[^\W\d_][\w.’'-]*$")
_ADDRESS = re.compile(r"[^\s@]{1,80}@[^\s@]{1,80}\.\w")
_MOST_WORDS = 300
_LONGEST_NAMES = 400
_FEW_LINES = 6
_OPENING = 2000


def front(text: str, start: int, end: int, *, opens: bool = True) -> Front:
    """What stands in front of the first sentence of a block.

    Args:
        text: The text.
        start: Where the block begins.
        end: Where it ends.
        opens: Whether the article begins with it; else only a place is looked for.

    >>> found = front("By . Nora Quill . UPDATED: . 09:53, 12 March 2012 . It rained.", 0, 62)
    >>> found.byline, found.published, found.begin
    ('Nora Quill', datetime.date(2012, 3, 12), 52)
    """
    if not opens:
        begin = _place(text, start, end)
        return Front((("dateline", start, begin),) if begin > start else (), begin)
    parts: list[tuple[Role, int, int]] = []
    begin, byline = start, None
    by = _BY.match(text, start, end)
    if by is not None and is_name(by["name"], sure=by["apart"] is not None):
        byline = name_in_byline("By " + by["name"].removesuffix(" and"))
        begin = by.end()
        more = _AND.match(text, begin, end)
        while (
            more
            and (more.group().startswith("and") or by["name"].endswith(" and"))
            and is_name(more["name"], sure=True)
        ):
            by, begin = more, more.end()
            more = _AND.match(text, begin, end)
        parts.append(("byline", start, begin))
    dated = begin
    while (stamped := _STAMPED.match(text, begin, end)) or (
        begin == start and (stamped := STAMP.match(text, begin, end))
    ):
        begin = stamped.end()
    if (label := _LABEL.match(text, begin, end)) is not None:
        parts.append(("heading", begin, label.end()))
        dated = begin = label.end()
    if (run_in := _RUN_IN_DATE.match(text, begin, end)) and (
        run_in.group().lower()[:9].partition("day")[1] or run_in["word"] in words("sentence_openers")
    ):
        begin = run_in.end()
    published = date_in(text, dated, begin)
    begin = _place(text, begin, end)
    if begin > dated:
        parts.append(("dateline", dated, begin))
    if not start < begin < end:
        return Front((), start)
    return Front(tuple(parts), begin, byline, published)


def _place(text: str, start: int, end: int) -> int:
    """Where the story begins after the place that it is reported from; `start` where there is none."""
    found = PLACE.match(text, start, min(end, start + 120))
    if found is not None and found.end() < end:
        return found.end()
    places = _PLACES.match(text, start, min(end, start + _LOOK_AT))
    openers = words("sentence_openers")
    if places is None or re.split(r"\W", places.group(), maxsplit=1)[0] in openers:
        return start
    at = places.end()
    for number in range(4):  # the last part has up to three words
        word = _CAPITAL_OR_DASH.match(text, at, end)
        if word is None:
            return start
        if word["word"] in openers:
            return word.start("word") if number else start
        if word["dash"]:
            return start
        at = word.end()
    return start


def is_name(name: str, *, sure: bool = False) -> bool:
    """Whether all words are a person's or a paper's; `sure` says that a name is due here, and some may be small.

    >>> is_name("Nora van der Quill"), is_name("It rained")
    (True, False)
    """
    found = name.split()
    small = words("name_particles") | words("title_small_words")
    raised = sum(word[0].isupper() for word in found)
    low = sum(word[0].islower() and word not in small for word in found)
    return len(found) <= 14 and raised > 0 and (low == 0 or (sure and low <= 2 and low < raised))


def name_in_byline(block: str) -> str | None:
    """The name in a byline; None where that is none.

    >>> name_in_byline("By Nora Quill, staff writer"), name_in_byline("By morning it rained.")
    ('Nora Quill', None)
    """
    match = _BYLINE.match(block) if len(block) <= 120 else None
    if match is None or block.endswith(("?", "!", ":", ",")) or _STORY_BEHIND.search(match["name"]):
        return None
    name = _AFTER_NAME.sub("", match["name"]).rstrip(" .")
    parts = name.split()
    joined = words("name_particles")
    if not 1 <= len(parts) <= 8 or not all(_NAME_WORD.match(part) for part in parts):
        return None
    if not all(part[0].isupper() or part.lower() in joined for part in parts):
        return None
    return name


def is_stamped(line: str) -> bool:
    """Whether a line says when the story was published, or is about to.

    >>> is_stamped("UPDATED: 09:22 EST, 9 July 2013"), is_stamped("PUBLISHED:"), is_stamped("Updated songs")
    (True, True, False)
    """
    if len(line) > _LOOK_AT or line[:1].lower() not in "publastfirscemdo|0123456789":
        return False
    line += " . "
    at = 0
    while stamped := _STAMPED.match(line, at):
        at = stamped.end()
    return at > 0 and not line[at:].strip(" .")


def is_authors(block: str) -> bool:
    """Whether a block is names, their addresses and where they work, with no sentence among them.

    >>> is_authors("Nora Quill nora@dial.example.org Evening School, Leeds"), is_authors("We wrote to a@b.org twice.")
    (True, False)
    """
    if "@" not in block or not _ADDRESS.search(block):
        return False
    found = block.split()
    small = words("name_particles") | words("title_small_words")
    names = [word for word in found if word[0].isalpha() and "@" not in word]
    low = sum(word[0].islower() and word.strip(",;.") not in small for word in names)
    return len(found) <= _MOST_WORDS and 6 * low <= len(names) and (len(found) == 1 or found[0][0].isupper())


def is_place(line: str) -> bool:
    """Whether a line is a place and where that is: of three parts, for two may be a person and an office.

    >>> is_place("Hornsea, East Riding, England"), is_place("Nora Quill, Editor")
    (True, False)
    """
    return len(line) <= 80 and line.count(",") == 2 and _PLACE_LINE.fullmatch(line) is not None


def is_dateline_front(line: str) -> bool:
    """Whether a line begins as a story does behind its stamp or place."""
    return STAMP.match(line) is not None or PLACE.match(line) is not None


def _line(line: str) -> Told | None:
    if DATE_LINE.match(line) or is_stamped(line):
        return "dateline", "a date and nothing else"
    return ("byline", "the name of who wrote it") if name_in_byline(line) is not None else None


def front_lines(text: str, blocks: list[Block]) -> list[Block]:
    """Dates and bylines on lines of their own; a name under “By”; the addresses of authors."""
    found = by_own_words(text, blocks, _line)
    for index, block in enumerate(found[:_FEW_LINES]):
        if len(block.span) <= 4 and block.span.of(text).rstrip(" .:").lower() == "by" and index + 1 < len(found):
            name = found[index + 1]
            if len(name.span) < 60 and is_name(name.span.of(text).rstrip(" .")):
                found[index] = retold(block, "byline", "“By” alone")
                found[index + 1] = retold(name, "byline", "the name under “By”")
                break
    if "@" not in text[:_OPENING]:
        return found
    for index, block in enumerate(found):
        written = block.span.of(text)
        if block.role == "body" and is_authors(written):
            found[index] = retold(block, "byline", "names and addresses")
            above = found[index - 1].span.of(text) if index and len(found[index - 1].span) < 60 else ""
            if not any(map(str.isspace, written)) and is_name(above):
                found[index - 1] = retold(found[index - 1], "byline", "the name above an address")
        elif block.role == "body" and len(block.span) > _LONGEST_NAMES:
            break
    return found


def places(text: str, blocks: list[Block]) -> list[Block]:
    """The line under the date in front of a story, where it says where that was written."""
    for index, block in enumerate(blocks[:_FEW_LINES]):
        under_date = index > 0 and blocks[index - 1].role == "dateline"
        if under_date and block.role in ("heading", "title", "body") and is_place(block.span.of(text)[:81]):
            return [*blocks[:index], retold(block, "dateline", "a place under the date"), *blocks[index + 1 :]]
    return blocks


def glued_fronts(text: str, blocks: list[Block]) -> list[Block]:
    """Byline, stamps, label and place in front of the first sentence, cut off from it."""
    cut: list[Block] = []
    stories = 0
    for block in blocks:
        start, end = block.span.start, block.span.end
        # Only the opening has them all; in a digest of several stories each has its place.
        if block.role != "body" or stories > 3:
            cut.append(block)
            continue
        stories += 1
        found = front(text, start, end, opens=stories == 1)
        cut.extend(_parts(text, found))
        # The points of the story, in front of its byline.
        points = text.find(" By . ", found.begin, min(end, found.begin + _OPENING)) if stories == 1 else -1
        if points >= 0 and (after := front(text, points + 1, end)).byline:
            cut.append(Block(Span(found.begin, points), "body"))
            cut.extend(_parts(text, after))
            found = after
        cut.append(evolve(block, span=Span(found.begin, end)))
    return cut


def _parts(text: str, found: Front) -> list[Block]:
    return [
        Block(Span(a, a + len(text[a:b].rstrip())), role, "in front of the first sentence") for role, a, b in found.parts
    ]


def bylines_in_the_middle(text: str, blocks: list[Block]) -> list[Block]:
    """A byline stands before the story, right after its opening or at its end; elsewhere it is body."""
    bodies = [index for index, block in enumerate(blocks) if block.role == "body"]
    first, last = (bodies[0], bodies[-1]) if bodies else (len(blocks), -1)
    return [
        retold(block, "body", "") if block.role == "byline" and first + 1 < index < last - 1 else block
        for index, block in enumerate(blocks)
    ]


def facts(text: str, blocks: list[Block]) -> tuple[str | None, datetime.date | None]:
    """The author and the date that the blocks around a story give."""
    name = published = None
    for block in blocks:
        written = block.span.of(text) if block.role in ("byline", "dateline") else ""
        if block.role == "byline":
            name = name or _author(written)
        if block.role == "dateline" or (written and "@" not in written):  # among addresses it is that of a meeting
            published = published or date_in(text, block.span.start, block.span.end)
    return name, published


def _author(line: str) -> str | None:
    """The name in a byline, in front of an address, or alone."""
    line = " ".join(line.split()).removesuffix(" .")
    by = _BY.match(line + " . ")
    if by is not None and is_name(by["name"], sure=by["apart"] is not None):
        return name_in_byline("By " + by["name"].removesuffix(" and"))
    if name := name_in_byline(line):
        return name
    if len(line) <= 4:
        return None  # “By”
    before, at, _ = line.partition("@")
    return name_in_byline("By " + (before.rpartition(" ")[0] if at else before))
