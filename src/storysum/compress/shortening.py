"""A sentence's shorter selves: which drops go together, what they leave and what that costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from storysum.compress.asides import asides, lead_ins
from storysum.compress.attributions import attribution_ends
from storysum.compress.clauses import Clause, main_clause
from storysum.compress.colours import colours
from storysum.compress.descriptions import descriptors
from storysum.compress.drops import Drop
from storysum.compress.fluent import reads
from storysum.compress.labels import label, matter_label, subject_label
from storysum.compress.littles import articles, plain_without, small_words
from storysum.compress.middles import middles
from storysum.compress.objects import described_objects
from storysum.compress.salience import PRICE, share
from storysum.compress.sentence import BREAKS, LONGEST, Sentence, Unbalanced, parse
from storysum.compress.subjects import inner_subject_ends, subject_ends
from storysum.compress.tails import tails
from storysum.compress.vague import vague_ends
from storysum.model.span import Span

__all__ = ["Shortening", "joined", "shortenings"]

_NO_SPACE_BEFORE = frozenset(".,;:!?)]}”’…%")
_RULES = (
    asides,
    lead_ins,
    small_words,
    descriptors,
    subject_ends,
    inner_subject_ends,
    middles,
    attribution_ends,
)
_VAGUE = (colours, described_objects)
_ALWAYS = 0.03
_ROUGH = 0.8  # the first of the articles that go where others stay
_MOST = 400
_STEPS = 8


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
    'band has split up after row on Tuesday'
    """
    if not 0 < len(sentence) <= LONGEST:
        return ()
    try:
        read = parse(text, sentence, quotes)
    except Unbalanced:
        return ()
    clause = main_clause(read, bold=True)
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
    taste: Sequence[float] | None = None,
    tier: int = 0,
) -> list[Shortening]:
    """What can be left of a sentence within the caps, cheapest first.

    With `taste`, which says how much each token is wanted, sets of drops after which the tokens that
    stay are worth most are tried as well. In tier 1 what leaves the statement vague may
    go too, in tier 2 all but the subject.
    """
    found: dict[tuple[Span, ...], float] = {}
    size = _Size(text, sentence)
    bare = articles(sentence, clause)
    seen: set[int] = set()
    for drops in _combinations(sentence, clause, taste, tier):
        for variant in _with_articles(sentence, drops, bare):
            gone = _mask(variant)
            if gone in seen:
                continue
            seen.add(gone)
            if not size.may_fit(gone, max_words, max_characters):
                continue
            kept = _kept(sentence, gone)
            if kept is None:
                continue
            words = joined(text, kept)
            if len(words) > max_characters or len(words.split()) > max_words:
                continue
            cost = round(sum(drop.cost for drop in variant), 6)
            if kept not in found or cost < found[kept]:
                found[kept] = cost
    ordered = sorted(found.items(), key=lambda item: (item[1], -sum(map(len, item[0])), item[0]))
    return [Shortening(kept, cost) for kept, cost in ordered]


class _Size:
    """How long what stays would be, counted without writing it: a little too short at worst."""

    def __init__(self, text: str, sentence: Sentence) -> None:
        self.lengths = [len(token.text) for token in sentence.tokens]
        self.whole = (1 << sentence.end) - 1
        self.begins = 0
        for index, token in enumerate(sentence.tokens):
            if token.word and (index == 0 or text[token.start - 1].isspace()):
                self.begins |= 1 << index

    def may_fit(self, gone: int, max_words: int, max_characters: int) -> bool:
        stay = self.whole & ~gone
        words = (stay & self.begins).bit_count()
        if words > max_words:
            return False
        characters = words - 2
        while stay:
            low = stay & -stay
            characters += self.lengths[low.bit_length() - 1]
            stay ^= low
        return characters <= max_characters


def _mask(drops: Iterable[Drop]) -> int:
    """One bit for each token that goes."""
    gone = 0
    for drop in drops:
        gone |= ((1 << (drop.end - drop.start)) - 1) << drop.start
        if drop.mark is not None:
            gone |= 1 << drop.mark
    return gone


def _with_articles(sentence: Sentence, drops: tuple[Drop, ...], bare: Sequence[Drop]) -> list[tuple[Drop, ...]]:
    """As it is, and without any article; dearly where that does not read, so that only the caps can bring it about."""
    gone = _mask(drops)
    free = [drop for drop in bare if not gone >> drop.start & 1]
    if not free:
        return [drops]
    if not plain_without(sentence, gone, free):
        free = [Drop(free[0].start, free[0].end, _ROUGH), *free[1:]]
    return [drops, (*drops, *free)]


def _combinations(
    sentence: Sentence, clause: Clause, taste: Sequence[float] | None, tier: int
) -> Iterable[tuple[Drop, ...]]:
    """Sets of drops worth trying: with each tail, the other drops one after the other, and each alone."""
    optional = sorted(
        [drop for rule in (_RULES + _VAGUE * (tier > 0)) for drop in rule(sentence, clause)],
        key=lambda drop: (drop.cost, drop.start, drop.end),
    )
    tried = 0
    bare = label(sentence, clause)
    ends = tails(sentence, clause)
    if tier:
        known = {tail.start for tail in ends}
        ends += [tail for tail in vague_ends(sentence, clause) if tail.start not in known]
        bare = bare or matter_label(sentence, clause)
    if tier > 1:
        bare = bare or subject_label(sentence, clause)
    for tail in (None, *ends, *([bare] if bare else [])):
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
        if taste is not None:
            sets.extend(_chosen(sentence, base, rest, taste))
        for chosen in sets:
            tried += 1
            if tried > _MOST:
                return
            yield tuple(_outermost(chosen))


def _chosen(sentence: Sentence, base: list[Drop], rest: list[Drop], taste: Sequence[float]) -> list[list[Drop]]:
    """Step by step the drop after which the rest is worth most, for as long as there is one."""
    gone = _mask(base)
    stay = [index for index in range(sentence.end) if not gone >> index & 1]
    shared = sum(taste[index] for index in stay)
    length = sum(sentence.tokens[index].word for index in stay)
    chosen, left = list(base), list(rest)
    steps: list[list[Drop]] = []
    while left and len(steps) < _STEPS:
        ways = []
        for place, drop in enumerate(left):
            fresh = [index for index in range(drop.start, drop.end) if not gone >> index & 1]
            rest_shared = shared - sum(taste[index] for index in fresh)
            rest_length = length - sum(sentence.tokens[index].word for index in fresh)
            ways.append((share(rest_shared, rest_length) - PRICE * drop.cost, -place, rest_shared, rest_length))
        _, place, shared, length = max(ways)
        drop = left.pop(-place)
        chosen = [*chosen, drop]
        gone |= _mask([drop])
        steps.append(chosen)
    return steps


def _outermost(drops: Iterable[Drop]) -> list[Drop]:
    """Without those that lie inside another, in order."""
    chosen: list[Drop] = []
    for drop in sorted(drops, key=lambda drop: (drop.start, -drop.end)):
        if chosen and drop.start < chosen[-1].end:
            continue
        chosen.append(drop)
    return chosen


def _kept(sentence: Sentence, gone: int) -> tuple[Span, ...] | None:
    """The spans that stay, or None when they would not read."""
    stay = [index for index in range(sentence.end) if not gone >> index & 1]
    while stay and _dangles(sentence, stay[-1]):
        stay.pop()
    if not stay or not reads(sentence, stay):
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
    return sentence.is_mark(index, BREAKS)
