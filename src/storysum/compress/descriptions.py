"""What stands before a name to say who or what that is, and may go."""

from __future__ import annotations

from storysum.compress.clauses import Clause
from storysum.compress.drops import Drop
from storysum.compress.lexicon import role
from storysum.compress.sentence import Sentence
from storysum.compress.tags import FINITE, VERBAL, Tag

__all__ = ["BODIES", "descriptors"]

BODIES = frozenset(
    ["agency", "airline", "band", "bank", "brewer", "broadcaster", "builder", "carmaker", "carrier", "chain",
     "channel", "charity", "company", "conglomerate", "firm", "giant", "group", "insurer", "label", "lender", "maker",
     "manufacturer", "network", "operator", "provider", "publisher", "retailer", "rival", "start-up",
     "studio", "supplier"]
)  # fmt: skip
"""Nouns that say of a name that it is no person's."""


def descriptors(sentence: Sentence, clause: Clause) -> list[Drop]:
    """What stands before a name to say who or what that is: "US actor (Jane Doe)" goes, the name stays."""
    found: list[Drop] = []
    for index in range(1, sentence.end):
        if sentence.tag(index) is not Tag.NAME or not role(sentence.low(index - 1)):
            if sentence.is_mark(index - 1, ",") and role(sentence.low(index - 2)):
                found.extend(_described_before(sentence, clause, index))
            continue
        if sentence.tag(index - 1) in VERBAL:
            continue  # "polls show Quill"
        capital = sentence.tag(index - 1) is Tag.NAME
        stop = index + 1
        while sentence.tag(stop) is Tag.NAME and not sentence.tokens[stop - 1].possessive:
            stop += 1
        if (capital and stop < index + 2) or any(first <= index < last for first, last in sentence.quotations):
            continue
        if not sentence.tokens[stop - 1].possessive and sentence.tag(stop) in (Tag.NOUN, Tag.ADJECTIVE, Tag.NUMBER):
            continue  # "the firm Sony games": the name describes in its turn
        start = _description(sentence, index - 1, capital)
        before = sentence.tag(start - 1)
        if before is Tag.CONJUNCTION and any(sentence.tokens[place].possessive for place in range(start, index)):
            continue  # "Holm and Quill's show Nightfall"
        joined = before is Tag.CONJUNCTION and (
            sentence.tag(start - 2) in (Tag.NOUN, Tag.ADJECTIVE, Tag.VERB)  # "UK drinks and food firm Norvolt"
            or (capital and sentence.tag(start - 3) is Tag.DETERMINER)
        )
        if capital and sentence.low(start) in ("a", "an"):
            continue  # "a Boxer Indemnity Scholarship"
        if joined and _two_trades(sentence, start, index):
            joined, start = False, start - 2
            before = sentence.tag(start - 1)
        if joined or any(start < last and first < index for first, last in sentence.quotations):
            continue  # "delivery and storage firm Norvolt"
        starts = start in (clause.subject, clause.end + 1) or before in (
            Tag.PREPOSITION,
            Tag.VERB,
            Tag.PARTICIPLE,
            Tag.BASE,
            Tag.SUBORDINATOR,
            Tag.CONJUNCTION,
        )
        starts = starts or (before is Tag.ING and sentence.is_be(start - 2))  # but "engineering firm Norvolt"
        starts = starts or (before is Tag.RELATIVE and sentence.low(start - 1) == "that")
        if starts and not sentence.tied[index - 1] and not (start and sentence.tied[start - 1]):
            found.append(Drop(start, index, 0.2))
    return found


def _two_trades(sentence: Sentence, start: int, index: int) -> bool:
    """Whether a firm has two trades: "in (storage and delivery firm) Norvolt"; not "fans and record firm Norvolt"."""
    first = sentence.low(start - 2)
    single = sentence.tag(start - 2) is Tag.NOUN and not first.endswith("s") and not role(first)
    bare = sentence.low(start - 3) in ("at", "by", "in", "of") and sentence.tag(start) in (Tag.NOUN, Tag.ADJECTIVE)
    return single and bare and sentence.low(index - 1) in BODIES


def _described_before(sentence: Sentence, clause: Clause, index: int) -> list[Drop]:
    """With a comma: "(the country's largest producer,) Harbour Power, has…"."""
    stop = index
    while sentence.tag(stop) in (Tag.NAME, Tag.ASIDE):
        stop += 1
    start = _description(sentence, index - 2, False)
    if sentence.is_mark(stop, ",") and start == clause.subject and clause.broken == index - 1:
        named = sentence.tag(index) is Tag.NAME and stop < clause.verb and not sentence.tokens[stop - 1].possessive
        first = clause.verb
        while sentence.tag(first - 1) is Tag.ADVERB:
            first -= 1
        return [Drop(start, index, 0.2, stop)] if named and first == stop + 1 else []
    if sentence.tag(stop) not in FINITE:
        return []
    before = sentence.tag(start - 1)
    determined = sentence.tag(start) is Tag.DETERMINER or sentence.tokens[start].possessive
    inside = clause.subject <= start and index < clause.verb
    if not determined or not inside or not (start == clause.subject or before is Tag.PREPOSITION):
        return []
    return [Drop(start, index, 0.2)]


def _description(sentence: Sentence, start: int, capital: bool) -> int:
    """Where a description begins that ends before a name: its article or possessor is part of it."""
    while start > 0 and (
        (sentence.tag(start - 1) is Tag.NAME and (not capital or not sentence.tokens[start - 1].possessive))
        or (not capital and sentence.tag(start - 1) in (Tag.NOUN, Tag.ADJECTIVE))
    ):
        start -= 1
    if start > 0 and sentence.tag(start - 1) is Tag.DETERMINER:
        start -= 1
    return start
