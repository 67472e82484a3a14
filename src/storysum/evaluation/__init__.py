"""Is it any good? Run backends over a corpus, measure what they wrote, compare, report.

- `run(corpus, backends, lengths, …)` → `Record`s, a line of JSON each; resumes, keeps failures as failures.
- `score(records, corpus, metrics)` → the same records with `metrics`: needs no summarizing.
- `compare(records, corpus, …)` → a `Report`: the leaderboard, and every pair with its interval, wins, ties and losses.
- `markdown(report)`, `print_report(report)`, `report.to_dict()`: rendering last.

A failed cell is a full miss: 0 where higher is better, 1 where lower is, and nothing in columns that
only describe. What could not be scored (no references, no quotations) has a count of 0 and is in no mean.

>>> from storysum import evaluation
>>> corpus = evaluation.shipped()
>>> records = evaluation.run(corpus, ["lead"], ["short"], processes=0)
>>> records[0].backend, records[0].error
('lead', None)
"""

from storysum.evaluation.compare import compare
from storysum.evaluation.corpus import Corpus, Entry, from_files, from_rows, load, shipped
from storysum.evaluation.metrics.metric import Column, Example, Metric, Statistics, Tally
from storysum.evaluation.oracle import Oracle
from storysum.evaluation.records import Record, read_records, write_records
from storysum.evaluation.report import Report
from storysum.evaluation.run import run
from storysum.evaluation.score import score, standard
from storysum.evaluation.system import System, systems
from storysum.evaluation.tables import markdown, print_report

__all__ = [
    "Column",
    "Corpus",
    "Entry",
    "Example",
    "Metric",
    "Oracle",
    "Record",
    "Report",
    "Statistics",
    "System",
    "Tally",
    "compare",
    "from_files",
    "from_rows",
    "load",
    "markdown",
    "print_report",
    "read_records",
    "run",
    "score",
    "shipped",
    "standard",
    "systems",
    "write_records",
]
