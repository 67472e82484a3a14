"""The OpenAPI document of the API, written from the table by which requests are checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from storysum.batch.job import FIELDS as ROW
from storysum.serve import asked
from storysum.version import __version__

_REFUSALS = {
    "400": "The request, or the story, cannot be read; the message says what to change.",
    "401": "The token is missing or wrong.",
    "403": "The request is from a page of another site, or was meant for another host.",
    "408": "The body did not come in time.",
    "413": "Larger than the server takes.",
    "415": "The body is not said to be application/json.",
    "501": "An extra that this needs is not installed where the server runs.",
    "503": "Too much is waiting already, or it was not done in time; Retry-After says when to come again.",
    "504": "The page that was asked for did not come in time.",
}


def document(answers: Mapping[str, bytes]) -> dict[str, Any]:
    """The document.

    Args:
        answers: What each endpoint answers to its example, as JSON.
    """
    paths: dict[str, Any] = {path: {"post": _posted(path, json.loads(answers[path]))} for path in asked.ENDPOINTS}
    paths["/batch"] = {"post": _batch()}
    for path, about, kind in (
        ("/backends", "The backends that are there.", "application/json"),
        ("/health", "Whether it answers, and how much waits.", "application/json"),
        ("/metrics", "Counts, for Prometheus.", "text/plain"),
    ):
        paths[path] = {"get": {"summary": about, "responses": {"200": {"description": "OK", "content": {kind: {}}}}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "storysum", "version": __version__, "license": {"name": "Apache-2.0"}},
        "security": [{"token": []}, {}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                "Error": {
                    "type": "object",
                    "properties": {
                        "error": {
                            "type": "object",
                            "properties": {
                                "status": {"type": "integer"},
                                "kind": {"type": "string"},
                                "message": {"type": "string"},
                            },
                        }
                    },
                }
            },
        },
    }


def _posted(path: str, answer: Any) -> dict[str, Any]:
    endpoint = asked.ENDPOINTS[path]
    schema = {
        "type": "object",
        "properties": {name: asked.FIELDS[name] for name in endpoint.fields},
        "additionalProperties": False,
    }
    body = {"schema": schema, "example": endpoint.example}
    return {
        "summary": endpoint.about,
        "requestBody": {"required": True, "content": {"application/json": body}},
        "responses": {
            "200": {
                "description": "OK",
                "content": {"application/json": {"schema": _shape(answer), "example": answer}},
            },
            **_refused(_REFUSALS),
        },
    }


def _batch() -> dict[str, Any]:
    row = {"type": "object", "properties": {name: {} for name in ROW}}
    story = json.dumps({"id": "van", "text": asked.EXAMPLE})
    options = [
        {"name": name, "in": "query", "schema": {"type": asked.FIELDS[name]["type"]}}
        for name in ("backend", "language", "tighten")
    ]
    return {
        "summary": "JSON Lines in, a row for each line out, in order, while they still come in: the rows of "
        "`storysum batch`. A line that fails is a row with an error.",
        "parameters": options,
        "requestBody": {"required": True, "content": {"application/x-ndjson": {"example": story + "\n"}}},
        "responses": {
            "200": {"description": "OK", "content": {"application/x-ndjson": {"schema": row}}},
            **_refused({code: _REFUSALS[code] for code in ("400", "401", "403", "503")}),
        },
    }


def _refused(codes: Mapping[str, str]) -> dict[str, Any]:
    schema = {"schema": {"$ref": "#/components/schemas/Error"}}
    return {code: {"description": why, "content": {"application/json": schema}} for code, why in codes.items()}


def _shape(value: Any) -> dict[str, Any]:
    """The schema of an example: what an object holds, by name and type."""
    if isinstance(value, dict):
        return {"type": "object", "properties": {name: _shape(one) for name, one in value.items()}}
    if isinstance(value, list):
        return {"type": "array", "items": _shape(value[0]) if value else {}}
    for kind, name in ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string")):
        if isinstance(value, kind):
            return {"type": name}
    return {}
