"""Corpora: the shipped one, files, and rows of tables."""

from __future__ import annotations

import json
from importlib import resources

import pytest
from attrs import evolve

from storysum import corpus as shipped_corpus
from storysum.errors import CorpusError
from storysum.evaluation.corpus import Corpus, by_lines, from_files, from_rows, load, shipped


def written(tmp_path, *rows):
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b"".join((row if isinstance(row, bytes) else json.dumps(row).encode()) + b"\n" for row in rows))
    return path


# The shipped corpus


def test_every_shipped_article_has_two_references_at_each_length():
    for article in shipped_corpus.load():
        assert {length: len(found) for length, found in article.references.items()} == {
            "headline": 2,
            "short": 2,
            "medium": 2,
        }, article.id


def test_the_shipped_articles_come_in_the_order_of_their_ids():
    ids = [article.id for article in shipped_corpus.load()]
    assert ids == sorted(set(ids))


def test_the_marked_quotations_of_the_shipped_articles_are_speech_with_their_speakers():
    for article, entry in zip(shipped_corpus.load(), shipped().entries, strict=True):
        named = [marked for marked in article.quotes if marked.kind in ("speech", "partial")]
        assert [quote.span for quote in entry.quotes] == [marked.span for marked in named]
        for quote, marked in zip(entry.quotes, named, strict=True):
            if marked.name and marked.name in entry.text:
                assert quote.person.of(entry.text) == marked.name


def test_every_offset_of_the_shipped_articles_fits_its_text():
    folder = resources.files("storysum.corpus").joinpath("articles")
    for article in shipped_corpus.load():
        known = json.loads(folder.joinpath(f"{article.id}.json").read_text("utf-8"))
        for row in (*known["roles"], *known["quotes"]):
            for part in ("", "speaker_"):
                if row.get(f"{part}start") is not None:
                    assert article.text[row[f"{part}start"] : row[f"{part}end"]] == row[f"{part}text"], article.id


def test_another_content_has_another_checksum():
    corpus = shipped()
    quoted = next(entry for entry in corpus.entries if entry.quotes)
    for changes in ({"text": f"{quoted.text} "}, {"id": "other"}, {"references": {}}, {"quotes": quoted.quotes[1:]}):
        entries = tuple(evolve(entry, **changes) if entry is quoted else entry for entry in corpus.entries)
        assert Corpus("shipped", entries).checksum != corpus.checksum


# Files


def test_summaries_are_for_summaries_and_the_title_is_for_headlines(tmp_path):
    row = {
        "id": "a",
        "text": "Holm sold it.",
        "title": "Van sold",
        "summaries": ["It was sold. Nobody minded."],
    }
    entry = load(written(tmp_path, row)).entries[0]
    assert entry.references_at("headline") == ("Van sold",)
    assert entry.references_at("short") == entry.references_at("medium") == ("It was sold.\nNobody minded.",)
    assert entry.references_at("words=40") == entry.references_at("short")


def test_a_text_alone_is_enough(tmp_path):
    entry = load(written(tmp_path, {"id": "a", "text": "Holm sold it."}, b"", b"  ")).entries[0]
    assert entry.references_at("short") == ()
    assert entry.quotes is None


def test_sentences_that_the_file_tells_are_used_as_lines(tmp_path):
    row = {"id": "a", "text": "x", "summaries": ["One . Two ."], "summary_sentences": ["One .", "Two ."]}
    assert load(written(tmp_path, row)).entries[0].references_at("short") == ("One .\nTwo .",)


def test_line_breaks_of_a_reference_stay():
    assert by_lines("One. Two.\nThree") == "One. Two.\nThree"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b'{"id": "b", "text": ', "Expecting value"),
        (b"[1]", "not list"),
        (b'{"text": "x"}', "no 'id'"),
        (b'{"id": 1, "text": "x"}', "no 'id'"),
        (b'{"id": "b", "text": null}', "no 'text'"),
        (b'{"id": "b", "text": "x", "summaries": "one"}', "'summaries' is no list"),
        (b'{"id": "b", "text": "x", "summaries": [1]}', "'summaries' is no list"),
        (b'{"id": "b", "text": "x", "title": 1}', "'title' is no text"),
        (b'{"id": "b", "text": "x", "language": "xx"}', "no language 'xx'"),
        (b'{"id": "b", "text": "\\ud800"}', "surrogate"),
        (b'{"id": "a", "text": "x"}', "earlier line"),
        (b'{"id": "b", "text": "\xff"}', "not UTF-8"),
        (b"[" * 100_000, ""),
    ],
)
def test_a_broken_line_is_an_error_that_names_the_file_and_the_line(tmp_path, line, says):
    path = written(tmp_path, {"id": "a", "text": "x"}, line)
    with pytest.raises(CorpusError, match=r"rows\.jsonl:2: ") as caught:
        load(path)
    assert says in str(caught.value)


def test_a_file_with_no_article_or_no_file_at_all_is_an_error(tmp_path):
    with pytest.raises(CorpusError, match="no article"):
        load(written(tmp_path))
    with pytest.raises(CorpusError, match=r"none\.jsonl"):
        load(tmp_path / "none.jsonl")


def test_only_the_first_articles_are_read_when_so_many_are_asked_for(tmp_path):
    path = written(tmp_path, {"id": "a", "text": "x"}, {"id": "b", "text": "y"}, b"broken")
    assert [entry.id for entry in load(path, limit=2).entries] == ["a", "b"]


def test_plain_files_are_a_corpus_without_references(tmp_path):
    (tmp_path / "a.txt").write_text("Holm sold it.")
    (tmp_path / "b.txt").write_bytes(b"\xff")
    corpus = from_files([tmp_path / "a.txt"])
    assert (corpus.entries[0].id, corpus.entries[0].text) == ("a", "Holm sold it.")
    with pytest.raises(CorpusError, match=r"b\.txt: byte 0"):
        from_files([tmp_path / "b.txt"])


def test_the_files_of_the_shared_folder_load(shared):
    data = shared / "data"
    assert len(load(data / "summaries" / "cnndm-dev.jsonl")) == 100
    assert len(load(data / "summaries" / "gum-train.jsonl")) == 128
    assert len(load(data / "summaries" / "gum-dev.jsonl")) == 79
    titles = load(data / "headlines" / "bbc-dev.jsonl")
    assert len(titles) == 300
    assert all(entry.references_at("headline") and not entry.references_at("short") for entry in titles.entries)


ROWS = [
    {"article": "Holm sold the van. It was red.", "highlights": "Holm sold a van.", "name": "Van sold"},
    {"article": "It rained all day.", "highlights": ["Rain.", "A wet day."], "name": "Rain"},
]


def test_rows_become_articles():
    corpus = from_rows(ROWS, text="article", summary="highlights", title="name")
    assert [entry.id for entry in corpus.entries] == ["1", "2"]
    assert corpus.entries[1].references_at("short") == ("Rain.", "A wet day.")
    assert corpus.entries[0].references_at("headline") == ("Van sold",)


def test_a_column_that_is_not_there_is_an_error_that_names_the_row():
    with pytest.raises(CorpusError, match=r"rows:1: no column 'text'"):
        from_rows(ROWS)
