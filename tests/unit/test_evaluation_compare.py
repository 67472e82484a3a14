"""Comparing: intervals, pairs, and what reports say of them."""

from __future__ import annotations

import inspect
import io
import json
import math
import sys

import numpy as np
import pytest
import scipy.stats
from rich.console import Console

from storysum.errors import InputError
from storysum.evaluation.compare import compare
from storysum.evaluation.corpus import Corpus, Entry
from storysum.evaluation.metrics.metric import Column, Tally
from storysum.evaluation.records import Record
from storysum.evaluation.run import run
from storysum.evaluation.score import score
from storysum.evaluation.system import systems
from storysum.evaluation.tables import markdown, print_report
from storysum.files import fingerprint

COLUMNS = (
    Column("good", "Good", "More of it is better.", "higher"),
    Column("bad", "Bad", "Less of it is better.", "lower"),
    Column("plain", "Plain", "It says nothing.", scale=1.0),
)


class Given:
    """A metric whose figures are in the records already."""

    columns = COLUMNS
    signature = "given|v:1"

    def measure(self, summary, example):
        raise AssertionError("scored again")


def corpus(count):
    return Corpus("made-up", tuple(Entry(f"a{number}", f"Text {number}.") for number in range(count)))


def record(article, backend, error=None, **figures):
    return Record(
        article=article.id,
        source=fingerprint(article.text),
        backend=backend,
        signature=f"{backend}|v:1",
        length="short",
        budget={"words": 60},
        summary="",
        error=error,
        seconds=1.0,
        metrics={name: value if isinstance(value, Tally) else Tally(value) for name, value in figures.items()},
    )


def report_of(**backends):
    """Backends with a list of figures each, a figure an article; a figure may be a dict of several."""
    count = len(next(iter(backends.values())))
    articles = corpus(count)
    records = [
        record(article, name, **(given[number] if isinstance(given[number], dict) else {"good": given[number]}))
        for number, article in enumerate(articles.entries)
        for name, given in backends.items()
    ]
    return compare(records, articles, [Given()], resamples=999)


def printed(report, width=100):
    file = io.StringIO()
    print_report(report, Console(file=file, width=width))
    return file.getvalue()


def test_a_score_is_the_sum_of_totals_over_the_sum_of_counts():
    report = report_of(one=[{"good": Tally(1, 1)}, {"good": Tally(0, 3)}], two=[{"good": 1.0}, {"good": 1.0}])
    assert report.leaderboard("short")[1].figures["good"].score == 0.25


@pytest.mark.parametrize("wrong", [{"seed": -1}, {"resamples": 0}])
def test_draws_that_cannot_be_are_refused(wrong):
    articles = corpus(1)
    with pytest.raises(InputError, match="a seed from 0"):
        compare([record(articles.entries[0], "lead", good=1.0)], articles, [Given()], **wrong)


def test_the_interval_of_a_mean_is_that_of_scipy():
    values = [0.1, 0.9, 0.4, 0.6, 0.3, 0.8, 0.2]
    figure = report_of(one=values).standings[0].figures["good"]
    # The name of this argument changed with scipy 1.15.
    named = "rng" if "rng" in inspect.signature(scipy.stats.bootstrap).parameters else "random_state"
    options = {named: np.random.default_rng(0)}
    found = scipy.stats.bootstrap((values,), np.mean, n_resamples=999, method="percentile", **options)
    assert (figure.low, figure.high) == pytest.approx(tuple(found.confidence_interval), abs=1e-9)


def test_the_interval_of_a_difference_is_paired():
    first, second = [0.1, 0.5, 0.9, 0.3], [0.0, 0.4, 0.8, 0.2]
    pair = report_of(one=first, two=second).pair("one", "two", "short", "good")
    assert (pair.low, pair.high, pair.difference) == pytest.approx((0.1, 0.1, 0.1))
    assert pair.better == "one"
    assert (pair.wins, pair.ties, pair.losses) == (4, 0, 0)


def test_no_difference_is_shown_where_the_interval_holds_zero():
    pair = report_of(one=[0.1, 0.9, 0.5], two=[0.9, 0.1, 0.5]).pair("one", "two", "short", "good")
    assert pair.better is None
    assert (pair.wins, pair.ties, pair.losses) == (1, 1, 1)


def test_where_less_is_better_the_smaller_wins():
    rows = [{"bad": 0.1}, {"bad": 0.2}], [{"bad": 0.5}, {"bad": 0.6}]
    pair = report_of(one=rows[0], two=rows[1]).pair("two", "one", "short", "bad")
    assert (pair.better, pair.wins, pair.losses) == ("one", 0, 2)
    assert pair.difference == pytest.approx(0.4)


def test_a_pair_seen_from_the_other_side_is_turned():
    report = report_of(one=[0.1, 0.9, 0.4], two=[0.2, 0.1, 0.4])
    here, there = report.pair("one", "two", "short", "good"), report.pair("two", "one", "short", "good")
    assert (there.low, there.high, there.difference) == (-here.high, -here.low, -here.difference)
    assert (there.wins, there.ties, there.losses) == (here.losses, here.ties, here.wins)


def test_what_could_not_be_scored_is_in_no_mean_and_no_pair():
    none = Tally(0, 0)
    report = report_of(
        one=[{"good": 0.5}, {"good": none}, {"good": 0.7}], two=[{"good": 0.1}, {"good": 0.9}, {"good": none}]
    )
    one = next(standing for standing in report.standings if standing.backend == "one")
    assert one.figures["good"].score == pytest.approx(0.6)
    assert one.figures["good"].articles == 2
    pair = report.pair("one", "two", "short", "good")
    assert (pair.wins, pair.ties, pair.losses) == (1, 0, 0)


def test_a_column_that_only_describes_has_no_pairs():
    report = report_of(one=[{"plain": 3.0}] * 3, two=[{"plain": 4.0}] * 3)
    assert report.pairs == ()
    assert report.leaderboard("short")[0].figures["plain"].score == 3


def test_the_same_seed_gives_the_same_report():
    rows = {"one": [0.1, 0.9, 0.4], "two": [0.2, 0.1, 0.4]}
    assert report_of(**rows).pairs == report_of(**rows).pairs


def test_the_order_of_the_records_changes_no_figure():
    articles = corpus(4)
    rows = [record(entry, "one", good=number / 7) for number, entry in enumerate(articles.entries)]
    here, there = (compare(order, articles, [Given()], resamples=99) for order in (rows, rows[::-1]))
    assert here.standings[0].figures["good"].score == there.standings[0].figures["good"].score


def test_records_that_were_not_scored_are_refused():
    articles = corpus(1)
    with pytest.raises(InputError, match="score"):
        compare([record(articles.entries[0], "one")], articles, [Given()])
    with pytest.raises(InputError, match="no records"):
        compare([], articles, [Given()])


def test_failures_are_counted_with_what_went_wrong():
    articles = corpus(3)
    rows = [record(entry, "one", error="took | long", good=0.0) for entry in articles.entries[:2]]
    rows.append(record(articles.entries[2], "one", good=1.0))
    report = compare(rows, articles, [Given()], resamples=99)
    assert (report.standings[0].failures, report.standings[0].cells) == (2, 3)
    assert report.standings[0].errors == (("took | long", 2),)
    assert "one failed 2 times: took \\| long" in markdown(report)


def test_the_leaderboard_is_best_first_and_what_has_no_score_last():
    report = report_of(low=[0.1, 0.1], none=[Tally(0, 0)] * 2, high=[0.9, 0.8])
    assert [standing.backend for standing in report.leaderboard("short")] == ["high", "low", "none"]


def test_a_report_is_plain_json():
    report = report_of(one=[0.1, 0.2], two=[Tally(0, 0)] * 2)
    rows = json.loads(json.dumps(report.to_dict(), allow_nan=False))
    assert rows["standings"][0]["figures"]["good"]["score"] == pytest.approx(0.15)
    assert rows["standings"][1]["figures"]["good"]["score"] is None
    assert set(rows) >= {"corpus", "checksum", "signatures", "versions", "pairs", "seed", "level"}


def test_markdown_has_intervals_pairs_and_signatures():
    text = markdown(report_of(lead=[0.1, 0.9, 0.5], oracle=[0.9, 0.9, 0.9]))
    assert "| oracle (ceiling) | 90.0 [90.0, 90.0] |" in text
    assert "`lead|v:1`" in text
    assert "every pair in Good" in text
    assert "= +40.0 (2/1/0)" in text or "+40.0 (2/1/0)" in text


def test_what_a_plug_in_is_called_cannot_become_markup():
    text = markdown(report_of(**{"<script>": [0.1, 0.2], "a|b": [0.3, 0.4]}))
    assert "<script>" not in text.split("## Made with")[0]
    assert "a\\|b" in text


@pytest.mark.parametrize("width", [*range(40, 70), 80, 160])
def test_the_terminal_gets_as_many_columns_as_fit(width):
    shown = printed(report_of(lead=[0.1, 0.2], one=[0.3, 0.4]), width)
    assert max(len(line) for line in shown.splitlines()) <= width
    assert "lead (baseline)" in shown
    assert "…" not in shown


def test_a_score_that_is_not_there_is_a_dash():
    text = markdown(report_of(one=[0.5, 0.5], two=[Tally(0, 0)] * 2))
    assert "| two | – |" in text
    assert not math.isnan(report_of(one=[0.5, 0.5]).standings[0].seconds)


def test_one_article_has_no_interval_and_no_verdict():
    report = report_of(lead=[0.2], one=[0.9])
    assert all(standing.figures["good"].low is None for standing in report.standings)
    pair = report.pair("lead", "one", "short", "good")
    assert (pair.low, pair.high, pair.better) == (None, None, None)
    for text in (markdown(report), printed(report)):
        assert "90.0" in text
        assert "1 article" in text
        assert "1 articles" not in text
        assert "= " not in text.replace("= where", "")


def test_a_figure_of_one_article_among_several_has_no_interval_either():
    report = report_of(one=[0.5, Tally(0, 0), Tally(0, 0)], two=[0.1, Tally(0, 0), Tally(0, 0)])
    figures = [standing.figures["good"] for standing in report.standings]
    assert [(figure.score, figure.low, figure.articles) for figure in figures] == [(0.5, None, 1), (0.1, None, 1)]
    assert report.pair("one", "two", "short", "good").low is None


@pytest.mark.parametrize("width", [40, 80, 200])
def test_each_column_that_is_shown_is_explained_in_a_line_under_the_table(width):
    text = printed(report_of(lead=[0.1, 0.2], one=[0.3, 0.4]), width)
    heads = next(line for line in text.splitlines() if "backend" in line)
    below = " ".join(text.partition("lead (baseline)")[2].split())
    abouts = {"Good ↑": "More of it is better.", "time": "once the article is read", "− lead": "less that of lead"}
    for head, about in abouts.items():
        assert (head in heads) == (about in below)


def test_what_was_left_out_is_told_with_the_articles_and_the_reason():
    report = report_of(one=[0.5, Tally(0, 0), 0.1], two=[0.1, Tally(0, 0), 0.2])
    for text in (markdown(report), printed(report, 200)):
        assert "Left out: Good of 1 of 3 articles: there is nothing to count in any summary." in text
        assert "Left out: Bad, Plain of 3 of 3 articles" in text


def test_without_references_rouge_is_left_out_and_said_to_be():
    entries = (Entry("a", "Holm left Leeds. It rained."), Entry("b", "Pike stayed. It snowed.", {"short": ("Snow.",)}))
    articles = Corpus("made-up", entries)
    report = compare(score(run(articles, systems(["lead"]), ["short"], processes=0), articles), articles)
    rouge, quotations = report.left_out["short"]
    assert rouge == "Left out: R-1, R-2, R-Lsum of 1 of 2 articles: no reference of this length."
    assert quotations.startswith("Left out: Balanced, Whole, Named of 2 of 2 articles: nobody is quoted")


def test_a_missing_scorer_is_named_with_what_to_install(monkeypatch):
    for module in ("compare", "score"):  # the package has functions of these names
        monkeypatch.setattr(sys.modules[f"storysum.evaluation.{module}"], "installed", lambda: False)
    articles = Corpus("made-up", (Entry("a", "Holm left Leeds. It rained.", {"short": ("Holm left.",)}),))
    report = compare(score(run(articles, systems(["lead"]), ["short"], processes=0), articles), articles)
    assert "Left out: ROUGE: rouge-score is not installed" in markdown(report)
