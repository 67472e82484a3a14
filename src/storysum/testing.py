"""The contract for backends, as named checks that anyone can run on one of their own.

With pytest, in the tests of a plug-in::

    @pytest.mark.parametrize("check", backend_checks(), ids=str)
    def test_the_contract(check):
        check(Longest())
"""

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from attrs import evolve, frozen

from storysum.backends.base import Backend, chosen, kept, placed, rank
from storysum.backends.signatures import from_signature, signature
from storysum.errors import BackendError, UnknownBackend
from storysum.model.budget import Budget
from storysum.model.choice import Refused
from storysum.text.read import read

__all__ = ["Check", "backend_checks"]


@frozen
class Check:
    """One check of the contract. Call it with a backend; it raises AssertionError if the backend fails.

    Attributes:
        claim: What a backend that passes does.
    """

    claim: str
    _run: Callable[[Backend], None]

    def __call__(self, backend: Backend) -> None:
        """Check a backend; an AssertionError tells what was expected and what came."""
        try:
            self._run(backend)
        except BackendError as error:
            raise AssertionError(str(error)) from error

    def __str__(self) -> str:
        return self.claim


def backend_checks() -> tuple[Check, ...]:
    """All checks of the contract, simplest first.

    Some checks start another Python; the class must be importable there.

    >>> from storysum.backends import get
    >>> for check in backend_checks()[:2]:
    ...     check(get("lead"))
    ...     print(check)
    one score per sentence
    scores are finite
    """
    return tuple(Check(claim, run) for claim, run in _CHECKS.items())


_STORY = """The Van That Would Not Start

By Nora Quill

The band called Copper Lantern bought a van in 1974 for ninety pounds. It never once started in the rain.
The guitarist pushed it through eleven towns, and the drummer steered.

“We wrote half of the songs while pushing,” says Tobin Ashe, the guitarist. “You can hear it. They are slow
songs.” He laughs. The album went to number three in the charts and stayed there all summer.

- The van: sold in 1981
- The album: still in print

Petra Holm, who drove it, remembers the summer otherwise. “Nobody pushed but me,” Holm said. The van stands
in a museum in Leeds now, and the museum has a leaking roof. It never once started in the rain."""

_OTHER_WRITING = """🎸🎸🎸 The band played on 🎉. עברית נכתבת מימין לשמאל. הלהקה ניגנה שיר חדש. 🙂

العربية تكتب من اليمين إلى اليسار. عزفت الفرقة أغنية جديدة. Café, naïve and a combining e\u0301. 🎸"""


def _ranks(texts: tuple[str, ...], backend: Backend) -> None:
    """One finite score for each sentence, as `rank` sees to."""
    for text in texts:
        rank(backend, read(text))


def _other_methods(backend: Backend) -> None:
    article = read(_STORY)
    kept(backend, article, placed(backend, article, rank(backend, article)))


def _a_choice(backend: Backend) -> None:
    if getattr(backend, "choose", None) is None:
        return  # it only ranks
    for headline in (False, True):
        with suppress(Refused):  # it has none to offer, and says so
            chosen(backend, read(_STORY), Budget(words=20), headline=headline)


def _same_twice(backend: Backend) -> None:
    first, second = backend.rank(read(_STORY)), backend.rank(read(_STORY))
    _expect(first == second, f"the same article was ranked {first} and then {second}")


def _same_under_any_hash_seed(backend: Backend) -> None:
    script = (
        "import pickle, sys; backend, article = pickle.load(sys.stdin.buffer);"
        "sys.stdout.write(repr(backend.rank(article).scores))"
    )
    given, found = pickle.dumps((backend, read(_STORY + "\n\n" + _OTHER_WRITING))), {}
    for seed in ("0", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        run = subprocess.run([sys.executable, "-c", script], input=given, env=environment, capture_output=True)
        _expect(run.returncode == 0, f"another Python could not rank: {run.stderr.decode(errors='replace')}")
        found[seed] = run.stdout
    _expect(len(set(found.values())) == 1, f"the scores change with PYTHONHASHSEED: {found}")


def _survives_pickling(backend: Backend) -> None:
    article = read(_STORY)
    copy = pickle.loads(pickle.dumps(backend))
    _expect(copy == backend, f"{backend!r} is not equal to its copy {copy!r}: give it equality by its fields")
    _expect(copy.rank(article) == backend.rank(article), "its copy ranks otherwise")


def _input_untouched(backend: Backend) -> None:
    before = repr(backend)
    rank(backend, read(_STORY))
    _expect(repr(backend) == before, f"rank() changed the backend from {before} to {backend!r}")


def _signature_rebuilds(backend: Backend) -> None:
    written = signature(backend)
    rebuilt = from_signature(written, type(backend))
    _expect(rebuilt == backend, f"{written!r} makes {rebuilt!r}, not {backend!r}")
    with suppress(UnknownBackend):  # not registered where the checks run
        named = from_signature(written)
        _expect(named == backend, f"{written!r} makes {named!r} by the registry, not {backend!r}")


def _thousand_in_time(backend: Backend) -> None:
    # A backend may declare the most sentences that it takes.
    count = min(1000, getattr(backend, "max_sentences", 1000))
    words = "van drummer summer record chart museum rain guitar Leeds tour label".split()
    line = "In {} the {} met the {} and the {} {}.".format
    article = read(" ".join(line(1900 + n % 97, words[n % 11], words[n % 7], words[n % 5], n) for n in range(count)))
    article = evolve(article, sentences=article.sentences[:count])
    began = time.perf_counter()
    rank(backend, article)
    took = time.perf_counter() - began
    _expect(took < 120, f"{count} sentences took {took:.0f} seconds: declare max_sentences, or be quicker")


def _expect(holds: bool, message: str) -> None:
    # Not an assert statement: the checks must hold under python -O too.
    if not holds:
        raise AssertionError(message)


_CHECKS: dict[str, Callable[[Backend], None]] = {
    "one score per sentence": partial(_ranks, (_STORY,)),
    "scores are finite": partial(
        _ranks, ("The the of. And of the! It is.", "?! … — .", "WE ARE ALL CAPITALS. WE ARE.")
    ),
    "its other methods give finite numbers": _other_methods,
    "what it chooses is a Choice": _a_choice,
    "empty article": partial(_ranks, ("",)),
    "one sentence": partial(_ranks, ("The van never started.", "Stop", "It is.", "1984.")),
    "repeated sentences stay separate": partial(_ranks, ("The van broke down.\n\nPetra fixed the van.\n\n" * 20,)),
    "same twice": _same_twice,
    "same under any hash seed": _same_under_any_hash_seed,
    "survives pickling": _survives_pickling,
    "input untouched": _input_untouched,
    "emoji and right-to-left text": partial(_ranks, (_OTHER_WRITING,)),
    "signature rebuilds it": _signature_rebuilds,
    "a thousand sentences in time": _thousand_in_time,
}
