"""The families of hard cases: every quotation, nothing else, and the right speaker or none."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from storysum.model.quote import Quote
from storysum.quotations.finding import find_quotes
from storysum.text.read import read

DATA = Path(__file__).resolve().parents[1] / "data"


def _lines(name: str) -> list[Any]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


CASES = _lines("hard-cases.jsonl")
FEATURES = _lines("features.jsonl")


def _last_word(name: str) -> str:
    words: list[str] = re.findall(r"\w+", re.sub(r"['’]s\b", "", name).lower())
    return words[-1]


def _names(text: str, quote: Quote) -> set[str]:
    return {_last_word(span.of(text)) for span in (quote.speaker, quote.person) if span is not None}


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_hard_case_gives_its_quotations_and_speakers_and_nothing_more(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_quotes(read(text))
    assert [quote.span.of(text) for quote in found] == [gold["text"] for gold in case["quotes"]]
    for quote, gold in zip(found, case["quotes"], strict=True):
        if gold["speaker_name"] is None:
            assert quote.speaker is None
        else:
            assert _last_word(gold["speaker_name"]) in _names(text, quote)


@pytest.mark.parametrize("feature", FEATURES, ids=[feature["id"] for feature in FEATURES])
def test_feature_writing_gives_every_quotation_with_its_mention_kind_and_group(feature: dict[str, Any]) -> None:
    text = feature["text"]
    found = [
        (quote.span.of(text), quote.kind, quote.group, quote.speaker.of(text) if quote.speaker else None)
        for quote in find_quotes(read(text))
    ]
    assert found == [(gold["text"], gold["kind"], gold["group"], gold["speaker"]) for gold in feature["quotes"]]


@pytest.mark.parametrize("feature", FEATURES, ids=[feature["id"] for feature in FEATURES])
def test_feature_writing_never_gets_the_wrong_person(feature: dict[str, Any]) -> None:
    text = feature["text"]
    for quote, gold in zip(find_quotes(read(text)), feature["quotes"], strict=True):
        assert quote.person is None or quote.person.of(text) == gold["person"]


def test_the_people_of_feature_writing_are_found_nearly_always() -> None:
    asked = found = 0
    for feature in FEATURES:
        for quote, gold in zip(find_quotes(read(feature["text"])), feature["quotes"], strict=True):
            asked += gold["person"] is not None
            found += quote.person is not None
    assert found >= 0.95 * asked
