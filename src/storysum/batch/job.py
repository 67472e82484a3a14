"""What goes through a batch: a job in, an outcome out, and the shape of whatever carries them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from attrs import frozen

from storysum.files import fingerprint
from storysum.sources import Raw

__all__ = ["Done", "Failed", "Job", "Mapper", "Outcome", "Work"]


@frozen
class Job:
    """One story to be summarized, and how. Data only: it travels to other processes and machines.

    Attributes:
        id: The story's name, as its source calls it.
        text: The story; empty where it is still to be taken out of `raw`.
        title: Its title, where the source knows one.
        language: An ISO 639-1 code; None guesses, for each story.
        backend: The signature of the backend, enough to make it again anywhere.
        tighten: As for `storysum.digest`.
        error: Why the source could not read it; such a job fails without any work.
        raw: The bytes of a file that is no plain text.
    """

    id: str
    text: str = ""
    title: str | None = None
    language: str | None = None
    backend: str = "textrank"
    tighten: bool | None = None
    error: str | None = None
    raw: Raw | None = None

    @property
    def size(self) -> int:
        """How much there is to read."""
        return len(self.text) if self.raw is None else len(self.raw.data)

    @property
    def made_from(self) -> str:
        """All that decides the row beside the backend: the options, and checksums of title and text.

        >>> Job("van", "Holm sold the van.").made_from
        'language:guessed|tighten:none|title:none|text:221874071410ad07'
        """
        title = "none" if self.title is None else fingerprint(self.title)
        if self.error is None and self.raw is not None:
            text = hashlib.sha256(self.raw.data).hexdigest()[:16]
        else:
            text = fingerprint(self.text if self.error is None else f"error: {self.error}")
        return f"language:{self.language or 'guessed'}|tighten:{str(self.tighten).lower()}|title:{title}|text:{text}"


@frozen
class Done:
    """A story that was summarized.

    Attributes:
        id: The job's.
        row: What is written about it: see `storysum.batch.rows`.
    """

    id: str
    row: dict[str, Any]


@frozen
class Failed:
    """A story that could not be summarized. Failures are values: they never end a batch.

    Attributes:
        id: The job's.
        error: What went wrong, in one line.
        signature: Of the backend that should have done it.
        made_from: The job's.
    """

    id: str
    error: str
    signature: str
    made_from: str = ""


Outcome = Done | Failed
Work = Callable[[Job], Outcome]

Mapper = Callable[[Work, Iterable[Job]], Iterator[Outcome]]
"""The shape of `map`, which is itself the serial mapper: outcomes come in the order of the jobs."""
