"""The articles that ship with storysum, with the headlines and summaries that people wrote for them.

Each article is a text, `articles/NAME.txt`, with its annotations, `articles/NAME.json`; `load` reads them.
"""

import datetime
import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

from storysum.model.span import Span

__all__ = ["CorpusArticle", "Marked", "load"]


@frozen
class Marked:
    """A stretch of an article that a person annotated: a block with its role, or a quotation.

    Attributes:
        span: Where it stands; for a quotation, its quotation marks included.
        kind: The role of a block; for a quotation "speech", "partial", or another use of quotation marks
            ("title", "nickname", "lyric", "scare", …).
        speaker: The mention of the speaker in the attribution; None for a block or a quotation without one.
        name: The fullest name of that speaker in the article, whatever the mention is.
        group: A number that the parts of one utterance share.
    """

    span: Span
    kind: str
    speaker: Span | None = None
    name: str | None = None
    group: int | None = None


@frozen
class CorpusArticle:
    """One article of the shipped corpus with its annotations and reference summaries.

    Attributes:
        id: The name of its files.
        kind: The kind of story.
        text: The article as a reader would have saved it, artefacts included.
        title: Its title, which need not stand in the text.
        byline: The author's name as it stands in the text.
        published: The date of its dateline or byline.
        roles: The blocks that are no body.
        references: For each of "headline", "short", "medium" the texts that people wrote at that length.
        quotes: Everything in quotation marks, with its speaker.
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
def load() -> tuple[CorpusArticle, ...]:
    """All the articles, sorted by id.

    >>> sorted(load()[0].references)
    ['headline', 'medium', 'short']
    """
    folder = resources.files(__package__).joinpath("articles")
    stems = sorted(file.name.removesuffix(".txt") for file in folder.iterdir() if file.name.endswith(".txt"))
    return tuple(_article(folder, stem) for stem in stems)


def _article(folder: Traversable, stem: str) -> CorpusArticle:
    known = json.loads(folder.joinpath(f"{stem}.json").read_text("utf-8"))
    published = known["published"]
    return CorpusArticle(
        id=stem,
        text=folder.joinpath(f"{stem}.txt").read_text("utf-8"),
        **{name: known[name] for name in ("kind", "title", "byline")},
        published=datetime.date.fromisoformat(published) if published else None,
        roles=tuple(Marked(Span(row["start"], row["end"]), row["role"]) for row in known["roles"]),
        references=MappingProxyType({length: tuple(found) for length, found in known["references"].items()}),
        quotes=tuple(map(_quote, known["quotes"])),
    )


def _quote(row: Mapping[str, Any]) -> Marked:
    speaker = None if row["speaker_start"] is None else Span(row["speaker_start"], row["speaker_end"])
    return Marked(Span(row["start"], row["end"]), row["kind"], speaker, row["speaker_name"], row.get("group"))
