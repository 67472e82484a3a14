"""The best headlines of an article: candidates from several sentences, weighed against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from storysum.compress.clauses import main_clause
from storysum.compress.lexicon import listed
from storysum.compress.salience import PRICE, Core, core, function, share, stem
from storysum.compress.sentence import LONGEST, Unbalanced, parse
from storysum.compress.shortening import Shortening, fitting, joined
from storysum.compress.tags import Tag
from storysum.model.article import Article
from storysum.model.budget import Limits
from storysum.model.quote import Quote
from storysum.model.span import Span

__all__ = ["Candidate", "headlines"]

_FROM_OPENING = 6
_FROM_BEST = 6
_FROM_CORE = 8
_DANGLING = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "him",
        "them",
        "there",
        "here",
        "such",
        "both",
    ]
)
_SHORT, _LONG = 6, 11
_WORD_MARKS = "\"“”‘’'.,;:!?()[]«»…"
_NO_LIMIT = 10_000

# Tuned on the writers' own titles of a development set, in two halves; see docs/concepts/headlines.md.
_USUAL_LENGTH = 20  # of a sentence, in words
_FUNCTION_WORD = 0.06  # how likely one is to be in the title
_UNKNOWN_WORD = 0.05
_POINTERS = frozenset(["it", "them", "him", "this", "that", "these", "those", "such", "there", "he", "she", "they"])
_POINTER = 0.03
_SHORT_NAME = 0.055
_QUESTION = 1.0
_WEAK_SUBJECT = 0.3
_LENGTH_PRICE = 0.02
_PLACE_PRICE = 0.1
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
    article: Article, scores: Sequence[float], *, quotes: Sequence[Quote] = (), limits: Limits
) -> tuple[Candidate, ...]:
    """Headlines from the opening and the best sentences of the body, best first.

    Args:
        article: The article.
        scores: One for each of `Article.sentences`: what the backend thinks of it.
        quotes: Its quotations. A headline that keeps one whole names who speaks.
        limits: Caps on words and characters; None is no cap.

    Returns:
        Nothing when no sentence fits whole and none can be shortened to fit.

    Cost: linear in the text, and at most twenty sentences are shortened.
    """
    body = _body(article)
    if not body:
        return ()
    matter = core(article, [article.sentences[index] for index in body])
    ranks = _ranks(scores, body)
    found: list[Candidate] = []
    spans = [quote.span for quote in quotes]
    places = {index: place for place, index in enumerate(body)}
    for index in _sources(article, body, ranks, matter):
        sentence = article.sentences[index]
        inside = [span for span in spans if span.overlaps(sentence)]
        speech = [quote for quote in quotes if quote.span.overlaps(sentence)]
        asks = "?" in sentence.of(article.text)[-3:]
        shorter_ones, weak = _shortened(article.text, sentence, inside, matter, limits)
        for shorter in shorter_ones:
            if not _named(article.text, shorter, speech):
                continue
            score = _score(article.text, shorter, matter, places[index], ranks[index])
            score -= (_WEAK_SUBJECT if weak else 0.0) + (_QUESTION if asks else 0.0)
            found.append(Candidate(index, shorter.kept, round(score, 6)))
    return tuple(sorted(found, key=lambda one: (-one.score, one.sentence, one.kept)))


def _shortened(
    text: str, span: Span, quotes: Sequence[Span], matter: Core, limits: Limits
) -> tuple[list[Shortening], bool]:
    """What one sentence could be, chosen with an eye on what the article is about; is its subject a pronoun?"""
    if not 0 < len(span) <= LONGEST:
        return [], False
    try:
        sentence = parse(text, span, quotes)
    except Unbalanced:
        return [], False
    clause = main_clause(sentence)
    if clause is None:
        return [], False
    chances = [_chance(token.text.strip(_WORD_MARKS), matter) if token.word else 0.0 for token in sentence.tokens]
    fit = fitting(
        text,
        sentence,
        clause,
        max_words=limits.words or _NO_LIMIT,
        max_characters=limits.characters or _NO_LIMIT,
        taste=chances,
    )
    before = clause.verb - 1
    while before > clause.subject and sentence.tags[before] is Tag.ADVERB:
        before -= 1
    weak = any(sentence.low(index).split("'")[0] in _DANGLING for index in (clause.subject, before))
    return fit, weak


def _chance(word: str, matter: Core) -> float:
    """How likely a title has the word."""
    if function(word.lower().replace("’", "'")):
        return _FUNCTION_WORD
    return matter.weights.get(stem(word), _UNKNOWN_WORD)


def _body(article: Article) -> list[int]:
    """The sentences that stand in body blocks."""
    blocks = [block.span for block in article.blocks if block.role == "body"]
    found: list[int] = []
    at = 0
    for index, sentence in enumerate(article.sentences):
        while at < len(blocks) and blocks[at].end <= sentence.start:
            at += 1
        if at < len(blocks) and blocks[at].covers(sentence):
            found.append(index)
    return found


def _ranks(scores: Sequence[float], body: Sequence[int]) -> dict[int, float]:
    """Each body sentence's standing among them: 1 for the best, falling to 0."""
    order = sorted(body, key=lambda index: (-scores[index], index))
    last = max(1, len(order) - 1)
    return {index: 1 - place / last for place, index in enumerate(order)}


def _sources(article: Article, body: Sequence[int], ranks: Mapping[int, float], matter: Core) -> list[int]:
    """Where to look: the opening, what the backend thinks best, and what is densest in the article's core."""
    best = sorted(body, key=lambda index: (-ranks[index], index))[:_FROM_BEST]
    dense = sorted(body, key=lambda index: (-_density(article.sentences[index].of(article.text), matter), index))
    return sorted({*body[:_FROM_OPENING], *best, *dense[:_FROM_CORE]})


def _density(sentence: str, matter: Core) -> float:
    plain = [word.strip(_WORD_MARKS) for word in sentence.split()]
    return share(sum(_chance(word, matter) for word in dict.fromkeys(plain)), min(len(plain), _USUAL_LENGTH))


def _named(text: str, shorter: Shortening, speech: Sequence[Quote]) -> bool:
    """Whether every quotation kept has its speaker with it, and none is all there is."""
    for quote in speech:
        if not any(span.overlaps(quote.span) for span in shorter.kept):
            continue
        words = joined(text, shorter.kept)
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


def _score(text: str, shorter: Shortening, matter: Core, place: int, rank: float) -> float:
    words = joined(text, shorter.kept)
    plain = [word.strip(_WORD_MARKS) for word in words.split()]
    length = len(plain)
    distinct = dict.fromkeys(plain)
    return (
        share(sum(_chance(word, matter) for word in distinct), length)
        - PRICE * shorter.cost
        - _LENGTH_PRICE * (max(0, _SHORT - length) + max(0, length - _LONG))
        + _PLACE_PRICE / (1 + place)
        + _RANK_PRICE * rank
        - _opening_fault(_with_article(text, shorter, plain), place)
        - _short_names(plain, matter)
        - _POINTER * sum(word.lower() in _POINTERS for word in plain[1:])
    )


def _with_article(text: str, shorter: Shortening, words: Sequence[str]) -> Sequence[str]:
    """The words, and the article before the first one if it was dropped: "track" is as unknown as "the track"."""
    start = shorter.kept[0].start
    return ["the", *words] if text[max(0, start - 4) : start].lower() == "the " else words


def _opening_fault(words: Sequence[str], place: int) -> float:
    """What a reader who has not read the article stumbles over in the first words."""
    first = words[0].lower().replace("’", "'") if words else ""
    if first.split("'")[0] in _DANGLING or listed("drop_connectives", first):
        return 1.0
    if (
        first == "the"
        and len(words) > 1
        and words[1].lower() in ("other", "others", "latter", "former", "same", "first", "second", "move", "two")
    ):
        return 0.5
    if first == "the" and place > 0 and len(words) > 2 and words[1].islower():
        return 0.02 if words[2] in ("of", "between", "behind", "for") else 0.06
    return 0.0


def _short_names(words: Sequence[str], matter: Core) -> float:
    """A last name on its own where the article has it in full."""
    fault = 0.0
    for index, word in enumerate(words):
        if word[:1].isupper() and stem(word) in matter.fuller:
            alone = index == 0 or not words[index - 1][:1].isupper() or words[index - 1] in ("Mr", "Mrs", "Ms", "The")
            fault += _SHORT_NAME if alone else 0.0
    return fault
