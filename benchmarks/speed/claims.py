"""What storysum claims of its speed: a function for each claim, which measures it."""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import rivals
from attrs import frozen
from clock import Pair, peak_memory, process, race, seconds, seconds_of_children
from stories import story

import storysum
from storysum import backends, corpus
from storysum.backends.base import rank

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[2] / "shared"
OWN = ("lead", "random", "lsa", "textrank", "quote-first", "blend")
SIZES = (100, 300, 1_000, 3_000, 10_000, 30_000, 100_000)


@frozen
class Row:
    """A claim measured."""

    work: str  # what was done
    against: str  # what it is compared with
    unit: str  # what the ratio says: "× as fast", "× the time"…
    reach: float  # the ratio that is to be reached
    ratio: tuple[float, float, float]  # the median of the rounds, and the lowest and highest
    pair: Pair | None = None  # the times, where they are times

    @property
    def reached(self) -> bool:
        """Whether the median keeps the promise."""
        return self.ratio[0] >= self.reach if self.unit == "× as fast" else self.ratio[0] <= self.reach


def _faster(work: str, against: str, reach: float, pair: Pair) -> Row:
    return Row(work, against, "× as fast", reach, pair.ratios(faster=True), pair)


def _costs(work: str, against: str, reach: float, pair: Pair) -> Row:
    return Row(work, against, "× the time", reach, pair.ratios(faster=False), pair)


def one_article() -> Iterator[Row]:
    """`summarize` of a real article of some thirty sentences, warm, beside sumy's TextRank."""
    text = article().read_text(encoding="utf-8")
    theirs = rivals.sumy("text-rank")
    size = len(storysum.read(text).sentences)
    pair = race(lambda: storysum.summarize(text), lambda: theirs(text), rounds=15)
    yield _faster(f"`summarize`, an article of {size} sentences, warm", "sumy TextRank", 5, pair)


def long_texts(*, sizes: tuple[int, ...] = (1_000, 3_000)) -> Iterator[Row]:
    """Long texts beside the same method of sumy: ranked, which is what sumy does, and summarized; reading included."""
    for name, kind, goals in (("textrank", "text-rank", (300, 1_000)), ("lsa", "lsa", (100, 300))):
        theirs, backend = rivals.sumy(kind), backends.get(name)
        storysum.summarize(story(50), backend=backend, language="en")
        for size, goal in zip(sizes, goals, strict=False):
            text = story(size)
            work = {
                "read and rank": lambda text=text, backend=backend: rank(backend, storysum.read(text, language="en")),
                "`summarize`": lambda text=text, backend=backend: storysum.summarize(
                    text, backend=backend, language="en"
                ),
            }
            before = {told: seconds(one) for told, one in work.items()}
            slow = seconds(lambda text=text, theirs=theirs: theirs(text))
            for told, one in work.items():  # before and after the slow one, which takes a minute
                pair = Pair((before[told], seconds(one)), (slow, slow))
                yield _faster(f"{told}, {name}, {size:,} sentences", f"sumy {kind}", goal, pair)


def a_book(*, size: int = 100_000) -> Iterator[Row]:
    """A digest of a very long text beside one pass of a regular expression over it, and its memory."""
    text = story(size)
    weight = len(text.encode())
    storysum.digest(text[:5_000], language="en")
    pair = race(lambda: storysum.digest(text, language="en"), lambda: re.findall(r"\w+", text.lower()), rounds=1)
    work = f"digest of {size:,} sentences ({weight / 1e6:.1f} MB)"
    yield _costs(work, r"`re.findall(r'\w+', text.lower())`", 20, pair)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "story.txt"
        file.write_text(text, encoding="utf-8")
        code = "import sys, pathlib, storysum; storysum.digest(pathlib.Path(sys.argv[1]), language='en')"
        peak = peak_memory(code, str(file)) / weight
    yield Row(f"peak memory of that digest, {peak * weight / 1e6:.0f} MB", "the text", "× its size", 15, (peak,) * 3)


def growth(*, largest: int = 100_000, times: dict[str, dict[int, float]] | None = None) -> Iterator[Row]:
    """How the time of each own backend and of the digest grows from 1,000 sentences on; `times` is for the drawing."""
    times = {} if times is None else times
    for size in [size for size in SIZES if size <= largest]:
        text = story(size)
        for name in OWN:
            backend = backends.get(name)
            work = lambda text=text, backend=backend: rank(backend, storysum.read(text, language="en"))  # noqa: E731
            times.setdefault(name, {})[size] = _best(work)
        times.setdefault("digest", {})[size] = _best(lambda text=text: storysum.digest(text, language="en"))
    for name, found in times.items():
        exponent = math.log(found[largest] / found[1_000]) / math.log(largest / 1_000)
        work = f"growth of {name}, 1,000 to {largest:,} sentences"
        yield Row(work, "", "as exponent", 1.1, (exponent,) * 3)


def start() -> Iterator[Row]:
    """What an import and a whole call of the command cost."""
    ours, theirs = process(["-c", "import storysum"]), process(["-c", "import attrs"])
    pair = race(ours, theirs, rounds=9, clock=seconds_of_children)
    yield _costs("`import storysum`, whole process", "`import attrs`", 1.5, pair)
    code = "import sys, storysum; print([name for name in ('numpy', 'scipy', 'nltk', 'sumy') if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()
    if told != "[]":
        raise AssertionError(f"import storysum loads {told}")
    file = str(article())
    pair = race(
        process(["-m", "storysum", "digest", file]),
        process([str(HERE / "sumy_script.py"), file]),
        rounds=7,
        clock=seconds_of_children,
    )
    yield _costs("`storysum digest FILE`, three lengths, whole process", "a sumy script, one length", 0.5, pair)


def an_archive(*, most: int = 300) -> Iterator[Row]:
    """Many articles, three lengths each, beside one length of sumy's TextRank."""
    file = SHARED / "data" / "headlines" / "bbc-dev.jsonl"
    if file.exists():
        with file.open(encoding="utf-8") as stories:
            texts = [json.loads(line)["text"] for line in stories][:most]
        named = f"{len(texts)} articles of bbc-dev"
    else:
        texts = [one.text for one in corpus.load()]
        named = f"the {len(texts)} articles that ship"
    theirs = rivals.sumy("text-rank")
    pair = race(lambda: [storysum.digest(text) for text in texts], lambda: [theirs(text) for text in texts], rounds=3)
    yield _faster(f"{named}, three lengths each", "sumy TextRank, one length", 10, pair)


def lines_of_rivals(*, largest: int) -> dict[str, dict[int, float]]:
    """Seconds for each rival and length, as long as it can be waited for."""
    found: dict[str, dict[int, float]] = {}
    for rival in rivals.RIVALS:
        try:
            run = rival.runner()
        except ImportError:
            continue
        for size in SIZES:
            if size <= min(largest, rival.longest):
                text = story(size)
                found.setdefault(rival.name, {})[size] = _best(lambda text=text, run=run: run(text))
    return found


def _best(work: Callable[[], object]) -> float:
    """The least of five rounds, of fewer where they take more than a second in all."""
    times: list[float] = []
    while len(times) < 5 and sum(times) < 1:
        times.append(seconds(work))
    return min(times)


def article() -> Path:
    """A real article of about thirty sentences: one of those beside the checkout, or one that ships."""
    found = sorted((SHARED / "articles").glob("*.txt"))
    if found:
        return found[0]
    file = Path(tempfile.gettempdir()) / "storysum-speed-article.txt"
    file.write_text(max((one.text for one in corpus.load()), key=len), encoding="utf-8")
    return file


CLAIMS: dict[str, Callable[..., Iterator[Row]]] = {
    "one-article": one_article,
    "long-texts": long_texts,
    "a-book": a_book,
    "growth": growth,
    "start": start,
    "an-archive": an_archive,
}
