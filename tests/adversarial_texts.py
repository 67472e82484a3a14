"""Texts that nobody would write: a few characters over and over, and shapes that go wrong when they are large."""

from __future__ import annotations

from collections.abc import Callable

UNITS = {
    "one letter": "a",
    "one capital": "A",
    "one digit": "1",
    "straight marks": '"',
    "opening marks": "“",
    "closing marks": "”",
    "straight single marks": "'",
    "opening single marks": "‘",
    "closing single marks": "’",
    "guillemets": "«",
    "closing guillemets": "»",
    "low marks": "„",
    "backticks": "`",
    "marks of all kinds": "\"'“‘«„",
    "opening marks and spaces": "“ ",
    "nested openings": "“‘",
    "quoted letters": "“a” ",
    "quoted letters, close": "“a”",
    "half-quoted letters": '"a ',
    "possessives": "a's ",
    "brackets": "(",
    "closing brackets": ")",
    "square brackets": "[",
    "asides": "(a) ",
    "open asides": "(a ",
    "ellipses": "…",
    "spaced dots": ". . . ",
    "dots": ".",
    "abbreviations": "a.",
    "spaced abbreviations": "a. ",
    "initials": "J. K. ",
    "titles": "Mr. ",
    "hours": "5 p.m. ",
    "decimals": "1.5 ",
    "exclamations": "! ",
    "question marks": "?",
    "colons": ":",
    "commas": "a, ",
    "hyphens": "a-",
    "dashes": "— ",
    "newlines": "\n",
    "carriage returns": "\r\n",
    "letters on lines": "a\n",
    "letters in blocks": "a\n\n",
    "spaces": " ",
    "tabs": "\t",
    "form feeds": "\f",
    "line separators": "\u2028",
    "no-break spaces": "\u00a0",
    "combining marks": "\u0301",
    "combined letters": "a\u0301",
    "right-to-left overrides": "\u202e",
    "overridden words": "a\u202eb ",
    "zero-width joiners": "\u200d",
    "nulls": "\0",
    "half surrogates": "\ud800",
    "byte order marks": "\ufeff",
    "emoji": "👩‍👩‍👧 ",
    "Chinese": "中文。",
    "Hebrew": "שלום ",
    "sharp s": "ß ",
    "dotted I": "İ",
    "terminal escapes": "\x1b[2J",
    "entities": "&amp;",
    "less than": "<",
    "stars": "*a* ",
    "rules": "***\n\n",
    "list items": "- a thing\n",
    "numbered items": "1. a thing\n",
    "headings": "# Heading\n\n",
    "shouted headings": "THE VAN\n\n",
    "bylines": "By Nora Quill\n\n",
    "datelines": "LEEDS, England — It rained.\n\n",
    "labels": "HOLM: yes.\n",
    "dash dialogue": "— Yes, he said.\n",
    "one-word sentences": "Word. ",
    "one sentence": "word ",
    "names": "Petra Holm ",
    "attributions": "“No,” said Petra Holm. ",
    "attributions to he": "“No,” he said. ",
    "says and opens": "says, “",
    "according": "according to ",
    "claims within claims": "he said that ",
    "clauses": "he ran, and ",
    "relatives": "Petra, who ",
    "negations": "not ",
    "paragraphs that never close": "“He went out and it was late.\n\n",
    "paragraphs that never close, straight": '"He went out and it was late.\n\n',
    "paragraphs that close at last": "“He went out. “It was late.\n\n",
}


def repeated(unit: str, size: int) -> str:
    """So many characters of it."""
    return (unit * (size // len(unit) + 1))[:size]


def many_speakers(size: int) -> str:
    """A new speaker in every sentence."""
    found, length, number = [], 0, 0
    while length < size:
        name = "".join(chr(97 + number // 26**place % 26) for place in range(3))
        found.append(f"“No {number},” said Abel{name} Foss{name}. ")
        length += len(found[-1])
        number += 1
    return "".join(found)[:size]


def spaces_behind_a_name(size: int) -> str:
    """What looks like the name of a speaker on its line, and hardly ends."""
    return f"Hull{' ' * max(0, size - 16)}— It rained."


def deep_brackets(size: int) -> str:
    """Half of it opens, half of it closes."""
    return "(" * (size // 2) + ")" * (size // 2)


def deep_quotations(size: int) -> str:
    """Quotations within quotations."""
    return "“a ‘b " * (size // 12) + "’ ”" * (size // 12)


def no_two_words_alike(size: int) -> str:
    """Sentences of words that come once."""
    return " ".join(f"W{number:x} was{number} not{number}." for number in range(size // 20))


SHAPES: dict[str, Callable[[int], str]] = {
    "many speakers": many_speakers,
    "spaces behind a name": spaces_behind_a_name,
    "deep brackets": deep_brackets,
    "deep quotations": deep_quotations,
    "no two words alike": no_two_words_alike,
}
TEXTS: dict[str, Callable[[int], str]] = {
    **{name: lambda size, unit=unit: repeated(unit, size) for name, unit in UNITS.items()},  # type: ignore[misc]
    **SHAPES,
}
