"""A backend for storysum: sentences that give numbers come first."""

import re
from typing import ClassVar

from attrs import field, frozen

from storysum.backends.base import number
from storysum.model.article import Article
from storysum.model.ranking import Ranking

__all__ = ["NumbersFirst"]

_NUMBER = re.compile(r"\d[\d.,]*")


@frozen
class NumbersFirst:
    """A sentence scores what each number in it is worth; of equals the earlier one wins."""

    name: ClassVar[str] = "numbers-first"

    worth: float = field(default=1.0, validator=number(0, 100))

    def rank(self, article: Article) -> Ranking:
        """One score a sentence."""
        found = (len(_NUMBER.findall(sentence.of(article.text))) for sentence in article.sentences)
        return Ranking(self.worth * count for count in found)
