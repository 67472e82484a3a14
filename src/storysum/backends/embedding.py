"""Centrality of sentences by what a model says they mean: any language that the model knows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import Any, ClassVar, Literal

import numpy as np
from attrs import Attribute, field, frozen

from storysum.backends.base import as_text, body_of, number, one_of, whole
from storysum.errors import BackendError, InputError, MissingDependency, message
from storysum.model.article import Article
from storysum.model.ranking import Ranking
from storysum.ranking.centrality import centroid, directed, on_grid
from storysum.ranking.rows import Vector
from storysum.text.gaps import without


def _model(backend: Embedding, attribute: Attribute[Any], value: object) -> None:
    able = callable(getattr(value, "encode", None)) and not isinstance(value, type)
    if not value if isinstance(value, str) else not able:  # a str has an encode of its own
        raise InputError(
            f"backend {backend.name!r}: model={value!r} is neither a folder with a model of sentence-transformers "
            "nor an object with encode(list of texts)"
        )
    if isinstance(value, str) and find_spec("sentence_transformers") is None:
        raise MissingDependency(
            f"backend {backend.name!r} needs sentence-transformers to load {value!r}: pip install storysum[embedding], "
            "or give an object with encode(list of texts)",
            name="sentence_transformers",
        )


@frozen
class Embedding:
    """A sentence matters when what it means is what the others mean, those after it above all.

    `method="pacsum"` is the directed centrality of Zheng and Lapata 2019 (`ranking.centrality.directed`): being like
    what comes after speaks for a sentence, being like what came before against it. `method="centroid"` is nearness to
    the middle of the story. Only sentences of the body count; list items score as low as the lowest.

    Attributes:
        model: A folder, the name of a model that lies in the local cache, or an object with `encode`, of which the
            signature says no more than its class. Nothing is ever downloaded.
        method: "pacsum" or "centroid".
        before: What it is worth to be like the sentences before: of "pacsum", as the next two.
        after: What it is worth to be like the sentences after.
        threshold: How much of the range of similarities counts as none: [0, 1).
        max_sentences: More are refused: "pacsum" compares each with each.

    Cost: the model's, and quadratic in the sentences, a second for 2,000.
    """

    name: ClassVar[str] = "embedding"

    model: Any = field(validator=_model, converter=as_text, metadata={"named": True})
    method: Literal["pacsum", "centroid"] = field(default="pacsum", validator=one_of("pacsum", "centroid"))
    before: float = field(default=-2.0, validator=number(-10, 10))
    after: float = field(default=1.0, validator=number(-10, 10))
    threshold: float = field(default=0.0, validator=number(0, 1, below=True))
    max_sentences: int = field(default=2000, validator=whole(1))

    def rank(self, article: Article) -> Ranking:
        """One score a sentence; an InputError where the model is not there."""
        body = body_of(self, article, self.max_sentences)
        texts = [without(article.text, article.sentences[index], article.gaps) for index in body]
        grid = on_grid(self._vectors(texts))
        if self.method == "centroid":
            found = centroid(grid)
        else:
            found = directed(grid, before=self.before, after=self.after, threshold=self.threshold)
        scores = np.full(len(article.sentences), found.min(initial=np.inf) if body else 0.0)
        scores[body] = found
        return Ranking(scores.tolist())

    def _vectors(self, texts: Sequence[str]) -> Vector:
        if not texts:
            return np.zeros((0, 1))
        model = _loaded(self.model) if isinstance(self.model, str) else self.model
        try:
            vectors = np.asarray(model.encode(list(texts)), dtype=np.float64)
        except Exception as error:
            raise BackendError(f"backend {self.name!r}: encode() raised {message(error)}") from error
        if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
            raise BackendError(
                f"backend {self.name!r}: encode() gave an array of {vectors.shape} for {len(texts)} sentences: "
                "it must give finite numbers, a row for each"
            )
        return vectors


@lru_cache(maxsize=2)
def _loaded(model: str) -> Any:
    """A model of sentence-transformers that lies on this machine."""
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(model, local_files_only=True)
    except Exception as error:
        raise InputError(
            f"backend 'embedding': no model {model!r} lies on this machine, and storysum downloads nothing: "
            f"give the folder of one ({message(error)})"
        ) from error
