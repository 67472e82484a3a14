"""The headline: which of the first sentences tells the story, and which of its cuts.

A log-linear model weighs the cuts of at most `LOOKED_AT` sentences of the first twenty. Its features are
few and whole numbers; `weights/headline.txt` has their weights, fitted by `python -m training.headline`
on stories with the writers' own titles. One of them is what a cut is likely to share with a title: the
chances of its words, of which a second, smaller model knows (`WORD_FEATURES`), over its length. What no
headline may be is no feature but a rule (`may_be_told`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import product

from attrs import frozen

from storysum.model.article import Article
from storysum.model.budget import Limits
from storysum.model.parse import Parse
from storysum.model.quote import Quote
from storysum.model.span import Span
from storysum.shortening.constraints import LEAST_MARGIN
from storysum.shortening.sentences import Cut, Sentence, sentences
from storysum.syntax import parse_words
from storysum.terms.counts import terms
from storysum.terms.words import normalizer
from storysum.text.body import in_body
from storysum.text.passages import quotes_in

__all__ = ["FEATURES", "Candidate", "candidates", "headlines"]

TOLD_IN = 20
"""A headline is made of one of so many first sentences of the body."""
LOOKED_AT = 4
"""So many of them are parsed; the others only where none of these can be told."""
REREAD = 4
"""So many of the best cuts are parsed as sentences of their own."""
MISREAD = 300
"""What each word costs, in 1024ths of log-odds, that then hangs elsewhere."""
_OPENING = 3
# The same sentence cut more and less: sixteenths of log-odds that are added to each word.
_BIASES = (0, 24, 64, 128)
_FEWEST = 3  # words
_SHARE = 16
_UNREAD = ("second", "third", "later", "rank", "short")  # features that need no parse
_STEP = 256  # a sixteenth of a log-odds, in the units of the weights of words
_STOP_WORD = 120  # thousandths: how likely a title has one
_USUAL = 6  # words of a title

FEATURES = {
    "shared": "what it is likely to share with a title, in thousandths",
    "second": "from the second sentence",
    "third": "from the third or fourth",
    "later": "from a later one",
    "rank": "how high the backend ranks the sentence, 0 to 16",
    "short": "words below seven",
    "odds": "what keep gives a word in the mean, in sixteenths",
    "lost": "what keep gives to the words that went, a word that stayed, in sixteenths",
    "paid": "prices of what should have stayed, in sixteens, at most 16",
    "clause": "of a clause that is not the main one",
    "pronoun": "pronouns that stand for somebody or something",
    "opens on a pronoun": "who is meant is said elsewhere",
    "opens on the": "the thing was brought up before",
    "verbless": "its main word is no verb",
    "past perfect": "it tells what had been before",
    "speech": "it has speech",
    "there is": "it says that something exists",
    "judges": "should, must; an adjective for a main word",
    "unsure": "an arc that was cut was not sure",
    "bare": "nouns that lost all that said which or what of",
    "bare the": "such with “the” before them",
    "modifiers": "words before a noun that went: “European” of “European leaders”",
    "doubts": "words that a cut brought together and whose arcs were not sure",
    "stops": "it ends before what goes on without a pause",
    "stops early": "such, and keep would have kept words of that",
}
"""The features of a cut, and what each says."""
WORD_FEATURES = {
    "": "always",
    "keep": "its log-odds, in sixteenths",
    "keep in the opening": "the same in the first sentence",
    "sentences": "in how many of the first forty it stands, at most 10",
    "share": "in how many of a hundred",
    "once": "in this one only",
    "capital": "it has a capital within the sentence",
    "capital sentences": "then in how many sentences it stands, at most 10",
    "name": "a proper noun",
    "noun": "a noun",
    "verb": "a verb",
    "adjective": "an adjective",
    "number": "a number",
    "place": "how many words stand before it, at most 30",
    "opening": "it is of the first sentence",
}
"""The features of a word that is no stop word: is it in a title?"""


@frozen
class Candidate:
    """A cut that may be told as the news.

    Attributes:
        sentence: Which of `Article.sentences` it is made from.
        parsed: That sentence, ready to be cut.
        cut: What stays of it.
        features: By name; those that are not there are 0.
        score: Their weighted sum: higher is better, within one article.
    """

    sentence: int
    parsed: Sentence
    cut: Cut
    features: Mapping[str, int]
    score: int


@frozen
class _Model:
    """What `weights/headline.txt` says: the weights by name, and the chance, in thousandths, of sums from -6 to 6."""

    cut: Mapping[str, int]
    word: tuple[int, ...]
    chances: tuple[int, ...]

    def chance(self, features: Sequence[int]) -> int:
        """How likely a title has a word, in thousandths."""
        total = sum(weight * value for weight, value in zip(self.word, features, strict=True))
        middle = len(self.chances) // 2
        return self.chances[min(2 * middle, max(0, middle + total // _STEP))]


@cache
def _model() -> _Model:
    text = files("storysum.shortening").joinpath("weights", "headline.txt").read_text(encoding="utf-8")
    rows = [line.rpartition(":") for line in text.splitlines() if line and not line.startswith("#")]
    told = {name: tuple(map(int, values.split())) for name, _, values in rows}
    return _Model(
        {name: told[name][0] for name in FEATURES if name in told},
        tuple(told[f"word {name}".strip()][0] for name in WORD_FEATURES),
        told["chances"],
    )


def headlines(
    article: Article,
    scores: Sequence[float],
    *,
    quotes: Sequence[Quote] = (),
    limits: Limits,
    may_take: Callable[[int], bool] = lambda _: True,
) -> Iterator[Candidate]:
    """Headlines of an article, best first.

    Args:
        article: The article, in English: sentences of another language are told whole or not at all.
        scores: One for each of `Article.sentences`: what the backend thinks of it.
        quotes: Its quotations. A headline that keeps one keeps it whole and names who speaks.
        limits: Caps on words and characters; None is no cap.
        may_take: Whether a sentence may be taken.

    Cost: linear in the text; at most twenty sentences are parsed.
    """
    body = [index for index, inside in enumerate(in_body(article)) if inside][:TOLD_IN]
    able = [index for index in body if may_take(index) and not _asks(article, index)]
    likely = sorted(able[_OPENING:], key=lambda index: -scores[index])
    first = [*able[:_OPENING], *likely[: LOOKED_AT - _OPENING]]
    for wanted in (first, [index for index in able if index not in first]):
        found = candidates(article, wanted, scores, quotes=quotes, limits=limits)
        ordered = sorted(found, key=lambda one: (-one.score, one.sentence, one.cut.kept))
        best = ordered[:REREAD] if article.language == "en" else []
        anew = parse_words([_forms(one.parsed, one.cut) for one in best])
        moved = [_moved(one.parsed, one.cut, parse) for one, parse in zip(best, anew, strict=True)]
        order = sorted(range(len(best)), key=lambda place: MISREAD * moved[place] - best[place].score)
        yield from (best[place] for place in order)
        yield from ordered[len(best) :]


def candidates(
    article: Article, wanted: Sequence[int], scores: Sequence[float], *, quotes: Sequence[Quote], limits: Limits
) -> list[Candidate]:
    """All cuts of some sentences that may be told, with their features."""
    if not wanted:
        return []
    matter = _Matter(article)
    found = []
    for index, sentence in zip(wanted, sentences(article, wanted), strict=True):
        for cut in _cuts(article, sentence, limits):
            if may_be_told(article, index, sentence, cut, quotes):
                features = _features(article, index, sentence, cut, scores, quotes, matter)
                if article.language != "en":  # the parse is of English
                    features = {name: features[name] for name in _UNREAD if name in features}
                score = sum(_model().cut.get(name, 0) * value for name, value in features.items())
                found.append(Candidate(index, sentence, cut, features, score))
    return found


def _forms(sentence: Sentence, cut: Cut) -> list[str]:
    """The words of a cut as a sentence of its own."""
    first, *rest = (sentence.parse.forms[word] for word in cut.words)
    return [first[:1].upper() + first[1:], *rest]


def _moved(sentence: Sentence, cut: Cut, anew: Parse) -> int:
    """How many words of a cut hang on others where it is parsed alone: a reader would stumble, too."""
    place = {word: number for number, word in enumerate(cut.words)}
    moved = 0
    for number, word in enumerate(cut.words):
        above = next((one for one in sentence.parse.ancestors(word) if one in place), None)
        moved += not sentence.mark[word] and anew.parent(number) != (None if above is None else place[above])
    return moved


def _cuts(article: Article, sentence: Sentence, limits: Limits) -> Iterator[Cut]:
    """What a sentence could be within limits."""
    if sentence.whole or article.language != "en":
        if len(sentence.parse):
            yield sentence.uncut(Span(sentence.parse.words[0].start, sentence.parse.words[-1].end))
        return
    known: set[tuple[int, ...]] = set()
    for roots in (sentence.clauses, [sentence.parse.root]):
        for root, bias in product(roots, _BIASES):
            cut = sentence.cut(words=limits.words, characters=limits.characters, bias=bias, root=root, loose=True)
            cut = None if cut is None else sentence.without_lead(cut)
            if cut is not None and cut.words not in known:
                known.add(cut.words)
                yield cut
        if known:
            return
        sentence.free_articles()


def _asks(article: Article, index: int) -> bool:
    return article.sentences[index].of(article.text).rstrip("\"”’'») ").endswith("?")


def may_be_told(article: Article, index: int, sentence: Sentence, cut: Cut, quotes: Sequence[Quote]) -> bool:
    """Whether a cut may stand as a headline: it is no answer of an interview, and who speaks is named.

    Speech stays whole, with its speaker. Outside of it nobody says “I”, “we” or “you”; what is left has
    a subject where its main word is a verb.
    """
    return not why_not(article, index, sentence, cut, quotes)


def why_not(article: Article, index: int, sentence: Sentence, cut: Cut, quotes: Sequence[Quote]) -> str:
    """Why a cut may not stand as a headline; empty where it may."""
    speech = quotes_in(quotes, article.sentences[index])
    words = [word for word in cut.words if not sentence.mark[word]]
    if len(words) < _FEWEST:
        return f"it has fewer than {_FEWEST} words"
    if not _named(article.text, cut, speech):
        return "it has half a quotation, or one without its speaker"
    if _says_who(article, quotes, index, cut):
        return "it says who spoke, and not what was said"
    if article.language != "en":
        return ""  # the parse is of English
    spans = sentence.parse.words
    outside = [word for word in words if not any(quote.span.covers(spans[word]) for quote in speech)]
    if any(_speaks(sentence, word) for word in outside):
        return "it says I, we or you, and nobody is quoted"
    if sentence.reading.low[words[0]] == "that" and sentence.reading.base[words[0]] == "mark":
        return "it is half a sentence"
    return "" if sentence.has_subject(set(cut.words)) else "it does not say of whom or what it tells"


def _refers(sentence: Sentence, word: int) -> bool:
    """Whether a word names something or stands for it."""
    return sentence.parse.pos[word] in ("NOUN", "PROPN", "NUM") or sentence.reading.pronoun(word)


def _speaks(sentence: Sentence, word: int) -> bool:
    """Whether a word is an “I”, “we” or “you”; US is none, nor pay-as-you-go."""
    forms, after = sentence.parse.forms, sentence.parse.forms[word + 1 : word + 2]
    return sentence.reading.among(word, "speakers") and forms[word] not in ("US", "MY") and after != ("-",)


def _named(text: str, cut: Cut, speech: Sequence[Quote]) -> bool:
    """Whether every quotation that a cut touches is in it whole, with its speaker beside it."""
    touched = [quote for quote in speech if any(span.overlaps(quote.span) for span in cut.kept)]
    groups = {quote.group for quote in touched}
    for quote in speech:
        if quote.group in groups and not any(span.covers(quote.span) for span in cut.kept):
            return False
    for quote in touched:
        outside = " ".join(span.of(text) for span in cut.kept).replace(quote.span.of(text), " ")
        if quote.person is not None:
            if quote.person.of(text).split()[-1] not in outside:
                return False
        elif quote.speaker is None:
            if quote.kind == "speech":
                return False  # a few words in marks may be nobody's: a title, a nickname
        elif not any(span.overlaps(quote.speaker) for span in cut.kept):
            return False
    return True


def _says_who(article: Article, quotes: Sequence[Quote], index: int, cut: Cut) -> bool:
    """Whether only “Holm asked the drummer” is left of speech: what she said stands before, or was cut off."""
    sentence = article.sentences[index]
    before = bisect_right(quotes, sentence.start, key=lambda quote: quote.span.end) - 1
    speaker = quotes[before].speaker if before >= 0 else None
    if speaker is not None and speaker.start == sentence.start:
        return True
    speech = quotes_in(quotes, sentence)
    if not speech or speech[0].kind == "partial" or speech[0].span.start > sentence.start:
        return False
    return not any(span.overlaps(speech[0].span) for span in cut.kept)


class _Matter:
    """In how many of the first sentences each word stands."""

    def __init__(self, article: Article) -> None:
        counted = terms(article)
        size = min(2 * TOLD_IN, len(counted))
        numbers = counted.indices[: counted.indptr[size]].tolist()  # a row has each of its words once
        self.normal = normalizer(article.language)
        self.of = Counter(counted.vocabulary[number] for number in numbers)
        self.sentences = max(1, size)


def word_features(sentence: Sentence, word: int, sentences_with: int, share: int, opening: bool) -> tuple[int, ...]:
    """The features of a word, in the order of `WORD_FEATURES`."""
    parse, often = sentence.parse, min(10, sentences_with)
    capital, pos = sentence.reading.capital(word) and word > 0, parse.pos[word]
    said = (
        *(1, parse.odds[word], parse.odds[word] * opening, often, share, sentences_with < 2, capital, often * capital),
        *(pos == name for name in ("PROPN", "NOUN", "VERB", "ADJ", "NUM")),
        *(min(30, word), opening),
    )
    return tuple(map(int, said))


def words_of(sentence: Sentence, matter: _Matter, words: Sequence[int], opening: bool) -> dict[str, tuple[int, ...]]:
    """The features of the distinct words among some, stop words left out, by their normal forms."""
    found: dict[str, tuple[int, ...]] = {}
    for word in words:
        form = matter.normal(sentence.parse.forms[word])
        if form and form not in found:
            often = matter.of[form]
            found[form] = word_features(sentence, word, often, 100 * often // matter.sentences, opening)
    return found


def _features(
    article: Article,
    index: int,
    sentence: Sentence,
    cut: Cut,
    scores: Sequence[float],
    quotes: Sequence[Quote],
    matter: _Matter,
) -> dict[str, int]:
    r, parse = sentence.reading, sentence.parse
    words = [word for word in cut.words if not sentence.mark[word]]
    length = len(" ".join(span.of(article.text) for span in cut.kept).split())
    root = sentence.top(set(cut.words))
    place = sum(in_body(article)[:index])
    higher = sum(score > scores[index] for score in scores[: 2 * TOLD_IN])
    chances = [_model().chance(told) for told in words_of(sentence, matter, words, place == 0).values()]
    chances += [_STOP_WORD] * (length - len(chances))
    opener = words[0] - (words[0] - 1 in sentence.articles)  # “The” of “The studio”, also where it went
    bare, following = sentence.bare(cut), sentence.following(cut)
    said = {
        "shared": 2 * sum(chances) // (length + _USUAL),
        "second": place == 1,
        "third": place in (2, 3),
        "later": place > 3,
        "rank": _SHARE - _SHARE * higher // max(1, len(scores[: 2 * TOLD_IN])),
        "short": max(0, 7 - length),
        "odds": sum(parse.odds[word] for word in words) // len(words),
        "lost": cut.lost // len(words),
        "paid": min(16, -(-cut.paid // 16)),
        "clause": cut.clause,
        "pronoun": sum(map(r.pronoun, words[1:])),
        "opens on a pronoun": r.pronoun(next((word for word in words if _refers(sentence, word)), words[0])),
        "opens on the": r.low[opener] in ("the", "this", "that", "these", "those") and not r.capital(opener + 1),
        "verbless": parse.pos[root] not in ("VERB", "AUX") and not r.kids(root, "cop"),
        "past perfect": any(r.low[child] in ("had", "'d") for child in r.kids(root, "aux")),
        "speech": any(
            span.overlaps(quote.span) for quote in quotes_in(quotes, article.sentences[index]) for span in cut.kept
        ),
        "there is": any(r.low[child] == "there" for child in r.kids(root, "expl")),
        "judges": parse.pos[root] == "ADJ"
        or any(r.low[child] in ("should", "must", "ought") for child in r.kids(root, "aux")),
        "unsure": cut.margin < LEAST_MARGIN,
        "bare": len(bare),
        "bare the": sum(any(r.low[one] == "the" for one in r.kids(word, "det")) for word in bare),
        "modifiers": len(sentence.modifiers(cut)),
        "doubts": sentence.doubts(cut),
        "stops": (len(following) > 0) * (1 + (parse.pos[words[-1]] == "VERB")),
        "stops early": min(8, sum(max(0, parse.odds[word]) for word in following) // 16),
    }
    return {name: int(value) for name, value in said.items() if value}
