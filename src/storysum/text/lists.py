"""Lists: their items, the lines that announce them, and stories that consist of a list."""

import re
from collections.abc import Sequence
from itertools import groupby

from attrs import astuple, evolve

from storysum.model.article import Block
from storysum.model.span import Span
from storysum.text.lines import LINE, all_as_role, as_role, has_stop
from storysum.text.turns import label_at

HEAD = "the head of an item, in a story that is a list"
"""The reason of a heading that goes with the sentence below it."""
OF_A_LIST = "an item, in a story that is a list"
"""The reason of an item that is body, so that a summary may take it."""

_BULLET = re.compile(r"(?:[•●▪▫◦‣⁃∙·*+✓✔★☆→➤►■□]|[-–—](?=\s+\S))\s+(?=\S)")
_DASH = re.compile(r"[–—]\s")
_NUMBERED = re.compile(r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]|#\d{1,3}[:.)]?|\d{1,2}:)\s+(?=\S)")
_STEP = re.compile(r"(?:Step|Tip|Part|Rule) (?=\d)")
# The sections of a paper are numbered, too, and are no list.
_SECTION = re.compile(r"(?i)\b(?:introduction|background|methods?|results|discussion|conclusions?|references)\b")
_LONGEST_ITEM = 12


def items(text: str, blocks: list[Block]) -> list[Block]:
    """Find list items: bullets, numbers with a neighbouring number, short lines under one that ends with a colon."""
    found = list(blocks)
    numbered = [False, *(_is_numbered(text, block) for block in blocks), False]
    for index, block in enumerate(blocks):
        start, end = block.span.start, block.span.end
        if block.role != "body":
            continue
        if _BULLET.match(text, start, end) and (not _DASH.match(text, start) or _announced(text, found, index)):
            found[index] = as_role(block, "item", "a bullet")
        elif numbered[index + 1] and (numbered[index] or numbered[index + 2] or _announced(text, found, index)):
            found[index] = as_role(block, "item", "a number, in a list")
        elif index > 0 and end - start <= 80 and _is_under_colon(text, found, index):
            found[index] = as_role(block, "item", "a line under an announcement")
    return found


def _is_numbered(text: str, block: Block) -> bool:
    short = block.role == "body" and len(block.span) <= LINE
    return short and bool(_NUMBERED.match(text, *astuple(block.span))) and not label_at(text, block.span.start)  # A.


def _announced(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether the block above ends with a colon, or is an item of the same list."""
    above = blocks[index - 1]
    return index > 0 and (text[above.span.end - 1] == ":" or (above.role == "item" and above.reason != ""))


def _is_under_colon(text: str, blocks: Sequence[Block], index: int) -> bool:
    above, span = blocks[index - 1], blocks[index].span
    first = text[above.span.end - 1] == ":"
    if not first and above.reason != "a line under an announcement":
        return False
    line = span.of(text)
    if has_stop(line) or len(line.split()) > _LONGEST_ITEM or line[-1] in ",;:" or line[0] in "“\"‘'«„":
        return False
    follows = blocks[index + 1].span if index + 1 < len(blocks) else None
    # A first line under a colon is an item only if another line follows without a blank one, or if it is in lower case.
    alone = first and (follows is None or "\n\n" in text[span.end : follows.start])
    return "\n\n" not in text[above.span.end : span.start].replace("\r", "") and (not alone or line[0].islower())


def lists_of_headings(text: str, blocks: list[Block]) -> list[Block]:
    """Make all but the first of three or more headings in a row items, once the story has begun."""
    found: list[Block] = []
    begun = False
    for headings, run in groupby(blocks, lambda block: block.role == "heading"):
        first, *others = run
        if headings and begun and len(others) > 1:
            others = [as_role(block, "item", "one of many lines under a heading") for block in others]
        found += [first, *others]
        begun = begun or any(block.role == "body" for block in (first, *others))
    return found


def heads_of_items(text: str, blocks: list[Block]) -> list[Block]:
    """Make three or more numbered lines, each above a paragraph, body with the reason `HEAD`, as in a listicle."""
    heads = {
        index
        for index, block in enumerate(blocks[:-1])
        if block.role not in ("dateline", "caption")
        and len(block.span) <= 160
        and _NUMBERED.match(text, block.span.start, block.span.end)
        and not has_stop(block.span.of(text))
        and blocks[index + 1].role == "body"
        and has_stop(blocks[index + 1].span.of(text)[-8:])
    }
    if len(heads) < 3 or any(_SECTION.search(blocks[index].span.of(text)) for index in heads):
        return blocks
    return all_as_role(blocks, heads, "body", HEAD)


def whole_lists(text: str, blocks: list[Block]) -> list[Block]:
    """Make all items body, which may be chosen, where they are longer together than the body."""
    of_items = sum(len(block.span) for block in blocks if block.role == "item")
    of_body = sum(len(block.span) for block in blocks if block.role == "body")
    if of_items <= of_body:
        return blocks
    return [as_role(block, "body", OF_A_LIST) if block.role == "item" else block for block in blocks]


def marks_of_items(text: str, blocks: list[Block]) -> list[Block]:
    """Make the bullets and numbers of items in the body gaps, since an item may stand alone in a summary.

    A bare number elsewhere is a gap only if one less or one more occurs; a dash only in a list that asks no question.
    """
    asks = any(block.reason == OF_A_LIST and text[block.span.end - 1] == "?" for block in blocks)
    bodies = {index: astuple(block.span) for index, block in enumerate(blocks) if block.role == "body"}
    starts = {
        index: step.end() if (step := _STEP.match(text, start)) else start for index, (start, _) in bodies.items()
    }
    marks = {index: mark for index, (_, end) in bodies.items() if (mark := _NUMBERED.match(text, starts[index], end))}
    counts = {int(number) for mark in marks.values() if (number := mark.group().strip("(#:.) ")).isdecimal()}
    found = list(blocks)
    for index, (start, end) in bodies.items():
        mark, listed = marks.get(index), blocks[index].reason in (HEAD, OF_A_LIST)
        if bullet := _BULLET.match(text, start, end):
            mark = bullet if text[start] not in "-–—" or (listed and not asks) else None
        elif mark is not None and not listed and starts[index] == start:
            number = mark.group().strip("(#:.) ")
            mark = mark if number.isdecimal() and counts & {int(number) - 1, int(number) + 1} else None
        if mark is not None:
            found[index] = evolve(blocks[index], gaps=(*blocks[index].gaps, Span(start, mark.end())))
    return found
