"""The best headlines of an article: candidates from several sentences, weighed against each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from attrs import frozen

from storysum.compress.clauses import main_clause
from storysum.compress.faults import DANGLING, faults
from storysum.compress.loose_ends import closed_first, loose_ends
from storysum.compress.salience import PRICE, Core, core, share
from storysum.compress.salience import matter as stem_of
from storysum.compress.sentence import LONGEST, parsed
from storysum.compress.shortening import Shortening, fitting, joined
from storysum.compress.tags import Tag
from storysum.compress.tally import tally
from storysum.compress.wanted import less_wanted
from storysum.model.article import Article
from storysum.model.budget import Limits
from storysum.model.quote import Quote
from storysum.model.span import Span
from storysum.terms.stretches import numbering, once, stretches
from storysum.text.passages import quotes_in

__all__ = ["Candidate", "headlines"]

_LOOKED_AT = 12
_FEW = 200  # sentences that are all looked at closely
_ENOUGH = 2
_LEAST_OPENING = 25  # characters; what is shorter and comes first is a scrap
_SHORT, _LONG = 6, 11
_WORD_MARKS = "\"“”‘’'.,;:!?()[]«»…"
_NO_LIMIT = 10_000

# Tuned on the writers' own titles of a development set, in two halves; see docs/concepts/headlines.md.
_USUAL_LENGTH = 12  # of a headline, in words
_FUNCTION_WORD = 0.06  # how likely one is to be in the title
_UNKNOWN_WORD = 0.05
_QUESTION = 1.0
_BUT = ", but "
_WEAK_SUBJECT = 0.3
_PRONOUN = _WEAK_SUBJECT + 1.0  # "He": a weak subject and, in `faults`, a dangling opening
_SUBJECTS = frozenset({"he", "she", "they", "we", "i"})
_LENGTH_PRICE = 0.02
_PLACE_PRICE = 0.3
_NAMELESS = 0.01
_BESIDE_THE_POINT = 0.7  # of the opening's advantage is left to a headline without a main name
_THIN, _MATTER = 0.04, 5
_MAIN_NAME = 0.06
_RANK_PRICE = 0.05


@frozen
class Candidate:
    """A headline that could run.

    Attributes:
        sentence: Which of `Article.sentences` it is made from.
        kept: What stays of it.
        score: Higher is better; comparable within one article only.
    """

    sentence: int
    kept: tuple[Span, ...]
    score: float


def headlines(
    article: Article,
    scores: Sequence[float],
    *,
    quotes: Sequence[Quote] = (),
    limits: Limits,
    may_take: Callable[[int], bool] | None = None,
) -> tuple[Candidate, ...]:
    """Headlines from the opening and the best sentences of the body, best first.

    Args:
        article: The article.
        scores: One for each of `Article.sentences`: what the backend thinks of it.
        quotes: Its quotations. A headline that keeps one whole names who speaks.
        limits: Caps on words and characters; None is no cap.
        may_take: Whether a sentence may be taken; all if not given.

    Returns:
        Nothing when no sentence fits whole and none can be shortened to fit.

    Cost: linear in the text, and at most twenty sentences are shortened.
    """
    body = tally(article).body
    if not body:
        return ()
    matter = core(article)
    ranks = _ranks(scores, body)
    found: list[Candidate] = []
    best, productive = 0.0, 0
    opening = next((index for index in body if len(article.sentences[index]) >= _LEAST_OPENING), body[0])
    for most, index in _sources(article, body, ranks, matter, may_take):
        if productive >= _ENOUGH and most < best:
            break  # neither this sentence nor a later one can do better
        sentence = article.sentences[index]
        if _only_says_who(quotes, sentence):
            continue
        speech = quotes_in(quotes, sentence)
        inside = [quote.span for quote in speech]
        asks = "?" in sentence.of(article.text)[-3:]
        shorter_ones, weak, lost, ends = _shortened(article, sentence, inside, matter, limits, _tiers(index - opening))
        fault = _WEAK_SUBJECT if weak else 0.0
        before = len(found)
        here: list[tuple[Shortening, float]] = []
        for shorter in shorter_ones:
            if not _named(article.text, shorter, speech) or _speechless(sentence, shorter, speech):
                continue
            score = _score(article.text, shorter, matter, bisect_left(body, index), ranks[index], lost) - fault
            if asks and article.text.find(_BUT, shorter.kept[-1].end, sentence.end) < 0:
                score -= _QUESTION  # but "The band has split(, but why?)" asks nothing
            here.append((shorter, score))
        for shorter, score in closed_first(here, ends):
            found.append(Candidate(index, shorter.kept, round(score, 6)))
            best = max(best, score)
        productive += len(found) > before
    return tuple(sorted(found, key=lambda one: (-one.score, one.sentence, one.kept)))


def _shortened(
    article: Article, span: Span, quotes: Sequence[Span], matter: Core, limits: Limits, tiers: int
) -> tuple[list[Shortening], bool, dict[int, float], list[tuple[int, int]]]:
    """What one sentence could be, chosen with an eye on what the article is about; is its subject a pronoun?"""
    sentence = parsed(article, span, quotes)
    clause = None if sentence is None else main_clause(sentence, bold=True)
    if sentence is None or clause is None:
        return [], False, {}, []
    chances = [_chance(token.text.strip(_WORD_MARKS), matter) if token.word else 0.0 for token in sentence.tokens]
    lost: dict[int, float] = {}  # where a word begins: what it is worth less than its counts say
    for index, left in less_wanted(sentence, clause).items():
        lost[sentence.tokens[index].start] = (1 - left) * chances[index]
        chances[index] *= left
    words, characters = limits.words or _NO_LIMIT, limits.characters or _NO_LIMIT
    for tier in range(tiers):
        fit = fitting(
            article.text,
            sentence,
            clause,
            max_words=words,
            max_characters=characters,
            taste=chances,
            tier=tier,
        )
        if fit:
            break
    before = clause.verb - 1
    while before > clause.subject and sentence.tag(before) is Tag.ADVERB:
        before -= 1
    weak = any(sentence.low(index).split("'")[0] in DANGLING for index in (clause.subject, before))
    ends = loose_ends(sentence, clause)
    return fit, weak, lost, ends


def _tiers(place: int) -> int:
    """How far a sentence may be cut: what is vague only of the first three, a bare subject only of the opening."""
    return 3 if place == 0 else 2 if 0 < place < 3 else 1


def _chance(word: str, core: Core) -> float:
    """How likely a title has the word."""
    each = stem_of(word)
    return core.weights.get(each, _UNKNOWN_WORD) if each else _FUNCTION_WORD


def _ranks(scores: Sequence[float], body: Sequence[int]) -> dict[int, float]:
    """Each body sentence's standing among them: 1 for the best, falling to 0."""
    order = sorted(body, key=lambda index: (-scores[index], index))
    last = max(1, len(order) - 1)
    return {index: 1 - place / last for place, index in enumerate(order)}


def _sources(
    article: Article,
    body: Sequence[int],
    ranks: Mapping[int, float],
    core: Core,
    may_take: Callable[[int], bool] | None,
) -> list[tuple[float, int]]:
    """Where to look, and the most that a headline from there could score; the most promising first."""
    ways = []
    for index in _promising(article, body, ranks, core):
        if may_take is not None and not may_take(index):
            continue
        sentence = article.sentences[index].of(article.text)
        words = list(dict.fromkeys([word.strip(_WORD_MARKS) for word in sentence[:LONGEST].split()]))
        place = _PLACE_PRICE / (1 + bisect_left(body, index))
        most = _most(words, core) + place + _RANK_PRICE * ranks[index] + _MAIN_NAME
        ways.append((most, _surely_lost(sentence, words, place, core), index))
    ways.sort(key=lambda way: (-way[0], way[2]))
    return sorted(
        [(most - lost, index) for most, lost, index in ways[:_LOOKED_AT]], key=lambda pair: (-pair[0], pair[1])
    )


def _surely_lost(sentence: str, words: Sequence[str], place: float, core: Core) -> float:
    """What any headline of this sentence loses: it opens on "He", asks, or has no main name."""
    lost = _PRONOUN if words and words[0].lower() in _SUBJECTS else 0.0
    if "?" in sentence[-3:] and _BUT not in sentence:
        lost += _QUESTION
    if not any(stem_of(word) in core.main for word in words):
        lost += _MAIN_NAME + ((1 - _BESIDE_THE_POINT) * place if core.main else 0.0)
    return lost


def _promising(article: Article, body: Sequence[int], ranks: Mapping[int, float], core: Core) -> Sequence[int]:
    """Of a long text only the sentences that can be among the first, told apart in arrays but for rounding."""
    if len(body) <= _FEW:
        return body
    found, plain = stretches(article), numbering()
    words = [[plain[stretch.strip(_WORD_MARKS)]] for stretch in found.distinct]
    chances = np.array([_chance(word, core) for word in plain])
    likeliest = np.argsort(-chances, kind="stable")
    standing = np.argsort(likeliest)
    worth = np.zeros(len(found))
    for some, rows, numbers in found.spread(words):
        # In each row the distinct words, likeliest first, and what the first so many of them share.
        rows, likely = np.divmod(once(rows * len(plain) + standing[numbers]), len(plain))
        nth = np.arange(len(rows)) - np.searchsorted(rows, rows)
        rows, likely, nth = rows[nth < _USUAL_LENGTH], likely[nth < _USUAL_LENGTH], nth[nth < _USUAL_LENGTH]
        shared = np.cumsum(chances[likeliest[likely]])
        before = np.concatenate([[0.0], shared])[np.searchsorted(rows, rows)]
        np.maximum.at(worth, some.start + rows, share(shared - before, np.maximum(nth + 1, _SHORT)))
    most = worth[list(body)] + _PLACE_PRICE / np.arange(1, len(body) + 1)
    most += _RANK_PRICE * np.array([ranks[index] for index in body])
    long = np.array([len(article.sentences[index]) > LONGEST for index in body])
    least = np.sort(most[~long])[-_LOOKED_AT:].min(initial=np.inf) - 1e-9
    return [body[place] for place in np.flatnonzero(long | (most >= least)).tolist()]


def _most(words: Sequence[str], core: Core) -> float:
    """The share of words in common with a title that the best of a sentence's words would have."""
    weights, stem = core.weights, stem_of
    stems = [stem(word) for word in words]
    chances = [weights.get(each, _UNKNOWN_WORD) if each else _FUNCTION_WORD for each in stems]
    chances = sorted(chances, reverse=True)[:_USUAL_LENGTH]
    best = shared = 0.0
    for length, chance in enumerate(chances, 1):
        shared += chance
        worth = share(shared, length if length > _SHORT else _SHORT)
        if worth > best:
            best = worth
    return best


def _named(text: str, shorter: Shortening, speech: Sequence[Quote]) -> bool:
    """Whether every quotation kept has its speaker with it, and none is all there is."""
    words = joined(text, shorter.kept)
    kept = {quote.group for quote in speech if any(span.overlaps(quote.span) for span in shorter.kept)}
    if any(quote.group in kept and quote.span.of(text) not in words for quote in speech):
        return False  # half of an utterance that "he said" interrupts
    for quote in speech:
        if not any(span.overlaps(quote.span) for span in shorter.kept):
            continue
        outside = [span for span in shorter.kept if not quote.span.covers(span)]
        if not outside:
            return False
        if quote.person is not None:
            last = quote.person.of(text).split()[-1]
            if last not in words.replace(quote.span.of(text), " "):
                return False
        elif quote.speaker is None or not any(span.covers(quote.speaker) for span in shorter.kept):
            return False
    return True


def _only_says_who(quotes: Sequence[Quote], sentence: Span) -> bool:
    """Whether a sentence is the “Holm asked the drummer” of speech that ends before it."""
    before = bisect_right(quotes, sentence.start, key=lambda quote: quote.span.end) - 1
    speaker = quotes[before].speaker if before >= 0 else None
    return speaker is not None and speaker.start == sentence.start


def _speechless(sentence: Span, shorter: Shortening, speech: Sequence[Quote]) -> bool:
    """Whether a sentence that opens on speech lost it: “Holm asked the drummer” is nothing without what she asked."""
    if not speech or speech[0].kind == "partial" or speech[0].span.start > sentence.start:
        return False
    return not any(span.overlaps(speech[0].span) for span in shorter.kept)


def _score(text: str, shorter: Shortening, matter: Core, place: int, rank: float, lost: Mapping[int, float]) -> float:
    words = joined(text, shorter.kept)
    plain = [word.strip(_WORD_MARKS) for word in words.split()]
    length = len(plain)
    distinct = dict.fromkeys(plain)
    stems = [stem_of(word) for word in plain]
    named = any(each in matter.names for each in stems)
    mainly = any(each in matter.main for each in stems)
    shared = sum(_chance(word, matter) for word in distinct)
    shared -= sum(less for start, less in lost.items() if any(span.start <= start < span.end for span in shorter.kept))
    return (
        share(shared, length)
        - PRICE * shorter.cost
        - _LENGTH_PRICE * (max(0, _SHORT - length) + max(0, length - _LONG))
        + (1.0 if mainly or not matter.main else _BESIDE_THE_POINT) * _PLACE_PRICE / (1 + place)
        + _RANK_PRICE * rank
        - _THIN * max(0, _MATTER - sum(bool(stem_of(word)) for word in distinct))
        - (0.0 if named or not matter.names else _NAMELESS)
        + (_MAIN_NAME if mainly else 0.0)
        - faults(text, shorter, plain, matter, place=place, named=named)
    )
