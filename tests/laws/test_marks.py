"""Laws 1 and 4 where quotation marks are: whatever the marks, and whichever of them the writer forgot."""

from __future__ import annotations

import re
from itertools import product

import law_checks
import pytest
from hypothesis import given
from hypothesis import strategies as st

import storysum
from storysum import Budget
from storysum.marks import CLOSERS, CLOSING, OPENING

OWN = ("lead", "random", "lsa", "textrank", "quote-first", "blend")
MARKS = sorted(OPENING | CLOSING)
PAIRS = sorted((opening, closing) for opening, closers in CLOSERS.items() for closing in closers)

# The writer's sentences and those of speakers tell themselves apart by a word that the other never has.
told = st.sampled_from(
    ("Holm moved to Hullside in 1962.", "The hullside tape ran for a day.", "Crates lay in the hullside yard.")
)
spoken = st.sampled_from(
    ("It was all doorbells.", "We cut a doorbell in a night.", "A doorbell is a fine thing.", "I like doorbells, me.")
)
quotation_marks = st.sampled_from((("“", "”"), ('"', '"'), ("«", "»"), ("‘", "’")))


@st.composite
def careless(draw: st.DrawFn) -> str:
    """An article whose writer forgot some marks that open, or some that close; not both: two can cancel."""
    opening, closing = draw(quotation_marks)
    forgets_openings = draw(st.booleans())
    openings = (opening, opening, "") if forgets_openings else (opening,)
    closings = (closing,) if forgets_openings else (closing, closing, "")
    parts = []
    for _ in range(draw(st.integers(1, 6))):
        said = " ".join(draw(st.lists(spoken, min_size=1, max_size=3)))
        first = draw(st.sampled_from(openings))
        last = draw(st.sampled_from(closings))
        cue = draw(st.sampled_from(("", " Petra Holm said.", " she says.")))
        parts += [f"{first}{said[:-1]},{last}{cue}" if cue else f"{first}{said}{last}"]
        parts += draw(st.lists(told, max_size=2))
    return draw(st.sampled_from((" ", "\n\n"))).join(parts)


def test_the_table_has_the_twenty_eight_marks_that_the_docs_name() -> None:
    assert len(MARKS) == 28


@pytest.mark.parametrize("opening", MARKS)
def test_any_mark_with_any_other_is_read_and_its_quotations_lie_in_order(opening: str) -> None:
    for closing in MARKS:
        for text in (
            f"{opening}Rain fell.{closing}",
            f"Petra Holm said: {opening}Rain fell on us. We ran,{closing} and left. It was late.",
            f"{opening}We ran,{closing} Holm said. {opening}It rained.{closing} {closing}{opening}",
        ):
            article = storysum.read(text)
            quotes = storysum.quotes(article)
            assert all(one.span.end <= two.span.start for one, two in zip(quotes, quotes[1:], strict=False))
            law_checks.every_word_is_the_articles(storysum.summarize(article, backend="lead"), article)


@pytest.mark.parametrize("pair", PAIRS, ids="…".join)
def test_every_pair_of_marks_is_summarized_by_every_backend(pair: tuple[str, str]) -> None:
    text = "{}Rain fell.{} {}It was late,{} said Petra Holm, who drove.".format(*pair, *pair)
    article = storysum.read(text)
    for backend, length in product(storysum.backends.available(), ("short", Budget(words=9))):
        law_checks.every_word_is_the_articles(storysum.summarize(article, length=length, backend=backend), article)


@pytest.mark.parametrize(
    "pair", ["「」", "『』", "〝〞", "〝〟", "„”", "‚‘", "‛’", "❝❞", "＂＂", "‹›", "»«", "„“", "❛❜"]
)
def test_a_quotation_in_marks_of_any_kind_is_kept_whole_with_its_speaker(pair: str) -> None:
    text = f"{pair[0]}We drove all night,{pair[1]} said Petra Holm."
    assert storysum.summarize(text).text == text
    assert [quote.span.of(text) for quote in storysum.quotes(text)] == [text.partition(" said")[0]]


@given(careless(), st.sampled_from(OWN), st.integers(5, 60))
def test_no_sentence_of_the_writer_ever_stands_between_marks(text: str, backend: str, words: int) -> None:
    for summary in (
        storysum.summarize(text, length=Budget(words=words), backend=backend),
        storysum.headline(text, backend=backend),
    ):
        for between in re.findall(r"[“«‘]([^“”«»‘’]*)[”»’]|\"([^\"]*)\"", summary.text):
            assert "hullside" not in "".join(between).lower(), f"{summary.text!r} of {text!r}"


@given(st.sampled_from("‘’‛'"), st.sampled_from('“"‘«'), st.sampled_from(OWN))
def test_a_single_mark_within_a_word_is_an_apostrophe_whatever_its_shape(mark: str, opening: str, backend: str) -> None:
    text = f"Bill told me I {opening}shouldn{mark}t wear those boots{CLOSERS[opening][0]} but I will."
    assert storysum.summarize(text, backend=backend).text == text


@given(careless(), st.sampled_from(OWN))
def test_nothing_is_written_inside_a_quotation_that_is_there_from_end_to_end(text: str, backend: str) -> None:
    article = storysum.read(text)
    summary = storysum.summarize(article, backend=backend)
    for quote in storysum.quotes(article):
        inside = text[quote.span.start + 1 : quote.span.end - 1]
        first = next((piece for piece in summary.pieces if piece.span.start <= quote.span.start < piece.span.end), None)
        if first is not None and first.span.end >= quote.span.end:
            assert inside in summary.text


@pytest.mark.parametrize(
    ("full", "form"), [("ABC Inc.", "ABC"), ("Petra Holm", "Petra"), ("Petra Holm Jr.", "Holm"), ("ABC Ltd.", "ABC")]
)
def test_no_name_is_added_to_a_sentence_that_names_its_speaker(full: str, form: str) -> None:
    text = f'{full} was sued in Leeds last week over boots. It rained. {form} said the claims had "no merit" at all.'
    article = storysum.read(text)
    for backend in OWN:
        assert "—" not in storysum.summarize(article, length=Budget(words=10), backend=backend).text


@pytest.mark.parametrize("mark", ["'", "’", '"', "”"])
@pytest.mark.parametrize("said", ["It was good for all who live here.", "It was good for all who live here,"])
def test_what_a_mark_closes_and_nothing_opened_is_in_no_summary(mark: str, said: str) -> None:
    behind = " Holm said so." if said[-1] == "," else ""
    story = f"{said}{mark}{behind} The hall in Hull was sold on Monday. Nobody minded the noise of the van."
    for backend in ("lead", "lsa", "textrank", "quote-first", "blend"):
        told = storysum.summarize(story, length=storysum.Budget(words=60), backend=backend, tighten=False).text
        assert "good for all" not in told
        assert "The hall in Hull" in told


@pytest.mark.parametrize("owner", ["the Pike Bros.’ van", "the kids’ van", "the Lomaxes’, too,"])
def test_an_apostrophe_behind_a_name_bars_nothing(owner: str) -> None:
    story = f"Holm sold {owner} in Hull on Monday."
    assert storysum.summarize(story, tighten=False).text == story
