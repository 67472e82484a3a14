"""What stays in one piece: quotations, brackets, names, and numbers with what they count."""

from __future__ import annotations

from collections.abc import Sequence

from storysum.compress.lexicon import listed, role
from storysum.compress.tags import FINITE, Tag
from storysum.compress.tokens import Token
from storysum.model.span import Span

__all__ = ["WORKS", "Unbalanced", "bonds", "bracketed", "quoted"]

WORKS = frozenset(
    ["album", "book", "comedy", "drama", "film", "game", "movie", "musical", "novel", "opera", "play", "programme",
     "series", "show", "single", "sitcom", "song"]
)  # fmt: skip
"""Nouns before the name of a work."""

_AT = frozenset({"in", "near", "outside"})
_CLOSER = {"“": "”", "„": "“", "«": "»", "‘": "’"}
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_ELIDED = frozenset({"'em", "'til", "'n", "'n'", "'cause", "'tis", "'twas", "'bout", "'round"})


class Unbalanced(Exception):
    """The marks of a sentence do not pair: nothing can be dropped safely."""


def quoted(sentence: Sequence[Token], quotes: Sequence[Span] = ()) -> tuple[tuple[int, int], ...]:
    """Token ranges that stand in quotation marks, and those of the quotations given; none overlap.

    Raises:
        Unbalanced: If a mark has no partner, or a given quotation runs over the sentence's edge.
    """
    ranges = [_given(sentence, span) for span in quotes]
    closer, opened = "", 0
    for index, token in enumerate(sentence):
        if closer:
            if _closes(token, closer):
                ranges.append((opened, index + 1))
                closer = ""
        elif token.text in _CLOSER and not token.word:
            if token.text == "‘" and not _pairs(sentence, index):
                continue
            closer, opened = _CLOSER[token.text], index
        elif token.text == '"':
            closer, opened = '"', index
        elif token.text in ("”", "»"):
            raise Unbalanced
        elif token.word and _opens_straight(token):
            end = _straight_end(sentence, index)
            if end is not None:
                ranges.append((index, end))
            elif index and sentence[index - 1].text in (":", ","):
                raise Unbalanced  # speech that goes on in the next sentence
    if closer:
        raise Unbalanced
    return _merged(ranges)


def _given(sentence: Sequence[Token], span: Span) -> tuple[int, int]:
    inside = [index for index, token in enumerate(sentence) if token.start < span.end and span.start < token.end]
    if not inside or sentence[0].start > span.start or sentence[-1].end < span.end:
        raise Unbalanced
    return inside[0], inside[-1] + 1


def _closes(token: Token, closer: str) -> bool:
    return not token.word and token.text == closer


def _pairs(sentence: Sequence[Token], index: int) -> bool:
    """Whether a ‘ opens a quotation; before a number, or with no partner, it stands for an apostrophe."""
    following = sentence[index + 1].text if index + 1 < len(sentence) else ""
    partner = any(_closes(token, "’") for token in sentence[index + 1 :])
    if not partner and not following[:1].isdigit():
        raise Unbalanced
    return partner


def _opens_straight(token: Token) -> bool:
    text = token.text
    return text[0] == "'" and len(text) > 1 and text[1].isalpha() and token.low not in _ELIDED


def _straight_end(sentence: Sequence[Token], index: int) -> int | None:
    for ahead in range(index, len(sentence)):
        text = sentence[ahead].text
        if sentence[ahead].word and text.endswith("'") and (len(text) > 2 or ahead > index):
            return ahead + 1
        if text == "'":
            return ahead + 1
    return None


def _merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def bracketed(sentence: Sequence[Token], quotations: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Token ranges of outermost brackets outside quotations.

    Raises:
        Unbalanced: If a bracket has no partner.
    """
    inside = {index for start, end in quotations for index in range(start, end)}
    found: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for index, token in enumerate(sentence):
        if token.word or index in inside:
            continue
        if token.text in _BRACKETS:
            stack.append((_BRACKETS[token.text], index))
        elif token.text in _BRACKETS.values():
            if not stack or stack[-1][0] != token.text:
                raise Unbalanced
            start = stack.pop()[1]
            if not stack:
                found.append((start, index + 1))
    if stack:
        raise Unbalanced
    return tuple(found)


def bonds(sentence: Sequence[Token], tags: Sequence[Tag], quotations: Sequence[tuple[int, int]]) -> tuple[bool, ...]:
    """For each token, whether it must not be parted from the next one."""
    tied = [False] * len(sentence)
    for start, end in quotations:
        tied[start : end - 1] = [True] * (end - 1 - start)
    for index in range(len(sentence) - 1):
        if _number_tie(sentence, tags, index):
            tied[index] = True
        if tags[index] is Tag.NAME and tags[index + 1] is Tag.NAME:
            free = sentence[index].possessive or _titled(sentence, tags, index) or _dated(sentence, tags, index)
            tied[index] = tied[index] or not free
    _link_names(sentence, tags, tied)
    return tuple(tied)


def _titled(sentence: Sequence[Token], tags: Sequence[Tag], index: int) -> bool:
    """Whether a name's first word says what its bearer is, and a full name follows: Chancellor Jane Doe."""
    return role(sentence[index].low) and index + 2 < len(sentence) and tags[index + 2] is Tag.NAME


def _dated(sentence: Sequence[Token], tags: Sequence[Tag], index: int) -> bool:
    """Whether a place ends before a day: "a show in northern Lebanon Saturday, killing…"."""
    back = index
    while back > 0 and tags[back] in (Tag.NAME, Tag.ADJECTIVE, Tag.NOUN) and sentence[back].low not in _AT:
        back -= 1
    ends = index + 2 >= len(sentence) or not sentence[index + 2].word
    return listed("drop_weekdays", sentence[index + 1].low) and ends and sentence[back].low in _AT


def _number_tie(sentence: Sequence[Token], tags: Sequence[Tag], index: int) -> bool:
    """A number with what it counts, its qualifier with it, a year with its month."""
    here, there = sentence[index], sentence[index + 1]
    if tags[index] is Tag.NUMBER:
        if there.low in ("to", "and", "-", "–", "or", "in", "of") and index + 2 < len(sentence):
            return tags[index + 2] is Tag.NUMBER or there.low == "of"
        return (
            there.word
            and not listed("grammar_prepositions", there.low)
            and tags[index + 1]
            not in (
                Tag.VERB,
                Tag.AUXILIARY,
                Tag.MODAL,
                Tag.SUBORDINATOR,
                Tag.RELATIVE,
                Tag.CONJUNCTION,
                Tag.ADVERB,
            )
        )
    if tags[index + 1] is Tag.NUMBER:
        return (
            listed("grammar_number_qualifiers", here.low)
            or (
                here.low
                in ("to", "and", "-", "–", "or", "in", "of", "by", "the", "a", "an", "last", "next", "past", "first")
                and index > 0
                and tags[index - 1] is Tag.NUMBER
            )
            or tags[index] is Tag.NAME
            or here.low in ("than", "least", "most")
        )
    if here.low in ("more", "less", "fewer", "up", "at", "other", "rather") and there.low in (
        "than",
        "to",
        "least",
        "most",
    ):
        return True
    return here.low == "a" and there.low in ("few", "little", "lot", "couple", "number", "dozen")


def _title(sentence: Sequence[Token], tags: Sequence[Tag], index: int) -> bool:
    """Whether a work's name goes on behind a small word, up to its verb: "the show Train to Leeds has…"."""
    small = sentence[index + 1].low in ("for", "from", "in", "on", "to", "with") and tags[index + 2] is Tag.NAME
    return small and index + 3 < len(sentence) and tags[index + 3] in FINITE


def _link_names(sentence: Sequence[Token], tags: Sequence[Tag], tied: list[bool]) -> None:
    """Lord of the Rings, Bank of England, the show Train to Leeds: names with small words inside."""
    for index in range(len(sentence) - 2):
        if tags[index] is not Tag.NAME:
            continue
        if index and sentence[index - 1].low in WORKS and _title(sentence, tags, index):
            tied[index : index + 2] = [True, True]
        if sentence[index + 1].low != "of":
            continue
        end = index + 2
        if sentence[end].low == "the" and end + 1 < len(sentence):
            end += 1
        if tags[end] is Tag.NAME:
            tied[index:end] = [True] * (end - index)
