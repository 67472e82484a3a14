"""Pull quotes: quotations of the story that the page repeats, set apart."""

import re

from storysum.model.article import Block
from storysum.text.headings import is_whole_quotation
from storysum.text.lines import LINE, all_as_role

_STOPS, _WORD = re.compile(r"[.!?…]+"), re.compile(r"\w+")
_WORDS, _AT_MOST = 4, 3  # words of the shortest sentence compared; sentences compared with the same first words
_DASHES = "—–―"


def pull_quotes(text: str, blocks: list[Block]) -> list[Block]:
    """Make furniture of quotations that stand alone and are repeated in another paragraph, with their signature.

    Cost: linear in the text.
    """
    quotes: dict[int, list[tuple[str, ...]]] = {}
    wanted: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for index, block in enumerate(blocks):
        line = block.span.of(text) if block.role == "body" and len(block.span) <= LINE else ""
        if line and is_whole_quotation(line):
            quotes[index] = [part for part in map(_words, _STOPS.split(line)) if len(part) >= _WORDS]
            for part in quotes[index]:
                wanted.setdefault(part[:_WORDS], []).append(part)
    found: set[tuple[str, ...]] = set()
    for index, block in enumerate(blocks if wanted else ()):
        if block.role == "body" and not quotes.get(index):
            told = _words(block.span.of(text))
            for at in range(len(told) - _WORDS + 1):
                alike = wanted.get(told[at : at + _WORDS], [])[:_AT_MOST]
                found.update(part for part in alike if told[at : at + len(part)] == part)
    pulled = {index for index, parts in quotes.items() if parts and found.issuperset(parts)}
    signed = {one + 1 for one in pulled if one + 1 < len(blocks) and text[blocks[one + 1].span.start] in _DASHES}
    return all_as_role(blocks, pulled | signed, "furniture", "a pull quote: the story says it, too")


def _words(line: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(line.casefold()))
