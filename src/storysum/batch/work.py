"""What is done for one job, on whatever process or machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from attrs import asdict

from storysum import api
from storysum.backends import base, registry, signatures
from storysum.batch.job import Done, Failed, Job, Outcome, row_of_digest
from storysum.batch.sources import Story
from storysum.errors import message
from storysum.sources import extracted


def work(job: Job) -> Outcome:
    """Read, rank and write one story. Never raises: what went wrong is the outcome.

    >>> work(Job("van", "Petra Holm sold the van. It was red.", backend="lead")).row["headline"]
    'Petra Holm sold the van'
    >>> work(Job("page", "<html><body><p>Hello</p></body></html>", backend="lead")).error[:10]
    'InputError'
    """
    if job.error is not None:
        return failed(job, job.error)
    try:
        if job.raw is None:
            article = api.read(job.text, title=job.title, language=job.language)
        else:
            article = api.of_document(extracted(job.raw), job.title, job.language)
        digest = api.digest(article, backend=_backend(job.backend), tighten=job.tighten)
        return Done(job.id, row_of_digest(job, digest))
    except (Exception, SystemExit) as error:  # a plug-in may raise anything
        return failed(job, message(error))


def jobs(
    stories: Iterable[Story | tuple[str, str]], signature: str, tighten: bool | None = None, language: str | None = None
) -> Iterator[Job]:
    """A job for each story, or pair of an id and a text, by the backend of a signature."""
    for given in stories:
        story = given if isinstance(given, Story) else Story(*given)
        yield Job(**asdict(story, recurse=False), language=language, backend=signature, tighten=tighten)


def signature_of(backend: str | base.Backend | None) -> str:
    """The signature of a backend, of the one of that name, or of the default."""
    if backend is None or isinstance(backend, str):
        backend = registry.get(backend or api.DEFAULT)
    return signatures.signature(backend)


def failed(job: Job, why: str) -> Failed:
    """The outcome of a job that somebody gave up on."""
    return Failed(job.id, why, job.backend, job.made_from)


@lru_cache(maxsize=8)
def _backend(signature: str) -> base.Backend:
    return signatures.from_signature(signature)
