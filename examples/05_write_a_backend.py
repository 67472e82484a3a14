"""A backend is a frozen class with a name and rank(): here, the sentences with most numbers win.

In a module of its own, it is put to the test by storysum.testing.backend_checks().

Prints:

    Most phonographs turned at 78. In June 1948 Columbia Records had called reporters to the
    Waldorf-Astoria Hotel to see the LP, a 12-inch disc that held more than 20 minutes of music on a
    side. RCA Victor chose not to.
"""

import re
from textwrap import fill
from typing import ClassVar

from attrs import frozen

import storysum
from storysum import Article
from storysum.corpus import load
from storysum.model.ranking import Ranking


@frozen
class NumbersFirst:
    name: ClassVar[str] = "numbers-first"
    weight: float = 1.0

    def rank(self, article: Article) -> Ranking:
        found = [len(re.findall(r"\d+", span.of(article.text))) for span in article.sentences]
        return Ranking([self.weight * count for count in found])


storysum.backends.register("numbers-first", NumbersFirst)
story = next(story for story in load() if story.id == "birth-of-the-45")
print(fill(str(storysum.summarize(story.text, length=storysum.Budget(words=40), backend="numbers-first")), 96))
