"""The stories that clusters are tested on, and what the serial batch makes of them."""

from __future__ import annotations

from typing import Any

from storysum import batch
from storysum.batch.rows import row_of
from storysum.corpus import load


def stories(count: int) -> list[dict[str, Any]]:
    """Stories of the shipped corpus, and every seventh broken."""
    shipped = load()
    texts = [story.text for story in shipped[:6]] + ["<html><p>A page</p></html>"]
    return [{"id": f"story-{number:04}", "text": texts[number % len(texts)]} for number in range(count)]


def serial(given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows that one process makes."""
    return [row_of(outcome) for outcome in batch.outcomes((one["id"], one["text"]) for one in given)]
