"""The stories that clusters are tested on, and what the serial batch makes of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from storysum import batch
from storysum.batch.job import Done, Job, Outcome
from storysum.corpus import load


def stories(count: int) -> list[dict[str, Any]]:
    """Stories of the shipped corpus, and every seventh broken."""
    shipped = load()
    texts = [story.text for story in shipped[:6]] + ["<html><p>A page</p></html>"]
    return [{"id": f"story-{number:04}", "text": texts[number % len(texts)]} for number in range(count)]


def serial(given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows that one process makes."""
    return [outcome.row for outcome in batch.outcomes((one["id"], one["text"]) for one in given)]


def deadly(job: Job) -> Outcome:
    """Kills the worker for one job. It stands here because workers can import this module."""
    if job.id == "2":
        os._exit(1)
    return Done(job.id, {})


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """A cluster that never answers is a failure that shows where it waited, and not a run that never ends."""

    def enough(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"no answer in {seconds} s")

    before = signal.signal(signal.SIGALRM, enough)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
