"""Adversarial texts: no exception, no broken law, and work that grows with their size and no faster.

Seconds are measured by `benchmarks/fuzz/adversarial.py`, at a megabyte; here only work is counted.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from adversarial_texts import TEXTS
from counting import calls
from hypothesis import given, settings
from hypothesis import strategies as st
from law_checks import keeps_the_laws
from strategies import texts

import storysum
from storysum.errors import InputError

OWN = ("lead", "random", "lsa", "textrank", "quote-first", "blend")
FINDINGS = sorted((Path(__file__).resolve().parents[1] / "data" / "findings").glob("*.txt"))


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_breaks_a_law_or_raises(name: str) -> None:
    keeps_the_laws(TEXTS[name](1200), *OWN)


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: path.stem)
def test_what_the_fuzzer_found_stays_mended(path: Path) -> None:
    keeps_the_laws(path.read_bytes().decode("utf-8", "surrogatepass"), *OWN)


@pytest.mark.parametrize("name", TEXTS)
def test_work_grows_with_the_size_and_no_faster(name: str) -> None:
    def digest(size: int) -> Callable[[], object]:
        return lambda: storysum.digest(storysum.read(TEXTS[name](size)), backend="lead")

    digest(500)()  # word lists are read the first time
    small, large = sum(calls(digest(500)).values()), sum(calls(digest(2000)).values())
    # Four times the text: four times the work, not sixteen times.
    assert large <= 8 * small + 2000, f"{small} calls for 500 characters, {large} for 2,000"


@given(st.text(st.characters(), max_size=400), st.sampled_from(OWN))
def test_arbitrary_unicode_keeps_the_laws(text: str, backend: str) -> None:
    with contextlib.suppress(InputError):  # what is plainly HTML is refused
        keeps_the_laws(text, backend)


@settings(max_examples=60)
@given(st.lists(texts, min_size=1, max_size=4), st.sampled_from(sorted(TEXTS)), st.sampled_from(OWN))
def test_articles_with_hostile_stretches_keep_the_laws(parts: list[str], name: str, backend: str) -> None:
    text = TEXTS[name](200).join(parts)
    with contextlib.suppress(InputError):
        keeps_the_laws(text, backend)


def test_sixteen_threads_digest_hostile_texts_as_one_does() -> None:
    hostile = [make(200) for make in TEXTS.values()]
    alone = [storysum.digest(text).to_dict() for text in hostile]
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(lambda text: storysum.digest(text).to_dict(), hostile)) == alone


def test_sumy_refuses_what_is_above_its_limit_with_a_clear_error() -> None:
    pytest.importorskip("sumy")
    with pytest.raises(storysum.BackendError, match="sentences"):
        storysum.digest("Word. " * 20_000, backend="sumy-lex-rank")
