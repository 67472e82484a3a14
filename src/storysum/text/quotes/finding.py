"""find_quotes: from an article to its quotations, each with its speaker where the text tells one."""

from __future__ import annotations

from storysum.memo import once_per_article
from storysum.model.article import Article
from storysum.model.quote import Quote
from storysum.model.span import Span
from storysum.text.quotes.attribution import attribute
from storysum.text.quotes.discourse import Discourse
from storysum.text.quotes.frames import Frame, cut_frames
from storysum.text.quotes.lexicon import lexicon
from storysum.text.quotes.marks import marked
from storysum.text.quotes.mentions import Mention
from storysum.text.quotes.people import roster

__all__ = ["find_quotes"]


@once_per_article
def find_quotes(article: Article) -> tuple[Quote, ...]:
    """Every quotation of the article, in the order of the text, with its speaker where the text tells one.

    Only stretches between marks are returned, and only those in body blocks and list items that somebody
    is said to have spoken or written; titles, nicknames, lyrics and scare quotes are not.

    Returns:
        Quotes whose `speaker` is the mention nearest by, and whose `person` is the fullest form of that
        name; either is None where the text does not say, or where two people fit.

    Cost: Linear in the text, whatever the text.

    >>> from storysum.model.article import Block
    >>> text = "Lena Quist met Abel Foss in Leeds. “I was terrified,” he says."
    >>> article = Article(text, blocks=(Block(Span(0, 62), "body"),), sentences=(Span(0, 34), Span(35, 62)))
    >>> [(quote.span.of(text), quote.speaker.of(text), quote.person.of(text)) for quote in find_quotes(article)]
    [('“I was terrified,”', 'he', 'Abel Foss')]
    """
    stretches = marked(article)
    if not stretches:
        return ()
    words = lexicon()
    said = [one for one in attribute(article, stretches, cut_frames(article, stretches), words) if one.speech]
    discourse = Discourse(article, stretches, roster(article), words)
    found = []
    for one in said:
        stretch, source, cue = stretches[one.stretch], one.source, one.cue
        who = discourse.person(one)
        mention = cue.mention.of or cue.mention if cue and cue.mention else None  # whom “who” stands for
        speaker = _span_of(source, mention) if source and mention else None
        person = who.full if who is not None else None
        if person is None and source and article.blocks[source.block].role == "heading":
            person = speaker  # a name that has a line to itself
        found.append(
            Quote(
                span=Span(stretch.start, stretch.end),
                speaker=speaker,
                person=person,
                cue=Span(source.starts[cue.first], source.ends[cue.last]) if source and cue else None,
                kind="partial" if one.partial else "speech",
                group=one.group,
            )
        )
    return tuple(found)


def _span_of(frame: Frame, mention: Mention) -> Span:
    """The characters of a mention, without a genitive ending."""
    end = frame.ends[mention.last]
    if frame.possessive[mention.last]:
        end -= 1 if frame.words[mention.last][-1] in "'’" else 2
    return Span(frame.starts[mention.first], end)
