"""What each block of an article is: title, byline, dateline, heading, caption, list item or body.

Pages that were saved as text carry more than the story: a summary must not repeat any of it. The
rules look at a block's own words and at where it stands; whatever no rule claims is body.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from attrs import evolve, frozen

from storysum.model.article import Block, Role
from storysum.model.span import Span
from storysum.text.data import words
from storysum.text.dates import DATE_LINE, date_in
from storysum.text.front import (
    PLACE,
    STAMP,
    Front,
    front,
    is_authors,
    is_name,
    is_place,
    is_stamped,
    is_tags,
    name_in_byline,
)

__all__ = ["Layout", "layout"]


@frozen
class Layout:
    """The blocks of a text with their roles, and what its furniture says."""

    blocks: tuple[Block, ...]
    title: str | None = None
    byline: str | None = None
    published: datetime.date | None = None


_CAPTION = re.compile(
    r"[\[(]?\s*(?:(?:photo|photos|photograph|photographs|photography|picture|pictures|image|images|illustration"
    r"|artwork|caption|credit|video|audio|graphic|pictured|source|copyright|file photo)(?:\s+(?:credit|caption|"
    r"courtesy|by|from))?\s*[:|/—–]|(?:photo|photograph|photos|photographs|picture|image|illustration|graphic|"
    r"video)s?\s+(?:by|courtesy|credit)\b|©|\(c\)\s|courtesy of\s|image copyright|media playback|getty images"
    r"|(?:read|see|watch|listen|find out|sign up|subscribe|click|follow us|share|related|advertisement|"
    r"recommended|more on this|also on)\b(?:[^.!?]{0,60}:|[^.!?]{0,40}$))",
    re.IGNORECASE,
)
_CREDIT_AT_END = re.compile(
    r"(?:\b(?:photo|photograph|photographs|picture|image|illustration)s?:\s[^.:]{2,60}"
    r"|\((?:photo|photograph|picture|image|credit|ap|reuters|getty)[^()]{0,80}\)|/\s?(?:getty images|ap|afp|reuters|"
    r"alamy|rex features)|(?:via )?getty images)[\s.]*$",
    re.IGNORECASE,
)

_ITEM = re.compile(r"(?:[•●▪◦‣⁃∙·*+]|-)\s+(?=\S)")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]\s+(?=\S)")

# “The loudest band in the county.” — Jude Ferrant
_SIGNED = re.compile(r"[“\"‘][^“”\"]{12,400}[”\"’]\s*(?:―|—|–|--?)\s*\w")
_CLOSERS = "\"”’'»)]*_"
_QUOTE_MARKS = "“\"‘'«„"
_SPEAKER_LABEL = re.compile(r"[A-Z][^:]{0,40}:\s")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_TITLE_LABEL = re.compile(r"(?:title|headline):\s+(?=\S)", re.IGNORECASE)
_ANNOUNCES = re.compile(r"(?:ed|said|says|told|wrote|writes|asks|adds|that|he|she|they):$", re.IGNORECASE)
_ADDRESS = re.compile(r"\S@\S|https?://|www\.")
_LONGEST_NAMES = 400
_FEW_LINES = 6
_LONGEST_CREDIT = 120
_AGENCIES = ("images", "ap", "afp", "reuters", "alamy", "rex features")
_OPENING = 2000
_LONGEST_HEADING = 16
_LONGEST_TITLE = 24


def layout(text: str, paragraphs: Sequence[tuple[int, int]], title: str | None = None) -> Layout:
    """The role of each paragraph; an artefact in front of the first sentence is a block of its own.

    Args:
        text: The article.
        paragraphs: Start and end of each, in order.
        title: The title if the caller knows it; where the text repeats it, that block is the title.
    """
    blocks = [Block(Span(start, end), _own_role(text, start, end)) for start, end in paragraphs]
    blocks = _single_numbers_are_body(text, blocks)
    blocks = _authors(text, _name_under_by(text, blocks))
    blocks = _headings(text, blocks, title)
    blocks = _fallback_body(_places(text, blocks))
    blocks, said = _fronts(text, blocks)
    blocks, byline, date = _byline(text, blocks)
    own = next((block.span.of(text) for block in blocks if block.role == "title"), None)
    return Layout(tuple(blocks), title or _plain(own), said.byline or byline, said.published or date)


def _plain(title: str | None) -> str | None:
    return title and _TITLE_LABEL.sub("", _MARKDOWN_HEADING.sub("", title))


def _own_role(text: str, start: int, end: int) -> Role:
    """What a block is by its own words alone: a heading only by its marks, else perhaps body."""
    if end - start > 400:
        return "item" if _ITEM.match(text, start, start + 8) else "body"
    block = text[start:end]
    if _MARKDOWN_HEADING.match(block) or not any(map(str.isalnum, block)) or is_tags(block):
        return "heading"  # or the stars that divide two sections
    if _ITEM.match(block) or _NUMBERED.match(block):
        return "item"
    if DATE_LINE.match(block) or is_stamped(block):
        return "dateline"
    if _CAPTION.match(block) or _ends_on_credit(block):
        return "caption"
    if name_in_byline(block) is not None:
        return "byline"
    return "body"


def _ends_on_credit(block: str) -> bool:
    tail = block[-_LONGEST_CREDIT:]
    # Most lines have none of these, and need no search.
    likely = ":" in tail or "(" in tail or tail.rstrip(" .").lower().endswith(_AGENCIES)
    return likely and len(block) < 300 and _CREDIT_AT_END.search(tail) is not None


def _name_under_by(text: str, blocks: list[Block]) -> list[Block]:
    """A name that has the line under “By” to itself."""
    for index, block in enumerate(blocks[:_FEW_LINES]):
        if len(block.span) <= 4 and block.span.of(text).rstrip(" .:").lower() == "by" and index + 1 < len(blocks):
            name = blocks[index + 1]
            if len(name.span) < 60 and is_name(name.span.of(text).rstrip(" .")):
                both = [evolve(block, role="byline"), evolve(name, role="byline")]
                return [*blocks[:index], *both, *blocks[index + 2 :]]
    return blocks


def _authors(text: str, blocks: list[Block]) -> list[Block]:
    """The names, addresses and schools of those who wrote it, in front of the story."""
    if "@" not in text[:_OPENING]:
        return blocks
    found = list(blocks)
    for index, block in enumerate(blocks):
        written = block.span.of(text)
        if block.role == "body" and is_authors(written):
            found[index] = evolve(block, role="byline")
            above = blocks[index - 1].span.of(text) if index and len(blocks[index - 1].span) < 60 else ""
            if not any(map(str.isspace, written)) and is_name(above):
                found[index - 1] = evolve(blocks[index - 1], role="byline")  # the address has a line to itself
        elif block.role == "body" and len(block.span) > _LONGEST_NAMES:
            break
    return found


def _single_numbers_are_body(text: str, blocks: list[Block]) -> list[Block]:
    """A numbered block is an item of a list only if it has a neighbour in that list."""
    numbered = [
        block.role == "item" and bool(_NUMBERED.match(text, block.span.start, block.span.end)) for block in blocks
    ]
    alone = [
        here and not (index and numbered[index - 1]) and not (index + 1 < len(blocks) and numbered[index + 1])
        for index, here in enumerate(numbered)
    ]
    return [evolve(block, role="body") if single else block for block, single in zip(blocks, alone, strict=True)]


def _headings(text: str, blocks: list[Block], title: str | None) -> list[Block]:
    """Blocks that read as a title or a heading get that role, unless most of the text does."""
    marked = list(blocks)
    title_words = title.casefold().split() if title else None
    before_story = True
    for index, block in enumerate(blocks):
        if block.role != "body":
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        own_title = following is not None and (
            (index == 0 and _is_title(text, block.span))
            or (before_story and bool(_TITLE_LABEL.match(text, block.span.start, block.span.end)))
        )
        if own_title or _repeats(text, block.span, title_words):
            marked[index] = evolve(block, role="title")
        elif _is_heading(text, block.span, following):
            marked[index] = evolve(block, role="heading")
        else:
            before_story = False
    if before_story or _mostly_headings(text, marked):
        # Verse, a chat or a list of lines: nothing here is a heading to any other part.
        return [
            new if new.role != "heading" or old.role == "heading" else old
            for old, new in zip(blocks, marked, strict=True)
        ]
    return _lists_under_headings(marked)


def _places(text: str, blocks: list[Block]) -> list[Block]:
    """The line under the date in front of a story, where it says where that was written."""
    for index, block in enumerate(blocks[:_FEW_LINES]):
        under_date = index > 0 and blocks[index - 1].role == "dateline"
        if under_date and block.role in ("heading", "body") and len(block.span) <= 80 and is_place(block.span.of(text)):
            return [*blocks[:index], evolve(block, role="dateline"), *blocks[index + 1 :]]
    return blocks


def _lists_under_headings(blocks: list[Block]) -> list[Block]:
    """Of three headings or more in a row, once the story has begun, all but the first are a list."""
    found = list(blocks)
    begun = run = 0
    for index, block in enumerate([*blocks, None]):
        if block is not None and block.role == "heading":
            run += 1
            continue
        if run >= 3 and begun:
            for place in range(index - run + 1, index):
                found[place] = evolve(blocks[place], role="item")
        run = 0
        begun += block is not None and block.role == "body"
    return found


def _repeats(text: str, span: Span, title_words: Sequence[str] | None) -> bool:
    """Whether a block is the title that the caller gave, whatever its case and spaces."""
    return bool(title_words) and len(span) < 300 and span.of(text).casefold().split() == title_words


def _mostly_headings(text: str, blocks: Sequence[Block]) -> bool:
    def size(*roles: Role) -> int:
        return sum(len(block.span) for block in blocks if block.role in roles)

    headings = sum(block.role == "heading" for block in blocks)
    bodies = sum(block.role in ("body", "item") for block in blocks)
    return size("heading") > size("body", "item") or headings > 2 * bodies + 3


def _is_title(text: str, span: Span) -> bool:
    """A first block that reads as a headline: no sentence, or one set in title case."""
    if len(span) > 200:
        return False
    block = span.of(text)
    parts = block.split()
    if len(parts) > _LONGEST_TITLE or _ADDRESS.search(block) or _is_whole_quotation(block):
        return False
    last = block.rstrip(_CLOSERS)[-1:]
    if last in (",", ";", ":") or STAMP.match(block) or PLACE.match(block):
        return False
    if len(parts) > _LONGEST_HEADING and not _in_title_case(parts):
        return False
    return last not in ".…—–-" or (last == "." and not block.endswith("..") and _in_title_case(parts))


def _in_title_case(parts: Sequence[str]) -> bool:
    """Whether nearly every word that a title would capitalize is capitalized."""
    small = words("title_small_words")
    telling = [part for part in parts if part[:1].isalpha() and part.strip(".,:;?!").lower() not in small]
    raised = sum(part[0].isupper() for part in telling)
    return len(telling) >= 4 and raised >= 0.9 * len(telling)


def _is_heading(text: str, span: Span, following: Block | None) -> bool:
    if len(span) > 120:
        return False
    block = span.of(text)
    if block.count("\n") or not any(character.isalnum() for character in block):
        return False
    parts = block.split()
    if len(parts) > _LONGEST_HEADING or _is_whole_quotation(block) or block[0] in "—–":
        return False
    last = block.rstrip(_CLOSERS)[-1:]
    if last == ":":
        # `Holm told reporters:` and `The governor added:` bring on what stands below them.
        brings_on_speech = following is not None and text[following.span.start] in _QUOTE_MARKS
        return not brings_on_speech and len(parts) <= 6 and not _ANNOUNCES.search(block)
    if last == "?":
        return (len(parts) <= 8 or _in_title_case(parts)) and not _SPEAKER_LABEL.match(block)
    return last not in ".!…,;—–-" and not _SPEAKER_LABEL.match(block[:60] if len(parts) > 8 else "")


def _is_whole_quotation(block: str) -> bool:
    """A pull quote, signed or not; not a heading that begins with a song."""
    if _SIGNED.match(block):
        return True
    if block[0] not in _QUOTE_MARKS or block[-1] not in _CLOSERS or len(block.split()) < 3:
        return False
    return not any(mark in block[1:-1] for mark in ("”", '"', "»", "“"))


def _fallback_body(blocks: list[Block]) -> list[Block]:
    """A text with no body takes its longest block for one."""
    if not blocks or any(block.role == "body" for block in blocks):
        return blocks
    longest = max(range(len(blocks)), key=lambda index: (len(blocks[index].span), -index))
    return [evolve(block, role="body") if index == longest else block for index, block in enumerate(blocks)]


def _fronts(text: str, blocks: list[Block]) -> tuple[list[Block], Front]:
    """Cut what stands in front of the first sentence off from it; read what that says."""
    said = Front((), 0)
    cut: list[Block] = []
    stories = 0
    for block in blocks:
        start, end = block.span.start, block.span.end
        if block.role == "dateline" and said.published is None:
            said = evolve(said, published=date_in(text, start, end))
        # Only the opening has an artefact in front; in a digest of several stories each has its place.
        if block.role != "body" or stories > 3:
            cut.append(block)
            continue
        stories += 1
        found = front(text, start, end, opens=stories == 1)
        said = evolve(said, byline=said.byline or found.byline, published=said.published or found.published)
        cut.extend(_parts(text, found))
        # The points of the story, in front of its byline.
        points = text.find(" By . ", found.begin, min(end, found.begin + _OPENING)) if stories == 1 else -1
        if points >= 0 and (after := front(text, points + 1, end)).byline:
            cut.append(Block(Span(found.begin, points), "body"))
            said = evolve(said, byline=said.byline or after.byline, published=said.published or after.published)
            cut.extend(_parts(text, after))
            found = after
        cut.append(Block(Span(found.begin, end), "body"))
    return cut, said


def _parts(text: str, found: Front) -> list[Block]:
    return [Block(Span(a, a + len(text[a:b].rstrip())), role) for role, a, b in found.parts]


def _author(block: str) -> str | None:
    """The name in a byline, in front of an address, or alone."""
    if name := name_in_byline(block):
        return name
    if len(block) <= 4:
        return None  # “By”
    before, at, _ = block.partition("@")
    return name_in_byline("By " + (before.rpartition(" ")[0] if at else before))


def _byline(text: str, blocks: list[Block]) -> tuple[list[Block], str | None, datetime.date | None]:
    """The author, and the date in the byline.

    A byline stands before the story, right after its opening or at its end; elsewhere it is body.
    """
    bodies = [index for index, block in enumerate(blocks) if block.role == "body"]
    first, last = (bodies[0], bodies[-1]) if bodies else (len(blocks), -1)
    name = published = None
    kept = list(blocks)
    for index, block in enumerate(blocks):
        if block.role != "byline":
            continue
        if first + 1 < index < last - 1:
            kept[index] = evolve(block, role="body")
        else:
            name = name or _author(block.span.of(text))
            if "@" not in block.span.of(text):  # the date among addresses is that of a meeting
                published = published or date_in(text, block.span.start, block.span.end)
    return kept, name, published
