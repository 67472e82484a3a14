"""Lines around a story that their own words give away: buttons, notices, parts of mails, notes on the author."""

import re
from collections import Counter
from collections.abc import Sequence

from attrs import evolve

from storysum.model.article import Block
from storysum.model.span import Span
from storysum.text.lines import LINE, Told, all_as_role, as_role, has_stop, has_verb, listed, prose
from storysum.text.turns import names_above
from storysum.wordlists import patterns, words

_SEPARATORS = re.compile(r"\s(?:[|·•›»>/]|::|—)\s")
_AROUND_LABELS = ".,:;!?()[]|·•+#&←→‹›«»<>"
_FIGURES = re.compile(r"\d+")
_QUOTED = '“"«„'
_INSIDE, _OUTSIDE = 30, 70
_QUOTES_MAIL = re.compile(r"(?:>[ \t]?)+(?![\d ])")
_FORWARDED = "a message that is forwarded"
MAIL_HEAD = re.compile(r"(?:From|Date|Sent|Subject|To|Cc|Reply-To): ", re.IGNORECASE)
"""The beginning of a line of a mail's header."""
_ANSWERED, _ORIGINAL, _LETTER_ENDS = "a message that is answered", "the original message", "the end of a letter"
_NAME_BELOW, _FEW_WRITERS, _MANY = 60, 4, 5
_POST = re.compile(
    r"(?:, [^.!?]{1,100},)? is (?:(?:now|currently|also) )?(?:(?:an?|the) [a-z]|(?:[\w-]+ ){1,4}(?:of|at|for) )"
    r"[^.!?]{0,120}\.\Z"
)
_LONGEST_OF_THESE, _LONGEST_HEAD = 250, 60
_SHORT = 4
_LAST, _FEWEST_PARAGRAPHS, _SHORT_LINE = 3, 3, 140
_MARKS = (*_QUOTED, "‘", "''")
_YOU = re.compile(r"\b(?:you|your|our|please)\b", re.IGNORECASE)
_QUOTATION = re.compile(r"“[^”]{0,2000}(?:”|\Z)|\"[^\"]{0,2000}(?:\"|\Z)")


def conventional_line(line: str) -> Told | None:
    """A line that is never part of a story: `FOR IMMEDIATE RELEASE`, “Read more”, “12 Comments”."""
    if line[0] in _QUOTED or len(line) > _LONGEST_OF_THESE:
        return None
    reason = "words of buttons and links" if _is_labels(line) else listed("furniture", line)
    head = line.strip("#:=*–—…. ") if len(line) <= _LONGEST_HEAD else ""
    if patterns("page_talk")["heads of other stories"].fullmatch(head):
        reason = "the head of other stories"
    return ("furniture", reason) if reason else None


def _is_labels(line: str) -> bool:
    """Whether a line is a row of button labels (“Facebook Twitter Copy link”) or of short parts between bars."""
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
    """Blocks in which the page addresses its reader about itself; between paragraphs of the story only short ones."""
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
    """Short last lines that address the reader, where the story never does outside its quotations."""
    bodies = [index for index, block in enumerate(blocks) if block.role == "body"]
    last = {index: blocks[index].span.of(text) for index in bodies[-_LAST:] if len(blocks[index].span) <= _SHORT_LINE}
    asks = {index for index, line in last.items() if _YOU.search(line) and not any(map(line.__contains__, _MARKS))}
    rest = [blocks[index].span for index in bodies if index not in asks] if asks else []
    turns = any(_YOU.search(_QUOTATION.sub(" ", span.of(text))) for span in rest)
    return asks if len(rest) >= _FEWEST_PARAGRAPHS and not turns else set()


def speaks_to_reader(line: str, most_words: int = _OUTSIDE) -> bool:
    """Whether a line without a quotation names a part of the page and addresses the reader.

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


def mails(text: str, blocks: list[Block]) -> list[Block]:
    """The quoted message that a mail answers, and the names below “Yours faithfully”, as furniture.

    Other lines that begin with the mark of quoted text (`> `) stay body, the mark left out.
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
    """Everything above a forwarded message and its header is furniture, if the longer part is below."""
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
    """Notes on the author at the end: about somebody in a byline, or a writer whom the story does not name."""
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
        if index == bodies[-1] and index >= _MANY:  # “Petra Holm is director of the museum.”
            writes = writes or _POST.match(line, about.end("name"))
        if not signed and (not writes or any(last in one.span.of(text) for one in others if one.role == "body")):
            break
        found[index] = as_role(block, "furniture", "about who wrote the story")
    return found


def running_heads(text: str, blocks: list[Block]) -> list[Block]:
    """Short lines without a stop that come again with another number."""
    shapes = {
        index: _FIGURES.sub("#", line)
        for index, block in enumerate(blocks)
        if block.role == "body" and len(block.span) <= _LONGEST_HEAD
        if not has_stop(line := block.span.of(text).casefold()) and line[-1] not in ":,;"
        if block.span.start not in names_above(text)  # who speaks, and when
    }
    often = Counter(shapes.values())
    again = {index for index, shape in shapes.items() if "#" in shape and often[shape] > 1}
    return all_as_role(blocks, again, "furniture", "a running head: the same line comes again")
