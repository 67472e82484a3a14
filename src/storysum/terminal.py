"""Making text from outside safe for a terminal.

A story, a file's name or a plug-in's message may hold control characters (ESC, CSI, BEL) and marks
that turn the direction of writing. Whatever storysum prints goes through one of these functions.
"""

import json
import re
from typing import Any

# Control characters except tab and newline, and the marks that override or isolate text direction.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def inert(text: str) -> str:
    r"""A text with a replacement character for each one that could control a terminal.

    >>> inert("safe\x1b[2J")
    'safe\ufffd[2J'
    """
    return _STEERING.sub("\ufffd", text).encode("utf-8", "replace").decode("utf-8")


def inert_line(text: str) -> str:
    r"""Like `inert`, on one line.

    >>> inert_line("a name\nof two lines\x07")
    'a name of two lines\ufffd'
    """
    return inert(" ".join(text.split()))


def json_line(value: Any) -> str:
    r"""A value as a line of JSON, with characters that could control a terminal and lone surrogates escaped.

    A ValueError or TypeError where it holds what JSON has not.

    >>> json_line({"id": "é\x9b"})
    '{"id": "é\\u009b"}\n'
    """
    written = json.dumps(value, ensure_ascii=False, allow_nan=False)
    escaped = _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
    return escaped.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"
