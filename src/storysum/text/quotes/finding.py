"""find_quotes: from an article to its quotations, each with its speaker where the text tells one."""

from __future__ import annotations

from storysum.model.article import Article
from storysum.model.quote import Quote
from storysum.model.span import Span
from storysum.text.quotes.attribution import Said, attribute
from storysum.text.quotes.discourse import Discourse
from storysum.text.quotes.frames import Frame, cut_frames
from storysum.text.quotes.lexicon import lexicon
from storysum.text.quotes.marks import Stretch, find_stretches
from storysum.text.quotes.mentions import Mention
from storysum.text.quotes.people import Roster

__all__ = ["find_quotes"]


def find_quotes(article: Article) -> tuple[Quote, ...]:
    """Every quotation of the article, in the order of the text, with its speaker if the text tells one."""
    stretches = find_stretches(article.text, article.blocks)
    if not stretches:
        return ()
    words = lexicon()
    said = [one for one in attribute(article, stretches, cut_frames(article, stretches), words) if one.speech]
    roster = Roster(article, words)
    discourse = Discourse(article, stretches, roster, words)
    found = []
    for one in said:
        speaker = span_of(one.source, one.mention) if one.source is not None else None
        who = discourse.person(one)
        person = who.full if who is not None else None
        stretch = stretches[one.stretch]
        found.append(
            Quote(
                span=Span(stretch.start, stretch.end),
                speaker=speaker,
                person=person,
                cue=None
                if one.cue is None or one.source is None
                else Span(one.source.starts[one.cue.first], one.source.ends[one.cue.last]),
                kind="partial" if one.partial else "speech",
                group=one.group,
            )
        )
    return tuple(found)


def span_of(frame: Frame, mention: Mention | None) -> Span | None:
    """The characters of a mention."""
    if mention is None:
        return None
    end = frame.ends[mention.last]
    if frame.possessive[mention.last]:
        end -= 1 if frame.words[mention.last][-1] in "'’" else 2
    return Span(frame.starts[mention.first], end)
