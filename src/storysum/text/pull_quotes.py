"""Pull quotes: what somebody says in the story, set apart on the page once more."""

from __future__ import annotations

import re

from storysum.model.article import Block
from storysum.text.headings import is_whole_quotation
from storysum.text.lines import LINE, all_retold

_STOPS, _WORD = re.compile(r"[.!?…]+"), re.compile(r"\w+")
_WORDS, _AT_MOST = 4, 3  # words that come again; quotations that begin on the same ones
_DASHES = "—–―"


def pull_quotes(text: str, blocks: list[Block]) -> list[Block]:
    """A quotation alone in its paragraph whose sentences stand in another paragraph too; who says it, behind a dash.

    Cost: linear in the text.
    """
    quotes = {index: parts for index, block in enumerate(blocks) if (parts := _sentences_of_quotation(text, block))}
    wanted: dict[tuple[str, ...], list[list[str]]] = {}
    for parts in quotes.values():
        for part in parts:
            alike = wanted.setdefault(tuple(part[:_WORDS]), [])
            if len(alike) < _AT_MOST:
                alike.append(part)
    found: set[tuple[str, ...]] = set()
    for index, block in enumerate(blocks if quotes else ()):
        if block.role == "body" and index not in quotes:
            told = _words(block.span.of(text))
            for at in range(len(told) - _WORDS + 1):
                alike = wanted.get(tuple(told[at : at + _WORDS]), [])
                found.update(tuple(part) for part in alike if told[at : at + len(part)] == part)
    pulled = {index for index, parts in quotes.items() if found.issuperset(map(tuple, parts))}
    signed = {
        index + 1 for index in pulled if index + 1 < len(blocks) and text[blocks[index + 1].span.start] in _DASHES
    }
    return all_retold(blocks, pulled | signed, "furniture", "a pull quote: the story says it, too")


def _sentences_of_quotation(text: str, block: Block) -> list[list[str]]:
    """The words of each sentence of a block that is a quotation and nothing else, short ones left out."""
    line = block.span.of(text) if block.role == "body" and len(block.span) <= LINE else ""
    if not line or not is_whole_quotation(line):
        return []
    return [part for part in map(_words, _STOPS.split(line)) if len(part) >= _WORDS]


def _words(line: str) -> list[str]:
    return _WORD.findall(line.casefold())
