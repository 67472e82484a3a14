"""Dialogue that labels or signs its speakers: `PENCE: “…”`, `“…” — Jude Ferrant`."""

import re

from storysum.model.article import Article
from storysum.model.span import Span
from storysum.quotations.lexicon import lexicon
from storysum.quotations.names import names_in
from storysum.text.marks.stretches import Stretch

_NAME = r"[^\W\d_a-z][\w.’'-]*(?:[ \xa0](?:[^\W\d_a-z][\w.’'-]*|de|van|von|of)){0,4}"
_CODE = r"(?:[\[(]?\d\d?:\d\d(?::\d\d)?[\])]?\s*)?"
_ASIDE = r"( \([^()\n]{1,40}\)|, [^:“\"\n]{1,60}| on [^:“\"\n]{1,40})?"
_LABEL = re.compile(rf"\s*{_CODE}({_NAME}){_ASIDE}:\s*")
_SIGNATURE = re.compile(rf"\s*(?:--|[—–―])\s*((?:the )?{_NAME})(?=\s*(?:[,(?!.]|\Z|\n|[“\"‘„«]))")


def labelled(article: Article, start: int, stretch: Stretch) -> Span | None:
    """The name that labels a stretch whose sentence begins at `start`: DORRAN PIKE: “…”."""
    text, block = article.text, article.blocks[stretch.block - 1]
    in_front = stretch.block > 0 and block.role == "dateline" and not text[block.span.end : start].strip()
    if in_front and "," not in block.span.of(text):
        start = block.span.start  # a name in capitals in front of a story is read as a dateline
    match = _LABEL.fullmatch(text, start, stretch.start) if stretch.start - start <= 120 else None
    known = lexicon()
    if match is None or not known.telling.isdisjoint((match[2] or "").split()):
        return None  # Speaking for Pike, Holm said: “…”
    first, last = (match[1].lower().split()[k] for k in (0, -1))
    nobody = known.telling | known.headed | known.small | known.dates
    return None if first in nobody or last in nobody or last.isdigit() else Span(*match.span(1))


def signed(article: Article, stretch: Stretch, *, opens: bool) -> Span | None:
    """The name that signs a stretch, on its line or the next: “…” — Jude Ferrant, The Evening Dial."""
    text, block = article.text, article.blocks[stretch.block]
    match = _SIGNATURE.match(text, stretch.end, min(block.span.end, stretch.end + 90))
    if match is None and not text[stretch.end : block.span.end].strip() and stretch.block + 1 < len(article.blocks):
        below = article.blocks[stretch.block + 1].span
        match = _SIGNATURE.match(text, below.start, below.end) if len(below) < 90 else None
    told = match is not None and opens and any(len(one.words) > 1 for one in names_in(match[1]))
    return Span(*match.span(1)) if match is not None and told else None
