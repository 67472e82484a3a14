"""Who claims something: "police said", "says the office", "according to the label"."""

from __future__ import annotations

from storysum.compress.lexicon import Form, forms, listed, reporting, role
from storysum.compress.sentence import Sentence
from storysum.compress.tags import FINITE, NOMINAL, Tag

__all__ = ["attributes"]

_OPENS_SOURCE = frozenset({Tag.ADJECTIVE, Tag.DETERMINER, Tag.NAME, Tag.NOUN, Tag.NUMBER, Tag.PRONOUN})
_HAVE = frozenset({"has", "have", "had"})


def attributes(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a stretch only says who claims something: "police said", "says the office", "according to…"."""
    index = start
    while index < end and sentence.tag(index) in (Tag.ADVERB, Tag.CONJUNCTION):
        index += 1
    if index >= end:
        return False
    low = sentence.low(index)
    if low == "according" or (low == "as" and any(reporting(sentence.low(i)) for i in range(index, end))):
        return True
    if sentence.tag(index) is Tag.PREPOSITION:
        return False
    if low in ("it", "reportedly", "allegedly", "apparently") and index + 1 >= end:
        return True
    # Whatever the tagger made of a reporting verb there: a claim never loses its source.
    if reporting(low) and forms(low) & (Form.S | Form.PAST) and sentence.tag(index) is not Tag.NAME:
        return _only_nouns(sentence, index + 1, end) and sentence.tag(index + 1) is not Tag.TO
    if low in ("report", "say") and all(sentence.tag(i) in (Tag.DETERMINER, Tag.NAME) for i in range(index + 1, end)):
        return index + 1 < end  # ", report The Leeds News"
    last = end - 1
    while last > index and sentence.tag(last) in (Tag.ADVERB, Tag.MARK, Tag.ASIDE):
        last -= 1
    if last > index and sentence.low(last) in ("added", "said", "says") and sentence.tag(index) in _OPENS_SOURCE:
        return True  # ", the admiral said"
    if (
        last > index
        and sentence.tag(last) is not Tag.NAME  # "the United States"
        and reporting(sentence.low(last))
        and sentence.tag(last - 1) not in (Tag.DETERMINER, Tag.ADJECTIVE, Tag.PREPOSITION, Tag.NUMBER)
        and sentence.tag(index)
        not in (
            Tag.RELATIVE,
            Tag.SUBORDINATOR,
            Tag.PREPOSITION,
            Tag.TO,
        )
    ):
        return True
    if sentence.tag(index) in (Tag.RELATIVE, Tag.SUBORDINATOR, Tag.ING, Tag.PARTICIPLE, Tag.TO):
        return False
    last = end - 1
    while last >= index and not (reporting(sentence.low(last)) and _predicates(sentence, last)):
        last -= 1
    if last > index and sentence.tag(last) is Tag.ING:  # ", the agency is warning MPs"
        source = any(sentence.tag(i) in NOMINAL for i in range(index, last))
        source = source and not any(sentence.is_mark(i, ",") for i in range(index, last))
        return source and not any(sentence.tag(i) in FINITE for i in range(last + 1, end))
    return (
        last >= index
        and _nothing_claimed(sentence, last + 1, end)
        and any(sentence.tag(i) in NOMINAL for i in range(index, last))
    )


def _predicates(sentence: Sentence, index: int) -> bool:
    """Whether a word is a finite verb, or a reporting verb that the tagger took for a noun behind a name."""
    tag, low = sentence.tag(index), sentence.low(index)
    if sentence.tag(index - 1) is Tag.RELATIVE:
        return False  # ", who added to her lead"
    if low == "attacks" and sentence.low(index + 1) in ("against", "on"):
        return False  # ", terrorist attacks on the north"
    if tag in FINITE:
        return True
    if tag is Tag.PARTICIPLE:
        return any(sentence.low(back) in _HAVE for back in (index - 1, index - 2))
    if tag is Tag.ING:
        return sentence.is_be(index - 1) or sentence.is_be(index - 2)
    claiming = bool(forms(low) & (Form.S | Form.PAST)) and reporting(low)
    named = sentence.tag(index - 1) in (Tag.NAME, Tag.PRONOUN) or role(sentence.low(index - 1).removesuffix("s"))
    return tag is Tag.NOUN and claiming and named


def _only_nouns(sentence: Sentence, start: int, end: int) -> bool:
    return start < end and not any(sentence.tag(i) in FINITE for i in range(start, end))


def _nothing_claimed(sentence: Sentence, start: int, end: int) -> bool:
    """After the reporting verb stands at most a phrase: in its report, on Tuesday, GMTV's programme."""
    if start >= end:
        return True
    if sentence.tag(start) in (Tag.PREPOSITION, Tag.ADVERB) or sentence.tag(start) is Tag.NAME:
        return not any(sentence.tag(i) in FINITE for i in range(start, end))
    return any(listed("grammar_time_words", sentence.low(i)) for i in range(start, min(end, start + 3)))
