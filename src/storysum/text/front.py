"""What stands in front of the first sentence without a line of its own: a byline, stamps, a place.

Pages are saved as text with the newlines taken out, and where a line had no stop one is set that no
word touches: “By . Nora Quill . UPDATED: . 09:53 GMT, 12 March 2012 . The band met in 1979.”
"""

from __future__ import annotations

import datetime
import re

from attrs import frozen

from storysum.model.article import Role
from storysum.text.data import words
from storysum.text.dates import DATE, MONTHS, TIME, date_in

__all__ = [
    "PLACE",
    "STAMP",
    "Front",
    "front",
    "is_authors",
    "is_name",
    "is_place",
    "is_stamped",
    "is_tags",
    "name_in_byline",
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
_LABEL = re.compile(r"(?:Abstract|ABSTRACT|Summary|SUMMARY)(?:[.:]|\s?[—–-])\s+(?=[^\W\d_a-z])")
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


def is_tags(block: str) -> bool:
    """Whether a block is a line of tags.

    >>> is_tags("#music, #tour #leeds"), is_tags("#1 in the charts")
    (True, False)
    """
    if block[0] != "#":
        return False
    found = block.split()
    tags = sum(word[0] == "#" and word[1:2].isalpha() for word in found)
    return tags > 1 and 3 * tags >= 2 * len(found)
