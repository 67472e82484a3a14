"""Small words that a headline can do without: times, adverbs, adjectives, articles, "has" and "is"."""

from __future__ import annotations

from collections.abc import Sequence

from storysum.compress.clauses import CLAUSE, Clause, clause_follows
from storysum.compress.drops import Drop
from storysum.compress.lexicon import Form, forms, lemma, listed, reporting
from storysum.compress.scope import MILD, ranks
from storysum.compress.sentence import Sentence
from storysum.compress.tags import FINITE, NOMINAL, VERBAL, Tag
from storysum.compress.times import possessed_time, stands_free, time_noun, time_phrase

__all__ = ["articles", "plain_without", "small_words"]

_ARTICLES = frozenset({"the", "a", "an"})
_ARTICLE = 0.05
_COMING = frozenset({"set", "due", "likely", "ready", "poised"})  # "Fares (are) set to rise"
_FORCED = frozenset({"forced", "ordered", "urged", "told", "allowed", "banned"})
_PASSIVE = frozenset({"is", "are", "was", "were", "has", "have", "been", "being"})
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
        if _article(sentence, index) and _bare(sentence, index)
    ]


def plain_without(sentence: Sentence, gone: int, bare: Sequence[Drop]) -> bool:
    """Whether what stays reads in the manner of headlines, without any article.

    It does where no article has to stay by its noun while others go, in one plain clause, and where
    no noun would run into a participle before it: "had cut a vocal" is not "had cut vocal".

    Args:
        sentence: The sentence.
        gone: A bit for each token that goes besides.
        bare: The articles that may go.
    """
    free = {drop.start for drop in bare}
    stays = [index for index in range(sentence.end) if not gone >> index & 1]
    before = dict(zip(stays[1:], stays, strict=False))
    for index in stays:
        if index in free:
            previous = before.get(index, -1)
            if sentence.tag(previous) is Tag.PARTICIPLE and _helped(sentence, before.get(previous, -1)):
                return False
        elif sentence.tag(index) in CLAUSE or (_article(sentence, index) and not _idiom(sentence, index)):
            return False
    return True


def _article(sentence: Sentence, index: int) -> bool:
    return sentence.low(index) in _ARTICLES and sentence.tag(index) is Tag.DETERMINER


def _helped(sentence: Sentence, index: int) -> bool:
    return sentence.low(index) in ("has", "have", "had") or sentence.tag(index) is Tag.ADVERB


def _idiom(sentence: Sentence, index: int) -> bool:
    """Whether an article is part of a phrase, of a name or a rank, and stays in headlines too."""
    following = sentence.low(index + 1)
    return (
        sentence.tied[index]
        or sentence.tag(index + 1) in (Tag.NAME, Tag.NUMBER)
        or ranks(sentence, index + 1)
        or any(listed(name, following) for name in ("keep_articles_before", "grammar_units", "grammar_time_words"))
    )


def _small(sentence: Sentence, clause: Clause, index: int, negated: bool) -> Drop | None:
    low, tag = sentence.low(index), sentence.tag(index)
    if tag is Tag.MARK or (sentence.tag(index) is Tag.NAME and not listed("drop_weekdays", low)):
        return None
    if low in ("this", "last", "next") and possessed_time(sentence, index):
        return Drop(index, index + 2, 0.1)
    if index > clause.verb and not _negated_there(sentence, clause, index):
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
    if index > clause.verb and not negated and _owner(sentence, index):
        return Drop(index, index + 1, 0.15)
    plain = listed("drop_plain_adjectives", low) or (tag is Tag.ADJECTIVE and low.endswith(_COLOURING))
    if plain and not negated and _colours_noun(sentence, index):
        return Drop(index, index + 1, 0.12)
    if low in ("is", "are") and index == clause.verb and _headline_present(sentence, index):
        return Drop(index, index + 1, 0.15 if sentence.tag(index + 1) is Tag.TO else 0.25)
    if index == clause.verb and not negated:
        length = _passive(sentence, index)
        if length:
            return Drop(index, index + length, 0.2)
    if (
        low in ("has", "have")
        and tag is Tag.AUXILIARY
        and (index == clause.verb or index > clause.end)
        and _simple_past(sentence, index)
    ):
        return Drop(index, index + 1, 0.15)
    return None


def _negated_there(sentence: Sentence, clause: Clause, index: int) -> bool:
    """Whether a negation stands before a word, or behind it in the same part: "was (last night) trying to stop…"."""
    for place in range(clause.subject, clause.end):
        if place > index and (sentence.tag(place) in CLAUSE or sentence.tag(place) in (Tag.TO, Tag.MARK)):
            return False
        if sentence.negates(place) and sentence.low(place) not in MILD:
            return True
    return False


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


def _owner(sentence: Sentence, index: int) -> bool:
    """Whether "its" says no more than an article would: the subject is the owner, and stands before."""
    before = sentence.tag(index - 1)
    return (
        sentence.low(index) in ("its", "his", "her", "their")
        and sentence.tag(index) is Tag.DETERMINER
        and sentence.tag(index + 1) is Tag.NOUN
        and before in (Tag.PREPOSITION, Tag.VERB, Tag.BASE, Tag.PARTICIPLE, Tag.ING)
        and sentence.low(index - 1) != "of"  # "500 of its songs"
        and sentence.low(index + 1) != "own"
        and not listed("grammar_units", sentence.low(index + 1))
    )


def _says_what_it_is(sentence: Sentence, index: int) -> bool:
    """Whether a noun phrase follows "was" or "became": there the adjective and the article carry the point."""
    back = index - 1
    while back > 0 and sentence.tag(back) in (Tag.DETERMINER, Tag.ADJECTIVE, Tag.ADVERB):
        back -= 1
    return sentence.is_be(back) or lemma(sentence.low(back)) in ("become", "look", "make", "prove", "remain", "seem")


def _bare(sentence: Sentence, index: int) -> bool:
    """Whether a noun phrase reads without its article, as headlines do it: not before a rank or a number."""
    following, previous = sentence.low(index + 1), sentence.low(index - 1)
    tag = sentence.tag(index + 1)
    if sentence.tied[index] or (index and sentence.tied[index - 1]) or ranks(sentence, index + 1):
        return False
    if index and (_says_what_it_is(sentence, index) or previous in ("has", "have", "had")):
        return False
    if index and sentence.tag(index - 1) is Tag.NAME and not sentence.tokens[index - 1].possessive:
        return False  # "Holm the drummer"
    if sentence.tag(index - 1) is Tag.PARTICIPLE and sentence.is_be(index - 2):
        return False  # "was played a record number of times"
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
        not in ("such", "half", "what", "quite", "rather", "many", "all", "both", "of", "per", "than", "as")
        and sentence.tag(index - 1) is not Tag.NUMBER
        and not (previous == "out" and sentence.tag(index - 1) is not Tag.ADVERB)
        and not (
            sentence.low(index) != "the"
            and following != "average"
            and (listed("grammar_units", following) or sentence.low(index + 2) == "of")
        )
        and not listed("grammar_time_words", following)
    )


def _headline_present(sentence: Sentence, index: int) -> bool:
    """Whether a headline would leave "is" out: "Band (is) to tour", "Singer (is) facing trial"."""
    before = index - 1
    while sentence.tag(before) is Tag.ASIDE:
        before -= 1
    coming = sentence.tag(index + 1) in (Tag.TO, Tag.ING) or (
        sentence.low(index + 1) in _COMING and sentence.tag(index + 2) is Tag.TO
    )
    return coming and not sentence.negates(index + 1) and sentence.tag(before) in (Tag.NOUN, Tag.NAME)


def _passive(sentence: Sentence, index: int) -> int:
    """How many auxiliaries a headline leaves out of a passive: "Drummer (has been) jailed after row".

    Only of verbs that always have an object when they are active, and only where none follows, so
    that nobody can read it the other way round.
    """
    stop = index
    while sentence.low(stop) in _PASSIVE:
        stop += 1
    low = sentence.low(stop)
    if stop == index or sentence.low(stop - 1) in ("has", "have") or sentence.tag(stop) is not Tag.PARTICIPLE:
        return 0
    before = index - 1
    while sentence.tag(before) is Tag.ASIDE:
        before -= 1
    after = sentence.tag(stop + 1)
    plain = after in (Tag.PREPOSITION, Tag.SUBORDINATOR) or stop + 1 >= sentence.end or sentence.is_mark(stop + 1, ",")
    joined = any(
        sentence.low(later) == "but"
        or (sentence.tag(later) is Tag.CONJUNCTION and clause_follows(sentence, later + 1, sentence.end))
        for later in range(stop, sentence.end)
    )
    if joined:
        return 0  # "Quill was born in Hull but her parents left"
    known = (listed("drop_passive_verbs", low) and plain) or Form.PAST not in forms(low)  # "stolen", "given"
    forced = low in _FORCED and after is Tag.TO
    return stop - index if (known or forced) and sentence.tag(before) in (Tag.NOUN, Tag.NAME) else 0


def _simple_past(sentence: Sentence, index: int) -> bool:
    """Whether "has won" can be "won": the participle is the past form too."""
    form = forms(sentence.low(index + 1))
    return (
        Form.PAST in form
        and Form.PARTICIPLE in form
        and sentence.tag(index + 1) is Tag.PARTICIPLE
        and sentence.tag(index - 1) not in (Tag.MODAL, Tag.TO)
    )
