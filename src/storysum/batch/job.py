"""What goes through a batch: a job in, an outcome out, a row of output for each; the same on whatever machine."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from typing import Any

from attrs import asdict, frozen

from storysum import api
from storysum.backends import base, registry, signatures
from storysum.batch.sources import Story
from storysum.errors import message
from storysum.files import fingerprint
from storysum.model.span import Span
from storysum.model.summary import Digest
from storysum.sources import extracted
from storysum.text.languages import known_language

LENGTHS = ("headline", "short", "medium")
FIELDS = ("id", *LENGTHS, "shortfall", "spans", "speakers", "signature", "made_from", "error")
"""Of a row."""


@frozen
class Job(Story):
    """One story to be summarized, and how. Data only: it travels to other processes and machines.

    Attributes:
        language: An ISO 639-1 code; None guesses, for each story.
        backend: The signature of the backend, enough to make it again anywhere.
        tighten: As for `storysum.digest`.
    """

    language: str | None = None
    backend: str = "textrank"
    tighten: bool | None = None

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
        given = self.text if self.raw is None else self.raw.data
        text = fingerprint(given if self.error is None else f"error: {self.error}")
        return f"language:{self.language or 'guessed'}|tighten:{str(self.tighten).lower()}|title:{title}|text:{text}"


@frozen
class Done:
    """A story that was summarized: the job's id, and the row that is written about it."""

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

    @property
    def row(self) -> dict[str, Any]:
        """What is written about it: the error, and no summaries."""
        return {
            "id": self.id,
            **dict.fromkeys(LENGTHS),
            "shortfall": dict.fromkeys(LENGTHS),
            "spans": {length: [] for length in LENGTHS},
            "speakers": [],
            "signature": self.signature,
            "made_from": self.made_from,
            "error": self.error,
        }


Outcome = Done | Failed
Work = Callable[[Job], Outcome]

Mapper = Callable[[Work, Iterable[Job]], Iterator[Outcome]]
"""The shape of `map`, which is itself the serial mapper: outcomes come in the order of the jobs."""


def jobs(
    stories: Iterable[Story | tuple[str, str]], signature: str, tighten: bool | None = None, language: str | None = None
) -> Iterator[Job]:
    """A job for each story, or pair of an id and a text, by the backend of a signature."""
    made = partial(Job, language=known_language(language), backend=signature, tighten=tighten)
    told = (one if isinstance(one, Story) else Story(*one) for one in stories)
    return (made(**asdict(story, recurse=False)) for story in told)


def signature_of(backend: str | base.Backend | None) -> str:
    """The signature of a backend, of the one of that name, or of the default."""
    return signatures.signature(registry.get(backend or api.DEFAULT) if isinstance(backend, str | None) else backend)


def work_of(backend: str | base.Backend | None) -> Work:
    """The work of a batch: a backend that is named is made where the work is done, an object is sent there as it is."""
    return work if isinstance(backend, str | None) else partial(work, backend=backend)


def work(job: Job, backend: base.Backend | None = None) -> Outcome:
    """Read, rank and write one story, by a backend or by that of the job's signature.

    Never raises: what went wrong is the outcome.

    >>> work(Job("van", "Petra Holm sold the van. It was red.", backend="lead")).row["headline"]
    'Petra Holm sold the van'
    """
    if job.error is not None:
        return failed(job, job.error)
    try:
        if job.raw is None:
            article = api.read(job.text, title=job.title, language=job.language)
        else:
            article = api.of_document(extracted(job.raw), job.title, job.language)
        digest = api.digest(article, backend=_backend(job.backend) if backend is None else backend, tighten=job.tighten)
        return Done(job.id, _row_of_digest(job, digest))
    except (Exception, SystemExit) as error:  # a plug-in may raise anything
        return failed(job, message(error))


def failed(job: Job, why: str) -> Failed:
    """The outcome of a job that somebody gave up on."""
    return Failed(job.id, why, job.backend, job.made_from)


def _row_of_digest(job: Job, digest: Digest) -> dict[str, Any]:
    summaries = {length: getattr(digest, length) for length in LENGTHS}

    def ends(span: Span | None) -> list[int] | None:
        return None if span is None else [span.start, span.end]

    return {
        "id": job.id,
        **{length: summary.text for length, summary in summaries.items()},
        "shortfall": {length: summary.shortfall for length, summary in summaries.items()},
        "spans": {length: [ends(piece.span) for piece in summary.pieces] for length, summary in summaries.items()},
        "speakers": [
            {
                "quote": ends(quote.span),
                "mention": ends(quote.speaker),
                "name": None if quote.person is None else quote.person.of(digest.article.text),
            }
            for quote in digest.quotes
        ],
        "signature": digest.short.signature,
        "made_from": job.made_from,
        "error": None,
    }


@lru_cache(maxsize=8)
def _backend(signature: str) -> base.Backend:
    return signatures.from_signature(signature)
