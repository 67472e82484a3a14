"""One page of HTML that shows a comparison, offline: figures, differences, and the stories themselves.

It asks the network for nothing, and its Content-Security-Policy names the one script and the one style sheet that it
has. What comes from articles, backends and errors is data: it stands in a block of JSON, and is only shown as text.
"""

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable
from importlib import resources
from typing import Any

from storysum.evaluation.corpus import Corpus
from storysum.evaluation.page.contents import contents
from storysum.evaluation.records import Record
from storysum.evaluation.report import Report
from storysum.version import __version__

OWN = re.compile(rb'<!doctype html>(?s:.{0,1000})<meta name="generator" content="storysum ')  # how a page begins

_SCRIPTS = "elements board differences story page".split()
_GAP = re.compile(r"\{\{(\w+)\}\}")
# In a script element these could end it or open a comment.
_ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&"})


def render_page(report: Report, records: Iterable[Record], corpus: Corpus) -> str:
    """A comparison as one HTML page that opens offline, from a report and the scored records that it was made from.

    Write it as UTF-8. It has about 1 MB for fifty news articles, three lengths, fourteen backends.

    >>> from storysum import evaluation
    >>> corpus = evaluation.Corpus("van", (evaluation.Entry("van", "Holm sold the van."),))
    >>> records = evaluation.score(evaluation.run(corpus, ["lead"], ["short"], processes=0), corpus)
    >>> render_page(evaluation.compare(records, corpus), records, corpus)[:15]
    '<!doctype html>'
    """
    style = f"\n{_text('page.css')}"
    # In one function, so that what the scripts name stays theirs.
    script = "\n".join(['\n(() => {\n"use strict";', *(_text(f"{name}.js") for name in _SCRIPTS), "})();\n"])
    parts = {
        "title": html.escape(f"{report.corpus}: {len(report.backends)} backends compared"),
        "version": html.escape(__version__),
        "style_hash": _hash(style),
        "script_hash": _hash(script),
        "style": style,
        "script": script,
        "data": _json(contents(report, records, corpus)),
    }
    # In one pass, so that nothing that is put in is taken for a gap.
    return _GAP.sub(lambda gap: parts[gap[1]], _text("page.html"))


def _json(data: dict[str, Any]) -> str:
    r"""Data as it may stand in a script element.

    >>> _json({"text": "</script><!--"})
    '{"text":"\\u003c/script\\u003e\\u003c!--"}'
    """
    return json.dumps(data, allow_nan=False, separators=(",", ":")).translate(_ESCAPES)


def _hash(content: str) -> str:
    """What the Content-Security-Policy calls an inline script or style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
