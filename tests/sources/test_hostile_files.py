"""Whatever stands in a file, an Article or one clear error comes out, in bounded time and memory."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import storysum
from storysum import api, sources
from storysum.errors import MissingDependency
from storysum.sources import documents as limits
from storysum.sources import page
from storysum.sources.kinds import SUFFIXES

FILES = Path(__file__).resolve().parents[1] / "data" / "sources"
SEEDS = tuple(
    path.read_bytes() for path in sorted(FILES.iterdir()) if path.suffix not in (".py", ".json") and path.is_file()
)


def read(data: bytes, name: str) -> storysum.Article | None:
    try:
        return api.of_document(sources.extracted(sources.Raw(data, name)))
    except (storysum.InputError, MissingDependency):
        return None


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A file that was whole, with a stretch of it taken out, doubled or overwritten."""
    data = draw(st.sampled_from(SEEDS))
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 400)))
    middle = draw(st.sampled_from((b"", data[start:end] * 2)) | st.binary(max_size=40))
    return data[:start] + middle + data[end:]


@given(st.binary(max_size=300) | damaged(), st.sampled_from(["", *SUFFIXES]))
def test_any_bytes_under_any_name_are_an_article_or_an_input_error(data: bytes, name: str) -> None:
    article = read(data, name)
    if article is not None:
        assert all(article.text[span.start : span.end].strip() for span in article.sentences)


@given(st.text(max_size=300), st.sampled_from(["a.md", "a.srt", "a.vtt", "a.eml", "a.html", "a.txt"]))
def test_any_text_under_any_name_is_an_article_or_an_input_error(text: str, name: str) -> None:
    front = {"a.vtt": "WEBVTT\n\n", "a.srt": "1\n00:00:01,000 --> 00:00:02,000\n", "a.eml": "From: a\nSubject: b\n\n"}
    read((front.get(name, "") + text).encode("utf-8", "replace"), name)


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def raises(data: bytes, name: str, why: str) -> None:
    with pytest.raises(storysum.InputError, match=why):
        sources.extracted(sources.Raw(data, name))


@pytest.mark.parametrize(("letters", "byline"), [(20, "x" * 20), (5_000, "x" * 1_000), (2_000_000, None)])
def test_facts_of_a_word_document_that_are_too_long_cost_no_text(letters: int, byline: str | None) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:p><w:r><w:t>It rained.</w:t></w:r></w:p></w:document>'
    facts = f'<c xmlns:d="http://purl.org/dc/elements/1.1/"><d:creator>{"x" * letters}</d:creator></c>'
    data = packed({"word/document.xml": body.encode(), "docProps/core.xml": facts.encode()})
    found = sources.extracted(sources.Raw(data, "a.docx"))
    assert (found.text, found.byline) == ("It rained.", byline)


def test_entities_in_word_are_refused_before_any_is_expanded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]><w>&l9;</w>'.encode()
    raises(packed({"word/document.xml": body}), "a.docx", "declares entities")
    outside = b'<?xml version="1.0"?><!DOCTYPE w SYSTEM "file:///etc/hostname"><w/>'
    raises(packed({"word/document.xml": outside}), "a.docx", "declares entities")


def test_a_zip_bomb_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from storysum.sources import word

    monkeypatch.setattr(word, "LARGEST", 100_000)
    body = b"<w>" + b" " * 3_000_000 + b"</w>"
    raises(packed({"word/document.xml": body}), "a.docx", "more than 100000 bytes")


def test_word_that_is_nested_too_deep_is_told() -> None:
    raises(packed({"word/document.xml": b"<w>" * 100_000 + b"</w>" * 100_000}), "a.docx", "nested too deep")


def test_mail_that_is_nested_too_deep_is_told() -> None:
    parts = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3000))
    data = f"From: a\nSubject: b\n{parts}Content-Type: text/plain\n\nIt rained.\n".encode()
    raises(data, "a.eml", "nested too deep")


def test_a_message_of_pictures_has_no_text() -> None:
    raises(b"From: a\nSubject: b\nContent-Type: image/png\n\nabc\n", "a.eml", "no text in this message")


def test_html_that_is_nested_too_deep_is_read_or_told() -> None:
    pytest.importorskip("trafilatura", reason="needs storysum[web]")
    read(b"<html><body>" + b"<div>" * 50_000 + b"It rained." + b"</div>" * 50_000, "a.html")
    read(b"<html><body>" + b"<p>It rained.</p>" * 5000, "a.html")


def test_the_paragraphs_of_a_page_are_found_in_linear_time() -> None:
    lxml = pytest.importorskip("lxml.html", reason="needs storysum[web]")
    for pages in ("<p>It rained.</p>", "It rained.<br><br>", "<a>It</a> <img>"):
        tree = lxml.fromstring(f"<html><body><div>{pages * 60_000}</div></body></html>")
        begun = time.process_time()
        page._paragraphs(tree)
        assert time.process_time() - begun < 10


def test_a_pdf_of_pictures_or_with_a_password_is_told() -> None:
    pytest.importorskip("pypdf", reason="needs storysum[pdf]")
    raises((FILES / "columns.pdf").read_bytes().replace(b" Tj", b" TX"), "a.pdf", "no text in this PDF")
    raises(b"%PDF-1.7\nnothing more", "a.pdf", "not a whole PDF")


def test_a_file_that_is_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(limits.LARGEST + 1)
    with pytest.raises(storysum.InputError, match=r"a\.txt: longer than"):
        storysum.load(path)


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.srt", "a.html", "a.eml"])
def test_an_empty_file_under_a_name_is_told(name: str) -> None:
    raises(b" \n", name, "empty")


@pytest.mark.parametrize("name", ["a.txt", "a.md", ""])
def test_an_empty_text_is_an_article_without_sentences(name: str) -> None:
    assert read(b"", name) == api.read("")


def test_markdown_of_marks_alone_takes_linear_time() -> None:
    for text in ("[" * 20_000, "*a " * 20_000, "> " * 5000, "`" * 20_000, "- " * 3000, "[^1]: a\n" * 5000):
        assert read(text.encode(), "a.md") is not None


def mail(charset: str, text: bytes) -> str:
    head = f"From: Nora Quill\nSubject: The van\nContent-Type: text/plain; charset={charset}\n\n".encode()
    return sources.extracted(sources.Raw(head + text, "a.eml")).text


def test_mail_in_a_charset_that_is_wrong_or_unknown_is_read_as_well_as_can_be() -> None:
    assert mail("iso-8859-1", b"It was \x93caf\xe9\x94.") == "It was “café”."
    assert mail("utf-8", b"It was a caf\xe9.") == mail("x-none", b"It was a caf\xe9.") == "It was a caf\ufffd."


@pytest.mark.parametrize(
    "header",
    ["Content-Type: text/plain; name*", "Content-Disposition: inline; filename*", "Content-Type: text/plain; a*; b*"],
)
def test_mail_with_a_parameter_that_ends_on_a_star_is_read(header: str) -> None:
    data = f"From: Nora Quill\nSubject: The van\n{header}\n\nThe van is sold.\n".encode()
    assert sources.extracted(sources.Raw(data, "a.eml")).text == "The van is sold."


def test_an_answer_ends_where_the_original_message_begins() -> None:
    text = b"The van is sold.\n\n-----Original Message-----\nFrom: Petra\n\nIs the van sold?\n"
    document = sources.extracted(sources.Raw(b"From: a\nSubject: b\n\n" + text, "a.eml"))
    assert document.story.strip() == "The van is sold."


ZIP = packed({"word/document.xml": b"<w></w>"})  # 47 bytes stand before what is packed


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (packed({"word/document.xml": b"<w><w>"}), "a.docx", "not a whole Word document: no element found"),
        (ZIP[:47] + bytes([ZIP[47] ^ 255]) + ZIP[48:], "a.docx", "not a whole Word document"),
        (b"\xff\xfea", "a.txt", "begins as UTF-16 does and is not"),
    ],
    ids=["xml", "zip", "utf-16"],
)
def test_a_broken_file_says_what_is_wrong_with_it(data: bytes, name: str, why: str) -> None:
    raises(data, name, why)


def test_text_that_grows_beyond_the_limit_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST", 20)
    raises(b"1\n00:00:01,000 --> 00:00:02,000\nIt rained all night on the van.\n", "a.srt", "more than 20 characters")
