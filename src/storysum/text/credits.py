"""Credits: the last sentences of a story that tell who reported, wrote or edited it, and from where."""

import re
from itertools import takewhile

from attrs import evolve

from storysum.model.article import Block
from storysum.model.span import Span
from storysum.text.captions import Splitter
from storysum.text.lines import LINE
from storysum.wordlists import openers

_TOKEN = re.compile(r"[\w@][\w.’'\"@/:-]*|[^\s,;.:&]")
_WORK = frozenset(
    """contributed contributing reported reporting reports wrote written writes edited editing produced designed
    translated compiled""".split()
)
_AMONG = frozenset(
    """a additional also an and article at by correspondent correspondents editor editors follow for freelance from
    graphic graphics has have in journalist journalists of on our piece podcast producer producers photographs photos
    report reporter reporters research special staff story stories the this to video was were while with writer writers
    de del el al bin van von &""".split()
)
_ADDRESS = ("@", "http://", "https://")
_FEW = 12  # sentences that are looked at, so that the cost stays linear
_MOST, _PLACE = 40, re.compile(r"\b(?:from|in|to th(?:is|e)|also|by)\b|:")  # words


def credits(split: Splitter, text: str, blocks: list[Block]) -> list[Block]:
    """The credits parted from the last paragraphs of the body; a text that is nothing else keeps its sentences."""
    found, left = list(blocks), _FEW
    for index in reversed(range(len(blocks))):
        block = blocks[index]
        if block.role not in ("body", "item"):
            continue
        sentences = split(text, block.span.start, block.span.end) if block.role == "body" and not block.gaps else []
        kept, sure = len(sentences), False
        while kept and left:
            start, end = sentences[kept - 1]
            told = _tells_of_work(text[start:end], before=text[:start])
            if told is None:
                break
            kept, sure, left = kept - 1, sure or told, left - 1
        if not sure:
            break
        behind = Block(Span(sentences[kept][0], block.span.end), "furniture", "who reported or wrote it")
        found[index : index + 1] = [behind]
        if kept:
            found.insert(index, evolve(block, span=Span(block.span.start, sentences[kept - 1][1])))
            break
    return found if any(block.role == "body" for block in found) else blocks


def _tells_of_work(line: str, before: str = "") -> bool | None:
    """Whether a sentence made only of names and places says who did what of the work; None if it has more in it.

    Nor is it a credit if the text before it names that person more than once: the story is about them.

    >>> _tells_of_work("Nora Quill reported from Hull, and Dial writer Abel Foss from Goole.")
    True
    >>> _tells_of_work("Nora Quill in Hull and Abel Foss."), _tells_of_work("She wrote from Hull about the van.")
    (False, None)
    """
    tokens = _TOKEN.findall(line.rstrip(" .”\"'")) if len(line) <= LINE else []
    names = [token for token in tokens if token[0].isupper() or token.startswith(_ADDRESS)]
    low = [token.lower().rstrip(".:") for token in tokens if token not in names]
    if len(tokens) > _MOST or not names or tokens[0] != names[0] or not {*low} <= _WORK | _AMONG:
        return None
    first, handle = tokens[0].lower().rstrip(":"), any(name.startswith(_ADDRESS) for name in names)
    if tokens[0] in openers() and first not in _WORK | _AMONG:
        return None
    ahead = list(takewhile(lambda token: token.lower() not in _WORK, tokens))
    whom = list(takewhile(names.__contains__, reversed(ahead)))[::-1]
    whom = whom[1:] if len(whom) > 1 and whom[0][-2:] in ("'s", "’s", '"s') else whom  # “the Dial's Nan Holt”
    if whom and " ".join(whom) in before and before.count(whom[-1]) > 1:
        return None
    works = not _WORK.isdisjoint([*low, first])
    return handle or (works and (_PLACE.search(line) is not None or low[-1:] == ["contributed"]))
