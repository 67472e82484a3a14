"""A title in quotation marks, or a name with a hyphen, is a name, whatever its words could be elsewhere."""

import pytest

import storysum
from storysum.model.span import Span
from storysum.syntax import parse, words
from storysum.syntax.titles import parted, read_as, sizes


@pytest.mark.parametrize(
    ("text", "name", "relation"),
    [
        ("“Carry The Van” was more than a song; it was a shift.", "Carry The Van", "nsubj"),
        ('"Run All Day" was the best film of the year.', "Run All Day", "nsubj"),
        ('The singer sold "Carry The Van," a song of his youth.', "Carry The Van", "obj"),
        ("Run-K.L.M’s new album with the band is one of those records.", "Run-K.L.M", "nmod:poss"),
    ],
)
def test_a_name_is_one_noun_phrase_and_keeps_its_words(text: str, name: str, relation: str) -> None:
    (found,) = parse(text, [Span(0, len(text))])
    assert [one.of(text) for one in found.words] == [one.of(text) for one in words(text)] == list(found.forms)
    start = text.index(name)
    inside = [k for k, one in enumerate(found.words) if start <= one.start < start + len(name)]
    first = inside[0]
    assert found.relation[first] == relation
    assert found.pos[first] in ("NOUN", "PROPN")
    assert all(found.parent(word) == first for word in inside[1:])
    assert set(found.subtree(found.root)) == set(range(len(found)))
    assert len(found.keep) == len(found.odds) == len(found.margin) == len(found)


@pytest.mark.parametrize(
    "text",
    [
        "“They won the cup,” she said.",  # speech
        "He said “Run for it” and left.",  # ends on a small letter
        "The band sold “The Red Van” to Petra Holm.",  # no verb was seen
        "The Hull-based band left.",
    ],
)
def test_other_words_are_read_as_they_stand(text: str) -> None:
    (found,) = parse(text, [Span(0, len(text))], keep=False)
    assert set(sizes(found)) == {1}


def test_words_come_back_each_under_the_first() -> None:
    text = "“Carry The Van” won."
    (whole,) = parse(text, [Span(0, len(text))], keep=False)
    counts = [1, 3, 1, 1, 1]
    assert read_as(whole.forms, counts) == ("“", "Hamlet", "”", "won", ".")
    (one,) = storysum.syntax.parse_words([read_as(whole.forms, counts)])
    found = parted(one, whole, counts)
    assert found.forms == whole.forms
    assert found.head[2:4] == (2, 2)
    assert found.relation[2:4] == ("flat", "flat")


def test_a_song_is_told_of() -> None:
    told = storysum.shorten("“Carry The Van” was more than a song; it was a slow shift that nobody saw.", words=8)
    assert told.text.startswith("“Carry The Van” was more than a song")
