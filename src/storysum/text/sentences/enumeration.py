"""A list that was set as a paragraph: `1. The first item 2. The second`, `• one • two`."""

from __future__ import annotations

import re

_BULLETS = "•●▪◦‣⁃∙"
_OPENS = re.compile(rf"\s*+(?:(?P<bullet>[{_BULLETS}])|(?P<before>\(?)(?P<label>1|[aA])(?P<after>\.\)|\.|\))\s)")
_LEAST_LETTERS = 3


def items(text: str) -> list[tuple[int, int]]:
    """The stretches of a paragraph that are list items; one stretch, if it is no list.

    The same bullet may follow in any number. Labels must count up from the first (1, 2, 3; a, b, c)
    in the same dress, and letters need three items: “a. … b.” could be anything.

    >>> text = "1) The first 2) The second"
    >>> [text[a:b] for a, b in items(text)]
    ['1) The first ', '2) The second']
    """
    opens = _OPENS.match(text)
    starts = [] if opens is None else _bullets(text, opens) if opens["bullet"] else _labels(text, opens)
    return list(zip([0, *starts], [*starts, len(text)], strict=True))


def _bullets(text: str, opens: re.Match[str]) -> list[int]:
    bullet = re.compile(rf"(?<=\s){opens['bullet']}(?=\s?[^\W_])")
    return [match.start() for match in bullet.finditer(text, opens.end())]


def _labels(text: str, opens: re.Match[str]) -> list[int]:
    count = r"\d{1,3}" if opens["label"] == "1" else r"[^\W\d_]"
    dress = re.compile(rf"(?<=\s){re.escape(opens['before'])}({count}){re.escape(opens['after'])}\s+(?=\S)")
    expected, starts = _following(opens["label"]), []
    for found in dress.finditer(text, opens.end()):
        if found[1] == expected:
            starts.append(found.start())
            expected = _following(expected)
    return starts if opens["label"] == "1" or len(starts) + 1 >= _LEAST_LETTERS else []


def _following(label: str) -> str:
    return str(int(label) + 1) if label.isdigit() else chr(ord(label) + 1)
