"""Types are an API: mypy reads this file, nobody runs it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, assert_type

from attrs import frozen

import storysum
from storysum import Article, Budget, Digest, Quote, Span, Summary
from storysum.backends import Backend
from storysum.model.ranking import Ranking


@frozen
class Longest:
    name: ClassVar[str] = "longest"

    def rank(self, article: Article) -> Ranking:
        return Ranking([float(len(span)) for span in article.sentences])


backend: Backend = Longest()
article = storysum.read(Path("story.txt"), title="The Long Take", language="en")
assert_type(storysum.load("https://example.org/story", title="The Long Take"), Article)
assert_type(storysum.load(Path("story.md"), language=None), Article)
digest = storysum.digest(article, backend=backend, tighten=False, language="en")
assert_type(article, Article)
assert_type(digest, Digest)
assert_type(storysum.summarize("text", length=Budget(words=60)), Summary)
assert_type(storysum.headline("text", budget=storysum.HEADLINE), Summary)
assert_type(storysum.quotes(article, language=None), tuple[Quote, ...])
assert_type(storysum.summarize("text", language="fr"), Summary)
assert_type(storysum.headline("text", language="fr"), Summary)
assert_type(digest.quotes[0].speaker, Span | None)
assert_type(digest.short.pieces[0].span, Span)
assert_type(storysum.backends.get("textrank", damping=0.9), Backend)
assert_type(storysum.backends.available(), tuple[str, ...])
facts: Mapping[str, Any] = digest.to_dict()
