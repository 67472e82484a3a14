"""The head of a page: the title is the line next to the byline or the date, not the first line of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from storysum.model.article import Block
from storysum.text.front import is_dateline_front
from storysum.text.headings import LABELLED, is_of_the_page, is_whole_quotation
from storysum.text.lines import has_verb, is_prose, last_mark, retold
from storysum.wordlists import first_names, patterns, words

_LINES, _BELOW = 24, 12  # blocks among which the head, and the story below it, are looked for
_FEW_DATES = 3
_LONGEST, _MOST_WORDS = 200, 26
_SOME = 4  # words of a title, where another line may be one
_NEAR, _DECKS = 3, 3


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
    sign, place = next((pair for pair in pairs if _words(text, blocks[pair[1]]) >= _SOME), pairs[0])
    found = list(blocks)
    for index, block in enumerate(blocks[:sign]):
        if index < place and block.role in ("body", "item", "heading"):
            found[index] = retold(block, "furniture", "above the title")
        elif index > place and block.role == "body" and _is_known_name(block.span.of(text)[:_LONGEST]):
            found[index] = retold(block, "byline", "a name where a byline stands")
        elif index > place and block.role == "body":
            found[index] = retold(block, "heading", "between the title and the byline")
    found[place] = retold(blocks[place], "title", "the line next to the byline or the date")
    below = sign + 1 if blocks[sign].role == "dateline" and sign + 1 < len(blocks) else sign
    for index in {sign, below}:
        line = blocks[index].span.of(text)[:_LONGEST] if blocks[index].role == "body" else ""
        if line and (index == sign or _is_known_name(line)):
            found[index] = retold(blocks[index], "byline", "a name where a byline stands")
    return found


def _signs(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """Where a byline or a date stands in the head of a page, which ends where the story begins."""
    prose = [index for index, block in enumerate(blocks) if block.role == "body" and is_prose(text, block)]
    dates = [index for index, block in enumerate(blocks) if block.role == "dateline" and prose and index < prose[-1]]
    decks, said = 0, False
    for index, block in enumerate(blocks[:_LINES]):
        line = block.span.of(text) if len(block.span) <= _LONGEST else ""
        story = next((place for place in prose[: _LINES + 1] if place > index), len(blocks))
        if block.role == "body" and not line:
            return
        # Dates that come again are those of a diary.
        dated = {index, index + 1}.intersection(dates) and dates[-1] < story and len(dates) <= _FEW_DATES
        dated = dated and (not decks or dates[0] >= index)
        if story > index + _BELOW:
            continue
        signed = block.role == "body" and is_name_alone(line, sure=bool(dated))
        if block.role == "byline" or (block.role == "dateline" and dated) or signed:
            both = block.role == "byline" and blocks[index + 1 : index + 2] and blocks[index + 1].role == "dateline"
            if decks <= (_DECKS if both else 1) and not (signed and said and not dated):  # who says that
                yield index
        elif block.role == "body" and last_mark(line) == ".":
            decks += 1
            said = said or any(mark in line for mark in '“”"')


def is_name_alone(line: str, *, sure: bool) -> bool:
    """Whether a line is a name and a trade, or a name where one is due, as above a date.

    >>> is_name_alone("Nora Quill, Consumer Editor", sure=False)
    True
    >>> is_name_alone("Nora Quill", sure=True), is_name_alone("Nora Quill", sure=False)
    (True, False)
    """
    known = patterns("front")
    named = len(line) < 80 and (known["a name and its trade"].match(line) or (sure and known["a name"].match(line)))
    return bool(named)


def _is_known_name(line: str) -> bool:
    return is_name_alone(line, sure=line.split()[0].title() in first_names())


def _title_above(text: str, blocks: Sequence[Block], sign: int, given: Sequence[str] | None) -> int:
    """The block that is the title above a byline or a date, or -1.

    The one that was given, or the nearest line that can be one, a longer one above it rather than a word or three
    (“Climate”), and above a deck the line that has a deck.
    """
    above = [place for place in range(sign) if blocks[place].role == "body"]
    for place in above:
        if LABELLED.match(text, blocks[place].span.start):
            return place
        if given is not None and blocks[place].span.of(text).casefold().split() == given:
            return place
    able = [place for place in above if _can_be_title(blocks[place].span.of(text))]
    able = [place for place in able if not is_whole_quotation(blocks[place].span.of(text))] or able
    if not able:  # “Metro / Band sells van. It was cold. / By Nora Quill”
        labels = [_words(text, blocks[one]) == 1 for one in above[:-1]]
        return above[-1] if any(labels) and all(labels) and _words(text, blocks[above[-1]]) <= _MOST_WORDS else -1
    place = next((one for one in reversed(able[-_NEAR:]) if _words(text, blocks[one]) >= _SOME), able[-1])
    if blocks[sign].role == "dateline" and any(
        last_mark(blocks[one].span.of(text)) == "." for one in above if one < place
    ):
        return -1  # a date may stand in the middle, too
    while place - 1 in able and _is_full(blocks[place - 1].span.of(text)):
        place -= 1
    return place


def _words(text: str, block: Block) -> int:
    return len(block.span.of(text).split())


def _can_be_title(line: str) -> bool:
    parts = line.split()
    if not 2 <= len(parts) <= _MOST_WORDS or not (line[0].isupper() or line[0].isdigit() or line[0] in "“\"‘'#¿¡$£€"):
        return False
    if last_mark(line) in ".,;:…" or is_of_the_page(line):
        return False
    return not patterns("front")["date"].search(line) and not is_dateline_front(line)


def _is_full(line: str) -> bool:
    """Whether a line above another has the words of a title."""
    small = words("title_small_words")
    parts = line.split()
    return len(parts) >= _SOME and (any(part in small or part.islower() for part in parts) or has_verb(line))
