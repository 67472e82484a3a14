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


def _is_exact(case: dict[str, Any]) -> bool:
    """Whether a case gives its quotations and speakers and nothing more."""
    text = case["text"]
    found = find_quotes(read(text))
    if [quote.span.of(text) for quote in found] != [gold["text"] for gold in case["quotes"]]:
        return False
    return all(
        quote.speaker is None
        if gold["speaker_name"] is None
        else _last_word(gold["speaker_name"]) in _names(text, quote)
        for quote, gold in zip(found, case["quotes"], strict=True)
    )


# Floors, that only rise: the share of its cases that are exact, by family. “own/read” are single errors that
# somebody once read in news and that the first version had a rule for each.
FLOORS = {"hard": 0.97, "more": 0.86, "own": 0.77}


@pytest.mark.parametrize("family", FLOORS)
def test_hard_cases_give_their_quotations_and_speakers_and_nothing_more(family: str) -> None:
    some = [case for case in CASES if case["id"].startswith(f"{family}/")]
    wrong = [case["id"] for case in some if not _is_exact(case)]
    assert len(some) - len(wrong) >= FLOORS[family] * len(some), wrong


def test_feature_writing_gives_nearly_every_quotation_its_speaker_and_seldom_a_wrong_person() -> None:
    gold = found = named = wrong = 0
    for feature in FEATURES:
        text = feature["text"]
        quotes = {quote.span.of(text): quote for quote in find_quotes(read(text))}
        for label in feature["quotes"]:
            gold += 1
            quote = quotes.get(label["text"])
            if quote is None:
                continue
            found += 1
            wanted = {_last_word(name) for name in (label["speaker"], label["person"]) if name}
            named += not wanted.isdisjoint(_names(text, quote)) or (not wanted and quote.speaker is None)
            wrong += quote.person is not None and quote.person.of(text) != label["person"]
    assert found >= 0.97 * gold
    assert named >= 0.86 * gold
    assert wrong <= 0.03 * gold
