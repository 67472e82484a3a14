"""Articles to be measured on, with what people wrote about them.

The articles that ship (`shipped`), files without references (`from_files`), the rows of a table (`from_rows`), or a
file with a line of JSON for each article (`load`):

    {"id": "…", "text": "…", "title": "…", "summaries": ["…", …]}

Title and summaries may be absent. Summaries are references for every length but the headline; the title is the
reference for that one, and is not shown to any backend.
"""

import codecs
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from attrs import astuple, field, frozen

from storysum import api
from storysum import corpus as shipped_corpus
from storysum.errors import CorpusError, InputError
from storysum.evaluation.metrics.metric import Example
from storysum.files import decoded, opened
from storysum.model.article import Article
from storysum.model.quote import Kind, Quote
from storysum.model.span import Span
from storysum.quotations.finding import find_quotes
from storysum.sources import document
from storysum.text import read as reading
from storysum.text.languages import known_language
from storysum.text.sentences import split


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
        return self.references.get(length if length in api.LENGTHS else "short", ())

    def read(self) -> Article:
        """Its article; the title is kept back, since headlines are measured against it."""
        return api.read(self.text, language=self.language)

    def as_far_as_read(self) -> Article:
        """The same; a text that cannot be read has only failures, which need no more than its name."""
        with suppress(InputError):
            return self.read()
        return Article(self.text, language=self.language)

    def quotations(self, article: Article) -> tuple[Quote, ...]:
        """A person's where there are any, else those that storysum finds in its article."""
        return self.quotes if self.quotes is not None else find_quotes(article)

    def example(self, length: str, article: Article, quotes: tuple[Quote, ...] = ()) -> Example:
        """What a system or a metric may look at, from the article as it was read."""
        return Example(self.id, length, article, self.references_at(length), quotes)


@frozen
class Corpus:
    """Articles in a fixed order, and what reports call them."""

    name: str
    entries: tuple[Entry, ...] = field(repr=lambda entries: f"<{len(entries)} articles>")

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def checksum(self) -> str:
        """SHA-256 over ids, texts, references and marked quotations: another corpus has another."""
        digest = hashlib.sha256()
        for entry in self.entries:
            row: list[Any] = [entry.id, entry.text, dict(entry.references)]
            if entry.quotes is not None:
                row.append(list(map(astuple, entry.quotes)))
            digest.update(json.dumps(row, sort_keys=True).encode())
        return digest.hexdigest()


def shipped() -> Corpus:
    """The articles that ship with storysum, with their references and marked quotations."""
    entries = []
    for one in shipped_corpus.load():
        references = {length: tuple(map(by_lines, found)) for length, found in one.references.items()}
        quotes = tuple(
            _quote(one.text, -1 - number, marked)
            for number, marked in enumerate(one.quotes)
            if marked.kind in ("speech", "partial")
        )
        entries.append(Entry(one.id, one.text, references, quotes))
    return Corpus("shipped", tuple(entries))


def _quote(text: str, number: int, marked: shipped_corpus.Marked) -> Quote:
    """A quotation that a person marked; the person is where the text first has the full name."""
    at = text.find(marked.name) if marked.name else -1
    person = Span(at, at + len(marked.name)) if marked.name and at >= 0 else None
    kind: Kind = "partial" if marked.kind == "partial" else "speech"
    group = number if marked.group is None else marked.group
    return Quote(marked.span, marked.speaker, person, None, kind, group)


def load(path: Path, *, limit: int | None = None) -> Corpus:
    """A corpus from a file of JSON Lines, in UTF-8; with a limit only so many articles, the first ones.

    Raises:
        InputError: If `limit` is below one.
        CorpusError: If a line cannot be used, an id comes twice, or there is no article: the message
            names the file and the line.
    """
    if limit is not None and limit < 1:
        raise InputError(f"the first {limit} articles: give 1 or more")
    try:
        with opened(path) as file:
            lines = file.read().removeprefix(codecs.BOM_UTF8).split(b"\n")
    except InputError as error:
        raise CorpusError(str(error)) from None
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    return _gathered(path.stem, str(path), islice(numbered, limit), lambda _, line: json.loads(decoded(line)))


def from_rows(
    rows: Iterable[Mapping[str, Any]],
    *,
    name: str = "rows",
    id: str | None = None,
    text: str = "text",
    summary: str | None = None,
    title: str | None = None,
) -> Corpus:
    """Rows of a table as a corpus: of a Hugging Face dataset, of `csv.DictReader`, of anything that gives mappings.

    Args:
        rows: The rows.
        name: What reports call them.
        id: The column with the id; without one, rows are numbered.
        text: The column with the article.
        summary: The column with the summary, or with a list of them.
        title: The column with the title.

    Raises:
        CorpusError: If a row has no such column or cannot be used; the message names the row.

    >>> rows = [{"article": "Holm sold the van. It was red.", "highlights": "Holm sold a van."}]
    >>> from_rows(rows, text="article", summary="highlights").entries[0].references["short"]
    ('Holm sold a van.',)
    """
    wanted = {"id": id, "text": text, "summaries": summary, "title": title}

    def renamed(number: int, row: Mapping[str, Any]) -> dict[str, Any]:
        try:
            found = {key: row[column] for key, column in wanted.items() if column is not None}
        except KeyError as error:
            raise ValueError(f"no column {error}; there are {', '.join(map(str, row))}") from error
        if isinstance(found.get("summaries"), str):
            found["summaries"] = [found["summaries"]]
        return {**found, "id": str(found.get("id", number))}

    return _gathered(name, name, enumerate(rows, start=1), renamed)


def _gathered(name: str, where: str, rows: Iterable[tuple[int, Any]], mapped: Callable[[int, Any], Any]) -> Corpus:
    """A corpus from numbered rows, each made by `mapped` into what stands in a line of JSON."""
    entries: dict[str, Entry] = {}
    for number, row in rows:
        try:
            entry = _entry(mapped(number, row))
        except (ValueError, RecursionError) as error:
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
    title, language = "" if row.get("title") is None else row["title"], row.get("language", "en")
    for name, value in {"title": title, "language": language}.items():
        if not isinstance(value, str):
            raise ValueError(f"{name!r} is no text")
    known_language(language)
    summaries, sentences = _texts(row, "summaries"), _texts(row, "summary_sentences")
    if any("\ud800" <= character <= "\udfff" for character in "".join([row["id"], row["text"], title, *summaries])):
        raise ValueError("half of a surrogate pair in it: not Unicode text")
    lines = tuple(by_lines(summary, language) for summary in summaries)
    # Where there is one summary and its sentences are told, nobody has to find them.
    if len(summaries) == 1 and summaries[0].split() == " ".join(sentences).split():
        lines = ("\n".join(sentences),)
    references = {"headline": (title,) if title else (), "short": lines, "medium": lines}
    given = {length: found for length, found in references.items() if found}
    return Entry(row["id"], row["text"], given, None, language)


def _texts(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = [] if row.get(name) is None else row[name]
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
