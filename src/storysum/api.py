"""The front door: what a user calls. Wiring and defaults; the algorithms are elsewhere."""

from pathlib import Path

from attrs import evolve

from storysum import sources
from storysum.analysis import DEFAULT, LENGTHS, Analysis
from storysum.backends import base
from storysum.errors import InputError, nearest
from storysum.model.article import Article, Segmenter
from storysum.model.budget import HEADLINE, Budget
from storysum.model.quote import Quote
from storysum.model.ranking import Ranking
from storysum.model.selection import Excerpt, Selection
from storysum.model.summary import Digest, Summary
from storysum.quotations.finding import find_quotes
from storysum.render import render
from storysum.text import read as reading
from storysum.version import __version__

__all__ = ["DEFAULT", "LENGTHS", "digest", "headline", "load", "of_document", "quotes", "read", "shorten", "summarize"]

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
    budget = budget_of(length)
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
    return Analysis(read(text, language=language), backend=backend).headline(budget_of(budget))


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
    why = "The sentence cannot be cut to that length without harm." if article.sentences else "There is no sentence."
    selection = Selection((), shortfall=why) if cut is None else Selection((Excerpt(0, 0, cut.kept),))
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


def budget_of(length: str | Budget) -> Budget:
    """The Budget of a named length; one of the caller's own as it is."""
    if isinstance(length, Budget):
        return length
    if isinstance(length, str) and length in LENGTHS:
        return LENGTHS[length]
    raise InputError(f"no length {length!r}: {nearest(str(length), LENGTHS)}, or a Budget")
