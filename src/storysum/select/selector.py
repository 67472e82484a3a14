"""Which passages go into a summary, by the backend's way of choosing, under a budget."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import attrs
from attrs import define

from storysum.model.budget import Limits, count_words
from storysum.model.selection import Selection
from storysum.select.candidates import Candidate, Candidates
from storysum.select.greedy import Chosen, best_first, contiguous

if TYPE_CHECKING:
    from storysum.select.coverage import Coverage

WAYS = ("best", "opening", "coverage")
"""How scores may be used; see `Selector`."""

_PATIENCE = 50  # passages of `keep` that are tried
_LONGEST_SHORT_TEXT = 20_000  # characters


@define(slots=False, eq=False)
class Selector:
    """Chooses passages of an article's body under budgets; findings for one length are reused for the others.

    Attributes:
        scores: The backend's scores of the sentences.
        way: "best" takes the highest-scored sentences that fit; "opening" the first ones until one does not fit;
            "coverage" the set that together says most (`select.coverage`).
        keep: The passage that is best by these scores, if above zero, is taken first where it fits.
    """

    candidates: Candidates
    scores: Sequence[float]
    way: str
    keep: Sequence[float] | None

    def select(self, limits: Limits) -> Selection:
        """The selection for these limits."""
        candidates = self.candidates
        if not candidates.passages:
            why = "No sentence can be taken: each stands in a list, or next to a quotation mark that nothing closes."
            return Selection((), shortfall=why if candidates.article.sentences else "The article has no sentences.")
        # If everything fits, only repeated lines need to be left out.
        chosen = contiguous(candidates, self.scores, limits) if self.all_fits(limits) else self._chosen(limits)
        chosen.fill()
        taken = [chosen.taken[index].excerpt for index in sorted(chosen.taken)]
        excerpts = candidates.finished(taken)
        return Selection(excerpts, shortfall=None if excerpts else self._nothing_fits(limits))

    def _chosen(self, limits: Limits) -> Chosen:
        if self.way == "coverage" and (chosen := self._coverage.choose(limits)).taken:
            return chosen
        if self.way == "opening" and (chosen := contiguous(self.candidates, self.scores, limits)).taken:
            return chosen
        # First the `keep` passage; if it is long, a part that leaves a third of the room, if there is one.
        most = Limits(*(None if cap is None else max(1, 2 * cap // 3) for cap in attrs.astuple(limits)))
        chosen = Chosen(self.candidates, limits)
        chosen.take(self._kept(most) or self._kept(limits))
        return best_first(chosen, self.scores, [index for _, index in self._ordered(self.scores)])

    def _kept(self, limits: Limits) -> dict[int, Candidate]:
        chosen = Chosen(self.candidates, limits)
        for most_said, index in () if self.keep is None else self._ordered(self.keep)[:_PATIENCE]:
            if most_said <= 0 or chosen.take_or_part(index, self.scores):
                break
        return chosen.taken

    @cached_property
    def _coverage(self) -> Coverage:
        from storysum.select.coverage import Coverage  # numpy: not at import

        return Coverage(self.candidates, self.scores)

    def _ordered(self, scores: Sequence[float]) -> list[tuple[float, int]]:
        """The score of each passage, which is that of its best sentence, with the passage's index; best first."""
        best = [(max(scores[one.first : one.last + 1]), index) for index, one in enumerate(self.candidates.passages)]
        return sorted(best, key=lambda one: -one[0])

    def all_fits(self, limits: Limits) -> bool:
        """Whether all passages of a short text stay within the limits."""
        return sum(map(len, self.candidates.texts())) <= _LONGEST_SHORT_TEXT and self.candidates.all_fit(limits)

    def _nothing_fits(self, limits: Limits) -> str:
        texts = self.candidates.texts()
        if limits.words is None and limits.characters is not None:
            return f"Nothing fits: the shortest passage has {min(map(len, texts))} characters."
        shortest = min(map(count_words, texts))
        return f"Nothing fits: the shortest passage has {shortest} {'word' if shortest == 1 else 'words'}."
