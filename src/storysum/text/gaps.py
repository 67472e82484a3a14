"""Gaps: stretches inside a story that a summary leaves out, such as note marks and the hyphens of broken words.

A gap is replaced by nothing, by a space (`<br>`) or by the character of an entity (`&#39;`). The expressions are in
`wordlists/gaps.txt`, examples in docs/concepts/reading.md.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import chain, takewhile

from storysum.model.span import Span
from storysum.wordlists import patterns, table, words

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""A table for `str.translate` that drops soft hyphens and other characters without width."""
# Expressions whose every match is a gap, by a string that the match contains; searched only in texts that have it.
_SIGNS = {
    "[": ("link", "link in double brackets"),
    "<": ("tag",),
    "&": ("entity", "entity of a character"),
    ":": ("time code", "time behind a label", "stop behind a colon"),
    "–": ("time code",),
    "*": ("two stars", "star", "star of a note"),
    "_": ("two underscores", "underscore"),
    "(": ("note in round brackets",),
    "([": ("notes in round brackets",),
    "{{": ("template",),
    "^": ("note raised by hand",),
    "..": ("two stops",),
    " new ": ("button",),
}
# Expressions for white space, each with strings of which any match has one.
_LOOSE = {
    "space before a comma": (" ,", " ."),
    "space before a mark": (" ;", " :", " !", " ?"),
    "space within english": ("( ", "[ ", " )", " ]", " '", " ’", " n'", " n’", "£ ", "$ ", "€ "),
}
_LOOK_BACK = 40
_GOES_ON = ".,;:!?"
_TOUCHED = frozenset(".,;:!?”\"’')]")
_BETWEEN_NOTES = ("", ",", ", ", "–", "-", " ")
# A hyphen and a space break a word only in a text that has such a pair every so many characters in the mean.
_OFTEN = 500


def find_gaps(text: str) -> tuple[Span, ...]:
    r"""The spans to leave out of a text, in order, disjoint. Cost: linear, and little where a text has none.

    >>> text = "Four cor-\nnets in the Riding.1 They won.[2]"
    >>> [span.of(text) for span in find_gaps(text)]
    ['-\n', '1', '[2]']
    """
    return merged([Span(*ends) for ends in _all(text) if ends[0] < ends[1]])


def loose_spaces(text: str, language: str) -> Iterator[Span]:
    """White space before stops, commas and the split-off ends of English words (`did n't`).

    In French a space before `;`, `:`, `!` and `?` is correct, so it is no gap.

    >>> text = "Holm ( drums ) left , did n't she ?"
    >>> without(text, Span(0, len(text)), merged(loose_spaces(text, "en")))
    "Holm (drums) left, didn't she?"
    """
    for name, signs in _LOOSE.items():
        known = (
            language == "en" or name == "space before a comma" or (name == "space before a mark" and language != "fr")
        )
        if known and any(sign.strip()[-1] in text and sign in text for sign in signs):  # one character is found faster
            yield from (Span(*match.span()) for match in patterns("gaps")[name].finditer(text))


def merged(gaps: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, with those that overlap or touch merged."""
    spans: list[Span] = []
    for gap in sorted(gaps, key=lambda one: (one.start, one.end)):
        if spans and gap.start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(gap.end, spans[-1].end))
        else:
            spans.append(gap)
    return tuple(spans)


def masked(text: str, gaps: Sequence[Span]) -> str:
    r"""The text with each gap replaced, padded to its length by spaces (by `x` in a word or before a stop).

    >>> masked("Four cor-\nnets[1]. So.[2] Yes", (Span(8, 10), Span(14, 17), Span(22, 25)))
    'Four corxxnetsxxx. So.    Yes'
    """
    if not gaps:
        return text
    parts, at = [], 0
    for gap in gaps:
        after, shown = text[gap.end : gap.end + 1] or " ", written(gap.of(text))
        inside = text[gap.start - 1 : gap.start].isalpha() and (after.isalpha() or after in _GOES_ON)
        inside = inside and not (shown or gap.of(text)).isspace()
        parts += [text[at : gap.start], shown.rjust(len(gap), "x") if inside else shown.ljust(len(gap))]
        at = gap.end
    return "".join([*parts, text[at:]])


def without(text: str, span: Span, gaps: Sequence[Span]) -> str:
    """The text of a span with its gaps replaced and its white space normalized, as a summary would show it."""
    parts, at = [], span.start
    for gap in gaps:
        if at <= gap.start < span.end:
            parts.append(text[at : gap.start] + written(gap.of(text)))
            at = gap.end
    return " ".join("".join([*parts, text[at : span.end]]).split())


def written(gap: str) -> str:
    """The replacement of a gap: nothing, a space (for `<br>`) or a character (for `&#8217;`)."""
    if patterns("gaps")["space"].search(gap) is not None:
        return " "
    return "".join(map(unescape, patterns("gaps")["entity of a character"].findall(gap))) if "&" in gap else ""


def _all(text: str) -> Iterator[tuple[int, int]]:
    known = patterns("gaps")
    if "[" in text:
        yield from _notes(text)
    for match in known["figure"].finditer(text):
        before = text[max(0, match.start() - 2) : match.start()].rstrip("”\"’')")
        word = _last_word(text, match.start() - 2 + len(before) - 1)
        told = len(word) > 1 and (before[-1] in ",;" or word not in table("abbreviations"))  # “No.1”
        if told or known["year"].search(text, max(0, match.start() - _LOOK_BACK), match.start()):
            yield match.span()
    if not text.isascii():
        yield from (match.span() for match in known["invisible"].finditer(text))
        for match in known["raised figure"].finditer(text):  # behind a stop or a long word, not behind a unit (km²)
            at, before = match.start(), text[max(0, match.start() - 1) : match.start()].strip("\n")
            if before and (before in ".!?,;:”\"’')" or text[at] in "†‡" or len(_last_word(text, at)) > 3):
                yield match.span()
    notes = ("aside", "picture") if "(" in text or "[" in text else ()
    for match in chain.from_iterable(known[name].finditer(text) for name in notes):
        before = text[max(0, match.start() - 3) : match.start()]
        yield match.start() - len(before) + len(before.rstrip(" \t")), match.end()
    for sign in filter(text.__contains__, _SIGNS):
        for match in chain.from_iterable(known[name].finditer(text) for name in _SIGNS[sign]):
            parts = [part for part, found in match.groupdict().items() if found]  # text between named groups is kept
            yield from map(match.span, parts) if parts else [match.span()]
    if "-" in text:
        yield from _hyphens(text)


def _notes(text: str) -> Iterator[tuple[int, int]]:
    """Note marks, with the space in front of them.

    A letter in brackets is a note mark behind punctuation, or behind a word if it is a, b or c: in “love[s]” and
    “blow[n]” it completes the word.
    """
    last = -1
    for match in patterns("gaps")["note"].finditer(text):
        before = max(0, match.start() - 3)
        start = before + len(text[before : match.start()].rstrip(" \t\u00a0"))
        touched = text[start - 1 : start] if start == match.start() else ""
        noted = match["letter"] is None or touched in _TOUCHED or (touched.isalpha() and match["letter"] in "abc")
        if start and not text[start - 1].isspace() and noted:
            start = last if last >= 0 and text[last : match.start()] in _BETWEEN_NOTES else start
            last = match.end()
            yield start, match.end()


def _hyphens(text: str) -> Iterator[tuple[int, int]]:
    """Hyphens that break words at the ends of lines, with the line break; for a compound only the line break."""
    known = patterns("gaps")
    found = known["hyphen at the end of a line"].finditer(text)
    broken = [match for match in found if text[max(0, match.start() - 1) : match.start()].isalpha()]
    figures = known["hyphen between figures at the end of a line"].finditer(text)
    yield from (match.span("break") for match in figures)  # 3-1
    if broken:
        compounds = {one.lower() for one in known["compound"].findall(text)}
        for match in broken:
            first, second = _last_word(text, match.start()), _first_word(text, match.end())
            joined = text[match.end() + len(second) :].startswith("-")  # Stratford-upon-Avon
            compound = joined or first in words("hyphen_kept_behind") or f"{first}-{second}" in compounds
            yield match.span("break") if compound else match.span()
    found = known["hyphen and a space"].finditer(text)
    spaced = [match for match in found if text[max(0, match.start() - 2) : match.start()].isalpha()]
    if len(spaced) > 2 and len(spaced) * _OFTEN > len(text):
        yield from (
            match.span() for match in spaced if _first_word(text, match.end()) not in words("hyphen_suspended_before")
        )


def _first_word(text: str, start: int) -> str:
    """The letters right behind an offset, in lower case."""
    return "".join(takewhile(str.isalpha, text[start : start + _LOOK_BACK])).lower()


def _last_word(text: str, end: int) -> str:
    """The letters right before an offset, in lower case."""
    return "".join(takewhile(str.isalpha, reversed(text[max(0, end - _LOOK_BACK) : end])))[::-1].lower()
