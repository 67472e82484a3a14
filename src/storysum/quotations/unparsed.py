"""Who said it in a language that the network does not read: one name right beside the quotation, or nobody.

Nothing is known of the grammar but capitals. A name is two or more words in a row with capitals, articles and
the like aside, or the last word of such a name of the same story. It is the speaker where it stands within a few
words of the marks, in the same sentence, and no other name does. In scripts without capitals only labels and
signatures tell who speaks.
"""

import re
from collections.abc import Mapping, Sequence

from storysum.model.article import Article
from storysum.model.quote import Quote
from storysum.model.span import Span
from storysum.quotations.dialogue import labelled, signed
from storysum.quotations.sentences import Sentence, is_partial, sentences
from storysum.text.languages import function_words
from storysum.text.marks.stretches import Stretch, marked

_NEAR = 4  # words between a quotation and its speaker
_REACH = 200  # characters on either side that are looked at
_SOME = 4  # words of a woven stretch that may be speech
_SURE = 0.5  # nothing was measured outside of English
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_END = re.compile(r"[.!?…。！？][’'\"”»)]*(?=\s|$)")
_STOPS = ".?!,。！？،؟…"
_PARTICLES = frozenset("de del della da di du la le van von der den ter af zu".split())
# What opens a sentence in front of who says it, and has a capital for that alone.
_ACCORDING = frozenset("selon según secondo segundo laut volgens enligt ifølge według".split())
# In German a name goes on with “der” behind “von” only, and a noun may stand in front: der Trommler Jens Holm der Band.
_ARTICLES = frozenset("der die dem den".split())


def quotes_beside(article: Article) -> tuple[Quote, ...]:
    """The quotations of an article, each with the name beside it.

    Cost: linear in the text.
    """
    text, stretches = article.text, marked(article)
    names = [name for name in _names(article, 0, len(text)) if " " in name.of(text)]
    whole = {name.of(text).split()[-1]: name for name in reversed(names)}  # the first that ends on that word
    found: list[Quote] = []
    group = -1
    last: tuple[Sentence, Span | None] | None = None
    cut = (sentence for some in sentences(article).values() for sentence in some)
    for one, index in ((sentence, index) for sentence in cut for index in sentence.inside):
        stretch = stretches[index]
        woven = is_partial(text, stretch, one.start)
        speaker = _speaker(article, one, index, stretches, whole)
        if stretch.adrift or not _is_speech(text, stretch, woven=woven, named=speaker is not None):
            continue
        group += speaker is None or last != (one, speaker)
        last = one, speaker
        person = None if speaker is None else whole.get(speaker.of(text).split()[-1], speaker)
        sure = _SURE if speaker is not None else 0.0
        span = Span(stretch.start, stretch.end)
        found.append(Quote(span, speaker, person, None, "partial" if woven else "speech", group, sure))
    return tuple(found)


def _speaker(
    article: Article, one: Sentence, index: int, stretches: Sequence[Stretch], whole: Mapping[str, Span]
) -> Span | None:
    """The name that labels or signs a stretch, or the only one that stands beside it."""
    text, stretch = article.text, stretches[index]
    first, last = index == one.inside[0], index == one.inside[-1]
    opens = not text[one.start : stretch.start].strip()
    told = labelled(article, one.start, stretch) or signed(article, stretch, opens=opens)
    if told is not None:
        return told
    start = max(stretch.start - _REACH, one.start if first else stretches[index - 1].end)
    end = min(stretch.end + _REACH, one.end if last else stretches[index + 1].start)
    stop = _END.search(text, stretch.end, end)
    after = stop.start() if stop is not None else end
    beside = [
        name
        for name in (*_names(article, start, stretch.start), *_names(article, stretch.end, after))
        if (" " in name.of(text) or name.of(text) in whole)
        and len(_WORD.findall(text, min(name.end, stretch.end), max(name.start, stretch.start))) <= _NEAR
    ]
    return beside[0] if len({name.of(text).split()[-1] for name in beside}) == 1 else None


def _is_speech(text: str, stretch: Stretch, *, woven: bool, named: bool) -> bool:
    """Whether somebody spoke: not in a title, nor in a word or two."""
    inside = stretch.inside.of(text)
    if woven:
        return named and len(inside.split()) >= _SOME
    return named or inside.rstrip()[-1:] in tuple(_STOPS) or text[stretch.end : stretch.end + 1] in (",", "、", "，")


def _names(article: Article, start: int, end: int) -> list[Span]:
    """Words in a row with capitals, and what stands between parts of names; articles and the like in front go."""
    text, stops = article.text, function_words(article.language) | _ACCORDING
    articles = _ARTICLES if article.language == "de" else frozenset[str]()
    found: list[Span] = []
    at, before = None, ""  # where a name may go on, and the word before
    for word in _WORD.finditer(text, start, end):
        capital, goes_on = word[0][0].isupper(), at is not None and text[at : word.start()] in (" ", "\xa0")
        if goes_on and (capital or (word[0] in _PARTICLES and (word[0] not in articles or before in _PARTICLES))):
            at = word.end()
            if capital:
                found[-1] = Span(found[-1].start, at)
        elif capital and word[0].lower() not in stops:
            at = word.end()
            found.append(Span(word.start(), at))
        else:
            at = None
        before = word[0]
    return [_without_noun(text, name) for name in found] if articles else found


def _without_noun(text: str, name: Span) -> Span:
    """A German name without the noun between an article and it: (der) Trommler Jens Holm."""
    first, *others = name.of(text).split(" ")
    known = len(others) > 1 and text[max(0, name.start - 4) : name.start - 1] in _ARTICLES
    return Span(name.start + len(first) + 1, name.end) if known else name
