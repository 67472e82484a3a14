"""Articles to be measured on, with what people wrote about them.

A corpus comes from the articles that ship (`shipped`), from a file with a line of JSON for each
article (`load`), from plain text files without references (`from_files`), or from the rows of a table, such as a
Hugging Face dataset (`from_rows`). A line of JSON is

    {"id": "…", "text": "…", "title": "…", "summaries": ["…", …]}

of which title and summaries may be absent. Summaries are references for every length but the
headline; the title is the reference for that one, and is not shown to any backend.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from attrs import field, frozen

from storysum import corpus as shipped_corpus
from storysum.errors import CorpusError, InputError
from storysum.files import opened
from storysum.model.article import Article
from storysum.model.quote import Quote
from storysum.model.span import Span
from storysum.sources import document
from storysum.text import read as reading
from storysum.text.sentences import split

__all__ = ["Corpus", "Entry", "by_lines", "from_files", "from_rows", "load", "shipped"]

_LENGTHS = ("headline", "short", "medium")


@frozen
class Entry:
    """One article to be measured on.

    Attributes:
        id: Its name, unique in its corpus.
        text: The article.
        references: What people wrote, by length, a line a sentence.
        quotes: Its quotations where a person has marked them; None where nobody has.
        language: An ISO 639-1 code.
    """

    id: str
    text: str = field(repr=False)
    references: Mapping[str, tuple[str, ...]] = field(factory=dict, repr=False)
    quotes: tuple[Quote, ...] | None = field(default=None, repr=False)
    language: str = "en"

    def references_at(self, length: str) -> tuple[str, ...]:
        """Those for a length; a budget of one's own has those of "short"."""
        return self.references.get(length if length in _LENGTHS else "short", ())


@frozen
class Corpus:
    """Articles in a fixed order.

    Attributes:
        name: What reports call it.
        entries: The articles.
    """

    name: str
    entries: tuple[Entry, ...] = field(repr=lambda entries: f"<{len(entries)} articles>")

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def checksum(self) -> str:
        """SHA-256 over ids, texts and references: another corpus has another."""
        digest = hashlib.sha256()
        for entry in self.entries:
            row = [entry.id, entry.text, {length: list(found) for length, found in entry.references.items()}]
            digest.update(json.dumps(row, sort_keys=True).encode())
        return digest.hexdigest()


def shipped() -> Corpus:
    """The articles that ship with storysum, with their references and marked quotations."""
    return Corpus("shipped", tuple(map(_shipped, shipped_corpus.load())))


def _shipped(article: shipped_corpus.CorpusArticle) -> Entry:
    return Entry(
        id=article.id,
        text=article.text,
        references={
            length: tuple(by_lines(reference) for reference in references)
            for length, references in article.references.items()
        },
        quotes=tuple(
            _marked(article.text, number, marked)
            for number, marked in enumerate(article.quotes)
            if marked.kind in ("speech", "partial")
        ),
    )


def _marked(text: str, number: int, marked: shipped_corpus.Marked) -> Quote:
    """A quotation that a person marked; the person is where the text first has the full name."""
    at = text.find(marked.name) if marked.name else -1
    return Quote(
        span=marked.span,
        speaker=marked.speaker,
        person=Span(at, at + len(marked.name)) if marked.name and at >= 0 else None,
        cue=None,
        kind="partial" if marked.kind == "partial" else "speech",
        # Numbers of one's own where the file has none, apart from those that it has.
        group=-1 - number if marked.group is None else marked.group,
    )


def load(path: Path, *, limit: int | None = None) -> Corpus:
    """A corpus from a file of JSON Lines.

    Args:
        path: The file, UTF-8.
        limit: Take only so many articles, the first ones.

    Raises:
        CorpusError: If a line cannot be used, an id comes twice, or there is no article: the message
            names the file and the line.
    """
    return _gathered(path.stem, str(path), _lines(path), limit)


def from_rows(
    rows: Iterable[Mapping[str, Any]],
    *,
    name: str = "rows",
    id: str | None = None,
    text: str = "text",
    summary: str | None = None,
    title: str | None = None,
    limit: int | None = None,
) -> Corpus:
    """Rows of a table as a corpus: of a Hugging Face dataset, of `csv.DictReader`, of anything that gives mappings.

    Args:
        rows: The rows.
        name: What reports call them.
        id: The column with the id; without one, rows are numbered.
        text: The column with the article.
        summary: The column with the summary, or with a list of them.
        title: The column with the title.
        limit: Take only so many rows, the first ones.

    Raises:
        CorpusError: If a row has no such column or cannot be used; the message names the row.

    >>> rows = [{"article": "Holm sold the van. It was red.", "highlights": "Holm sold a van."}]
    >>> from_rows(rows, text="article", summary="highlights").entries[0].references["short"]
    ('Holm sold a van.',)
    """
    wanted = {"id": id, "text": text, "summaries": summary, "title": title}

    def numbered() -> Iterator[tuple[int, Any]]:
        for number, row in enumerate(rows, start=1):
            try:
                found = {key: row[column] for key, column in wanted.items() if column is not None}
            except KeyError as error:
                there = ", ".join(map(str, row))
                raise CorpusError(f"{name}:{number}: no column {error}; there are {there}") from error
            if isinstance(found.get("summaries"), str):
                found["summaries"] = [found["summaries"]]
            yield number, {**found, "id": str(found.get("id", number))}

    return _gathered(name, name, numbered(), limit)


def _lines(path: Path) -> Iterator[tuple[int, Any]]:
    """What the lines of a file hold, with their numbers."""
    try:
        with opened(path) as file:
            data = file.read()
    except InputError as error:
        raise CorpusError(str(error)) from None
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip():
            try:
                yield number, json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
            except UnicodeDecodeError as error:
                raise CorpusError(f"{path}:{number}: byte {error.start} is not UTF-8") from None
            except RecursionError:
                raise CorpusError(f"{path}:{number}: nested too deeply") from None
            except ValueError as error:
                raise CorpusError(f"{path}:{number}: {error}") from None


def _gathered(name: str, where: str, rows: Iterable[tuple[int, Any]], limit: int | None) -> Corpus:
    entries: dict[str, Entry] = {}
    for number, row in islice(rows, limit):
        try:
            entry = _entry(row)
        except ValueError as error:
            raise CorpusError(f"{where}:{number}: {error}") from None
        if entry.id in entries:
            raise CorpusError(f"{where}:{number}: the id {entry.id!r} stands on an earlier line already")
        entries[entry.id] = entry
    if not entries:
        raise CorpusError(f'{where}:1: no article in it: a line is {{"id": …, "text": …}}')
    return Corpus(name, tuple(entries.values()))


def from_files(sources: Iterable[Path | str]) -> Corpus:
    """Files and pages of the web as a corpus without references; each is called by its name.

    Raises:
        CorpusError: If one is not there or cannot be read.
        MissingDependency: If its kind needs an extra that is not installed.
    """
    entries: dict[str, Entry] = {}
    for source in sources:
        try:
            found = document(source)
        except InputError as error:
            raise CorpusError(str(error)) from None
        stem = Path(source).stem
        name = stem if stem not in entries else str(source)
        if name in entries:
            raise CorpusError(f"{source}: named twice")
        language = reading.read(found.text, known=found.blocks if found.marked else ()).language
        entries[name] = Entry(name, found.story, language=language)
    return Corpus("articles", tuple(entries.values()))


def _entry(row: Any) -> Entry:
    """An entry from one object; a ValueError says what is wrong with it."""
    if not isinstance(row, dict):
        raise ValueError(f'an article is {{"id": …, "text": …}}, not {type(row).__name__}')
    for name in ("id", "text"):
        if not isinstance(row.get(name), str):
            raise ValueError(f"no {name!r}, or it is no text")
    summaries = _texts(row, "summaries")
    title = row.get("title")
    if title is not None and not isinstance(title, str):
        raise ValueError("'title' is no text")
    for written in (row["id"], row["text"], title or "", *summaries):
        if any("\ud800" <= character <= "\udfff" for character in written):
            raise ValueError("half of a surrogate pair in it: not Unicode text")
    language = row.get("language", "en")
    if not isinstance(language, str):
        raise ValueError("'language' is no text")
    sentences = _texts(row, "summary_sentences")
    # Where there is one summary and its sentences are told, nobody has to find them.
    lines: tuple[str, ...]
    if len(summaries) == 1 and sentences and summaries[0].split() == " ".join(sentences).split():
        lines = ("\n".join(sentences),)
    else:
        lines = tuple(by_lines(summary, language) for summary in summaries)
    references = {"headline": (title,) if title else (), "short": lines, "medium": lines}
    given = {length: found for length, found in references.items() if found}
    return Entry(row["id"], row["text"], given, None, language)


def _texts(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = row.get(name)
    if found is None:
        return ()
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise ValueError(f"{name!r} is no list of texts")
    return tuple(text for text in found if text.strip())


def by_lines(text: str, language: str = "en") -> str:
    r"""A reference with a line for each sentence, as ROUGE-Lsum wants it; line breaks that it has stay.

    >>> by_lines("The van broke down. Nobody minded.")
    'The van broke down.\nNobody minded.'
    """
    if "\n" in text.strip():
        return text
    return "\n".join(text[start:end] for start, end in split(text, 0, len(text), language))


def quotations(entry: Entry, article: Article) -> tuple[Quote, ...]:
    """The quotations of an entry: a person's where there are any, else those that storysum finds."""
    from storysum.quotations.finding import find_quotes

    return entry.quotes if entry.quotes is not None else find_quotes(article)
