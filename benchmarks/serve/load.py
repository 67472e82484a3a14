"""A load on `storysum serve` from a second process: stories a second, how many were lost, and whether memory grows.

    pip install 'storysum[serve]'
    python benchmarks/serve/load.py --stories 4000 > benchmarks/results/serve.md

The stories are those that ship, each with a first sentence of its own, so that no memory of results can answer. Every
answer is held against the number of its story. Linux only: memory is what /proc tells of the server and its processes.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import statistics
import subprocess
import sys
import threading
import time
from itertools import count
from pathlib import Path
from typing import Any

from storysum.corpus import load
from storysum.serve.answers import Task, answer
from storysum.version import __version__

TEXTS = [story.text for story in load()]


def story(number: int) -> str:
    """A story that nobody asked about before."""
    return f"The parcel of the day bears the number {number}.\n\n{TEXTS[number % len(TEXTS)]}"


def memory(process: int) -> int:
    """Bytes that a process and those that it started hold for themselves or share, each counted once by its share."""
    found = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and process in lineage(int(entry.name)):
            rollup = (entry / "smaps_rollup").read_text()
            found += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) * 1024
    return found


def lineage(process: int) -> list[int]:
    """A process and those that it descends from."""
    found = []
    while process > 1:
        found.append(process)
        try:
            process = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            break
    return found


def digests(port: int, first: int, stories: int, clients: int, backend: str) -> tuple[float, int, list[float]]:
    """Seconds, stories that were not answered as they should, and the seconds of each."""
    numbers, lost, took = count(first), count(), list[float]()

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        while (number := next(numbers)) < first + stories:
            body = json.dumps({"text": story(number), "backend": backend}).encode()
            begun = time.perf_counter()
            try:
                connection.request("POST", "/digest", body, {"Content-Type": "application/json"})
                answer = connection.getresponse()
                found = json.loads(answer.read())
                right = answer.status == 200 and _is_of(found, number)
            except (OSError, http.client.HTTPException, ValueError):
                right = False
                connection.close()
            took.append(time.perf_counter() - begun)
            if not right:
                next(lost)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begun, next(lost), took


def _is_of(found: dict[str, Any], number: int) -> bool:
    """Whether an answer is that of this story: its pieces stand there."""
    text, pieces = story(number), [piece for length in ("short", "medium") for piece in found[length]["pieces"]]
    return bool(pieces) and all(piece["text"] == text[piece["start"] : piece["end"]] for piece in pieces)


def batch(port: int, first: int, stories: int, backend: str) -> tuple[float, int]:
    """Seconds, and lines without a row of their own name that has no error."""
    numbers = range(first, first + stories)
    lines = (json.dumps({"id": str(number), "text": story(number)}).encode() + b"\n" for number in numbers)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    begun = time.perf_counter()
    headers = {"Transfer-Encoding": "chunked"}
    connection.request("POST", f"/batch?backend={backend}", lines, headers, encode_chunked=True)
    rows = [json.loads(row) for row in connection.getresponse()]
    took = time.perf_counter() - begun
    right = [row["id"] for row in rows if row["error"] is None and row["medium"]]
    wanted = list(map(str, numbers))
    return took, sum(one != other for one, other in zip(right, wanted, strict=False)) + abs(len(wanted) - len(right))


def alone(stories: int, backend: str) -> float:
    """Stories for each second that a processor gives one process, without a server: what a worker can do at best."""
    answer(Task("/digest", json.dumps({"text": story(0), "backend": backend}).encode()))
    begun = time.process_time()
    for number in range(stories):
        answer(Task("/digest", json.dumps({"text": story(-number), "backend": backend}).encode()))
    return stories / (time.process_time() - begun)


def main() -> None:
    """Start a server, ask it, tell."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--stories", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--backends", default="blend,lead")
    options = parser.parse_args()
    command = [sys.executable, "-m", "storysum", "serve", "--port", "0", "--workers", str(options.workers)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    port = int(server.stderr.readline().rstrip("/\n").rpartition(":")[2])
    words = statistics.mean(len(text.split()) for text in TEXTS)
    print("# The server under load\n")
    print(f"storysum {__version__}, Python {platform.python_version()}, {os.cpu_count()} processors, a load of")
    print(
        f"{os.getloadavg()[0]:.1f} before it began. {options.workers} workers; {options.clients} clients in one other"
    )
    print(
        f"process; stories of {words:.0f} words in the mean. “Alone”: without a server, for each second of a processor."
    )
    print(f"Made by `python benchmarks/serve/load.py --stories {options.stories}`.\n")
    print("| asked | backend | alone | stories a second | lost | median, ms | 99 of 100, ms | memory, MB |")
    print("|---|---|--:|--:|--:|--:|--:|--:|")
    at, stories = 0, options.stories
    try:
        for backend in options.backends.split(","):
            single = alone(100, backend)
            digests(port, at, 200, options.clients, backend)  # what is loaded once is loaded
            before = memory(server.pid)
            seconds, lost, took = digests(port, at + 200, stories, options.clients, backend)
            middle, ranked = memory(server.pid), sorted(took)
            told = f"{statistics.median(ranked) * 1000:.0f} | {ranked[len(ranked) * 99 // 100] * 1000:.0f}"
            grown = f"{before / 2**20:.0f}, then {middle / 2**20:.0f}"
            print(f"| `/digest` | {backend} | {single:.0f} | {stories / seconds:.0f} | {lost} | {told} | {grown} |")
            seconds, lost = batch(port, at + 200 + stories, stories, backend)
            grown = f"{middle / 2**20:.0f}, then {memory(server.pid) / 2**20:.0f}"
            print(
                f"| `/batch` | {backend} | {single:.0f} | {stories / seconds:.0f} | {lost} | | | {grown} |", flush=True
            )
            at += 200 + 2 * stories
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
