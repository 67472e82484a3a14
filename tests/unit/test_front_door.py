"""The front door: few names, sorted, complete, and light to import."""

from __future__ import annotations

import subprocess
import sys

import pytest

import storysum

OWN = ("lead", "random", "lsa", "textrank", "quote-first", "blend")
HEAVY = ("numpy", "scipy", "nltk", "sumy", "rich", "Stemmer")


def loaded_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return {name.partition(".")[0] for name in done.stdout.split("\n")[-2].split()}


def test_every_name_of_the_front_door_is_there() -> None:
    for name in storysum.__all__:
        assert getattr(storysum, name) is not None
    assert list(storysum.__all__) == sorted(storysum.__all__)
    assert set(storysum.__all__) <= set(dir(storysum))


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'summarise'"):
        storysum.summarise  # type: ignore[attr-defined]  # noqa: B018


def test_importing_storysum_loads_nothing_heavy() -> None:
    assert loaded_after("import storysum").isdisjoint({*HEAVY, "attr"})


def test_reading_and_quotations_load_nothing_heavy() -> None:
    code = "import storysum\nstorysum.quotes('“We were late,” says Tobin Ashe.')"
    assert loaded_after(code).isdisjoint({"nltk", "sumy", "scipy", "rich"})


def test_the_english_path_loads_neither_nltk_nor_sumy() -> None:
    story = "It rained. Petra Holm left. “We were late,” says Tobin Ashe."
    code = f"import storysum\nfor name in {OWN}: storysum.digest({story!r}, backend=name)"
    assert loaded_after(code).isdisjoint({"nltk", "sumy", "rich"})
