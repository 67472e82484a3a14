"""What the page is given of a story: all of it, cut where pieces and quotations begin and end."""

from __future__ import annotations

import base64
import json

import pytest
from adversarial_texts import UNITS, deep_quotations, repeated

import storysum
from storysum.corpus import load
from storysum.serve import asked
from storysum.serve.answers import Task, answer
from storysum.serve.view import story_parts, summary_parts

LENGTHS = ("headline", "short", "medium")


@pytest.mark.parametrize("story", load(), ids=lambda story: story.id)
def test_every_letter_of_story_and_summaries_is_shown_where_it_is(story: storysum.corpus.Story) -> None:
    article = storysum.read(story.text)
    digests = {name: storysum.digest(article, backend=name) for name in ("blend", "quote-first")}
    quotes = storysum.quotes(article)
    blocks = story_parts(article, quotes, digests)
    assert ["".join(part["text"] for part in block["parts"]) for block in blocks] == [
        block.span.of(article.text) for block in article.blocks
    ]
    parts = [part for block in blocks for part in block["parts"]]
    for name, digest in digests.items():
        for length in LENGTHS:
            summary = getattr(digest, length)
            shown = summary_parts(summary)["parts"]
            assert "".join(part["text"] for part in shown) == summary.text
            assert [part["piece"] for part in shown if part["piece"] is not None] == list(range(len(summary.pieces)))
            for number, piece in enumerate(summary.pieces):
                assert (
                    "".join(part["text"] for part in parts if f"{name} {length} {number}" in part["taken"])
                    == piece.text
                )
    for number, sentence in enumerate(article.sentences):
        assert "".join(part["text"] for part in parts if part["sentence"] == number) == sentence.of(article.text)


@pytest.mark.parametrize("name", [*UNITS, "deep quotations"])
def test_an_adversarial_text_is_answered_or_refused_with_a_reason(name: str) -> None:
    text = deep_quotations(800) if name == "deep quotations" else repeated(UNITS[name], 800)
    reply = answer(Task("/view", json.dumps({"text": text, "backends": ["blend", "lead"]}).encode()))
    found = json.loads(reply.body)
    assert reply.status == 200 or (reply.status == 400 and found["error"]["message"])
    if reply.status == 200:
        shown = "".join(part["text"] for block in found["story"] for part in block["parts"])
        assert shown.replace("\n", "").replace(" ", "") in text.replace("\n", "").replace(" ", "")


@pytest.mark.parametrize(
    ("path", "body", "told"),
    [
        ("/digest", b"\xff", "not UTF-8"),
        ("/digest", b"{", "not JSON"),
        ("/digest", b"[" * 100_000, "not JSON"),
        ("/digest", b'{"text": ' + b"9" * 5000 + b"}", "not JSON"),
        ("/digest", b"[]", "not an object"),
        ("/digest", b"{}", "give one of text, url and file"),
        ("/digest", b'{"text": "a", "url": "https://example.org"}', "give one of text, url and file"),
        ("/digest", b'{"text": 3}', "text: this is to be of the type string"),
        ("/digest", b'{"texts": "a"}', "did you mean text?"),
        ("/digest", b'{"text": "a", "language": "qq"}', "language"),
        ("/digest", b'{"text": "a", "backend": "blnd"}', "did you mean blend?"),
        ("/digest", b'{"text": "a", "backend": "../../etc/passwd"}', "no backend"),
        ("/digest", b'{"text": "a", "budgets": {"long": {"words": 3}}}', "no length 'long'"),
        ("/digest", b'{"text": "a", "budgets": {"short": 3}}', "an object of caps"),
        ("/digest", b'{"text": "a", "budgets": {"short": {}}}', "at least one of"),
        ("/summarize", b'{"text": "a", "budget": {"words": true}}', "whole number"),
        ("/summarize", b'{"text": "a", "budget": {"words": 1e999}}', "whole number"),
        ("/summarize", b'{"text": "a", "budget": {"fraction": NaN}}', "fraction"),
        ("/summarize", b'{"text": "a", "budget": {"word": 3}}', "no cap 'word'"),
        ("/summarize", b'{"text": "a", "length": "short", "budget": {"words": 3}}', "not both"),
        ("/digest", b'{"file": {"name": "a.txt"}}', "it has data"),
        ("/digest", b'{"file": {"data": "***"}}', "not base64"),
        ("/digest", b'{"file": {"data": "AAAA", "path": "/etc/passwd"}}', "it has data"),
        ("/digest", b'{"file": {"data": "H4sIAAAAAAAA", "name": "a.txt"}}', "compressed"),
        ("/shorten", b"{}", "sentence: there is none"),
        ("/shorten", b'{"sentence": "a", "words": 0}', "one or more"),
        ("/shorten", json.dumps({"sentence": "a " * 5000}).encode(), "are the most"),
        ("/view", b'{"text": "a", "backends": []}', "1 to 4"),
        ("/view", b'{"text": "a", "backends": [[]]}', "1 to 4"),
        ("/digest", json.dumps({"text": "a " * 2**20}).encode(), "are the most"),
        ("/digest", json.dumps({"file": {"data": "YSBi" * 2**19}}).encode(), "are the most"),
        ("/fetch", b"{}", "url: there is none"),
    ],
)
def test_what_cannot_be_answered_is_refused_and_says_why(path: str, body: bytes, told: str) -> None:
    reply = answer(Task(path, body))
    assert (reply.status, told in json.loads(reply.body)["error"]["message"]) == (400, True), reply.body


def test_a_file_reads_as_load_reads_it_and_a_failing_backend_leaves_the_others() -> None:
    file = {"name": "a.md", "data": base64.b64encode(b"# The van\n\nPetra *Holm* sold it.").decode()}
    reply = json.loads(answer(Task("/view", json.dumps({"file": file, "backends": ["lead", "x"]}).encode())).body)
    assert reply["title"] == "The van"
    assert "".join(part["text"] for block in reply["story"] for part in block["parts"]) == "The vanPetra Holm sold it."
    assert reply["backends"][0]["digest"]["short"]["text"] == "Petra Holm sold it."
    assert "no backend 'x'" in reply["backends"][1]["error"]


def test_the_openapi_document_shows_what_is_answered() -> None:
    found = json.loads(answer(Task("/openapi.json", b"")).body)
    assert set(found["paths"]) == {*asked.ENDPOINTS, "/batch", "/backends", "/health", "/metrics"}
    shown = found["paths"]["/digest"]["post"]
    request = shown["requestBody"]["content"]["application/json"]
    assert set(request["example"]) <= set(request["schema"]["properties"])
    answered = shown["responses"]["200"]["content"]["application/json"]["example"]
    assert answered == json.loads(json.dumps(storysum.digest(request["example"]["text"]).to_dict()))
    for path, given in asked.ENDPOINTS.items():
        assert set(given.fields) <= set(asked.FIELDS), path
