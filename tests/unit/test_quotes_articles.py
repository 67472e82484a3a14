"""Quotations of real articles, where they are there to read."""

from __future__ import annotations

from pathlib import Path

from storysum.quotations.finding import find_quotes
from storysum.text.read import read


def _article(shared: Path, name: str) -> str:
    return (shared / "articles" / name).read_bytes().decode("utf-8")


def test_all_seven_quotations_of_the_first_article_are_by_one_man(shared: Path) -> None:
    text = _article(shared, "000_771ff278ddd05037.txt")
    found = find_quotes(read(text))
    assert [quote.person.of(text) for quote in found if quote.person] == ["Joe Perry"] * 7
    assert len(found) == 7


def test_the_second_article_has_no_speech(shared: Path) -> None:
    assert find_quotes(read(_article(shared, "001_d0faa42d0c95b939.txt"))) == ()
