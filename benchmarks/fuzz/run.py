"""Coverage-guided fuzzing of read, quotes and digest. Needs `pip install atheris` (Linux, CPython).

    python benchmarks/fuzz/run.py --seconds 600        # the long form
    python benchmarks/fuzz/run.py --seconds 30 --findings build/fuzz/found      # CI's: tells, and fails nothing

Bytes are turned into articles (`made_of`), so that the fuzzer need not discover UTF-8 and speech by
itself, and each is held against the laws of `tests/law_checks.py`. The corpus that it grows stays
under `build/fuzz/`; what breaks a law, raises or takes longer than ten seconds is written to
`tests/data/findings/`, where `tests/laws/test_hostile.py` picks it up.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import sys
import time
import traceback
from functools import partial
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

with atheris.instrument_imports(include=["storysum"]):
    import storysum
    from storysum import api as _api  # noqa: F401 - so that it is instrumented before it is used
    from storysum.corpus import load

# ruff: noqa: E402 - what is imported before it is instrumented is not seen by the fuzzer
from adversarial_texts import UNITS
from law_checks import keeps_the_laws
from strategies import CLAUSES, CUES, MARKS, NAMES

FINDINGS = ROOT / "tests" / "data" / "findings"
SLOW = 10.0
KINDS: set[tuple[str, str, int | None]] = set()
BACKENDS = ("lead", "textrank", "quote-first", "lsa", "blend")
PIECES = [
    *UNITS.values(),
    *(mark for pair in MARKS for mark in pair),
    *(f"{clause} " for clause in CLAUSES),
    *(cue.format(name=name) for cue in CUES for name in NAMES[:2]),
    *(". ", ", ", "\n\n", "\n", "? ", "! ", " ", "—", ";", "He ", "But ", "date 2026-02-07 ", "By ", "http://a.b/c"),
]


def made_of(data: bytes) -> str:
    """An article out of bytes: a byte above 127 is a piece of one, the others are themselves."""
    return "".join(PIECES[byte % len(PIECES)] if byte > 127 else chr(byte) for byte in data)


def held(text: str, backend: str) -> None:
    """The laws, on one text."""
    with contextlib.suppress(storysum.InputError):  # plain HTML is refused
        keeps_the_laws(text, backend)


def one(data: bytes, found: Path) -> None:
    """What the fuzzer calls; what it finds goes into a folder."""
    if not data:
        return
    text = made_of(data[1:])
    start = time.process_time()
    try:
        held(text, BACKENDS[data[0] % len(BACKENDS)])
        if time.process_time() - start > SLOW:
            raise TimeoutError(f"{len(text)} characters took {time.process_time() - start:.0f} s")
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        kind = (type(error).__name__, Path(place.filename).name, place.lineno)
        if kind in KINDS:
            return
        # The first of its kind is kept, and the fuzzer goes on to others.
        KINDS.add(kind)
        found.mkdir(parents=True, exist_ok=True)
        kept = text.encode("utf-8", "surrogatepass")
        path = found / f"{hashlib.sha256(kept).hexdigest()[:12]}.txt"
        path.write_bytes(kept)
        print(f"FOUND {path.name}: {kind}: {error!s:.300}", file=sys.stderr, flush=True)


def main() -> None:
    """Fuzz for so many seconds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--longest", type=int, default=600, help="bytes of an input")
    parser.add_argument("--quiet", action="store_true", help="only what is found")
    parser.add_argument("--seed", type=int, default=0, help="0 is another one each time")
    parser.add_argument("--findings", type=Path, default=FINDINGS, help="the folder for what is found")
    options = parser.parse_args()
    corpus = ROOT / "build" / "fuzz"
    corpus.mkdir(parents=True, exist_ok=True)
    for story in load():
        (corpus / story.id).write_bytes(b"\1" + story.text.encode("ascii", "replace")[: options.longest])
    call = [sys.argv[0], str(corpus), f"-max_total_time={options.seconds}", f"-max_len={options.longest}"]
    call += ["-timeout=60", f"-artifact_prefix={corpus}/", "-print_final_stats=1", f"-seed={options.seed}"]
    if options.quiet:
        call += ["-verbosity=0", "-print_final_stats=0"]
    atheris.Setup(call, partial(one, found=options.findings))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
