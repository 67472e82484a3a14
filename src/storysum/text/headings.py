"""Titles and headings that are marked as such, in title case or in capitals; the chain of `line_roles` finds others."""

import re
from collections.abc import Sequence
from itertools import pairwise

from storysum.model.article import Block, Role
from storysum.text.furniture import MAIL_HEAD
from storysum.text.lines import CLOSERS, LINE, all_as_role, as_role, has_stop, has_verb, in_title_case, listed
from storysum.wordlists import patterns

_LABELLED = re.compile(r"(?:title|headline|subject):\s+(?:(?:fwd?|re):\s+)*(?=\S)", re.IGNORECASE)
_TAG = re.compile(r"(?<!\S)#[^\W\d_]")
# “The loudest band in the county.” — Jude Ferrant
_SIGNED = re.compile(r"[“\"‘][^“”\"]{12,400}[”\"’]\s*(?:―|—|–|--?)\s*\w")
_QUOTE_MARKS = "“\"‘'«„"
_ADDRESS = re.compile(r"\S@\S|https?://|www\.")
_BARS = re.compile(r"\s[|»›>·•]\s|\w\|\w|\s/\s.*\s/\s")
# “Attendance: 1,204”, “Ref: SH/2019/4”, “Issue 9”
_FIGURES = re.compile(r"[A-Z][\w ]{0,20}:\s?(?:[\d\W]+|\S*\d\S*)$|.*\b(?:Issue|No\.|Vol\.) ?[\dIVXL]")
_LEANS = re.compile(
    r"\W{0,3}(?:He|She|They|It|His|Her|Their|Its|This|That|These|Those|But|And|However|Then|Both|Neither)\b"
)
_CROSSHEAD, _LONGEST_HEADING = 5, 120  # words, characters


def own_marks(line: str) -> tuple[Role, str] | None:
    """A heading or title that is marked as one: `## The Early Years`, a rule of stars, a line of tags, “Hey Petra,”."""
    if reason := listed("headings", line):
        return "heading", reason
    if _LABELLED.match(line):
        return "title", "labelled as the title"
    tags = len(_TAG.findall(line)) if line[0] == "#" else 0
    return ("heading", "a line of tags") if tags > 1 and 3 * tags >= 2 * len(line.split()) else None


def plain_title(title: str | None) -> str | None:
    """A title without the marks or the label that precede it."""
    marks = patterns("headings")["marked as a heading"]
    return title and " ".join(_LABELLED.sub("", marks.sub("", title)).removesuffix(" ==").split())


def titles(title: str | None, text: str, blocks: list[Block]) -> list[Block]:
    """Find the title that was given or is marked, and titles and headings in capitals or title case.

    A title with a verb above “She…” or “But…” is a sentence of the story.
    """
    wanted = title.casefold().split() if title else None
    found, told = list(blocks), False  # whether a title or body was seen above
    shouted = sum(len(block.span) for block in blocks if block.span.of(text).isupper())
    shouts = 2 * shouted > sum(len(block.span) for block in blocks)
    for index, (block, below) in enumerate(pairwise(blocks)):
        line = block.span.of(text) if len(block.span) <= LINE else ""
        if line.isupper():
            stands_out = not shouts and line.count(" ") > 1 and not below.span.of(text).isupper()
        else:
            stands_out = in_title_case(line.split())
        if wanted and line.casefold().split() == wanted:
            found[index] = as_role(block, "title", "the title that was given")
        elif index == 0 and line.startswith("# "):
            found[index] = as_role(block, "title", "marked as the title")
        elif block.role == "title" and below.role == "body" and _LEANS.match(text, below.span.start) and has_verb(line):
            found[index] = as_role(block, "body", "")
        elif block.role == "body" and line[:1].isalnum() and stands_out:
            found[index] = as_role(block, "heading" if told else "title", "a line in capitals or in title case")
        told = told or found[index].role in ("body", "title")
    return found


def lines_without_stop(text: str, blocks: list[Block]) -> list[Block]:
    """Titles and headings where the chain does not know the language: short lines without a stop above a paragraph."""
    found, told = list(blocks), False  # whether a title or body was seen above
    for index, (block, below) in enumerate(pairwise(blocks)):
        line = block.span.of(text) if block.role == "body" and len(block.span) <= _LONGEST_HEADING else ""
        if line and not has_stop(line) and line[-1] not in ":,;، " and has_stop(below.span.of(text)):
            found[index] = as_role(block, "heading" if told else "title", "a line without a stop")
        told = told or found[index].role in ("body", "title")
    return found


def sections_at_the_end(text: str, blocks: list[Block]) -> list[Block]:
    """Sections such as “References” or “Further reading” at the end of a text, headings included."""
    known, found = patterns("page_talk")["heads of what ends a page"], len(blocks)
    for index in range(len(blocks) - 1, _first_body(blocks), -1):
        if len(blocks[index].span) > LINE:
            break
        if index + 1 < len(blocks) and known.fullmatch(blocks[index].span.of(text).strip("#:=*–—…. ")):
            found = index
    return all_as_role(blocks, range(found, len(blocks)), "furniture", "stands under the head of what is no story")


def _first_body(blocks: Sequence[Block]) -> int:
    """The index of the first body block; the number of blocks where there is none."""
    return next((index for index, block in enumerate(blocks) if block.role == "body"), len(blocks))


def is_of_the_page(line: str) -> bool:
    """Whether a line cannot be a title: an address, parts between bars, a label with a number, or all in brackets."""
    known = MAIL_HEAD.match(line) or _ADDRESS.search(line) or _BARS.search(line) or _FIGURES.match(line)
    return not has_stop(line) and (bool(known) or line[0] + line[-1] in ("[]", "()"))


def is_whole_quotation(line: str) -> bool:
    """Whether a line is one quotation, signed or not; not a heading that begins with a song title."""
    if _SIGNED.match(line):
        return True
    stopped = line[-2:-1] in (".", "?", "!", ",")
    if line[0] in "‘'" and line.count("'") + line.count("’") < 3 and len(line.split()) <= _CROSSHEAD and not stopped:
        return False  # ‘Shaking with anger’
    spoken = len(line.split()) > 2 or stopped
    if line[0] not in _QUOTE_MARKS or line[-1] not in CLOSERS or not spoken:
        return False
    return not any(mark in line[1:-1] for mark in ("”", '"', "»", "“"))
