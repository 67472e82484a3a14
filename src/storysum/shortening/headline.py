"""The headline: the choice of one of the first sentences, and of one of its cuts.

A linear model predicts a grade for each cut of the first sentence. If no grade is good enough, the next `LOOKED_AT`
sentences are tried, and then the rest of the first twenty. The features are few and whole numbers; their weights are in
`weights/headline.txt`, fitted by `python -m training.headline` on grades that readers gave and on the original titles.
Some features say how much a cut is likely to share with a title; they use a second, smaller model of the chance of each
word (`features.WORD_FEATURES`). What no headline may be is not a feature but a rule (`why_not`).
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise, product

from attrs import frozen

from storysum.model.article import Article
from storysum.model.budget import Limits, count_words
from storysum.model.choice import Refused
from storysum.model.quote import Quote
from storysum.model.span import Span
from storysum.shortening.features import TOLD_IN, Matter, features, model
from storysum.shortening.reading import Reading
from storysum.shortening.sentences import Cut, Sentence, sentences
from storysum.shortening.tree import LONGEST
from storysum.text.body import in_body
from storysum.text.passages import quotes_in

LOOKED_AT = 3
_WELL, _POOR = 157_000, 2 * 65536  # grades from which no other, or no further, sentence is tried
_FULLER = 3300  # a twentieth of a grade, lost for each word that a cut has fewer than twelve
_OPENING = 2  # how many of these are the next ones; the others have the highest scores
Variant = tuple[int, bool, int | None]
# Lighter and heavier cuts of one sentence: the bias in sixteenths of log-odds, whether arcs count only for words behind
# their heads, and a cap on words.
VARIANTS = ((0, False, None), (64, False, None), (24, True, None), (0, False, 9), (0, False, 7))
_FEWEST = 3  # words of a headline
_UNREAD = ("always", "opening")  # features that need no parse


@frozen
class Candidate:
    """A cut that may be a headline."""

    sentence: int  # the index of its sentence in `Article.sentences`
    cut: Cut
    features: Mapping[str, int]  # those that are missing are 0
    score: int  # the predicted grade, from 0 to 4, in 65536ths
    nameless: bool = False  # not from the first sentence, opens with a pronoun, names nobody


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
        article: The article, in English; a sentence of another language is used whole or not at all.
        scores: The backend's score of each of `Article.sentences`.
        quotes: Its quotations. A headline that keeps one keeps it whole and names the speaker.
        limits: Caps on words and characters; None is no cap.
        may_take: Whether a sentence may be used.

    Cost: linear in the text; at most twenty sentences are parsed.
    """
    found, told = list[Candidate](), able(article, limits, may_take)
    first, later = told[:1], told[1:]
    likely = [*later[:_OPENING], *sorted(later[_OPENING:], key=lambda index: -scores[index])]
    for some, enough in ((first, _WELL), (likely[:LOOKED_AT], _POOR), (sorted(likely[LOOKED_AT:]), 0)):
        found = ranked([*found, *candidates(article, some, quotes=quotes, limits=limits)])
        well = bool(found) and found[0].score >= enough and not found[0].nameless
        if found and (well or article.language != "en"):
            yield from found
            found = []
    yield from found


def able(article: Article, limits: Limits, may_take: Callable[[int], bool]) -> list[int]:
    """The indices of the sentences that a headline could be made from."""
    body = [index for index, inside in enumerate(in_body(article)) if inside][:TOLD_IN]
    return [index for index in body if may_take(index) and _may_tell(article, index, limits)]


def ranked(found: Sequence[Candidate]) -> list[Candidate]:
    """Candidates, best first: nameless ones last, then by the best cut of their sentence, then by score and length."""
    best: dict[int, int] = {}
    for one in found:
        best[one.sentence] = max(one.score, best.get(one.sentence, one.score))

    def rank(one: Candidate) -> tuple[bool, int, int, int, tuple[Span, ...]]:
        fuller = _FULLER * one.features.get("room", 0) - one.score
        return one.nameless, -best[one.sentence], one.sentence, fuller, one.cut.kept

    return sorted(found, key=rank)


def candidates(
    article: Article,
    wanted: Sequence[int],
    *,
    quotes: Sequence[Quote],
    limits: Limits,
    variants: Sequence[Variant] = VARIANTS,
) -> list[Candidate]:
    """All cuts of these sentences that may be headlines, with their features."""
    if not wanted:
        return []
    matter = Matter(article)
    found = []
    for index, sentence in zip(wanted, sentences(article, wanted), strict=True):
        for cut in _cuts(article, sentence, limits, variants):
            if not why_not(article, index, sentence, cut, quotes):
                told = features(article, index, sentence, cut, matter)
                if article.language != "en":  # the parse is of English
                    told = {name: told[name] for name in _UNREAD if name in told}
                score = sum(model().cut.get(name, 0) * value for name, value in told.items())
                found.append(Candidate(index, cut, told, score, "behind" in told and _nameless(sentence, cut)))
    return found


def _nameless(sentence: Sentence, cut: Cut) -> bool:
    """Whether a cut opens with a pronoun that stands for somebody and contains no name."""
    r, pos = sentence.reading, sentence.parse.pos
    first = next(filter(r.refers, cut.words), cut.words[0])
    return r.pronoun(first) and r.base[first] != "expl" and all(pos[word] != "PROPN" for word in cut.words)


def _cuts(article: Article, sentence: Sentence, limits: Limits, variants: Sequence[Variant]) -> Iterator[Cut]:
    """The distinct cuts of a sentence within limits; all of it where it cannot be cut."""
    if sentence.whole or article.language != "en":
        if len(sentence.parse):
            yield sentence.uncut(Span(sentence.parse.words[0].start, sentence.parse.words[-1].end))
        return
    known: set[tuple[int, ...]] = set()
    for roots in (sentence.clauses, [sentence.parse.root]):
        for root, (bias, behind, fewer) in product(roots, variants):
            words = min((cap for cap in (fewer, limits.words) if cap is not None), default=None)
            loose = fewer is None  # articles go where nothing fits otherwise, not to be brief
            caps = {"words": words, "characters": limits.characters}
            cut = sentence.cut(**caps, bias=bias, root=root, loose=loose, behind=behind)
            if cut is not None and (cut := sentence.without_lead(cut)).words not in known:
                known.add(cut.words)
                yield cut
        if known:
            return
        sentence.free_determiners()


def _may_tell(article: Article, index: int, limits: Limits) -> bool:
    """Whether a sentence is no question, and fits or can be cut; over `LONGEST` words it stays whole."""
    said = article.sentences[index].of(article.text)
    if said.rstrip("\"”’'») ").endswith("?"):
        return False
    words = count_words(said)
    return words <= LONGEST or limits.allow(words=words, sentences=1, characters=len(said))


def why_not(article: Article, index: int, sentence: Sentence, cut: Cut, quotes: Sequence[Quote]) -> str:
    """The reason why a cut may not be a headline; empty if it may.

    Quotations stay whole, with their speaker. Outside them there is no “I”, “we” or “you”, and if the main word is a
    verb it has a subject.
    """
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
    if sentence.limited and len(words) < len(sentence.mark) - sum(sentence.mark):
        return "it may leave out a condition"
    r, spans, first, top = sentence.reading, sentence.parse.words, words[0], sentence.top(set(words))
    if sentence.claims_nothing(set(words)):
        return "it says who claims something, and not what"
    if any(_speaks(r, word) and not any(quote.span.covers(spans[word]) for quote in speech) for word in words):
        return "it says I, we or you, and nobody is quoted"
    half = r.base[first] == "case" and r.parent(r.parent(first)) not in words
    opens = r.base[first] == "mark" or (r.base[first] == "advmod" and r.among(first, "openers"))
    if half or (opens and r.parent(first) == top) or sentence.parse.pos[top] == "AUX":
        return "it is half a sentence"
    return "" if sentence.has_subject(set(words)) else "it does not say of whom or what it tells"


def _speaks(r: Reading, word: int) -> bool:
    """Whether a word is an “I”, “we” or “you”; not “US”, nor “you” of “pay-as-you-go”."""
    form, *after = r.parse.forms[word : word + 2]
    return r.among(word, "speakers") and form not in ("US", "MY") and after != ["-"]


def _named(text: str, cut: Cut, speech: Sequence[Quote]) -> bool:
    """Whether a cut keeps every quotation that it touches whole, with its speaker outside the quotation."""
    touched = [quote for quote in speech if any(span.overlaps(quote.span) for span in cut.kept)]
    missing = (quote for quote in speech if not any(span.covers(quote.span) for span in cut.kept))
    if not {quote.group for quote in touched}.isdisjoint(quote.group for quote in missing):
        return False
    for quote in touched:
        outside = " ".join(span.of(text) for span in cut.kept).replace(quote.span.of(text), " ")
        if quote.person is not None:
            named = quote.person.of(text).split()[-1] in outside
        elif quote.speaker is not None:
            named = any(span.overlaps(quote.speaker) for span in cut.kept)
        else:
            named = quote.kind == "partial"  # a few quoted words may have no speaker: a title, a nickname
        if not named:
            return False
    return True


def _says_who(article: Article, quotes: Sequence[Quote], index: int, cut: Cut) -> bool:
    """Whether only an attribution like “Holm asked the drummer” is left: the speech stands before it or was cut off."""
    sentence = article.sentences[index]
    before = bisect_right(quotes, sentence.start, key=lambda quote: quote.span.end) - 1
    speaker = quotes[before].speaker if before >= 0 else None
    if speaker is not None and speaker.start == sentence.start:
        return True
    speech = quotes_in(quotes, sentence)
    if not speech or speech[0].kind == "partial" or speech[0].span.start > sentence.start:
        return False
    return not any(span.overlaps(speech[0].span) for span in cut.kept)


def cut_of(article: Article, index: int, words: Sequence[Span], quotes: Sequence[Quote]) -> Cut:
    """The cut of a sentence that keeps these words, with the marks that they need.

    The words must be a subtree of the main clause or of one beside it, and must not leave out what a constraint ties to
    them: so the cut changes neither who claims what, nor whether it is true, nor how much. They are given as they stood
    between white space, in order.

    Raises:
        Refused: If they are no such cut, or no headline.

    Cost: the sentence is parsed.
    """
    if any(after.start < before.end for before, after in pairwise(words)):
        raise Refused("its words are out of order, or one is there twice")
    (sentence,) = sentences(article, [index])
    spans = sentence.parse.words
    kept = {word for word, span in enumerate(spans) if any(one.covers(span) for one in words)}
    if sentence.whole or article.language != "en":
        if any(word not in kept and any(map(str.isalnum, span.of(article.text))) for word, span in enumerate(spans)):
            raise Refused("of that sentence no word can be left out")
        cut = sentence.uncut(Span(spans[0].start, spans[-1].end)) if spans else None
    else:
        cut = sentence.keeping({word for word in kept if not sentence.mark[word]})
    if cut is None:
        raise Refused(_parted(article.text, sentence, kept))
    if why := why_not(article, index, sentence, cut, quotes):
        raise Refused(why)
    return cut


def _parted(text: str, sentence: Sentence, kept: set[int]) -> str:
    """The reason why these words are no cut: two words that cannot be separated, if there are any."""
    for word, parent in enumerate(sentence.parents):
        if parent is None or sentence.mark[word] or (word in kept) == (parent in kept):
            continue
        if word in kept or sentence.tied[word]:
            pair = (word, parent) if word in kept else (parent, word)
            there, missing = (sentence.parse.words[one].of(text) for one in pair)
            return f"“{there}” cannot stay without “{missing}”"
    return "its words are no clause of the sentence"
