"""Broken text mended: what stands inside a story and must not stand in a summary of it.

Nothing is written in place of a gap: the pieces of a summary skip it. Note marks (`[1]`, `[citation needed]`,
the figure in `Riding.1`), hyphens where a line was broken, soft hyphens, tags and marks of emphasis.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from storysum.model.span import Span
from storysum.text.data import words

__all__ = ["find_gaps", "masked", "merged", "writes_space"]

_NOTE = re.compile(
    r"(?<=\S)[ \t\u00a0]{0,3}\[(?:\d{1,3}(?:[,–-] ?\d{1,3})*|(?:note|nb|fn) \d{1,3}|[a-z ]{1,30} needed|edit|update"
    r"|(?:by )?(?:who|whom|when|where|which|what|why|how)\?|dubious[^\[\]]{0,20})\]|(?<=[^\s\[(])\[[a-z]\](?!\w)",
    re.IGNORECASE,
)
# “Riding.1”, “cornets,2 the”: not after an abbreviation (No.1), and not a decimal.
_FIGURE = re.compile(
    r"(?:(?<=[^\W\d_][^\W\d_][.!?])|(?<=[^\W\d_][.!?][”\"’')]))\d{1,3}(?:[,–]\d{1,3})*(?=\s*(?:[“\"‘'(]?[^\W\d_a-z]|\Z|\n))"
    r"|(?<=[^\W\d_]{2}[,;])\d{1,2}(?= [a-z])"
)
_RAISED = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[.!?,;:”\"’')]))[¹²³⁰⁴-⁹]+(?:[,–⁻][¹²³⁰⁴-⁹]+)*|(?<=\w)[†‡]")
_LINE_END = re.compile(r"(?<=[^\W\d_])[-‐](?P<break>[ \t]*\r?\n[ \t]*)(?=[^\W\d_A-Z])")
_SPACED = re.compile(r"(?<=[a-z]{2})- (?=[a-z]{2})")
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+")
_INVISIBLE = re.compile(r"\u00ad(?:[ \t]*\r?\n[ \t]*)?|[\u200b\u2060\ufeff]")
_TAG = re.compile(
    r"<sup>[^<>]{0,8}</sup>"
    r"|</?(?:a|b|br|cite|code|div|em|font|i|li|mark|ol|p|s|small|span|strong|sub|sup|u|ul)(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"(?<=&)amp;|&nbsp;|&#160;|&shy;|&zwnj;")
# The spaces that such a gap stands for are written: nothing else is.
_PARTS = re.compile(r"</?(?:br|div|li|ol|p|ul)\b|&nbsp;|&#160;", re.IGNORECASE)
_LINK = re.compile(
    r"(?P<open>!?\[)(?P<shown>[^\[\]\n]{1,200})(?P<close>\]\((?:https?:|mailto:|www\.|/|#)[^()\s]{0,300}\))"
)
_WIKI = re.compile(r"(?P<open>\[\[(?:[^\[\]|\n]{1,80}\|)?)(?P<shown>[^\[\]|\n]{1,80})(?P<close>\]\])")
_EMPHASIS = re.compile(
    r"(?P<open>\*\*|__)(?=[^\s*_])(?P<shown>[^*_\n]{1,200})(?<=[^\s*_])(?P<close>(?P=open))"
    r"|(?<![\w*])(?P<open1>\*)(?=[^\s*])(?P<shown1>[^*\n]{1,200})(?<=[^\s*])(?P<close1>\*)(?![\w*])"
    r"|(?<![\w])(?P<open2>_)(?=[^\s_])(?P<shown2>[^_\n]{1,200})(?<=[^\s_])(?P<close2>_)(?!\w)"
)
# The first halves of compounds that keep their hyphen where a line is broken at it.
_KEEPS = frozenset(
    "well self ex non all half mid twenty thirty forty fifty sixty seventy eighty ninety long short high low".split()
)
_SUSPENDED = frozenset("and or to nor but as versus than through".split())
_LOOK_BACK = 40


def find_gaps(text: str) -> tuple[Span, ...]:
    r"""What to leave out of a text, in order, disjoint.

    >>> text = "Four cor-\nnets in the Riding.1 They won.[2]"
    >>> [span.of(text) for span in find_gaps(text)]
    ['-\n', '1', '[2]']

    Cost: linear; a text that has none of these is only searched for a few characters.
    """
    return merged([Span(*ends) for ends in _all(text) if ends[0] < ends[1]])


def merged(gaps: Iterable[Span]) -> tuple[Span, ...]:
    """In order, those that overlap or touch made one."""
    spans: list[Span] = []
    for gap in sorted(gaps, key=lambda one: (one.start, one.end)):
        if spans and gap.start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(gap.end, spans[-1].end))
        else:
            spans.append(gap)
    return tuple(spans)


def masked(text: str, gaps: Sequence[Span]) -> str:
    """The text with spaces for its gaps: every offset stays what it was."""
    if not gaps:
        return text
    parts, at = [], 0
    for gap in gaps:
        parts.append(text[at : gap.start])
        parts.append(" " * len(gap))
        at = gap.end
    return "".join([*parts, text[at:]])


def writes_space(gap: str) -> bool:
    """Whether a gap stands for white space, as `<br>` does."""
    return _PARTS.search(gap) is not None


def _all(text: str) -> Iterator[tuple[int, int]]:
    if "[" in text:
        yield from (match.span() for match in _NOTE.finditer(text))
        yield from _around(text, _LINK)
        yield from _around(text, _WIKI)
    yield from (match.span() for match in _FIGURE.finditer(text) if not _abbreviated(text, match.start()))
    if not text.isascii():
        yield from (match.span() for match in _RAISED.finditer(text))
        yield from (match.span() for match in _INVISIBLE.finditer(text))
    if "<" in text:
        yield from (match.span() for match in _TAG.finditer(text))
    if "&" in text:
        yield from (match.span() for match in _ENTITY.finditer(text))
    if "*" in text or "_" in text:
        yield from _around(text, _EMPHASIS)
    if "-" in text or "‐" in text:
        yield from _hyphens(text)


def _around(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The marks around what is to be shown."""
    for match in pattern.finditer(text):
        for name, place in match.re.groupindex.items():
            if name.startswith(("open", "close")) and match[place]:
                yield match.span(place)


def _abbreviated(text: str, at: int) -> bool:
    """Whether the stop in front of a figure is that of an abbreviation: “No.1”, “vol.2”."""
    before = text[max(0, at - _LOOK_BACK) : at].rstrip(".!?,;”\"’')")
    word = re.split(r"\W", before)[-1].lower()
    return word in words("abbreviations") or word in words("sentence_before_numbers")


def _hyphens(text: str) -> Iterator[tuple[int, int]]:
    """Hyphens where a line was broken; that of a compound stays, without the break."""
    broken = list(_LINE_END.finditer(text))
    if broken:
        compounds = {one.lower() for one in _COMPOUND.findall(text)}
        for match in broken:
            first, second = _halves(text, match.start(), match.end())
            compound = first in _KEEPS or f"{first}-{second}" in compounds
            yield match.span("break") if compound else match.span()
    spaced = list(_SPACED.finditer(text))
    if spaced:
        known = {one.lower() for one in _WORD.findall(text)}
        for match in spaced:
            first, second = _halves(text, match.start(), match.end())
            if second not in _SUSPENDED and first + second in known:
                yield match.span()


def _halves(text: str, before: int, after: int) -> tuple[str, str]:
    first = re.split(r"[\W\d_]", text[max(0, before - _LOOK_BACK) : before])[-1]
    second = _WORD.match(text, after)
    return first.lower(), second.group().lower() if second else ""
