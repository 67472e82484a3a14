"""What a page says around its story: notices, menus, buttons, other stories, contacts, sources.

Told by what a line is like (how long, whether it has a verb or a stop, whether it speaks to the reader of the
page), by where it stands (before the story, after it, between), and by a few words that are conventional.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain, groupby

from attrs import evolve

from storysum.model.article import Block
from storysum.model.span import Span
from storysum.text.lines import LINE, Told, all_as_role, as_role, has_stop, has_verb, listed, prose
from storysum.wordlists import patterns, words

_SEPARATORS = re.compile(r"\s(?:[|·•›»>/]|::|—)\s")
_AROUND_LABELS = ".,:;!?()[]|·•+#&←→‹›«»<>"
_FIGURES = re.compile(r"\d+")
_QUOTED = '“"«„'
_ADDRESS = re.compile(r"\S@\S|https?://|\bwww\.|\+?\d[\d ()-]{6,}\d")
_INSIDE, _OUTSIDE = 30, 70
_QUOTES_MAIL = re.compile(r"(?:>[ \t]?)+(?![\d ])")
_ROW = "a row of a table"
_FORWARDED = "a message that is forwarded"
MAIL_HEAD = re.compile(r"(?:From|Date|Sent|Subject|To|Cc|Reply-To): ", re.IGNORECASE)
"""The beginning of a line at the head of a mail."""
_ANSWERED, _ORIGINAL, _LETTER_ENDS = "a message that is answered", "the original message", "the end of a letter"
_NAME_BELOW, _FEW_WRITERS = 60, 4
_LONGEST_OF_THESE = 250
_SHORT = 4
_LONGEST_LEFT, _REACH = 200, 6
_LAST, _FEWEST_PARAGRAPHS, _SHORT_LINE = 3, 3, 140
_MARKS = (*_QUOTED, "‘", "''")
_YOU = re.compile(r"\b(?:you|your|our|please)\b", re.IGNORECASE)
_QUOTATION = re.compile(r"“[^”]{0,2000}(?:”|\Z)|\"[^\"]{0,2000}(?:\"|\Z)")
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_SET_IN = ("an advertisement", "a link to more", "words of buttons and links", "what did not load", _ROW)
_OPENING = 60  # characters of a paragraph


def conventional_line(line: str) -> Told | None:
    """A line that means the same on every page: `FOR IMMEDIATE RELEASE`, “Read more”, “12 Comments”."""
    if line[0] in _QUOTED or len(line) > _LONGEST_OF_THESE:
        return None
    reason = "words of buttons and links" if _is_labels(line) else listed("furniture", line)
    return ("furniture", reason) if reason else None


def _is_labels(line: str) -> bool:
    """Whether a line is made of what stands on buttons: “Facebook Twitter Copy link”; or of parts with bars between."""
    if len(line) > 160 or has_stop(line):
        return False
    parts = _SEPARATORS.split(line)
    if len(parts) >= 3 and all(len(part.split()) <= _SHORT for part in parts) and not has_verb(line):
        return True
    known = words("page_labels")
    found = [word for word in (one.strip(_AROUND_LABELS).lower() for one in line.split()) if not word.isdigit()]
    labels = all(not word or word in known or word.removesuffix("s") in known for word in found)
    return labels and any(len(word) > 3 for word in found)


def notices(text: str, blocks: list[Block]) -> list[Block]:
    """Blocks in which the page speaks of itself to whoever reads it; inside a story only short ones."""
    story = prose(text, blocks) or [len(blocks), -1]
    told = _last_words(text, blocks)
    for index, block in enumerate(blocks):
        most, few = (8 * _INSIDE, _INSIDE) if story[0] < index < story[-1] else (LINE, _OUTSIDE)
        if block.role in ("body", "item") and len(block.span) <= most and speaks_to_reader(block.span.of(text), few):
            told.add(index)
    body = sum(len(block.span) for block in blocks if block.role == "body")
    if 2 * sum(len(blocks[index].span) for index in told) > body:
        return blocks  # a text about pages and their readers
    return all_as_role(blocks, told, "furniture", "the page speaks to its reader")


def _last_words(text: str, blocks: Sequence[Block]) -> set[int]:
    """Short lines among the last that turn to a reader to whom the story, its quotations aside, never turns."""
    bodies = [index for index, block in enumerate(blocks) if block.role == "body"]
    last = {index: blocks[index].span.of(text) for index in bodies[-_LAST:] if len(blocks[index].span) <= _SHORT_LINE}
    asks = {index for index, line in last.items() if _YOU.search(line) and not any(map(line.__contains__, _MARKS))}
    rest = [blocks[index].span for index in bodies if index not in asks] if asks else []
    turns = any(_YOU.search(_QUOTATION.sub(" ", span.of(text))) for span in rest)
    return asks if len(rest) >= _FEWEST_PARAGRAPHS and not turns else set()


def speaks_to_reader(line: str, most_words: int = _OUTSIDE) -> bool:
    """Whether a line, no quotation in it, names a part of the page and turns to the reader.

    >>> speaks_to_reader("By signing up you agree to our privacy policy.")
    True
    >>> speaks_to_reader("The firm says that cookies help it to sell more drums.")
    False
    """
    talk = patterns("page_talk")
    if len(line.split()) > most_words or any(map(line.__contains__, _QUOTED)):
        return False
    named = {match.group().lower() for match in talk["parts of a page"].finditer(line)}
    asks = named and (talk["plain notices"].search(line) or talk["asks"].search(line))
    return bool(asks or (len(named) > 1 and talk["addresses"].search(line)))


def menus(text: str, blocks: list[Block]) -> list[Block]:
    """Runs of short lines before the first paragraph of the story or after its last one: menus and footers."""
    story, menu = prose(text, blocks), set[int]()
    for outside in (range(story[0]), range(story[-1] + 1, len(blocks))) if story else ():
        for short, places in groupby(outside, lambda index: _is_short(text, blocks[index])):
            run = list(places) if short else []
            if run and run[-1] + 1 == story[0] and _stands_apart(text, blocks, run[-1]):
                run.pop()  # the title
            lines = {place for place in run if blocks[place].role != "furniture"}
            if len(run) >= _SHORT or (len(run) >= 3 and len(lines) < len(run)):
                menu |= lines
    return all_as_role(blocks, menu, "furniture", "one of a run of short lines, as in a menu")


def _is_short(text: str, block: Block) -> bool:
    if block.role == "furniture":
        return len(block.span) <= 40 and block.reason != _ROW
    if block.role not in ("body", "item") or len(block.span) > 32:
        return False
    line = block.span.of(text)
    marks = any(mark in line for mark in ':,“"@') or line[-1] in ".?!…"
    return len(line.split()) <= _SHORT and not marks and not has_verb(line) and not line[0].isdigit()


def _stands_apart(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether a blank line stands in front of a block that is no furniture, or it is the first."""
    before = text[blocks[index - 1].span.end : blocks[index].span.start] if index else "\n\n"
    return blocks[index].role != "furniture" and before.count("\n") > 1


def sections(text: str, blocks: list[Block]) -> list[Block]:
    """What stands under “Related stories”, “Sources” or “Notes to editors”, its heading included."""
    story = prose(text, blocks)
    if not story:
        return blocks
    middle = blocks[(story[0] + story[-1]) // 2].span.start
    found, talk = list(blocks), patterns("page_talk")
    under = ""  # or what stands there: "others" (stories), or the "end" of a page
    for index, block in enumerate(blocks):
        line = block.span.of(text) if len(block.span) <= LINE else ""
        behind = index > 0 and "\n" not in text[blocks[index - 1].span.end : block.span.start]  # of a paragraph
        head = line.strip("#:=*–—…. ") if len(line) <= 60 and not behind else ""
        others = talk["heads of other stories"].fullmatch(head)
        late = block.span.start > middle
        below = blocks[index + 1 : index + 2] if late or index + 1 == story[-1] else []
        if below and (
            _is_about(head, below[0].span.of(text)) or talk["heads of what a release must say"].fullmatch(head)
        ):
            under = "end"
            found[index : index + 2] = [as_role(one, "furniture", "whom a release is from") for one in (block, *below)]
        elif others or (late and talk["heads of what ends a page"].fullmatch(head)):
            under = "others" if others else "end"
            found[index] = as_role(block, "furniture", "the head of what stands around the story")
        elif (
            (under == "others" and (not line or has_stop(line) or len(line.split()) > 20))
            or (under == "end" and not line and not _ADDRESS.search(block.span.of(text)))
            or block.role == "title"
        ):
            under = ""
        elif under and block.role != "furniture":
            found[index] = as_role(block, "furniture", "stands under the head of what is no story")
    return found


def _is_about(head: str, paragraph: str) -> bool:
    """Whether a release tells at its end whom it is from: “About Salt Hollow”, and below it “Salt Hollow is a band”."""
    name = head[6:] if head[:6].lower() == "about " else ""
    return name[:1].isupper() and name.lower().removeprefix("the ") in paragraph[:_OPENING].lower()


def between_furniture(text: str, blocks: list[Block]) -> list[Block]:
    """A line or two behind the story with its furniture above and below, and no word of the story in them."""
    paragraphs = prose(text, blocks)
    left = {
        index: block.span.of(text)
        for index, block in enumerate(blocks)
        if paragraphs and index > paragraphs[-1] and block.role in ("body", "item") and len(block.span) <= _LONGEST_LEFT
        if not any(map(block.span.of(text).__contains__, _QUOTED)) and _is_enclosed(blocks, index)
    }
    story = [block.span.of(text) for block in blocks if block.role in ("body", "item")] if left else []
    counts = Counter(chain.from_iterable(map(_telling, story)))
    alone = {index for index, line in left.items() if all(counts[word] == 1 for word in _telling(line))}
    return all_as_role(blocks, alone, "furniture", "furniture stands above and below")


def _telling(line: str) -> set[str]:
    return {word.lower() for word in _LONG_WORD.findall(line)}


def _is_enclosed(blocks: Sequence[Block], index: int) -> bool:
    """Whether furniture stands below a block, and two blocks of it above, not only such as is set into a story."""
    above = [block for block in blocks[max(0, index - _REACH) : index] if block.role != "heading"][-2:]
    below = [block for block in blocks[index + 1 : index + 1 + _REACH] if block.role != "heading"][:2]
    ends = len(above) == 2 and all(block.role == "furniture" for block in above)
    ends = ends and any(block.reason not in _SET_IN for block in above)
    return ends and any(block.role == "furniture" for block in below)


def mails(text: str, blocks: list[Block]) -> list[Block]:
    """What a mail repeats of the message that it answers, and the names below “Yours faithfully”.

    Other lines with the mark of a repeated one (`> `) are body, without it.
    """
    found, under = list(blocks), ""
    for index, block in enumerate(blocks):
        start, end = block.span.start, block.span.end
        mark = _QUOTES_MAIL.match(text, start, end)
        if block.reason in (_ANSWERED, _ORIGINAL, _LETTER_ENDS):
            under = block.reason
        elif mark and under not in (_ANSWERED, _ORIGINAL) and block.role == "body":
            found[index] = evolve(block, gaps=(*block.gaps, Span(start, mark.end())))
        elif under == _ORIGINAL or (mark and under):
            found[index] = as_role(block, "furniture", "repeated of the message that is answered")
        elif under == _LETTER_ENDS and len(block.span) <= _NAME_BELOW and not has_stop(block.span.of(text)):
            found[index] = as_role(block, "furniture", "the name below a letter")
        else:
            under = ""
    return found


def forwarded(text: str, blocks: list[Block]) -> list[Block]:
    """Above “Forwarded message” and the lines of its head stands who sends it on, and no story; that is below."""
    place = next((index for index, block in enumerate(blocks) if block.reason == _FORWARDED), len(blocks))
    end = place + 1
    while end < len(blocks) and MAIL_HEAD.match(text, blocks[end].span.start):
        end += 1
    if sum(len(block.span) for block in blocks[end:]) <= sum(len(block.span) for block in blocks[:end]):
        return blocks
    found = all_as_role(blocks, range(end), "furniture", "above a message that is forwarded")
    subjects = {index for index in range(place + 1, end) if text.startswith("Subject: ", blocks[index].span.start)}
    return all_as_role(found, subjects, "title", "what the message that is forwarded is about")


def authors(text: str, blocks: list[Block]) -> list[Block]:
    """What is said at the end about who wrote the story: of whom a byline tells, or who writes and is no part of it."""
    found = list(blocks)
    bodies = [index for index, block in enumerate(blocks) if block.role == "body"]
    for index in reversed(bodies[1:][-_FEW_WRITERS:]):
        block, others = blocks[index], [one for one in blocks if one is not blocks[index]]
        line = block.span.of(text)
        about = patterns("page_talk")["who somebody is"].match(line) if len(line) <= LINE else None
        if about is None:
            break
        last = about["name"].split()[-1]
        signed = any(about["name"] in one.span.of(text) for one in others if one.role == "byline")
        writes = about["work"] or about["writes"] or about["self"]
        if not signed and (not writes or any(last in one.span.of(text) for one in others if one.role == "body")):
            break
        found[index] = as_role(block, "furniture", "about who wrote the story")
    return found


def repeated_lines(text: str, blocks: list[Block]) -> list[Block]:
    """Running heads: a short line that comes again, its number aside, with a number or in mid-sentence."""
    shapes = {
        index: _FIGURES.sub("#", block.span.of(text)).casefold()
        for index, block in enumerate(blocks)
        if block.role == "body" and len(block.span) <= 60
    }
    often, heads = Counter(shapes.values()), set[str]()
    for index, shape in shapes.items():
        if often[shape] > 1 and not has_stop(shape) and shape[-1] not in ":,;":
            above = text[blocks[index - 1].span.end - 1] if index else "."
            following = text[blocks[index + 1].span.start] if index + 1 < len(blocks) else "."
            if "#" in shape or (above not in ".!?…:;\"”’'" and following.islower()):
                heads.add(shape)
    again = {index for index, shape in shapes.items() if shape in heads}
    return all_as_role(blocks, again, "furniture", "a running head: the same line comes again")
