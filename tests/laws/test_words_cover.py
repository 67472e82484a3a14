"""Laws of words: every character that is not white space lies in exactly one, and they stand in order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st
from strategies import texts

from storysum.syntax.tokenizer import _pieces, _plainly, words

_PARTS = st.sampled_from(
    [
        "don't",
        "U.S.",
        "’s",
        "n't",
        "$5m",
        "a@b.com",
        "http://x.y/",
        "non-",
        "--",
        "...",
        ":)",
        "'80s",
        "No. ",
        "J. ",
        "#1",
        " ",
    ]
)
_ANY = st.one_of(
    st.text(st.characters()),  # lone surrogates too
    st.text("aA1.,-'’@/:#&$*+!? \n\u0301\u200d", max_size=60),
    st.lists(st.one_of(_PARTS, st.text(max_size=3)), max_size=12).map("".join),
    texts,
)


@given(_ANY)
@example("\ud800.\u200d\u0301x")
def test_words_cover_all_but_white_space_in_order_and_once(text: str) -> None:
    found = words(text)
    assert all(word.start < word.end for word in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    inside = "".join(word.of(text) for word in found)
    assert inside == "".join(text.split())


@given(
    st.one_of(st.from_regex(r"\A[^\W\d_]{1,6}[,.]?\Z"), st.sampled_from(["Dr.", "cannot,", "J.", "I.", "etc.", "ª."]))
)
def test_the_short_way_cuts_as_the_long_way_does(chunk: str) -> None:
    plain = _plainly(chunk)
    assert plain is None or plain == (() if len(cut := tuple(_pieces(chunk))) == 1 else cut)


@given(_ANY)
def test_words_are_the_same_when_cut_again(text: str) -> None:
    assert words(text) == words(text)
