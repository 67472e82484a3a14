"""Left to right over a sentence: the tag of each word."""

from __future__ import annotations

from collections.abc import Sequence

from storysum.compress.grammar.alone import alone
from storysum.compress.grammar.around import SUBJECT_PRONOUNS, Around
from storysum.compress.grammar.closed_words import closed_word
from storysum.compress.grammar.open_words import open_word
from storysum.compress.lexicon import Form, forms
from storysum.compress.tags import FINITE, Tag
from storysum.compress.tokens import Token

__all__ = ["tag"]


def tag(sentence: Sequence[Token]) -> tuple[Tag, ...]:
    """The tag of each token.

    Cost: linear in the tokens for text as people write it; looking ahead stops at the clause's end,
    or after thirty tokens.

    >>> from storysum.compress.tokens import tokens
    >>> from storysum.model.span import Span
    >>> [str(tag) for tag in tag(tokens("The band split after a row", Span(0, 26)))]
    ['det', 'noun', 'verb', 'prep', 'det', 'noun']
    """
    around = Around(sentence, [alone(sentence, index) for index in range(len(sentence))])
    for index, known in enumerate(around.first):
        chosen = known if known is not None else _chosen(around, index)
        if _opens_clause(around, index, chosen):
            around.finite = False
        elif chosen in FINITE:
            around.finite = True
        around.tags.append(chosen)
    return tuple(around.tags)


def _chosen(around: Around, index: int) -> Tag:
    low = around.low(index)
    before, word_before = around.before(index)
    small = closed_word(around, index, low, before)
    return small if small is not None else open_word(around, index, low, before, word_before)


def _opens_clause(around: Around, index: int, chosen: Tag) -> bool:
    """Whether a clause begins here, whose finite verb is still to come."""
    if chosen in (Tag.RELATIVE, Tag.SUBORDINATOR):
        return True
    if chosen is Tag.MARK:
        # "If the fans pay, the band…": the first comma ends the clause that leads in.
        mark = around.sentence[index].text
        opens = around.tags[1:2] if around.tags[:1] == [Tag.ADVERB] else around.tags[:1]  # "Even as fans…"
        led = mark == "," and opens == [Tag.SUBORDINATOR] and Tag.MARK not in around.tags
        return led or mark in ";:–—-"
    return chosen is Tag.CONJUNCTION and _new_clause(around, index)


def _new_clause(around: Around, index: int) -> bool:
    """Whether a conjunction behind a comma begins a clause with a subject of its own."""
    if index == 0 or around.sentence[index - 1].text != ",":
        return False
    after = around.low(index + 1)
    return (around.low(index) == "but" and forms(after) == Form.NONE) or after in SUBJECT_PRONOUNS
