"""How fast the batch is, what it costs beside the summarizing, and what memory it needs.

    python benchmarks/archive/measure.py throughput --stories 2000   # one process, two, in turn, and what both cost
    python benchmarks/archive/measure.py memory --stories 50000,200000
    python benchmarks/archive/measure.py kills --times 20            # SIGKILL at random moments, outputs compared

Stories are the shipped ones over and over (about 3,000 characters each); short ones are two sentences.
Memory is the operating system's: the most that this process, and the largest of the workers, ever had.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import storysum
from storysum import batch
from storysum.corpus import load

SHORT = "Van {} broke down. “Nobody minded,” says Petra Holm."


def write_archive(path: Path, count: int, *, short: bool = False) -> Path:
    """An archive of JSON Lines."""
    stories = load()
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = SHORT.format(number) if short else stories[number % len(stories)].text
            file.write(json.dumps({"id": f"story-{number}", "text": text}, ensure_ascii=False) + "\n")
    return path


def processor(*whose: int) -> float:
    """Seconds of processor of this process and of those that it has waited for."""
    used = [resource.getrusage(who) for who in whose or (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def timed(mapper: batch.Mapper, folder: Path, name: str) -> tuple[float, float, float]:
    """Seconds for a whole batch: by the clock, of processor, and of these what this process itself took."""
    clock, used, own = time.perf_counter(), processor(), processor(resource.RUSAGE_SELF)
    batch.run(batch.source(folder / "in.jsonl"), batch.sink(folder / f"{name}.jsonl", fresh=True), mapper=mapper)
    return time.perf_counter() - clock, processor() - used, processor(resource.RUSAGE_SELF) - own


def throughput(count: int, folder: Path, rounds: int) -> None:
    """One process, two processes and the bare loop, in turn, so that what else the machine does meets all alike."""
    write_archive(folder / "in.jsonl", count)
    list(batch.outcomes([("a", "It rained.")]))  # what is loaded once is loaded
    bare: list[float] = []
    runs: dict[str, list[tuple[float, float, float]]] = {"map": [], "1 process": [], "2 processes": []}
    for _ in range(rounds):
        used = processor()
        for story in batch.source(folder / "in.jsonl").stories():
            storysum.digest(story.text)
        bare.append(processor() - used)
        for number, name in enumerate(runs):
            # Spawned, so that they are our children, and the operating system tells what they used.
            mapper: batch.Mapper = batch.WorkerPool(processes=number, start="spawn") if number else map
            runs[name].append(timed(mapper, folder, str(number)))
    alone = median(bare)
    print(f"bare loop of digest():  {alone:6.1f} s of processor, {1000 * alone / count:.1f} ms a story")
    for name, found in runs.items():
        clock, used, own = (median(each) for each in zip(*found, strict=True))
        beside = f"{used:.1f} s of processor ({own:.1f} s in this process), {used / alone - 1:+.1%} beside bare"
        print(f"{name:22} {clock:6.1f} s, {count / clock:6.1f} stories a second; {beside}")
    ratios = sorted(one[0] / two[0] for one, two in zip(runs["1 process"], runs["2 processes"], strict=True))
    print(f"two processes: {median(ratios):.2f} × one ({ratios[0]:.2f} to {ratios[-1]:.2f}; rounds: {rounds})")
    costs = median(one[1] / two[1] for one, two in zip(runs["1 process"], runs["2 processes"], strict=True))
    print(f"by processor time, if both processors were ours: {2 * costs:.2f} × one")
    same = len({(folder / f"{number}.jsonl").read_bytes() for number in range(len(runs))}) == 1
    hours = 1_000_000 * median(used for _, used, _ in runs["2 processes"]) / count / 3600
    print(f"same bytes: {same}; a million such stories: {hours:.1f} h of processor, {hours / 2:.1f} h on two")


MEASURED = """
import resource, sys, time
from storysum import batch
if __name__ == "__main__":
    start = time.perf_counter()
    pool = batch.WorkerPool(processes=2, start="spawn")
    report = batch.run(batch.source(sys.argv[1]), batch.sink(sys.argv[2]), backend=sys.argv[3], mapper=pool)
    most = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    rate = report.total / (time.perf_counter() - start)
    print(f"{report.total:,} short stories: parent {most[0]} MB, largest worker {most[1]} MB, {rate:.0f} a second")
"""


def memory(counts: list[int], folder: Path, backend: str) -> None:
    """The most memory at several sizes, each in a process of its own."""
    (folder / "measured.py").write_text(MEASURED)
    for count in counts:
        write_archive(folder / "in.jsonl", count, short=True)
        files = [folder / "measured.py", folder / "in.jsonl", folder / f"{count}.jsonl"]
        subprocess.run([sys.executable, *files, backend], check=True)


RUN = """
import sys
from storysum import batch
if __name__ == "__main__":
    batch.run(batch.source(sys.argv[1]), batch.sink(sys.argv[2]), backend="lead", mapper=batch.WorkerPool(processes=2))
"""


def kills(times: int, folder: Path, count: int = 300) -> Iterator[bool]:
    """SIGKILL at a random moment, then again to the end: whether the bytes are the same."""
    (folder / "run.py").write_text(RUN)
    write_archive(folder / "in.jsonl", count)
    batch.run(batch.source(folder / "in.jsonl"), batch.sink(folder / "whole.jsonl"), backend="lead")
    whole = (folder / "whole.jsonl").read_bytes()
    moments = random.Random(0)
    target = folder / "out.jsonl"
    call = [sys.executable, folder / "run.py", folder / "in.jsonl", target]
    for number in range(times):
        target.unlink(missing_ok=True)
        process = subprocess.Popen(call)
        until = moments.random() * len(whole)
        while process.poll() is None and (target.stat().st_size if target.exists() else 0) < until:
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        process.wait()
        left = target.read_bytes() if target.exists() else b""
        subprocess.run(call, check=True)
        same = target.read_bytes() == whole
        after = "the same bytes" if same else "OTHER BYTES"
        print(f"kill {number + 1}: {left.count(bytes([10]))} whole rows of {count} left; then {after}", flush=True)
        yield same


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("throughput", "memory", "kills"))
    parser.add_argument("--stories", default=None)
    parser.add_argument("--backend", default="textrank", help="of the memory's stories")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3, help="of throughput")
    options = parser.parse_args()
    machine = f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
    print(f"storysum {storysum.__version__}, Python {sys.version.split()[0]}, {machine}", flush=True)
    with tempfile.TemporaryDirectory() as place:
        if options.what == "throughput":
            throughput(int(options.stories or 2000), Path(place), options.rounds)
        elif options.what == "memory":
            memory(
                [int(count) for count in (options.stories or "50000,200000").split(",")], Path(place), options.backend
            )
        else:
            return int(not all(list(kills(options.times, Path(place)))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
