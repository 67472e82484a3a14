"""The front door: what a user calls. Wiring and defaults; the algorithms are elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path

from attrs import evolve, frozen

from storysum import sources
from storysum.backends import base, registry, signatures
from storysum.errors import InputError, message, nearest
from storysum.memo import once_per_article
from storysum.model.article import Article, Segmenter
from storysum.model.budget import HEADLINE, MEDIUM, SHORT, Budget, Limits, count_words
from storysum.model.choice import Choice, Refused
from storysum.model.quote import Quote
from storysum.model.ranking import Ranking
from storysum.model.selection import Excerpt, Passage, Selection
from storysum.model.span import Span
from storysum.model.summary import Digest, Summary
from storysum.quotations.finding import find_quotes
from storysum.render import joined, parts, render
from storysum.select import WAYS, Candidates, Editing, Policy, Selector
from storysum.select.choices import checked, known, within
from storysum.text import read as reading
from storysum.text.body import body_words
from storysum.text.marks.balance import balanced
from storysum.text.passages import overlapping, passage_at, passages
from storysum.text.turns import unnamed_turns
from storysum.version import __version__

__all__ = ["DEFAULT", "LENGTHS", "digest", "headline", "load", "of_document", "quotes", "read", "shorten", "summarize"]

DEFAULT = "blend"
_UNNAMED = "Several people speak in this text, and it does not say who says what."
LENGTHS = {"headline": HEADLINE, "short": SHORT, "medium": MEDIUM}

Text = str | Path | Article
Backend = base.Backend


def read(
    text: Text,
    *,
    title: str | None = None,
    language: str | None = None,
    keep_all: bool = False,
    segmenter: Segmenter | None = None,
) -> Article:
    """Find an article's title, byline, date, blocks and sentences.

    Args:
        text: The article, a path to it as for `load`, or an Article, which is given back as it is.
        title: Its title, where you know it.
        language: An ISO 639-1 code; None guesses. `Article.reads_as` tells where text and code disagree.
        keep_all: Drop nothing: what would be furniture, a caption or a heading is body, too.
        segmenter: A function from a stretch of Chinese, Japanese or Thai to its words, to rank by; the signature
            of every summary names it. Budgets go by the one rule of `Budget` all the same.

    Raises:
        InputError: If it is not text, cannot be read, or is plainly HTML, the language is unknown, or an Article
            was read in another one.

    >>> read("LEEDS, England — The van broke down. Nobody minded.").sentences
    (Span(start=17, end=36), Span(start=37, end=51))
    """
    if isinstance(text, Article):
        if language not in (None, text.language):
            raise InputError(f"the article was read as {text.language!r}: to have it in {language!r}, read it anew")
        return text
    if segmenter is not None and not callable(segmenter):
        raise InputError(f"a segmenter is a function from text to its words, not {segmenter!r}")
    if isinstance(text, Path):
        return of_document(sources.document(text), title, language, keep_all=keep_all, segmenter=segmenter)
    return reading.read(text, title=title, language=language, keep_all=keep_all, segmenter=segmenter)


def load(
    source: str | Path,
    *,
    title: str | None = None,
    language: str | None = None,
    keep_all: bool = False,
    segmenter: Segmenter | None = None,
) -> Article:
    r"""Read a file or a page of the web: text, Markdown, HTML, e-mail, subtitles, PDF or Word.

    What it is, its content tells. Offsets refer to `Article.text`, which is what was taken out of the file.

    Args:
        source: A path, or an address of http or https; only for an address is the network touched.
        title: Its title, where you know it; else the one that the file gives.
        language: As for `read`.
        keep_all: As for `read`.
        segmenter: As for `read`.

    Raises:
        InputError: If it cannot be read or fetched, is not what its name says, is too large, or holds many stories.
        MissingDependency: If HTML or PDF is read without storysum[web] or storysum[pdf].

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "van.md")
    ...     _ = path.write_text("# The van\n\nPetra Holm *sold* [the van](van.jpg).\n", encoding="utf-8")
    ...     article = load(path)
    >>> article.title, [sentence.of(article.text) for sentence in article.sentences]
    ('The van', ['Petra Holm sold the van.'])
    """
    if not isinstance(source, str | Path):
        raise InputError(f"a source is a path or an address, not {type(source).__name__}")
    return of_document(sources.document(source), title, language, keep_all=keep_all, segmenter=segmenter)


def of_document(
    document: sources.Document,
    title: str | None = None,
    language: str | None = None,
    *,
    keep_all: bool = False,
    segmenter: Segmenter | None = None,
) -> Article:
    """The Article of what a file holds: what it says of itself goes before what reading finds."""
    article = reading.read(
        document.text,
        title=title if title is not None else document.title,
        language=language,
        keep_all=keep_all,
        known=document.blocks if document.marked else None,
        segmenter=segmenter,
    )
    return evolve(article, byline=document.byline or article.byline, published=document.published or article.published)


def digest(
    text: Text, *, backend: str | Backend | None = None, tighten: bool | None = None, language: str | None = None
) -> Digest:
    """A headline, a short and a medium summary, from one analysis.

    Args:
        text: The article, a path to it, or an Article.
        backend: A name, a Backend, or None for the default.
        tighten: Drop the And, But or However that opens a sentence whose sentence before is not there, and shorten
            the one sentence that would not fit to the room that is left. False is verbatim; None is True for
            `blend` and False for all others.
        language: As for `read`.

    Raises:
        InputError: If the text cannot be read.
        BackendError: If the backend is unknown or fails.

    >>> result = digest("Holm sold the van. It had never once started in the rain.")
    >>> result.short.text
    'Holm sold the van. It had never once started in the rain.'
    """
    return Analysis(read(text, language=language), backend=backend, tighten=tighten).digest()


def summarize(
    text: Text,
    *,
    length: str | Budget = "short",
    backend: str | Backend | None = None,
    tighten: bool | None = None,
    language: str | None = None,
) -> Summary:
    """A summary of one length.

    Args:
        text: The article, a path to it, or an Article.
        length: "headline", "short", "medium" or a Budget.
        backend: A name, a Backend, or None for the default.
        tighten: As for `digest`.
        language: As for `read`.

    Raises:
        InputError: If the text cannot be read or the length is unknown.
        BackendError: If the backend is unknown or fails.

    >>> from storysum.model.budget import Budget
    >>> str(summarize("Holm sold the van. It had never once started.", length=Budget(words=4)))
    'Holm sold the van.'
    """
    budget = _budget(length)
    analysis = Analysis(read(text, language=language), backend=backend, tighten=tighten)
    return analysis.headline(budget) if length == "headline" else analysis.summary(budget)


def headline(
    text: Text, *, budget: Budget = HEADLINE, backend: str | Backend | None = None, language: str | None = None
) -> Summary:
    """A headline: the best of the story's sentences, with words dropped from it.

    Args:
        text: The article, a path to it, or an Article.
        budget: Its caps.
        backend: A name, a Backend, or None for the default.
        language: As for `read`.

    Raises:
        InputError: If the text cannot be read.
        BackendError: If the backend is unknown or fails.

    >>> str(headline("Petra Holm sold the van. It was red."))
    'Petra Holm sold the van'
    """
    return Analysis(read(text, language=language), backend=backend).headline(_budget(budget))


def shorten(
    sentence: str, *, words: int | None = None, characters: int | None = None, language: str | None = None
) -> Summary:
    """A sentence cut as an editor would cut it: only words left out.

    Args:
        sentence: A text that is taken as one sentence.
        words: At most so many.
        characters: At most so many, of all that is written.
        language: As for `read`; only English sentences are cut, others stay whole where they fit.

    Returns:
        A Summary whose pieces are spans of the sentence; without a cap its `budget` is None and its length is
        what an editor would keep. Its text is empty, with a `shortfall`, where nothing fits without harm.

    Raises:
        InputError: If it is not text, a cap is no whole number above 0, or the language is unknown.

    >>> str(shorten("Petra Holm, who founded the label, has sold the van to a baker in Goole."))
    'Petra Holm has sold the van to a baker in Goole.'
    >>> str(shorten("Petra Holm sold the van.", words=2)), shorten("Petra Holm sold the van.", words=2).shortfall
    ('', 'The sentence cannot be cut to that length without harm.')
    """
    from storysum.shortening.sentences import shortened, weights_name  # numpy: not at import

    budget = None if words is None and characters is None else Budget(words=words, characters=characters)
    if not isinstance(sentence, str):
        raise InputError(f"shorten() takes a str, one sentence, not {sentence!r}")
    article = reading.as_sentence(sentence, language=language)
    cut = shortened(article, words=words, characters=characters) if article.sentences else None
    selection = Selection(() if cut is None else (Excerpt(0, 0, cut.kept),))
    if cut is None:
        why = (
            "The sentence cannot be cut to that length without harm." if article.sentences else "There is no sentence."
        )
        selection = Selection((), shortfall=why)
    ranking = Ranking((cut.worth / 16 if cut else 0.0,) * len(article.sentences))
    signature = f"shorten|v:{__version__}|weights:{weights_name()}"
    return render(article, ranking, selection, budget, backend="shorten", signature=signature)


def quotes(text: Text, *, language: str | None = None) -> tuple[Quote, ...]:
    """The quoted speech of an article, and who said it as far as the text tells.

    Args:
        text: The article, a path to it, or an Article.
        language: As for `read`.

    >>> text = "“It was late,” says Tobin Ashe."
    >>> [(quote.span.of(text), quote.speaker.of(text)) for quote in quotes(text)]
    [('“It was late,”', 'Tobin Ashe')]
    """
    return find_quotes(read(text, language=language))


def _name(function: object) -> str:
    name: str = getattr(function, "__qualname__", None) or type(function).__qualname__
    return name


def _backend(backend: str | Backend | None) -> Backend:
    if backend is None:
        return registry.get(DEFAULT)
    if isinstance(backend, str):
        return registry.get(backend)
    if isinstance(backend, type) or not isinstance(backend, base.Backend):
        raise InputError(
            f"a backend is a name or an object with a name and rank(), not {backend!r}; known names: "
            f"{', '.join(registry.available())}"
        )
    return backend


def _budget(length: str | Budget) -> Budget:
    if isinstance(length, Budget):
        return length
    if isinstance(length, str) and length in LENGTHS:
        return LENGTHS[length]
    raise InputError(f"no length {length!r}: {nearest(str(length), LENGTHS)}, or a Budget")


@frozen
class _Shared:
    """What all backends share of an article.

    Attributes:
        quotes: Its quotations.
        passages: The runs of sentences that may be taken.
    """

    quotes: tuple[Quote, ...]
    passages: tuple[Passage, ...]

    def may_take(self, sentence: int) -> bool:
        """Whether a sentence is in a passage."""
        return passage_at(self.passages, sentence) is not None


@once_per_article
def _shared(article: Article) -> _Shared:
    found = find_quotes(article)
    return _Shared(found, passages(article, found))


class Analysis:
    """What all lengths share: the article, its quotations and one ranking."""

    def __init__(self, article: Article, *, backend: str | Backend | None = None, tighten: bool | None = None) -> None:
        self.article = article
        self.backend = _backend(backend)
        self.tighten = bool(getattr(self.backend, "tightens", False)) if tighten is None else tighten

    @cached_property
    def shared(self) -> _Shared:
        """What does not depend on the backend."""
        return _shared(self.article)

    @cached_property
    def ranking(self) -> Ranking:
        """What the backend thinks of each sentence."""
        return base.rank(self.backend, self.article)

    @cached_property
    def placed(self) -> Ranking:
        """The ranking as the selector and the headline see it."""
        return base.placed(self.backend, self.article, self.ranking)

    def digest(self) -> Digest:
        """All three lengths."""
        # In this order each needs the least: what finding quotations takes is given back before ranking takes its
        # own, and choosing parses most sentences that could be headlines, all at once.
        quotes, short, medium = self.shared.quotes, self.summary(SHORT), self.summary(MEDIUM)
        return Digest(headline=self.headline(HEADLINE), short=short, medium=medium, article=self.article, quotes=quotes)

    @cached_property
    def signature(self) -> str:
        """What made it: the backend, and the segmenter where one was named."""
        segmenter = self.article.segmenter
        named = "" if segmenter is None else f"|segmenter:{getattr(segmenter, '__module__', '')}.{_name(segmenter)}"
        return signatures.signature(self.backend) + named

    @cached_property
    def selector(self) -> Selector:
        """What chooses, for all lengths."""
        candidates = Candidates(
            self.article,
            self.shared.quotes,
            self.shared.passages,
            _Tightening(self.article) if self.tighten else Editing(),
            partial(_written, self.article),
        )
        policy = Policy(way=base.way_of(self.backend, WAYS), keep=base.kept(self.backend, self.article, self.placed))
        return Selector(candidates, self.placed.scores, policy)

    def summary(self, budget: Budget) -> Summary:
        """One of some length: what the backend chooses, where that may stand, or what its ranking says."""
        limits = budget.limits(body_words(self.article))
        chooses = getattr(self.backend, "choose", None) is not None
        if not (chooses and self.shared.passages) or self.selector.all_fits(limits):
            return self._rendered(self.selector.select(budget), budget)
        found = self._chosen(budget, lambda choice: checked(self.selector.candidates, choice.sentences, limits))
        return found if isinstance(found, Summary) else self._filled(self.selector.select(budget), budget, found)

    def headline(self, budget: Budget) -> Summary:
        """The best cut of a sentence that may be told and fits; the backend's own, where it chooses words."""
        if getattr(self.backend, "choose", None) is None or not self.shared.passages:
            return self._best_headline(budget)
        found = self._chosen(budget, partial(self._headline_of, budget), headline=True)
        return found if isinstance(found, Summary) else self._best_headline(budget, instead=found)

    def _chosen(self, budget: Budget, check: Callable[[Choice], tuple[Excerpt, ...]], **named: bool) -> Summary | str:
        """What the backend chose, or why that cannot stand; where that helps it is asked once more."""
        told: list[str] = []
        while len(told) < 2:
            try:
                choice = base.chosen(self.backend, self.article, budget, refused=told[-1] if told else "", **named)
                excerpts = check(choice)
            except Refused as error:
                told.append(message(error).partition(": ")[2])
                if error.again:
                    continue
                break
            taken = {one for excerpt in excerpts for one in range(excerpt.first, excerpt.last + 1)}
            ranking = Ranking([float(one in taken) for one in range(len(self.article.sentences))], choice.reasons)
            more = tuple(f"Its first choice was refused: {why}." for why in told)
            return self._rendered(Selection(excerpts, reasons=more), budget, ranking=ranking, **named)
        return "; then: ".join(dict.fromkeys(told))

    def _filled(self, selection: Selection, budget: Budget, why: str, *, headline: bool = False) -> Summary:
        """What the ranking says instead of a choice."""
        told = f"The choice of {self.backend.name!r} could not stand, and its ranking chose instead: {why}."
        shortfall = told if selection.shortfall is None else f"{selection.shortfall} {told}"
        return self._rendered(evolve(selection, shortfall=shortfall), budget, headline=headline)

    def _headline_of(self, budget: Budget, choice: Choice) -> tuple[Excerpt, ...]:
        """The headline that was chosen.

        Raises:
            Refused: If it may not stand.
        """
        from storysum.shortening.chosen import cut_of  # numpy: not at import

        if len(choice.sentences) != 1:
            raise Refused("a headline is made of one sentence")
        (index,) = choice.sentences
        known(self.selector.candidates, index)
        cut = cut_of(self.article, index, choice.words, self.shared.quotes)
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
        found = headlines(
            article, self.placed.scores, quotes=self.shared.quotes, limits=limits, may_take=self.shared.may_take
        )
        for candidate in found:
            excerpt = Excerpt(candidate.sentence, candidate.sentence, candidate.cut.kept)
            shown = _written(article, [excerpt], headline=True)
            if balanced(shown) and limits.allow(words=count_words(shown), sentences=1, characters=len(shown)):
                return write(Selection((excerpt,)), budget, headline=True)
        why = (
            "The article has no sentences."
            if not article.sentences
            else "No sentence can be shortened to a headline of that length without harm."
        )
        return write(Selection((), shortfall=why), budget, headline=True)

    def _rendered(
        self, selection: Selection, budget: Budget, *, headline: bool = False, ranking: Ranking | None = None
    ) -> Summary:
        turns = unnamed_turns(self.article)
        if any(overlapping(turns, span) for excerpt in selection.excerpts for span in excerpt.kept):
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
        told = self.article.reads_as
        if told is None:
            return summary
        why = f"The text was read as {self.article.language!r}, which was given, and reads as {told!r}."
        return evolve(summary, reasons=(*summary.reasons, why))


@frozen
class _Tightening(Editing):
    """Conjunctions that lead back to nothing go, and the one sentence that would not fit is shortened."""

    article: Article

    def opened(self, sentence: Span) -> Span:
        """A sentence without the And, But or However that it opens on."""
        from storysum.shortening.room import opened  # numpy: not at import

        return opened(self.article.text, sentence)

    def shortened(self, sentence: int, room: Limits) -> tuple[Span, ...] | None:
        """A sentence cut to the room there is, where the cut is sure."""
        from storysum.shortening.room import to_room  # numpy: not at import
        from storysum.shortening.sentences import sentences

        if self.article.language != "en":
            return None
        (parsed,) = sentences(self.article, [sentence])
        cut = to_room(parsed, words=room.words, characters=room.characters)
        return None if cut is None else cut.kept


def _written(article: Article, excerpts: Sequence[Excerpt], *, headline: bool = False) -> str:
    write = partial(parts, article, headline=headline)
    return "".join(part.shown for part in joined([write(excerpt) for excerpt in excerpts]))
