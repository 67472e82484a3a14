"""The front door: few names, sorted, complete, and light to import."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable

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


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: storysum.load(b"van.txt"), "a source is a path or an address, not bytes"),
        (lambda: storysum.read("It rained.", title=3), "a title is a str or None, not int"),
        (lambda: storysum.digest("It rained.", backend=Counter), "backend"),
        (lambda: storysum.Span(3, 2), "not a span: 3:2"),
    ],
)
def test_what_is_of_the_wrong_kind_is_refused_and_named(call: Callable[[], object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        call()


def test_importing_storysum_loads_nothing_heavy() -> None:
    assert loaded_after("import storysum").isdisjoint({*HEAVY, "attr"})


def test_reading_and_quotations_load_nothing_heavy() -> None:
    code = "import storysum\nstorysum.quotes('“We were late,” says Tobin Ashe.')"
    assert loaded_after(code).isdisjoint({"nltk", "sumy", "scipy", "rich"})


def test_the_english_path_loads_neither_nltk_nor_sumy() -> None:
    story = "It rained. Petra Holm left. “We were late,” says Tobin Ashe."
    code = f"import storysum\nfor name in {OWN}: storysum.digest({story!r}, backend=name)"
    assert loaded_after(code).isdisjoint({"nltk", "sumy", "rich"})


STORY = "Petra Holm sold the van on Monday. “We were fools,” says Petra Holm. It had never once started in the rain."


def test_a_printed_digest_is_three_paragraphs_of_lines_that_are_easy_to_read() -> None:
    for text in (STORY, f"{STORY} " * 40, ""):
        digest = storysum.digest(text)
        printed = str(digest).split("\n\n")
        wanted = [one.text or f"({one.shortfall})" for one in (digest.headline, digest.short, digest.medium)]
        assert [" ".join(paragraph.split()) for paragraph in printed] == wanted
        assert max(map(len, str(digest).splitlines())) <= 88


def test_no_repr_is_longer_than_a_few_lines_whatever_the_article() -> None:
    digest = storysum.digest("A very long sentence of the story goes on and on and never once stops. " * 300)
    shown = (digest, digest.article, digest.medium, digest.medium.pieces[0], digest.headline)
    assert max(len(repr(one)) for one in shown) < 320


@pytest.mark.parametrize("name", ["digest", "summarize", "headline", "quotes", "read"])
def test_every_function_takes_a_language_and_none_is_english(name: str) -> None:
    call: Callable[..., object] = getattr(storysum, name)
    assert call(STORY, language=None) == call(STORY) == call(STORY, language="en")
    call("La pluie tombe. Le groupe part.", language="fr")
    with pytest.raises(storysum.InputError, match="no language 'xx'"):
        call(STORY, language="xx")
    article = storysum.read(STORY, language="en")
    call(article, language="en")
    with pytest.raises(storysum.InputError, match="read it anew"):
        call(article, language="fr")
