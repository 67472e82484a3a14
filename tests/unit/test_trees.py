"""The best tree is the best of all projective trees."""

from __future__ import annotations

from itertools import combinations, product

import networkx as nx
import numpy as np
import pytest

from storysum.syntax.trees import best_trees, is_tree, may_hang


def obviously(heads: tuple[int, ...]) -> bool:
    """Whether heads are a projective tree with one word under the root, by networkx and all pairs of arcs."""
    graph = nx.DiGraph((head, word) for word, head in enumerate(heads, 1))
    arcs = [sorted(arc) for arc in enumerate(heads, 1)]
    crossed = any(a < c < b < d or c < a < d < b for (a, b), (c, d) in combinations(arcs, 2))
    return heads.count(0) == 1 and nx.is_arborescence(graph) and not crossed


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_the_best_tree_is_the_best_of_all_projective_trees_with_one_root(count: int) -> None:
    draw = np.random.default_rng(count)
    trees = [heads for heads in product(range(count + 1), repeat=count) if obviously(heads)]
    assert all(map(is_tree, trees))
    sentences = [draw.integers(-20, 20, (count, count + 1)).astype(np.float32) for _ in range(60)]
    for scores, found in zip(sentences, best_trees(sentences), strict=True):
        best = max(sum(scores[word, head] for word, head in enumerate(heads)) for heads in trees)
        assert tuple(found) in trees
        assert sum(scores[word, head] for word, head in enumerate(found)) == best


def test_only_such_trees_are_trees() -> None:
    for count in (1, 2, 3, 4):
        for heads in product(range(count + 1), repeat=count):
            assert is_tree(heads) == obviously(heads), heads


def test_sentences_of_all_lengths_in_a_batch_have_the_trees_that_they_have_alone() -> None:
    draw = np.random.default_rng(3)
    sentences = [draw.normal(size=(size, size + 1)).astype(np.float32) for size in (1, 30, 2, 7, 60, 3, 30, 200)]
    assert best_trees(sentences) == [best_trees([one])[0] for one in sentences]
    assert all(map(is_tree, best_trees(sentences)))


def test_a_word_may_hang_where_a_tree_stays_one() -> None:
    for heads in product(range(5), repeat=4):
        if not is_tree(heads):
            continue
        for word, head in product(range(4), range(1, 5)):
            moved = (*heads[:word], head, *heads[word + 1 :])
            assert may_hang(heads, word, head) == (heads[word] != 0 and is_tree(moved))
