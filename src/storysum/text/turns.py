"""Turns: lines of a transcript or an interview, with who speaks in front (`PIKE: …`, `Q: …`) or without."""

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
"""A label in front of what somebody says."""
_TIME = r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?[ T])?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?(?:[ \u202f]?[ap]m)?"
_CODE = rf"(?:[\[(]?{_TIME}[\])]?[ \t]*(?:[-–][ \t]*)?)?"
_ASIDE = r"(?:[ \t]*[\[(][^()\[\]\n]{1,40}[\])]|, [^\W\d_a-z][^.:!?\n]{0,40})?"
_TURN = re.compile(rf"^[ \t]*{_CODE}(?:({LABEL}){_ASIDE}:|([QA])\.|<([\w.’'-]{{1,20}})>)[ \t]+(?=\S)", re.MULTILINE)
_CAPITALS = r"([^\W\d_a-z](?:[^\W\d_a-z]|[.’' -]){1,30})(?: \([^()\n]{1,40}\))?"
_TIMED = rf"({LABEL})[ \t]+[\[(]?\d{{1,2}}:\d\d(?::\d\d)?(?:[ \t]?[AaPp]\.?[Mm]\.?)?[\])]?"
_ABOVE = re.compile(rf"^[ \t]*(?:{_CAPITALS}|{_TIMED})[ \t]*\n(?=[ \t]*\S)", re.MULTILINE)
_NAMED = re.compile(  # above what ends as a sentence does
    r"^[ \t]*([^\W\d_a-z][\w.’'-]*(?: (?:[^\W\d_a-z][\w.’'-]*|\d{1,2})){0,3}:?)"
    r"(?:[ \t]*+[\[(]\d{1,2}:\d\d(?::\d\d)?[\])]:?)?[ \t]*+\n(?:[ \t]*+\n)?"
    r"(?=[^\n]*[.?!…”\"’')–—-][ \t]*$)",
    re.MULTILINE,
)
_LINE = re.compile(r"^.*\S", re.MULTILINE)
_ME = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Ww]e|[Uu]s|[Oo]ur)\b")
_I = re.compile(r"\b(?:I|[Mm]y)\b")
YOU = re.compile(r"[Yy](?<=\b.)ou(?:r|rs)?\b")  # what begins with a set is found five times as fast
"""That somebody is spoken to."""
_REPLY = re.compile(r"(?:Yes|Yeah|No|Never|Nothing|Nobody|None|Absolutely|Of course|Not (?:at all|really|yet))\b")
_FEW_WORDS, _TURNS, _FEW_SPEAKERS = 5, 12, 3
_MOST_LINES = 4  # paragraphs that one says, in the mean
_ANSWER, _CURT = 400, 24  # characters of an answer that is kept whole, and of one that says nothing alone
_ASKS, _ANSWERS = frozenset(("Q", "Question")), frozenset(("A", "Answer"))


@lru_cache(maxsize=1)  # of the story that is being read
def labels(text: str) -> frozenset[str]:
    r"""The labels of a text whose lines begin with who speaks.

    None where no label comes twice, nor Q and A do, nor a few make half of the lines, which ask or speak of “me”.

    >>> sorted(labels("PIKE: We left.\nHOLM: Why?\nPIKE: It rained.")), sorted(labels("Q: Why?\nA: It rained."))
    (['HOLM', 'PIKE'], ['A', 'Q'])
    """
    matches = list(_TURN.finditer(text))
    asked = any(match[2] == "Q" for match in matches)  # else A. is the first of a list
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
    """The label on which a line begins, if it is one of a transcript's; else nothing."""
    match = _TURN.match(text, text.rfind("\n", 0, start) + 1)
    label = match[match.lastindex or 0] if match and match.end() > start else ""
    return label if label in labels(text) else ""


@lru_cache(maxsize=1)
def lines_above(text: str) -> frozenset[int]:
    r"""Where lines begin that are nothing but who speaks below: capitals of which one comes twice, or all with a time.

    >>> sorted(lines_above("PIKE\nWe left.\n\nHOLM\nWhy?\n\nPIKE\nIt rained."))
    [0, 15, 26]
    """
    heads = patterns("page_talk")["heads of other stories"]
    found = [match for match in _ABOVE.finditer(text) if not (match[1] and heads.fullmatch(match[1]))]
    plain, timed = (Counter(match[k] for match in found if match[k]) for k in (1, 2))
    again = len(plain) > 1 and max(plain.values()) > 1 and (_ME.search(text) or YOU.search(text))  # else sections
    known = {*(plain if again else ()), *(timed if len(timed) > 1 else ())}
    return frozenset(match.start(1 if match[1] else 2) for match in found if (match[1] or match[2]) in known)


@lru_cache(maxsize=1)
def names_above(text: str) -> frozenset[int]:
    r"""Where lines begin that are a name, and who that is speaks below.

    Of names of two words or more, or with a colon, two come twice; and they stand above every few lines.

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
    lines = len(_LINE.findall(text, starts[0], starts[-1]))  # between them stands nothing but what they say
    return frozenset(starts if _MOST_LINES * len(starts) >= lines else ())


def lines_of_speakers(text: str, blocks: list[Block]) -> list[Block]:
    """Who speaks, on a line of its own, and what stands below it up to a blank line, as one block."""
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
    """The paragraphs without labels that ask something and go with the next one, which answers.

    One asks “you” and the next one answers of “me”, or that begins with yes or no or is a word or three; where one does
    and most are answered so or at least of “me”, so are the others.
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
    """The sentences that go with the next one: those of one turn, and a question with its answer."""
    text, joined = article.text, set[int]()
    asked = -1  # the first sentence of a question that waits for its answer
    inquiries, above, named = questions(text, article.blocks), lines_above(text), names_above(text)
    said_by = -1  # the block below a name
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
    """The paragraphs in which somebody speaks whom nothing names, where several people do; none in other texts.

    An interview: two times or more a paragraph without “I” asks “you”, and the next one, which asks nothing, answers
    of “me” or “us”. Talk: of a dozen paragraphs or more a quarter has five words or fewer, a quarter speaks of “me” or
    “you”, and one answers another. What it finds and what not: docs/concepts/summaries.md.
    """
    text = article.text
    if article.language != "en" or labels(text) or lines_above(text) or names_above(text):
        return ()
    inside = {block: list(found) for block, found in groupby(marked(article), attrgetter("block"))}
    paragraphs = [
        _Paragraph(text, block, inside.get(index, ()))
        for index, block in enumerate(article.blocks)
        if block.role in ("body", "heading", "title")  # a short question reads as a heading
    ]
    interview = sum(one.inquires and two.me and not two.asks for one, two in pairwise(paragraphs)) > 1
    paragraphs = [one for one in paragraphs if one.block.role == "body"]
    personal = tuple(one.block.span for one in paragraphs if one.me or one.you)
    answered = any(one.you and two.me for one, two in pairwise(paragraphs))
    talk = answered and _TURNS <= len(paragraphs) <= 4 * min(len(personal), sum(one.few for one in paragraphs))
    return personal if talk or interview else ()


class _Paragraph:
    """A paragraph, without what stands in marks: whether it speaks of “me” or of “you”, asks, has few words."""

    def __init__(self, text: str, block: Block, inside: Sequence[Stretch]) -> None:
        self.block = block
        edges = [block.span.start, *(edge for one in inside for edge in (one.start, one.end)), block.span.end]
        said = " ".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
        self.me, self.you = _ME.search(said) is not None, YOU.search(said) is not None
        self.asks = said.rstrip(' )”"').endswith("?")
        self.inquires = self.asks and self.you and _I.search(said) is None
        self.few = not inside and len(said.split()) <= _FEW_WORDS
