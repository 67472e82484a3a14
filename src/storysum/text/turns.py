"""The turns of transcripts and interviews, with the speaker named in front (`PIKE: …`, `Q: …`), above or not at all."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from operator import attrgetter

from attrs import evolve

from storysum.memo import once_per_article
from storysum.model.article import Article, Block
from storysum.model.span import Span
from storysum.text.body import sentences_in
from storysum.text.marks.stretches import Stretch, marked
from storysum.wordlists import patterns

LABEL = r"(?:[^\W\d_a-z][\w.’'-]{0,20}(?: [\w.’'-]{1,20}){0,3})"
"""A speaker label, without the colon: one to four words, the first with a capital."""
_TIME = r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?[ T])?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?(?:[ \u202f]?[ap]m)?"
_CODE = rf"(?:[\[(]?{_TIME}[\])]?[ \t]*(?:[-–][ \t]*)?)?"
_ASIDE = r"(?:[ \t]*[\[(][^()\[\]\n]{1,40}[\])]|, [^\W\d_a-z][^.:!?\n]{0,40})?"
_TURN = re.compile(rf"^[ \t]*{_CODE}(?:({LABEL}){_ASIDE}:|([QA])\.|<([\w.’'-]{{1,20}})>)[ \t]+(?=\S)", re.MULTILINE)
_CAPITALS = r"([^\W\d_a-z](?:[^\W\d_a-z]|[.’' -]){1,30})(?: \([^()\n]{1,40}\))?"
_TIMED = rf"({LABEL})[ \t]+[\[(]?\d{{1,2}}:\d\d(?::\d\d)?(?:[ \t]?[AaPp]\.?[Mm]\.?)?[\])]?"
_ABOVE = re.compile(rf"^[ \t]*(?:{_CAPITALS}|{_TIMED})[ \t]*\n(?=[ \t]*\S)", re.MULTILINE)
_NAMED = re.compile(  # a name on its own line, above a line that ends as a sentence does
    r"^[ \t]*([^\W\d_a-z][\w.’'-]*(?: (?:[^\W\d_a-z][\w.’'-]*|\d{1,2})){0,3}:?)"
    r"(?:[ \t]*+[\[(]\d{1,2}:\d\d(?::\d\d)?[\])]:?)?[ \t]*+\n(?:[ \t]*+\n)?"
    r"(?=[^\n]*[.?!…”\"’')–—-][ \t]*$)",
    re.MULTILINE,
)
_LINE = re.compile(r"^.*\S", re.MULTILINE)
_ME = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Ww]e|[Uu]s|[Oo]ur)\b")
_I = re.compile(r"\b(?:I|[Mm]y)\b")
YOU = re.compile(r"[Yy](?<=\b.)ou(?:r|rs)?\b")  # a pattern that begins with a character set is five times as fast
"""“You”, “your” or “yours”: the text addresses somebody."""
_REPLY = re.compile(r"(?:Yes|Yeah|No|Never|Nothing|Nobody|None|Absolutely|Of course|Not (?:at all|really|yet))\b")
_FEW_WORDS, _TURNS, _FEW_SPEAKERS = 5, 12, 3
_MOST_LINES = 4  # the largest mean number of lines for each line with a name
_ANSWER, _CURT = 400, 24  # characters: the longest answer that is kept whole; a shorter one than this is a bare reply
_ASKS, _ANSWERS = frozenset(("Q", "Question")), frozenset(("A", "Answer"))


@lru_cache(maxsize=1)  # for the story that is being read
def labels(text: str) -> frozenset[str]:
    r"""The speaker labels at the beginnings of the lines of a transcript.

    Empty unless Q and A both occur, or a label is repeated, or two or three label half of a text with “?” or “me”.

    >>> sorted(labels("PIKE: We left.\nHOLM: Why?\nPIKE: It rained.")), sorted(labels("Q: Why?\nA: It rained."))
    (['HOLM', 'PIKE'], ['A', 'Q'])
    """
    matches = list(_TURN.finditer(text))
    asked = any(match[2] == "Q" for match in matches)  # otherwise “A.” numbers the first item of a list
    found = [match[match.lastindex or 0] for match in matches if asked or not match[2]]
    singles = {label for label in found if " " not in label}  # HELEN DRAY, PRESENTER: … DRAY: …
    often = Counter(last if (last := label.split()[-1]) in singles else label for label in found)
    told = not _ASKS.isdisjoint(found) and not _ANSWERS.isdisjoint(found)
    if not told and len(often) > 1:
        told = max(often.values()) > 1
        if not told and len(often) <= _FEW_SPEAKERS and 2 * len(found) >= len(_LINE.findall(text)):
            told = "?" in text or _ME.search(text) is not None
    return frozenset(found) if told else frozenset()


def label_at(text: str, start: int) -> str:
    """The speaker label of the line at `start` if it is one of `labels`; else an empty string."""
    match = _TURN.match(text, text.rfind("\n", 0, start) + 1)
    label = match[match.lastindex or 0] if match and match.end() > start else ""
    return label if label in labels(text) else ""


@lru_cache(maxsize=1)
def lines_above(text: str) -> frozenset[int]:
    r"""The offsets of lines that only name who speaks below: in capitals, one of them repeated, or each with a time.

    >>> sorted(lines_above("PIKE\nWe left.\n\nHOLM\nWhy?\n\nPIKE\nIt rained."))
    [0, 15, 26]
    """
    heads = patterns("page_talk")["heads of other stories"]
    found = [match for match in _ABOVE.finditer(text) if not (match[1] and heads.fullmatch(match[1]))]
    plain, timed = (Counter(match[k] for match in found if match[k]) for k in (1, 2))
    again = len(plain) > 1 and max(plain.values()) > 1 and (_ME.search(text) or YOU.search(text))  # else headings
    known = {*(plain if again else ()), *(timed if len(timed) > 1 else ())}
    return frozenset(match.start(1 if match[1] else 2) for match in found if (match[1] or match[2]) in known)


@lru_cache(maxsize=1)
def names_above(text: str) -> frozenset[int]:
    r"""The offsets of lines that are the name, in mixed case, of the person who speaks below.

    Names have two words or more, or a colon; two of them must be repeated, and they must stand above every few lines.

    >>> sorted(names_above("Ida Pike\nWe left.\n\nAnn Holm\nWhy?\n\nIda Pike\nIt rained.\n\nAnn Holm\nAh."))
    [0, 19, 34, 55]
    """
    found = [match for match in _NAMED.finditer(text) if " " in match[1] or match[1].endswith(":")]
    often = Counter(match[1] for match in found)
    if sum(count > 1 for count in often.values()) < 2 or not (_ME.search(text) or YOU.search(text)):
        return frozenset()
    told = (match for match in found if often[match[1]] > 1 or match[1].endswith(":"))
    starts = [match.start(1) for match in told if match.start(1) not in lines_above(text)]
    if not starts:
        return frozenset()
    lines = len(_LINE.findall(text, starts[0], starts[-1]))  # in a transcript all lines between the names are speech
    return frozenset(starts if _MOST_LINES * len(starts) >= lines else ())


def lines_of_speakers(text: str, blocks: list[Block]) -> list[Block]:
    """Join each line of `lines_above` and the blocks below it, up to a blank line, into one block."""
    above, found, open_ = lines_above(text), list[Block](), False
    for block in blocks:
        speaks = block.span.start in above
        if open_ and not speaks and "\n" not in text[found[-1].span.end : block.span.start].replace("\n", "", 1):
            found[-1] = evolve(found[-1], span=Span(found[-1].span.start, block.span.end))
        else:
            found.append(block)
            open_ = speaks
    return found


def questions(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """The indices of paragraphs without labels that ask a question which the next paragraph answers.

    A question counts if it has “you” and its answer “me”, or if the answer begins with yes or no or is a few words
    long. If one counts and half of all have such an answer or one with “me”, all of them count.
    """
    asked, answered, likely = list[int](), list[int](), 0
    for index, (block, following) in enumerate(pairwise(blocks)):
        question = block.span.of(text) if len(block.span) <= _ANSWER and block.role == following.role == "body" else ""
        if question.endswith("?"):
            asked.append(index)
            answer = following.span.of(text)
            of_me = not _I.search(question) and _ME.search(answer) is not None
            if (of_me and YOU.search(question)) or _REPLY.match(answer) or (len(answer) < _CURT and answer[-1] == "."):
                answered.append(index)
            else:
                likely += of_me
    most = 2 * (len(answered) + likely) >= len(asked) > 1 < len(answered) + likely
    return frozenset(asked if answered and most else answered)


@once_per_article
def turns(article: Article) -> frozenset[int]:
    """The indices of sentences that must stay with the next one: within a turn, and from a question to its answer."""
    text, joined = article.text, set[int]()
    asked = -1  # the first sentence of a question not yet answered
    inquiries, above, named = questions(text, article.blocks), lines_above(text), names_above(text)
    said_by = -1  # the index of the block below a name
    for index, block in enumerate(article.blocks):
        turn = sentences_in(article, block.span) if block.role == "body" else range(0)
        label = label_at(text, block.span.start)
        if turn and block.span.start in named:
            joined.update(turn)
            said_by = index + 1
        elif turn and (label or block.span.start in above or index == said_by):
            joined.update(turn[:-1])
            if asked >= 0 and label not in _ASKS:
                joined.update(range(asked, turn.start))
            asks = label in _ASKS or block.span.of(text).rstrip('"”’ ').endswith("?")
            asked = turn.start if asks else -1
        elif turn and index in inquiries:
            following = article.blocks[index + 1].span
            answer = sentences_in(article, following)
            joined.update(range(turn.stop - 1, answer.stop - 1 if len(following) <= _ANSWER else answer.start))
    return frozenset(joined)


@once_per_article
def unnamed_turns(article: Article) -> tuple[Span, ...]:
    """The paragraphs with “me” or “you” of an interview or a conversation whose speakers are not named; else none.

    Interview: at least twice a paragraph without “I” asks “you” a question, and the next one has “me” or “us” and asks
    nothing. Conversation: of a dozen paragraphs or more, a quarter have five words or fewer, a quarter have “me” or
    “you”, and once a paragraph with “me” follows one with “you”. Its limits: docs/concepts/summaries.md.
    """
    text = article.text
    if article.language != "en" or labels(text) or lines_above(text) or names_above(text):
        return ()
    inside = {block: list(found) for block, found in groupby(marked(article), attrgetter("block"))}
    paragraphs = [
        _Paragraph(text, block, inside.get(index, ()))
        for index, block in enumerate(article.blocks)
        if block.role in ("body", "heading", "title")  # a short question may have been taken for a heading
    ]
    interview = sum(one.inquires and two.me and not two.asks for one, two in pairwise(paragraphs)) > 1
    paragraphs = [one for one in paragraphs if one.block.role == "body"]
    personal = tuple(one.block.span for one in paragraphs if one.me or one.you)
    answered = any(one.you and two.me for one, two in pairwise(paragraphs))
    talk = answered and _TURNS <= len(paragraphs) <= 4 * min(len(personal), sum(one.few for one in paragraphs))
    return personal if talk or interview else ()


class _Paragraph:
    """The features of a paragraph without its quotations: “me”, “you”, a question, few words."""

    def __init__(self, text: str, block: Block, inside: Sequence[Stretch]) -> None:
        self.block = block
        edges = [block.span.start, *(edge for one in inside for edge in (one.start, one.end)), block.span.end]
        said = " ".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
        self.me, self.you = _ME.search(said) is not None, YOU.search(said) is not None
        self.asks = said.rstrip(' )”"').endswith("?")
        self.inquires = self.asks and self.you and _I.search(said) is None
        self.few = not inside and len(said.split()) <= _FEW_WORDS
