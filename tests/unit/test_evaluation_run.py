"""The run: what is recorded, what resumes, and what misbehaving plug-ins cost."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from storysum import backends
from storysum.errors import CorpusError, InputError, UnknownBackend
from storysum.evaluation.corpus import Corpus, Entry
from storysum.evaluation.oracle import Oracle
from storysum.evaluation.records import read_records, write_records
from storysum.evaluation.run import run
from storysum.evaluation.score import score
from storysum.evaluation.system import Unavailable, systems
from storysum.model.budget import Budget

STORIES = {
    "van": "Petra Holm sold the van in 1979. It never started in the rain. The band walked home that night.",
    "amp": "Abel Foss owned one amplifier. He kept it in a shed. “It was loud,” says Foss. Nobody minded.",
    "tour": "The tour began in Leeds. Four people came. The band played for an hour. It rained all day.",
}
CORPUS = Corpus(
    "stories",
    tuple(Entry(name, text, {"short": ("The band sold a van.",)}) for name, text in STORIES.items()),
)

PLUG_INS = '''
import os, sys, time
from typing import ClassVar
import attrs
from storysum.model.ranking import Ranking

@attrs.frozen
class Unspeakable(Exception):
    def __str__(self):
        raise RuntimeError("not even that")

@attrs.frozen
class Does:
    """What it is called, some of it only where there is an amplifier."""
    name: str
    def rank(self, article):
        scores, loud = [1.0] * len(article.sentences), "amplifier" in article.text
        if self.name == "raises" and loud:
            raise ValueError("no amplifiers,\\nplease | thanks")
        if self.name == "leaves":
            sys.exit(3)
        if self.name == "mute":
            raise Unspeakable()
        if self.name == "dies" and loud:
            os._exit(7)
        while self.name == "hangs" and loud:
            pass
        return Ranking({"nan": [float("nan")] * len(scores), "few": []}.get(self.name, scores))

@attrs.frozen
class Counts:
    """Leaves a mark in a file each time it ranks."""
    file: str = ""
    name: ClassVar[str] = "counts"
    def rank(self, article):
        with open(self.file, "a") as file:
            file.write("x")
        return Ranking([1.0] * len(article.sentences))

class Holds:
    name = "holds"
    def __init__(self):
        self.secret = lambda: None
    def rank(self, article):
        return Ranking([1.0] * len(article.sentences))
'''


@pytest.fixture(scope="module")
def plug_ins(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plug_ins")
    (folder / "storysum_misbehaving.py").write_text(PLUG_INS)
    sys.path.insert(0, str(folder))
    try:
        import storysum_misbehaving

        yield storysum_misbehaving
    finally:
        sys.path.remove(str(folder))
        sys.modules.pop("storysum_misbehaving", None)


def cells(records, backend):
    return [record for record in records if record.backend == backend]


def without_times(records):
    rows = [record.to_dict() for record in records]
    return [{key: value for key, value in row.items() if key != "seconds"} for row in rows]


def test_there_is_a_record_for_each_cell_in_the_order_asked_for():
    records = run(CORPUS, ["random", "lead"], ["short", "headline"], processes=0)
    assert [(record.article, record.backend, record.length) for record in records] == [
        (name, backend, length)
        for name in STORIES
        for backend in ("random", "lead")
        for length in ("short", "headline")
    ]


def test_the_records_are_the_same_whatever_the_number_of_processes():
    wanted = (CORPUS, ["lead", "textrank", "oracle"], ["headline", "short", Budget(words=8)])
    alone, two = (run(*wanted, processes=processes) for processes in (0, 2))
    assert without_times(alone) == without_times(two)


def test_a_record_holds_the_summary_and_where_its_pieces_stand():
    record = run(CORPUS, ["lead"], [Budget(words=8)], processes=0)[0]
    assert record.summary == "Petra Holm sold the van in 1979."
    assert [piece.span.of(STORIES["van"]) for piece in record.pieces] == [piece.text for piece in record.pieces]
    assert record.length == "words=8"
    assert record.signature == backends.signature(backends.get("lead"))


def test_each_article_is_ranked_once_for_all_lengths(plug_ins, tmp_path):
    marks = tmp_path / "marks"
    run(CORPUS, [plug_ins.Counts(str(marks))], processes=0)
    assert marks.read_text() == "x" * len(CORPUS)


@pytest.mark.parametrize("name", ["raises", "nan", "few", "leaves", "mute"])
@pytest.mark.parametrize("processes", [0, 1])
def test_a_backend_that_misbehaves_costs_only_its_own_cells(plug_ins, name, processes):
    bad = plug_ins.Does(name)
    records = run(CORPUS, [bad, "lead"], ["short"], processes=processes)
    assert len(records) == 2 * len(CORPUS)
    assert not any(record.failed for record in cells(records, "lead"))
    failed = [record for record in cells(records, bad.name) if record.failed]
    assert len(failed) == (1 if name == "raises" else len(CORPUS))
    assert all("\n" not in record.error for record in failed)


def test_what_a_backend_raised_is_recorded(plug_ins):
    record = run(CORPUS, [plug_ins.Does("raises")], ["short"], processes=0)[1]
    assert record.error == "BackendError: backend 'raises': rank() raised ValueError: no amplifiers, please | thanks"
    assert (record.summary, record.pieces) == ("", ())


@pytest.mark.parametrize(("name", "why"), [("hangs", "took longer than 3 s"), ("dies", "ended with code 7")])
def test_a_backend_that_hangs_or_dies_costs_only_its_own_cells(plug_ins, name, why):
    bad = plug_ins.Does(name)
    records = run(CORPUS, ["lead", bad, "random"], ["short", "medium"], processes=2, limit=3)
    assert [record.article for record in records if record.failed] == ["amp", "amp"]
    assert all(record.backend == bad.name and why in record.error for record in records if record.failed)
    assert len(records) == 3 * 2 * len(CORPUS)


def test_a_backend_that_cannot_be_sent_to_a_process_is_a_failure_that_says_so(plug_ins):
    records = run(CORPUS, [plug_ins.Holds(), "lead"], ["short"], processes=1)
    assert all("cannot be sent to another process" in record.error for record in cells(records, "holds"))
    assert not any(record.failed for record in cells(records, "lead"))


def test_an_article_that_cannot_be_read_fails_alone():
    page = Entry("page", "<!doctype html><html><body><p>Holm sold the van.</p></body></html>")
    records = run(Corpus("mixed", (page, *CORPUS.entries)), ["lead"], ["short"], processes=0)
    assert [record.article for record in records if record.failed] == ["page"]
    assert records[0].error.startswith("not read: InputError")


def test_a_run_resumes_where_it_stopped(plug_ins, tmp_path):
    marks, output = tmp_path / "marks", tmp_path / "records.jsonl"
    counts = plug_ins.Counts(str(marks))
    whole = run(CORPUS, [counts], ["short"], output=output, processes=0)
    lines = output.read_bytes().splitlines(keepends=True)
    output.write_bytes(lines[0] + lines[1][:40])
    marks.write_text("")
    again = run(CORPUS, [counts], ["short"], output=output, processes=0)
    assert marks.read_text() == "xx"
    assert without_times(again) == without_times(whole)
    assert without_times(read_records(output)) == without_times(whole)


def test_a_finished_run_does_nothing_but_tell(plug_ins, tmp_path):
    marks, output = tmp_path / "marks", tmp_path / "records.jsonl"
    counts = plug_ins.Counts(str(marks))
    first = run(CORPUS, [counts], ["short"], output=output, processes=0)
    marks.write_text("")
    assert run(CORPUS, [counts], ["short"], output=output, processes=0) == tuple(read_records(output))
    assert marks.read_text() == ""
    run(CORPUS, [counts], ["short"], output=output, processes=0, fresh=True)
    assert marks.read_text() == "x" * len(first)


def test_an_article_that_changed_is_summarized_again_and_the_old_record_goes(tmp_path):
    output = tmp_path / "records.jsonl"
    run(CORPUS, ["lead"], ["short"], output=output, processes=0)
    other = Corpus("stories", (Entry("van", "Holm bought a bus."), *CORPUS.entries[1:]))
    records = run(other, ["lead"], ["short"], output=output, processes=0)
    assert records[0].summary == "Holm bought a bus."
    assert len(read_records(output)) == len(CORPUS)


def test_a_backend_that_is_added_leaves_the_records_of_others(tmp_path):
    output = tmp_path / "records.jsonl"
    run(CORPUS, ["lead"], ["short"], output=output, processes=0)
    assert len(run(CORPUS, ["random"], ["short"], output=output, processes=0)) == len(CORPUS)
    assert {record.backend for record in read_records(output)} == {"lead", "random"}


def test_what_was_not_asked_for_stays_and_what_is_superseded_goes(plug_ins, tmp_path):
    output = tmp_path / "records.jsonl"
    run(CORPUS, [plug_ins.Does("raises"), "random"], ["short", "medium"], output=output, processes=0)
    before = read_records(output)
    other = Corpus("others", (Entry("van", "Holm bought a bus."), Entry("bus", "Holm bought another bus.")))
    found = run(other, ["random"], ["short"], output=output, processes=0)
    after = read_records(output)
    assert without_times(after[:2]) == without_times(found)
    assert after[2:] == tuple(record for record in before if record.cell != ("van", "random", "short"))


def test_what_failed_is_tried_again_and_what_did_not_is_kept(plug_ins, tmp_path):
    output = tmp_path / "records.jsonl"
    run(CORPUS, [plug_ins.Does("raises")], ["short"], output=output, processes=0)
    rows = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    for row in rows:
        row["error"], row["shortfall"] = row["error"] and "marked", "kept"
    output.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    again = run(CORPUS, [plug_ins.Does("raises")], ["short"], output=output, processes=0)
    assert [record.shortfall for record in again] == ["kept", None, "kept"]
    assert again[1].error.startswith("BackendError: backend 'raises': rank() raised ValueError")


def test_progress_is_told_up_to_the_last_cell():
    told = []
    run(CORPUS, ["lead"], ["short"], processes=0, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_the_oracle_takes_part_only_where_there_are_references():
    records = run(CORPUS, ["oracle"], ["short", "headline"], processes=0)
    assert {record.length for record in records} == {"short"}


def test_names_are_checked_before_anything_runs(tmp_path):
    with pytest.raises(UnknownBackend, match="textrank"):
        run(CORPUS, ["textrnk"])
    with pytest.raises(InputError, match="medium"):
        run(CORPUS, ["lead"], ["medum"])
    with pytest.raises(InputError, match="twice"):
        run(CORPUS, ["lead", "lead"])
    with pytest.raises(InputError, match="limit"):
        run(CORPUS, ["lead"], limit=0)
    with pytest.raises(InputError, match="processes"):
        run(CORPUS, ["lead"], processes=-1)
    with pytest.raises(InputError, match="nothing to compare"):
        run(CORPUS, [])


def test_a_known_backend_that_cannot_be_made_is_a_failure_only_if_nobody_asked_for_it(monkeypatch):
    monkeypatch.setattr(backends, "available", lambda: ("lead", "no-such-thing"))
    found = systems()
    assert isinstance(found[1], Unavailable)
    records = run(CORPUS, found, ["short"], processes=0)
    assert all("no-such-thing" in record.error for record in cells(records, "no-such-thing"))


def test_records_survive_being_written_and_read(tmp_path):
    records = run(CORPUS, ["lead", Oracle()], ["short"], processes=0)
    scored = score(records, CORPUS)
    write_records(tmp_path / "records.jsonl", scored)
    again = read_records(tmp_path / "records.jsonl")
    assert [record.to_dict() for record in again] == [record.to_dict() for record in scored]
    assert again[0].to_summary().text == scored[0].summary


def test_a_line_that_is_no_record_is_named(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text('{"article": 1}\n')
    with pytest.raises(CorpusError, match=r"records\.jsonl:1: not a record"):
        read_records(path)


def test_scoring_needs_no_backend_and_keeps_the_order(monkeypatch):
    records = run(CORPUS, ["lead", "random"], ["short"], processes=0)
    monkeypatch.setattr(backends, "get", None)
    scored = score(tuple(reversed(records)), CORPUS)
    assert [record.article for record in scored] == [record.article for record in reversed(records)]
    assert all(record.metrics["rouge1"].count == 1 for record in scored)


def test_records_of_another_text_are_not_scored():
    records = run(CORPUS, ["lead"], ["short"], processes=0)
    other = Corpus("stories", (Entry("van", "Holm bought a bus."), *CORPUS.entries[1:]))
    with pytest.raises(CorpusError, match="van"):
        score(records, other)
    with pytest.raises(CorpusError, match="not in the corpus"):
        score(records, Corpus("none", ()))


def test_a_failure_is_scored_as_a_full_miss(plug_ins):
    scored = score(run(CORPUS, [plug_ins.Does("nan")], ["short"], processes=0), CORPUS)
    assert all(record.metrics["rouge2"].value == 0 for record in scored)
    assert all(record.metrics["dangling"].value == 1 for record in scored)
    assert all(record.metrics["words"].count == 0 for record in scored)


def test_articles_without_references_still_get_the_other_metrics():
    bare = Corpus("bare", tuple(Entry(name, text) for name, text in STORIES.items()))
    for record in score(run(bare, ["lead"], ["short"], processes=0), bare):
        assert record.metrics["rouge1"].count == 0
        assert record.metrics["dangling"].count > 0
        assert record.metrics["words"].value > 0


def test_a_run_from_an_unguarded_script_says_what_to_do(tmp_path):
    script = tmp_path / "unguarded.py"
    script.write_text(
        "from storysum import evaluation\n"
        "from storysum.evaluation.corpus import Corpus, Entry\n"
        "evaluation.run(Corpus('one', (Entry('a', 'Holm sold it.'),)), ['lead'], ['short'], processes=1)\n"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "__main__" in done.stderr
