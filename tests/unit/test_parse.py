"""A Parse is pleasant to walk, whole or broken, shallow or deep."""

from __future__ import annotations

import pickle
import sys
from typing import Any

import attrs
import pytest

from storysum.errors import InputError
from storysum.model.parse import Parse
from storysum.model.span import Span

TEXT = "Petra sold the red van, she said"
FORMS = ("Petra", "sold", "the", "red", "van", ",", "she", "said")
WORDS = tuple(Span(at := TEXT.index(form), at + len(form)) for form in FORMS)
HEAD = (2, 8, 5, 5, 2, 2, 8, 0)
RELATION = ("nsubj", "ccomp", "det", "amod", "obj", "punct", "nsubj", "root")
POS = ("PROPN", "VERB", "DET", "ADJ", "NOUN", "PUNCT", "PRON", "VERB")


def parse(**changes: Any) -> Parse:
    return Parse(**{"forms": FORMS, "words": WORDS, "pos": POS, "head": HEAD, "relation": RELATION, **changes})


def bare(head: tuple[int, ...]) -> Parse:
    blank = ("x",) * len(head)
    return Parse(forms=blank, pos=blank, head=head, relation=blank)


def test_it_counts_its_words_and_knows_its_root() -> None:
    assert len(parse()) == 8
    assert parse().root == 7
    assert parse().roots == (7,)


def test_children_stand_in_the_order_of_the_sentence() -> None:
    assert parse().children(1) == (0, 4, 5)
    assert parse().children(7) == parse().children(-1) == (1, 6)
    assert parse().children(0) == ()


def test_the_parent_is_the_head_counted_from_zero() -> None:
    assert parse().parent(4) == 1
    assert parse().parent(7) is None


def test_a_subtree_is_a_word_and_all_below_it() -> None:
    assert parse().subtree(4) == (2, 3, 4)
    assert parse().subtree(1) == (0, 1, 2, 3, 4, 5)
    assert parse().subtree(-1) == tuple(range(8))


def test_a_path_leads_to_the_root() -> None:
    assert parse().path(3) == (3, 4, 1, 7)
    assert parse().ancestors(3) == (4, 1, 7)
    assert parse().ancestors(7) == ()
    assert [parse().depth(word) for word in (3, 4, 1, 7)] == [3, 2, 1, 0]


def test_neighbours_become_one_span() -> None:
    spans = parse().spans([4, 0, 3, 3, 7])
    assert [span.of(TEXT) for span in spans] == ["Petra", "red van", "said"]
    assert parse().spans([]) == ()


def test_words_without_a_text_have_no_spans() -> None:
    with pytest.raises(LookupError, match="without a text"):
        parse(words=()).spans([0])


def test_it_draws_itself() -> None:
    assert str(parse(words=())).splitlines() == [
        "said VERB root",
        "├─ sold VERB ccomp",
        "│  ├─ Petra PROPN nsubj",
        "│  ├─ van NOUN obj",
        "│  │  ├─ the DET det",
        "│  │  └─ red ADJ amod",
        "│  └─ , PUNCT punct",
        "└─ she PRON nsubj",
    ]


def test_walking_it_changes_neither_its_value_nor_its_hash() -> None:
    one, other = parse(), parse()
    one.children(0)
    assert one == other
    assert hash(one) == hash(other)
    assert repr(one) == repr(other)
    assert pickle.loads(pickle.dumps(one)) == one
    assert attrs.evolve(one, head=(0, 1, 1, 1, 1, 1, 1, 1)).children(0) == (1, 2, 3, 4, 5, 6, 7)


def test_it_is_frozen() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        parse().head = ()  # type: ignore[misc]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"pos": POS[1:]}, r"pos=.*7 values for 8 words"),
        ({"words": WORDS[1:]}, r"words=.*7 values for 8"),
        ({"keep": (0.5,)}, r"keep=.*1 values for 8"),
        ({"head": (9, *HEAD[1:])}, "from 0 to 8"),
        ({"head": (-1, *HEAD[1:])}, "from 0 to 8"),
    ],
)
def test_a_parse_that_does_not_add_up_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        parse(**changes)


def test_no_words_make_an_empty_parse() -> None:
    empty = bare(())
    assert (len(empty), str(empty), empty.spans([])) == (0, "", ())
    with pytest.raises(LookupError, match="no root"):
        _ = empty.root


def test_an_index_outside_is_an_error() -> None:
    for walk in (Parse.children, Parse.subtree, Parse.path, Parse.depth):
        with pytest.raises(IndexError):
            walk(parse(), 8)
        with pytest.raises(IndexError):
            walk(parse(), -9)


def test_heads_in_a_circle_end_every_walk() -> None:
    circle = bare((2, 3, 1, 0))
    assert circle.subtree(0) == (0, 1, 2)
    assert circle.path(0) == (0, 1, 2)
    assert str(circle) == "x x x"
    alone = bare((1,))
    assert (alone.subtree(0), alone.path(0), alone.roots) == ((0,), (0,), ())


@pytest.mark.parametrize("chain", [tuple(range(50_000)), (*range(2, 50_001), 0)], ids=["forwards", "backwards"])
def test_a_chain_of_fifty_thousand_words_is_walked(chain: tuple[int, ...]) -> None:
    deep = bare(chain)
    assert len(deep) > sys.getrecursionlimit()
    assert len(deep.subtree(deep.root)) == 50_000
    assert max(deep.depth(0), deep.depth(-1)) == 49_999
    assert len(str(deep)) < 50_000 * 60
