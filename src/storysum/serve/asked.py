"""What a request may hold: one table, by which requests are checked and the OpenAPI document is written."""

import base64
import binascii
import json
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from storysum import api
from storysum.batch.job import FIELDS as ROW
from storysum.errors import InputError, nearest
from storysum.model.budget import Budget
from storysum.sources import Raw
from storysum.version import __version__

MOST_BACKENDS = 4
EXAMPLE = (
    "Petra Holm sold the van of the Glass Orchard on Monday. “It has never once started in the rain,” she said. "
    "The band will play forty towns by train."
)
_TEXT: dict[str, Any] = {"type": "string"}
_CAP = {"type": "integer", "minimum": 1}
_CAPS_BY_NAME = {
    **dict.fromkeys(("words", "sentences", "characters"), _CAP),
    "fraction": {"type": "number", "maximum": 1},
}
_CAPS = {"type": "object", "properties": _CAPS_BY_NAME, "additionalProperties": False}
_TYPES: dict[str, type] = {"string": str, "integer": int, "boolean": bool, "object": dict, "array": list}
FIELDS: dict[str, dict[str, Any]] = {
    "text": _TEXT | {"description": "The story, as it is. A story is given as `text`, as `url` or as `file`."},
    "url": _TEXT | {"description": "The address of a page of the public web, which is fetched."},
    "file": {
        "type": "object",
        "description": "A file, its bytes as base64; its content and how its name ends tell what it is.",
        "properties": {"name": _TEXT, "data": _TEXT, "url": _TEXT, "kind": _TEXT, "charset": _TEXT},
        "required": ["data"],
        "additionalProperties": False,
    },
    "title": _TEXT | {"description": "Where you know it."},
    "language": _TEXT | {"description": "An ISO 639-1 code; guessed where it is absent."},
    "backend": _TEXT | {"description": f"Which one; {api.DEFAULT} where it is absent."},
    "tighten": {"type": "boolean", "description": "As in Python: absent is what the backend does by itself."},
    "length": _TEXT | {"description": "The length.", "enum": list(api.LENGTHS)},
    "budget": _CAPS | {"description": "Caps of your own, which hold together."},
    "budgets": {
        "type": "object",
        "description": "Caps of your own for each length.",
        "properties": dict.fromkeys(api.LENGTHS, _CAPS),
        "additionalProperties": False,
    },
    "backends": {
        "type": "array",
        "description": "Which are shown side by side.",
        "items": _TEXT,
        "minItems": 1,
        "maxItems": MOST_BACKENDS,
    },
    "sentence": _TEXT | {"description": "A text that is taken as one sentence."},
    "words": _CAP | {"description": "At most so many."},
    "characters": _CAP | {"description": "At most so many."},
}
STORY = ("text", "url", "file", "title", "language")
_REFUSALS = {
    "400": "The request, or the story, cannot be read; the message says what to change.",
    "401": "The token is missing or wrong.",
    "403": "The request is from a page of another site, or was meant for another host.",
    "408": "The body did not come in time.",
    "413": "Larger than the server takes.",
    "415": "The body is not said to be application/json.",
    "501": "An extra that this needs is not installed where the server runs.",
    "503": "Too much is waiting already, or it was not done in time; Retry-After says when to come again.",
}


@frozen
class Endpoint:
    """Something to ask for by POST."""

    about: str  # what it gives
    fields: tuple[str, ...]  # what a request may hold, by the names of `FIELDS`
    example: Mapping[str, Any]


ENDPOINTS = {
    "/digest": Endpoint(
        "A headline, a short and a medium summary, and the quotations.",
        (*STORY, "backend", "tighten", "budgets"),
        {"text": EXAMPLE},
    ),
    "/summarize": Endpoint(
        "One summary, of a named length or under caps of your own.",
        (*STORY, "backend", "tighten", "length", "budget"),
        {"text": EXAMPLE, "budget": {"words": 12}},
    ),
    "/headline": Endpoint("A headline.", (*STORY, "backend", "budget"), {"text": EXAMPLE, "backend": "lead"}),
    "/quotes": Endpoint("The quoted speech, and who said it.", STORY, {"text": EXAMPLE}),
    "/shorten": Endpoint(
        "One sentence cut as an editor would cut it, with its parse: of each word, whether it was kept.",
        ("sentence", "words", "characters", "language"),
        {"sentence": "Petra Holm, who founded the label, has sold the van to a baker.", "words": 7},
    ),
    "/view": Endpoint(
        "What the page shows: the story block by block, cut where pieces and quotations begin and end, and the digests "
        "of several backends.",
        (*STORY, "backends", "tighten", "budgets"),
        {"text": EXAMPLE, "backends": ["blend", "lead"]},
    ),
    "/fetch": Endpoint(
        "A page of the public web as a `file`, to be asked about several times.",
        ("url",),
        {"url": "https://example.org/story"},
    ),
}


def fields(path: str, body: bytes) -> dict[str, Any]:
    """The fields of a request, checked; those that are null are as if they were absent."""
    try:
        found = json.loads(body)
    except UnicodeDecodeError:
        raise InputError("the request is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"the request is not JSON: {str(error)[:100]}") from None
    if not isinstance(found, dict):
        raise InputError("the request is not an object of JSON")
    known = ENDPOINTS[path].fields
    found = {name: value for name, value in found.items() if value is not None}
    for name, value in found.items():
        if name not in known:
            raise InputError(f"no field {name[:80]!r}: {nearest(name[:80], known)}")
        kind = FIELDS[name]["type"]
        if not isinstance(value, _TYPES[kind]) or (kind == "integer" and isinstance(value, bool)):
            raise InputError(f"{name}: this is to be of the type {kind}")
    if "sentence" in known and "sentence" not in found:
        raise InputError("sentence: there is none")
    if path == "/fetch" or "text" in known:
        given = [name for name in ("text", "url", "file") if name in found]
        if len(given) != 1:
            raise InputError("give one of text, url and file" if "text" in known else "url: there is none")
    return found


def budget(caps: Mapping[str, Any], name: str) -> Budget:
    """The Budget of an object of caps, checked."""
    if not isinstance(caps, dict):
        raise InputError(f"{name}: this is to be an object of caps")
    for key in caps:
        if key not in _CAPS_BY_NAME:
            raise InputError(f"{name}: no cap {key[:80]!r}: {nearest(key[:80], _CAPS_BY_NAME)}")
    return Budget(**caps)


def file(given: Mapping[str, Any]) -> Raw:
    """The bytes of a file that came as base64, checked."""
    known = set(given) <= set(FIELDS["file"]["properties"])
    if not known or not given.get("data") or not all(isinstance(value, str | None) for value in given.values()):
        raise InputError("file: it has data (base64), and if you know them name, url, kind and charset: all strings")
    try:
        data = base64.b64decode(given["data"], validate=True)
    except (binascii.Error, ValueError):
        raise InputError("file: its data is not base64") from None
    return Raw(data, given.get("name") or "", given.get("url"), given.get("kind") or "", given.get("charset"))


def document(answers: Mapping[str, bytes]) -> dict[str, Any]:
    """The OpenAPI document, from what each endpoint answers to its example, as JSON."""
    paths = {}
    for path, endpoint in ENDPOINTS.items():
        known = {name: FIELDS[name] for name in endpoint.fields}
        schema = {"type": "object", "properties": known, "additionalProperties": False}
        body = _content({"schema": schema, "example": endpoint.example})
        answer = {"example": json.loads(answers[path])}
        paths[path] = {"post": _operation(endpoint.about, answer, refused=_REFUSALS, requestBody=body)}
    about = (
        "JSON Lines in, a row for each line out, in order, while they still come in: the rows of "
        "`storysum batch`. A line that fails is a row with an error."
    )
    options = ("backend", "language", "tighten")
    lines = "application/x-ndjson"
    paths["/batch"] = {
        "post": _operation(
            about,
            {"schema": {"type": "object", "properties": {name: {} for name in ROW}}},
            lines,
            ("400", "401", "403", "503"),
            parameters=[{"name": name, "in": "query", "schema": {"type": FIELDS[name]["type"]}} for name in options],
            requestBody=_content({"example": json.dumps({"id": "van", "text": EXAMPLE}) + "\n"}, lines),
        )
    }
    for path, about, kind in (
        ("/backends", "The backends that are there.", "application/json"),
        ("/health", "Whether it answers, and how much waits.", "application/json"),
        ("/metrics", "Counts, for Prometheus.", "text/plain"),
    ):
        paths[path] = {"get": _operation(about, {}, kind)}
    error = 'An error is `{"error": {"status": 400, "kind": "InputError", "message": "…"}}`.'
    return {
        "openapi": "3.1.0",
        "info": {"title": "storysum", "version": __version__, "license": {"name": "Apache-2.0"}, "description": error},
        "security": [{"token": []}, {}],
        "paths": paths,
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def _operation(
    about: str, answer: dict[str, Any], kind: str = "application/json", refused: Iterable[str] = (), **asked: Any
) -> dict[str, Any]:
    responses = {"200": {"description": "OK", **_content(answer, kind)}}
    responses |= {code: {"description": _REFUSALS[code]} for code in refused}
    return {"summary": about, **asked, "responses": responses}


def _content(shown: dict[str, Any], kind: str = "application/json") -> dict[str, Any]:
    return {"content": {kind: shown}}
