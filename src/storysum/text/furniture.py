"""What a page says around its story: notices, menus, buttons, other stories, contacts, sources.

Told by what a line is like (how long, whether it has a verb or a stop, whether it speaks to the reader of the
page), by where it stands (before the story, after it, between), and by a few words that are conventional.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from storysum.model.article import Block
from storysum.text.data import words
from storysum.text.lines import LINE, Told, by_own_words, has_stop, has_verb, is_prose, retold

__all__ = ["conventional_lines", "menus", "notices", "repeated_lines", "sections", "speaks_to_reader"]

_CONVENTIONAL = tuple(
    (reason, re.compile(pattern, re.IGNORECASE))
    for reason, pattern in (
        (
            "a line of a press release",
            r"(?:not )?for (?:immediate |general |media |press )?release\b[^.!?]{0,60}$"
            r"|(?:strict(?:ly)? )?(?:under )?embargo(?:ed)?\b[^.!?]{0,80}$|(?:press|news|media) (?:release|statement)[^.!?]{0,40}$"
            r"|\W*-\s?30\s?-\W*$|[-–—*~\s]*(?:the )?ends?[-–—*~\s]*$|(?:[-–—(\s]*more[-–—)\s]+)$",
        ),
        (
            "a link to more",
            r"(?:(?:continue|keep) reading|(?:story|article) continues|read (?:more|next|also|on|now|full|the (?:full|rest))"
            r"|(?:see|learn|find out|discover|view|load|show) (?:more|also|all)|also (?:read|on|see)|don[’']t miss|more on this"
            r"|more (?:from|on|in|about|stories)|you (?:may|might) (?:also|like)|recommended|related|up next|watch next"
            r"|(?:read|see|watch|listen|click|share|follow us|sign up|subscribe)(?= ))\b(?:[^.!?]{0,60}:|[^.!?]{0,60}$)"
            r"|(?:read|see|learn|find out) more (?:about|on|at|here|from)\b",
        ),
        (
            "counts or reading time",
            r"\d[\d.,]*\s?[km]?\+?\s(?:comments?|shares?|likes?|views?|repl(?:y|ies)|reads?|retweets?|min(?:ute)?s?(?: read)?)\b"
            r"[^.!?]{0,30}$|(?:estimated )?reading time\b|(?:share|tweet|like|comment)s?\s?[:(]?\s?\d",
        ),
        (
            "tags of the page",
            r"(?:filed under|tag(?:s|ged)?(?: with| as| in)?|topics?|categor(?:y|ies)|posted in|keywords?)\s?[:—–-]",
        ),
        (
            "a list of sources",
            r"(?:(?:original |further |main )?(?:sources?|references?)|via|h/t|hat tip|bibliography|works cited)\s?:\s",
        ),
        (
            "how the transcript was made",
            r"[^.!?]{0,60}\b(?:transcri(?:pt|ption|bed)|captions|subtitles)\b[^.!?]{0,80}\b(?:automatic|machine|software"
            r"|speech.recognition|AI\b|errors|inaccura|rush|final form|generated|created by|provided by)"
            r"|(?:auto(?:matic(?:ally)?)?|machine|AI|computer)[ -](?:generated|transcribed|translated)\b",
        ),
        (
            "an advertisement",
            r"\W*(?:advert(?:isement|ising|orial|s)?|ads?|sponsored|promoted|paid (?:post|content|partnership)"
            r"|partner content|promotion)\b\W*(?:[^.!?]{0,40})$|(?:sponsored|brought to you|presented) by\b"
            r"|(?:save|get|enjoy|claim|take|grab)? ?(?:up to )?\d{1,2} ?(?:%|per ?cent|percent) off\b[^“”\"]{0,120}$"
            r"|(?:shop|buy|order|book|pre-?order|try it|donate|give|join|download) (?:it |them |yours? |tickets |the app )?"
            r"(?:now|today|here|free)\b[^“”\"]{0,80}$",
        ),
        ("a notice of rights", r"(?:©|\(c\)\s|copyright\b(?! law)|[^.!?]{0,80}\ball rights reserved\b)"),
        ("the number of a page", r"(?:page\s)?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?$|[-–—|]\s?\d{1,4}\s?[-–—|]$"),
        (
            "whom to ask",
            r"(?:for|to) [^.!?“\"]{3,90}(?:,|:| please)? (?:please |kindly )?(?:contact|e-?mail|call|ring|write to|get in touch)\b"
            r"|for (?:more|further|additional|press|media|ticket)[^.!?“\"]{0,80}\b(?:visit|go to|see|click|log on)\b"
            r"|(?:press|media|booking|general|sales|ticket|all|editorial)? ?(?:contacts?|enquiries|inquiries)\b[^.!?“\"]{0,30}:"
            r"|(?:e-?mail|tel(?:ephone)?|phone|fax|mobile|web(?:site)?)\b ?[:.] ?\S",
        ),
    )
)
# What a page calls itself and its parts.
_PAGE = re.compile(
    r"\b(?:cookies?|privacy (?:policy|notice|settings|statement)|terms (?:of|and) (?:use|service|conditions)|newsletters?"
    r"|th(?:is|e) (?:web ?)?(?:site|page)|this (?:article|story|post|content|podcast|episode|video)|our (?:web ?)?(?:site|app|page"
    r"|newsletter|journalism|readers|partners|community|podcast|channel|team|mailing list|rules|guidelines|shop|coverage)"
    r"|your (?:inbox|browser|device|experience|e-?mail(?: address)?|consent|preferences|subscription|account|comments?|choices)"
    r"|ad ?block(?:er|ers|ing)?|javascript|paywall|mailing list|(?:the|your) comments?(?: section| below)?|comments are"
    r"|subscri(?:be|bers?|ption|bing)|sign(?:ed|ing)?[ -]?(?:up|in)|log(?:ged|ging)? in|free trial|affiliate|on (?:facebook|twitter"
    r"|instagram|youtube|whatsapp|x|apple podcasts|spotify)|personal(?:ised|ized) (?:ads|content)|personal data)\b",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"\b(?:you|your|we|us|our|please)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"(?:\A|[.!?] )(?:please )?(?:accept|add|allow|agree|be the first|become|check|choose|click|comment|continue|donate|download"
    r"|enable|enjoy|enter|find|follow|get|give|have your|hit|join|learn|leave|like|listen|log|manage|never miss|read|register"
    r"|share|sign|stay|subscribe|support|tap|tell|unlock|visit|want|watch)\b",
    re.IGNORECASE,
)
_PLAIN_NOTICE = re.compile(
    r"\b(?:(?:this|our|the) (?:web ?)?(?:site|page) uses?|we (?:and our partners )?use|uses?) cookies\b|\bcookie (?:policy|notice)\b"
    r"|\bterms (?:of (?:use|service)|and conditions) (?:apply|and)\b|\bprotected by recaptcha\b",
    re.IGNORECASE,
)
_SECTIONS = re.compile(
    r"\W*(?:(?P<others>(?:(?:related|recommended|other|top|latest|popular|trending|most|more|editor[’']?s[’']?|similar)\b"
    r"(?: (?:read|viewed|popular|stories|articles|content|posts|news|links|reading|topics|picks|headlines|for you|coverage|videos"
    r"|like this|from|on|in|about|this|the|our|[A-Z][\w’'-]*)){1,5}|you (?:may|might) also (?:like|enjoy|be interested in)"
    r"|what to read next|read next|trending(?: now)?|recommended(?: for you)?|elsewhere on the web|from (?:the|our) archives?))"
    r"|(?P<end>notes? (?:to|for) (?:the )?(?:editors?|journalists)|(?:press|media|further)? ?(?:contacts?|enquiries|inquiries)"
    r"(?: (?:details|information|us))?|sources?|references|bibliography|works cited|further reading|external links|see also"
    r"|footnotes|citations|about the authors?|comments(?: \(\d+\))?|\d+ comments|leave a (?:comment|reply)|share this"
    r"(?: \w+)?|join the (?:conversation|discussion)|advertisement))\W*",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"\s(?:[|·•›»>/]|::|—)\s")
_FIGURES = re.compile(r"\d+")
_QUOTED = "“\"«„"
_ADDRESS = re.compile(r"\S@\S|https?://|\bwww\.|\+?\d[\d ()-]{6,}\d")
_INSIDE, _OUTSIDE = 30, 70
_SHORT = 4


def conventional_lines(line: str) -> Told | None:
    """A line that means the same on every page: `FOR IMMEDIATE RELEASE`, “Read more”, “12 Comments”.

    >>> conventional_lines("FOR IMMEDIATE RELEASE"), conventional_lines("The release was immediate.")
    (('furniture', 'a line of a press release'), None)
    """
    if line[0] not in _QUOTED:
        if _is_labels(line):
            return "furniture", "words of buttons and links"
        for reason, pattern in _CONVENTIONAL:
            if pattern.match(line):
                return "furniture", reason
    return None


def _is_labels(line: str) -> bool:
    """Whether a line is made of what stands on buttons: “Facebook Twitter Copy link”; or of parts with bars between."""
    if len(line) > 160 or has_stop(line):
        return False
    parts = _SEPARATORS.split(line)
    if len(parts) >= 3 and all(len(part.split()) <= _SHORT for part in parts) and not has_verb(line):
        return True
    known = words("page_labels")
    found = [word.strip(".,:;!?()[]|·•+#&").lower() for word in line.split()]
    found = [word for word in found if word and not word.isdigit()]
    return bool(found) and all(word in known for word in found) and any(len(word) > 3 for word in found)


def notices(text: str, blocks: list[Block]) -> list[Block]:
    """Blocks in which the page speaks of itself to whoever reads it; inside a story only short ones."""
    prose = [index for index, block in enumerate(blocks) if block.role == "body" and is_prose(text, block)]
    told = []
    for index, block in enumerate(blocks):
        if block.role not in ("body", "item") or block.span.end - block.span.start > LINE:
            continue
        line = block.span.of(text)
        outside = not prose or index <= prose[0] or index >= prose[-1]
        if speaks_to_reader(line, _OUTSIDE if outside else _INSIDE):
            told.append(index)
    kept = sum(len(block.span) for index, block in enumerate(blocks) if block.role == "body" and index not in set(told))
    if sum(len(blocks[index].span) for index in told) > kept:
        return blocks  # a text about pages and their readers
    found = list(blocks)
    for index in told:
        found[index] = retold(blocks[index], "furniture", "the page speaks to its reader")
    return found


def speaks_to_reader(line: str, most_words: int = _OUTSIDE) -> bool:
    """Whether a line, no quotation in it, names a part of the page and turns to the reader.

    >>> speaks_to_reader("By signing up you agree to our privacy policy.")
    True
    >>> speaks_to_reader("The firm says that cookies help it to sell more drums.")
    False
    """
    if any(mark in line for mark in _QUOTED):
        return False
    named = {match.group().lower() for match in _PAGE.finditer(line)}
    if not named or len(line.split()) > most_words:
        return False
    if _PLAIN_NOTICE.search(line):
        return True
    asks = _ASKS.search(line) is not None
    return asks or (len(named) > 1 and _ADDRESSED.search(line) is not None) or bool(_ADDRESSED.findall(line)[1:])


def menus(text: str, blocks: list[Block]) -> list[Block]:
    """Runs of short lines before the first paragraph of the story or after its last one: menus and footers."""
    prose = [index for index, block in enumerate(blocks) if is_prose(text, block)]
    if not prose:
        return blocks
    found = list(blocks)
    for first, last in ((0, prose[0]), (prose[-1] + 1, len(blocks))):
        run: list[int] = []
        for index in range(first, last + 1):
            if index < last and _is_short(text, found[index]):
                run.append(index)
                continue
            if index == last == prose[0] and run and _stands_apart(text, blocks, run[-1]):
                run.pop()  # the title
            labels = sum(found[place].role == "furniture" for place in run)
            if len(run) >= _SHORT or (labels and len(run) >= 3):
                for place in run:
                    if found[place].role != "furniture":
                        found[place] = retold(blocks[place], "furniture", "one of a run of short lines, as in a menu")
            run = []
    return found


def _is_short(text: str, block: Block) -> bool:
    if block.role == "furniture":
        return len(block.span) <= 40
    if block.role not in ("body", "item") or len(block.span) > 32:
        return False
    line = block.span.of(text)
    marks = any(mark in line for mark in ":,“\"@") or line[-1] in ".?!…"
    return len(line.split()) <= _SHORT and not marks and not has_verb(line) and not line[0].isdigit()


def _stands_apart(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether a blank line stands in front of a block, and none between those before it."""
    before = text[blocks[index - 1].span.end : blocks[index].span.start] if index else "\n\n"
    return blocks[index].role != "furniture" and before.count("\n") > 1


def sections(text: str, blocks: list[Block]) -> list[Block]:
    """What stands under “Related stories”, “Sources” or “Notes to editors”, its heading included."""
    found = list(blocks)
    prose = [index for index, block in enumerate(blocks) if block.role == "body" and is_prose(text, block)]
    if not prose:
        return blocks
    under = ""
    for index, block in enumerate(blocks):
        line = block.span.of(text) if block.span.end - block.span.start <= LINE else ""
        heads = _SECTIONS.fullmatch(line.lstrip("# ").rstrip(":")) if 0 < len(line) <= 60 else None
        if heads is not None and (heads["others"] or 2 * index >= len(blocks) or index > prose[len(prose) // 2]):
            under = "others" if heads["others"] else "end"
            found[index] = retold(block, "furniture", "the head of what stands around the story")
        elif under == "others" and (not line or has_stop(line) or len(line.split()) > 20):
            under = ""
        elif under == "end" and not line and not _ADDRESS.search(block.span.of(text)):
            under = ""
        elif under and block.role != "furniture":
            found[index] = retold(block, "furniture", "stands under the head of what is no story")
    return found


def repeated_lines(text: str, blocks: list[Block]) -> list[Block]:
    """Running heads: a short line that comes again, its number aside, and breaks into a sentence or has a page number."""
    short = [index for index, block in enumerate(blocks) if block.role == "body" and len(block.span) <= 60]
    if len(short) < 2:
        return blocks
    shapes = {index: _FIGURES.sub("#", blocks[index].span.of(text)).casefold() for index in short}
    often = Counter(shapes.values())
    breaks: set[str] = set()
    for index in short:
        shape = shapes[index]
        if often[shape] > 1 and not has_stop(shape) and shape[-1] not in ":,;":
            above = text[blocks[index - 1].span.end - 1] if index else "."
            following = text[blocks[index + 1].span.start] if index + 1 < len(blocks) else "."
            if "#" in shape or (above not in ".!?…:;\"”’'" and following.islower()):
                breaks.add(shape)
    found = list(blocks)
    for index in short:
        if shapes[index] in breaks:
            found[index] = retold(blocks[index], "furniture", "a running head: the same line comes again")
    return found


def lines_of_furniture(text: str, blocks: list[Block]) -> list[Block]:
    """The conventional lines among the blocks."""
    return by_own_words(text, blocks, conventional_lines)
