"""Sessions and sketches of docstrings as blocks of code: plain text there, Markdown on the site."""

from __future__ import annotations

import re
from typing import Any

from griffe import Extension

_SESSION = re.compile(r"^>>> .*\n?(?:^.*\S.*\n?)*", re.MULTILINE)


class Sessions(Extension):
    """Puts fences around every session; the two colons before a sketch become one, or none."""

    def on_object(self, *, obj: Any, **_: Any) -> None:
        """Of each object that has a docstring."""
        if obj.docstring is not None:
            text = obj.docstring.value.replace("\n::\n", "\n").replace("::\n\n", ":\n\n")
            obj.docstring.value = _SESSION.sub(lambda found: f"```pycon\n{found[0].rstrip()}\n```\n", text)
