"""Somebody who asks a server of ours by HTTP."""

from __future__ import annotations

import http.client
import json
from typing import Any


class Client:
    def __init__(self, address: str) -> None:
        self.address = address.partition("#")[0]
        self.token = address.partition("#token=")[2]
        self.port = int(self.address.rstrip("/").rpartition(":")[2])

    def sends(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None, **options: Any
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers or {}, **options)
            answer = connection.getresponse()
            return answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def posts(self, path: str, given: Any, **headers: str) -> tuple[int, Any]:
        """The status and what the JSON says."""
        body = given if isinstance(given, bytes) else json.dumps(given).encode()
        status, told, found = self.sends("POST", path, body, {"Content-Type": "application/json", **headers})
        assert told["content-type"] == "application/json"
        return status, json.loads(found)

    def figure(self, name: str) -> float:
        """One figure of /metrics."""
        lines = self.sends("GET", "/metrics")[2].decode().splitlines()
        return float(next((line.rpartition(" ")[2] for line in lines if line.startswith(name + " ")), "0"))
