"""Attributed speech first: who speaks, how telling the words are, where it stands."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from math import log1p
from typing import ClassVar

import numpy as np
from attrs import field, frozen

from storysum import wordlists
from storysum.backends.base import number
from storysum.backends.textrank import TextRank
from storysum.memo import once_per_article
from storysum.model.article import Article
from storysum.model.quote import Quote
from storysum.model.ranking import Ranking
from storysum.model.span import Span
from storysum.quotations.finding import find_quotes
from storysum.terms.counts import terms
from storysum.terms.words import TOKEN, content, normalizer
from storysum.text.body import in_body, overlapping

_NO_SPEECH = "no speech in the article: ranked by textrank instead"
_FIRST_PERSON = frozenset(["i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"])
# What an utterance starts from; the parts below add up to one at most. So speech comes first, and
# attributed speech before any other.
_SPEECH, _PARTIAL, _UNATTRIBUTED = 1.0, 0.75, 0.5
_MOST = 2.0
# The best that is not speech stays under the least of speech, but near it: a quotation that says
# what the story says is wanted before one that does not.
_REST = 0.65
_ENOUGH = 12  # content words: more do not make a quotation more telling


@frozen
class QuoteFirst:
    """What people in the story say comes first, and with it the sentences that set it up.

    The best sentence of an utterance scores the sum of a start and of four parts, each from zero to its weight, which
    is the field of that name:

    - start: 1 for an utterance, ¾ for a few quoted words, ½ where nobody is known to have said it.
    - `voice`: how often the speaker is quoted and named in the article.
    - `telling`: how much the words say: enough, in the first person, by which a speaker judges (`telling_en.txt`).
    - `central`: the best TextRank score among its sentences.
    - `early`: where it stands.

    The story's first sentence, which sets up what is said, is chosen as though it scored `opening` of its score more:
    after the best quotation and before any other.

    The sentence before, where it names the speaker or the mention that speaks, scores a little less than the utterance.
    Speech scores from 0.65 to 1. All other sentences score below that by TextRank. In an article without speech the
    scores are TextRank's, and the ranking says so.

    Source: ours. The weights are plain choices, not tuned.
    """

    name: ClassVar[str] = "quote-first"

    voice: float = field(default=0.3, validator=number(0, 1))
    telling: float = field(default=0.3, validator=number(0, 1))
    central: float = field(default=0.2, validator=number(0, 1))
    early: float = field(default=0.2, validator=number(0, 1))
    opening: float = field(default=1.0, validator=number(0, 10))

    def rank(self, article: Article) -> Ranking:
        """One score a sentence; see the class."""
        alone = TextRank().rank(article)
        found = _utterances(article)
        if not found:
            return Ranking(alone.scores, reasons=[_NO_SPEECH])
        most = max(alone.scores) or 1.0
        central = [score / most for score in alone.scores]
        speakers, telling = _speakers(article, found), _weigher(article.language)
        speech = [0.0] * len(central)
        for one in found:
            voice, column = speakers.get(one.who, (0.0, -1))
            start = _UNATTRIBUTED if one.who is None else _PARTIAL if one.partial else _SPEECH
            score = (
                start
                + self.voice * voice
                + self.telling * telling(one.words)
                + self.central * max(central[index] for index in one.sentences)
                + self.early * (1 - one.sentences[0] / len(speech))
            )
            said = {
                index: self.central * central[index] + self.telling * telling(article.sentences[index].of(article.text))
                for index in one.sentences
            }
            best = max(said.values())  # a sentence that says less than this one scores so much less
            for index, each in said.items():
                speech[index] = max(speech[index], score - (best - each))
            before = one.sentences[0] - 1
            mentioned = one.mention is not None and article.sentences[max(0, before)].covers(one.mention)
            if before >= 0 and one.who is not None and (mentioned or column in terms(article).row(before)):
                speech[before] = max(speech[before], 0.98 * score)
        return Ranking(
            _REST + (1 - _REST) * score / _MOST if score else 0.99 * _REST * other
            for score, other in zip(speech, central, strict=True)
        )

    def places(self, article: Article) -> list[float]:
        """What each place is worth: in a story with speech its first sentence comes before a second quotation."""
        opening = next((index for index, inside in enumerate(in_body(article)) if inside), -1)
        more = self.opening if _utterances(article) else 0.0
        return [1.0 + more * (index == opening) for index in range(len(article.sentences))]

    def keep(self, article: Article, standing: Ranking) -> list[float] | None:
        """The scores of what people say, of which the best belongs in every summary; None where nobody speaks."""
        said = {index for one in _utterances(article) if one.who is not None for index in one.sentences}
        return [score if index in said else 0.0 for index, score in enumerate(standing.scores)] if said else None


@frozen
class _Utterance:
    """What one speaker says at one go."""

    sentences: list[int]  # their indices, ascending
    words: str  # the quoted words, as one text
    who: str | None  # the name, or else the mention, in lower case; None when nobody is known
    mention: Span | None
    partial: bool  # only a few words are quoted


@once_per_article
def _utterances(article: Article) -> tuple[_Utterance, ...]:
    """The quotations that share a group, together, where a sentence of the body has some of them."""
    groups: dict[int, list[Quote]] = defaultdict(list)
    for quote in find_quotes(article):
        groups[quote.group].append(quote)
    body = in_body(article)
    places = {span: index for index, span in enumerate(article.sentences) if body[index]}
    utterances = []
    for group in groups.values():
        touched = {one for quote in group for one in overlapping(article.sentences, quote.span) if one in places}
        if not touched:
            continue
        mention = next((quote.speaker for quote in group if quote.speaker), None)
        name = next((quote.person for quote in group if quote.person), mention)
        utterances.append(
            _Utterance(
                sorted(map(places.__getitem__, touched)),
                " ".join(quote.span.of(article.text) for quote in group),
                name.of(article.text).lower() if name else None,
                mention,
                all(quote.kind == "partial" for quote in group),
            )
        )
    return tuple(utterances)


def _speakers(article: Article, utterances: Sequence[_Utterance]) -> dict[str | None, tuple[float, int]]:
    """Of everybody who speaks how prominent they are, from zero to one, and the column of their name.

    Half for being quoted often, half for being named often. A name's column is that of its last word but stop words.
    """
    counted = terms(article)
    columns = {form: column for column, form in enumerate(counted.vocabulary)}
    uses = np.bincount(counted.indices, counted.counts, len(columns) + 1)  # the last is for names not found
    quoted = Counter(one.who for one in utterances if one.who is not None)
    column_of = {who: columns.get(next(reversed(content(who, article.language)), ""), len(columns)) for who in quoted}
    often, named = _shares(quoted), _shares({who: uses[at] for who, at in column_of.items()})
    return {who: ((often[who] + named[who]) / 2, at) for who, at in column_of.items()}


def _shares(counts: Mapping[str, float]) -> dict[str, float]:
    """Each as a part of the greatest, on a logarithmic scale."""
    most = log1p(max(counts.values(), default=0))
    return {who: log1p(count) / most if most else 0.0 for who, count in counts.items()}


def _weigher(language: str) -> Callable[[str], float]:
    """Tells how telling some words of a language are, from zero to one."""
    normal = normalizer(language)
    judging = frozenset(map(normal, wordlists.words("telling_en"))) if language == "en" else frozenset()

    def telling(words: str) -> float:
        found = TOKEN.findall(words)
        forms = [form for form in map(normal, found) if form]
        own = any(word.lower().replace("’", "'").partition("'")[0] in _FIRST_PERSON for word in found)
        strong = sum(form in judging for form in forms)
        return min(len(forms), _ENOUGH) / _ENOUGH / 2 + own / 4 + min(strong, 2) / 8

    return telling
