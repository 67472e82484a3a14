"""The default backend: what a sentence is expected to say."""

from __future__ import annotations

import csv
from importlib.resources import files

import numpy as np
import pytest

import storysum
from storysum.backends import get
from storysum.backends.blend import FEATURES, features


def scores(text: str, **options: float) -> tuple[float, ...]:
    return get("blend", **options).rank(storysum.read(text)).scores


def test_of_sentences_that_say_the_same_the_earlier_scores_higher() -> None:
    found = scores("Petra Holm sold the red van. " * 8)[1:]
    assert list(found) == sorted(set(found), reverse=True)


def test_without_places_only_what_is_said_counts() -> None:
    text = "Nobody came. " + "Petra Holm sold the red van in Hull. " * 6
    assert len(set(scores(text, early=0)[3:])) < len(set(scores(text)[3:]))


def test_the_features_of_a_sentence_are_what_their_names_say() -> None:
    article = storysum.read("Petra Holm sold 2 vans. Who bought them? Holm sold them to Cleo Marsh of Hull in 1979.")
    table = features(article)
    of = dict(zip(FEATURES, table.T, strict=True))
    assert table.shape == (3, len(FEATURES))
    assert of["question"].tolist() == [0, 1, 0]
    assert of["opening"].tolist() == [1, 1, 1]
    assert of["length"].tolist() == pytest.approx(np.log([5, 3, 10]))
    assert of["names"].tolist() == pytest.approx([1 / 5, 0, 3 / 10])
    assert of["centrality"].max() == 1
    assert of["first"][0] == 0 < of["first"][2]


def test_the_weights_are_a_file_that_can_be_read() -> None:
    with (files("storysum.backends") / "salience.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["feature"] for row in rows] == list(FEATURES)
    assert all(float(row["spread"]) > 0 and abs(float(row["weight"])) < 5 for row in rows)


def test_an_article_without_words_has_scores() -> None:
    assert len(scores("… !?")) == len(storysum.read("… !?").sentences)
    assert scores("") == ()


def test_list_items_score_nothing() -> None:
    article = storysum.read("Petra Holm bought a van.\n\n- Rain fell.\n- More rain fell.\n\nNobody had a map.")
    found = get("blend").rank(article).scores
    items = [index for index, span in enumerate(article.sentences) if "ain fell" in span.of(article.text)]
    assert items
    assert all(found[index] == 0 for index in items)
