"""Words as the treebanks cut them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storysum.syntax import words

CUT = {
    "She can't, won’t and cannot.": "She|ca|n't|,|wo|n’t|and|can|not|.",
    "It's the drummers' van; they've sold Holm's.": "It|'s|the|drummers|'|van|;|they|'ve|sold|Holm|'s|.",
    "The U.S. band left at 10:30 a.m. on Dr. Pike's van.": "The|U.S.|band|left|at|10:30|a.m.|on|Dr.|Pike|'s|van|.",
    "$1,200.50 for a twelve-inch, 45rpm, 3rd press": "$|1,200.50|for|a|twelve|-|inch|,|45rpm|,|3rd|press",
    "Write to nora@example.org or www.example.org/van.": "Write|to|nora@example.org|or|www.example.org/van|.",
    "A co-writer’s non-album B&B hit -- no... really?!": "A|co-writer|’s|non-album|B&B|hit|--|no|...|really|?|!",
    "5km at 7pm": "5|km|at|7|pm",
    "I'm gonna": "I|'m|gon|na",
}


@pytest.mark.parametrize("text", CUT)
def test_contractions_possessives_and_marks_stand_alone_and_the_rest_whole(text: str) -> None:
    assert "|".join(word.of(text) for word in words(text)) == CUT[text]


@given(st.text(st.characters(codec=None)) | st.text("a'’nts.-@#:/ 1\n\"(", max_size=60))
def test_every_character_but_white_space_is_in_one_word(text: str) -> None:
    found = words(text)
    assert all(before.end <= after.start for before, after in zip(found, found[1:], strict=False))
    inside = {at for word in found for at in range(word.start, word.end)}
    assert not any(text[at].isspace() for at in inside)
    assert {at for at, one in enumerate(text) if not one.isspace()} == inside


@pytest.mark.parametrize("unit", ["a", "'", '"', "-", ".", "a.", "1,", "a@", "a-", "http://.", "n't", "😀", "a.com/"])
def test_a_long_run_of_anything_is_cut(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert "".join(word.of(text) for word in words(text)) == text
