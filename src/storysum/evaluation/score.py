"""Scoring: records + corpus → the same records with metrics. No backend is asked again."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from attrs import evolve

from storysum.errors import CorpusError
from storysum.evaluation.corpus import Corpus
from storysum.evaluation.metrics.dangling import Dangling
from storysum.evaluation.metrics.metric import Column, Metric, missed
from storysum.evaluation.metrics.quotations import Quotations
from storysum.evaluation.metrics.rouge import Rouge, installed
from storysum.evaluation.metrics.words import Length, Redundancy
from storysum.evaluation.records import Record
from storysum.files import fingerprint


def standard(corpus: Corpus) -> tuple[Metric, ...]:
    """The metrics that reports have: ROUGE, where rouge-score is installed, and those without references.

    Where all articles are English, ROUGE is stemmed and has rouge-score's own words; else words of
    every script, unstemmed.
    """
    english = all(entry.language == "en" for entry in corpus.entries)
    rouge = Rouge() if english else Rouge(stem=False, words="unicode")
    rest: tuple[Metric, ...] = (Quotations(), Dangling(), Redundancy(), Length())
    return (rouge, *rest) if installed() else rest


def columns_of(metrics: Iterable[Metric]) -> tuple[Column, ...]:
    """All their columns, in order."""
    return tuple(column for metric in metrics for column in metric.columns)


def score(
    records: Iterable[Record],
    corpus: Corpus,
    metrics: Sequence[Metric] | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Record, ...]:
    """Measure every record, failures as full misses; the records come in the order given, with `metrics`.

    Args:
        records: From `run` or `read_records`, in any order.
        corpus: The one that they were made from; it may have more articles.
        metrics: None for `standard(corpus)`.
        progress: Called with the number of articles done and of all articles.

    Raises:
        CorpusError: If a record's article is not in the corpus, or has another text there.
        MissingDependency: If ROUGE is wanted and rouge-score is not installed.
    """
    metrics = standard(corpus) if metrics is None else metrics
    columns = columns_of(metrics)
    rows = list(records)
    entries = {entry.id: entry for entry in corpus.entries}
    by_article: dict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(rows):
        name = record.article
        if name not in entries:
            raise CorpusError(f"a record is of the article {name!r}, which is not in the corpus")
        if fingerprint(entries[name].text) != record.source:
            raise CorpusError(f"the article {name!r} is another text now than when its records were made: run again")
        by_article[name].append(number)
    for done, (name, numbers) in enumerate(by_article.items(), start=1):
        entry = entries[name]
        article = entry.as_far_as_read()
        quotes = entry.quotations(article)
        for number in numbers:
            record = rows[number]
            example = entry.example(record.length, article, quotes)
            found = missed(columns, example)
            if not record.failed:
                summary = record.to_summary()
                found = {name: tally for one in metrics for name, tally in one.measure(summary, example).items()}
            rows[number] = evolve(record, metrics=found)
        if progress is not None:
            progress(done, len(by_article))
    return tuple(rows)
