"""The best tree is the best of all trees."""

from __future__ import annotations

from itertools import product

import networkx as nx
import numpy as np
import pytest

from storysum.syntax.trees import best_tree, is_tree


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
