"""The second tier: drops that leave a statement vague but true, for openings of which nothing else fits.

"Holm has dismissed claims (that the tour lost money)" says less than a reader would like to know, and is
still so. Negation, rank, condition and whose word it is stand in the way here as everywhere: see `scope.py`.
"""

from __future__ import annotations

from storysum.compress.clauses import CLAUSE, Clause, clause_follows, spell_after, takes_clause
from storysum.compress.drops import Drop
from storysum.compress.ends import beheads, may_end_before, misleads, waits
from storysum.compress.lexicon import lemma, listed, role
from storysum.compress.phrases import the_one
from storysum.compress.scope import MILD, bare_negation, conditional, ranks
from storysum.compress.sentence import Sentence
from storysum.compress.tags import VERBAL, Tag

__all__ = ["vague_ends"]

_PHRASE = frozenset({Tag.DETERMINER, Tag.NOUN, Tag.NAME, Tag.ADJECTIVE, Tag.NUMBER})
_OPENS = frozenset({Tag.TO, Tag.RELATIVE, Tag.SUBORDINATOR, Tag.ING, Tag.PARTICIPLE})
_MADE = frozenset(
    ["appointed", "built", "created", "established", "formed", "founded", "introduced", "launched", "set"]
)
_EMPTY_VERBS = frozenset(["accompany", "cause", "dominate", "follow", "lead", "own", "run", "surround"])
_POINTING = frozenset(["one", "ones", "people", "person", "something", "those", "thing", "things", "way", "ways"])
_HOLDING = frozenset(["agreement", "decision", "deal", "legislation", "order", "plan", "proposal", "request", "ruling"])
_TALKS = frozenset(["discussions", "negotiations", "talks"])
_TRUSTED = frozenset(["back", "tip", "tipped", "trust", "elect", "appoint", "teach", "dare"])
_BOUND = frozenset(["as", "between", "down", "like", "of", "off", "out", "than", "up", "without"])
_AGENT, _AMOUNT, _THAT, _TO, _CLAUSE, _PREPOSITION, _CONJUNCT, _LIST = 0.6, 0.4, 0.6, 0.6, 0.6, 0.6, 0.6, 0.5
_AWARDED = frozenset(["awarded", "named", "nominated", "took", "voted", "won"])
_DENYING = frozenset(["denied", "denies", "deny", "denying", *MILD])
_TOGETHER = frozenset(["between", "both", "combine", "compare", "join", "meet", "merge", "mix", "total", "unite"])


def vague_ends(sentence: Sentence, clause: Clause) -> list[Drop]:
    """Ends of the predicate without which it is vague.

    >>> from storysum.compress.clauses import main_clause
    >>> from storysum.compress.sentence import parse
    >>> from storysum.model.span import Span
    >>> text = "Holm has dismissed claims that the tour lost money."
    >>> read = parse(text, Span(0, len(text)))
    >>> vague_ends(read, main_clause(read))
    [Drop(start=4, end=9, cost=0.6)]
    """
    found: list[Drop] = []
    if any(sentence.low(index) == "only" for index in range(clause.subject, clause.end)):
        return found  # "only found out (last week)"
    for start in range(clause.end - 1, clause.verb + 1, -1):
        if (sentence.tied[start - 1] and not _part_of_sum(sentence, start)) or (
            sentence.tag(start) in _PHRASE and not _spell(sentence, start)
        ):
            continue
        cost = _cost(sentence, clause, start)
        if cost is None or waits(sentence, clause, start):
            continue
        sure = _prize(sentence, clause, start) or _told(sentence, clause, start) or _on_what(sentence, clause, start)
        if sure or not misleads(sentence, clause, start):
            found.append(Drop(start, clause.end, cost))
    return found


def _spell(sentence: Sentence, start: int) -> bool:
    """Whether a span of time begins here: "(mere days after it left)", "(two years before)"."""
    opens = sentence.tag(start) is Tag.NUMBER or sentence.low(start) in ("a", "hours", "days", "just", "mere", "only")
    led = sentence.tag(start - 1) is Tag.PREPOSITION or sentence.low(start - 1) in ("few", "just", "mere", "only")
    return opens and not led and spell_after(sentence, start)


def _part_of_sum(sentence: Sentence, start: int) -> bool:
    """Whether "of" says what a sum is a part of: "repaid $2m (of the $5m it owes)"."""
    last = start - 1
    while last > 0 and sentence.tag(last) is Tag.ASIDE:
        last -= 1
    sum_ = sentence.tokens[last].text
    return sentence.low(start) == "of" and sum_[0] in "$£€¥" and sentence.low(start + 1) in ("the", "its", "his", "her")


def _prize(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether the rank is the name of a prize: "was voted best film (at the awards)" ranks nothing itself."""
    first = start - 1
    while sentence.tag(first) in (Tag.NOUN, Tag.NUMBER) and sentence.low(first) != "best" and first > clause.verb:
        first -= 1
    awarded = any(sentence.low(index) in _AWARDED for index in range(clause.verb, first))
    if sentence.low(first) != "best" or not awarded or sentence.tag(first - 1) is Tag.DETERMINER:
        return False
    if any(sentence.negates(index) for index in range(clause.subject, start)):
        return False
    return sentence.low(start) in ("at", "and") and not conditional(sentence, start, clause.end)


def _told(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether all that goes is what a claim, a report, an order says: "denied a report (claiming…)"."""
    opens = sentence.low(start) in ("that", "claiming", "saying", "alleging", "suggesting")
    head = start - 1
    while sentence.tag(head) is Tag.NAME:
        head -= 1
    head = head - 1 if head < start - 1 and sentence.low(head) in ("in", "on", "from", "by") else start - 1
    content = listed("grammar_content_nouns", sentence.low(head))
    comma = any(sentence.is_mark(index, ",;:–—") for index in range(start, clause.end))
    negated = any(sentence.negates(i) and sentence.low(i) not in _DENYING for i in range(clause.subject, start))
    ranked = any(ranks(sentence, index) for index in range(clause.verb, start))
    return opens and content and not comma and not negated and not ranked


def _on_what(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether what goes is only what is spoken about: "refused to comment (on reports it may close)"."""
    speaks = sentence.low(start - 1) in ("comment", "commented", "commenting") and sentence.low(start) in (
        "about",
        "on",
    )
    plain = not any(sentence.is_mark(index, ",;:–—") for index in range(start, clause.end))
    return speaks and plain


def _cost(sentence: Sentence, clause: Clause, start: int) -> float | None:
    tag, low, before = sentence.tag(start), sentence.low(start), sentence.tag(start - 1)
    if tag is Tag.PREPOSITION and before in VERBAL:
        bare = bare_negation(sentence, start, clause.end)
        if low == "by" and before is Tag.PARTICIPLE and not bare and _passive(sentence, clause, start - 1):
            return _AGENT
        if _on_what(sentence, clause, start):
            return _AMOUNT
        moves = listed("grammar_change_verbs", lemma(sentence.low(start - 1)))
        return _AMOUNT if moves and not bare and not beheads(sentence, clause, start) else None
    if _spell(sentence, start):
        ends = before in (Tag.NOUN, Tag.NAME) and may_end_before(sentence, clause, start)
        return _AMOUNT if ends else None
    if sentence.is_mark(start, ",") and before in (Tag.NOUN, Tag.NAME, Tag.ASIDE):
        return _LIST if _lists(sentence, clause, start) else None
    if before in (Tag.NUMBER, Tag.ASIDE) and _part_of_sum(sentence, start):
        return _PREPOSITION
    if before not in (Tag.NOUN, Tag.NAME) or sentence.tokens[start - 1].possessive:
        return None
    if not _told(sentence, clause, start) and not _prize(sentence, clause, start) and beheads(sentence, clause, start):
        return None
    if tag in _OPENS:
        return _complement_cost(sentence, clause, start)
    if tag is Tag.PREPOSITION and _prize(sentence, clause, start):
        return _PREPOSITION
    if tag is Tag.PREPOSITION and low not in ("of", "than", "like", "as", "between", "without"):
        hollow = any(
            listed(name, sentence.low(start - 1)) for name in ("grammar_light_nouns", "grammar_relational_nouns")
        )
        return _PREPOSITION if not hollow and may_end_before(sentence, clause, start) else None
    if tag is Tag.CONJUNCTION and low == "and":
        return _CONJUNCT if _gapped(sentence, clause, start) else None
    return None


def _passive(sentence: Sentence, clause: Clause, index: int) -> bool:
    """Whether a participle says what was done, and says something without who did it."""
    back = index - 1
    while back > clause.verb and sentence.tag(back) is Tag.ADVERB:
        back -= 1
    base = lemma(sentence.low(index))
    hollow = base in _EMPTY_VERBS or takes_clause(sentence, index)
    hollow = hollow or listed("grammar_judgement_verbs", base) or listed("grammar_two_part_verbs", base)
    return back >= clause.verb and sentence.is_be(back) and not hollow


def _complement_cost(sentence: Sentence, clause: Clause, start: int) -> float | None:
    """What the complement of a noun costs: "an order (to stop work)", "claims (that…)", "a film (made in…)"."""
    tag, head = sentence.tag(start), sentence.low(start - 1)
    if sentence.low(start) in ("being", "having"):
        return None
    if not _stands(sentence, clause, start) or listed("grammar_light_nouns", head) or head in _POINTING:
        return None
    if any(sentence.low(index) == "according" for index in range(clause.verb, start)):
        return None
    if tag in CLAUSE and the_one(sentence, clause, start) and not listed("grammar_content_nouns", head):
        return None  # "became the performance (that…)"
    if tag is Tag.TO:
        return _TO
    if tag in (Tag.SUBORDINATOR, Tag.RELATIVE) and sentence.low(start) == "that":
        return _THAT
    if tag is Tag.SUBORDINATOR:
        return None
    if tag is Tag.RELATIVE:
        return _CLAUSE
    goes_on = sentence.tag(start + 1) in (Tag.PREPOSITION, Tag.TO, Tag.ADVERB)
    if tag is Tag.ING:
        goes_on = sentence.tag(start + 1) not in (Tag.MARK, Tag.NOUN, Tag.SUBORDINATOR, Tag.RELATIVE)
        goes_on = goes_on and sentence.low(start) not in ("following", "including")
    return _CLAUSE if goes_on else None


def _stands(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether the noun phrase before is the whole object of a verb that needs no more than it."""
    first = start - 1
    while sentence.tag(first - 1) in _PHRASE and first - 1 > clause.verb:
        first -= 1
    before = first - 1 - (sentence.low(first - 1) == "all")
    if sentence.tag(before) is Tag.PREPOSITION:
        return _within(sentence, clause, first, start)
    if sentence.tag(before) not in VERBAL or sentence.is_be(before):
        return False
    base = lemma(sentence.low(before))
    if base in ("become", "remain", "seem", "make", "give"):
        return False
    if listed("grammar_resulting_verbs", base) or base in _TRUSTED:
        return False
    if sentence.tag(start) is Tag.TO:
        return base == "use" or not _controls(sentence.low(before), base)
    telling = takes_clause(sentence, before) and sentence.low(start) == "that"
    return base == "warn" or not telling or listed("grammar_content_nouns", sentence.low(start - 1))


def _within(sentence: Sentence, clause: Clause, first: int, start: int) -> bool:
    """Whether a noun phrase behind a preposition stands alone: "in talks with the label (to buy it)"."""
    head = sentence.low(start - 1).removesuffix("s")
    preposition = first - 1 - (sentence.low(first - 1) == "all")
    verb = preposition - 1
    while verb > clause.verb and sentence.tag(verb) not in VERBAL:
        verb -= 1
    if sentence.low(preposition) == "for" and sentence.tag(start) is Tag.TO:
        # "called for the ban to be lifted" calls for no ban.
        return (sentence.low(start + 1), sentence.low(start + 2) in _MADE) == ("be", True)
    if sentence.tag(start) is Tag.TO and _controls(sentence.low(verb), lemma(sentence.low(verb))):
        return head in _HOLDING or any(sentence.low(index) in _TALKS for index in range(verb, start))
    if sentence.tag(start) in (Tag.ING, Tag.PARTICIPLE) and sentence.low(preposition) not in (
        "at",
        "in",
        "of",
        "on",
        "to",
    ):
        return False  # "with Norvolt (planning to sell)", "despite the boys (being filmed)"
    if (
        sentence.tag(start) is Tag.RELATIVE
        and sentence.low(preposition) == "for"
        and sentence.low(first) in ("a", "an")
    ):
        return False  # "a bad time for a label (that…)"
    if sentence.low(preposition) == "of":
        return sentence.tag(start) is not Tag.TO and not sentence.is_be(verb)
    telling = takes_clause(sentence, verb) and sentence.low(start) == "that"
    return not sentence.is_be(verb) and not telling


def _controls(low: str, base: str) -> bool:
    return listed("grammar_control_verbs", low) or listed("grammar_control_verbs", base)


def _gapped(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether "and" adds one thing more to one: "was named best film (and Holm best actor)"."""
    back = start - 1
    while sentence.tag(back) in _PHRASE and back > clause.verb:
        back -= 1
    alone = sentence.tag(back) in VERBAL and sentence.tag(start - 1) is Tag.NOUN
    several = any(sentence.low(index) in ("between", "both") for index in range(clause.verb, start))
    following = sentence.tag(start + 1)
    fresh = following in (Tag.DETERMINER, Tag.NUMBER) or (following is Tag.NOUN and role(sentence.low(start + 1)))
    alone = alone or _prize(sentence, clause, start)
    return alone and not several and fresh and not clause_follows(sentence, start + 1, clause.end)


def _lists(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether more of the same follows to the end: "is a singer(, writer and actress)".

    Not "bought cars(, vans and truck parts)", where the last noun may be the head of all.
    """
    ands = [index for index in range(start, clause.end) if sentence.tag(index) is Tag.CONJUNCTION]
    if len(ands) != 1 or sentence.low(ands[0]) != "and":
        return False
    items = all(
        sentence.tag(index) in (Tag.NOUN, Tag.NAME, Tag.ASIDE) or sentence.is_mark(index, ",")
        for index in range(start, clause.end)
        if index != ands[0]
    )
    last = range(ands[0] + 1, clause.end)
    single = len(last) == 1 or all(sentence.tag(index) in (Tag.NAME, Tag.ASIDE) for index in last)
    verb = max((i for i in range(clause.verb, start) if sentence.tag(i) in VERBAL), default=0)
    if any(sentence.is_mark(index, ",") for index in range(verb, start)):
        return False  # the list would be cut in its middle
    together = {lemma(sentence.low(verb)), *(sentence.low(index) for index in range(verb, start))} & _TOGETHER
    negated = any(sentence.negates(index) for index in range(clause.subject, start))
    return items and single and not together and not negated
