"""A label: the subject alone, where what is said of it only brings it up.

"New rules to cut noise in city halls have been announced by the mayor" becomes "New rules to cut noise
in city halls". A label claims nothing, but it says that there is such a thing: so the verb must say so too.
"""

from __future__ import annotations

from storysum.compress.clauses import Clause
from storysum.compress.drops import Drop
from storysum.compress.lexicon import Form, forms, lemma, listed, reporting, role
from storysum.compress.sentence import BREAKS, Sentence
from storysum.compress.tags import Tag

__all__ = ["label", "matter_label", "subject_label"]

_COST = 0.6
_LEAST = 6
_NOT_YET = frozenset(["bid", "hopes", "hope", "fears", "fear", "chance", "chances", "attempt", "attempts", "threat"])
_MATTERS = frozenset(
    ["appeal", "appeals", "attack", "attacks", "battle", "bid", "bids", "call", "calls", "campaign", "debate", "deal",
     "demands", "dispute", "efforts", "inquiry", "investigation", "laws", "legislation", "moves", "plan", "plans",
     "pressure", "proposal", "proposals", "protest", "protests", "race", "row", "rules", "search", "talks", "war"]
)  # fmt: skip
_OVER = frozenset(
    ["abandon", "axe", "block", "cancel", "collapse", "defeat", "delay", "deny", "dismiss", "drop", "end", "fail",
     "fall", "halt", "lose", "miss", "overturn", "postpone", "reject", "rule", "scrap", "shelve", "stall", "stop",
     "suspend", "throw", "withdraw"]
)  # fmt: skip
_MATTER_COST, _SUBJECT_COST = 0.9, 1.2
_AFTER_HEAD = frozenset({Tag.PREPOSITION, Tag.RELATIVE, Tag.TO})
_DESCRIBES = frozenset({Tag.RELATIVE, Tag.ING, Tag.PARTICIPLE})
_KINDS = frozenset(["boys", "children", "families", "fans", "girls", "men", "parents", "people", "students", "women"])
_FEWEST = 5
_PASSIVE = frozenset({"is", "are", "was", "were", "been"})


def label(sentence: Sentence, clause: Clause) -> Drop | None:
    """What goes when only the subject stays; None where the subject alone would mislead.

    >>> from storysum.compress.clauses import main_clause
    >>> from storysum.compress.sentence import parse
    >>> from storysum.model.span import Span
    >>> text = "New rules to cut noise in halls have been announced by the mayor."
    >>> read = parse(text, Span(0, len(text)))
    >>> label(read, main_clause(read))
    Drop(start=7, end=13, cost=0.6)
    """
    start, stop = clause.subject, clause.verb
    if clause.attribution or clause.broken is not None or start != 0 or stop - start < _LEAST:
        return None
    if sentence.tag(start) in (Tag.PRONOUN, Tag.ING, Tag.PARTICIPLE, Tag.ADVERB):
        return None
    inside = range(start, stop)
    if any(sentence.negates(index) for index in range(start, min(stop + 3, clause.end))) or any(
        sentence.is_mark(index, BREAKS) for index in inside
    ):
        return None
    if not any(sentence.tag(index) in (Tag.PREPOSITION, Tag.RELATIVE, Tag.TO, Tag.PARTICIPLE) for index in inside):
        return None
    if listed("grammar_prepositions", sentence.low(start)) or listed("grammar_adverbs", sentence.low(start)):
        return None  # "Around noon the band…"
    head = start
    while head < stop and sentence.tag(head) in (Tag.DETERMINER, Tag.ADJECTIVE, Tag.NOUN, Tag.NAME, Tag.NUMBER):
        head += 1
    if sentence.tag(head - 1) is Tag.NAME:
        return None  # "Mara Quill of Leeds" tells nothing
    return Drop(stop, clause.end, _COST) if _brings_up(sentence, clause) else None


def _brings_up(sentence: Sentence, clause: Clause) -> bool:
    """Whether the verb says no more of the subject than that it is there."""
    index = clause.verb
    passive = False
    while sentence.tag(index) in (Tag.AUXILIARY, Tag.ADVERB) or sentence.low(index) in _PASSIVE:
        passive = passive or sentence.low(index) in _PASSIVE
        index += 1
    low = sentence.low(index)
    if passive and (low, sentence.low(index + 1)) == ("under", "way"):
        return True
    if sentence.tag(index) not in (Tag.VERB, Tag.PARTICIPLE) or not forms(low) & (Form.PAST | Form.PARTICIPLE):
        return False
    if passive:
        return listed("drop_presenting_verbs", lemma(low))
    unsure = any(sentence.low(place) in _NOT_YET for place in range(clause.subject, clause.verb))
    return not unsure and listed("drop_causing_verbs", lemma(low))


def matter_label(sentence: Sentence, clause: Clause) -> Drop | None:
    """What goes when only a plan, a row or the like stays, of which more was said: it is there all the same.

    "Plans to close city halls should be published, the mayor has said" becomes "Plans to close city halls".
    Where it may no longer be there, or nobody knows, the subject alone would mislead.
    """
    start, stop = clause.subject, clause.verb
    if clause.broken is not None or start != 0 or stop < _LEAST:
        return None
    head = start
    while sentence.tag(head) in (Tag.DETERMINER, Tag.ADJECTIVE, Tag.NOUN, Tag.NAME) and head < stop:
        head += 1
    if sentence.low(head - 1) not in _MATTERS or sentence.tag(head) not in (Tag.TO, Tag.PREPOSITION):
        return None
    if any(sentence.negates(index) for index in range(start, clause.end)) or any(
        sentence.is_mark(index, BREAKS) for index in range(start, stop)
    ):
        return None
    hedged = any(listed("keep_hedges", sentence.low(index)) for index in range(start, head))
    over = any(lemma(sentence.low(index)) in _OVER for index in range(stop, clause.end))
    unsure = sentence.low(stop) in ("may", "might", "could")
    return None if hedged or over or unsure else Drop(stop, sentence.end, _MATTER_COST)


def subject_label(sentence: Sentence, clause: Clause) -> Drop | None:
    """What goes when a subject stays that tells something by itself: "Two singers accused of fraud in Leeds".

    The last resort: better than a sentence beside the point. No bare name, nobody in office ("The mayor of
    Leeds"), and nothing of which the sentence may say that it is not there.
    """
    start, stop = clause.subject, clause.verb
    if any(reporting(sentence.low(index)) for index in range(stop, min(stop + 3, clause.end))):
        return None  # "Officials at the label (said…)"
    while sentence.tag(stop - 1) is Tag.ADVERB and stop > start:
        stop -= 1
    inside = range(start, stop)
    if clause.broken is not None or start != 0 or not _plain_subject(sentence, clause):
        return None
    head = start
    while sentence.tag(head) in (Tag.DETERMINER, Tag.ADJECTIVE, Tag.NOUN, Tag.NAME, Tag.NUMBER) and head < stop:
        head += 1
    first = start + (sentence.tag(start) is Tag.ADVERB)
    gerund = sentence.tag(first) is Tag.ING or (
        first == 0 and sentence.low(0).startswith("re-") and sentence.low(0).endswith("ing")
    )
    gerund = gerund and (sentence.tag(stop) is not Tag.VERB or not forms(sentence.low(stop)) & Form.PARTICIPLE)
    spoken = any(last == head for _, last in sentence.quotations)
    described = any(sentence.tag(index) in _DESCRIBES for index in range(head, stop))
    low = sentence.low(head - 1)
    if stop < _FEWEST - gerund or low == "number":
        return None  # "The number of fans (has risen)"
    if head == 1 and not gerund and not low.endswith("s") and low not in _KINDS:
        return None  # "Norvolt in Leeds": a name for all we know
    common = any(sentence.tag(index) is Tag.NOUN and sentence.tokens[index].text.islower() for index in inside)
    if not gerund and (head == start or not (sentence.tag(head - 1) is Tag.NOUN or spoken) or not common):
        return None
    if not gerund and not spoken and head == stop:
        return None  # "Mara Quill's latest film"
    if not gerund and (role(low) or role(low.removesuffix("s"))) and not described and low not in _KINDS:
        return None
    if sentence.is_be(stop) and sentence.tag(stop + 1) is Tag.SUBORDINATOR:
        return None  # "A common view (is that…)"
    people = (sentence.tag(head) is Tag.RELATIVE and sentence.low(head) == "who") or (
        described and role(low.removesuffix("s"))
    )
    sure = gerund or people or spoken or sentence.low(start) == "the" or sentence.tag(start) is Tag.NUMBER
    if sentence.tag(stop) is Tag.MODAL and sentence.low(stop) != "will" and not sure:
        return None
    over = any(lemma(sentence.low(index)) in _OVER for index in range(stop, clause.end))
    negated = any(
        sentence.negates(index) and sentence.low(index + 1) not in ("just", "only")
        for index in range(start, clause.end)
    )
    marked = any(sentence.is_mark(index, BREAKS) or sentence.low(index) == "but" for index in inside)
    return None if over or negated or marked else Drop(stop, sentence.end, _SUBJECT_COST)


def _plain_subject(sentence: Sentence, clause: Clause) -> bool:
    """Whether a subject says what it is without a pronoun, a share or a doubt."""
    low = sentence.low(clause.subject)
    if sentence.tag(clause.subject) in (Tag.PRONOUN, Tag.PREPOSITION, Tag.PARTICIPLE, Tag.SUBORDINATOR):
        return False
    if low in ("this", "that", "these", "those", "such", "other", "one"):
        return False
    if listed("grammar_quantifiers", low) and sentence.tag(clause.subject) is not Tag.NUMBER:
        return False
    first = next((i for i in range(clause.subject, clause.verb) if sentence.tag(i) in _AFTER_HEAD), clause.verb)
    if any(listed("keep_hedges", sentence.low(index)) for index in range(clause.subject, first)):
        return False
    return not any(
        sentence.low(index) in ("my", "your", "our", "you", "we", "i", "it")
        for index in range(clause.subject, clause.verb)
    )
