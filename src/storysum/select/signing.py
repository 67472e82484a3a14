"""Which speaker's name must stand under an excerpt that quotes but does not name that speaker."""

import re
from collections.abc import Iterator, Sequence

from attrs import evolve

from storysum.model.article import Article
from storysum.model.quote import Quote
from storysum.model.selection import Excerpt
from storysum.model.span import Span
from storysum.text.passages import quotes_in
from storysum.wordlists import words

_SUFFIX = re.compile(r"(?:Inc|Corp|Ltd|Co|LLC|L\.L\.C|PLC|plc|AG|GmbH|SA|NV|Jr|Sr|II|III|IV)\.?", re.ASCII)


def signed(article: Article, quotes: Sequence[Quote], excerpt: Excerpt, *, before: str) -> Excerpt | None:
    """An excerpt with the name of the speaker whom it quotes but does not name.

    None if there are two such speakers, or if the text only says “he” and the text right before does not name the
    speaker: guessing who is meant is right nine times in ten, and the tenth is one too many.
    """
    found = [*unnamed(article, quotes, excerpt.kept)]
    if len({name.of(article.text) for name, _ in found}) > 1:
        return None
    if any(guessed and not names(before, name.of(article.text)) for name, guessed in found):
        return None
    return evolve(excerpt, speaker=min(name for name, _ in found)) if found else excerpt


def unnamed(
    article: Article, quotes: Sequence[Quote], kept: Sequence[Span], *, before: str = ""
) -> Iterator[tuple[Span, bool]]:
    """The names of the speakers quoted in `kept` but not named there, each with whether only a pronoun stands there.

    The text `before` may name a speaker who is attributed with “he said”.
    """
    text = article.text
    shown = " ".join(span.of(text) for span in kept)
    for quote in _quoted(quotes, kept):
        mention, name, pronoun = quote.speaker, quote.person or quote.speaker, _by_pronoun(article, quote)
        if name is None or (quote.person is None and pronoun) or names(shown, name.of(text)):
            continue
        attributed = mention is not None and any(span.covers(mention) for span in kept)
        said = "" if mention is None else mention.of(text)
        if not attributed or not (names(before, name.of(text)) or _is_form_of(said, name.of(text))):
            yield name, pronoun


def by_somebody(article: Article, quotes: Sequence[Quote], kept: Sequence[Span]) -> bool:
    """Whether `kept` quotes somebody not clearly named: behind other speech it would seem to be the same speaker's."""
    return any(
        quote.person is None and (_by_pronoun(article, quote) or (quote.speaker is None and quote.kind == "speech"))
        for quote in _quoted(quotes, kept)
    )


def _quoted(quotes: Sequence[Quote], kept: Sequence[Span]) -> Sequence[Quote]:
    return quotes_in(quotes, Span(kept[0].start, kept[-1].end))


def _by_pronoun(article: Article, quote: Quote) -> bool:
    return quote.speaker is not None and quote.speaker.of(article.text).lower() in words("speaker_pronouns")


def names(text: str, name: str) -> bool:
    """Whether a text has the last word of a name; not counting “Inc.”, “Jr.” and the like.

    >>> names("Holm sold it.", "Petra Holm"), names("Holmes sold it.", "Petra Holm"), names("ABC did.", "ABC Inc.")
    (True, False, True)
    >>> names("Al-Holm sold it.", "Petra al-Holm")
    True
    """
    *before, last = name.split()
    if before and _SUFFIX.fullmatch(last):
        last = before[-1].rstrip(",")
    first = re.escape(last[0]) if last[0].isupper() else f"[{re.escape(last[0] + last[0].upper())}]"
    return re.search(rf"(?<!\w){first}{re.escape(last[1:])}(?!\w)", text) is not None


def _is_form_of(mention: str, name: str) -> bool:
    """Whether a mention is a form of a fuller name: it shares a word with it or is its initials.

    >>> _is_form_of("ABC News", "ABC Inc."), _is_form_of("UN", "United Nations"), _is_form_of("the firm", "The Firm")
    (True, True, False)
    """
    words_of = [set(re.findall(r"\b[^\W\d_a-z][\w’'-]*", one)) - {"The", "A", "An"} for one in (mention, name)]
    letters = "".join(word[0] for word in re.findall(r"\b[^\W\d_a-z]\w+", name))
    return not words_of[0].isdisjoint(words_of[1]) or mention.replace(".", "") == letters
