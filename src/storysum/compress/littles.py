"""Small words that a headline can do without: times, adverbs, adjectives, articles, "has" and "is"."""

from __future__ import annotations

from storysum.compress.clauses import Clause
from storysum.compress.drops import Drop
from storysum.compress.lexicon import Form, forms, lemma, listed, reporting
from storysum.compress.scope import MILD, ranks
from storysum.compress.sentence import Sentence
from storysum.compress.tags import FINITE, NOMINAL, VERBAL, Tag
from storysum.compress.times import possessed_time, stands_free, time_noun, time_phrase

__all__ = ["articles", "small_words"]

_ARTICLES = frozenset({"the", "a", "an"})
_ARTICLE = 0.05
_COLOURING = ("-winning", "-hit", "-selling", "-making", "-studded", "-acclaimed", "-breaking", "-anticipated")


def small_words(sentence: Sentence, clause: Clause) -> list[Drop]:
    """Times, adverbs, adjectives, "has" and "is" where a headline can do without."""
    found: list[Drop] = []
    negated = any(
        sentence.negates(index) and sentence.low(index) not in MILD for index in range(clause.subject, clause.end)
    )
    for index in range(clause.subject, len(sentence.tokens)):
        drop = _small(sentence, clause, index, negated)
        if drop is not None:
            found.append(drop)
    return found


def articles(sentence: Sentence, clause: Clause) -> list[Drop]:
    """Articles that a headline can do without."""
    return [
        Drop(index, index + 1, _ARTICLE)
        for index in range(clause.subject, sentence.end)
        if sentence.low(index) in _ARTICLES and sentence.tag(index) is Tag.DETERMINER and _bare(sentence, index)
    ]


def _small(sentence: Sentence, clause: Clause, index: int, negated: bool) -> Drop | None:
    low, tag = sentence.low(index), sentence.tag(index)
    if tag is Tag.MARK or (sentence.tag(index) is Tag.NAME and not listed("drop_weekdays", low)):
        return None
    if low in ("this", "last", "next") and possessed_time(sentence, index):
        return Drop(index, index + 2, 0.1)
    if index > clause.verb and not negated:
        length = time_phrase(sentence, index, sentence.end) or time_noun(sentence, index)
        if length and stands_free(sentence, index, index + length):
            return Drop(index, index + length, 0.1)
    if tag is Tag.ADVERB and listed("drop_plain_adverbs", low) and not negated and _colours_verb(sentence, index):
        return Drop(index, index + 1, 0.08)
    if (
        low == "that"
        and tag is Tag.SUBORDINATOR
        and reporting(sentence.low(index - 1))
        and sentence.tag(index + 1)
        in (
            Tag.PRONOUN,
            Tag.DETERMINER,
            Tag.NAME,
        )
    ):
        return Drop(index, index + 1, 0.03)
    plain = listed("drop_plain_adjectives", low) or (tag is Tag.ADJECTIVE and low.endswith(_COLOURING))
    if plain and not negated and _colours_noun(sentence, index):
        return Drop(index, index + 1, 0.12)
    if low in ("is", "are") and index == clause.verb and _headline_present(sentence, index):
        return Drop(index, index + 1, 0.15 if sentence.tag(index + 1) is Tag.TO else 0.25)
    if (
        low in ("has", "have")
        and tag is Tag.AUXILIARY
        and (index == clause.verb or index > clause.end)
        and _simple_past(sentence, index)
    ):
        return Drop(index, index + 1, 0.15)
    return None


def _colours_verb(sentence: Sentence, index: int) -> bool:
    before, after = sentence.tag(index - 1), sentence.tag(index + 1)
    if sentence.negates(index - 1) or listed("grammar_adverbs", sentence.low(index - 1)) or before is Tag.MARK:
        return False
    return (
        (before in FINITE and after in VERBAL)
        or (before in NOMINAL and after in FINITE)
        or (before in (Tag.PARTICIPLE, Tag.VERB) and after is Tag.PREPOSITION and sentence.low(index).endswith("ly"))
        or (before in NOMINAL and after is Tag.MARK and index + 1 >= sentence.end)
    )


def _colours_noun(sentence: Sentence, index: int) -> bool:
    before, after = sentence.tag(index - 1), sentence.tag(index + 1)
    low = sentence.low(index - 1)
    return (
        (after in (Tag.NOUN, Tag.ADJECTIVE) or (after is Tag.NAME and sentence.tag(index + 2) is Tag.NOUN))
        and before in (Tag.DETERMINER, Tag.ADJECTIVE, Tag.VERB, Tag.PARTICIPLE, Tag.PREPOSITION)
        and not sentence.tied[index - 1]
        and low
        not in ("most", "very", "so", "too", "as", "more", "less", "all", "no", "any", "every", "few", "only", "such")
        and not _says_what_it_is(sentence, index)
        and not listed("grammar_time_words", sentence.low(index + 1))
        and not listed("grammar_units", sentence.low(index + 1))
        and not ranks(sentence, index)
    )


def _says_what_it_is(sentence: Sentence, index: int) -> bool:
    """Whether a noun phrase follows "was" or "became": there the adjective and the article carry the point."""
    back = index - 1
    while back > 0 and sentence.tag(back) in (Tag.DETERMINER, Tag.ADJECTIVE, Tag.ADVERB):
        back -= 1
    return sentence.is_be(back) or lemma(sentence.low(back)) in ("become", "remain", "seem", "look", "make")


def _bare(sentence: Sentence, index: int) -> bool:
    """Whether a noun phrase reads without its article, as headlines do it: not before a rank or a number."""
    following, previous = sentence.low(index + 1), sentence.low(index - 1)
    tag = sentence.tag(index + 1)
    if sentence.tied[index] or (index and sentence.tied[index - 1]) or ranks(sentence, index + 1):
        return False
    if index and (_says_what_it_is(sentence, index) or previous in ("has", "have", "had")):
        return False
    if tag is Tag.NAME:
        after = index + 1
        while sentence.tag(after) is Tag.NAME:
            after += 1
        if sentence.tag(after) in (Tag.NOUN, Tag.ADJECTIVE):
            return True
        alone = after == index + 2 and sentence.low(after) != "of"
        return sentence.low(index) == "the" and (sentence.tokens[index + 1].text.isupper() or not alone)
    if tag not in (Tag.NOUN, Tag.ADJECTIVE) and not (tag is Tag.ADVERB and sentence.tag(index + 2) is Tag.NOUN):
        return False
    if tag is not Tag.NOUN and sentence.tag(index + 2) not in (Tag.NOUN, Tag.ADJECTIVE, Tag.NAME):
        return False  # the poor
    return (
        not listed("keep_articles_before", following)
        and previous
        not in ("such", "half", "what", "quite", "rather", "many", "all", "both", "of", "per", "out", "than", "as")
        and sentence.tag(index - 1) is not Tag.NUMBER
        and not (
            sentence.low(index) != "the" and (listed("grammar_units", following) or sentence.low(index + 2) == "of")
        )
        and not listed("grammar_time_words", following)
    )


def _headline_present(sentence: Sentence, index: int) -> bool:
    """Whether a headline would leave "is" out: "Band (is) to tour", "Singer (is) facing trial"."""
    before = index - 1
    while sentence.tag(before) is Tag.ASIDE:
        before -= 1
    return (
        sentence.tag(index + 1) in (Tag.TO, Tag.ING)
        and not sentence.negates(index + 1)
        and sentence.tag(before) in (Tag.NOUN, Tag.NAME)
    )


def _simple_past(sentence: Sentence, index: int) -> bool:
    """Whether "has won" can be "won": the participle is the past form too."""
    form = forms(sentence.low(index + 1))
    return (
        Form.PAST in form
        and Form.PARTICIPLE in form
        and sentence.tag(index + 1) is Tag.PARTICIPLE
        and sentence.tag(index - 1) not in (Tag.MODAL, Tag.TO)
    )
