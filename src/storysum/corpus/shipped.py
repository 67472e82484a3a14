"""Reading the shipped articles and checking them."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

from storysum.errors import CorpusError
from storysum.model.span import Span

__all__ = ["CorpusArticle", "Marked", "checksum", "load"]

_LENGTHS = ("headline", "short", "medium")
# The same text on every system: a checkout on Windows may have other line ends.
_LINE_ENDS = ("\r\n", "\n")


@frozen
class Marked:
    """A stretch of an article that a person marked: a block with its role, or something in quotation marks.

    Attributes:
        span: Where it stands; of a quotation with its marks.
        kind: The role of a block; of a quotation "speech", "partial", or what else the marks are for
            ("title", "nickname", "lyric", "scare", …).
        speaker: The mention that the text attributes speech to.
        name: The fullest name of that speaker in the article, whatever the mention is.
        group: The parts of one utterance share it.
    """

    span: Span
    kind: str
    speaker: Span | None = None
    name: str | None = None
    group: int | None = None


@frozen
class CorpusArticle:
    """One article of the shipped corpus and what people wrote about it.

    Attributes:
        id: The name of its files.
        kind: What sort of story it is.
        text: The article as a reader would have saved it, artefacts and all.
        title: Its title, which need not stand in the text.
        byline: The author's name as it stands in the text.
        published: The date of its artefact.
        roles: The blocks that are no body.
        references: For each of "headline", "short", "medium" what people wrote at that length.
        quotes: Everything in quotation marks, and who said it.
    """

    id: str
    kind: str
    text: str = field(repr=False)
    title: str | None = None
    byline: str | None = None
    published: datetime.date | None = None
    roles: tuple[Marked, ...] = field(default=(), repr=False)
    references: Mapping[str, tuple[str, ...]] = field(factory=dict, repr=False)
    quotes: tuple[Marked, ...] = field(default=(), repr=False)


@cache
def _files() -> tuple[tuple[str, str], ...]:
    """Name and content of every file of the corpus, sorted by name."""
    folder = resources.files(__package__).joinpath("articles")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith((".txt", ".json")))
    return tuple((name, folder.joinpath(name).read_bytes().decode("utf-8").replace(*_LINE_ENDS)) for name in names)


def checksum() -> str:
    """The SHA-256 over names and contents of all the files: another corpus has another.

    >>> len(checksum())
    64
    """
    digest = hashlib.sha256()
    for name, content in _files():
        digest.update(f"{name}\0{len(content)}\0{content}\0".encode())
    return digest.hexdigest()


@cache
def load() -> tuple[CorpusArticle, ...]:
    """All the articles, sorted by id, each checked against its text.

    Raises:
        CorpusError: If a file cannot be used: the message names it.

    >>> sorted(load()[0].references)
    ['headline', 'medium', 'short']
    """
    contents = dict(_files())
    articles = []
    for name in sorted(contents):
        stem, _, ending = name.rpartition(".")
        if ending == "txt":
            if f"{stem}.json" not in contents:
                raise CorpusError(f"articles/{name} has no {stem}.json beside it")
            articles.append(_article(stem, contents[name], contents[f"{stem}.json"]))
        elif f"{stem}.txt" not in contents:
            raise CorpusError(f"articles/{name} has no {stem}.txt beside it")
    return tuple(articles)


def _article(stem: str, text: str, facts: str) -> CorpusArticle:
    """One article from the content of its two files."""
    file = f"articles/{stem}.json"
    try:
        known = json.loads(facts)
    except json.JSONDecodeError as error:
        raise CorpusError(f"{file}:{error.lineno}: not JSON: {error.msg}") from error
    try:
        if known["id"] != stem:
            raise CorpusError(f"{file}: the id {known['id']!r} is not the name of the file")
        published = known.get("published")
        return CorpusArticle(
            id=stem,
            kind=str(known["kind"]),
            text=text,
            title=known.get("title"),
            byline=known.get("byline"),
            published=datetime.date.fromisoformat(published) if published else None,
            roles=tuple(_marked(file, text, row, "role") for row in known.get("roles", ())),
            references=_references(file, known["references"]),
            quotes=tuple(_marked(file, text, row, "kind") for row in known.get("quotes", ())),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise CorpusError(f"{file}: not of the form that articles have: {error!r}") from error


def _references(file: str, known: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    if sorted(known) != sorted(_LENGTHS):
        raise CorpusError(f"{file}: references are for {', '.join(_LENGTHS)}, here for {', '.join(sorted(known))}")
    return MappingProxyType({length: tuple(map(str, known[length])) for length in _LENGTHS})


def _marked(file: str, text: str, row: Mapping[str, Any], kind: str) -> Marked:
    span = Span(row["start"], row["end"])
    if span.of(text) != row["text"]:
        raise CorpusError(f"{file}: {span.start}:{span.end} is {span.of(text)!r} in the text, not {row['text']!r}")
    start, end = row.get("speaker_start"), row.get("speaker_end")
    speaker = None if start is None or end is None else Span(start, end)
    if speaker is not None and speaker.of(text) != row["speaker_text"]:
        raise CorpusError(f"{file}: no {row['speaker_text']!r} at {start}:{end}")
    return Marked(span, str(row[kind]), speaker, row.get("speaker_name"), row.get("group"))
