"""Markdown: CommonMark with tables, footnotes and front matter between lines of dashes or pluses.

The parser is markdown-it-py, which is a dependency of rich.
"""

import html
import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from storysum.model.article import Role
from storysum.sources.documents import UNMARKED, Document, Writer, day, line, marked

_FRONT = re.compile(
    r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*\n(?P<inside>.{0,20000}?)\n(?P=fence)[ \t]*(?:\n|\Z)", re.DOTALL
)
_FIELD = re.compile(r"^(\w[\w -]{0,40}?)[ \t]*[:=][ \t]*(.*)$", re.MULTILINE)
# The names of the front matter's fields for title, author and date.
_NAMES = (("title", "headline"), ("author", "authors", "byline", "by"), ("date", "published", "pubdate"))
# A footnote and the indented lines under it.
_NOTE = re.compile(r"^ {0,3}\[\^[^\]\n]{1,60}\]:.*(?:\n(?:[ \t]+\S.*|[ \t]*(?=\n[ \t]+\S)))*", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^[^\]\n]{1,60}\]")
_TAG = re.compile(
    r"<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)\s*>|</?[a-zA-Z!][^<>]*>", re.DOTALL | re.IGNORECASE
)


def read_markdown(text: str) -> Document:
    """Read Markdown without its markup and footnotes; code and tables become furniture."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    fields: dict[str, str] = {}
    if (front := _FRONT.match(text)) is not None:
        fields = {name.lower(): _unquoted(value) for name, value in _FIELD.findall(front["inside"])}
        text = text[front.end() :]
    title, author, date = (next(filter(None, map(fields.get, names)), None) for names in _NAMES)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(_NOTE.sub("", text))
    written = Writer()
    for role, reason, block in _blocks(tokens, titled=title is not None, unmarked=_unmarked(tokens)):
        if role == "title":
            title = block
        written.add(block, role, reason)
    return written.document(title=title, byline=author, published=day(date))


def _unquoted(value: str) -> str:
    """A value of the front matter without quotes; the first element if it is a list on one line."""
    value = value.strip()
    if value[:1] == "[" and value[-1:] == "]":
        value = value[1:-1].split(",")[0].strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _unmarked(tokens: Sequence[Token]) -> set[int]:
    """The numbers of block quotations without quotation marks; empty if these are half of the text or more."""
    depth, size, quotes = 0, 0, list[str]()
    for token in tokens:
        if token.type == "blockquote_open" and not depth:
            quotes.append("")
        depth += token.nesting if token.type.startswith("blockquote_") else 0
        if token.type == "inline":
            size += len(token.content)
            if depth:
                quotes[-1] += token.content
    found = {number for number, text in enumerate(quotes) if not marked(text)}
    return found if 2 * sum(len(quotes[number]) for number in found) < size else set()


def _blocks(tokens: Sequence[Token], *, titled: bool, unmarked: set[int]) -> Iterator[tuple[Role, str, str]]:
    """The role, reason and text of each block; a first heading of level 1 is the title, unless already `titled`."""
    items = outside = quoted = 0
    quote = -1
    heading = ""
    first = not titled
    for token in tokens:
        outside += token.nesting if token.type.startswith("table_") else 0
        items += token.nesting if token.type.startswith("list_item_") else 0
        quote += token.type == "blockquote_open" and not quoted
        quoted += token.nesting if token.type.startswith("blockquote_") else 0
        if token.type in ("heading_open", "heading_close"):
            heading = token.tag if token.nesting > 0 else ""
        elif token.type in ("fence", "code_block"):
            yield "furniture", "code", token.content
        elif token.type == "html_block":
            yield "body", "", html.unescape(_TAG.sub(" ", token.content))
        elif token.type == "inline":
            shown, pictures = _inline(token.children or ())
            if outside:
                yield "furniture", "a table", shown
            elif quoted and quote in unmarked:
                yield *UNMARKED, shown
            elif heading:
                yield "title" if first and heading == "h1" else "heading", f"a heading ({heading})", shown
                first = False
            elif pictures and not any(map(str.isalnum, shown)):
                yield "caption", "what a picture shows", line(pictures)
            elif items:
                yield "item", "an item", shown
            else:
                yield "body", "", shown


def _inline(tokens: Sequence[Token]) -> tuple[str, str]:
    """The visible text of inline tokens, and the alternative texts of their pictures."""
    shown, pictures, struck = [], [], 0
    for token in tokens:
        struck += token.nesting if token.type in ("s_open", "s_close") else 0
        if struck:
            continue
        if token.type in ("text", "code_inline", "text_special"):
            shown.append(_NOTE_MARK.sub("", token.content))
        elif token.type in ("softbreak", "hardbreak") or token.content[:3].lower() == "<br":
            shown.append(" ")
        elif token.type == "image":
            pictures.append(token.content)
    return line("".join(shown)), " ".join(pictures)
