"""Dialogue that labels its speakers: `PENCE: “…”`, `“…” — Jude Ferrant`, a name on the line above.

What a page promises by its form is no grammar, so that these are rules. What each is worth is told in
docs/concepts/quotations.md.
"""

from __future__ import annotations

import re

from storysum.model.article import Article
from storysum.model.span import Span
from storysum.quotations.lexicon import lexicon
from storysum.quotations.mentions import Mention
from storysum.quotations.names import names_in
from storysum.text.marks.stretches import Stretch

_NAME = r"[^\W\d_a-z][\w.’'-]*(?:[ \xa0](?:[^\W\d_a-z][\w.’'-]*|de|van|von|of)){0,4}"
_CODE = r"(?:[\[(]?\d\d?:\d\d(?::\d\d)?[\])]?\s*)?"
_ASIDE = r"( \([^()\n]{1,40}\)|, [^:“\"\n]{1,60}| on [^:“\"\n]{1,40})?"
_LABEL = re.compile(rf"\s*{_CODE}({_NAME}){_ASIDE}:\s*")
_SIGNATURE = re.compile(rf"\s*(?:--|[—–―])\s*((?:the )?{_NAME})(?=\s*(?:[,(?!.]|\Z|\n|[“\"‘„«]))")
_LINE = re.compile(rf"({_NAME})(?:, [^.!?“\"\n]{{1,40}})?")
_INNER = re.compile(r"([A-Z][A-Z.'’-]*(?: [A-Z][A-Z.'’-]*){0,3}): ")
_HEADED = re.compile(r"(?:[\w-]+[ \xa0]){0,3}([\w-]+):")


def labelled(text: str, start: int, stretch: Stretch) -> Span | None:
    """The name that labels a stretch whose sentence begins at `start`: DORRAN PIKE: “…”."""
    match = _LABEL.fullmatch(text, start, stretch.start) if stretch.start - start <= 120 else None
    if match is None:
        return None
    known, name = lexicon(), match.group(1).lower().split()
    if not known.telling.isdisjoint((match.group(2) or "").split()):
        return None  # Speaking for Pike, Holm said: “…”
    nobody = known.telling | known.headed | known.small
    unnamed = name[0] in nobody or name[-1] in nobody | known.dates or name[-1].isdigit()
    return None if unnamed else Span(*match.span(1))


def is_label(text: str, mention: Mention) -> bool:
    """Whether a mention only heads what follows: Pull quote: “…”, Episode 7: “…”."""
    headed = _HEADED.match(text, mention.start, mention.end + 30)
    last = headed[1].lower() if headed else ""
    return last in lexicon().headed or (last.isdigit() and len(last) < 4)


def signed(article: Article, stretch: Stretch, *, opens: bool) -> Span | None:
    """The name that signs a stretch, on its line or alone on the next: “…” — Jude Ferrant, The Evening Dial."""
    text, block = article.text, article.blocks[stretch.block]
    match = _SIGNATURE.match(text, stretch.end, min(block.span.end, stretch.end + 90))
    if match is None and not text[stretch.end : block.span.end].strip() and stretch.block + 1 < len(article.blocks):
        below = article.blocks[stretch.block + 1]
        following = below.span
        if len(following) < 90:
            match = _SIGNATURE.match(text, following.start, following.end)
            # A byline is below a headline, and who is said to say something says what comes next.
            plain = below.role != "byline" and text[following.end - 1] not in ".:"
            if plain and stretch.start == block.span.start:
                match = match or _LINE.fullmatch(text, following.start, following.end)
    if match is None or not opens:
        return None
    name, by_a_dash = match.group(1), match.re is _SIGNATURE
    told = " " in name and any(one.known or (by_a_dash and len(one.words) > 1) for one in names_in(name))
    return Span(*match.span(1)) if told else None


def named_above(article: Article, stretch: Stretch) -> Span | None:
    """A name that has the line above to itself, as in oral histories; only one with a known first name."""
    if not stretch.block or article.blocks[stretch.block - 1].role == "byline":
        return None
    span = article.blocks[stretch.block - 1].span
    line = span.of(article.text) if len(span) < 60 else ""
    if article.blocks[stretch.block - 1].role == "dateline" and not line.rstrip().endswith(":"):
        return None  # Washington (CNN)
    if any(mark in line for mark in '.,;!?“"') or not 2 <= len(line.split()) <= 3:
        return None
    name = line.strip().rstrip(":")
    names = names_in(name.title())
    if len(names) != 1 or not names[0].known or not name[:1].isupper():
        return None
    start = span.start + line.index(name)
    return Span(start, start + len(name))


def inner_label(text: str, stretch: Stretch) -> Span | None:
    """A label within the marks, as in “PIKE: It was late”."""
    match = _INNER.match(text, stretch.inside.start, min(stretch.inside.end, stretch.inside.start + 60))
    return Span(*match.span(1)) if match is not None else None


def without_genitive(text: str, span: Span) -> Span:
    """A mention without its genitive ending."""
    genitive = len(span) > 2 and text.endswith(("'s", "’s"), span.start, span.end)
    return Span(span.start, span.end - 2) if genitive else span
