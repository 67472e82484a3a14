"""Files of every format: what must come out of them, and what must not."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from by_path import loaded

import storysum
from storysum import api, batch, sources
from storysum.batch.run import source
from storysum.errors import MissingDependency
from storysum.model.article import Article
from storysum.sources.page import decoded_page
from storysum.text.gaps import without

FILES = Path(__file__).resolve().parents[1] / "data" / "sources"
EXPECTED: dict[str, dict[str, Any]] = json.loads((FILES / "expected.json").read_text(encoding="utf-8"))


def needs(expected: dict[str, Any]) -> None:
    extra = expected.get("extra")
    if extra == "warcio":
        pytest.importorskip("trafilatura", reason="needs storysum[web]")
    if extra is not None:
        pytest.importorskip(extra, reason="needs storysum[web] or storysum[pdf]")


def articles(name: str) -> list[Article]:
    """All that a file holds."""
    with (FILES / name).open("rb") as file:
        raws = [raw for _, raw in sources.parts(file, name)]
    assert not [raw for raw in raws if isinstance(raw, Exception)]
    return [api.of_document(sources.extracted(raw)) for raw in raws if isinstance(raw, sources.Raw)]


def told(article: Article) -> str:
    """The sentences of the body, as a summary would show them."""
    return "\n".join(without(article.text, sentence, article.gaps) for sentence in article.sentences)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_gives_its_story_and_nothing_around_it(name: str) -> None:
    expected = EXPECTED[name]
    needs(expected)
    found = articles(name)
    assert len(found) == expected.get("many", 1)
    body = "\n".join(map(told, found))
    # Lines end anywhere in a text that is wrapped.
    flat = " ".join(body.split())
    assert [part for part in expected["has"] if part not in flat] == []
    assert [part for part in expected["hasnt"] if part in body] == []
    if len(found) > 1:
        return
    article = storysum.load(FILES / name)
    assert article == found[0]
    assert article.title == expected.get("title", article.title)
    assert article.byline == expected.get("byline", article.byline)
    assert str(article.published) == expected.get("published", str(article.published))
    assert article.language == expected.get("language", "en")
    assert len(article.sentences) == expected.get("sentences", len(article.sentences))


@pytest.mark.parametrize("name", EXPECTED)
def test_summaries_of_a_file_are_slices_of_what_was_extracted(name: str) -> None:
    needs(EXPECTED[name])
    for article in articles(name):
        found = storysum.digest(article)
        for summary in (found.headline, found.short, found.medium):
            assert all(piece.text == article.text[piece.span.start : piece.span.end] for piece in summary.pieces)
            assert [part for part in EXPECTED[name]["hasnt"] if part in summary.text] == []
        assert found.medium.text


def test_every_file_has_its_expectations_and_there_are_thirty() -> None:
    assert {path.name for path in FILES.iterdir()} - {"make.py", "expected.json", "__pycache__"} == set(EXPECTED)
    assert len(EXPECTED) >= 30


def test_the_files_that_are_no_text_are_what_their_script_writes() -> None:
    for name, data in loaded(FILES / "make.py").FILES.items():
        if not name.endswith((".docx", ".gz")):  # packed by a zlib that may be another
            assert (FILES / name).read_bytes() == data


def test_a_batch_takes_a_folder_of_them_all() -> None:
    for extra in ("trafilatura", "pypdf", "warcio"):
        pytest.importorskip(extra, reason="needs storysum[web,pdf]")
    outcomes = list(batch.outcomes(source(FILES).stories(), backend="lead"))
    failed = {outcome.id: outcome.error for outcome in outcomes if isinstance(outcome, batch.Failed)}
    assert failed == {}
    names = [outcome.id for outcome in outcomes]
    assert "box.mbox#message 2" in names
    assert "crawl.warc#https://gazette.example/van" in names
    assert len(names) == len(EXPECTED) + 1


def test_a_batch_calls_the_pages_of_a_crawl_by_their_addresses() -> None:
    pytest.importorskip("warcio", reason="needs storysum[web]")
    assert [story.id for story in source(FILES / "crawl.warc.gz").stories()] == ["https://gazette.example/van"]


def test_of_the_texts_of_a_crawl_only_html_and_plain_text_are_stories() -> None:
    pytest.importorskip("warcio", reason="needs storysum[web]")
    kinds = ("text/html", "text/css", "text/javascript", "text/csv", "text/xml", "Text/Plain; charset=utf-8", "")
    crawl = loaded(FILES / "make.py").warc([(f"https://a.example/{kind[:10]}", kind, b"It rained.") for kind in kinds])
    found = [name for name, _ in sources.parts(io.BytesIO(crawl), "a.warc")]
    assert found == ["https://a.example/text/html", "https://a.example/Text/Plain"]


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        ("The single was #1 in Leeds and #2 in Hull.", "The single was #1 in Leeds and #2 in Hull."),
        ("# Roll on, old van #\nIt rained.", "It rained."),
        ("#Roll on#\nIt rained.", "It rained."),
        ("# Roll on,\nold van #", ""),
        ("- # Roll on #\n- It rained.", "It rained."),
        ("He sang # la la # and left.", "He sang and left."),
    ],
)
def test_what_is_sung_in_subtitles_stands_between_marks_that_are_no_numbers(cue: str, said: str) -> None:
    data = f"1\n00:00:01,000 --> 00:00:02,000\n{cue}\n".encode()
    assert sources.extracted(sources.Raw(data, "a.srt")).text == said


def test_a_box_of_several_messages_is_for_a_batch() -> None:
    with pytest.raises(storysum.InputError, match="storysum batch"):
        storysum.load(FILES / "box.mbox")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("news.html", "HTML"), ("gazette.pdf", "a PDF"), ("release.docx", "a Word document"), ("reply.eml", "an e-mail")],
)
@pytest.mark.parametrize("other", [".pdf", ".docx", ".srt", ".txt"])
def test_wrong_content_under_a_name_is_told(name: str, kind: str, other: str, tmp_path: Path) -> None:
    path = tmp_path / f"story{other}"
    path.write_bytes((FILES / name).read_bytes())
    if name.endswith((other, ".eml")) and other in (".txt", Path(name).suffix):
        return  # the same kind, or a text that is read as what it is
    with pytest.raises(storysum.InputError, match=f"story{other}: its name .* says that it is .*, but this is {kind}"):
        storysum.load(path)


@pytest.mark.parametrize("name", ["gazette.pdf", "interview.srt", "lecture.vtt", "release.docx", "one.mbox"])
def test_what_a_file_is_its_content_tells(name: str, tmp_path: Path) -> None:
    if name.endswith(".pdf"):
        pytest.importorskip("pypdf", reason="needs storysum[pdf]")
    path = tmp_path / "nameless"
    path.write_bytes((FILES / name).read_bytes())
    assert storysum.load(path) == storysum.load(FILES / name)


@pytest.mark.parametrize(
    ("module", "name", "extra"),
    [("trafilatura", "news.html", "web"), ("pypdf", "gazette.pdf", "pdf"), ("warcio", "crawl.warc", "web")],
)
def test_a_missing_extra_is_named(module: str, name: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setitem(sys.modules, f"{module}.archiveiterator", None)
    with pytest.raises(MissingDependency, match=rf"{name}: .*pip install storysum\[{extra}\]"):
        storysum.load(FILES / name)


def test_a_title_that_is_given_goes_before_that_of_the_file() -> None:
    assert storysum.load(FILES / "post.md", title="Vans").title == "Vans"
    assert storysum.read(FILES / "post.md") == storysum.load(str(FILES / "post.md"))


def test_what_a_file_says_of_its_blocks_is_told_with_the_reason() -> None:
    blocks = {block.role: block.reason for block in storysum.load(FILES / "release.docx").blocks if block.reason}
    assert blocks["caption"] == "its style in Word (caption)"
    assert {"a table", "words of buttons and links"} >= {blocks["furniture"]}
    kept = storysum.load(FILES / "release.docx", keep_all=True)
    assert all(block.role in ("body", "item") for block in kept.blocks)


SOLD = "Petra Holm sold the van of the Glass Orchard on Monday after forty years on the road."
HORN = "The buyer, a baker from Goole, wanted it for the horn and for nothing else that was in it."
ROOF = "The drummer, Abel Foss, keeps the nine roof racks in his shed in Hull, where nobody sees them."


def body(tmp_path: Path, page: str, name: str = "page.html") -> list[str]:
    """What a file has of a story."""
    (tmp_path / name).write_text(page, encoding="utf-8")
    article = storysum.load(tmp_path / name)
    return [block.span.of(article.text) for block in article.blocks if block.role in ("body", "item")]


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (f"<body><h2>Van</h2>{SOLD}<br><br>{HORN}<br> <br>{ROOF}<hr><a href=x>Back</a></body>", [SOLD, HORN, ROOF]),
        (f"<body><h2>Van</h2>{SOLD}<p>{HORN}<p>{ROOF}</body>", [SOLD, HORN, ROOF]),
        (
            "<body><nav><a href=a>Home</a> <a href=b>News</a></nav><main><h1>Band sells van</h1>"
            "<p>Petra Holm sold the van on Monday.</p><p>Nobody minded.</p></main></body>",
            ["Petra Holm sold the van on Monday.", "Nobody minded."],
        ),
        (
            f"<body><article><h1>Van</h1><p>{SOLD}</p><ul><li>{HORN}<ul><li>{ROOF}</li></ul></li></ul></article></body>",
            [SOLD, HORN, ROOF],
        ),
        (
            f"<body><article><h1>Van</h1><p>{SOLD}</p><blockquote><p>Foss stole the horn.</p><cite>Carl Reed</cite>"
            f"</blockquote><p>{HORN} It cost <del>£9</del> £8.</p></article></body>",
            [SOLD, f"{HORN} It cost £8."],
        ),
        (
            f"<body><article><h1>Van</h1><p>{SOLD} {HORN}</p><blockquote><p>Foss stole the “big” horn.</p></blockquote>"
            f"<p>{ROOF}</p><blockquote>“It never started,” said Carl Reed.</blockquote></article></body>",
            [f"{SOLD} {HORN}", ROOF, "“It never started,” said Carl Reed."],
        ),
        (f"<body><div><div>{SOLD}</div><div>{HORN}</div></div></body>", [SOLD, HORN]),
        (
            "<body><div><div><h1>Band sells van</h1></div><div>Petra sold it.</div><div>Nobody minded.</div></div>",
            ["Petra sold it.", "Nobody minded."],
        ),
        (f"<body><font size=2>{SOLD}<br><br>{HORN}</font></body>", [SOLD, HORN]),
        (f"<body><p>{SOLD}<br><br>{HORN}</p></body>", [SOLD, HORN]),
        (f"<body><div>{SOLD} It cost <s>£9</s> £8.<p>{HORN}</p></div></body>", [f"{SOLD} It cost £8.", HORN]),
    ],
    ids=[
        "empty lines",
        "paragraphs that only open",
        "a short page",
        "a list in a list",
        "quoted and struck",
        "quoted with marks and without",
        "divisions",
        "short divisions",
        "empty lines in a font",
        "empty lines in a paragraph",
        "struck beside paragraphs",
    ],
)
def test_a_page_of_any_make_has_its_paragraphs(tmp_path: Path, page: str, wanted: list[str]) -> None:
    pytest.importorskip("trafilatura", reason="needs storysum[web]")
    assert body(tmp_path, page) == wanted


def test_markdown_has_nothing_struck_nor_quoted_without_marks(tmp_path: Path) -> None:
    text = f"# Van\n\n{SOLD}\n\n> Foss stole the horn.\n>\n> — Carl Reed\n\nIt cost ~~£9~~ £8, and a horn.\n"
    assert body(tmp_path, text, "van.md") == [SOLD, "It cost £8, and a horn."]
    quoted = f"{text}\n> “Foss has the horn,” said Carl Reed.\n"
    assert body(tmp_path, quoted, "reed.md")[2:] == ["“Foss has the horn,” said Carl Reed."]
    mostly = f"# Van\n\n> {HORN}\n\nSo it says.\n"
    assert HORN in body(tmp_path, mostly, "mostly.md")


def test_a_page_that_can_say_that_it_is_in_utf_16_is_not() -> None:
    page = f"<html><head><meta charset='utf-16'></head><body><p>{SOLD}</p></body></html>".encode()
    assert all(SOLD in decoded_page(page + b" " * more) for more in (0, 1))
