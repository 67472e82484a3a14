"""Bylines, dates, time stamps and datelines in front of a story, on lines of their own or glued to its first sentence.

Pages are saved as text with the newlines taken out, and where a line had no stop one is set that no
word touches: “By . Nora Quill . UPDATED: . 09:53 GMT, 12 March 2012 . The band met in 1979.”
"""

import datetime
import re
from functools import cache

from attrs import evolve

from storysum.model.article import Block, Role
from storysum.model.span import Span
from storysum.text.datelines import dateline_ends
from storysum.text.furniture import conventional_line
from storysum.text.lines import Told, as_role, by_own_words, has_verb
from storysum.wordlists import first_names, openers, patterns, words

_FEW_LINES, _OPENING, _LOOK_AT, _PLACE = 6, 2000, 200, 120
_SPEAKS = re.compile(r"\b(?:I|[Mm]y|[Yy]ou|[Ww]e)\b|\?")
_LABEL = re.compile(r"^[ \t]*[A-Z][\w.’' -]{0,30}:\s", re.MULTILINE)
_LONGEST_NAME, _LONGEST_NAMES, _MOST_WORDS = 80, 400, 300
_FEW, _FEW_NAMES = 24, 6
_HANDLE = re.compile(r"@\w{2,20}")
_NUMBERS = re.compile(r"\b\d{1,2}/\d{1,2}/\d{4}\b")
_YEARS = re.compile(r"\d{4}\s?[-–—]\s?\w+ \w+ \d{4}|\d{4}\s?[-–—]\s?\w+ \d{1,2}, \d{4}")  # the years of somebody's life
_A_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_NAMED = r"(?P<name>[^\W\d_a-z][\w.'’-]+(?: (?:[^\W\d_a-z][\w.'’-]*|de|van|von)){1,3})\b"
_SIGNED = re.compile(rf"(?:.{{0,30}}?\b(?:by|By|BY) |[A-Z][\w &]{{0,20}}: ?)?{_NAMED}")
_PARTS = re.compile(r"\s?[|·•]\s?|\s/\s")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def front_lines(text: str, blocks: list[Block]) -> list[Block]:
    """Dates and bylines on lines of their own; a name under “By”; the addresses of authors."""
    found = by_own_words(front_line, text, blocks)
    for index, (block, name) in enumerate(zip(found[:_FEW_LINES], found[1:], strict=False)):
        alone = len(block.span) < _FEW and patterns("front")["a byline without a name"].match(block.span.of(text))
        if alone and len(name.span) < 60 and _is_name(name.span.of(text).rstrip(" .")):
            found[index] = as_role(block, "byline", "no name behind “By”")
            found[index + 1] = as_role(name, "byline", "the name under “By”")
            break
    for index, block in enumerate(found if "@" in text[:_OPENING] else ()):
        written = block.span.of(text)
        names = _HANDLE.fullmatch(written) or (_is_authors(written) and not conventional_line(written[:_LONGEST_NAMES]))
        if block.role == "body" and names:
            found[index] = as_role(block, "byline", "names and addresses")
            above = found[index - 1].span.of(text) if index and len(found[index - 1].span) < 60 else ""
            if not any(map(str.isspace, written)) and _is_name(above):
                found[index - 1] = as_role(found[index - 1], "byline", "the name above an address")
        elif block.role == "body" and len(block.span) > _LONGEST_NAMES:
            break
    return found


def front_line(line: str) -> Told | None:
    """A date or a byline on a line of its own."""
    dated = _has_date(line)
    if _name_in_byline(line) is not None or (dated and known_name(line)):
        return "byline", "the name of who wrote it"
    return ("dateline", "a date and nothing else") if dated else None


def glued_fronts(text: str, blocks: list[Block]) -> list[Block]:
    """Cut byline, time stamps, label and dateline off the first sentence that they are glued to."""
    cut: list[Block] = []
    stories = 0
    for block in blocks:
        begin = start = block.span.start
        end = block.span.end
        # Only the opening has all of them; in a digest of several stories each has its dateline.
        if block.role == "body" and stories <= 3:
            stories += 1
            if stories == 1:
                parts, begin = _front(text, start, end)
                cut.extend(parts)
            elif (begin := _place(text, start, end)) > start:
                cut.append(_part(text, "dateline", start, begin))
            # Bullet points of the story, in front of its byline.
            points = text.find(" By . ", begin, min(end, begin + _OPENING)) if stories == 1 else -1
            if points >= 0 and (after := _front(text, points + 1, end))[0][:1] and after[0][0].role == "byline":
                cut.extend([Block(Span(begin, points), "body"), *after[0]])
                begin = after[1]
        cut.append(evolve(block, span=Span(begin, end)))
    return cut


def _part(text: str, role: Role, start: int, end: int) -> Block:
    return Block(Span(start, start + len(text[start:end].rstrip())), role, "in front of the first sentence")


def _front(text: str, start: int, end: int) -> tuple[list[Block], int]:
    """The parts in front of the first sentence of a story, and the offset where that sentence begins."""
    known = patterns("front")
    dated = begin = _bylines(text, start, end)
    parts = [_part(text, "byline", start, begin)] if begin > start else []
    if begin == start and (stamped := known["a stamp"].match(text, begin, end)):
        begin = stamped.end()
    while stamped := known["a joined stamp"].match(text, begin, end):
        begin = stamped.end()
    label = known["a label"].match(text, begin, end) or known["a label"].match(text, _place(text, begin, end), end)
    if label is not None:
        parts += [_part(text, "dateline", begin, label.start())] if label.start() > begin else []
        parts.append(_part(text, "heading", label.start(), label.end()))
        dated = begin = label.end()
    run_in = known["a date and a word"].match(text, begin, end)
    if run_in and (run_in["day"] or run_in["word"] in openers()):
        begin = run_in.end()
    begin = _place(text, begin, end)
    if begin > dated:
        parts.append(_part(text, "dateline", dated, begin))
    return (parts, begin) if start < begin < end else ([], start)


def _bylines(text: str, start: int, end: int) -> int:
    """The offset behind joined bylines: “By . Nora Quill . and Abel Foss . ”; `start` where there is none."""
    known = patterns("front")
    by = known["by a joined name"].match(text, start, end)
    if by is None or not _is_name(by["name"], sure=by["apart"] is not None):
        return start
    more = known["and a joined name"].match(text, by.end(), end)
    while more and (more[0].startswith("and") or by["name"].endswith(" and")) and _is_name(more["name"], sure=True):
        by, more = more, known["and a joined name"].match(text, more.end(), end)
    return by.end()


def _place(text: str, start: int, end: int) -> int:
    """The offset behind a dateline; `start` where there is none."""
    until = min(end, start + _PLACE)
    doubtful = start < _PLACE and not _SPEAKS.search(text, start, until) and len(_LABEL.findall(text)) < 2
    return dateline_ends(text, start, end, doubtful=doubtful)


def _is_name(name: str, *, sure: bool = False) -> bool:
    """Whether all words may be a name's; `sure`: a name is expected here, so up to two may have no capital."""
    found = name.split()
    raised = sum(word[0].isupper() for word in found)
    low = sum(word[0].islower() and word not in _small() for word in found)
    return len(found) <= 14 and raised > 0 and (low == 0 or (sure and low <= 2 and low < raised))


def _name_in_byline(line: str) -> str | None:
    """The name in a byline; None where the line is no byline, as “By morning it rained”."""
    known = patterns("front")
    match = known["a byline"].match(line) if len(line) <= 120 else None
    if match is None or line.endswith(("?", "!", ":", ",")) or known["a story behind"].search(match["name"]):
        return None
    if line[-1] == "." and has_verb(line) and not known["by a joined name"].match(line):
        return None
    name = known["after a name"].sub("", match["name"]).rstrip(" .")
    parts = name.split()
    raised = all(part[0].isupper() or part.lower() in words("name_particles") for part in parts)
    return name if 1 <= len(parts) <= 8 and raised and all(map(known["a word of a name"].match, parts)) else None


def _has_date(line: str) -> bool:
    """Whether a line is a date, perhaps with a time, the name of a paper or a word such as “updated”."""
    known = patterns("front")
    if known["a place and a day"].match(line) or _is_stamped(line):
        return True
    if len(line) > _LOOK_AT or not (known["date"].search(line) or _NUMBERS.search(line)) or _YEARS.search(line):
        return False
    rest = known["beside a date"].sub(" ", line).strip()
    names = _A_WORD.findall(rest)
    raised = len(names) <= _FEW_NAMES and all(name[0].isupper() for name in names) and line[-1] not in "?!:"
    marked = known["a word of a stamp"].search(line) or known["time"].search(line) or _PARTS.search(line)
    apart = not names or rest[0] in ",–—-" or rest[-1] in ",–—-" or (rest.isupper() and ("," in rest or "." in rest))
    return raised and (bool(marked) or (apart and ":" not in rest))


def name_alone(line: str, *, sure: bool) -> str:
    """The name in a line that is a name and a trade; `sure`: also one that is a name alone, as above a date; else "".

    >>> name_alone("Nora Quill, Consumer Editor", sure=False), name_alone("Nora Quill", sure=True)
    ('Nora Quill', 'Nora Quill')
    """
    known = patterns("front")
    named = known["a name and its trade"].match(line) or (known["a name"].match(line) if sure else None)
    return named["name"] if named and len(line) < _LONGEST_NAME else ""


def known_name(line: str) -> str:
    """The name at the start of a line (“Nora Quill · Feb 20, 2024”) by a common first name or a trade; else ""."""
    first = _PARTS.split(line)[0].strip()
    return name_alone(first, sure=first.partition(" ")[0].title() in first_names())


def _is_stamped(line: str) -> bool:
    """Whether a line is nothing but the time of publication, or its label: “PUBLISHED:”."""
    line, at = f"{line} . ", 0
    while stamped := patterns("front")["a joined stamp"].match(line, at):
        at = stamped.end()
    return at > 0 and not line[at:].strip(" .")


def _is_authors(block: str) -> bool:
    """Whether a block lists authors with their addresses and institutions, and has no sentence."""
    if "@" not in block or not patterns("front")["an address"].search(block):
        return False
    found = block.split()
    names = [word for word in found if word[0].isalpha() and "@" not in word]
    low = sum(word[0].islower() and word.strip(",;.") not in _small() for word in names)
    return len(found) <= _MOST_WORDS and 6 * low <= len(names) and (len(found) == 1 or found[0][0].isupper())


@cache
def _small() -> frozenset[str]:
    """Words that stand in names without a capital."""
    return words("name_particles") | words("title_small_words")


def facts(text: str, blocks: list[Block]) -> tuple[str | None, datetime.date | None]:
    """The byline and the date of publication, from the blocks around a story."""
    name = published = None
    for block in blocks:
        written = block.span.of(text) if block.role in ("byline", "dateline") else ""
        name = name or (_author(written) if block.role == "byline" else None)
        if block.role == "dateline" or (written and "@" not in written):  # a date among addresses is that of a meeting
            published = published or _date_in(written)
    return name, published


def _author(line: str) -> str | None:
    """The name in a byline, before an address, or alone on its line."""
    first = re.split(r"\s{2,}", line.strip())[0]
    line = " ".join(line.split()).removesuffix(" .")
    by = patterns("front")["by a joined name"].match(line + " . ")
    if by is not None and _is_name(by["name"], sure=by["apart"] is not None):
        return _name_in_byline("By " + by["name"].removesuffix(" and"))
    if (name := _name_in_byline(line)) or len(line) <= 4:  # “By”
        return name
    before, at, _ = (known_name(line) or line).partition("@")
    if name := _name_in_byline("By " + (before.rpartition(" ")[0] if at else before)):
        return name
    found = _SIGNED.match(first)  # “Review by Petra Holm in Hull”, “Words: Nora Quill”, “Nora Quill reports”
    return found["name"] if found and found["name"].split()[0] not in openers() else None


def _date_in(line: str) -> datetime.date | None:
    """The first date in a line; None where there is none, or the calendar has no such day."""
    match = patterns("front")["date"].search(line)
    if match is None or _YEARS.search(line):
        return None
    numbers = [int(number) for number in re.findall(r"\d+", match.group())]
    try:
        if len(numbers) == 3:
            return datetime.date(*numbers)
        month = re.search(r"(?i)\b(?:" + "|".join(_MONTHS) + ")", match.group())
        return datetime.date(numbers[1], _MONTHS.index(month.group().lower()) + 1, numbers[0]) if month else None
    except ValueError:  # e.g. 31 June
        return None
