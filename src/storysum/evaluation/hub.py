"""Hugging Face datasets as a corpus: an extra, `pip install storysum[datasets]`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from storysum.errors import CorpusError, MissingDependency
from storysum.evaluation.corpus import Corpus, Entry, entry_from

__all__ = ["from_dataset", "load_dataset"]


def load_dataset(
    name: str,
    *,
    split: str = "test",
    config: str | None = None,
    text: str = "article",
    summary: str | None = "highlights",
    title: str | None = None,
    id: str | None = None,
    limit: int | None = None,
) -> Corpus:
    """A data set of the hub, or one that `Dataset.save_to_disk` wrote.

    Args:
        name: Its name on the hub, or a folder.
        split: Which part of it.
        config: Which of its configurations.
        text: The column with the article.
        summary: The column with the summary, or with a list of them.
        title: The column with the title.
        id: The column with the id; without one, rows are numbered.
        limit: Take only so many rows, the first ones.

    Raises:
        MissingDependency: If `datasets` is not installed.
        CorpusError: If there is no such data set, part or column, or a row cannot be used.
    """
    try:
        import datasets
    except ImportError as error:
        raise MissingDependency(
            "this needs Hugging Face datasets, which are not installed: pip install storysum[datasets]"
        ) from error
    try:
        if Path(name).is_dir():
            found = datasets.load_from_disk(name)
            found = found[split] if isinstance(found, Mapping) else found
        else:
            found = datasets.load_dataset(name, config, split=split)
    except Exception as error:
        # The package raises many kinds, some of them its own, for a name, a network or a part.
        raise CorpusError(f"{name} ({split}): {type(error).__name__}: {error}") from error
    return from_dataset(found, name=name, text=text, summary=summary, title=title, id=id, limit=limit)


def from_dataset(
    dataset: Any,
    *,
    name: str = "dataset",
    text: str = "article",
    summary: str | None = "highlights",
    title: str | None = None,
    id: str | None = None,
    limit: int | None = None,
) -> Corpus:
    """A `datasets.Dataset`, or anything that gives a mapping for each row, as a corpus.

    Args:
        dataset: The rows.
        name: What reports call it.
        text: The column with the article.
        summary: The column with the summary, or with a list of them.
        title: The column with the title.
        id: The column with the id; without one, rows are numbered.
        limit: Take only so many rows, the first ones.

    Raises:
        CorpusError: If a row has no such column or cannot be used; the message names the row.

    >>> rows = [{"article": "Holm sold the van. It was red.", "highlights": "Holm sold a van."}]
    >>> from_dataset(rows).entries[0].references["short"]
    ('Holm sold a van.',)
    """
    entries: dict[str, Entry] = {}
    for number, row in enumerate(dataset, start=1):
        if limit is not None and number > limit:
            break
        try:
            fields: dict[str, Any] = {"id": str(row[id]) if id else str(number), "text": row[text]}
            if summary is not None:
                given = row[summary]
                fields["summaries"] = [given] if isinstance(given, str) else given
            if title is not None:
                fields["title"] = row[title]
            entry = entry_from(fields)
        except KeyError as error:
            raise CorpusError(f"{name}:{number}: no column {error}; there are {', '.join(map(str, row))}") from error
        except ValueError as error:
            raise CorpusError(f"{name}:{number}: {error}") from error
        if entry.id in entries:
            raise CorpusError(f"{name}:{number}: the id {entry.id!r} stands on an earlier row already")
        entries[entry.id] = entry
    if not entries:
        raise CorpusError(f"{name}:1: no rows")
    return Corpus(name, tuple(entries.values()))
