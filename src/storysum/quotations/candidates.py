"""Candidates: for each utterance the noun phrases that may be its speaker, and nobody.

Those of its own sentence; those of the sentences around it only where its own has none, or where they were
parsed anyway because quotations stand in them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from attrs import frozen

from storysum.marks import SINGLE, opening_mark
from storysum.model.article import Article
from storysum.quotations.features import elsewhere, nobody, own
from storysum.quotations.mentions import Mention, mentions
from storysum.quotations.scene import Scene, Words
from storysum.quotations.sentences import Sentence, of_block, parsed, sentences
from storysum.text.marks.stretches import marked

if TYPE_CHECKING:
    from storysum.syntax.network import States

_MOST = 16  # candidates of its own sentence, the nearest
_NEAR = 64  # sentences whose words are kept as numbers
_FEW = 5  # candidates of another sentence, besides those who speak there


@frozen
class Candidate:
    """Somebody who may have said an utterance; `mention` is None for nobody."""

    mention: Mention | None
    features: list[int]


@frozen
class Case:
    """One utterance and who may have said it."""

    scene: Scene
    candidates: list[Candidate]

    def states(self) -> States:
        """(candidates, four states): of the quotation's head, what that hangs on, the candidate and its verb."""
        import numpy as np

        layer, scene = self.scene.sentence.states, self.scene
        rows = np.zeros((len(self.candidates), 4, layer.shape[1]), np.int8)
        rows[:, 0] = layer[scene.root]
        if scene.holder >= 0:
            rows[:, 1] = layer[scene.holder]
        for row, one in zip(rows, self.candidates, strict=True):
            if one.mention is not None:
                sentence = one.mention.sentence
                row[2] = sentence.states[one.mention.head]
                verb, _ = scene.words_of(sentence).verb_of(one.mention)
                if verb >= 0:
                    row[3] = sentence.states[verb]
        return rows.reshape(len(rows), -1)

    def where(self) -> list[int]:
        """0 for nobody, 1 for a candidate of the same sentence, 2 for one of another."""
        mentions = [one.mention for one in self.candidates]
        return [0 if one is None else 1 if one.sentence is self.scene.sentence else 2 for one in mentions]


class _Blocks(dict[int, list[Sentence]]):
    """The sentences of each block; of those that hold no quotation when asked for."""

    def __init__(self, article: Article) -> None:
        super().__init__(sentences(article))
        self.article = article
        self.bodies = [k for k, block in enumerate(article.blocks) if block.role in ("body", "item")]

    def __missing__(self, block: int) -> list[Sentence]:
        return self.setdefault(block, of_block(self.article, block, ()))

    def around(self, sentence: Sentence, number: int) -> list[tuple[int, Sentence]]:
        """The sentences around one, each with where it stands, as `features.elsewhere` numbers that."""
        own = self[sentence.block]
        found = [(back, own[number - back]) for back in (1, 2, 3) if number >= back]
        place = bisect_left(self.bodies, sentence.block)
        if place and number < 3:
            before = self[self.bodies[place - 1]]
            found += [(3 + back, before[-back]) for back in (1, 2, 3) if len(before) >= back]
        if number + 1 < len(own):
            found.append((8, own[number + 1]))
        elif place + 1 < len(self.bodies):
            found += [(9, one) for one in self[self.bodies[place + 1]][:1]]
        return found


def cases(article: Article, vocabulary: Mapping[str, int]) -> Iterator[Case]:
    """What is to be decided of each marked stretch, in order.

    Cost: parses are kept for all, features for one at a time.
    """
    text, stretches, blocks = article.text, marked(article), _Blocks(article)
    places = [(one, number) for some in blocks.values() for number, one in enumerate(some) if one.inside]
    parsed(article, [one for one, _ in places])
    found_in = {one: mentions(one) for one, _ in places}
    alone = [place for place in places if not found_in[place[0]]]
    wanted = [other for place in alone for away, other in blocks.around(*place) if away in (1, 2, 4, 5, 8, 9)]
    parsed(article, wanted)
    found_in |= {one: mentions(one) for one in wanted}
    often = Counter(mention.key for some in found_in.values() for mention in some if mention.key)
    single = [opening_mark(text, one.start) in SINGLE for one in stretches]
    mixed = 1 if sum(single) * 2 < len(single) else 2
    words_of = lru_cache(_NEAR)(partial(Words, vocabulary=vocabulary))
    for one, number in places:
        around = [(away, found_in[other]) for away, other in blocks.around(one, number) if other in found_in]
        for index in one.places:
            scene = Scene(text, stretches[index], index, one, words_of, mixed if single[index] else 0)
            yield Case(scene, _candidates(scene, found_in[one], around, often))


def _candidates(
    scene: Scene, inside: Sequence[Mention], around: Sequence[tuple[int, Sequence[Mention]]], often: Counter[str]
) -> list[Candidate]:
    left = [one for one in inside if one.last < scene.first][-_MOST:]
    right = [one for one in inside if one.first > scene.last][: _MOST // 2]
    found = [Candidate(None, nobody(scene, len(inside)))]
    for order, one in enumerate(left):
        edge = int(order == 0) + 2 * int(order == len(left) - 1)
        found.append(Candidate(one, own(scene, one, min(7, len(left) - 1 - order), edge)))
    found += [Candidate(one, own(scene, one, min(7, order), int(order == 0))) for order, one in enumerate(right)]
    for away, some in around:
        for order, one in enumerate(some):
            if order < _FEW or scene.speaks(one):
                features = elsewhere(scene, one, away, min(order, _FEW), min(5, often[one.key]))
                found.append(Candidate(one, features))
    return found
