"""A sentence's shorter selves: which drops go together, what they leave and what that costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from attrs import frozen

from storysum.compress.asides import asides, attribution_ends, descriptors, lead_ins, subject_ends
from storysum.compress.clauses import Clause, main_clause
from storysum.compress.drops import Drop
from storysum.compress.lexicon import listed
from storysum.compress.littles import small_words
from storysum.compress.sentence import LONGEST, Sentence, Unbalanced, parse
from storysum.compress.tags import Tag
from storysum.compress.tails import middles, tails
from storysum.model.span import Span

__all__ = ["Shortening", "joined", "shortenings"]

_NO_SPACE_BEFORE = frozenset(".,;:!?)]}”’…%")
_ALWAYS = 0.03
_MOST = 400
_STEPS = 8
_VOWELS = frozenset("aeiou")
_SOUNDS_VOWEL = ("hour", "honest", "honour", "honor", "heir")
_SOUNDS_CONSONANT = ("uni", "use", "usu", "euro", "one", "once", "eu", "ut", "ur")

Worth = Callable[[Sequence[int], Sequence[Drop]], float]
"""How good a headline the tokens that stay would be, given what was dropped."""


@frozen
class Shortening:
    """What stays of a sentence.

    Attributes:
        kept: Ascending, disjoint, inside the sentence; letter for letter.
        cost: How much meaning or fluency was given up: 0 when nothing was dropped.
    """

    kept: tuple[Span, ...]
    cost: float


def joined(text: str, kept: Sequence[Span]) -> str:
    """What kept spans read as: a space where a gap had white space, except before a closing mark.

    >>> joined("The band (from Leeds), split.", (Span(0, 8), Span(21, 28)))
    'The band, split'
    """
    parts: list[str] = []
    for index, span in enumerate(kept):
        if index:
            gap = text[kept[index - 1].end : span.start]
            if any(map(str.isspace, gap)) and text[span.start : span.start + 1] not in _NO_SPACE_BEFORE:
                parts.append(" ")
        parts.append(span.of(text))
    return "".join(parts)


def shortenings(
    text: str, sentence: Span, *, quotes: Sequence[Span] = (), max_words: int = 12, max_characters: int = 80
) -> tuple[Shortening, ...]:
    """Headlines that one sentence can make, cheapest first, each within the caps.

    Args:
        text: The article.
        sentence: Where the sentence lies.
        quotes: Quoted speech: stays whole or goes whole.
        max_words: As `str.split()` counts them.
        max_characters: Spaces included.

    Returns:
        None that fits: an empty tuple. Nor is a sentence shortened that is longer than `LONGEST`
        characters, or whose quotation marks or brackets do not pair.

    Cost: linear in the sentence for a bounded number of drops; at most 400 sets are tried.

    >>> text = "The band, formed in Leeds in 1991, has split up after a row on Tuesday."
    >>> joined(text, shortenings(text, Span(0, len(text)), max_words=8)[0].kept)
    'The band has split up after a row'
    """
    if not 0 < len(sentence) <= LONGEST:
        return ()
    try:
        read = parse(text, sentence, quotes)
    except Unbalanced:
        return ()
    clause = main_clause(read)
    if clause is None:
        return ()
    return tuple(fitting(text, read, clause, max_words=max_words, max_characters=max_characters))


def fitting(
    text: str,
    sentence: Sentence,
    clause: Clause,
    *,
    max_words: int,
    max_characters: int,
    worth: Worth | None = None,
) -> list[Shortening]:
    """What can be left of a sentence within the caps, cheapest first.

    With `worth`, sets of drops that a reader of that taste would choose are tried as well.
    """
    found: dict[tuple[Span, ...], float] = {}
    for drops in _combinations(sentence, clause, worth):
        kept = _kept(sentence, drops)
        if kept is None:
            continue
        words = joined(text, kept)
        if len(words) > max_characters or len(words.split()) > max_words:
            continue
        cost = round(sum(drop.cost for drop in drops), 6)
        if kept not in found or cost < found[kept]:
            found[kept] = cost
    ordered = sorted(found.items(), key=lambda item: (item[1], -sum(map(len, item[0])), item[0]))
    return [Shortening(kept, cost) for kept, cost in ordered]


def _combinations(sentence: Sentence, clause: Clause, worth: Worth | None) -> Iterable[tuple[Drop, ...]]:
    """Sets of drops worth trying: with each tail, the other drops one after the other, and each alone."""
    optional = sorted(
        [
            drop
            for rule in (asides, lead_ins, small_words, descriptors, subject_ends, middles, attribution_ends)
            for drop in rule(sentence, clause)
        ],
        key=lambda drop: (drop.cost, drop.start),
    )
    tried = 0
    for tail in (None, *tails(sentence, clause)):
        free = [drop for drop in optional if tail is None or drop.start < tail.start or drop.start >= tail.end]
        base = [drop for drop in free if drop.cost <= _ALWAYS]
        rest = [drop for drop in free if drop.cost > _ALWAYS]
        if tail is not None:
            base.append(tail)
        sets = [
            base,
            *([*base, drop] for drop in rest),
            *([*base, *rest[: count + 1]] for count in range(1, len(rest))),
        ]
        if worth is not None:
            sets.extend(_chosen(sentence, base, rest, worth))
        for chosen in sets:
            tried += 1
            if tried > _MOST:
                return
            yield tuple(_outermost(chosen))


def _chosen(sentence: Sentence, base: list[Drop], rest: list[Drop], worth: Worth) -> list[list[Drop]]:
    """Step by step the drop after which the rest is worth most, for as long as there is one."""
    chosen, left = list(base), list(rest)
    steps: list[list[Drop]] = []
    while left and len(steps) < _STEPS:
        best = max(left, key=lambda drop: (worth(_stay(sentence, [*chosen, drop]), [*chosen, drop]), -drop.start))
        chosen = [*chosen, best]
        left.remove(best)
        steps.append(chosen)
    return steps


def _stay(sentence: Sentence, drops: Iterable[Drop]) -> list[int]:
    gone: set[int] = set()
    for drop in drops:
        gone.update(range(drop.start, drop.end))
    return [index for index in range(sentence.end) if index not in gone]


def _outermost(drops: Iterable[Drop]) -> list[Drop]:
    """Without those that lie inside another, in order."""
    chosen: list[Drop] = []
    for drop in sorted(drops, key=lambda drop: (drop.start, -drop.end)):
        if chosen and drop.start < chosen[-1].end:
            continue
        chosen.append(drop)
    return chosen


def _kept(sentence: Sentence, drops: Sequence[Drop]) -> tuple[Span, ...] | None:
    """The spans that stay, or None when they would not read."""
    stay = _stay(sentence, drops)
    while stay and _dangles(sentence, stay[-1]):
        stay.pop()
    if not stay or not _reads(sentence, stay):
        return None
    spans: list[Span] = []
    begin = previous = stay[0]
    for index in [*stay[1:], len(sentence.tokens) + 1]:
        if index != previous + 1:
            spans.append(Span(sentence.tokens[begin].start, sentence.tokens[previous].end))
            begin = index
        previous = index
    return tuple(spans)


def _dangles(sentence: Sentence, index: int) -> bool:
    return sentence.is_mark(index, ",;:–—-")


def _reads(sentence: Sentence, stay: Sequence[int]) -> bool:
    last = stay[-1]
    if function_word(sentence, last) or sentence.is_mark(stay[0], ",;:–—-"):
        return False
    for here, there in pairwise(stay):
        if there == here + 1:
            continue
        if any(sentence.tied[index] for index in range(here, there)) and sentence.tied[here]:
            return False
        if sentence.low(here) in ("a", "an") and not _article_fits(sentence.low(here), sentence.low(there)):
            return False
        if sentence.is_mark(here, ",") and sentence.is_mark(there, ",.;:"):
            return False
    return True


def function_word(sentence: Sentence, index: int) -> bool:
    """Whether a word cannot be the last one of a headline."""
    tag, low = sentence.tags[index], sentence.low(index)
    if tag is Tag.NAME:
        return False
    return (
        tag
        in (
            Tag.DETERMINER,
            Tag.PREPOSITION,
            Tag.TO,
            Tag.CONJUNCTION,
            Tag.SUBORDINATOR,
            Tag.RELATIVE,
            Tag.MODAL,
            Tag.AUXILIARY,
        )
        or low
        in ("be", "been", "being", "am", "is", "are", "was", "were", "he", "she", "they", "we", "i", "who", "that")
        or listed("grammar_determiners", low)
        or (tag is Tag.MARK and sentence.tokens[index].text not in ")]}”’\"'»!?")
    )


def _article_fits(article: str, following: str) -> bool:
    """Whether "a" or "an" still suits the word that now follows."""
    vowel = (following[:1] in _VOWELS and not following.startswith(_SOUNDS_CONSONANT)) or following.startswith(
        _SOUNDS_VOWEL
    )
    if following[:1].isdigit():
        vowel = following[:1] == "8" or following in ("11", "18")
    return vowel == (article == "an")
