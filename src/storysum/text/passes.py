"""The passes that give the blocks of a text their roles, in order.

Each takes the text and its blocks and returns blocks: some in another role, with the reason, some split or
joined. Most passes change only blocks that no earlier pass has claimed; a block that no pass claims is body.
"""

import re
from collections.abc import Callable, Sequence
from functools import partial

from attrs import evolve

from storysum.model.article import Block
from storysum.model.span import Span
from storysum.text.captions import Splitter, caption_line, glued_captions
from storysum.text.credits import credits
from storysum.text.front import front_lines, glued_fronts
from storysum.text.furniture import authors, conventional_line, forwarded, mails, notices, running_heads
from storysum.text.headings import lines_without_stop, own_marks, sections_at_the_end, titles
from storysum.text.line_roles import as_the_page_reads
from storysum.text.lines import all_as_role, as_role, by_own_words, has_stop
from storysum.text.lists import heads_of_items, items, lists_of_headings, marks_of_items, whole_lists
from storysum.text.pull_quotes import pull_quotes
from storysum.text.turns import lines_of_speakers

Pass = Callable[[str, list[Block]], list[Block]]

_BROKEN_OFF = 40
_GOES_ON = re.compile(r"[a-zà-öø-ÿ]")
_BETWEEN = 3


_OWN_WORDS: tuple[tuple[str, Pass], ...] = (
    ("lines of speakers", lines_of_speakers),
    ("marked lines", partial(by_own_words, own_marks)),
    ("lines in front", front_lines),
    ("list items", items),
    ("conventional lines", partial(by_own_words, conventional_line)),
    ("captions", partial(by_own_words, caption_line)),
    ("notices", notices),
    ("running heads", running_heads),
)


def as_their_words_say(text: str, blocks: list[Block]) -> list[Block]:
    """Run the passes that mostly need a block's own words and not the roles of the blocks around it."""
    for _, change in _OWN_WORDS:
        blocks = change(text, blocks)
    return blocks


def passes(*, title: str | None, split: Splitter, language: str = "en") -> tuple[tuple[str, Pass], ...]:
    """All passes with their names, in order, for a text in a language; `title` is the title if it is known."""
    return (
        *_OWN_WORDS,
        ("sections at the end", sections_at_the_end),
        ("the page", as_the_page_reads if language == "en" else lines_without_stop),
        ("titles", partial(titles, title)),
        ("forwarded messages", forwarded),
        ("mails", mails),
        ("pull quotes", pull_quotes),
        ("broken paragraphs", broken_paragraphs),
        ("lists of headings", lists_of_headings),
        ("heads of items", heads_of_items),
        ("whole lists", whole_lists),
        ("marks of items", marks_of_items),
        ("some body", some_body),
        ("what is glued to the opening", glued_fronts),
        ("glued captions", partial(glued_captions, split)),
        ("authors", authors),
        ("credits", partial(credits, split)),
    )


def broken_paragraphs(text: str, blocks: list[Block]) -> list[Block]:
    """Rejoin paragraphs that break off above furniture and go on below it in lower case."""
    found: list[Block] = []
    for block in blocks:
        if block.role == "body" and (place := _above(text, found, block)) is not None:
            above, end = found[place], found[place].span.end
            gap = Span(end - 1 if text[end - 1] in "-‐" else end + 1, block.span.start)  # one space is written
            found[place] = evolve(above, span=Span(above.span.start, block.span.end), gaps=(*above.gaps, gap))
            del found[place + 1 :]
        else:
            found.append(block)
    return found


def _above(text: str, found: Sequence[Block], block: Block) -> int | None:
    """The index of the paragraph that a block continues, with only furniture and captions between; None if none."""
    if not _GOES_ON.match(text, block.span.start):
        return None
    place = len(found) - 1
    while place >= 0 and found[place].role in ("furniture", "caption") and len(found) - place <= _BETWEEN:
        place -= 1
    if place < 0 or found[place].role != "body" or len(found[place].span) < _BROKEN_OFF:
        return None
    end = found[place].span.end
    hyphen = text[end - 1] in "-‐" and text[end - 2].isalpha()
    broken = hyphen or (place < len(found) - 1 and text[end - 1] not in ":;" and not has_stop(text[end - 8 : end]))
    return place if broken else None


def some_body(text: str, blocks: list[Block]) -> list[Block]:
    """Make the longest block body where a text has none."""
    if any(block.role == "body" for block in blocks):
        return blocks
    longest = max(range(len(blocks)), key=lambda index: len(blocks[index].span), default=-1)  # the first of equals
    return all_as_role(blocks, {longest}, "body", "")


def everything_kept(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, all of them body; the reason gives the role that each would have had."""
    return [
        block if block.role in ("body", "item") else as_role(block, "body", f"kept; else {block.role}: {block.reason}")
        for block in blocks
    ]
