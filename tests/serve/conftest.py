"""A real server on a free port of loopback, in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from serving import Client


@pytest.fixture(scope="session")
def serving() -> Iterator[Callable[..., Client]]:
    pytest.importorskip("starlette", reason="Starlette is not installed: pip install storysum[serve]")
    pytest.importorskip("uvicorn", reason="uvicorn is not installed: pip install storysum[serve]")
    running: list[subprocess.Popen[str]] = []

    def start(*options: str, **environment: str) -> Client:
        command = [sys.executable, "-m", "storysum", "serve", "--port", "0", "--workers", "1", *options]
        own = {key: value for key, value in os.environ.items() if key != "STORYSUM_TOKEN"}
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=own | environment)
        running.append(process)
        assert process.stderr is not None
        line = process.stderr.readline()
        assert line.startswith("storysum: http://"), line + process.stderr.read()
        return Client(line.removeprefix("storysum: ").strip())

    yield start
    for process in running:
        process.terminate()
    ends = [(process.communicate(timeout=60)[1], process.returncode) for process in running]
    assert all("Traceback" not in told and code in (0, -signal.SIGTERM) for told, code in ends), ends


@pytest.fixture(scope="session")
def client(serving: Callable[..., Client]) -> Client:
    return serving("--largest", "300000")
