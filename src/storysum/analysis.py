"""The analysis of one article (quotations, passages, one ranking) that summaries of every length share."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial

from attrs import evolve

from storysum.backends import base, registry, signatures
from storysum.errors import InputError, message
from storysum.memo import once_per_article
from storysum.model.article import Article
from storysum.model.budget import HEADLINE, MEDIUM, SHORT, Budget, count_words
from storysum.model.choice import Choice, Refused
from storysum.model.ranking import Ranking
from storysum.model.selection import Excerpt, Passage, Selection
from storysum.model.summary import Digest, Summary
from storysum.quotations.finding import find_quotes
from storysum.render import joined, parts, render
from storysum.select import WAYS, Candidates, Selector
from storysum.select.choices import checked, known, within
from storysum.text.body import body_words, bracketed, overlapping, sentence_at
from storysum.text.marks.balance import balanced
from storysum.text.passages import passage_at, passages
from storysum.text.turns import label_at, lines_above, names_above, turns, unnamed_turns

DEFAULT = "blend"
_UNNAMED = "Several people speak in this text, and it does not say who says what."
LENGTHS = {"headline": HEADLINE, "short": SHORT, "medium": MEDIUM}


@once_per_article
def _passages(article: Article) -> tuple[Passage, ...]:
    """The passages that a summary may take."""
    return passages(article, find_quotes(article))


@once_per_article
def _inner(article: Article) -> frozenset[int]:
    """Sentences that cannot stand alone as a headline: within a turn that is labelled or unnamed, or in a bracket."""
    text, found = article.text, {one + 1 for one in turns(article)}
    found.update(one + more for one in bracketed(article) for more in (0, 1))
    found.update(sentence_at(article, start) for start in lines_above(text) | names_above(text))
    starts = (block.span.start for block in article.blocks if block.role == "body")
    found.update(sentence_at(article, start) for start in starts if label_at(text, start))
    return frozenset(found)


class Analysis:
    """The parts of a digest that all lengths share: the article, its quotations and one ranking."""

    def __init__(
        self, article: Article, *, backend: str | base.Backend | None = None, tighten: bool | None = None
    ) -> None:
        self.article = article
        self.backend = _backend(backend)
        self.tighten = bool(getattr(self.backend, "tightens", False)) if tighten is None else tighten

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages that a summary may take."""
        return _passages(self.article)

    def may_take(self, sentence: int) -> bool:
        """Whether a sentence may be told alone: it is in a passage, and not within a turn or a bracket."""
        return sentence not in _inner(self.article) and passage_at(self.passages, sentence) is not None

    @cached_property
    def ranking(self) -> Ranking:
        """The backend's ranking of the sentences."""
        return base.rank(self.backend, self.article)

    @cached_property
    def placed(self) -> Ranking:
        """The ranking with the weights of places, as the selector and the headline use it."""
        return base.placed(self.backend, self.article, self.ranking)

    def digest(self, lengths: Mapping[str, Budget] = LENGTHS) -> Digest:
        """The headline, short and medium summary."""
        # This order costs least: the memory for finding quotations is freed before ranking needs its own, and
        # selection parses most sentences that could be headlines in one batch.
        quotes = find_quotes(self.article)
        short, medium = self.summary(lengths["short"]), self.summary(lengths["medium"])
        return Digest(self.headline(lengths["headline"]), short, medium, self.article, quotes)

    @cached_property
    def signature(self) -> str:
        """The signature of the backend, and of the segmenter where one was named."""
        made, segmenter = signatures.signature(self.backend), self.article.segmenter
        if segmenter is None:
            return made
        name = getattr(segmenter, "__qualname__", None) or type(segmenter).__qualname__
        return f"{made}|segmenter:{getattr(segmenter, '__module__', '')}.{name}"

    @cached_property
    def selector(self) -> Selector:
        """The selector for all lengths."""
        article = self.article
        candidates = Candidates(article, find_quotes(article), self.passages, partial(_written, article))
        if self.tighten:
            from storysum.shortening import room  # numpy: not at import

            candidates.opened, candidates.cut = partial(room.opened, article.text), partial(room.cut_to, article)
        way, keep = base.way_of(self.backend, WAYS), base.kept(self.backend, self.article, self.placed)
        return Selector(candidates, self.placed.scores, way, keep)

    def summary(self, budget: Budget) -> Summary:
        """A summary of one length, from the backend's own choice if that is valid, otherwise from its ranking."""
        limits = budget.limits(body_words(self.article))
        chooses = getattr(self.backend, "choose", None) is not None
        if not (chooses and self.passages) or self.selector.all_fits(limits):
            return self._rendered(self.selector.select(limits), budget)
        found = self._chosen(budget, lambda choice: checked(self.selector.candidates, choice.sentences, limits))
        return found if isinstance(found, Summary) else self._filled(self.selector.select(limits), budget, found)

    def headline(self, budget: Budget) -> Summary:
        """The best cut of a sentence that fits; the backend's own headline, where it chooses words."""
        if getattr(self.backend, "choose", None) is None or not self.passages:
            return self._best_headline(budget)
        found = self._chosen(budget, partial(self._headline_of, budget), headline=True)
        return found if isinstance(found, Summary) else self._best_headline(budget, instead=found)

    def _chosen(self, budget: Budget, check: Callable[[Choice], tuple[Excerpt, ...]], **named: bool) -> Summary | str:
        """The backend's choice, or why it is not valid; it is asked a second time where that may help."""
        told: list[str] = []
        while len(told) < 2:
            try:
                choice = base.chosen(self.backend, self.article, budget, refused=told[-1] if told else "", **named)
                excerpts = check(choice)
            except Refused as error:
                told.append(message(error).partition(": ")[2] or "no reason was given")
                if error.again:
                    continue
                break
            taken = {one for excerpt in excerpts for one in range(excerpt.first, excerpt.last + 1)}
            ranking = Ranking([float(one in taken) for one in range(len(self.article.sentences))], choice.reasons)
            selection = Selection(excerpts, reasons=tuple(f"Its first choice was refused: {why}." for why in told))
            return self._rendered(selection, budget, ranking=ranking, **named)
        return "; then: ".join(dict.fromkeys(told))

    def _filled(self, selection: Selection, budget: Budget, why: str, *, headline: bool = False) -> Summary:
        """A selection by the ranking, in place of a choice."""
        told = f"The choice of {self.backend.name!r} could not stand, and its ranking chose instead: {why}."
        shortfall = told if selection.shortfall is None else f"{selection.shortfall} {told}"
        return self._rendered(evolve(selection, shortfall=shortfall), budget, headline=headline)

    def _headline_of(self, budget: Budget, choice: Choice) -> tuple[Excerpt, ...]:
        """The headline that the backend chose; raises `Refused` if it is not valid."""
        from storysum.shortening.headline import cut_of  # numpy: not at import

        if len(choice.sentences) != 1:
            raise Refused("a headline is made of one sentence")
        (index,) = choice.sentences
        known(self.selector.candidates, index)
        cut = cut_of(self.article, index, choice.words, find_quotes(self.article))
        excerpt = Excerpt(index, index, cut.kept)
        shown = _written(self.article, [excerpt], headline=True)
        if not balanced(shown):
            raise Refused("its quotation marks have no partners")
        within(shown, budget.limits(body_words(self.article)), sentences=1)
        return (excerpt,)

    def _best_headline(self, budget: Budget, instead: str = "") -> Summary:
        from storysum.shortening.headline import headlines  # numpy: not at import

        article = self.article
        limits = budget.limits(body_words(article))
        write = partial(self._filled, why=instead) if instead else self._rendered
        for candidate in headlines(
            article, self.placed.scores, quotes=find_quotes(article), limits=limits, may_take=self.may_take
        ):
            excerpt = Excerpt(candidate.sentence, candidate.sentence, candidate.cut.kept)
            shown = _written(article, [excerpt], headline=True)
            if balanced(shown) and limits.allow(words=count_words(shown), sentences=1, characters=len(shown)):
                return write(Selection((excerpt,)), budget, headline=True)
        why = "No sentence can be shortened to a headline of that length without harm."
        selection = Selection((), shortfall=why if article.sentences else "The article has no sentences.")
        return write(selection, budget, headline=True)

    def _rendered(
        self, selection: Selection, budget: Budget, *, headline: bool = False, ranking: Ranking | None = None
    ) -> Summary:
        unnamed = unnamed_turns(self.article)
        if any(overlapping(unnamed, span) for excerpt in selection.excerpts for span in excerpt.kept):
            why = " ".join(filter(None, (selection.shortfall, _UNNAMED)))
            selection = evolve(selection, shortfall=why)
        summary = render(
            self.article,
            ranking or self.ranking,
            selection,
            budget,
            backend=self.backend.name,
            signature=self.signature,
            headline=headline,
        )
        if (told := self.article.reads_as) is None:
            return summary
        why = f"The text was read as {self.article.language!r}, which was given, and reads as {told!r}."
        return evolve(summary, reasons=(*summary.reasons, why))


def _written(article: Article, excerpts: Sequence[Excerpt], *, headline: bool = False) -> str:
    write = partial(parts, article, headline=headline)
    return "".join(part.shown for part in joined([write(excerpt) for excerpt in excerpts]))


def _backend(backend: str | base.Backend | None) -> base.Backend:
    if backend is None or isinstance(backend, str):
        return registry.get(DEFAULT if backend is None else backend)
    if isinstance(backend, type) or not isinstance(backend, base.Backend):
        raise InputError(
            f"a backend is a name or an object with a name and rank(), not {backend!r}; known names: "
            f"{', '.join(registry.available())}"
        )
    return backend
