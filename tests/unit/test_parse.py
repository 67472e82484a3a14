"""A parse as a value, and the best tree."""

from __future__ import annotations

from itertools import product

import networkx as nx
import numpy as np
import pytest

from storysum.model.parse import Parse
from storysum.model.span import Span
from storysum.syntax.trees import best_tree, is_tree


def chain(count: int) -> Parse:
    """A sentence in which each word depends on the one before."""
    return Parse(("a",) * count, (), ("X",) * count, tuple(range(count)), ("root",) + ("dep",) * (count - 1))


def test_a_sentence_of_fifty_thousand_words_in_a_chain_is_walked_without_recursion() -> None:
    read = chain(50_000)
    assert len(read.subtree(0)) == len(read.path(49_999)) == 50_000


def test_neighbours_are_one_span_and_what_is_left_out_parts_them() -> None:
    spans = (Span(0, 1), Span(2, 3), Span(4, 5), Span(6, 7))
    read = Parse(("a",) * 4, spans, ("X",) * 4, (0, 1, 1, 1), ("root", "dep", "dep", "dep"))
    assert read.spans([3, 0, 1, 1]) == (Span(0, 3), Span(6, 7))


@pytest.mark.parametrize(("head", "pos"), [((0, 3), ("X", "X")), ((0, 1), ("X",)), ((0, -1), ("X", "X"))])
def test_what_is_no_parse_is_refused(head: tuple[int, ...], pos: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="not a parse"):
        Parse(("a", "b"), (), pos, head, ("root", "dep"))


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_the_best_tree_is_the_best_of_all_trees_with_one_root(count: int) -> None:
    draw = np.random.default_rng(count)
    for _ in range(60):
        scores = draw.integers(-20, 20, (count, count + 1)).astype(np.float32)
        found = best_tree(scores)
        trees = (heads for heads in product(range(count + 1), repeat=count) if is_tree(list(heads)))
        best = max(sum(scores[word, head] for word, head in enumerate(heads)) for heads in trees)
        assert is_tree(found)
        assert sum(scores[word, head] for word, head in enumerate(found)) == best


def test_where_nothing_asks_for_one_root_the_best_tree_is_networkx_s() -> None:
    draw = np.random.default_rng(7)
    for _ in range(10):
        scores = draw.integers(-50, 50, (9, 10)).astype(np.float32)
        scores[1:, 0] = -500
        graph = nx.DiGraph()
        for word, head in product(range(9), range(10)):
            if head != word + 1:
                graph.add_edge(head, word + 1, weight=float(scores[word, head]))
        theirs = nx.maximum_spanning_arborescence(graph).size(weight="weight")
        assert sum(scores[word, head] for word, head in enumerate(best_tree(scores))) == theirs
