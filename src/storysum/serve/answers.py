"""What is done for one request, in a process of its own: bytes in, bytes out; the web server reads neither."""

import base64
import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from attrs import evolve, frozen

from storysum import api, show
from storysum.analysis import Analysis
from storysum.batch.job import Job, failed, jobs, signature_of, work
from storysum.batch.sources import Names, story_of_line
from storysum.errors import BackendError, InputError, MissingDependency, StorysumError, UnknownBackend, message
from storysum.model.article import Article
from storysum.model.summary import Digest, quotes_to_dicts
from storysum.parses import parses
from storysum.serve import asked
from storysum.serve.view import story_parts, summary_parts
from storysum.sources import Raw, extracted
from storysum.sources.fetch import LARGEST_RESPONSE, fetch
from storysum.terminal import json_line
from storysum.text.read import as_sentence

LONGEST = 2**20
"""Characters of a story: what a file holds may be far longer than the file, and a process needs 400 bytes for each."""
LONGEST_SENTENCE = 5_000
signature = cache(signature_of)


@frozen
class Task:
    """A request: its path and its body."""

    path: str
    body: bytes


@frozen
class Line:
    """A line of a batch, with its number and what was asked for all of them."""

    number: int
    body: bytes
    backend: str = api.DEFAULT
    language: str | None = None
    tighten: bool | None = None


@frozen
class Reply:
    """What is sent back."""

    status: int
    body: bytes


def refusal(status: int, kind: str, why: str) -> Reply:
    """An error as every endpoint tells it."""
    return reply({"error": {"status": status, "kind": kind, "message": why}}, status)


def answer(task: Task | Line, *, largest: int = LARGEST_RESPONSE) -> Reply:
    """Answer a request; a page that it names may have so many bytes. Never raises, whatever it holds."""
    try:
        if isinstance(task, Line):
            return reply(work(_job_of(task)).row)
        if task.path == "/openapi.json":
            return reply(_document())
        given = asked.fields(task.path, task.body)
        if "url" in given:
            given["page"] = fetch(given["url"], largest=largest, public=True)
        return reply(_ANSWERS[task.path](given))
    except StorysumError as error:
        return refusal(status(error), type(error).__name__, str(error))
    except (Exception, SystemExit) as error:  # a plug-in may raise anything
        return refusal(500, "BackendError", message(error))


def status(error: StorysumError) -> int:
    """Of an answer that tells of an error."""
    asked_wrongly = isinstance(error, (InputError, UnknownBackend))
    return 400 if asked_wrongly else 501 if isinstance(error, MissingDependency) else 500


def lost(line: Line, why: str) -> bytes:
    """The row of a line that somebody gave up on."""
    return reply(failed(_job_of(line), why).row).body


def _job_of(line: Line) -> Job:
    """The job of a line: its fields are those of `storysum batch`."""
    story = story_of_line(line.number, line.body, Names())
    if len(story.text) > LONGEST:
        story = evolve(story, error=f"longer than {LONGEST} characters")
    return next(jobs([story], signature(line.backend), line.tighten, line.language))


def reply(value: Mapping[str, Any], code: int = 200) -> Reply:
    """An answer in JSON."""
    return Reply(code, json_line(value).encode("utf-8"))


def _article(given: Mapping[str, Any]) -> Article:
    title, language = given.get("title"), given.get("language")
    if "text" in given:
        return api.read(_bounded(given["text"]), title=title, language=language)
    document = extracted(given["page"] if "page" in given else asked.file(given["file"]))
    _bounded(document.text)
    return api.of_document(document, title, language)


def _bounded(text: str) -> str:
    if len(text) > LONGEST:
        raise InputError(f"the story has {len(text)} characters, and {LONGEST} are the most")
    return text


def _digest(article: Article, backend: str | None, given: Mapping[str, Any]) -> Digest:
    caps = given.get("budgets", {})
    if unknown := set(caps) - set(api.LENGTHS):
        raise InputError(f"budgets: no length {min(unknown)[:80]!r}: {', '.join(api.LENGTHS)}")
    budgets = {**api.LENGTHS, **{name: asked.budget(cap, f"budgets.{name}") for name, cap in caps.items()}}
    return Analysis(article, backend=backend, tighten=given.get("tighten")).digest(budgets)


def _summarize(given: Mapping[str, Any]) -> dict[str, Any]:
    if "length" in given and "budget" in given:
        raise InputError("give length or budget, not both")
    length = asked.budget(given["budget"], "budget") if "budget" in given else given.get("length", "short")
    backend, tighten = given.get("backend"), given.get("tighten")
    return api.summarize(_article(given), length=length, backend=backend, tighten=tighten).to_dict()


def _headline(given: Mapping[str, Any]) -> dict[str, Any]:
    caps = asked.budget(given["budget"], "budget") if "budget" in given else api.LENGTHS["headline"]
    return api.headline(_article(given), budget=caps, backend=given.get("backend")).to_dict()


def _quotes(article: Article) -> list[dict[str, Any]]:
    return quotes_to_dicts(article, api.quotes(article))


def _shorten(given: Mapping[str, Any]) -> dict[str, Any]:
    sentence = given["sentence"]
    if len(sentence) > LONGEST_SENTENCE:
        raise InputError(f"sentence: {len(sentence)} characters, and {LONGEST_SENTENCE} are the most")
    caps = {name: given[name] for name in ("words", "characters") if name in given}
    cut = api.shorten(sentence, **caps, language=given.get("language"))
    article = as_sentence(sentence, language=given.get("language"))
    parsed = parses(article, [0], keep=True) if article.sentences and article.language == "en" else []
    return {
        "summary": cut.to_dict(),
        "parse": [
            {
                "word": parse.forms[word],
                "pos": parse.pos[word],
                "head": parse.head[word],
                "relation": parse.relation[word],
                "depth": parse.depth(word),
                "keep": parse.keep[word],
                "kept": any(piece.span.covers(parse.words[word]) for piece in cut.pieces),
            }
            for parse in parsed
            for word in range(len(parse))
        ],
    }


def _view(given: Mapping[str, Any]) -> dict[str, Any]:
    names = given.get("backends", [api.DEFAULT])
    if not 0 < len(names) <= asked.MOST_BACKENDS or not all(isinstance(name, str) for name in names):
        raise InputError(f"backends: give the names of 1 to {asked.MOST_BACKENDS}")
    article = _article(given)
    found: dict[str, Digest | str] = {}
    for name in dict.fromkeys(names):
        try:
            found[name] = _digest(article, name, given)
        except BackendError as error:
            found[name] = str(error)
    return {
        "title": article.title,
        "byline": article.byline,
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "reads_as": article.reads_as,
        "story": story_parts(article, api.quotes(article), found),
        "quotes": _quotes(article),
        "backends": [
            {"name": name, "error": digest} if isinstance(digest, str) else _side(name, digest)
            for name, digest in found.items()
        ],
    }


def _side(name: str, digest: Digest) -> dict[str, Any]:
    cards = show.cards_of_digest(digest)
    return {
        "name": name,
        "error": None,
        "lengths": {length: summary_parts(getattr(digest, length)) for length in api.LENGTHS},
        "text": show.told(cards),
        "markdown": show.told(cards, "markdown"),
        "digest": digest.to_dict(),
    }


def _fetched(given: Mapping[str, Any]) -> dict[str, Any]:
    page: Raw = given["page"]
    data = base64.b64encode(page.data).decode("ascii")
    return {"name": page.name, "data": data, "url": page.url, "kind": page.kind, "charset": page.charset}


_ANSWERS: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "/digest": lambda given: _digest(_article(given), given.get("backend"), given).to_dict(),
    "/summarize": _summarize,
    "/headline": _headline,
    "/quotes": lambda given: {"quotes": _quotes(_article(given))},
    "/shorten": _shorten,
    "/view": _view,
    "/fetch": _fetched,
}


@cache
def _document() -> dict[str, Any]:
    """The OpenAPI document; its answers are the answers to its own questions."""
    given = {path: json.dumps(endpoint.example).encode() for path, endpoint in asked.ENDPOINTS.items()}
    del given["/fetch"]  # no example touches the network
    page = Raw(asked.EXAMPLE.encode(), url=asked.ENDPOINTS["/fetch"].example["url"], kind="text/plain")
    answers = {path: answer(Task(path, body)).body for path, body in given.items()}
    return asked.document({**answers, "/fetch": reply(_fetched({"page": page})).body})
